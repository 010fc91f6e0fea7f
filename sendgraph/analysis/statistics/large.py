"""The steps of the curves for many lengths, on numpy's arrays; imported only where there are so many.

The same arithmetic as in ``survival`` and ``turnbull``, of which a test holds them to be equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sendgraph.analysis.statistics.pooling import pooled

__all__ = ["Counts", "band", "count_lengths", "innermost", "settle"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_MOST_WHOLE = 4
"""Whole numbers are counted rather than sorted where the largest is at most so many times their number."""


class Counts(NamedTuple):
    """Times with an event, how many were at risk and ended there, how many lengths in all; and how many were watched.

    ``watched[i]`` is the number under observation from just after ``turns[i]`` up to and including the next turn.
    """

    times: Floats
    at_risk: Whole
    events: Whole
    total: int
    turns: Floats
    watched: Whole


def count_lengths(entries: ArrayLike, exits: ArrayLike, ended: ArrayLike) -> Counts:
    """The counts behind a Kaplan–Meier curve. Raises ``ValueError`` as ``kaplan_meier`` does."""
    starts, stops = np.asarray(entries), np.asarray(exits)
    is_end = np.asarray(ended, dtype=bool)
    if not len(starts) == len(stops) == len(is_end):
        raise ValueError("entries, exits and ends are not of one length")
    if not (starts.min(initial=0) >= 0 and (starts <= stops).all()):
        raise ValueError("an exit lies before its entry, or an entry before 0")
    is_kept = starts < stops
    total = int(np.count_nonzero(is_kept))
    if total < len(starts):
        starts, stops, is_end = starts[is_kept], stops[is_kept], is_end[is_kept]
    whole = _whole(starts, stops)
    return _sorted(starts, stops, is_end) if whole is None else _counted(*whole, is_end)


def _whole(starts: NDArray[Any], stops: NDArray[Any]) -> tuple[Whole, Whole] | None:
    """Both as whole numbers, where they are and it pays to count them by value."""
    if not stops.max(initial=0) <= _MOST_WHOLE * len(stops):
        return None
    first, last = starts.astype(np.int64, copy=False), stops.astype(np.int64, copy=False)
    return (first, last) if (first == starts).all() and (last == stops).all() else None


def _counted(starts: Whole, stops: Whole, is_end: NDArray[np.bool_]) -> Counts:
    size = int(stops.max(initial=0)) + 1
    deaths = np.bincount(stops, is_end, size).astype(np.int64)
    change = np.bincount(starts, minlength=size) - np.bincount(stops, minlength=size)
    watched = np.cumsum(change)
    times, turns = np.flatnonzero(deaths), np.flatnonzero(change)
    at_risk = watched[times] - change[times]
    return Counts(times.astype(float), at_risk, deaths[times], len(stops), turns.astype(float), watched[turns])


def _sorted(starts: NDArray[Any], stops: NDArray[Any], is_end: NDArray[np.bool_]) -> Counts:
    times, events = np.unique(stops[is_end], return_counts=True)
    begun, gone = np.sort(starts), np.sort(stops)
    at_risk = np.searchsorted(begun, times) - np.searchsorted(gone, times)
    turns = np.sort(np.concatenate([begun, gone]))
    watched = np.searchsorted(begun, turns, side="right") - np.searchsorted(gone, turns, side="right")
    return Counts(times, at_risk, events, len(stops), turns, watched)


def band(at_risk: Whole, events: Whole, level: float) -> tuple[Floats, Floats, Floats]:
    """S after each time with an event, and the bounds of its log-log band."""
    curve = np.asarray(np.cumprod(1 - events / at_risk), dtype=np.float64)
    rest = at_risk - events
    variance = np.cumsum(np.where(rest > 0, events / (at_risk * np.maximum(rest, 1)), 0.0))
    z = NormalDist().inv_cdf((1 + level) / 2)
    is_left = curve > 0
    reach = np.exp(z * np.sqrt(variance[is_left]) / -np.log(curve[is_left]))
    lower, upper = np.zeros_like(curve), np.ones_like(curve)
    lower[is_left], upper[is_left] = curve[is_left] ** reach, curve[is_left] ** (1 / reach)
    if is_left.any():
        upper[~is_left] = upper[is_left][-1]
    return curve, lower, upper


class Runs(NamedTuple):
    """How many lengths can lie in which innermost intervals, from ``first`` up to but not including ``end``."""

    first: Whole
    end: Whole
    counts: Floats


def innermost(lefts: ArrayLike, rights: Sequence[float | None]) -> tuple[list[tuple[float, float]], Runs]:
    """The innermost intervals in order, and the runs of lengths. Raises ``ValueError`` as ``turnbull`` does."""
    low, high = np.asarray(lefts, dtype=np.float64), np.array(rights, dtype=np.float64)
    high[np.isnan(high)] = inf
    if len(low) != len(high) or (low > high).any():
        raise ValueError("a length has an upper bound below its lower one")
    values, places = np.unique(np.concatenate([low, high]), return_inverse=True)
    # At one number a closed left end (0) comes before right ends (1), and those before open left ends (2).
    begins = 3 * places[: len(low)] + np.where(low == high, 0, 2)
    ends = 3 * places[len(low) :] + 1
    is_edge = np.zeros(3 * len(values), dtype=bool)
    is_edge[begins] = is_edge[ends] = True
    edges = np.flatnonzero(is_edge)
    at = np.flatnonzero((edges[:-1] % 3 != 1) & (edges[1:] % 3 == 1))
    firsts, lasts = edges[at], edges[at + 1]
    intervals = list(zip(values[firsts // 3].tolist(), values[lasts // 3].tolist(), strict=True))
    size = len(intervals) + 1
    run = np.searchsorted(firsts, begins) * size + np.searchsorted(lasts, ends, side="right")
    distinct, counts = np.unique(run, return_counts=True)
    return intervals, Runs(distinct // size, distinct % size, counts.astype(np.float64))


def settle(size: int, runs: Runs, gap_allowed: float, most_rounds: int) -> tuple[list[float], float, int]:
    """The best masses, the largest gradient above 1, and the rounds it took."""
    total = runs.counts.sum()
    masses, rounds = np.full(size, 1 / size), 0
    while True:
        gradient = _spread(runs, runs.counts / _mass(masses, runs), size) / total
        gap, rounds = float(gradient.max()) - 1, rounds + 1
        if gap <= gap_allowed or rounds == most_rounds:
            return masses.tolist(), max(gap, 0.0), rounds
        masses = _convex_step(masses * gradient, runs)


def _summed(masses: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(masses)])


def _mass(masses: Floats, runs: Runs) -> Floats:
    summed = _summed(masses)
    return summed[runs.end] - summed[runs.first]


def _spread(runs: Runs, parts: Floats, size: int) -> Floats:
    """For each interval the sum of the parts of the runs that hold it."""
    change = np.bincount(runs.first, parts, size + 1) - np.bincount(runs.end, parts, size + 1)
    return np.cumsum(change[:-1])


def _convex_step(masses: Floats, runs: Runs) -> Floats:
    size = len(masses)
    before = _summed(masses)
    before[size] = 1.0
    held = before[runs.end] - before[runs.first]
    part = runs.counts / held
    slope = np.bincount(runs.end, part, size + 1) - np.bincount(runs.first, part, size + 1)
    curved = part / held
    bend = np.bincount(runs.end, curved, size + 1) + np.bincount(runs.first, curved, size + 1)
    inner = slice(1, size)
    target = pooled((before[inner] + slope[inner] / bend[inner]).tolist(), bend[inner].tolist())
    aim = np.concatenate([[0.0], np.clip(np.array(target), 0.0, 1.0), [1.0]])
    base, share = float(runs.counts @ np.log(held)), 1.0
    while share > 1e-6:
        after = before + share * (aim - before)
        held = after[runs.end] - after[runs.first]
        if held.min() > 0 and float(runs.counts @ np.log(held)) > base:
            return np.diff(after)
        share /= 2
    return masses
