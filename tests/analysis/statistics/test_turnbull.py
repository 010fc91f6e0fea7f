"""Turnbull's estimate, against published fixtures, the Kaplan–Meier curve, and the conditions for the best."""

from __future__ import annotations

from itertools import pairwise
from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.statistics import turnbull as module
from sendgraph.analysis.statistics.pooling import pooled
from sendgraph.analysis.statistics.survival import kaplan_meier
from sendgraph.analysis.statistics.turnbull import Masses, turnbull

Bounds = list[tuple[int, int | None]]


def of(bounds: Bounds) -> Masses:
    return turnbull([a for a, _ in bounds], [b for _, b in bounds])


def doubly_censored() -> Bounds:
    """Turnbull, JASA 69 (1974) 169–173: at times 1 to 4 known, still going on, and over by then."""
    bounds: Bounds = []
    for time, known, going, over in ((1, 12, 3, 2), (2, 6, 2, 4), (3, 2, 0, 2), (4, 3, 3, 5)):
        bounds += [(time, time)] * known + [(time, None)] * going + [(0, time)] * over
    return bounds


def test_turnbulls_own_example_comes_out_as_he_printed_it() -> None:
    found = of(doubly_censored())
    assert [round(found.survival_at(t)[0], 3) for t in (1, 2, 3, 4)] == [0.538, 0.295, 0.210, 0.095]
    assert found.survival_at(4)[0] == found.survival_at(4)[1]
    assert found.median() == (2, 2)
    assert found.count == 44


def slow_to_settle() -> Bounds:
    """Lengths like those that A. Zinsmeister gave the authors of R's survival package, where plain EM creeps.

    Three hundred are over within a year, a few go on from days 100 to 220, the others begin after a year.
    """
    bounds: Bounds = [(0, 3 * k) for k in range(1, 101)]
    bounds += [(1, 10 + k) for k in range(1, 101)] + [(1, 365)] * 60 + [(1, 366)] * 40
    bounds += [(100, None), (200, 500), (210, None), (220, 450)]
    bounds += [(365, 730)] * 90 + [(365, None)] * 10
    bounds += [(366, end) for end in (528, 571, 691, 730, 731)]
    last = (None, 1095, 1096, 1097, 1098, 1099, None, 1400, 1200, 772, 1461)
    return bounds + list(zip(range(731, 742), last, strict=True))


def test_the_masses_that_plain_em_is_slow_to_find_are_the_published_ones() -> None:
    found = of(slow_to_settle())
    heavy = [mass for mass in found.masses if mass > 1e-4]
    assert [round(mass, 4) for mass in heavy] == [0.6958, 0.1674, 0.1079, 0.0289]
    assert found.count == 420


def test_known_lengths_that_are_tied_to_bounds_keep_their_place() -> None:
    # Treating both ends as closed, as lifelines does, gives a median of 30.
    assert of([(10, 10), (20, 20), (30, 30), (40, 40)]).median() == (20, 20)


def test_a_bound_just_reached_is_inside_and_just_left_is_outside() -> None:
    # (1, 2] and (2, 3] share nothing: half each. (1, 2] and the known 2 share the 2.
    assert of([(1, 2), (2, 3)]).masses == pytest.approx([0.5, 0.5])
    assert of([(1, 2), (2, 2)]).intervals == ((2, 2),)
    assert of([(2, 2), (2, 3)]).intervals == ((2, 2), (2, 3))


def test_ten_rows_worked_out_by_hand() -> None:
    # Until 10 six of ten have ended: (1,7] holds one mass a, 8 and (8,10] two masses that only sum to the rest.
    # Of the four after 17, one ended in (37,44] with three at risk beyond: 4/10 + the one seen last at 17.
    found = of([(1, 7), (8, 8), (8, 10), (7, 16), (7, 14), (17, None), (37, 44), (46, None), (46, None), (45, None)])
    assert found.intervals == ((1, 7), (8, 8), (8, 10), (37, 44), (46, inf))
    assert found.masses == pytest.approx([0.1, 0.2, 0.2, 0.125, 0.375], abs=1e-6)


def test_inside_an_interval_the_share_that_lasts_longer_has_two_bounds() -> None:
    found = of([(0, 2), (2, 6), (2, 6), (6, None)])
    assert found.survival_at(4) == pytest.approx((0.25, 0.75))
    assert found.survival_at(6) == pytest.approx((0.25, 0.25))
    assert found.median() == (2, 6)


def test_a_median_beyond_the_evidence_is_none() -> None:
    assert of([(0, 2), (3, None), (3, None)]).median() is None


