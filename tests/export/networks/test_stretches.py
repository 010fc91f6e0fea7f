"""Days of a timeline: the three policies, closed intervals that never overlap, and bounds kept as attributes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.networks.grades import Grade
from sendgraph.analysis.networks.rows import Stretch
from sendgraph.export.networks.choices import DATE_POLICIES
from sendgraph.export.networks.grades_over_time import spans_of
from sendgraph.export.networks.stretches import ALWAYS, DAY_ATTRIBUTES, day_values, shown_days
from tests.export.networks.worlds import day, stretch, stretches


@pytest.mark.parametrize(
    ("policy", "first", "last"),
    [
        ("widest", "2020-01-01", "2021-12-31"),
        ("midpoint", "2020-01-16", "2021-12-16"),
        ("certain", "2020-01-31", "2021-12-01"),
    ],
)
def test_a_policy_chooses_days_within_the_bounds(policy: str, first: str, last: str) -> None:
    # January 2020 is 31 days, so its middle is the 16th; so is that of December 2021.
    each = stretch("2020-01-01..2020-01-31", "2021-12-01..2021-12-31")
    assert shown_days([each], policy) == ((day(first), day(last)),)


def test_a_move_within_a_month_is_certain_on_no_day() -> None:
    month = stretch("2020-01-01..2020-01-31", "2020-01-01..2020-01-31")
    assert shown_days([month], "certain") == ()
    assert shown_days([month], "midpoint") == ((day("2020-01-16"), day("2020-01-16")),)


def test_nothing_begins_after_its_last_possible_day() -> None:
    known = stretch("2020-01-01..2020-12-31", "2020-06-30..2020-06-30")
    assert shown_days([known], "certain") == ((day("2020-06-30"), day("2020-06-30")),)


def test_an_open_side_stays_open_except_where_only_certain_days_count() -> None:
    seen = stretch("..2021-07-15", "2025-04-29..", is_open=True)
    assert shown_days([seen], "widest") == ((None, None),)
    assert shown_days([seen], "midpoint") == ((day("2021-07-15"), None),)
    assert shown_days([seen], "certain") == ((day("2021-07-15"), day("2025-04-29")),)


def test_a_council_whose_end_nobody_knows_is_there_for_certain() -> None:
    founded = stretch("2009-04-01..2009-04-01", "..", is_open=True)
    assert shown_days([founded], "certain") == ((day("2009-04-01"), None),)
    closed = stretch("..", "2023-03-31..2023-03-31")
    assert shown_days([closed], "certain") == ((None, day("2023-03-31")),)


def test_stretches_that_share_a_day_are_merged_and_neighbours_are_not() -> None:
    a = stretch("2020-01-01..2020-01-01", "2020-06-30..2020-06-30")
    b = stretch("2020-06-30..2020-06-30", "2020-12-31..2020-12-31")
    c = stretch("2021-01-01..2021-01-01", "2021-05-01..2021-05-01")
    first, last, third = day("2020-01-01"), day("2020-12-31"), (day("2021-01-01"), day("2021-05-01"))
    assert shown_days([c, b, a], "widest") == ((first, last), third)


def test_what_has_no_days_is_always_there() -> None:
    assert shown_days([], "certain") == ALWAYS
    assert set(day_values([], ALWAYS)) == {None}


@given(st.lists(stretches(), max_size=5), st.sampled_from(sorted(DATE_POLICIES)))
def test_shown_days_are_in_order_and_never_touch(found: list[Stretch], policy: str) -> None:
    shown = shown_days(found, policy)
    for first, last in shown:
        assert first is None or last is None or first <= last
    for (_, last), (first, _) in pairwise(shown):
        assert last is not None
        assert first is not None
        assert last < first


@given(stretches())
def test_certain_days_lie_within_the_midpoint_days_and_those_within_the_widest(found: Stretch) -> None:
    (wide,) = shown_days([found], "widest")
    for policy in ("midpoint", "certain"):
        for first, last in shown_days([found], policy):
            assert wide[0] is None or (first is not None and wide[0] <= first)
            assert wide[1] is None or (last is not None and last <= wide[1])


def values(found: list[Stretch], policy: str = "widest") -> dict[str, object]:
    names = [a.name for a in DAY_ATTRIBUTES]
    given = zip(names, day_values(found, shown_days(found, policy)), strict=True)
    return {name: value for name, value in given if value is not None}


def test_bounds_and_how_well_they_are_known_are_attributes() -> None:
    assert values([stretch("2020-01-01..2020-01-01", "2020-05-01..")], "midpoint") == {
        "first_day": day("2020-01-01"),
        "last_day": day("2020-05-01"),
        "start_earliest": day("2020-01-01"),
        "start_latest": day("2020-01-01"),
        "end_earliest": day("2020-05-01"),
        "start_certainty": "day",
        "end_certainty": "half-open",
    }


def test_of_several_stretches_all_are_written_and_the_outer_bounds_kept() -> None:
    a = stretch("2010-01-01..2010-01-31", "2012-01-01..2012-12-31")
    b = stretch("2015-01-01..2015-01-01", "2016-01-01..", is_open=True)
    told = values([b, a])
    assert told["days_shown"] == "2010-01-01/2012-12-31; 2015-01-01/.."
    assert (told["start_earliest"], told["end_earliest"]) == (day("2010-01-01"), day("2016-01-01"))
    assert (told["start_certainty"], told["end_certainty"]) == ("bounds", "lasting")
    assert "last_day" not in told


def grade(published: str, given: str, aspect: str = "overall-effectiveness") -> Grade:
    return Grade(day(published), f"inspection-{published}", "ilacs", aspect, given, f"judgement-{published}")


def test_a_grade_lasts_to_the_day_before_the_next_and_the_same_again_makes_it_longer() -> None:
    grades = [grade("2018-03-01", "good"), grade("2020-01-01", "good"), grade("2022-03-01", "inadequate")]
    grades += [grade("2019-01-01", "required", "action-required")]
    assert list(spans_of(grades)) == [
        ("overall_grade_then", "good", (day("2018-03-01"), day("2022-02-28"))),
        ("overall_grade_then", "inadequate", (day("2022-03-01"), None)),
        ("area_send_grade_then", "required", (day("2019-01-01"), None)),
    ]


@given(st.lists(st.tuples(st.dates(date(2010, 1, 1), date(2012, 1, 1)), st.sampled_from(["good", "inadequate"]))))
def test_spans_of_grades_leave_no_day_out_and_none_twice(found: list[tuple[date, str]]) -> None:
    spans = list(spans_of([grade(d.isoformat(), g) for d, g in found]))
    for (_, one, (_, last)), (_, other, (first, _)) in pairwise(spans):
        assert one != other
        assert last is not None
        assert first == last + timedelta(days=1)
    assert bool(spans) == bool(found)
