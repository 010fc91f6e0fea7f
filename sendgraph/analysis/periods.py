"""The panel-observed rate in periods: a hazard constant within each of them, and how two of them compare.

A pair of sightings spends so many years in each period. With another holder it adds log(1 - exp(-Σ λj ej)), with the
same one -Σ λj ej. Periods may be stretches of the calendar, or the time inside and outside windows, such as the year
after an inspection. The interval draws whole councils, all their periods with them, so that a ratio compares like
with like.

Kalbfleisch and Lawless, JASA 80 (1985) 863–871, 3.2 on hazards that are constant in pieces.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, inf, isfinite, isnan, nan

from sendgraph.analysis.panel import DAYS_A_YEAR, Pair
from sendgraph.analysis.statistics.hazards import likeliest_hazards
from sendgraph.analysis.statistics.proportions import Interval3, quantile
from sendgraph.core.intervals import Interval, days_within

__all__ = ["PeriodRates", "bootstrap_periods", "calendar_exposures", "piecewise_rates", "window_exposures"]

Exposure = tuple[float, ...]
_FEWEST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class PeriodRates:
    """Changes a year in each period with 95% intervals, and the last period's rate over the first's.

    A bound is ``None`` where there are too few pairs for one, or where it is infinite.
    """

    rates: tuple[Interval3, ...]
    ratio: Interval3
    years: tuple[float, ...]
    pair_count: int
    change_count: int
    cluster_count: int
    failed_draws: int
    """Resamples in which a rate was infinite or a period was empty: with many, the intervals are not to be trusted."""


def calendar_exposures(pairs: Sequence[Pair], cuts: Sequence[date]) -> list[Exposure]:
    """For each pair its years before the first cut, between the cuts, and from the last one on."""
    edges = (date.min, *sorted(cuts), date.max)
    return [
        tuple(max(0, (min(p.second, end) - max(p.first, start)).days) / DAYS_A_YEAR for start, end in pairwise(edges))
        for p in pairs
    ]


def window_exposures(pairs: Sequence[Pair], windows: Mapping[str, Sequence[Interval]]) -> list[Exposure]:
    """For each pair its years outside and inside the windows of its post; a day in two windows counts once."""
    found: list[Exposure] = []
    for pair in pairs:
        inside = days_within(windows.get(pair.post_id, ()), Interval(pair.first, pair.second)) / DAYS_A_YEAR
        found.append((pair.years - inside, inside))
    return found


def piecewise_rates(pairs: Sequence[Pair], exposures: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The maximum-likelihood rate of each period, in changes a year.

    ``exposures[i][j]`` is how many years pair ``i`` spends in period ``j``. A period is nan where no pair spends time
    in it, and infinite where every pair that does saw a change. Raises ``ValueError`` where the exposures are not as
    long as the pairs.

    >>> a, b = date(2020, 1, 1), date(2021, 12, 31)
    >>> pairs = [Pair("p", "c", a, b, changed) for changed in (True, False, True, False, False)]
    >>> [round(r, 4) for r in piecewise_rates(pairs, [(2, 0), (2, 0), (0, 2), (0, 2), (0, 2)])]
    [0.3466, 0.2027]
    """
    return _rates(_tally(pairs, exposures).values())


_Tally = tuple[list[tuple[float, ...]], tuple[float, ...]]
"""Of one council: the exposures of each pair with a change, and those of all others summed."""


def _tally(pairs: Sequence[Pair], exposures: Sequence[Sequence[float]]) -> dict[str, _Tally]:
    found: dict[str, _Tally] = {}
    for pair, own in zip(pairs, exposures, strict=True):
        changed, unchanged = found.get(pair.cluster, ([], (0.0,) * len(own)))
        if pair.is_changed:
            changed.append(tuple(own))
        else:
            unchanged = tuple(map(sum, zip(unchanged, own, strict=True)))
        found[pair.cluster] = (changed, unchanged)
    return found


def _rates(tallies: Iterable[_Tally], guess: Exposure = (), precision: float = 1e-10) -> tuple[float, ...]:
    drawn = list(tallies)
    changed = [own for each, _ in drawn for own in each]
    unchanged = tuple(map(sum, zip(*(still for _, still in drawn), strict=True)))
    return likeliest_hazards(changed, unchanged, guess=guess, precision=precision)


def bootstrap_periods(
    pairs: Sequence[Pair], exposures: Sequence[Sequence[float]], *, draws: int = 1_000, seed: int = 20_260_101
) -> PeriodRates:
    """The rate of each period, and the ratio of the last to the first, with 95% percentile intervals.

    Resamples whole councils with all their periods; the same for one seed.
    """
    tallies = _tally(pairs, exposures)
    groups = [tallies[name] for name in sorted(tallies)]
    rates = _rates(groups)
    drawn: list[tuple[float, ...]] = []
    if len(pairs) >= _FEWEST_PAIRS and len(groups) > 1 and all(isfinite(r) for r in rates):
        chance = random.Random(seed)
        drawn = [_rates(chance.choices(groups, k=len(groups)), rates, 1e-4) for _ in range(draws)]
    good = [each for each in drawn if all(isfinite(r) for r in each)]
    ratios = [_over(each) for each in good]
    return PeriodRates(
        rates=tuple(_interval(rate, [each[j] for each in good]) for j, rate in enumerate(rates)),
        ratio=_interval(_over(rates), ratios) if len(rates) > 1 else Interval3(None, None, None),
        years=tuple(map(sum, zip(*exposures, strict=True))),
        pair_count=len(pairs),
        change_count=sum(p.is_changed for p in pairs),
        cluster_count=len(groups),
        failed_draws=len(drawn) - len(good),
    )


def _over(rates: Sequence[float]) -> float:
    """The last rate over the first."""
    return rates[-1] / rates[0] if rates[0] > 0 else nan if rates[-1] == 0 else inf


def _interval(value: float, drawn: list[float]) -> Interval3:
    """The value between the 2.5% and 97.5% quantiles of its resamples, those without a number left out."""
    ordered = sorted(each for each in drawn if not isnan(each))
    bounds = (quantile(ordered, 0.025), _upper(ordered)) if ordered else (nan, nan)
    return Interval3(*(each if isfinite(each) else None for each in (value, *bounds)))


def _upper(ordered: Sequence[float]) -> float:
    """The 97.5% quantile; infinite where the resamples there are."""
    return inf if ordered[ceil(0.975 * (len(ordered) - 1))] == inf else quantile(ordered, 0.975)