def test_none_and_reversed_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="no lengths, no curve"):
        of([])
    with pytest.raises(ValueError, match="an upper bound below its lower one"):
        of([(3, 2)])


def test_one_length_and_all_still_going_on() -> None:
    assert of([(2, 5)]).masses == (1.0,)
    found = of([(2, None), (5, None)])
    assert found.intervals == ((5, inf),)
    assert found.survival_at(5) == (1, 1)
    assert found.survival_at(6) == (0, 1)


drawn_bounds = st.lists(
    st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 6))).map(
        lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
    ),
    min_size=1,
    max_size=40,
)


def gradient(found: Masses, bounds: Bounds) -> dict[tuple[float, float], float]:
    """For every interval between neighbouring bounds how much likelihood mass moved there would add."""

    def holds(bound: tuple[int, int | None], inside: tuple[float, float]) -> bool:
        left, right = bound[0], inf if bound[1] is None else bound[1]
        if left == right or inside[0] == inside[1]:
            known_below = left <= inside[0] if left == right else left < inside[0]
            return (known_below if inside[0] == inside[1] else False) and inside[1] <= right
        return left <= inside[0] and inside[1] <= right

    edges = sorted({float(a) for a, _ in bounds} | {inf if b is None else float(b) for _, b in bounds})
    places = [(e, e) for e in edges if e < inf] + list(pairwise(edges))
    mass = dict(zip(found.intervals, found.masses, strict=True))
    chances = [sum(m for i, m in mass.items() if holds(b, i)) for b in bounds]
    return {p: sum(holds(b, p) / c for b, c in zip(bounds, chances, strict=True)) / len(bounds) for p in places}


@given(drawn_bounds)
def test_no_mass_elsewhere_would_be_likelier(bounds: Bounds) -> None:
    found = of(bounds)
    assert sum(found.masses) == pytest.approx(1, abs=1e-9)
    assert found.kkt_gap <= 1e-9
    slopes = gradient(found, bounds)
    assert max(slopes.values()) <= 1 + 1e-6
    for interval, mass in zip(found.intervals, found.masses, strict=True):
        if interval in slopes and mass > 1e-4:
            assert slopes[interval] == pytest.approx(1, abs=1e-4)


@given(drawn_bounds)
def test_arrays_give_the_masses_of_lists(bounds: Bounds) -> None:
    small = of(bounds)
    lefts = np.array([a for a, _ in bounds], dtype=float)
    rights = np.array([inf if b is None else b for _, b in bounds], dtype=float)
    large = turnbull(lefts, rights)  # type: ignore[arg-type]
    assert large.count == small.count
    assert large.kkt_gap <= 1e-9

    def likelihood(found: Masses) -> float:
        def inside(bound: tuple[int, int | None], i: tuple[float, float]) -> bool:
            left, right = bound[0], inf if bound[1] is None else bound[1]
            return (left < i[0] or (left == i[0] and (left == right) == (i[0] == i[1]))) and i[1] <= right

        pairs = list(zip(found.intervals, found.masses, strict=True))
        return sum(log(sum(m for i, m in pairs if inside(b, i))) for b in bounds)

    # Masses need not be unique, the best likelihood is.
    assert likelihood(large) == pytest.approx(likelihood(small), abs=1e-6)


def test_many_lengths_in_lists_are_worked_out_with_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = of(doubly_censored())
    monkeypatch.setattr(module, "_LARGE", 10)
    found = of(doubly_censored())
    assert found.intervals == expected.intervals
    assert found.masses == pytest.approx(expected.masses, abs=1e-8)
    with pytest.raises(ValueError, match="an upper bound below its lower one"):
        of([(3, 2)] * 10)


@given(st.lists(st.tuples(st.integers(1, 20), st.booleans()), min_size=1, max_size=40))
def test_of_known_and_open_lengths_it_is_the_kaplan_meier_curve(drawn: list[tuple[int, bool]]) -> None:
    found = of([(t, t if ended else None) for t, ended in drawn])
    curve = kaplan_meier([0] * len(drawn), [t for t, _ in drawn], [e for _, e in drawn])
    for t in curve.times:
        assert found.survival_at(t)[0] == pytest.approx(curve.at(t).value, abs=1e-6)


def test_neighbours_that_fall_are_pooled_by_weight() -> None:
    # 4 and 1 weigh 1 and 2: together 2, which is above 1.5, so all three are pooled: (4 + 2 + 1.5) / 4.
    assert pooled([4, 1, 1.5], [1, 2, 1]) == pytest.approx([1.875] * 3)
    assert pooled([], []) == []
