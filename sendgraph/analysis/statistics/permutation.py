"""Permutation tests: how rare a figure is among those that shuffled labels give.

Labels are shuffled only where the question says they could have fallen otherwise: within strata, such as one council,
and whole clusters at a time, where what lies in a cluster shares its label. The observed order counts as one of the
draws, so that no p is 0: Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

__all__ = ["Permutation", "permutation_p"]

Label = TypeVar("Label", bound=Hashable)
_ROUNDING = 1e-12


class Permutation(NamedTuple):
    """The observed figure, its two-sided p, the mean of the shuffled figures, and how many there were."""

    observed: float
    p: float
    shuffled_mean: float
    draws: int


def permutation_p(
    statistic: Callable[[Sequence[Label]], float],
    labels: Sequence[Label],
    *,
    strata: Sequence[Hashable] | None = None,
    clusters: Sequence[Hashable] | None = None,
    draws: int = 9_999,
    seed: int = 20_260_101,
) -> Permutation:
    """How rare ``statistic(labels)`` is, on either side, among ``draws`` shuffles of the labels; the same for one seed.

    ``strata`` and ``clusters`` run beside ``labels``. Raises ``ValueError`` where one cluster has two labels or lies in
    two strata. p is twice the smaller of both tails, at most 1; ties count against rarity, so that with few distinct
    figures p is larger than its level, never smaller.

    >>> values = [5.1, 4.8, 5.5, 3.0, 2.9, 3.3]
    >>> def gap(labels):
    ...     return sum(v if label == "a" else -v for v, label in zip(values, labels))
    >>> round(permutation_p(gap, "aaabbb").p, 1)  # 1 of the 20 ways to deal is as high
    0.1
    """
    units = list(range(len(labels))) if clusters is None else list(clusters)
    levels = [None] * len(labels) if strata is None else list(strata)
    label_of: dict[Hashable, Label] = {}
    level_of: dict[Hashable, Hashable] = {}
    for unit, level, label in zip(units, levels, labels, strict=True):
        if label_of.setdefault(unit, label) != label or level_of.setdefault(unit, level) != level:
            raise ValueError(f"the cluster {unit!r} has two labels or lies in two strata")
    groups: dict[Hashable, list[Hashable]] = defaultdict(list)
    for unit, level in level_of.items():
        groups[level].append(unit)
    observed = statistic(list(labels))
    chance, at_least, at_most, total = random.Random(seed), 1, 1, 0.0
    margin = _ROUNDING * max(1.0, abs(observed))
    for _ in range(draws):
        dealt: dict[Hashable, Label] = {}
        for members in groups.values():
            own = [label_of[unit] for unit in members]
            chance.shuffle(own)
            dealt.update(zip(members, own, strict=True))
        value = statistic([dealt[unit] for unit in units])
        at_least += value >= observed - margin
        at_most += value <= observed + margin
        total += value
    p = min(1.0, 2 * min(at_least, at_most) / (draws + 1))
    return Permutation(observed, p, total / draws if draws else observed, draws)
