"""Where the nodes of a network lie: by their links, each connected part by itself, or on the map.

Places are in a plane with y upwards, in units of a node's width or so, and rounded so that they are the same each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, pi, sin, sqrt

from sendgraph.export.networks.forces import Place, settle, spread
from sendgraph.export.networks.packing import pack

__all__ = ["UNIT", "connected_parts", "place_by_links", "place_on_map", "spiral"]

UNIT = 30.0
"""The distance of two linked nodes, in the units of the written places."""

_CHAIN_GAP = 4.5
_TRUE_AT = cos(53 * pi / 180)
"""A degree of longitude is so many degrees of latitude long at 53° N, the middle of England."""
_DEGREE = 700.0
_MIDDLE = (53.0, -1.5)
"""Latitude and longitude of the origin: Gephi moves whatever lies more than some 25,000 units from its own."""
_GOLDEN = pi * (3 - sqrt(5))


def spiral(place: int) -> Place:
    """The place of the n-th node on a sunflower's spiral: cheap, without overlap, for networks too large for forces."""
    radius = UNIT * sqrt(place + 0.5)
    return round(radius * cos(place * _GOLDEN), 1), round(radius * sin(place * _GOLDEN), 1)


def place_by_links(ids: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """Places of all nodes: each connected part is laid out by itself, and the parts are packed, large ones first.

    A chain is a straight line from left to right, the end of a line of links that the first link leads from at its
    left. In other parts nodes with one link are put around what they are linked to and the rest is left to forces.
    """
    near: dict[str, set[str]] = {name: set() for name in sorted(ids)}
    for a, b in links:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    sources = {a for a, _ in links} - {b for _, b in links}
    parts = [_laid_out(part, near, sources) for part in connected_parts(near)]
    placed = pack([[p for _, p in part] for part in parts])
    names = [name for part in parts for name, _ in part]
    found = dict(zip(names, (p for part in placed for p in part), strict=True))
    return {name: (round(found[name][0] * UNIT, 1), round(found[name][1] * UNIT, 1)) for name in ids}


def connected_parts(near: Mapping[str, set[str]]) -> list[list[str]]:
    """The connected parts, each in order of id, from what each node is linked to."""
    seen: set[str] = set()
    parts = []
    for start in near:
        if start in seen:
            continue
        ahead, part = [start], []
        seen.add(start)
        while ahead:
            name = ahead.pop()
            part.append(name)
            new = near[name] - seen
            seen |= new
            ahead += sorted(new)
        parts.append(sorted(part))
    return parts


def _laid_out(part: list[str], near: Mapping[str, set[str]], sources: set[str]) -> list[tuple[str, Place]]:
    ends = [name for name in part if len(near[name]) < 2]
    if len(part) == 1 or (len(ends) == 2 and all(len(near[name]) <= 2 for name in part)):
        order = _chain(min(ends, key=lambda name: (name not in sources, name)), near)
        return [(name, (_CHAIN_GAP * i, 0.0)) for i, name in enumerate(order)]
    core = [name for name in part if len(near[name]) > 1]
    leaves = {name: sorted(n for n in near[name] if len(near[n]) == 1) for name in core}
    index = {name: i for i, name in enumerate(core)}
    links = [(i, index[b]) for a, i in index.items() for b in sorted(near[a]) if index.get(b, -1) > i]
    room = [_radius(len(leaves[name])) for name in core]
    places = spread(settle(len(core), links, [1 + len(near[name]) ** 0.5 for name in core], core[0]), links, room)
    return list(zip(core, places, strict=True)) + _around(core, places, leaves, near, index)


def _chain(start: str, near: Mapping[str, set[str]]) -> list[str]:
    order, before = [start], ""
    while following := sorted(near[order[-1]] - {before}):
        before = order[-1]
        order.append(following[0])
    return order


def _radius(leaf_count: int) -> float:
    """The radius of a node with what is put around it."""
    return 1.3 if not leaf_count else 2.0 + 0.2 * leaf_count


def _around(
    core: Sequence[str],
    places: Sequence[Place],
    leaves: Mapping[str, Sequence[str]],
    near: Mapping[str, set[str]],
    index: Mapping[str, int],
) -> list[tuple[str, Place]]:
    """Places of nodes with one link: around what they are linked to, on the side where it has fewest other links."""
    found = []
    for name in core:
        if not (own := leaves[name]):
            continue
        x, y = places[index[name]]
        taken = sorted(atan2(places[index[n]][1] - y, places[index[n]][0] - x) for n in near[name] if n in index)
        turns = [*taken, taken[0] + 2 * pi] if taken else [0.0, 2 * pi]
        width, start = max((after - at, at) for at, after in pairwise(turns))
        for i, leaf in enumerate(own):
            angle = start + width * (i + 1) / (len(own) + (1 if taken else 0))
            radius = _radius(len(own)) - 0.3
            if len(own) > 14 and i % 2:  # two rings
                radius *= 0.72
            found.append((leaf, (x + radius * cos(angle), y + radius * sin(angle))))
    return found


def place_on_map(
    ids: Sequence[str],
    links: Sequence[tuple[str, str]],
    known: Mapping[str, tuple[float, float]],
    lost: Collection[str] = (),
) -> dict[str, Place]:
    """Places of all nodes from the latitude and longitude of some, in degrees (WGS 84).

    The projection is equirectangular, true at 53° N and around the middle of England: at most 5% off anywhere. A node
    without coordinates lies around the middle of those it is linked to. In a row below the map lie the ``lost``, which
    have a place of their own that is not known, and what is linked to nothing else.
    """
    north, east = _MIDDLE
    found = {name: ((lon - east) * _TRUE_AT * _DEGREE, (lat - north) * _DEGREE) for name, (lat, lon) in known.items()}
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    beside: dict[Place, int] = defaultdict(int)
    below = sorted(set(lost) - set(found))
    waiting = [name for name in sorted(ids) if name not in found and name not in lost]
    while waiting:
        new: dict[str, Place] = {}
        for name in waiting:
            if about := [found[n] for n in sorted(near[name]) if n in found]:
                middle = sum(x for x, _ in about) / len(about), sum(y for _, y in about) / len(about)
                beside[middle] += 1
                dx, dy = spiral(beside[middle])
                new[name] = (middle[0] + dx * 0.4, middle[1] + dy * 0.4)
        if not new:
            break
        found |= new
        waiting = [name for name in waiting if name not in new]
    low = min((y for _, y in found.values()), default=0.0) - 3 * UNIT
    left = min((x for x, _ in found.values()), default=0.0)
    found |= {name: (left + i * 4 * UNIT, low) for i, name in enumerate([*below, *waiting])}
    return {name: (round(found[name][0], 1), round(found[name][1], 1)) for name in ids}
