"""Packing of laid-out parts beside each other, without overlap, into about a square."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from sendgraph.export.networks.forces import Place

__all__ = ["pack"]

_GAP = 2.0
_MUCH = 2.5
_BESIDE_FLAT, _BELOW_FLAT = 7.0, 3.2
"""Chains have no height of their own, and names at their ends and on both sides."""


def pack(parts: Sequence[Sequence[Place]]) -> list[list[Place]]:
    """The parts moved so that their frames do not overlap: in rows from the top, the highest first.

    One that is much higher than all others has a row of its own. Parts of one size keep their order. y points upwards.
    """
    frames = [_frame(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-round(frames[i][3], 6), -round(frames[i][2], 6), i))
    heights = [frames[i][3] for i in order]
    alone = order[0] if len(order) > 1 and heights[0] > _MUCH * heights[1] else None
    gaps = [(_GAP, _GAP) if h > 0.01 else (_BESIDE_FLAT, _BELOW_FLAT) for _, _, _, h in frames]
    area = sum((f[2] + g[0]) * (f[3] + g[1]) for i, (f, g) in enumerate(zip(frames, gaps, strict=True)) if i != alone)
    widest = max((w + _GAP for _, _, w, _ in frames), default=0.0)
    line = max(widest, sqrt(area) * (1.4 if alone is None else 1.0))
    moved: list[list[Place]] = [[] for _ in parts]
    x = y = row = 0.0
    for i in order:
        low_x, low_y, width, height = frames[i]
        if x and x + width > line:
            x, y, row = 0.0, y - row, 0.0
        moved[i] = [(px - low_x + x, py - low_y + y - height) for px, py in parts[i]]
        x = line if i == alone else x + width + gaps[i][0]
        row = max(row, height + gaps[i][1])
    return moved


def _frame(part: Sequence[Place]) -> tuple[float, float, float, float]:
    """The low corner, the width and the height."""
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
