"""Networks drawn: everything is there, names do not cross, text is text, and the page allows nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from lxml import etree, html

from sendgraph.analysis.networks.rows import Network, Node, Options
from sendgraph.export.formats import Asked, ExportError, find_write
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.drawing import Picture, draw
from sendgraph.export.networks.html import page
from sendgraph.export.networks.key import entries_of
from sendgraph.export.networks.names import box_of
from sendgraph.export.networks.plan import plan_network
from sendgraph.export.networks.svg import svg_document
from tests.export.networks.worlds import SAFE, TOLD, network_of, networks, small
from tests.shipped import shipped_engine

SVG = "{http://www.w3.org/2000/svg}"
ENGLAND = [
    ("moves", "", "seeded"),
    ("moves", "", "map"),
    ("officers-councils", "", "seeded"),
    ("succession", "south-west", "seeded"),
]


def picture(network: Network) -> Picture:
    return draw(plan_network(network, Choices()))


@cache
def england(name: str, region: str, layout: str) -> Picture:
    from sendgraph.export.networks.source import plan_of

    choices = Choices(layout=layout, options=Options(region=region))
    return draw(plan_of(Asked(shipped_engine(), "0" * 64, name, choices=choices)))


def texts(document: str) -> list[str]:
    return ["".join(e.itertext()) for e in etree.fromstring(document.encode()).iter(f"{SVG}text")]


def test_every_node_and_link_of_a_small_network_is_drawn() -> None:
    drawn = picture(small())
    assert {(line.source.id, line.target.id, line.count) for line in drawn.lines} == {
        ("kent", "bury", 2),
        ("bury", "kent", 1),
        ("ann-lee_kent", "kent", 1),
        ("york", "york", 1),
    }
    assert {(line.source.id, line.is_sure, line.is_bent) for line in drawn.lines if line.count == 2} == {
        ("kent", False, True)
    }
    document = svg_document(drawn, TOLD)
    titles = ["".join(e.itertext()) for e in etree.fromstring(document.encode()).iter(f"{SVG}title")]
    assert titles[0] == "Moves <here>"
    assert f"Kent to {SAFE}; Ann Lee, 2020; {SAFE}, 2020, not certain" in titles
    assert f"{SAFE}; council; overall grade: inadequate" in titles
    assert {"Kent", "York", "Ann Lee", SAFE} <= set(texts(document))


def test_the_key_has_every_colour_that_is_drawn() -> None:
    drawn = picture(small())
    entries = entries_of(drawn)
    used = {mark.colour for mark in drawn.marks} | {line.colour for line in drawn.lines if line.count == 1}
    assert used <= {colour for _, colour, _ in entries}
    assert [words for _, _, words in entries] == [
        "Council: good",
        "Council: inadequate",
        "Council: no overall grade",
        "Officer",
        "Link: director of children's services",
        "Link: lead member for children",
        "Link: another role, or none",
        "Not certain: possible only, or by a presumed identity",
    ]


@pytest.mark.parametrize("which", ENGLAND)
def test_names_never_cross_each_other(which: tuple[str, str, str]) -> None:
    boxes = sorted(box_of(name) for name in england(*which).names if not name.is_heading)
    for one, other in combinations(boxes, 2):
        if other[0] >= one[2]:
            continue
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize(("which", "share"), list(zip(ENGLAND, (0.9, 0.75, 0.9, 1.0), strict=True)))
def test_most_nodes_have_their_name(which: tuple[str, str, str], share: float) -> None:
    drawn = england(*which)
    named = {name.of for name in drawn.names if name.of}
    assert len(named) / len(drawn.marks) >= share


@pytest.mark.parametrize("which", ENGLAND)
def test_everything_lies_within_the_frame(which: tuple[str, str, str]) -> None:
    drawn = england(*which)
    right, bottom = drawn.left + drawn.width, drawn.top + drawn.height
    for mark in drawn.marks:
        assert drawn.left < mark.x - mark.radius
        assert mark.x + mark.radius < right
        assert drawn.top < mark.y - mark.radius
        assert mark.y + mark.radius < bottom
    for name in drawn.names:
        left, top, far, low = box_of(name)
        assert drawn.left <= left
        assert far <= right + 0.2
        assert drawn.top <= top
        assert low <= bottom + 0.2


def test_on_the_drawn_map_no_two_marks_overlap_by_much() -> None:
    marks = england("moves", "", "map").marks
    for a, b in combinations(marks, 2):
        apart = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
        assert apart > (a.radius + b.radius) * 0.8


def test_succession_names_council_post_and_years() -> None:
    words = texts(svg_document(england("succession", "south-west", "seeded"), TOLD))
    assert {"Bournemouth Christchurch and Poole", "director of children's services", "2021\N{EN DASH}2023"} <= set(
        words
    )


@settings(max_examples=40)
@given(networks())
def test_any_network_is_drawn_as_well_formed_text(network: Network) -> None:
    drawn = picture(network)
    tree = etree.fromstring(svg_document(drawn, TOLD).encode())
    numbers = [e.get("data-n") for e in tree.iter(f"{SVG}g") if e.get("data-name") is not None]
    assert numbers == [str(i) for i in range(len(drawn.marks))]
    rows = html.fromstring(page(drawn, TOLD)).findall(".//tbody/tr")
    assert len(rows) == len(list(network.edges()))


def test_the_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    text = page(picture(small()), TOLD)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        known = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{known}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=|src=|url\(|@import", text)


def test_the_table_of_the_page_says_the_same_as_the_picture() -> None:
    rows = [[c.text_content() for c in r] for r in html.fromstring(page(picture(small()), TOLD)).findall(".//tbody/tr")]
    assert ["Kent", SAFE, "Ann Lee", "2020-05-01", "yes"] in rows
    assert ["Kent", SAFE, SAFE, "2020-01-01 to 2020-03-31", "no"] in rows
    assert ["York", "York", "move", "", "yes"] in rows
    assert rows == sorted(rows)


def test_too_large_a_network_is_not_drawn_and_the_way_out_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sendgraph.export.networks.plan.MOST_EDGES", 4)
    with pytest.raises(ExportError, match="4 nodes and 5 edges are too many to draw: take a part with --region"):
        picture(small())


def test_an_empty_network_is_not_drawn() -> None:
    with pytest.raises(ExportError, match="there is nothing to draw"):
        picture(network_of([], []))


def test_the_png_is_the_picture_and_without_resvg_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(shipped_engine(), "0" * 64, "moves", choices=Choices(options=Options(region="london")))
    (content,) = find_write("png")(asked)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20], "big") >= 760 * 1.5
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ExportError, match=r"pip install 'sendgraph\[png\]', or export svg or html"):
        find_write("png")(asked)


def test_a_node_between_others_lies_under_no_name() -> None:
    nodes = [Node(f"n{i}", "officer", "A rather long name", (None,) * 5, ()) for i in range(9)]
    drawn = picture(network_of(nodes, []))
    for mark in drawn.marks:
        for left, top, right, bottom in map(box_of, drawn.names):
            assert not (left < mark.x < right and top < mark.y < bottom)
