"""Where a page that cannot show a whole picture in letters that can be read begins: at its largest part."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sendgraph.export.networks.drawing import Mark, Picture
from sendgraph.export.networks.placing import connected_parts

__all__ = ["Opening", "opening_of"]


class Opening(NamedTuple):
    """The frame of the largest part with room for names around it, and the place in it that is to be seen first."""

    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float


_AROUND, _ABOVE = 110.0, 40.0
"""Room for names at the sides, and above and below."""
_SQUARE = 400.0


def opening_of(picture: Picture) -> Opening:
    """The opening of a picture: the part with most nodes, and the place in it to be seen first."""
    near: dict[str, set[str]] = {mark.id: set() for mark in sorted(picture.marks, key=lambda m: m.id)}
    links: Counter[str] = Counter()
    for line in picture.lines:
        if line.source is not line.target:
            near[line.source.id].add(line.target.id)
            near[line.target.id].add(line.source.id)
        links.update({line.source.id: line.count, line.target.id: line.count})
    marks = {mark.id: mark for mark in picture.marks}
    # Of parts of one size the first in reading order, which is how they are packed.
    parts = [[marks[name] for name in part] for part in connected_parts(near)]
    part = min(parts, key=lambda p: (-len(p), min(m.y for m in p), min(m.x for m in p)))
    first = _first(part, links)
    xs, ys = [m.x for m in part], [m.y for m in part]
    frame = (min(xs) - _AROUND, min(ys) - _ABOVE, max(xs) + _AROUND, max(ys) + _ABOVE)
    return Opening(*(round(side, 1) for side in (*frame, first.x, first.y)))


def _first(part: list[Mark], links: Counter[str]) -> Mark:
    """The start of a chain, or of the square with most nodes, about what a phone shows, the node with most links."""
    if all(mark.y == part[0].y for mark in part):
        return min(part, key=lambda m: (m.x, m.id))
    left, top = min(m.x for m in part), min(m.y for m in part)
    squares = {m.id: ((m.x - left) // _SQUARE, (m.y - top) // _SQUARE) for m in part}
    crowds = Counter(squares.values())
    return min(part, key=lambda m: (-crowds[squares[m.id]], -links[m.id], m.id))
