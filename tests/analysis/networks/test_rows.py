"""Networks as rows, on the shipped graph: typed, joined up, and the same as the analyses say."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sendgraph.analysis.networks.graph import as_networkx
from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import find_moves
from sendgraph.analysis.networks.rows import NETWORKS, Attribute, Network, Options, network
from sendgraph.analysis.networks.succession import find_successions
from tests.shipped import rows, shipped_engine

TYPES = {"string": str, "integer": int, "double": float, "boolean": bool, "date": date}


def fits(attributes: tuple[Attribute, ...], values: tuple[object, ...]) -> bool:
    return len(attributes) == len(values) and all(
        v is None or type(v) is TYPES[a.kind] for a, v in zip(attributes, values, strict=True)
    )


def build(name: str, options: Options | None = None) -> Network:
    return network(shipped_engine(), name, options)


@pytest.mark.parametrize("name", NETWORKS)
def test_ids_are_unique_values_typed_and_every_edge_joins_two_nodes(name: str) -> None:
    found = build(name)
    nodes, edges = list(found.nodes()), list(found.edges())
    assert found.name == name
    assert len(nodes) > 100
    ids = {n.id for n in nodes}
    assert len(ids) == len(nodes)
    assert len({e.id for e in edges}) == len(edges)
    assert all(e.source in ids and e.target in ids for e in edges)
    assert all(fits(found.node_attributes, n.values) for n in nodes)
    assert all(fits(found.edge_attributes, e.values) for e in edges)
    assert all(not text.startswith("http") for n in nodes for text in (n.id, n.label))


@pytest.mark.parametrize("name", NETWORKS)
def test_asking_twice_gives_the_same_rows(name: str) -> None:
    found = build(name)
    assert list(found.nodes()) == list(found.nodes())
    assert list(found.edges()) == list(found.edges())


@pytest.mark.parametrize("name", NETWORKS)
def test_a_graph_has_the_nodes_edges_and_values_of_the_rows(name: str) -> None:
    found = build(name)
    graph = as_networkx(found)
    assert graph.is_directed() is found.is_directed
    assert graph.number_of_nodes() == len(list(found.nodes()))
    assert graph.number_of_edges() == len(list(found.edges()))
    node = next(iter(found.nodes()))
    named = {a.name: v for a, v in zip(found.node_attributes, node.values, strict=True) if v is not None}
    assert graph.nodes[node.id] == {"kind": node.kind, "label": node.label, "stretches": node.stretches, **named}
    edge = next(iter(found.edges()))
    assert graph.edges[edge.source, edge.target, edge.id]["kind"] == edge.kind


def test_every_tenure_at_a_council_is_an_edge_with_its_days() -> None:
    tenures = {r["tenure"]: r for r in rows("tenures_at_councils")}
    edges = {e.id: e for e in build("officer-post-council").edges() if e.kind == "tenure"}
    assert set(edges) == set(tenures)
    for name, edge in edges.items():
        row = tenures[name]
        bounds = [row[c] for c in ("start_earliest", "start_latest", "end_earliest", "end_latest")]
        (stretch,) = edge.stretches
        assert [str(d) if d else "" for d in stretch[:4]] == bounds
        assert stretch.is_open is (row["end_status"] == "ongoing")


def test_the_edges_of_moves_are_the_moves_of_the_analysis() -> None:
    for options in (Options(), Options(use_presumed=False), Options(role="dcs", since=date(2018, 1, 1))):
        moves = find_moves(load_world(shipped_engine(), options)).moves
        edges = list(build("moves", options).edges())
        assert Counter(e.id for e in edges) == Counter(m.id for m in moves)
        by_id = {m.id: m for m in moves}
        names = [a.name for a in build("moves", options).edge_attributes]
        for edge in edges:
            values, move = dict(zip(names, edge.values, strict=True)), by_id[edge.id]
            assert (values["gap_days_least"], values["gap_days_most"]) == move.gap_days
            assert values["order"] == ("stated" if move.stated_by else "certain" if move.is_certain else "possible")
            assert values["identity"] == move.identity


def test_the_edges_of_succession_are_the_successions_of_the_analysis() -> None:
    found = find_successions(load_world(shipped_engine(), Options()).held)
    edges = [(e.source, e.target) for e in build("succession").edges()]
    assert sorted(edges) == sorted((s.before.tenure_id, s.after.tenure_id) for s in found)


def test_officers_are_joined_to_each_council_once_with_all_their_tenures() -> None:
    found = build("officers-councils")
    pairs = [(e.source, e.target) for e in found.edges()]
    assert len(set(pairs)) == len(pairs)
    at_councils = {(r["tenure"], r["council"]) for r in rows("tenures_at_councils")}
    assert sum(len(e.stretches) for e in found.edges()) == len(at_councils)


def test_without_presumed_identities_there_are_more_officers_and_fewer_moves() -> None:
    strict = Options(use_presumed=False)
    officers = [sum(n.kind == "officer" for n in build("officers-councils", o).nodes()) for o in (Options(), strict)]
    assert officers[0] < officers[1]
    assert len(list(build("moves", strict).edges())) < len(list(build("moves").edges()))


def test_a_council_has_its_place_and_the_grade_out_on_the_day() -> None:
    for year, grade in ((2015, "inadequate"), (2019, "good")):
        found = build("moves", Options(as_of=date(year, 12, 31)))
        nodes = {n.id: n for n in found.nodes()}
        names = [a.name for a in found.node_attributes]
        values = dict(zip(names, nodes["rotherham"].values, strict=True))
        assert values["region"] == "yorkshire-and-the-humber"
        assert (values["overall_grade"], values["overall_framework"]) == (grade, "sif")
        assert values["latitude"] == pytest.approx(53.4, abs=0.1)


def test_a_region_and_a_window_leave_what_touches_them() -> None:
    councils = {r["council"]: r["region"] for r in rows("council_places")}
    found = build("officer-post-council", Options(region="london", since=date(2019, 1, 1), until=date(2019, 12, 31)))
    assert {councils[n.id] for n in found.nodes() if n.kind == "council"} == {"london"}
    for edge in found.edges():
        for s in edge.stretches:
            assert s.start_earliest is None or s.start_earliest <= date(2019, 12, 31)
            assert s.end_latest is None or s.end_latest >= date(2019, 1, 1)


def test_measures_follow_inspections_and_inspections_councils() -> None:
    found = build("council-inspection-measure")
    kinds = {n.id: n.kind for n in found.nodes()}
    joined = Counter((kinds[e.source], e.kind, kinds[e.target]) for e in found.edges())
    assert set(joined) <= {
        ("council", "inspected", "inspection"),
        ("council", "measure-on", "measure"),
        ("inspection", "follows", "measure"),
        ("inspection", "follows", "inspection"),
    }
    assert joined["council", "inspected", "inspection"] > 500


def test_an_unknown_network_is_refused() -> None:
    with pytest.raises(KeyError, match="friends"):
        build("friends")
