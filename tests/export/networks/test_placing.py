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
from sendgraph.export.networks.lens import enlarge
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


frames = st.lists(st.tuples(st.floats(0, 40), st.floats(0, 40)), min_size=1, max_size=12)


@given(frames)
def test_parts_of_any_size_are_packed_apart_and_keep_their_shape(sizes: list[tuple[float, float]]) -> None:
    moved = pack([[(3.0, -2.0), (3.0 + w, h - 2.0)] for w, h in sizes])
    for ((ax, ay), (bx, by)), (w, h) in zip(moved, sizes, strict=True):
        assert (bx - ax, by - ay) == pytest.approx((w, h))
    for ((ax, ay), (bx, by)), ((cx, cy), (dx, dy)) in combinations(moved, 2):
        assert bx < cx or dx < ax or by < cy or dy < ay


@pytest.mark.parametrize("giant", [0.0, 60.0, 150.0])
def test_parts_fill_about_a_page_beside_and_below_a_giant(giant: float) -> None:
    """150 parts of 13 by 9 with room and a giant of 4/3: rows of any length waste at most a row and a column."""
    parts = [[(0.0, 0.0), (6.0, 6.0)] for _ in range(150)]
    parts += [[(0.0, 0.0), (giant * 4 / 3, giant)]] if giant else []
    xs, ys = zip(*(place for part in pack(parts) for place in part), strict=True)
    assert 1.1 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 1.6


def test_nothing_is_packed_into_nothing() -> None:
    assert pack([]) == []


def test_a_crowd_is_enlarged_and_all_else_keeps_its_direction_and_order() -> None:
    crowd = [(float(x), float(y)) for x in range(4) for y in range(4)]
    middle = (1.5, 1.5)
    others = [(1.5, 61.0), (1.5, 62.0), (300.0, 1.5)]
    found = enlarge([*crowd, *others], crowd)
    assert found is not None
    assert dist(found[0], found[15]) == pytest.approx(3 * dist(crowd[0], crowd[15]))
    # 59.5 lies inside 60: 3 times as far. 60.5 and 298.5 lie outside: 120 farther.
    assert [dist(place, middle) for place in found[16:]] == pytest.approx([178.5, 180.5, 418.5])
    assert found[18][1] == middle[1]


def test_where_nothing_is_crowded_nothing_is_enlarged() -> None:
    assert enlarge([(0.0, 0.0)], [(0.0, 0.0)] * 9) is None
    assert enlarge([(0.0, 0.0)], []) is None


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


def test_a_map_lies_around_the_origin_which_is_as_far_as_gephi_reaches() -> None:
    corners = {"penzance": (50.1, -5.5), "berwick": (55.8, -2.0), "lowestoft": (52.5, 1.8), "hastings": (50.9, 0.6)}
    places = place_on_map(list(corners), [], corners)
    assert all(abs(x) < 2_500 and abs(y) < 2_500 for x, y in places.values())
    assert places["penzance"][0] < 0 < places["lowestoft"][0]
    assert places["hastings"][1] < 0 < places["berwick"][1]
