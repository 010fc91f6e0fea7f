"""The ways of lines from mark to mark: straight, bent where there is one the other way, or a loop above a mark."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sendgraph.export.networks.drawing import Line

__all__ = ["LOOP", "Way", "points_of", "unit", "way_of"]

LOOP = 7.0
"""The radius of a loop, whose middle lies a little less above the rim of its mark."""
_STEPS = 6


class Way(NamedTuple):
    """Where a line starts and ends, rim to rim, and the point that it bends towards; ``None`` where it is straight."""

    start: tuple[float, float]
    end: tuple[float, float]
    bend: tuple[float, float] | None
    into: tuple[float, float]
    """The direction in which it comes to its end."""


def way_of(line: Line) -> Way | None:
    """The way of a line; ``None`` for a loop. A bent line bends to its left."""
    ax, ay, bx, by = line.source.x, line.source.y, line.target.x, line.target.y
    length = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    if length < 1:
        return None
    ux, uy = (bx - ax) / length, (by - ay) / length
    bend = min(0.16 * length, 40.0) if line.is_bent else 0.0
    mx, my = (ax + bx) / 2 + uy * bend, (ay + by) / 2 - ux * bend
    # The ways out of the one mark and into the other, towards the bend.
    ox, oy = unit(mx - ax, my - ay)
    ix, iy = unit(bx - mx, by - my)
    out, tip = line.source.radius + 1, line.target.radius + 2.0
    start, end = (ax + ox * out, ay + oy * out), (bx - ix * tip, by - iy * tip)
    return Way(start, end, (mx, my) if bend else None, (ix, iy))


def points_of(way: Way) -> list[tuple[float, float]]:
    """Points along the way, near enough to tell what it runs through."""
    (ax, ay), (bx, by) = way.start, way.end
    if way.bend is None:
        return [way.start, way.end]
    mx, my = way.bend
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    return [
        ((1 - t) ** 2 * ax + 2 * t * (1 - t) * mx + t * t * bx, (1 - t) ** 2 * ay + 2 * t * (1 - t) * my + t * t * by)
        for t in shares
    ]


def unit(dx: float, dy: float) -> tuple[float, float]:
    """The direction, one long; no length stays none."""
    length = sqrt(dx * dx + dy * dy) or 1.0
    return dx / length, dy / length
