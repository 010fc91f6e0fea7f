"""Small charts in lines of text, worked out character by character."""

from __future__ import annotations

from datetime import date

import pytest

from sendgraph.report.figures import (
    Bar,
    Bars,
    Curve,
    Curves,
    Dots,
    Estimate,
    Funnel,
    Lane,
    Mark,
    Pairing,
    Span,
    Timeline,
)
from sendgraph.report.inline import BLOCKS, PLAIN, can_show_blocks, inline_lines
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.write import render_markdown, render_rich, render_text


def day(year: int) -> date:
    return date(year, 1, 1)


def span(first: int | None, sure: int, until: int, last: int | None, **more: bool) -> Span:
    ends = [None if y is None else day(y) for y in (first, sure, until, last)]
    return Span("Ann", "", *ends, **more)


def lane(*spans: Span) -> str:
    """The lane of twenty cells for twenty years: a cell a year."""
    figure = Timeline("t", day(2000), date(2019, 12, 31), [Lane("Post", spans)])
    return inline_lines(figure, 26, BLOCKS)[1].removeprefix("Post  ")


def test_certain_days_are_full_and_years_without_a_source_are_dots() -> None:
    assert lane(span(2005, 2005, 2007, 2007)) == "·····███············"


def test_uncertain_ends_are_light() -> None:
    assert lane(span(2003, 2005, 2007, 2009)) == "···░░███░░··········"


def test_an_interim_is_striped() -> None:
    assert lane(span(2005, 2005, 2007, 2007, is_interim=True)) == "·····▓▓▓············"


def test_two_certain_holders_are_parted_where_they_meet() -> None:
    assert lane(span(2005, 2005, 2006, 2006), span(2007, 2007, 2009, 2009)) == "·····██│██··········"


def test_the_last_holder_shown_in_post_has_an_arrow() -> None:
    assert lane(span(2005, 2005, 2007, None, is_open=True)) == "·····███→···········"


def test_letters_of_grades_stand_at_their_years_and_in_the_key() -> None:
    marks = (Mark(day(2004), "ILACS", "inspection", "good"), Mark(day(2010), "Visit", "inspection"))
    lines = inline_lines(Timeline("t", day(2000), date(2019, 12, 31), [Lane("Seen", (), marks)]), 26, PLAIN)
    assert lines[1] == "Seen      G     v"
    assert " ".join(lines[2:]).endswith("G good, v visit without a grade")


def test_bars_tell_certain_from_possible_and_give_the_numbers() -> None:
    figure = Bars("t", "changes", [Bar("2021", 2, 4), Bar("2022", 4, 4)])
    assert inline_lines(figure, 38, BLOCKS) == [
        "2021  ██████████░░░░░░░░░░ 2 to 4",
        "2022  ████████████████████ 4",
        "changes: █ certain, ░ possible as well",
    ]


def test_an_interval_runs_from_end_to_end_with_its_estimate_in_it() -> None:
    row = Pairing("all", Estimate(0.5, 0.25, 1.0), Estimate(None))
    before, after, axis = inline_lines(Dots("t", "share", [row], baseline=0.3), 33, PLAIN)
    # The 20 cells from 0 to 1: a quarter is cell 5, a half cell 10, one cell 19.
    assert before == "all, before       +----o--------+"
    assert after == "all, after   too few"
    assert axis == "share: from 0 to 1; baseline 0.3"


def test_labels_that_differ_at_their_end_stay_apart_where_there_is_little_room() -> None:
    labels = ("area SEND 2016 to 2022: action required", "area SEND 2016 to 2022: action not required")
    rows = [Pairing(label, Estimate(0.5), Estimate(0.2)) for label in labels]
    lines = inline_lines(Dots("t", "share", rows), 56, PLAIN)[:4]
    assert lines[0].startswith("area SEN~: action required, before")
    assert lines[2].startswith("area SEN~tion not required, before")


def test_a_curve_is_a_sparkline_that_ends_where_it_ends() -> None:
    long = Curve("long", [(0, 1.0, None, None), (1, 0.5, None, None), (2, 0.1, None, None)], [])
    short = Curve("half", [(0, 1.0, None, None), (1, 0.3, None, None)], [])
    first, second, _ = inline_lines(Curves("t", "years", [long, short]), 26, PLAIN)
    assert first == "long  88888888885555555551"
    assert second == "half  8888888888"


@pytest.mark.parametrize("width", [10, 40, 100, 200])
def test_no_line_is_wider_than_asked_where_there_is_room(width: int) -> None:
    lanes = [Lane("A post with a long title, longer than there is room", [span(2005, 2005, 2007, 2007)])]
    lines = inline_lines(Timeline("t", day(2000), day(2020), lanes), width, BLOCKS)
    assert max(map(len, lines)) <= max(width, 30)


def test_plain_signs_are_ascii_also_in_labels() -> None:
    marks = [Mark(day(2005), "x", "inspection", "not-required")]
    figure = Timeline("t", day(2000), day(2020), [Lane("A" * 50, [], marks), Lane("b", [span(2003, 2005, 2007, None)])])
    assert "".join(inline_lines(figure, 80, PLAIN)).isascii()


def test_a_funnel_is_left_to_its_table() -> None:
    assert inline_lines(Funnel("t", 0.3, [], []), 80) == []


def test_empty_figures_have_no_faults() -> None:
    for figure in (
        Timeline("t", day(2020), day(2020), []),
        Bars("t", "a", []),
        Dots("t", "a", []),
        Curves("t", "a", []),
    ):
        assert inline_lines(figure, 80)
    assert inline_lines(Curves("t", "a", [Curve("c", [], [])]), 80)


def test_what_the_terminal_cannot_show_is_found_out() -> None:
    assert can_show_blocks("utf-8")
    assert not can_show_blocks("ascii")
    assert not can_show_blocks("no such encoding")


def report() -> Report:
    section = Section("Changes", "", ("year", "n"), [("2021", "2")], Bars("t", "changes", [Bar("2021", 1, 2)]))
    return Report("T", "A.", [section], [], Provenance("q", "d", "v", "f"))


def test_text_and_terminal_show_the_chart_below_the_table_and_markdown_only_the_table() -> None:
    assert "█" in render_text(report())
    assert render_text(report()).index("2021  2") < render_text(report()).index("█")
    assert "###" in render_text(report(), blocks=False)
    assert "░" not in render_text(report(), blocks=False)
    assert "░" in render_rich(report(), 80, colour=False)
    assert "░" not in render_markdown(report())
