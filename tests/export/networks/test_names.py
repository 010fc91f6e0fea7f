"""Names in pictures: in short lines, off the lines of their nodes, councils first, led to where it is tight."""

from __future__ import annotations

from math import cos, dist, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.networks.rows import Edge, Node
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.drawing import Line, Mark, Picture, draw
from sendgraph.export.networks.names import Caption, Name, box_of, name_marks, wrapped
from sendgraph.export.networks.opening import opening_of
from sendgraph.export.networks.plan import plan_network
from sendgraph.export.networks.room import Room
from sendgraph.export.networks.svg import svg_document
from tests.export.networks.worlds import TOLD, network_of, networks

LONG = "Statutory direction to improve children's services under a commissioner " * 3


def mark(name: str, x: float, y: float, label: str = "A name of some length", radius: float = 5.0) -> Mark:
    return Mark(name, x, y, radius, "disc", "#000000", label, ())


def chain(*labels: str, kind: str = "council") -> Picture:
    nodes = [Node(f"n{i}", kind, label, (None,) * 5, ()) for i, label in enumerate(labels)]
    edges = [Edge(f"e{i}", f"n{i}", f"n{i + 1}", "move", "", (None,) * 4, ()) for i in range(len(labels) - 1)]
    return draw(plan_network(network_of(nodes, edges), Choices()))


def crosses(one: Name, other: Name) -> bool:
    a, b = box_of(one), box_of(other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Stoke-on-Trent", ["Stoke-on-Trent"]),
        ("Area SEND full inspection, October 2018", ["Area SEND full inspection,", "October 2018"]),
        ("Bournemouth, Christchurch and Poole", ["Bournemouth,", "Christchurch and Poole"]),
        ("Bath and North East Somerset", ["Bath and North East", "Somerset"]),
        (LONG, ["Statutory direction to", "improve children's", "services under a\N{HORIZONTAL ELLIPSIS}"]),
        ("x" * 60, ["x" * 26, "x" * 26, "x" * 8]),
        (" " * 30, [" " * 30]),
    ],
)
def test_a_long_name_is_broken_into_short_lines(label: str, lines: list[str]) -> None:
    assert wrapped(label) == lines


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_no_name_has_more_than_three_lines_of_26_letters(label: str) -> None:
    assert len(wrapped(label)) <= 3
    assert all(0 < len(line) <= 27 for line in wrapped(label))


def test_names_of_a_chain_do_not_lie_on_its_lines() -> None:
    drawn = chain("Luton", "Walsall", "Kent")
    assert drawn.nameless == 0
    (y,) = {m.y for m in drawn.marks}
    first, last = min(m.x for m in drawn.marks), max(m.x for m in drawn.marks)
    for left, top, right, bottom in map(box_of, drawn.names):
        assert bottom < y or y < top or right < first or last < left


def test_a_name_in_several_lines_is_cut_in_the_picture_and_whole_in_its_title() -> None:
    document = svg_document(chain(LONG, "Kent", kind="officer"), TOLD)
    assert "services under a\N{HORIZONTAL ELLIPSIS}" in document
    assert f"<title>{LONG}; officer</title>" in document
    assert document.count("<text data-n=") == 4


def test_a_council_is_named_before_a_larger_node_of_another_kind() -> None:
    """In a ring so tight that few names find room, those of rank 0 all do, though they are small."""
    marks = [mark(f"m{i:02}", 30 * cos(pi * i / 10), 30 * sin(pi * i / 10), radius=4 + i % 2) for i in range(20)]
    marks += [mark("middle", 0, 0, radius=9)]
    captions = {m.id: Caption(rank=0 if m.radius == 4 else 1) for m in marks}
    named = {name.of for name in name_marks(marks, [], captions)}
    assert {m.id for m in marks if m.radius == 4} <= named


def test_a_name_without_room_at_its_node_is_led_to() -> None:
    ring = [mark(f"m{i:02}", 24 * cos(pi * i / 4), 24 * sin(pi * i / 4), label="", radius=2) for i in range(8)]
    marks = [*ring, mark("middle", 0, 0, radius=3)]
    captions = {m.id: Caption(rank=int(m.id != "middle")) for m in marks}
    (name,) = [n for n in name_marks(marks, [], captions) if n.of == "middle"]
    assert name.leader is not None
    ax, ay, bx, by = name.leader
    assert dist((ax, ay), (0, 0)) == pytest.approx(4, abs=0.1)
    assert dist((bx, by), (0, 0)) > 15
    assert all(dist((bx, by), (m.x, m.y)) > m.radius for m in ring)


