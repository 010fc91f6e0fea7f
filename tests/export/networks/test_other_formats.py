"""GraphML, graphology's and Cytoscape's JSON and the two tables: read again by others, with the same values."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from sendgraph.analysis.networks.rows import NETWORKS, Network, Options
from sendgraph.export.formats import FORMATS, Asked, ExportError, find_write
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.cytoscape import cytoscape_pieces
from sendgraph.export.networks.graphml import graphml_pieces
from sendgraph.export.networks.graphology import graphology_pieces
from sendgraph.export.networks.plan import Plan, plan_network
from sendgraph.export.networks.tables import network_tables
from tests.export.networks.worlds import SAFE, TOLD, networks, small
from tests.shipped import shipped_engine


def plan(network: Network) -> Plan:
    return plan_network(network, Choices())


def tables(network: Network, *, is_raw: bool = False) -> dict[str, list[dict[str, str]]]:
    files = network_tables(plan(network), is_raw=is_raw)
    return {name: list(csv.DictReader(io.StringIO(b"".join(p).decode()))) for name, p in files.items()}


def edge_of(graph: Any, name: str) -> dict[str, Any]:
    (found,) = (values for _, _, key, values in graph.edges(keys=True, data=True) if key == name)
    return dict(found)


def test_networkx_reads_graphml_with_its_types() -> None:
    graph = nx.read_graphml(io.BytesIO(b"".join(graphml_pieces(plan(small()), TOLD))))
    assert graph.is_directed()
    kent, move = graph.nodes["kent"], edge_of(graph, "move-1")
    assert (kent["label"], kent["latitude"], kent["seats"], kent["opened"]) == ("Kent", 51.2, 1, "2009-04-01")
    assert (kent["r"], kent["g"], kent["b"], kent["size"]) == (66, 146, 198, 14.0)
    assert (move["role"], move["is_shared"], move["gap_days"], move["first_day"]) == ("dcs", True, 12, "2020-05-01")
    assert edge_of(graph, "move-2")["label"] == SAFE
    assert graph.graph["description"].startswith("Moves <here>. Data version 1.")


def test_networkx_reads_cytoscape_json_with_places_downwards() -> None:
    written = json.loads(b"".join(cytoscape_pieces(plan(small()), TOLD)))
    graph = nx.cytoscape_graph(written)
    assert (len(graph), graph.number_of_edges()) == (4, 5)
    assert graph.nodes["bury"]["name"] == SAFE
    assert edge_of(graph, "move-1")["interaction"] == "move"
    places = {node.id: place for node, place in plan(small()).nodes()}
    drawn = {n["data"]["id"]: (n["position"]["x"], -n["position"]["y"]) for n in written["elements"]["nodes"]}
    assert drawn == places


def test_graphology_json_is_what_its_format_says() -> None:
    written = json.loads(b"".join(graphology_pieces(plan(small()), TOLD)))
    assert written["options"] == {"type": "directed", "multi": True, "allowSelfLoops": True}
    assert written["attributes"]["description"].endswith("Sources: A & B (CC BY 4.0)")
    kent = next(n["attributes"] for n in written["nodes"] if n["key"] == "kent")
    assert (kent["label"], kent["color"], kent["overall_grade"]) == ("Kent", "#4292c6", "good")
    assert [e["key"] for e in written["edges"]] == ["move-1", "move-2", "move-3", "held", "loop"]
    assert "undirected" not in written["edges"][0]
    both = json.loads(b"".join(graphology_pieces(plan(small()._replace(is_directed=False)), TOLD)))
    assert both["edges"][0]["undirected"] is True


def test_the_tables_have_the_headers_that_gephi_knows_and_no_formulas() -> None:
    files = tables(small())
    nodes, edges = files["nodes.csv"], files["edges.csv"]
    assert list(nodes[0])[:3] == ["Id", "Label", "kind"]
    assert list(edges[0])[:5] == ["Id", "Source", "Target", "Type", "Label"]
    assert (nodes[0]["Id"], nodes[0]["overall_grade"], nodes[2]["overall_grade"]) == ("kent", "good", "")
    assert [(e["Source"], e["Target"], e["Type"], e["gap_days"]) for e in edges[:2]] == [
        ("kent", "bury", "Directed", "12"),
        ("kent", "bury", "Directed", "-3"),
    ]


def test_a_text_that_a_spreadsheet_would_run_is_guarded_unless_raw() -> None:
    nodes = [n._replace(label="=1+1") for n in small().nodes()]
    network = small()._replace(nodes=lambda: iter(nodes))
    assert tables(network)["nodes.csv"][0]["Label"] == "'=1+1"
    assert tables(network, is_raw=True)["nodes.csv"][0]["Label"] == "=1+1"


@settings(max_examples=40)
@given(networks())
def test_any_network_is_read_back_with_equal_counts(network: Network) -> None:
    sizes = (len(list(network.nodes())), len(list(network.edges())))
    graphml = nx.read_graphml(io.BytesIO(b"".join(graphml_pieces(plan(network), TOLD))), force_multigraph=True)
    assert (len(graphml), graphml.number_of_edges()) == sizes
    cytoscape = nx.cytoscape_graph(json.loads(b"".join(cytoscape_pieces(plan(network), TOLD))))
    assert (len(cytoscape), cytoscape.number_of_edges()) == sizes
    graphology = json.loads(b"".join(graphology_pieces(plan(network), TOLD)))
    assert (len(graphology["nodes"]), len(graphology["edges"])) == sizes
    files = tables(network)
    assert (len(files["nodes.csv"]), len(files["edges.csv"])) == sizes


@pytest.mark.parametrize("name", NETWORKS)
def test_graphml_of_england_has_every_node_edge_and_value(name: str) -> None:
    asked = Asked(shipped_engine(), "0" * 64, name)
    graph = nx.read_graphml(io.BytesIO(b"".join(find_write("graphml")(asked))), force_multigraph=True)
    network = NETWORKS[name](shipped_engine(), Options())
    assert {(u, v, k) for u, v, k in graph.edges(keys=True)} == {(e.source, e.target, e.id) for e in network.edges()}
    names = [a.name for a in network.node_attributes]
    for node in network.nodes():
        values = zip(names, node.values, strict=True)
        told = {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in values if v is not None}
        assert told.items() <= graph.nodes[node.id].items()


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.is_network and name != "png"])
def test_every_format_of_a_network_is_the_same_each_time(form: str) -> None:
    asked = Asked(shipped_engine(), "0" * 64, "moves", choices=Choices(options=Options(region="london")))

    def made() -> dict[str, bytes]:
        written = find_write(form)(asked)
        return {n: b"".join(p) for n, p in (written if FORMATS[form].is_folder else {"": written}).items()}

    first = made()
    assert all(first.values())
    assert first == made()


def test_a_network_that_there_is_none_of_is_named_with_those_there_are() -> None:
    with pytest.raises(
        ExportError, match="no network 'friends': one of officer-post-council, officers-councils, moves"
    ):
        find_write("gexf")(Asked(shipped_engine(), "0" * 64, "friends"))
