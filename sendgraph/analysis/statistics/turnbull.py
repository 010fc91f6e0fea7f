"""The curve of lengths of which only bounds are known: Turnbull's estimate, with a certificate that it is the best.

A length lies in (l, r]: more than l, at most r. Without r it is only known to be more than l; where l = r it is known.
Only the innermost intervals, from a left end to the next right end, can hold mass, and how the mass lies within
one is not in the evidence. Each round takes one step of expectation and maximisation and one step of the
iterative convex minorant, which between them settle in tens of rounds where the first alone takes thousands.

The estimate is the best where no interval has a gradient above 1 (Karush, Kuhn and Tucker); what is left of that is
given as ``kkt_gap``, and the log-likelihood of the best lies at most ``count`` times it higher.

Turnbull, JRSS B 38 (1976) 290–295; Gentleman and Geyer, Biometrika 81 (1994) 618–623; Wellner and Zhan, JASA 92 (1997)
945–959. Delayed entry is not taken in: there the estimate needs other sets (Frydman 1994) and is rarely stable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf, log

from sendgraph.analysis.statistics.arrays import is_large
from sendgraph.analysis.statistics.pooling import pooled

__all__ = ["Masses", "turnbull"]

_GAP = 1e-9
_ROUNDS = 10_000
_ROUNDING = 1e-12
_LARGE = 5_000
"""From so many lengths on, importing numpy costs less than doing without."""

Cell = tuple[int, int]
"""The first and the last innermost interval in which a length can lie."""


@dataclass(frozen=True, slots=True)
class Masses:
    """Innermost intervals (l, r] with their shares, in order; l = r for a known length, r infinite at the open end."""

    intervals: tuple[tuple[float, float], ...]
    masses: tuple[float, ...]
    kkt_gap: float
    iterations: int
    count: int

    def median(self) -> tuple[float, float] | None:
        """The interval (l, r] in which the median lies; ``None`` where the evidence does not reach it."""
        total = 0.0
        for interval, mass in zip(self.intervals, self.masses, strict=True):
            total += mass
            if total >= 0.5 - 1e-9:
                return None if interval[1] == inf else interval
        return None

    def survival_at(self, t: float) -> tuple[float, float]:
        """Between which shares the share lies that lasts longer than ``t``: they differ inside an interval."""
        shares = list(zip(self.intervals, self.masses, strict=True))
        over = sum(mass for (_, right), mass in shares if right <= t)
        begun = sum(mass for (left, right), mass in shares if right <= t or left < t)
        return max(0.0, 1 - begun), min(1.0, 1 - over)


def turnbull(lefts: Sequence[float], rights: Sequence[float | None]) -> Masses:
    """The estimate from lengths that lie in (l, r].

    ``rights`` is ``None`` or infinite where the length was still going on when last seen. Raises ``ValueError`` where
    an interval ends before it starts, or there is none.

    >>> found = turnbull([0, 1, 2, 2], [1, 2, 2, None])
    >>> found.intervals, [round(m, 3) for m in found.masses]
    (((0, 1), (2, 2), (2, inf)), [0.25, 0.5, 0.25])
    """
    if is_large(lefts, _LARGE):
        from sendgraph.analysis.statistics import large

        intervals, runs = large.innermost(lefts, rights)
        return _kept(intervals, large.settle(len(intervals), runs, _GAP, _ROUNDS), len(lefts))
    pairs = Counter((left, inf if right is None else right) for left, right in zip(lefts, rights, strict=True))
    if not pairs:
        raise ValueError("no lengths, no curve")
    if any(left > right for left, right in pairs):
        raise ValueError("a length has an upper bound below its lower one")
    intervals, cells = _innermost(pairs)
    return _kept(intervals, _settle(len(intervals), cells), len(lefts))


def _kept(intervals: Sequence[tuple[float, float]], settled: tuple[list[float], float, int], count: int) -> Masses:
    masses, gap, rounds = settled
    kept = [(i, m) for i, m in zip(intervals, masses, strict=True) if m > _ROUNDING]
    return Masses(tuple(i for i, _ in kept), tuple(m for _, m in kept), gap, rounds, count)


def _innermost(pairs: Mapping[tuple[float, float], int]) -> tuple[list[tuple[float, float]], Counter[Cell]]:
    """The innermost intervals in order, and how many lengths can lie in which run of them.

    At one number a closed left end (a known length) comes first, then right ends, then open left ends.
    """
    begins = {(left, 0 if left == right else 2) for left, right in pairs}
    ends = {(right, 1) for _, right in pairs}
    edges = sorted(begins | ends)
    found = [(a, b) for a, b in pairwise(edges) if a in begins and b in ends]
    firsts, lasts = [a for a, _ in found], [b for _, b in found]
    cells: Counter[Cell] = Counter()
    for (left, right), count in pairs.items():
        first = bisect_left(firsts, (left, 0 if left == right else 2))
        last = bisect_left(lasts, (right, 2)) - 1
        cells[first, last] += count
    return [(a[0], b[0]) for a, b in found], cells


def _settle(size: int, cells: Mapping[Cell, int]) -> tuple[list[float], float, int]:
    """The best masses, the largest gradient above 1, and the rounds it took."""
    runs = [(first, last + 1, count) for (first, last), count in cells.items()]
    total = sum(cells.values())
    masses, rounds = [1 / size] * size, 0
    while True:
        gradient = _gradient(masses, runs, total)
        gap, rounds = max(gradient) - 1, rounds + 1
        if gap <= _GAP or rounds == _ROUNDS:
            return masses, max(gap, 0.0), rounds
        masses = [m * g for m, g in zip(masses, gradient, strict=True)]
        masses = _convex_step(masses, runs)


def _gradient(masses: Sequence[float], runs: Sequence[tuple[int, int, int]], total: int) -> list[float]:
    """For each interval the mean over all lengths of its share in what a length can have: 1 where all is settled."""
    summed = [0.0, *accumulate(masses)]
    change = [0.0] * (len(masses) + 1)
    for first, end, count in runs:
        part = count / (summed[end] - summed[first])
        change[first] += part
        change[end] -= part
    return [each / total for each in accumulate(change[:-1])]


def _log_likelihood(summed: Sequence[float], runs: Sequence[tuple[int, int, int]]) -> float:
    """The log-likelihood of the summed masses; minus infinity where a length could not have been."""
    total = 0.0
    for first, end, count in runs:
        mass = summed[end] - summed[first]
        if mass <= 0:
            return -inf
        total += count * log(mass)
    return total


def _convex_step(masses: Sequence[float], runs: Sequence[tuple[int, int, int]]) -> list[float]:
    """Masses that are likelier, by Newton's step on their sums with only the diagonal, kept in order by pooling."""
    size = len(masses)
    before = [0.0, *accumulate(masses)]
    before[size] = 1.0
    slope, bend = [0.0] * (size + 1), [0.0] * (size + 1)
    for first, end, count in runs:
        part = count / (before[end] - before[first])
        slope[first] -= part
        slope[end] += part
        curved = part * part / count
        bend[first] += curved
        bend[end] += curved
    inner = range(1, size)
    target = pooled([before[k] + slope[k] / bend[k] for k in inner], [bend[k] for k in inner])
    aim = [0.0, *(min(max(t, 0.0), 1.0) for t in target), 1.0]
    base, part = _log_likelihood(before, runs), 1.0
    while part > 1e-6:
        after = [b + part * (a - b) for a, b in zip(aim, before, strict=True)]
        if _log_likelihood(after, runs) > base:
            return [b - a for a, b in pairwise(after)]
        part /= 2
    return list(masses)
