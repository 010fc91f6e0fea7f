"""The likeliest hazards that are constant in pieces, from gaps of which only is known whether anything happened.

A gap spends e_j years in period j. That something happened in it has the chance 1 - exp(-x), that nothing did exp(-x),
with x = Σ λj ej. The log-likelihood is concave in the hazards, so there is one highest point; Newton's steps find it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import expm1, inf, log, nan
from operator import mul
from typing import NamedTuple

__all__ = ["likeliest_hazards"]

Years = tuple[float, ...]
_ROUNDS = 200
_LARGEST = 300.0
_HALVINGS = 40


def likeliest_hazards(
    changed: Sequence[Years], unchanged: Years, *, guess: Years = (), precision: float = 1e-10
) -> tuple[float, ...]:
    """The hazard of each period, in events a year.

    ``changed`` are the years that each gap with an event spends in each period, ``unchanged`` those of all gaps without
    one, summed. Without an event in a period its hazard is 0; where every gap that touches it has an event, infinite
    (those gaps then say nothing of other periods); where no gap touches it, nan.

    >>> likeliest_hazards([(1.0, 0.0)], (1.0, 2.0))[0]  # 1 / (exp(λ) - 1) = 1
    0.6931471805599453
    """
    size = len(unchanged)
    touched = [any(e[j] > 0 for e in changed) for j in range(size)]
    endless = [touched[j] and unchanged[j] <= 0 for j in range(size)]
    usable = [e for e in changed if not any(e[j] > 0 for j in range(size) if endless[j])]
    live = [j for j in range(size) if not endless[j] and any(e[j] > 0 for e in usable)]
    found = [inf if endless[j] else 0.0 if unchanged[j] > 0 else nan for j in range(size)]
    gaps, still = [tuple(e[j] for j in live) for e in usable], [unchanged[j] for j in live]
    start = [guess[j] for j in live] if guess else []
    if not all(0 < rate < inf for rate in start) or not start:
        start = [len(gaps) / (sum(still) + sum(map(sum, gaps)))] * len(live) if live else []
    for j, rate in zip(live, _climb(gaps, still, start, precision), strict=True):
        found[j] = rate
    return tuple(found)


class _View(NamedTuple):
    """The log-likelihood at a point, minus infinity where an event could not have happened; its slope and bend."""

    height: float
    slope: list[float]
    bend: list[list[float]]


def _look(gaps: Sequence[Years], still: Sequence[float], rates: Sequence[float]) -> _View:
    size = range(len(rates))
    height, slope, bend = -sum(map(mul, rates, still)), [-s for s in still], [[0.0] * len(rates) for _ in size]
    for gap in gaps:
        x = sum(map(mul, rates, gap))
        if x <= 0:
            return _View(-inf, slope, bend)
        grown = expm1(min(x, _LARGEST))
        height += log(grown) - min(x, _LARGEST)
        first, second = 1 / grown, (grown + 1) / (grown * grown)
        for j in size:
            part = gap[j]
            if part:
                slope[j] += part * first
                part *= second
                row = bend[j]
                for k in size:
                    row[k] += part * gap[k]
    return _View(height, slope, bend)


def _climb(gaps: Sequence[Years], still: Sequence[float], rates: list[float], precision: float) -> list[float]:
    """The top, by Newton's steps that end at the latest where a hazard comes to 0, halved until they lead up.

    A hazard of 0 is left there while the slope leads below it.
    """
    here = _look(gaps, still, rates)
    for _ in range(_ROUNDS):
        free = [j for j, rate in enumerate(rates) if rate > 0 or here.slope[j] > 0]
        solved = _solved([[here.bend[j][k] for k in free] for j in free], [here.slope[j] for j in free])
        step = dict(zip(free, solved, strict=True))
        longest = min([1.0, *(rates[j] / -by for j, by in step.items() if by < 0 and rates[j] > 0)])
        part = longest
        for _ in range(_HALVINGS):
            aim = [max(r + part * step.get(j, 0.0), 0.0) for j, r in enumerate(rates)]
            if part == longest < 1:
                aim[min(step, key=lambda j: aim[j] if step[j] < 0 else inf)] = 0.0
            there = _look(gaps, still, aim)
            if there.height >= here.height:
                break
            part /= 2
        else:
            return rates
        is_there = all(abs(a - r) <= precision * (a + r) for a, r in zip(aim, rates, strict=True))
        rates, here = aim, there
        if is_there:
            return rates
    return rates


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small symmetric system by elimination; a ridge keeps periods apart that no gap tells apart."""
    size = len(right)
    ridge = 1e-12 * max((matrix[j][j] for j in range(size)), default=0.0)
    rows = [[*matrix[j][:j], matrix[j][j] + ridge, *matrix[j][j + 1 :], right[j]] for j in range(size)]
    for j in range(size):
        for k in range(j + 1, size):
            factor = rows[k][j] / rows[j][j]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[j], strict=True)]
    found = [0.0] * size
    for j in reversed(range(size)):
        known = sum(rows[j][k] * found[k] for k in range(j + 1, size))
        found[j] = (rows[j][size] - known) / rows[j][j]
    return found
