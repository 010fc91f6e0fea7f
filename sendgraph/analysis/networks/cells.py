"""How often each grade was left for each other one, beside chance worked out exactly.

If the grades of the councils reached are dealt out anew among n moves, the count from a to b is that of marked ones
among draws without return: of n moves r left a council of grade a, c reached one of grade b, and the mean is r c / n.

Feller, An introduction to probability theory and its applications I (3rd edition 1968), section II.6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import comb

from sendgraph.analysis.networks.nulls import Beside

__all__ = ["cells_beside_chance"]

Pair = tuple[str, str]


def cells_beside_chance(table: Mapping[Pair, int]) -> dict[Pair, Beside]:
    """For every grade left and every grade reached the count beside chance; nothing is drawn, so draws are 0.

    >>> (figure,) = cells_beside_chance({("a", "b"): 3}).values()
    >>> figure.value, figure.null_mean, figure.percentile
    (3.0, 3.0, 50.0)
    """
    left, reached = Counter[str](), Counter[str]()
    for (a, b), count in table.items():
        left[a] += count
        reached[b] += count
    return {
        (a, b): _beside(f"{a} to {b}", table.get((a, b), 0), left[a], reached[b], left.total())
        for a in left
        for b in reached
    }


def _beside(name: str, count: int, rows: int, columns: int, total: int) -> Beside:
    ways = comb(total, columns)
    below = sum(comb(rows, k) * comb(total - rows, columns - k) for k in range(min(count, columns + 1)))
    same = comb(rows, count) * comb(total - rows, columns - count)
    return Beside(name, float(count), rows * columns / total, 100 * (below + same / 2) / ways, 0)
