"""What the methods promise, tried out on made-up countries whose truth is known."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from math import exp, inf, sqrt

import pytest

from sendgraph.analysis.imputation import impute
from sendgraph.analysis.load import load_sightings
from sendgraph.analysis.panel import DAYS_A_YEAR, Pair, bootstrap_rate, pair_sightings
from sendgraph.analysis.periods import bootstrap_periods, calendar_exposures
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.permutation import permutation_p
from sendgraph.analysis.statistics.survival import Survival, kaplan_meier
from tests.analysis.spells import spell
from tests.shipped import shipped_engine

pytestmark = pytest.mark.slow

RATE = 0.35
COUNTRIES = 400
CUT = date(2022, 4, 1)


@cache
def real_gaps() -> tuple[tuple[tuple[date, date], ...], ...]:
    """For each council the days between which its director was sighted: those of the shipped letters and reports."""
    gaps: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for pair in pair_sightings(load_sightings(shipped_engine(), "dcs")).pairs:
        gaps[pair.cluster].append((pair.first, pair.second))
    return tuple(tuple(each) for _, each in sorted(gaps.items()))


def country(seed: int, before: float = RATE, after: float = RATE) -> list[Pair]:
    """As many councils as the real ones, with gaps drawn from theirs, and with a rate before and after the cut."""
    chance, pairs = random.Random(seed), []
    for number, gaps in enumerate(random.Random(-seed).choices(real_gaps(), k=len(real_gaps()))):
        for first, last in gaps:
            pair = Pair(f"p{number}", f"c{number}", first, last, False)
            early, late = calendar_exposures([pair], [CUT])[0]
            is_changed = chance.random() > exp(-before * early - after * late)
            pairs.append(Pair(pair.post_id, pair.cluster, first, last, is_changed))
    return pairs


def test_the_made_up_countries_have_the_gaps_of_the_real_one() -> None:
    assert len(real_gaps()) > 120
    assert sum(map(len, real_gaps())) > 250


def test_bootstrap_intervals_of_the_rate_cover_it_and_the_rate_has_no_bias() -> None:
    found = [bootstrap_rate(country(seed), draws=300, seed=seed) for seed in range(COUNTRIES)]
    covered = sum((f.lower or 0) <= RATE <= (f.upper or 0) for f in found)
    assert 0.93 <= covered / COUNTRIES <= 0.97
    rates = [f.rate for f in found]
    mean = sum(rates) / COUNTRIES
    error = sqrt(sum((r - mean) ** 2 for r in rates) / (COUNTRIES - 1) / COUNTRIES)
    assert abs(mean - RATE) < 2.5 * error
    assert error < 0.003


def test_intervals_of_the_ratio_of_two_periods_cover_it() -> None:
    countries, covered = 100, 0
    for seed in range(countries):
        pairs = country(seed, before=0.25, after=0.45)
        ratio = bootstrap_periods(pairs, calendar_exposures(pairs, [CUT]), draws=150, seed=seed).ratio
        covered += (ratio.lower or 0) <= 0.45 / 0.25 <= (ratio.upper or float("inf"))
    # With 100 countries the share covered is known to 0.02.
    assert 0.90 <= covered / countries <= 0.99


def test_permutation_p_values_are_uniform_where_nothing_is_to_be_found() -> None:
    # Twelve councils, each with values of its own level, before or after an inspection: labels mean nothing.
    times, draws, found = 400, 199, []
    strata = [council for council in range(12) for _ in range(6)]
    for seed in range(times):
        chance = random.Random(seed)
        labels = [chance.random() < 0.5 for _ in strata]
        levels = [chance.gauss(0, 3) for _ in range(12)]
        values = [levels[council] + chance.gauss(0, 1) for council in strata]

        def gap(given: Sequence[bool], values: Sequence[float] = values) -> float:
            return sum(v if label else -v for v, label in zip(values, given, strict=True))

        found.append(permutation_p(gap, labels, strata=strata, draws=draws, seed=seed + 10_000).p)
    found.sort()
    distance = max(max((i + 1) / times - p, p - i / times) for i, p in enumerate(found))
    # Kolmogorov and Smirnov's distance is beyond 1.36 / √n in one of twenty tries; p comes in steps of 0.01.
    assert distance < 1.36 / sqrt(times) + 0.01
    assert sum(p <= 0.05 for p in found) / times == pytest.approx(0.05, abs=0.025)


def posts(seed: int) -> list[tuple[Spell, int, int]]:
    """Spells of 60 posts over 12 years whose starts and ends are known to the day, the month, the quarter or the year.

    Beside each the true first day and the true last one. A holder follows after a few weeks; who is still there at
    the end has no end.
    """
    chance, found, closing = random.Random(seed), [], 12 * 365
    for post in range(60):
        now = chance.randint(0, 900)
        while now < closing:
            start, end = now, now + 30 + round(chance.expovariate(1 / 1000))
            a, b = (_rounded(day, chance) for day in (start, end))
            ends = b if end < closing else (max(closing, a[1]), None)
            name = f"p{post:02}-{start:05}"
            seen = ((start + min(end, closing)) // 2,) * 2
            found.append((spell(name, a, ends, post=f"p{post:02}", seen=seen), start, end))
            now = end + chance.randint(0, 90)
    return [each for each in found if each[1] < closing]


def _rounded(day: int, chance: random.Random) -> tuple[int, int]:
    """The first and last day of the calendar's piece of one to 365 days that holds the day."""
    size = chance.choices([1, 30, 91, 365], [3, 3, 1, 2])[0]
    return day // size * size, day // size * size + size - 1


