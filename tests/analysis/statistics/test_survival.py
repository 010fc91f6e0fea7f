"""The Kaplan–Meier curve, against arithmetic on paper, R's survival package (numbers kept here), and laws."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.statistics import survival
from sendgraph.analysis.statistics.proportions import Interval3
from sendgraph.analysis.statistics.survival import Survival, kaplan_meier

# Weeks of remission under 6-mercaptopurine (Freireich et al., Blood 21 (1963) 699): 9 ended, 12 still going on.
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [True] * 9 + [False] * 12


def from_zero(lengths: list[float], ended: list[bool]) -> Survival:
    return kaplan_meier([0.0] * len(lengths), lengths, ended)


def test_the_curve_is_the_product_of_the_shares_that_last() -> None:
    # At 6: 21 at risk, 3 end: 18/21. At 7: 17 at risk: times 16/17. At 10: 15: times 14/15. Then 12, 11, 7, 6 at risk.
    curve = from_zero(WEEKS, RELAPSED)
    assert curve.times == (6, 7, 10, 13, 16, 22, 23)
    assert curve.at_risk == (21, 17, 15, 12, 11, 7, 6)
    assert curve.events == (3, 1, 1, 1, 1, 1, 1)
    product, shares = Fraction(1), []
    for n, d in zip(curve.at_risk, curve.events, strict=True):
        product *= Fraction(n - d, n)
        shares.append(float(product))
    assert curve.survival == pytest.approx(shares, abs=1e-15)


def test_the_band_is_greenwoods_on_the_log_log_scale() -> None:
    # At 7: S = 18/21 of 16/17; Greenwood's sum 3/(21·18) + 1/(17·16); exponent exp(1.959964 √sum / -log S).
    curve = from_zero(WEEKS, RELAPSED)
    s, greenwood = 18 / 21 * 16 / 17, 3 / (21 * 18) + 1 / (17 * 16)
    reach = exp(1.959963984540054 * sqrt(greenwood) / -log(s))
    assert (curve.lower[1], curve.upper[1]) == pytest.approx((s**reach, s ** (1 / reach)), rel=1e-12)


def test_the_band_is_that_of_r() -> None:
    # survfit(Surv(weeks, relapsed) ~ 1, conf.type = "log-log"), R 4.2, survival 3.5
    curve = from_zero(WEEKS, RELAPSED)
    assert curve.lower == pytest.approx(
        [0.6197179553, 0.5631465646, 0.5031995108, 0.4316102225, 0.3675108560, 0.2677789368, 0.1880520060], abs=1e-9
    )
    assert curve.upper == pytest.approx(
        [0.9515517476, 0.9228090192, 0.8893618352, 0.8490659633, 0.8049121895, 0.7467907176, 0.6801426285], abs=1e-9
    )
    assert curve.median() == Interval3(23, 13, None)
    assert curve.restricted_mean(20) == pytest.approx(16.116526611, abs=1e-8)


# survfit(Surv(entry, exit, ended) ~ 1, conf.type = "log-log") of ten lengths, six of them entered late
ENTRIES = [0, 0, 0, 2, 3, 1, 0, 5, 4, 2]
EXITS = [1, 3, 4, 4, 5, 6, 6, 7, 8, 9]
ENDED = [True, True, False, True, True, False, True, True, False, True]


def test_who_enters_late_is_at_risk_only_from_then_on_as_in_r() -> None:
    curve = kaplan_meier(ENTRIES, EXITS, ENDED)
    assert curve.times == (1, 3, 4, 5, 6, 7, 9)
    # At 4, those who entered before 4 and left at 4 or later: the one who enters at 4 is not yet at risk.
    assert curve.at_risk == (4, 6, 6, 5, 5, 3, 1)
    assert curve.survival == pytest.approx(
        [0.75, 0.625, 0.5208333333, 0.4166666667, 0.3333333333, 0.2222222222, 0], abs=1e-10
    )
    assert curve.lower[:6] == pytest.approx(
        [0.1279469176, 0.1418533899, 0.1238699349, 0.0923068414, 0.0685173948, 0.0305620496], abs=1e-9
    )
    assert curve.upper[:6] == pytest.approx(
        [0.9605486422, 0.8930506045, 0.8156695619, 0.7249304857, 0.6374739102, 0.5227869776], abs=1e-9
    )


def test_where_nobody_is_left_the_band_goes_from_zero_to_where_it_was() -> None:
    curve = kaplan_meier(ENTRIES, EXITS, ENDED)
    assert (curve.survival[-1], curve.lower[-1], curve.upper[-1]) == (0, 0, curve.upper[-2])
    assert curve.at(100) == Interval3(0, 0, curve.upper[-1])


def test_the_median_is_the_first_time_at_which_half_have_ended() -> None:
    # S after 1, 2, 3, 4 is 3/4, 2/4, 1/4, 0: exactly a half at 2.
    assert from_zero([1, 2, 3, 4], [True] * 4).median().value == 2
    # 1 - 1/3 - 1/6 … by floating point misses a half by a rounding error.
    assert from_zero([1, 1, 2, 3, 3, 3], [True] * 6).median().value == 2


def test_a_median_that_is_not_reached_is_none() -> None:
    curve = from_zero([1, 2, 3, 4], [True, False, False, False])
    assert curve.median().value is None
    assert curve.at(4).value == 0.75
    assert curve.at(4.5) == Interval3(None, None, None)


def test_a_length_that_ends_when_another_is_last_seen_ends_first() -> None:
    # Both at risk at 2: S = 1/2, not 0.
    assert from_zero([2, 2], [True, False]).survival == (0.5,)


def test_all_still_going_on_give_no_step_and_no_median() -> None:
    curve = from_zero([1, 2, 3], [False] * 3)
    assert curve.times == ()
    assert curve.median() == Interval3(None, None, None)
    assert curve.at(3) == Interval3(1, 1, 1)
    assert curve.restricted_mean(3) == 3


def test_one_length_and_none_have_a_curve() -> None:
    one = from_zero([3], [True])
    assert (one.survival, one.lower, one.upper) == ((0,), (0,), (1,))
    assert one.median() == Interval3(3, 3, None)
    none = kaplan_meier([], [], [])
    assert (none.count, none.times, none.last) == (0, (), 0)
    assert none.number_at_risk(0) == 0
    assert none.at(1) == Interval3(None, None, None)


def test_a_length_of_no_time_counts_for_nothing() -> None:
    with_it, without = kaplan_meier([0, 2], [4, 2], [True, True]), kaplan_meier([0], [4], [True])
    assert with_it == without
    assert with_it.count == 1


@pytest.mark.parametrize(("entry", "leave"), [(3, 2), (-1, 2)])
def test_an_exit_before_its_entry_is_refused(entry: float, leave: float) -> None:
    with pytest.raises(ValueError, match="an exit lies before its entry, or an entry before 0"):
        kaplan_meier([entry], [leave], [True])


def test_the_number_at_risk_counts_those_watched_just_before() -> None:
    curve = kaplan_meier(ENTRIES, EXITS, ENDED)
    assert [curve.number_at_risk(t) for t in (0, 1, 1.5, 4, 9, 9.1)] == [4, 4, 4, 6, 1, 0]
    assert [curve.number_at_risk(t) for t in curve.times] == list(curve.at_risk)


def test_the_mean_up_to_a_time_is_the_area_under_the_curve() -> None:
    # 1 until 1, 3/4 until 2, 1/2 until 3, 1/4 until 3.5: 1 + .75 + .5 + .125
    curve = from_zero([1, 2, 3, 4], [True] * 4)
    assert curve.restricted_mean(3.5) == pytest.approx(2.375)
    assert curve.restricted_mean(10) == pytest.approx(2.5)


def test_a_mean_beyond_what_was_observed_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody was observed as long as 5, only up to 4"):
        from_zero([1, 4], [True, False]).restricted_mean(5)


lengths = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), max_size=40)


@given(lengths)
def test_the_curve_falls_within_its_band(drawn: list[tuple[int, int, bool]]) -> None:
    curve = kaplan_meier([a for a, _, _ in drawn], [a + b for a, b, _ in drawn], [e for *_, e in drawn])
    steps = (1.0, *curve.survival)
    assert all(a >= b for a, b in pairwise(steps))
    for low, s, high in zip(curve.lower, curve.survival, curve.upper, strict=True):
        assert 0 <= low <= s <= high <= 1
    assert all(n >= d > 0 for n, d in zip(curve.at_risk, curve.events, strict=True))


@given(lengths, st.randoms())
def test_the_order_of_lengths_never_matters(drawn: list[tuple[int, int, bool]], chance: random.Random) -> None:
    other = list(drawn)
    chance.shuffle(other)
    one, two = (
        kaplan_meier([a for a, _, _ in d], [a + b for a, b, _ in d], [e for *_, e in d]) for d in (drawn, other)
    )
    assert one == two


@pytest.mark.parametrize("unit", [1.0, 0.37])
@given(lengths)
def test_arrays_give_the_curve_of_lists(unit: float, drawn: list[tuple[int, int, bool]]) -> None:
    entries, exits, ended = (
        [a * unit for a, _, _ in drawn],
        [(a + b) * unit for a, b, _ in drawn],
        [e for *_, e in drawn],
    )
    small = kaplan_meier(entries, exits, ended)
    large = kaplan_meier(np.array(entries), np.array(exits), np.array(ended, dtype=bool))  # type: ignore[arg-type]
    assert (large.times, large.at_risk, large.events, large.count) == (
        small.times,
        small.at_risk,
        small.events,
        small.count,
    )
    for ours, theirs in ((large.survival, small.survival), (large.lower, small.lower), (large.upper, small.upper)):
        assert ours == pytest.approx(theirs, abs=1e-12)
    times = [0, 0.1, *exits, *entries, 70]
    assert [large.number_at_risk(t) for t in times] == [small.number_at_risk(t) for t in times]
    assert large.last == small.last


def test_many_lengths_in_lists_are_worked_out_with_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = kaplan_meier(ENTRIES, EXITS, ENDED)
    monkeypatch.setattr(survival, "_LARGE", 10)
    many = kaplan_meier(ENTRIES, EXITS, ENDED)
    assert isinstance(many.turns, np.ndarray)
    assert many.survival == pytest.approx(expected.survival)
    with pytest.raises(ValueError, match="an exit lies before its entry"):
        kaplan_meier([*ENTRIES, 9], [*EXITS, 8], [*ENDED, True])


def exponential(chance: random.Random, count: int) -> list[tuple[float, float, bool]]:
    """Stays of mean 3 in posts watched from 10 to 20: the ages when first and last watched, and whether ended."""
    found = []
    for _ in range(count):
        now = -chance.expovariate(1 / 3)
        while now < 20:
            end = now + chance.expovariate(1 / 3)
            if end > 10:
                found.append((max(10 - now, 0.0), min(end, 20.0) - now, end <= 20))
            now = end
    return found


def test_stays_that_began_before_the_window_enter_late_or_make_all_look_longer() -> None:
    stays = exponential(random.Random(5), 3_000)
    median = 3 * log(2)
    late = kaplan_meier([a for a, _, _ in stays], [b for _, b, _ in stays], [e for *_, e in stays]).median().value
    naive = from_zero([b for _, b, _ in stays], [e for *_, e in stays]).median().value
    completed = from_zero([b for a, b, e in stays if e and a == 0], [True] * sum(e and a == 0 for a, _, e in stays))
    assert late is not None
    assert naive is not None
    assert completed.median().value is not None
    assert late == pytest.approx(median, rel=0.04)
    assert naive > 1.08 * median  # everyone met in the window: long stays are met more often
    assert completed.median().value < 0.93 * median  # only those that began and ended in it: short ones fit better


def test_dropping_stays_that_still_go_on_makes_all_look_shorter() -> None:
    stays = exponential(random.Random(6), 3_000)
    ended = [(a, b) for a, b, e in stays if e]
    dropped = kaplan_meier([a for a, _ in ended], [b for _, b in ended], [True] * len(ended)).median().value
    kept = kaplan_meier([a for a, _, _ in stays], [b for _, b, _ in stays], [e for *_, e in stays]).median().value
    assert dropped is not None
    assert kept is not None
    assert dropped < 0.95 * kept


def test_who_is_in_post_on_a_day_serves_about_twice_as_long_as_a_holder_does() -> None:
    # Of stays of mean 3 without memory, those met on a day last 6 on average: the stock is not the flow.
    chance, met, every = random.Random(7), [], []
    for _ in range(4_000):
        now = 0.0
        while now <= 40:
            length = chance.expovariate(1 / 3)
            every.append(length)
            if now <= 40 < now + length:
                met.append(length)
            now += length
    assert sum(met) / len(met) == pytest.approx(2 * sum(every) / len(every), rel=0.06)
