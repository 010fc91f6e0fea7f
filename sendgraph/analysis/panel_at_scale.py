"""The panel-observed rate from very many pairs, in columns: the estimate that ``panel_rate`` gives, and its interval.

For each cluster the slope of the log-likelihood at the estimate and its next two derivatives are summed once. A
resample adds them up and solves the parabola that they make of the slope: with so many pairs it moves the rate
so little that the parabola is the slope for all purposes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sendgraph.analysis.columns import PairColumns
from sendgraph.analysis.panel import PanelRate

__all__ = ["bootstrap_columns"]

Floats = NDArray[np.float64]
_ROUNDS = 100


def bootstrap_columns(pairs: PairColumns, *, draws: int, seed: int) -> PanelRate:
    """The rate with its 95% percentile interval over resamples of whole clusters; the same for one seed."""
    gaps = pairs.years[pairs.is_changed]
    still = float(pairs.years[~pairs.is_changed].sum())
    size = int(pairs.cluster.max()) + 1
    counts = (len(pairs.years), len(gaps), len(np.unique(pairs.cluster)))
    if not len(gaps) or still <= 0:
        return PanelRate(float("inf") if len(gaps) else 0.0, None, None, *counts)
    rate = _solve(gaps, still)
    parts = _derivatives(gaps, rate)
    owner = pairs.cluster[pairs.is_changed]
    by_cluster = np.stack([np.bincount(owner, part, size) for part in parts]).astype(np.float64)
    by_cluster[0] -= np.bincount(pairs.cluster[~pairs.is_changed], pairs.years[~pairs.is_changed], size)
    by_cluster = by_cluster[:, np.bincount(pairs.cluster, minlength=size) > 0]
    if by_cluster.shape[1] < 2:
        return PanelRate(rate, None, None, *counts)
    rates = np.sort(rate + _steps(by_cluster, draws, seed))
    lower, upper = np.quantile(rates, [0.025, 0.975])
    return PanelRate(rate, float(lower), float(upper), *counts)


def _solve(gaps: Floats, still: float) -> float:
    """The rate at which the slope is 0, by Newton's steps kept above 0: the slope falls and is bent upwards."""
    rate = len(gaps) / (still + float(gaps.sum()))
    for _ in range(_ROUNDS):
        first, second, _ = _derivatives(gaps, rate)
        step = (float(first.sum()) - still) / -float(second.sum())
        rate = max(rate + step, rate / 2)
        if abs(step) <= 1e-12 * rate:
            break
    return rate


def _derivatives(gaps: Floats, rate: float) -> tuple[Floats, Floats, Floats]:
    """The first three derivatives of log(1 - exp(-rate g)) by the rate."""
    grown = np.expm1(np.minimum(rate * gaps, 200.0))
    return gaps / grown, -(gaps**2) * (grown + 1) / grown**2, gaps**3 * (grown + 1) * (grown + 2) / grown**3


def _steps(by_cluster: Floats, draws: int, seed: int) -> Floats:
    """How far each resample moves the rate."""
    chance, size = np.random.default_rng(seed), by_cluster.shape[1]
    sums = np.empty((draws, 3))
    for draw in range(draws):
        drawn = np.bincount(chance.integers(0, size, size, dtype=np.int32), minlength=size)
        sums[draw] = by_cluster @ drawn
    slope, bend, turn = sums.T
    # slope + bend x + turn x²/2 = 0, by the root near 0 in the form that loses no digits
    root = np.sqrt(np.maximum(bend**2 - 2 * turn * slope, 0.0))
    return np.asarray(2 * slope / (-bend + root), dtype=np.float64)
