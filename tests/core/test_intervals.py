from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.intervals import Interval, days_within, intersect, subtract, unite

FIRST = date(2021, 1, 1).toordinal()
HORIZON = 60
"""Sets of ordinals stand for intervals; an open end reaches to the horizon, beyond every closed one."""


def day(number: int) -> date:
    return date.fromordinal(FIRST + number)


@st.composite
def intervals(draw: st.DrawFn, *, may_be_open: bool = True) -> Interval:
    start, length = draw(st.integers(0, 20)), draw(st.integers(0, 12))
    is_open = may_be_open and draw(st.booleans()) and draw(st.booleans())
    return Interval(day(start), None if is_open else day(start + length))


several = st.lists(intervals(), max_size=6)


def ordinals(*parts: Interval | None) -> set[int]:
    return {
        n for p in parts if p for n in range(p.start.toordinal() - FIRST, (p.end or day(HORIZON)).toordinal() - FIRST)
    }


def are_tidy(parts: list[Interval]) -> bool:
    """Whether the intervals are in order, none is empty, and none touches the next."""
    gaps = all(a.end is not None and a.end < b.start for a, b in pairwise(parts))
    return gaps and not any(p.is_empty for p in parts)


@given(intervals())
def test_an_interval_holds_its_start_and_not_its_end(one: Interval) -> None:
    assert {n for n in range(HORIZON) if day(n) in one} == ordinals(one)
    assert one.days == (None if one.end is None else len(ordinals(one)))
    assert one.is_empty == (not ordinals(one))


@given(intervals(), intervals())
def test_intersect_is_intersection_of_days(a: Interval, b: Interval) -> None:
    both = intersect(a, b)
    assert ordinals(both) == ordinals(a) & ordinals(b)
    assert both is None or not both.is_empty


@given(several)
def test_unite_is_union_of_days_in_the_fewest_intervals(parts: list[Interval]) -> None:
    united = unite(parts)
    assert ordinals(*united) == ordinals(*parts)
    assert are_tidy(united)
    assert unite(united) == united
    assert unite(reversed(parts)) == united


@given(intervals(), several)
def test_subtract_is_difference_of_days(one: Interval, taken: list[Interval]) -> None:
    left = subtract(one, taken)
    assert ordinals(*left) == ordinals(one) - ordinals(*taken)
    assert are_tidy(left)


@given(several, intervals(may_be_open=False))
def test_days_within_a_window_count_each_day_once(parts: list[Interval], window: Interval) -> None:
    assert days_within(parts, window) == len(ordinals(*parts) & ordinals(window))


def test_a_post_handed_over_on_one_day_is_counted_once() -> None:
    before, after = Interval(date(2021, 4, 1), date(2021, 11, 5)), Interval(date(2021, 11, 5), date(2022, 4, 1))
    assert unite([after, before]) == [Interval(date(2021, 4, 1), date(2022, 4, 1))]
    assert days_within([before, after], Interval(date(2021, 4, 1), date(2022, 4, 1))) == 365
    assert intersect(before, after) is None


def test_a_window_without_end_and_a_reversed_interval_are_refused() -> None:
    with pytest.raises(ValueError, match="a window needs an end"):
        days_within([], Interval(day(0)))
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval(day(1), day(1) - timedelta(1))