def test_the_way_to_a_name_is_drawn_and_explained() -> None:
    drawn = chain("Luton", "Walsall")
    led = drawn.names[0]._replace(leader=(0.0, 0.0, 10.0, 5.0))
    document = svg_document(Picture(**{**fields(drawn), "names": (led,)}), TOLD)
    assert '<path d="M0 0L10 5" stroke="#767676" stroke-width="1" stroke-dasharray="1 2"/>' in document
    assert "Dotted: leads from a node to its name" in document
    assert "Dotted" not in svg_document(drawn, TOLD)


def fields(drawn: Picture) -> dict[str, object]:
    return {name: getattr(drawn, name) for name in Picture.__dataclass_fields__}


@given(networks())
def test_names_cross_neither_each_other_nor_marks(network: object) -> None:
    drawn = draw(plan_network(network, Choices()))  # type: ignore[arg-type]
    plain = [name for name in drawn.names if not name.is_heading]
    for i, one in enumerate(plain):
        assert not any(crosses(one, other) for other in plain[i + 1 :])
        left, top, right, bottom = box_of(one)
        assert not any(left < m.x < right and top < m.y < bottom for m in drawn.marks)
    assert drawn.nameless + len({n.of for n in plain if n.of}) == len(drawn.marks)


@pytest.mark.parametrize(
    ("points", "hits"),
    [
        ([(-10.0, 5.0), (200.0, 5.0)], (1, 0)),
        ([(5.0, -100.0), (5.0, 100.0)], (1, 0)),
        ([(-10.0, 5.0), (-1.0, 5.0)], (0, 0)),
        ([(-20.0, 0.0), (0.0, 20.0)], (0, 0)),
        ([(2.0, 2.0), (3.0, 3.0)], (1, 0)),
        ([(-5.0, -5.0), (5.0, 5.0), (20.0, -5.0)], (2, 0)),
    ],
)
def test_a_line_is_found_where_it_runs_through_a_box(points: list[tuple[float, float]], hits: tuple[int, int]) -> None:
    room = Room()
    room.run(points, "a", "b")
    box = (0.0, 0.0, 10.0, 10.0)
    assert room.crossings(box, "a") == hits
    assert room.crossings(box, "c") == hits[::-1]


def test_a_page_opens_at_the_start_of_the_longest_chain() -> None:
    drawn = chain("Luton", "Walsall", "Kent")
    opening = opening_of(drawn)
    first = min(drawn.marks, key=lambda m: m.x)
    assert (opening.x, opening.y) == (first.x, first.y)
    assert opening.left < first.x < opening.right
    assert opening.top < first.y < opening.bottom


def test_a_page_opens_at_the_node_with_most_links_of_the_largest_part() -> None:
    nodes = [Node(f"n{i}", "council", f"N{i}", (None,) * 5, ()) for i in range(8)]
    pairs = [(0, 1), (2, 3), (3, 4), (3, 5), (3, 6), (3, 7), (2, 4)]
    edges = [Edge(f"e{a}{b}", f"n{a}", f"n{b}", "move", "", (None,) * 4, ()) for a, b in pairs]
    drawn = draw(plan_network(network_of(nodes, edges), Choices()))
    (most,) = [m for m in drawn.marks if m.id == "n3"]
    assert (opening_of(drawn).x, opening_of(drawn).y) == (most.x, most.y)


def test_a_page_opens_where_most_nodes_are_and_not_at_one_that_lies_apart() -> None:
    """A hub lies 2,000 away from the four nodes that it is linked to, which lie together."""
    marks = (mark("hub", 0, 2000), *(mark(f"m{i}", 1000 + 50 * i, 20 * i) for i in range(4)))
    lines = tuple(Line(marks[0], other, "#000000", 1, True, False, ()) for other in marks[1:])
    drawn = Picture(**{**fields(chain("Kent")), "marks": marks, "lines": lines})
    assert (opening_of(drawn).x, opening_of(drawn).y) == (1000, 0)
