"""Networks drawn: everything is there, names do not cross, text is text, and the page allows nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from dataclasses import replace
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
from sendgraph.export.networks.key import entries_of, key_of, sign
from sendgraph.export.networks.names import box_of, wrapped
from sendgraph.export.networks.palette import SEVERAL_ROLES
from sendgraph.export.networks.plan import plan_network
from sendgraph.export.networks.source import picture_of
from sendgraph.export.networks.svg import svg_document, told_briefly
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
    choices = Choices(layout=layout, options=Options(region=region))
    return picture_of(Asked(shipped_engine(), "0" * 64, name, choices=choices))[0]


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
    assert {"Kent", "York", "Ann Lee", *wrapped(SAFE)} <= set(texts(document))


def test_the_key_has_every_colour_that_is_drawn() -> None:
    drawn = picture(small())
    entries = entries_of(drawn)
    used = {mark.colour for mark in drawn.marks} | {line.colour for line in drawn.lines}
    assert used <= {colour for _, colour, _ in entries}
    assert [words for _, _, words in entries] == [
        "Council: good",
        "Council: inadequate",
        "Council: no overall grade",
        "Officer",
        "Links, by the role of the post:",
        "several roles",
        "another role, or none",
        "Dashed: not certain, possible only, or by a presumed identity",
        "The larger a node, the more links it has",
        "The wider a line, the more links it stands for",
    ]


@pytest.mark.parametrize("which", ENGLAND)
def test_names_never_cross_each_other(which: tuple[str, str, str]) -> None:
    boxes = sorted(box_of(name) for name in england(*which).names if not name.is_heading)
    for one, other in combinations(boxes, 2):
        if other[0] >= one[2]:
            continue
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize(("which", "share"), list(zip(ENGLAND, (1.0, 1.0, 0.98, 1.0), strict=True)))
def test_most_nodes_and_every_council_have_their_name(which: tuple[str, str, str], share: float) -> None:
    drawn = england(*which)
    named = {name.of for name in drawn.names if name.of}
    assert len(named) / len(drawn.marks) >= share
    assert drawn.nameless == len(drawn.marks) - len(named)
    assert {mark.id for mark in drawn.marks if mark.words[1].startswith("council")} <= named


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


def test_names_that_found_no_room_are_counted_in_words() -> None:
    drawn = picture(small())
    assert told_briefly(drawn) == "4 nodes and 5 links."
    few = replace(drawn, marks=drawn.marks[:1], rows=drawn.rows[:1], nameless=1, is_enlarged=True)
    assert told_briefly(few) == (
        "1 node and 1 link. The most crowded part of the map is enlarged. 1 name found no room."
    )
    assert "1 name found no room. Point at a node to read its name." in page(replace(drawn, nameless=1), TOLD)
    assert "Point at" not in page(drawn, TOLD)


def test_a_line_for_unlike_moves_says_so_in_the_key() -> None:
    lines = {(line.source.id, line.target.id): line for line in picture(small()).lines}
    assert lines["kent", "bury"].colour == SEVERAL_ROLES.colour
    assert ("line", SEVERAL_ROLES.colour, "several roles") in entries_of(picture(small()))
    one = network_of(list(small().nodes()), [e for e in small().edges() if e.id != "move-2"])
    assert SEVERAL_ROLES.colour not in {colour for kind, colour, _ in entries_of(picture(one)) if kind == "line"}


def test_the_key_says_whose_role_a_line_shows() -> None:
    heads = {which[0]: [w for kind, _, w in entries_of(england(*which)) if kind == "head"] for which in ENGLAND}
    assert heads == {
        "moves": ["Links, by the role taken up, or the one left where that is not known:"],
        "officers-councils": ["Links, by the roles held:"],
        "succession": ["Links, by the role of the post:"],
    }
    assert ("line", SEVERAL_ROLES.colour, "several roles") in entries_of(england(*ENGLAND[2]))


def test_the_key_fits_and_a_head_has_no_sign() -> None:
    key, height = key_of(england(*ENGLAND[0]), 760.0)
    places = [float(x) for x in re.findall(r'<text x="([0-9.]+)"', key)]
    assert min(places) == 24.0
    assert max(places) < 760
    assert height > 100
    assert sign("head", "", 0, 0) == ""


def test_a_large_picture_has_about_the_proportion_of_a_page() -> None:
    drawn = england("officers-councils", "", "seeded")
    assert 1.1 < drawn.width / drawn.height < 1.7


def test_councils_are_called_by_their_names_wherever_they_stand() -> None:
    drawn = england("succession", "", "seeded")
    headings = {name.words for name in drawn.names if name.is_heading}
    assert {"Stoke-on-Trent", "St. Helens", "Somerset (county council to 2023)"} <= headings
    assert any(row.what.endswith(", Stoke-on-Trent") for row in drawn.rows)


def test_on_the_drawn_map_no_two_marks_overlap_by_much() -> None:
    marks = england("moves", "", "map").marks
    for a, b in combinations(marks, 2):
        apart = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
        assert apart > (a.radius + b.radius) * 0.8


def test_succession_names_council_post_and_years() -> None:
    words = texts(svg_document(england("succession", "south-west", "seeded"), TOLD))
    assert {"Bournemouth, Christchurch and Poole", "director of children's services", "2021\N{EN DASH}2023"} <= set(
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
