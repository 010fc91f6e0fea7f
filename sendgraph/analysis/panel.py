"""The turnover rate of posts that are seen only now and then.

A post is sighted on two days a gap of g years apart. Under a constant hazard of λ changes a year, the later sighting
shows another holder with probability 1 - exp(-λg) and the same with exp(-λg). The rate is the λ that makes all
pairs of consecutive sightings likeliest; a holder who left and came back inside a gap is taken for one who stayed.
The interval is a percentile bootstrap that draws whole councils, because the pairs of one council are alike.

Kalbfleisch and Lawless, The analysis of panel data under a Markov assumption, JASA 80 (1985) 863–871, for two
states of which only a change is seen; Efron and Tibshirani, An introduction to the bootstrap (1993), chapter 13.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import expm1

from sendgraph.analysis.statistics.proportions import quantile

__all__ = ["DAYS_A_YEAR", "Pair", "Panel", "PanelRate", "Sighting", "bootstrap_rate", "pair_sightings", "panel_rate"]

DAYS_A_YEAR = 365.25
_FEWEST_PAIRS = 10
"""Below this many pairs an interval would say more about the method than about the posts."""
_LARGE = 5_000
"""From so many pairs on, importing numpy costs less than doing without."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A holder named in a post on a day."""

    post_id: str
    cluster: str
    person_id: str
    seen: date
    is_shared: bool = False
    is_machine_read: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two consecutive sightings of a post: the gap in years and whether the holder was another."""

    post_id: str
    cluster: str
    first: date
    second: date
    is_changed: bool

    @property
    def years(self) -> float:
        """The gap in years of 365.25 days."""
        return (self.second - self.first).days / DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class Panel:
    """The pairs, and how many sightings or posts gave none and why."""

    pairs: tuple[Pair, ...]
    shared_days: int
    single_posts: int


@dataclass(frozen=True, slots=True)
class PanelRate:
    """Changes a year with a 95% interval; the bounds are ``None`` where there are too few pairs for one."""

    rate: float
    lower: float | None
    upper: float | None
    pair_count: int
    change_count: int
    cluster_count: int


def pair_sightings(sightings: Iterable[Sighting]) -> Panel:
    """The pairs of consecutive sightings of each post.

    A day on which several people are named in a post gives no pair: who held it then is shared or open.
    Posts seen on one day only give none either.
    """
    by_post: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    clusters: dict[str, str] = {}
    for sighting in sightings:
        by_post[sighting.post_id][sighting.seen].add(sighting.person_id)
        clusters.setdefault(sighting.post_id, sighting.cluster)
    pairs, shared, single = [], 0, 0
    for post, days in sorted(by_post.items()):
        shared += sum(len(people) > 1 for people in days.values())
        ordered = sorted((day, next(iter(people))) for day, people in days.items() if len(people) == 1)
        single += len(ordered) < 2
        for (first, a), (second, b) in pairwise(ordered):
            pairs.append(Pair(post, clusters[post], first, second, a != b))
    return Panel(tuple(pairs), shared, single)


def panel_rate(pairs: Sequence[Pair]) -> float:
    """The maximum-likelihood rate in changes a year; 0 without a change, infinite where every pair changed.

    >>> a, b = date(2020, 1, 1), date(2021, 12, 31)
    >>> round(panel_rate([Pair("p", "c", a, b, True), Pair("p", "c", a, b, False)]), 4)
    0.3468
    """
    return _solve([p.years for p in pairs if p.is_changed], sum(p.years for p in pairs if not p.is_changed))


def _solve(changed: Sequence[float], unchanged_years: float, guess: float = 0.3, precision: float = 1e-12) -> float:
    """The root of Σ g / (exp(λg) − 1) over changed gaps minus the unchanged years, by guarded Newton steps."""
    if not changed:
        return 0.0
    if unchanged_years <= 0:
        return float("inf")
    low, high, rate = 0.0, float("inf"), guess
    for _ in range(100):
        slope, value = 0.0, -unchanged_years
        for gap in changed:
            grown = expm1(min(rate * gap, 700.0))
            value += gap / grown
            slope -= gap * gap * (grown + 1) / (grown * grown)
        low, high = (rate, high) if value > 0 else (low, rate)
        step = rate - value / slope if slope else rate
        if not low < step < high:
            step = (low + high) / 2 if high < float("inf") else rate * 2
        if abs(step - rate) <= precision * rate:
            return step
        rate = step
    return rate


def bootstrap_rate(pairs: Sequence[Pair], *, draws: int = 1_000, seed: int = 20_260_101) -> PanelRate:
    """The rate with its 95% percentile interval over ``draws`` resamples of whole clusters; the same for one seed."""
    if len(pairs) >= _LARGE:
        from sendgraph.analysis.columns import pair_columns
        from sendgraph.analysis.panel_at_scale import bootstrap_columns

        return bootstrap_columns(pair_columns(pairs), draws=draws, seed=seed)
    groups: dict[str, tuple[list[float], float]] = {}
    for pair in pairs:
        changed, unchanged = groups.get(pair.cluster, ([], 0.0))
        if pair.is_changed:
            changed.append(pair.years)
        groups[pair.cluster] = (changed, unchanged + (0.0 if pair.is_changed else pair.years))
    rate = panel_rate(pairs)
    lower = upper = None
    if len(pairs) >= _FEWEST_PAIRS and len(groups) > 1 and 0 < rate < float("inf"):
        chance, names = random.Random(seed), [groups[name] for name in sorted(groups)]
        rates = []
        for _ in range(draws):
            drawn = chance.choices(names, k=len(names))
            gaps = [gap for changed, _ in drawn for gap in changed]
            rates.append(_solve(gaps, sum(unchanged for _, unchanged in drawn), rate, 1e-7))
        rates.sort()
        lower, upper = quantile(rates, 0.025), quantile(rates, 0.975)
    return PanelRate(rate, lower, upper, len(pairs), sum(p.is_changed for p in pairs), len(groups))