def curve_of(lengths: Sequence[tuple[int, int | None]], closing: int) -> Survival:
    ends = [closing if end is None else end for _, end in lengths]
    starts = [start for start, _ in lengths]
    exits = [max(e - s, 0) for s, e in zip(starts, ends, strict=True)]
    return kaplan_meier([0] * len(exits), exits, [end is not None for _, end in lengths])


def median_of(curve: Survival) -> float:
    return curve.median().value or float("inf")


def test_the_band_of_drawn_dates_covers_the_median_of_exact_dates_and_all_early_to_all_late_does_not() -> None:
    closing, tries, few = 12 * 365, 80, 30
    covered, bracketed = {inf: 0, None: 0}, 0
    for seed in range(tries):
        true = posts(seed)
        spells = [each for each, _, _ in true]
        exact = median_of(curve_of([(s, e if e < closing else None) for _, s, e in true], closing))
        for handover in covered if seed < few else [None]:
            medians = sorted(
                median_of(curve_of([(day_of(d.start), d.end and day_of(d.end)) for d in drawn], closing))
                for drawn in impute(spells, 80, seed, handover_days=handover)
            )
            covered[handover] += medians[1] <= exact <= medians[-2]
        corners = [curve_of([_corner(s, side) for s in spells], closing) for side in ("earliest", "latest")]
        bracketed += min(map(median_of, corners)) <= exact <= max(map(median_of, corners))
    # The second to the last but one of 80 draws hold 95%.
    assert 0.90 <= covered[None] / tries <= 0.99
    # Without knowledge of the wait for a successor the draws put both ends of a vague handover too far apart.
    assert covered[inf] / few < 0.8
    assert bracketed / tries < 0.5


def day_of(day: date) -> int:
    return (day - date(2015, 1, 1)).days


def _corner(each: Spell, side: str) -> tuple[int, int | None]:
    start, end = getattr(each, f"start_{side}"), getattr(each, f"end_{side}") if each.end_latest else None
    return day_of(start), end and day_of(end)


def test_delayed_entry_finds_the_median_that_naive_curves_miss() -> None:
    # 100 worlds of posts watched for ten years: the truth is 3 ln 2 years.
    truth, late, naive = 3 * 0.6931471805599453, [], []
    for seed in range(100):
        chance, stays = random.Random(seed), []
        for _ in range(150):
            now = -chance.expovariate(1 / 3)
            while now < 10:
                end = now + chance.expovariate(1 / 3)
                if end > 0:
                    stays.append((max(-now, 0.0), min(end, 10.0) - now, end <= 10))
                now = end
        entries, exits, ended = zip(*stays, strict=True)
        late.append(median_of(kaplan_meier(entries, exits, ended)))
        naive.append(median_of(kaplan_meier([0.0] * len(stays), exits, ended)))
    assert sum(late) / 100 == pytest.approx(truth, rel=0.01)
    assert sum(naive) / 100 > 1.08 * truth


def test_bands_of_the_curve_cover_the_share_that_lasts_two_years() -> None:
    tries, covered, first = 400, 0, date(2015, 1, 1)
    assert first + timedelta(days=round(2 * DAYS_A_YEAR)) == date(2016, 12, 31)
    for seed in range(tries):
        chance, stays = random.Random(seed), []
        for _ in range(150):
            entry, length, watched = chance.uniform(0, 2), chance.expovariate(1 / 3), chance.uniform(1, 8)
            if length > entry:
                stays.append((entry, min(length, entry + watched), length <= entry + watched))
        _, low, high = kaplan_meier(*zip(*stays, strict=True)).at(2)  # type: ignore[arg-type]
        covered += (low or 0) <= exp(-2 / 3) <= (high or 0)
    assert 0.93 <= covered / tries <= 0.97
