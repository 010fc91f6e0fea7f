"""What chance alone would give: figures beside their values when the destinations of the moves are dealt out anew.

Each council keeps how many came and how many left; only who went where is changed, and nobody stays where they were.
Where few ways are possible all of them are counted; otherwise some are drawn. A percentile near 50 says that a figure
is what random moves give; 30 random moves between 153 councils already give a modularity of 0.93.

Maslov and Sneppen, Specificity and stability in topology of protein networks, Science 296 (2002) 910–913.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial

__all__ = ["NULL_DRAWS", "Beside", "Figures", "Tie", "beside_chance", "dealt_anew", "percentile_of"]

NULL_DRAWS = 500
_TRIES = 10_000

Tie = tuple[str, str]
"""From one council to another."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure, the mean of what chance gives, and how much of that lies below it: 0 to 100, ties counted half.

    ``None`` where the figure or the chance cannot be had.
    """

    name: str
    value: float | None
    null_mean: float | None
    percentile: float | None
    draws: int


def dealt_anew(ties: Sequence[Tie], draws: int = NULL_DRAWS, seed: int = 20_260_101) -> Iterator[list[Tie]]:
    """The ties with their targets dealt out anew and no tie from a council to itself.

    Every way once where there are no more ways than ``draws``; none where no way is possible.
    """
    sources, targets = [s for s, _ in ties], [t for _, t in ties]
    if factorial(min(len(ties), 20)) <= draws:
        for order in permutations(targets):
            if all(s != t for s, t in zip(sources, order, strict=True)):
                yield list(zip(sources, order, strict=True))
        return
    chance = random.Random(seed)
    for _ in range(draws):
        order_drawn = _derangement(sources, targets, chance)
        if order_drawn is not None:
            yield list(zip(sources, order_drawn, strict=True))


def _derangement(sources: Sequence[str], targets: Sequence[str], chance: random.Random) -> list[str] | None:
    """The targets shuffled until none meets its own source: every fitting order is as likely as another."""
    order = list(targets)
    for _ in range(_TRIES):
        chance.shuffle(order)
        if all(s != t for s, t in zip(sources, order, strict=True)):
            return order
    return None


Figures = Mapping[str, float | None]
"""Values by name; ``None`` where one is not defined."""


def beside_chance(figures: Figures, chances: Iterable[Figures]) -> list[Beside]:
    """Each figure beside what chance gives for it, in order."""
    given: dict[str, list[float]] = {name: [] for name in figures}
    for chance in chances:
        for name, values in given.items():
            value = chance[name]
            values += [] if value is None else [value]
    return [_beside(name, value, given[name]) for name, value in figures.items()]


def _beside(name: str, value: float | None, given: Sequence[float]) -> Beside:
    if value is None or not given:
        return Beside(name, value, None, None, len(given))
    return Beside(name, value, sum(given) / len(given), percentile_of(value, given), len(given))


def percentile_of(value: float, given: Sequence[float]) -> float:
    """How much of what is given lies below the value, in per cent, ties counted half.

    >>> percentile_of(2, [1, 2, 2, 3])
    50.0
    """
    # A tiny tolerance: sums in another order differ in the last digit and are ties all the same.
    below = sum(v < value - 1e-12 for v in given)
    ties = sum(abs(v - value) <= 1e-12 for v in given)
    return 100 * (below + ties / 2) / len(given)
