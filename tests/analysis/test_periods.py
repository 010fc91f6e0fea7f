"""The panel-observed rate in periods: exposures, the rates, and intervals that draw whole councils."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import exp, log

import pytest

from sendgraph.analysis.panel import DAYS_A_YEAR, Pair, panel_rate
from sendgraph.analysis.periods import (
    bootstrap_periods,
    calendar_exposures,
    piecewise_rates,
    window_exposures,
)
from sendgraph.core.intervals import Interval

FIRST = date(2018, 1, 1)


def pair(days: int, *, changed: bool, cluster: str = "c", start: date = FIRST, post: str = "p") -> Pair:
    return Pair(post, cluster, start, start + timedelta(days=days), changed)


def test_a_pair_spends_its_days_on_both_sides_of_a_cut() -> None:
    across, before, after = (
        pair(730, changed=True),
        pair(100, changed=False),
        pair(50, changed=True, start=date(2020, 5, 1)),
    )
    found = calendar_exposures([across, before, after], [date(2019, 1, 1)])
    assert found == [
        (365 / DAYS_A_YEAR, 365 / DAYS_A_YEAR),
        (100 / DAYS_A_YEAR, 0),
        (0, 50 / DAYS_A_YEAR),
    ]
    assert calendar_exposures([across], []) == [(730 / DAYS_A_YEAR,)]


def test_a_pair_spends_days_inside_the_windows_of_its_own_post_once() -> None:
    year = Interval(date(2018, 7, 1), date(2019, 7, 1))
    overlapping = Interval(date(2019, 6, 1), date(2019, 8, 1))
    found = window_exposures(
        [pair(730, changed=True), pair(730, changed=True, post="other")], {"p": [year, overlapping]}
    )
    inside = (date(2019, 8, 1) - date(2018, 7, 1)).days
    assert found[0] == pytest.approx(((730 - inside) / DAYS_A_YEAR, inside / DAYS_A_YEAR))
    assert found[1] == (730 / DAYS_A_YEAR, 0)


def test_one_period_gives_the_rate_of_the_whole() -> None:
    pairs = [pair(300 + 40 * i, changed=i % 3 == 0) for i in range(12)]
    assert piecewise_rates(pairs, [(p.years,) for p in pairs]) == pytest.approx((panel_rate(pairs),), rel=1e-8)


def test_exposures_run_beside_the_pairs() -> None:
    with pytest.raises(ValueError, match="zip"):
        piecewise_rates([pair(300, changed=True)], [])


def simulated(before: float, after: float, seed: int, posts: int = 150) -> list[Pair]:
    """Pairs of posts that change at one rate before 2021 and at another from then on, sighted about every two years."""
    chance, pairs, cut = random.Random(seed), [], date(2021, 1, 1)
    for post in range(posts):
        day = FIRST + timedelta(days=chance.randint(0, 700))
        for _ in range(3):
            later = day + timedelta(days=chance.randint(150, 1100))
            (early, late), *_ = calendar_exposures([Pair("", "", day, later, False)], [cut])
            is_changed = chance.random() > exp(-before * early - after * late)
            pairs.append(Pair(f"p{post}", f"c{post}", day, later, is_changed))
            day = later
    return pairs


def test_the_rates_of_two_periods_are_found_without_bias() -> None:
    found = []
    for seed in range(40):
        pairs = simulated(0.25, 0.5, seed)
        found.append(piecewise_rates(pairs, calendar_exposures(pairs, [date(2021, 1, 1)])))
    means = [sum(each) / len(found) for each in zip(*found, strict=True)]
    # The standard errors of the means of 40 are near 0.006 and 0.008.
    assert means == pytest.approx([0.25, 0.5], abs=0.025)


def test_the_ratio_has_an_interval_and_one_seed_gives_one_answer() -> None:
    pairs = simulated(0.25, 0.5, 3)
    exposures = calendar_exposures(pairs, [date(2021, 1, 1)])
    first, again = (bootstrap_periods(pairs, exposures, draws=150, seed=4) for _ in range(2))
    assert first == again
    assert first.ratio.value == pytest.approx(first.rates[1].value / first.rates[0].value)  # type: ignore[operator]
    assert first.ratio.lower is not None and first.ratio.upper is not None  # noqa: PT018 - both at once for mypy's sake
    assert first.ratio.lower < 2 < first.ratio.upper
    assert first.ratio.lower > 1
    assert first.years == pytest.approx([sum(e) for e in zip(*exposures, strict=True)])
    assert (first.pair_count, first.cluster_count, first.failed_draws) == (450, 150, 0)
    for rate, truth in zip(first.rates, (0.25, 0.5), strict=True):
        assert rate.lower is not None and rate.upper is not None  # noqa: PT018
        assert rate.lower < truth < rate.upper


def test_copies_of_a_councils_pairs_do_not_narrow_the_interval() -> None:
    pairs = simulated(0.3, 0.4, 5, posts=60)
    copies = [p for p in pairs for _ in range(4)]
    cut = [date(2021, 1, 1)]
    one, four = (bootstrap_periods(p, calendar_exposures(p, cut), draws=150) for p in (pairs, copies))
    assert one.ratio.upper is not None and four.ratio.upper is not None  # noqa: PT018
    assert four.ratio.upper == pytest.approx(one.ratio.upper, rel=0.01)


def test_without_changes_in_the_first_period_the_ratio_has_no_number_and_no_upper_bound() -> None:
    pairs = [pair(400, changed=False, cluster=f"c{i}") for i in range(8)]
    later = date(2022, 1, 1)
    pairs += [pair(400, changed=i < 4, cluster=f"c{i}", start=later) for i in range(8)]
    found = bootstrap_periods(pairs, calendar_exposures(pairs, [date(2021, 1, 1)]), draws=100)
    assert found.rates[0].value == 0
    assert found.rates[1].value == pytest.approx(log(2) / (400 / DAYS_A_YEAR))
    assert (found.ratio.value, found.ratio.upper) == (None, None)


def test_too_few_pairs_have_rates_and_no_interval() -> None:
    pairs = [pair(700, changed=True, cluster="a"), pair(700, changed=False, cluster="b")]
    found = bootstrap_periods(pairs, calendar_exposures(pairs, [date(2019, 1, 1)]))
    assert found.rates[0].value is not None
    assert (found.rates[0].lower, found.ratio.lower, found.ratio.upper) == (None, None, None)


def test_resamples_that_are_nothing_but_changes_are_counted_as_failed() -> None:
    pairs = [pair(700, changed=i > 0, cluster=f"c{i}") for i in range(10)]
    found = bootstrap_periods(pairs, [(p.years,) for p in pairs], draws=200)
    # One council of ten has the pair without a change: 0.9^10 of the resamples lack it, about 70 of 200.
    assert 45 < found.failed_draws < 95
    assert found.ratio.value is None
