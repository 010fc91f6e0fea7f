"""Intervals of shares, rates and rate ratios, quantiles, and the limits of a funnel plot.

Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998) 857–872, method 3 (Wilson's);
Garwood, Biometrika 28 (1936) 437–442; Clopper and Pearson, Biometrika 26 (1934) 404–413; Przyborowski and Wilenski,
Biometrika 31 (1940) 313–323; Spiegelhalter, Funnel plots, Stat. Med. 24 (2005) 1185–1202, appendix A.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from sendgraph.analysis.statistics.distributions import (
    beta_quantile,
    gamma_quantile,
    poisson_cdf,
    poisson_quantile,
)

__all__ = [
    "FunnelLimits",
    "Interval3",
    "clopper_pearson",
    "funnel_limits",
    "poisson_rate",
    "poisson_ratio",
    "quantile",
    "wilson",
]


class Interval3(NamedTuple):
    """A figure with its bounds; ``None`` where there is no number: not reached, without bound, or nothing counted."""

    value: float | None
    lower: float | None
    upper: float | None


def wilson(x: int, n: int, *, level: float = 0.95) -> Interval3:
    """The share ``x / n`` with Wilson's score interval; of nothing, no share between 0 and 1.

    >>> [round(each, 3) for each in wilson(3, 8)]
    [0.375, 0.137, 0.694]
    """
    _require(0 <= x <= n, f"{x} of {n} is no share")
    if n == 0:
        return Interval3(None, 0.0, 1.0)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, square = x / n, z * z / n
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    return Interval3(share, 0.0 if x == 0 else middle - half, 1.0 if x == n else middle + half)


def clopper_pearson(x: int, n: int, *, level: float = 0.95) -> Interval3:
    """The share ``x / n`` with the exact interval; it covers at least ``level``, mostly more."""
    _require(0 <= x <= n, f"{x} of {n} is no share")
    if n == 0:
        return Interval3(None, 0.0, 1.0)
    tail = (1 - level) / 2
    lower = beta_quantile(tail, x, n - x + 1) if x else 0.0
    upper = beta_quantile(1 - tail, x + 1, n - x) if x < n else 1.0
    return Interval3(x / n, lower, upper)


def poisson_rate(x: int, years: float, *, level: float = 0.95) -> Interval3:
    """Events a year from ``x`` events in so many years, with Garwood's exact interval.

    >>> [round(each, 4) for each in poisson_rate(0, 10)]
    [0.0, 0.0, 0.3689]
    """
    _require(x >= 0 and years >= 0, f"{x} events in {years} years is no rate")
    if years == 0:
        return Interval3(None, 0.0, None)
    tail = (1 - level) / 2
    lower = gamma_quantile(tail, x) if x else 0.0
    return Interval3(x / years, lower / years, gamma_quantile(1 - tail, x + 1) / years)


def poisson_ratio(x1: int, years1: float, x2: int, years2: float, *, level: float = 0.95) -> Interval3:
    """The first rate over the second with the exact interval: given all events, the first are binomial.

    The value and the upper bound are ``None`` where the second saw no event. Events must be independent: of a
    post whose changes come in bursts the interval is too narrow.

    >>> [round(each, 3) for each in poisson_ratio(9, 18, 40, 150)]
    [1.875, 0.8, 3.926]
    """
    _require(min(x1, x2) >= 0 and min(years1, years2) >= 0, "counts and years are not negative")
    if not years1 or not years2:
        return Interval3(None, 0.0, None)
    share = clopper_pearson(x1, x1 + x2, level=level)
    assert share.lower is not None and share.upper is not None  # noqa: PT018 - a share always has bounds
    lower = share.lower / (1 - share.lower) * years2 / years1
    upper = share.upper / (1 - share.upper) * years2 / years1 if share.upper < 1 else None
    return Interval3((x1 / years1) / (x2 / years2) if x2 else None, lower, upper)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of numbers in order, by linear interpolation (Hyndman and Fan 1996, type 7).

    >>> quantile([1, 2, 4], 0.75)
    3.0
    """
    _require(len(ordered) > 0, "no numbers, no quantile")
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


class FunnelLimits(NamedTuple):
    """Between which rates 95% and 99.8% of posts of one true rate lie when watched for so many years."""

    years: float
    lower95: float
    upper95: float
    lower998: float
    upper998: float


def funnel_limits(rate: float, years: float) -> FunnelLimits:
    """The limits around ``rate`` events a year for a post watched so many years, from the exact Poisson distribution.

    Interpolated between whole counts as Spiegelhalter does, so that the limits are smooth in ``years``.
    """
    _require(rate >= 0 and years > 0, "a funnel needs a rate and years")
    limits = (_smooth_quantile(share, rate * years) / years for share in (0.025, 0.975, 0.001, 0.999))
    return FunnelLimits(years, *limits)


def _smooth_quantile(share: float, mean: float) -> float:
    if mean == 0:
        return 0.0
    count = poisson_quantile(share, mean)
    at, below = poisson_cdf(count, mean), poisson_cdf(count - 1, mean)
    return max(0.0, count - (at - share) / (at - below))


def _require(is_so: bool, words: str) -> None:
    if not is_so:
        raise ValueError(words)
