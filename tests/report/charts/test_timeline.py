"""Timelines: every place is worked out on paper. The window has 412 days on 824 units, from 12 on: two units a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sendgraph.report.charts import draw
from sendgraph.report.charts.scale import Days
from sendgraph.report.charts.spans import stretch_of
from sendgraph.report.charts.timeline import find_gaps
from sendgraph.report.figures import Lane, Mark, Span, Timeline
from tests.report.charts.drawing import SVG, boxes, corners, parsed, require_sound, texts, titled

SINCE = date(2020, 1, 1)
UNTIL = SINCE + timedelta(days=412)
SCALE = Days(SINCE, UNTIL, 12, 836)


def day(number: int) -> date:
    return SINCE + timedelta(days=number)


def span(first: int | None, sure: int | None, until: int | None, last: int | None, **more: object) -> Span:
    days = [None if n is None else day(n) for n in (first, sure, until, last)]
    return Span("Ann Example", str(more.pop("note", "")), *days, **more)  # type: ignore[arg-type]


def drawn(*spans: Span, marks: tuple[Mark, ...] = ()) -> str:
    return draw(Timeline("Holders", SINCE, UNTIL, [Lane("Director", spans, marks)]), "t")


def test_certain_days_are_a_solid_bar_that_ends_with_the_last_day() -> None:
    # Day 10 is 12 + 20; the end of day 100 is 12 + 2 * 101.
    root = parsed(drawn(span(10, 10, 100, 100)))
    ((x, _, width, height),) = boxes(titled(root, "Ann Example"))
    assert (x, width, height) == (32, 182, 12)
    assert corners(titled(root, "Ann Example")) == []


def test_an_uncertain_start_is_hatched_from_the_earliest_to_the_latest_day() -> None:
    root = parsed(drawn(span(10, 60, 100, 100)))
    (hatched,) = [e for e in titled(root, "Ann Example") if e.tag == f"{SVG}polygon"]
    assert [x for x, _ in corners(titled(root, "Ann Example"))[0]] == [32, 132, 132, 32]
    assert hatched.get("fill") == "url(#t-vague)"
    assert hatched.get("stroke-dasharray")
    assert boxes(titled(root, "Ann Example"))[0][0] == 132


def test_an_uncertain_end_is_hatched_up_to_the_end_of_its_latest_day() -> None:
    root = parsed(drawn(span(10, 10, 100, 150)))
    assert [x for x, _ in corners(titled(root, "Ann Example"))[0]] == [214, 314, 314, 214]


def test_a_side_without_a_bound_tapers_to_a_point() -> None:
    root = parsed(drawn(span(None, 60, 100, None)))
    before, after = corners(titled(root, "Ann Example"))
    assert [x for x, _ in before] == [132, 106, 132]
    assert [x for x, _ in after] == [214, 240, 214]


def test_a_holder_without_a_certain_day_has_no_solid_part() -> None:
    # Started by day 50, ended on one of the days 20 to 50: somewhere in between.
    root = parsed(drawn(span(None, 50, 20, 50)))
    assert boxes(titled(root, "Ann Example")) == []
    assert stretch_of(span(None, 50, 20, 50), SCALE).sure == stretch_of(span(None, 50, 20, 50), SCALE).until == 12 + 71


def test_one_certain_day_is_still_seen() -> None:
    figure = Timeline("t", date(2000, 1, 1), UNTIL, [Lane("Director", [span(10, 50, 50, 90)])])
    assert boxes(titled(parsed(draw(figure, "t")), "Ann Example"))[0][2] == 2


def test_a_holder_still_shown_ends_in_an_arrow_after_the_last_day_shown() -> None:
    root = parsed(drawn(span(10, 10, 100, None, is_open=True)))
    shaft, head = corners(titled(root, "Ann Example"))
    assert [x for x, _ in shaft] == [214, 227]
    assert max(x for x, _ in head) == 235
    assert "still in post in the last source; what came after is unknown" in texts(root)


def test_an_interim_is_told_by_pattern_and_by_word() -> None:
    root = parsed(drawn(span(10, 10, 100, 100, is_interim=True)))
    (bar,) = [e for e in titled(root, "Ann Example") if e.tag == f"{SVG}rect"]
    assert bar.get("fill") == "url(#t-interim)"
    assert "Ann Example interim" in texts(root)
    assert "in post as interim" in texts(root)
    assert "in post" not in texts(root)


@pytest.mark.parametrize("note", ["interim", "interim director"])
def test_the_word_interim_stands_once(note: str) -> None:
    root = parsed(drawn(span(10, 10, 100, 100, is_interim=True, note=note)))
    assert f"Ann Example {note}" in texts(root)


def test_disputed_is_told_by_word() -> None:
    root = parsed(drawn(span(10, 10, 100, 100, is_disputed=True, note="acting")))
    assert "Ann Example acting, disputed" in texts(root)


def test_gaps_are_labelled_no_source_and_never_vacant() -> None:
    drawing = drawn(span(100, 100, 200, 200))
    root = parsed(drawing)
    assert [box[0::2] for box in boxes(titled(root, f"No source from {SINCE} to {day(99)}"))] == [(12, 200)]
    # From the end of day 200 at 12 + 402 to the edge at 836.
    assert [box[0::2] for box in boxes(titled(root, f"No source from {day(201)} to {UNTIL}"))] == [(414, 422)]
    assert texts(root).count("no source") == 2
    assert "vacant" not in drawing.replace("not the same as vacant", "")


def test_gaps_lie_between_all_that_the_sources_connect_with_anybody() -> None:
    spans = [span(None, 50, 40, 60), span(55, 80, 100, None), span(300, 300, 500, 500)]
    assert find_gaps(spans, SINCE, UNTIL) == [(day(0), day(39)), (day(101), day(299))]
    assert find_gaps([span(0, 0, 300, 300), span(50, 50, 60, 60)], SINCE, UNTIL) == [(day(301), UNTIL)]
    assert find_gaps([], SINCE, UNTIL) == [(SINCE, UNTIL)]


def test_an_inspection_is_a_diamond_with_the_letter_of_its_grade_and_its_words_in_the_key() -> None:
    marks = (Mark(day(100), "ILACS", "inspection", "inadequate"), Mark(day(300), "Visit", "inspection"))
    root = parsed(drawn(span(10, 10, 100, 100), marks=marks))
    (diamond,) = corners(titled(root, "ILACS"))
    assert [x for x, _ in diamond] == [201.5, 212, 222.5, 212]
    assert texts(titled(root, "ILACS")) == ["I"]
    assert texts(titled(root, "Visit")) == []
    assert {"inadequate", "visit without a grade"} <= set(texts(root))


def test_diamonds_that_would_touch_stand_in_two_rows() -> None:
    marks = tuple(Mark(day(n), f"Visit {n}", "inspection") for n in (100, 105, 130))
    root = parsed(drawn(span(10, 10, 100, 100), marks=marks))
    first, second, third = (corners(titled(root, f"Visit {n}"))[0][0][1] for n in (100, 105, 130))
    assert first == third
    assert second - first == 24


def test_a_lane_of_moments_has_no_gaps_and_its_lines_run_through_the_lanes_below() -> None:
    lanes = [
        Lane("Inspections", (), (Mark(day(100), "ILACS", "inspection"),)),
        Lane("Director", [span(0, 0, 412, 412)]),
    ]
    root = parsed(draw(Timeline("Holders", SINCE, UNTIL, lanes), "t"))
    assert "no source" not in texts(root)
    through = [e for e in root.iter(f"{SVG}line") if e.get("x1") == e.get("x2") == "212"]
    assert len(through) == 1
    bars = boxes(titled(root, "Ann Example"))
    assert float(through[0].get("y1", 0)) < bars[0][1] < float(through[0].get("y2", 0))


def test_a_label_that_would_leave_the_chart_ends_at_its_edge() -> None:
    long = Span("A holder with a rather long name", "", day(380), day(380), day(400), day(400))
    root = parsed(drawn(long))
    (label,) = [e for e in root.iter(f"{SVG}text") if "rather long" in "".join(e.itertext())]
    assert label.get("text-anchor") == "end"


def test_the_key_names_only_what_is_drawn() -> None:
    words = set(texts(parsed(drawn(span(0, 0, 412, 412)))))
    assert "in post" in words
    assert not words & {"in post as interim", "no source says who held the post: not the same as vacant"}


def test_links_lead_to_the_web_only_and_are_named() -> None:
    hostile = "javascript:alert(1)"
    drawing = drawn(
        span(10, 10, 100, 100, href="https://example.org/a?b&c", details="started 2020-01-11"),
        marks=(Mark(day(100), 'Visit "<script>"', "inspection", "</svg>", hostile),),
    )
    require_sound(drawing)
    assert hostile not in drawing
    assert "<script" not in drawing
    (link,) = parsed(drawing).iter(f"{SVG}a")
    assert link.get("href") == "https://example.org/a?b&c"
    assert link.get("aria-label") == "Ann Example: started 2020-01-11"


def test_the_same_timeline_gives_the_same_bytes_in_any_order_of_marks() -> None:
    marks = tuple(Mark(day(n), f"Visit {n}", "inspection", "good") for n in (100, 105, 130))
    assert drawn(span(10, 40, 100, 150), marks=marks) == drawn(span(10, 40, 100, 150), marks=marks[::-1])
    require_sound(drawn(span(10, 40, 100, 150), marks=marks))


def test_an_empty_timeline_can_be_drawn() -> None:
    require_sound(draw(Timeline("Nobody", SINCE, UNTIL, []), "t"))
    require_sound(drawn(Span("Ann", "", None, None, None, None)))
