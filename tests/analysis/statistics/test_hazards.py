"""Hazards that are constant in pieces: closed forms, and no other point likelier."""

from __future__ import annotations

from math import exp, inf, isnan, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.statistics.hazards import likeliest_hazards


def height(rates: tuple[float, ...], changed: list[tuple[float, ...]], unchanged: tuple[float, ...]) -> float:
    total = -sum(r * u for r, u in zip(rates, unchanged, strict=True))
    return total + sum(log(1 - exp(-sum(r * y for r, y in zip(rates, e, strict=True)))) for e in changed)


def test_one_period_has_the_closed_form() -> None:
    # 3 of 8 gaps of 2 years with an event: 1 - exp(-2λ) = 3/8.
    assert likeliest_hazards([(2.0,)] * 3, (10.0,)) == pytest.approx((-log(5 / 8) / 2,), rel=1e-9)


def test_gaps_that_lie_in_one_period_each_are_solved_apart() -> None:
    found = likeliest_hazards([(2.0, 0.0)] * 3 + [(0.0, 1.0)], (10.0, 3.0))
    assert found == pytest.approx((-log(5 / 8) / 2, -log(3 / 4)), rel=1e-8)


def test_a_gap_over_two_periods_speaks_of_their_sum() -> None:
    # Without an event in the first period alone, the likelihood is highest with all of the hazard in the second.
    found = likeliest_hazards([(1.0, 1.0)], (5.0, 1.0))
    assert found[0] == 0
    assert found[1] == pytest.approx(log(2), rel=1e-6)


def test_without_an_event_the_hazard_is_zero_with_nothing_else_infinite_and_unseen_nan() -> None:
    found = likeliest_hazards([(0.0, 1.0, 0.0)], (1.0, 0.0, 0.0))
    assert found[:2] == (0, inf)
    assert isnan(found[2])
    assert likeliest_hazards([], (3.0,)) == (0,)


def test_a_gap_that_an_infinite_hazard_explains_says_nothing_of_other_periods() -> None:
    found = likeliest_hazards([(2.0, 1.0), (2.0, 0.0)], (2.0, 0.0))
    assert found == pytest.approx((log(2) / 2, inf))


years = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda t: (t[0] / 10, t[1] / 10))


@given(st.lists(years.filter(any), min_size=1, max_size=25), st.tuples(st.integers(1, 300), st.integers(1, 300)))
def test_no_other_hazards_are_likelier(changed: list[tuple[float, float]], still: tuple[int, int]) -> None:
    unchanged = (still[0] / 10, still[1] / 10)
    best = likeliest_hazards(changed, unchanged)
    top = height(best, changed, unchanged)
    for a in (0.5, 0.9, 0.99, 1.0, 1.01, 1.1, 2):
        for b in (0.5, 0.9, 0.99, 1.0, 1.01, 1.1, 2):
            other = (max(best[0], 1e-3) * a, max(best[1], 1e-3) * b)
            assert height(other, changed, unchanged) <= top + 1e-7


def test_a_guess_does_not_change_the_answer() -> None:
    changed, unchanged = [(1.0, 0.5), (0.3, 2.0), (2.0, 0.0)], (4.0, 3.0)
    plain = likeliest_hazards(changed, unchanged)
    assert likeliest_hazards(changed, unchanged, guess=(3.0, 0.01)) == pytest.approx(plain, rel=1e-7)
