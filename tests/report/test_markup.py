"""Elements as text: everything is escaped, and nothing but a web address becomes a link."""

from __future__ import annotations

import pytest

from sendgraph.report.charts.svg import group, rect, text
from sendgraph.report.markup import element, escape, link, number, web_address

HOSTILE = ["</svg><script>alert(1)</script>", '" onload="x', "' onfocus='x", "]]><b>", "<!--", "a&b", "\x00\x1b[31m"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_only_ever_text(words: str) -> None:
    made = element("p", {"title": words}, words)
    assert made.startswith('<p title="')
    assert made.count("<") == 2
    assert made.count('"') == 2
    assert "\x1b" not in made
    assert "\x00" not in made


def test_markup_is_not_escaped_twice() -> None:
    assert element("b", None, element("i", None, "a < b")) == "<b><i>a &lt; b</i></b>"
    assert escape("&amp;") == "&amp;amp;"


@pytest.mark.parametrize("words", ["\ufffe", "\uffff", "\u202e", "\ud800"])
def test_characters_that_no_page_may_hold_become_spaces(words: str) -> None:
    assert escape(f"a{words}b") == "a b"


@pytest.mark.parametrize("name", ["b onload", "", "svg>", "1b"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name of an element"):
        element(name)
    with pytest.raises(ValueError, match="no name of an attribute"):
        element("p", {name: "x"})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "//example.org/",
        "file:///etc/passwd",
        "https://",
        "https://a b",
        'https://example.org/"onmouseover="x',
        "https://example.org/\njavascript:x",
        "https://example.org/<b>",
        "",
        None,
    ],
)
def test_what_is_no_web_address_is_printed_and_not_linked(address: str | None) -> None:
    assert web_address(address) is None
    assert link("words", address) == "words"
    assert "<a" not in group("title", address, "x")


def test_a_web_address_is_linked_with_its_query_escaped() -> None:
    assert link("a<b", "HTTPS://example.org/?x=1&y=2#:~:text=z") == (
        '<a href="HTTPS://example.org/?x=1&amp;y=2#:~:text=z">a&lt;b</a>'
    )


def test_numbers_have_two_decimals_and_no_minus_nought() -> None:
    assert [number(v) for v in (1, 1.005, -0.004, 2.5, 1e6)] == ["1", "1", "0", "2.5", "1000000"]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_cannot_be_drawn_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        rect(0, 0, value, 1)


def test_a_shape_is_written_with_plain_attributes() -> None:
    assert rect(1, 2.345, 3, 4, stroke_width=1.5, fill=None) == (
        '<rect x="1" y="2.35" width="3" height="4" stroke-width="1.5"/>'
    ).replace("2.35", number(2.345))
    assert text(1, 2, "a&b", size=12) == '<text x="1" y="2" font-size="12" fill="#1a1a1a">a&amp;b</text>'
