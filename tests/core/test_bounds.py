from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.bounds import ANY_DAY, Bounds, Truth, hull, is_before, is_same, meet

FIRST = date(2021, 1, 1)
SPAN = [FIRST + timedelta(n) for n in range(12)]
sides = st.none() | st.sampled_from(SPAN)


@st.composite
def limits(draw: st.DrawFn) -> Bounds:
    a, b = draw(sides), draw(sides)
    return Bounds(min(a, b), max(a, b)) if a and b else Bounds(a, b)


closed_limits = st.tuples(st.sampled_from(SPAN), st.sampled_from(SPAN)).map(lambda p: Bounds(min(p), max(p)))


def days_of(bounds: Bounds) -> set[date]:
    """The days of the span, and some beyond it where a side is open, that the bounds allow."""
    around = [FIRST + timedelta(n) for n in range(-20, 40)]
    return {d for d in around if d in bounds}


def verdict(answers: set[bool]) -> Truth:
    """What holds for all choices; ``None`` where they differ."""
    return answers.pop() if len(answers) == 1 else None


@given(limits(), limits())
def test_meet_allows_exactly_the_days_that_both_allow(a: Bounds, b: Bounds) -> None:
    met = meet(a, b)
    assert (days_of(met) if met else set()) == days_of(a) & days_of(b)


@given(limits(), limits())
def test_hull_is_the_narrowest_bounds_around_both(a: Bounds, b: Bounds) -> None:
    around = hull(a, b)
    assert days_of(around) >= days_of(a) | days_of(b)
    assert around.earliest in (a.earliest, b.earliest)
    assert around.latest in (a.latest, b.latest)
    assert days_of(around) == {
        d for d in days_of(ANY_DAY) if min(days_of(a) | days_of(b)) <= d <= max(days_of(a) | days_of(b))
    }


@given(limits(), limits(), limits())
def test_meet_and_hull_are_a_lattice(a: Bounds, b: Bounds, c: Bounds) -> None:
    assert meet(a, b) == meet(b, a)
    assert hull(a, b) == hull(b, a)
    assert meet(a, a) == hull(a, a) == a
    assert meet(a, ANY_DAY) == a
    assert hull(a, ANY_DAY) == ANY_DAY
    assert hull(hull(a, b), c) == hull(a, hull(b, c))
    assert meet(a, hull(a, b)) == a
    both, other = meet(a, b), meet(b, c)
    assert (meet(both, c) if both else None) == (meet(a, other) if other else None)


@given(closed_limits, closed_limits)
def test_before_and_same_are_what_all_choices_of_days_agree_on(a: Bounds, b: Bounds) -> None:
    pairs = list(product(days_of(a), days_of(b)))
    assert is_before(a, b) == verdict({x < y for x, y in pairs})
    assert is_same(a, b) == verdict({x == y for x, y in pairs})


@given(limits(), limits())
def test_an_answer_about_open_bounds_holds_for_every_choice(a: Bounds, b: Bounds) -> None:
    pairs = list(product(days_of(a), days_of(b)))
    answer = is_before(a, b)
    if answer is not None:
        assert {x < y for x, y in pairs} == {answer}
    if is_same(a, b) is False:
        assert {x == y for x, y in pairs} == {False}
    if is_before(a, b):
        assert is_before(b, a) is False


def test_an_open_side_leaves_it_undecided() -> None:
    assert is_before(Bounds(FIRST), Bounds(FIRST)) is None
    assert is_before(Bounds(None, FIRST), Bounds(FIRST + timedelta(1))) is True
    assert is_same(Bounds(FIRST), Bounds(FIRST)) is None


def test_days_are_counted_with_both_ends() -> None:
    assert Bounds(FIRST, FIRST).days == 1
    assert Bounds(FIRST, date(2021, 12, 31)).days == 365
    assert Bounds(FIRST).days is None


def test_reversed_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="bounds are reversed: 2021-01-02 is after 2021-01-01"):
        Bounds(date(2021, 1, 2), FIRST)
