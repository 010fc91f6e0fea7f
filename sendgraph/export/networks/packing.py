"""Packing of laid-out parts beside each other, without overlap, into about the proportion of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from sendgraph.export.networks.forces import Place

__all__ = ["pack"]

_PAGE = 4 / 3
"""How many times as wide as high: what a screen and a sheet on its side show whole."""
_BESIDE, _BELOW = 7.0, 3.0
_MUCH = 2.5
_BESIDE_FLAT, _BELOW_FLAT = 7.0, 3.2
"""Chains have no height of their own, and names at their ends and on both sides."""


class _Part(NamedTuple):
    """A part as packed: which one, its frame with the room for names to the right and below."""

    number: int
    width: float
    height: float


class _Block(NamedTuple):
    """Parts put together: the upper left corner of each, and the whole frame; y points upwards, the top is 0."""

    corners: dict[int, Place]
    width: float
    height: float

    @property
    def page_width(self) -> float:
        """The width of the smallest page that holds it."""
        return max(self.width, self.height * _PAGE)


def pack(parts: Sequence[Sequence[Place]]) -> list[list[Place]]:
    """The parts moved so that their frames do not overlap: in rows from the top, the highest first.

    One that is much higher than all others has the upper left corner for itself, with rows beside and below it. Of all
    lengths of rows the one is taken that needs the smallest page. Parts of one size keep their order. y points upwards.
    """
    if not parts:
        return []
    frames = [_frame(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-round(frames[i][3], 6), -round(frames[i][2], 6), i))
    sized = [_with_room(i, *frames[i][2:]) for i in order]
    has_giant = len(order) > 1 and frames[order[0]][3] > _MUCH * frames[order[1]][3]
    blocks = _blocks(sized[1:], sized[0]) if has_giant else _blocks(sized, None)
    best = min(blocks, key=lambda block: round(block.page_width, 6))
    moved = []
    for i, part in enumerate(parts):
        (x, y), (low_x, low_y, _, height) = best.corners[i], frames[i]
        moved.append([(px - low_x + x, py - low_y + y - height) for px, py in part])
    return moved


def _with_room(number: int, width: float, height: float) -> _Part:
    beside, below = (_BESIDE, _BELOW) if height > 0.01 else (_BESIDE_FLAT, _BELOW_FLAT)
    return _Part(number, width + beside, height + below)


def _blocks(parts: Sequence[_Part], giant: _Part | None) -> Iterator[_Block]:
    """The parts in rows of several lengths, beside and below the giant if there is one."""
    everything = [*parts, giant] if giant else list(parts)
    widest = max(part.width for part in everything)
    square = sqrt(sum(part.width * part.height for part in everything))
    for step in range(1, 61):
        yield _in_rows(parts, giant, max(widest, square * 0.04 * step))


def _in_rows(parts: Sequence[_Part], giant: _Part | None, length: float) -> _Block:
    """The parts in rows of about that length, in their order."""
    corners: dict[int, Place] = {giant.number: (0.0, 0.0)} if giant else {}
    floor, side = (-giant.height, giant.width) if giant else (0.0, 0.0)
    x, y, row, wide = side, 0.0, 0.0, side
    for part in parts:
        if x + part.width > length + 1e-6:
            # A row beside the giant in which nothing fits has no height: go on below it.
            y = y - row if row else min(y, floor)
            x, row = side if y > floor else 0.0, 0.0
            if x + part.width > length + 1e-6:
                x, y = 0.0, min(y, floor)
        corners[part.number] = (x, y)
        x += part.width
        row, wide = max(row, part.height), max(wide, x)
    return _Block(corners, wide, max(row - y, -floor))


def _frame(part: Sequence[Place]) -> tuple[float, float, float, float]:
    """The low corner, the width and the height."""
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
