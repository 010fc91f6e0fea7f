"""The rising sequence nearest to given numbers, by pooling neighbours that fall.

Ayer, Brunk, Ewing, Reid and Silverman, Ann. Math. Stat. 26 (1955) 641–647.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["pooled"]


def pooled(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The rising sequence nearest to ``values`` in weighted squares, by pooling neighbours that fall.

    >>> pooled([1, 3, 2, 4], [1, 1, 1, 1])
    [1.0, 2.5, 2.5, 4.0]
    """
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        mean, heavy, size = float(value), float(weight), 1
        while blocks and blocks[-1][0] >= mean:
            other, own, more = blocks.pop()
            mean = (other * own + mean * heavy) / (own + heavy)
            heavy, size = heavy + own, size + more
        blocks.append((mean, heavy, size))
    return [mean for mean, _, size in blocks for _ in range(size)]
