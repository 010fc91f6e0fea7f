"""The Kaplan–Meier curve with delayed entry, its log-log band, and what is read off it.

A length of time counts from 0. Who entered late (was first under observation at ``entry``) is at risk from just after
the entry up to and including the exit, so that only time under observation is counted. The band is pointwise:
Greenwood's variance on the scale of log(-log S), which keeps it within 0 and 1.

Kaplan and Meier, JASA 53 (1958) 457–481; Kalbfleisch and Prentice, The statistical analysis of failure time data
(2nd ed. 2002) 1.4; Tsai, Jewell and Wang, Biometrika 74 (1987) 883–886 for delayed entry; Brookmeyer and Crowley,
Biometrics 38 (1982) 29–41 for the median's interval.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log, sqrt
from statistics import NormalDist
from typing import cast

from sendgraph.analysis.statistics.arrays import is_large
from sendgraph.analysis.statistics.proportions import Interval3

__all__ = ["Survival", "kaplan_meier"]

_ROUNDING = 1e-12
"""A product of shares that is a half on paper may miss it by so much."""
_LARGE = 200_000
"""From so many lengths on, importing numpy costs less than doing without."""


@dataclass(frozen=True, slots=True)
class Survival:
    """The curve as steps: at each time with an event, how many were at risk, how many ended, and S just after it.

    Where S has come down to 0 its variance is not defined: the lower bound is 0 and the upper stays where it was.
    """

    times: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    survival: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    count: int
    """How many lengths went in, those of no length left out."""
    turns: Sequence[float] = field(repr=False, compare=False)
    """When the number under observation changes, in order."""
    watched: Sequence[int] = field(repr=False, compare=False)
    """How many are under observation from just after each turn up to and including the next."""

    @property
    def last(self) -> float:
        """The longest time at which anybody was observed; beyond it the curve says nothing unless it is 0."""
        return float(self.turns[-1]) if self.count else 0.0

    @property
    def event_count(self) -> int:
        """How many of the lengths ended; the others were still going on when last seen."""
        return sum(self.events)

    def median(self) -> Interval3:
        """The time by which half have ended, with its interval from the band; ``None`` where that is not reached."""
        return self.quantile(0.5)

    def quantile(self, share: float) -> Interval3:
        """The first time by which that share has ended, and when the band's lower and upper curve get there."""
        return Interval3(*(self._first(curve, 1 - share) for curve in (self.survival, self.lower, self.upper)))

    def _first(self, curve: Sequence[float], level: float) -> float | None:
        return next((t for t, s in zip(self.times, curve, strict=True) if s <= level + _ROUNDING), None)

    def at(self, t: float) -> Interval3:
        """S at ``t``, the share that lasts longer, with its bounds; ``None`` beyond the last observation."""
        step = bisect_right(self.times, t) - 1
        if t > self.last and not (self.survival and self.survival[-1] == 0):
            return Interval3(None, None, None)
        if step < 0:
            return Interval3(1.0, 1.0, 1.0)
        return Interval3(self.survival[step], self.lower[step], self.upper[step])

    def restricted_mean(self, t: float) -> float:
        """The mean length when every length is cut off at ``t``: the area under the curve up to there.

        Raises ``ValueError`` beyond the last observation, where the area would be a guess.
        """
        if self.at(t).value is None:
            raise ValueError(f"nobody was observed as long as {t}, only up to {self.last}")
        steps = bisect_left(self.times, t)
        edges = (0.0, *self.times[:steps], t)
        heights = (1.0, *self.survival[:steps])
        return sum(height * (b - a) for height, a, b in zip(heights, edges, edges[1:], strict=False))

    def number_at_risk(self, t: float) -> int:
        """How many were under observation just before ``t``; at 0, how many from the start.

        Who is observed from 0 counts at 0; all others from just after their entry.
        """
        turn = bisect_left(self.turns, t) - 1 if t > 0 else bisect_right(self.turns, 0.0) - 1
        return int(self.watched[turn]) if turn >= 0 else 0


def kaplan_meier(
    entries: Sequence[float], exits: Sequence[float], ended: Sequence[bool], *, level: float = 0.95
) -> Survival:
    """The curve of lengths observed from ``entries`` to ``exits``, with a pointwise band of that level.

    ``ended`` tells the lengths that ended from those still going on. A length whose exit is its entry was never under
    observation and counts for nothing. Raises ``ValueError`` on an exit before its entry, a negative entry, or
    sequences of different lengths. With few at risk early on, one end can take the curve far down for good:
    print the numbers at risk.

    >>> curve = kaplan_meier([0, 0, 0, 2], [1, 3, 4, 4], [True, True, False, True])
    >>> curve.times, curve.at_risk, [round(s, 4) for s in curve.survival]
    ((1, 3, 4), (3, 3, 2), [0.6667, 0.4444, 0.2222])
    """
    if is_large(exits, _LARGE):
        return _from_columns(entries, exits, ended, level)
    kept = [(a, b, e) for a, b, e in zip(entries, exits, ended, strict=True) if a != b]
    if any(not 0 <= a < b for a, b, _ in kept):
        raise ValueError("an exit lies before its entry, or an entry before 0")
    change = Counter(a for a, _, _ in kept)
    change.subtract(b for _, b, _ in kept)
    turns = sorted(change)
    watched = list(accumulate(change[t] for t in turns))
    deaths = Counter(b for _, b, e in kept if e)
    times = tuple(sorted(deaths))
    at_risk = tuple(watched[bisect_left(turns, t) - 1] for t in times)
    events = tuple(deaths[t] for t in times)
    curve, lower, upper = _steps(at_risk, events, level)
    return Survival(times, at_risk, events, curve, lower, upper, len(kept), turns, watched)


def _from_columns(entries: Sequence[float], exits: Sequence[float], ended: Sequence[bool], level: float) -> Survival:
    from sendgraph.analysis.statistics import large

    counts = large.count_lengths(entries, exits, ended)
    curve, lower, upper = (tuple(c.tolist()) for c in large.band(counts.at_risk, counts.events, level))
    times, at_risk, events = tuple(counts.times.tolist()), tuple(counts.at_risk.tolist()), tuple(counts.events.tolist())
    # An array is found by bisection and has a length: all that is asked of the turns.
    turns, watched = cast(Sequence[float], counts.turns), cast(Sequence[int], counts.watched)
    return Survival(times, at_risk, events, curve, lower, upper, counts.total, turns, watched)


def _steps(
    at_risk: Sequence[int], events: Sequence[int], level: float
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """S after each time with an event, by the product limit, and the bounds of its band."""
    shares: Iterable[float] = (1 - d / n for n, d in zip(at_risk, events, strict=True))
    curve = tuple(accumulate(shares, lambda s, share: s * share))
    parts = (d / (n * (n - d)) if n > d else 0.0 for n, d in zip(at_risk, events, strict=True))
    z = NormalDist().inv_cdf((1 + level) / 2)
    lower: list[float] = []
    upper: list[float] = []
    for s, variance in zip(curve, accumulate(parts), strict=True):
        if s == 0:
            lower.append(0.0)
            upper.append(upper[-1] if upper else 1.0)
            continue
        reach = exp(z * sqrt(variance) / -log(s))
        lower.append(s**reach)
        upper.append(s ** (1 / reach))
    return curve, tuple(lower), tuple(upper)
