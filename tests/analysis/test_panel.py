"""The panel-observed rate, against closed forms, a search by brute force, and simulated posts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.panel import DAYS_A_YEAR, Pair, Sighting, bootstrap_rate, pair_sightings, panel_rate

FIRST = date(2018, 1, 1)


def pair(days: int, *, changed: bool, cluster: str = "c") -> Pair:
    return Pair("p", cluster, FIRST, FIRST + timedelta(days=days), changed)


def log_likelihood(rate: float, pairs: list[Pair]) -> float:
    return sum(log(1 - exp(-rate * p.years)) if p.is_changed else -rate * p.years for p in pairs)


def test_equal_gaps_give_the_closed_form() -> None:
    # 3 of 8 pairs, each 730 days apart, changed: 1 - exp(-λg) = 3/8, so λ = -ln(5/8) / g.
    pairs = [pair(730, changed=i < 3) for i in range(8)]
    assert panel_rate(pairs) == pytest.approx(-log(5 / 8) / (730 / DAYS_A_YEAR), rel=1e-9)


def test_without_a_change_the_rate_is_zero_and_with_nothing_else_it_has_no_bound() -> None:
    assert panel_rate([pair(365, changed=False)]) == 0.0
    assert panel_rate([pair(365, changed=True)]) == float("inf")


@given(st.lists(st.tuples(st.integers(1, 3000), st.booleans()), min_size=2, max_size=30))
def test_no_other_rate_is_likelier(drawn: list[tuple[int, bool]]) -> None:
    pairs = [pair(days, changed=changed) for days, changed in [*drawn, (400, True), (400, False)]]
    best = panel_rate(pairs)
    top = log_likelihood(best, pairs)
    assert all(log_likelihood(best * factor, pairs) <= top + 1e-9 for factor in (0.5, 0.9, 0.99, 1.01, 1.1, 2.0))


def test_pairs_are_consecutive_sightings_of_one_post() -> None:
    seen = [
        Sighting("a_dcs", "a", "ann", date(2018, 3, 1)),
        Sighting("a_dcs", "a", "ben", date(2020, 3, 1)),
        Sighting("a_dcs", "a", "ben", date(2019, 3, 1)),
        Sighting("b_dcs", "b", "cat", date(2018, 3, 1)),
    ]
    panel = pair_sightings(seen)
    assert [(p.first.year, p.second.year, p.is_changed) for p in panel.pairs] == [
        (2018, 2019, True),
        (2019, 2020, False),
    ]
    assert panel.single_posts == 1


def test_a_letter_and_a_report_of_one_day_are_one_sighting() -> None:
    seen = [
        Sighting("a", "a", "ann", FIRST),
        Sighting("a", "a", "ann", FIRST),
        Sighting("a", "a", "ann", date(2019, 1, 1)),
    ]
    assert len(pair_sightings(seen).pairs) == 1


def test_a_day_with_two_people_gives_no_pair_and_is_counted() -> None:
    seen = [
        Sighting("a", "a", "ann", date(2018, 1, 1)),
        Sighting("a", "a", "ben", date(2019, 1, 1), is_shared=True),
        Sighting("a", "a", "cat", date(2019, 1, 1), is_shared=True),
        Sighting("a", "a", "ann", date(2020, 1, 1)),
    ]
    panel = pair_sightings(seen)
    assert [(p.first.year, p.second.year) for p in panel.pairs] == [(2018, 2020)]
    assert panel.shared_days == 1


def simulated(rate: float, seed: int) -> list[Pair]:
    """Pairs of 150 posts whose holder changes with a constant hazard, sighted about every two years."""
    chance = random.Random(seed)
    sightings = []
    for post in range(150):
        day, holder, next_change = 0.0, 0, chance.expovariate(rate)
        for _ in range(chance.randint(1, 4)):
            day += chance.uniform(0.3, 3.5)
            while next_change < day:
                holder += 1
                next_change += chance.expovariate(rate)
            seen = FIRST + timedelta(days=round(day * DAYS_A_YEAR))
            sightings.append(Sighting(f"post{post}", f"council{post}", f"{post}-{holder}", seen))
    return list(pair_sightings(sightings).pairs)


def test_the_rate_of_simulated_posts_is_found_without_bias() -> None:
    found = [panel_rate(simulated(0.35, seed)) for seed in range(60)]
    # One estimate has a standard error of about 0.03, so the mean of 60 lies within 0.012 of the truth.
    assert sum(found) / len(found) == pytest.approx(0.35, abs=0.012)


def test_the_interval_is_the_same_for_one_seed_and_holds_the_rate() -> None:
    pairs = simulated(0.35, 1)
    first, again = bootstrap_rate(pairs, draws=200), bootstrap_rate(pairs, draws=200)
    assert first == again
    assert first.lower is not None
    assert first.upper is not None
    assert first.lower < first.rate < first.upper


def test_whole_councils_are_drawn_so_that_repeated_pairs_widen_the_interval() -> None:
    pairs = simulated(0.35, 2)
    copies = [Pair(f"{p.post_id}-{i}", p.cluster, p.first, p.second, p.is_changed) for p in pairs for i in range(4)]
    single, fourfold = bootstrap_rate(pairs, draws=400), bootstrap_rate(copies, draws=400)
    assert single.lower is not None and single.upper is not None  # noqa: PT018 - both at once for mypy's sake
    assert fourfold.lower is not None and fourfold.upper is not None  # noqa: PT018
    # Four copies of each pair hold no more than one: drawn pair by pair the interval would halve.
    assert fourfold.upper - fourfold.lower == pytest.approx(single.upper - single.lower, rel=0.02)


def test_too_few_pairs_have_a_rate_and_no_interval() -> None:
    few = bootstrap_rate([pair(700, changed=True, cluster="a"), pair(700, changed=False, cluster="b")])
    assert few.rate > 0
    assert few.lower is None
    assert few.upper is None
