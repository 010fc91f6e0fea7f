"""Which stay came next: the closed form against every world that the bounds allow."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.order import Exact, Span, has_order, is_next, is_next_exactly, span_of
from tests.analysis.networks.worlds import day, stretches

INFINITE = float("inf")


@st.composite
def spans(draw: st.DrawFn) -> Span:
    return span_of(*draw(stretches(last=4))[:4])


def exact_days(span: Span) -> list[Exact]:
    low, high, end_low, end_high = map(int, span)
    return [Exact(s, e) for s in range(low, high + 1) for e in range(end_low, end_high + 1) if s <= e]


@settings(max_examples=200)
@given(st.lists(spans(), min_size=2, max_size=3))
def test_next_is_what_holds_in_all_or_no_or_some_worlds(stays: list[Span]) -> None:
    x, y, *others = stays
    answers = {is_next_exactly(w[0], w[1], w[2:]) for w in product(*map(exact_days, stays))}
    expected = answers.pop() if len(answers) == 1 else None
    assert is_next(x, y, others) is expected


@given(spans(), spans())
def test_there_is_an_order_where_no_world_has_the_second_over_before_the_first_begins(x: Span, y: Span) -> None:
    assert has_order(x, y) is not any(b.end <= a.start for a in exact_days(x) for b in exact_days(y))


def test_a_stay_taken_up_in_between_that_outlasts_the_first_comes_next_instead() -> None:
    x, y, z = Exact(1, 5), Exact(9, 12), Exact(4, 8)
    assert is_next_exactly(x, y, [])
    assert not is_next_exactly(x, y, [z])
    assert is_next_exactly(z, y, [x])


def test_a_post_held_all_along_comes_between_nothing() -> None:
    x, y, always = Exact(3, 5), Exact(6, 9), Exact(1, 20)
    assert is_next_exactly(x, y, [always])


def test_two_posts_of_the_same_days_are_both_followed_by_the_next() -> None:
    x, twin, y = Exact(1, 5), Exact(1, 5), Exact(7, 9)
    assert is_next_exactly(x, y, [twin])
    assert is_next_exactly(twin, y, [x])


def test_an_open_end_leaves_the_order_of_leaving_open() -> None:
    first = Span(1, 1, 5, INFINITE)
    assert is_next(first, Span(9, 9, 12, 12), []) is None
    assert is_next(first, Span(2, 4, 12, 12), []) is False


def test_open_sides_become_infinite_and_a_start_is_never_after_the_end() -> None:
    assert span_of(None, day(9), None, day(4)) == Span(-INFINITE, day(4).toordinal(), -INFINITE, day(4).toordinal())
    assert span_of(day(3), None, None, None) == Span(day(3).toordinal(), INFINITE, day(3).toordinal(), INFINITE)


@pytest.mark.parametrize(("start", "answer"), [(5, True), (4, False)])
def test_the_day_of_leaving_may_be_the_day_of_arriving(start: int, answer: bool) -> None:
    assert is_next_exactly(Exact(1, 5), Exact(start, 9), []) is answer
