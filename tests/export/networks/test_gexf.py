"""GEXF: valid by both official schemas, read whole by networkx, and without what readers stumble over."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree

from sendgraph.analysis.networks.rows import NETWORKS, Network, Options
from sendgraph.export.formats import Asked, find_write
from sendgraph.export.networks.choices import DATE_POLICIES, Choices
from sendgraph.export.networks.gexf import gexf_pieces
from sendgraph.export.networks.grades_over_time import Spans
from sendgraph.export.networks.plan import Plan, plan_network
from tests.export.networks.worlds import HOSTILE, SAFE, TOLD, network_of, networks, small
from tests.shipped import shipped_engine

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def plan(network: Network, **chosen: Any) -> Plan:
    return plan_network(network, Choices(**chosen))


def gexf(network: Network, spans: Spans | None = None, **chosen: Any) -> bytes:
    return b"".join(gexf_pieces(plan(network, **chosen), TOLD, spans or {}))


@cache
def shipped(name: str, choices: Choices) -> bytes:
    return b"".join(find_write("gexf")(Asked(shipped_engine(), "0" * 64, name, choices=choices)))


def read(content: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(content))


@pytest.fixture(scope="module")
def relax_ng(reference: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(reference / "gexf" / "gexf.rng"))


@pytest.fixture(scope="module")
def xml_schema(reference: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(reference / "gexf" / "gexf.xsd"))


def require_valid(content: bytes, relax_ng: etree.RelaxNG, xml_schema: etree.XMLSchema) -> None:
    relax_ng.assertValid(etree.fromstring(content).getroottree())
    # The official XSD has no namespace for viz: what the RNG wants there is folded into the core for it.
    folded = content.replace(b"<viz:", b"<").replace(b' xmlns:viz="http://gexf.net/1.3/viz"', b"")
    xml_schema.assertValid(etree.fromstring(folded).getroottree())


def spans() -> Spans:
    return {"kent": [("overall_grade_then", "good", (date(2018, 1, 1), date(2020, 5, 31)))]}


@pytest.mark.parametrize("policy", DATE_POLICIES)
def test_a_small_network_is_valid_by_both_schemas(
    policy: str, relax_ng: etree.RelaxNG, xml_schema: etree.XMLSchema
) -> None:
    require_valid(gexf(small(), date_policy=policy), relax_ng, xml_schema)
    require_valid(gexf(small(), spans(), date_policy=policy, is_dynamic=True), relax_ng, xml_schema)
    require_valid(gexf(network_of([], [])), relax_ng, xml_schema)


PLACED = [
    (name, layout) for name in NETWORKS for layout in ("seeded", "map") if (name, layout) != ("succession", "map")
]


@pytest.mark.parametrize(("name", "layout"), PLACED)
def test_every_network_of_england_is_valid_and_read_whole(
    name: str, layout: str, relax_ng: etree.RelaxNG, xml_schema: etree.XMLSchema
) -> None:
    content = shipped(name, Choices(layout=layout, is_dynamic=layout == "map"))
    require_valid(content, relax_ng, xml_schema)
    network = NETWORKS[name](shipped_engine(), Options())
    graph = read(content)
    assert set(graph) == {node.id for node in network.nodes()}
    assert sorted(e["id"] for _, _, e in graph.edges(data=True)) == sorted(edge.id for edge in network.edges())
    wanted = {node.id: {a.name for a, v in zip(network.node_attributes, node.values, strict=True) if v is not None}
              for node in network.nodes()}  # fmt: skip
    assert all(wanted[name] <= set(values) for name, values in graph.nodes(data=True))


def test_networkx_reads_every_value_of_a_small_network() -> None:
    graph = read(gexf(small()))
    kent = graph.nodes["kent"]
    assert (kent["label"], kent["kind"], kent["overall_grade"], kent["latitude"]) == ("Kent", "council", "good", 51.2)
    assert (kent["seats"], kent["opened"], kent["spells"]) == (1, "2009-04-01", [("2009-04-01", "None")])
    assert kent["viz"]["color"] == {"r": 66, "g": 146, "b": 198, "a": 1.0}
    assert kent["viz"]["size"] == 14.0  # 6 + 4 √4: two moves from it, one to it, one holder
    first, second = sorted(graph["kent"]["bury"].values(), key=lambda e: str(e["id"]))
    assert (first["role"], first["is_shared"], first["gap_days"]) == ("dcs", True, 12)
    assert first["spells"] == [("2020-05-01", "2020-05-01")]
    assert (second["first_day"], second["last_day"]) == ("2020-01-01", "2020-03-31")
    assert (second["start_certainty"], second["end_certainty"]) == ("bounds", "bounds")
    (back,) = graph["bury"]["kent"].values()
    assert back["spells"] == [("2010-01-01", "2013-01-01")]  # two that overlap are one


@settings(max_examples=60)
@given(networks())
def test_any_network_is_read_back_with_equal_counts_and_safe_text(network: Network) -> None:
    content = gexf(network)
    tree = etree.fromstring(content)
    labels = [n.get("label") for n in tree.iterfind(".//g:node", NS)]
    assert len(labels) == len(list(network.nodes()))
    assert len(tree.findall(".//g:edge", NS)) == len(list(network.edges()))
    for label, node in zip(labels, network.nodes(), strict=True):
        assert len(label) == len(node.label)
        assert all(a in (b, " ") for a, b in zip(label, node.label, strict=True))


def test_hostile_text_becomes_text_and_hidden_characters_spaces() -> None:
    tree = etree.fromstring(gexf(small()))
    assert tree.find(".//g:node[@id='bury']", NS).get("label") == SAFE
    assert tree.find(".//g:edge[@id='move-2']", NS).get("label") == SAFE
    assert len(HOSTILE) == len(SAFE)


def test_nothing_is_written_that_readers_stumble_over() -> None:
    text = gexf(small()).decode()
    assert not re.search(r"<viz:color[^>]* a=|<viz:position[^>]* z=|None|lastmodifieddate", text)
    assert str(date.today()) not in text
    ids = re.findall(r'<attribute id="([^"]*)" title="([^"]*)"', text)
    assert ids
    assert all(name == title and not name.isdigit() for name, title in ids)
    assert re.findall(r'<graph [^>]*timeformat="([a-z]*)"', text) == ["date"]


def test_what_is_certain_on_no_day_is_left_out_with_what_hangs_on_it() -> None:
    made = plan(small(), date_policy="certain")
    content = b"".join(gexf_pieces(made, TOLD, {}))
    graph = read(content)
    # The officer is certain from 2020-05-01 on, move-2 lies on some day of spring, "held" ends no day for certain.
    assert set(graph) == {"kent", "bury", "york", "ann-lee_kent"}
    assert sorted(e["id"] for _, _, e in graph.edges(data=True)) == ["loop", "move-1", "move-3"]
    assert (made.left_nodes, made.left_edges) == (0, 2)
    nodes = [n._replace(stretches=(n.stretches[0]._replace(start_earliest=date(2020, 1, 1), end_earliest=None),))
             if n.id == "ann-lee_kent" else n for n in small().nodes()]  # fmt: skip
    nodes = [
        n._replace(stretches=(n.stretches[0]._replace(is_open=False),)) if n.id == "ann-lee_kent" else n for n in nodes
    ]
    made = plan(network_of(nodes, list(small().edges())), date_policy="certain")
    assert (made.left_nodes, made.left_edges) == (1, 2)


def test_grades_over_time_come_only_when_asked_for() -> None:
    assert b'mode="dynamic">\n      <attribute' not in gexf(small(), spans())
    graph = read(gexf(small(), spans(), is_dynamic=True))
    assert graph.nodes["kent"]["overall_grade_then"] == [("good", "2018-01-01", "2020-05-31")]


def test_undirected_networks_say_so() -> None:
    network = small()._replace(is_directed=False)
    assert not read(gexf(network)).is_directed()


def test_the_file_says_what_it_is_and_whose_facts_it_shows() -> None:
    text = shipped("moves", Choices(date_policy="certain", options=Options(role="dcs"))).decode()
    (told,) = re.findall("<description>(.*)</description>", text)
    assert told.startswith("Moves between councils. Only role dcs. Left out, because they are certain on no day: ")
    assert "Data version 000000000000." in told
    assert "Open Government Licence v3.0" in told


@pytest.mark.parametrize("name", NETWORKS)
def test_the_same_facts_give_the_same_bytes(name: str) -> None:
    again = b"".join(find_write("gexf")(Asked(shipped_engine(), "0" * 64, name, choices=Choices())))
    assert again == shipped(name, Choices())
