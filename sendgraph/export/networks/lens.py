"""The most crowded part of a map enlarged, so that its marks and their names have room: in England that is London."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from sendgraph.export.networks.forces import Place

__all__ = ["enlarge"]

_RADIUS, _TIMES = 60.0, 3.0
_CROWD = 10


def enlarge(places: Sequence[Place], crowd: Sequence[Place]) -> list[Place] | None:
    """The places with the most crowded circle drawn larger; ``None`` where nothing is crowded.

    Everything keeps its direction from the middle of the circle and the order of distances to it: inside the circle
    distances grow by a factor, outside by what the circle has grown. ``crowd`` are the places that are counted.
    """
    around = [[other for other in crowd if dist(place, other) < _RADIUS] for place in crowd]
    most = max(around, key=len, default=[])
    if len(most) < _CROWD:
        return None
    middle = sum(x for x, _ in most) / len(most), sum(y for _, y in most) / len(most)
    return [_away(place, middle) for place in places]


def _away(place: Place, middle: Place) -> Place:
    far = dist(place, middle)
    if far < _RADIUS:
        times = _TIMES
    else:
        times = 1 + (_TIMES - 1) * _RADIUS / far
    return middle[0] + (place[0] - middle[0]) * times, middle[1] + (place[1] - middle[1]) * times
