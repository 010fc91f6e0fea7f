"""Places of nodes: the same each time, apart from each other, chains straight, councils where they lie."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.export.formats import ExportError
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.forces import push_apart
from sendgraph.export.networks.packing import pack
from sendgraph.export.networks.placing import UNIT, place_by_links, place_on_map, spiral
from sendgraph.export.networks.plan import plan_network
from tests.export.networks.worlds import network_of, small

IDS = [f"n{i}" for i in range(12)]
RING = [("n0", "n1"), ("n1", "n2"), ("n2", "n3"), ("n3", "n0"), ("n0", "n4"), ("n5", "n6"), ("n6", "n7")]


def test_places_are_the_same_in_whatever_order_nodes_and_links_come() -> None:
    first = place_by_links(IDS, RING)
    assert place_by_links(IDS[::-1], RING[::-1]) == first
    assert list(first) == IDS


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=30))
def test_every_node_has_a_place_of_its_own(links: list[tuple[str, str]]) -> None:
    places = place_by_links(IDS, links)
    assert set(places) == set(IDS)
    assert min(dist(a, b) for a, b in combinations(places.values(), 2)) > UNIT / 4


def test_a_chain_is_a_straight_line_from_its_first_link() -> None:
    places = place_by_links(["c", "b", "a"], [("c", "b"), ("b", "a")])
    assert places["c"][1] == places["b"][1] == places["a"][1]
    assert places["c"][0] < places["b"][0] < places["a"][0]
    assert places["b"][0] - places["c"][0] == pytest.approx(places["a"][0] - places["b"][0])


def test_linked_nodes_lie_nearer_than_others() -> None:
    places = place_by_links(IDS, RING)
    near = [dist(places[a], places[b]) for a, b in RING]
    linked = {frozenset(link) for link in RING}
    far = [dist(places[a], places[b]) for a, b in combinations(IDS, 2) if frozenset((a, b)) not in linked]
    assert sum(near) / len(near) < sum(far) / len(far) / 1.5


def test_packed_parts_do_not_overlap() -> None:
    parts = [[(0.0, 0.0), (w, h)] for w, h in ((30.0, 20.0), (5.0, 5.0), (5.0, 4.0), (9.0, 0.0), (0.0, 0.0))]
    frames = [(min(x), min(y), max(x), max(y)) for part in pack(parts) for x, y in [zip(*part, strict=True)]]
    for one, other in combinations(frames, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_overlapping_circles_are_pushed_apart_and_others_stay() -> None:
    a, b, c = push_apart([(0.0, 0.0), (0.0, 0.0), (50.0, 50.0)], [2.0, 3.0, 1.0])
    assert dist(a, b) == pytest.approx(5, rel=0.01)
    assert c == (50.0, 50.0)


def test_the_map_has_north_above_and_east_to_the_right_in_proportion() -> None:
    known = {"kent": (51.2, 0.7), "york": (53.96, -1.08), "bury": (53.6, -2.3)}
    places = place_on_map(list(known), [], known)
    assert places["bury"][0] < places["york"][0] < places["kent"][0]
    assert places["kent"][1] < places["bury"][1] < places["york"][1]
    # On the ground York lies about 90 km from Bury: 0.36° of 111 km north and 1.22° of 67 km east.
    ratio = (places["york"][0] - places["bury"][0]) / (places["york"][1] - places["bury"][1])
    assert ratio == pytest.approx(1.22 * 0.6018 / 0.36, rel=0.001)


def test_on_the_map_an_officer_lies_beside_the_council_and_a_stranger_below() -> None:
    known = {"kent": (51.2, 0.7), "york": (53.96, -1.08)}
    places = place_on_map(["kent", "york", "ann", "post", "bob"], [("ann", "post"), ("post", "kent")], known)
    assert dist(places["post"], places["kent"]) < dist(places["post"], places["york"]) / 5
    assert dist(places["ann"], places["kent"]) < dist(places["ann"], places["york"]) / 5
    assert places["bob"][1] < min(places["kent"][1], places["york"][1])


def test_a_council_whose_place_nobody_knows_is_not_put_between_those_it_is_linked_to() -> None:
    nodes = [n._replace(values=(None,) * 5) if n.id == "york" else n for n in small().nodes()]
    edges = [e._replace(target="kent") if e.id == "loop" else e for e in small().edges()]
    places = {node.id: place for node, place in plan_network(network_of(nodes, edges), Choices(layout="map")).nodes()}
    assert places["york"][1] < min(y for name, (_, y) in places.items() if name != "york")


def test_a_map_without_coordinates_is_refused() -> None:
    bare = network_of([n._replace(values=(None,) * 5) for n in small().nodes()], [])
    with pytest.raises(ExportError, match="no node of the network moves has coordinates: take --layout seeded"):
        plan_network(bare, Choices(layout="map"))


def test_the_spiral_keeps_nodes_apart() -> None:
    places = [spiral(i) for i in range(300)]
    assert min(dist(a, b) for a, b in combinations(places, 2)) > UNIT


def test_a_large_network_is_put_on_the_spiral(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sendgraph.export.networks.plan.MOST_EDGES", 4)
    plan = plan_network(small(), Choices())
    assert not plan.is_placed
    assert [place for _, place in plan.nodes()] == [spiral(i) for i in range(4)]
    monkeypatch.setattr("sendgraph.export.networks.plan.MOST_EDGES", 5)
    assert plan_network(small(), Choices()).is_placed
