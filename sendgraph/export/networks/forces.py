"""Places for the nodes of one connected part, by forces: linked nodes pull, all others push.

The forces are those of ForceAtlas2 (Jacomy, Venturini, Heymann and Bastian, PLOS ONE 2014): a pull that grows with the
distance, a push by the product of the nodes' links that falls with it. Far nodes push together, in a tree of squares
(Barnes and Hut, Nature 1986). Only sums, products and roots are used, in one order, so that the places are the same on
every machine.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt

__all__ = ["Place", "push_apart", "settle", "spread"]

Place = tuple[float, float]

_WIDE = 1.2
"""A square pushes as one where it is farther away than its width by this factor."""
_PUSH = 1.0
_GRAVITY = 0.12
_LEAF = 4
_DEEPEST = 24

_Square = tuple[float, float, float, float, "list[_Square] | None", "list[int] | None"]
"""Mass, its middle (x and y), the squared width, the squares inside, or else the nodes."""


def settle(count: int, links: Sequence[tuple[int, int]], weights: Sequence[float], seed: str) -> list[Place]:
    """Places of nodes 0 to count - 1, with linked ones about one apart; the same for the same seed.

    ``weights`` say how much room each node needs, at least 1.
    """
    rng = random.Random(seed)
    spread = sqrt(count) * 2
    xs = [rng.uniform(-spread, spread) for _ in range(count)]
    ys = [rng.uniform(-spread, spread) for _ in range(count)]
    rounds = max(60, min(250, 40_000 // max(count, 1)))
    for done in range(rounds):
        heat = spread * 0.25 * (1 - done / rounds) ** 2 + 0.01
        fx, fy = _pushes(xs, ys, weights)
        for a, b in links:
            dx, dy = xs[b] - xs[a], ys[b] - ys[a]
            fx[a] += dx
            fy[a] += dy
            fx[b] -= dx
            fy[b] -= dy
        for i in range(count):
            dx, dy = fx[i] - _GRAVITY * weights[i] * xs[i], fy[i] - _GRAVITY * weights[i] * ys[i]
            length = sqrt(dx * dx + dy * dy)
            step = min(0.3, heat / length) if length > 0 else 0.0
            xs[i] += dx * step / weights[i] ** 0.5
            ys[i] += dy * step / weights[i] ** 0.5
    return list(zip(xs, ys, strict=True))


def spread(places: Sequence[Place], links: Sequence[tuple[int, int]], radii: Sequence[float]) -> list[Place]:
    """The places scaled until half of the links are as long as both radii and one more, then pushed apart."""
    ends = [(places[i], places[j], radii[i] + radii[j] + 1) for i, j in links]
    ratios = sorted(sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) / wanted for a, b, wanted in ends)
    scale = 1 / max(ratios[len(ratios) // 2], 1e-6) if ratios else 1.0
    return push_apart([(x * scale, y * scale) for x, y in places], radii)


def push_apart(places: Sequence[Place], radii: Sequence[float]) -> list[Place]:
    """The places moved until no two circles of those radii overlap by much: neighbours only, step by step."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    cell = 2 * max(radii, default=1.0)
    for _ in range(60):
        squares: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
            squares.setdefault((int(x // cell), int(y // cell)), []).append(i)
        moved = False
        for i in range(len(xs)):
            column, row = int(xs[i] // cell), int(ys[i] // cell)
            near = (j for c in (-1, 0, 1) for r in (-1, 0, 1) for j in squares.get((column + c, row + r), ()))
            for j in near:
                if j > i:
                    moved = _part(i, j, xs, ys, radii) or moved
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _part(i: int, j: int, xs: list[float], ys: list[float], radii: Sequence[float]) -> bool:
    """Move two nodes apart by half of what their circles overlap; whether they did."""
    dx, dy = xs[j] - xs[i], ys[j] - ys[i]
    apart, wanted = sqrt(dx * dx + dy * dy), radii[i] + radii[j]
    if apart >= wanted * 0.999:
        return False
    if apart < 1e-6:
        dx, dy, apart = 1e-3, 1e-3 * (j - i), 1e-3 * sqrt(1 + (j - i) ** 2)
    step = (wanted - apart) / apart / 2
    xs[i] -= dx * step
    ys[i] -= dy * step
    xs[j] += dx * step
    ys[j] += dy * step
    return True


def _pushes(xs: list[float], ys: list[float], weights: Sequence[float]) -> tuple[list[float], list[float]]:
    """What all other nodes push each one by."""
    low_x, low_y = min(xs), min(ys)
    width = max(max(xs) - low_x, max(ys) - low_y, 1e-9)
    top = _square(list(range(len(xs))), xs, ys, weights, (low_x, low_y, width), 0)
    fx, fy = [0.0] * len(xs), [0.0] * len(xs)
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        weight = weights[i] * _PUSH
        sum_x = sum_y = 0.0
        ahead = [top]
        while ahead:
            mass, middle_x, middle_y, wide, inside, nodes = ahead.pop()
            dx, dy = x - middle_x, y - middle_y
            apart = dx * dx + dy * dy
            if nodes is not None:
                for j in nodes:
                    if j != i:
                        dx, dy = x - xs[j], y - ys[j]
                        force = weight * weights[j] / max(dx * dx + dy * dy, 1e-4)
                        sum_x += dx * force
                        sum_y += dy * force
            elif wide * _WIDE < apart:
                force = weight * mass / apart
                sum_x += dx * force
                sum_y += dy * force
            elif inside is not None:
                ahead += inside
        fx[i], fy[i] = sum_x, sum_y
    return fx, fy


def _square(
    nodes: list[int],
    xs: list[float],
    ys: list[float],
    weights: Sequence[float],
    frame: tuple[float, float, float],
    depth: int,
) -> _Square:
    """The square of these nodes within the frame (its low corner and width), and the squares in it."""
    mass = middle_x = middle_y = 0.0
    for i in nodes:
        mass += weights[i]
        middle_x += weights[i] * xs[i]
        middle_y += weights[i] * ys[i]
    low_x, low_y, width = frame
    middle = (middle_x / mass, middle_y / mass)
    if len(nodes) <= _LEAF or depth == _DEEPEST:
        return mass, *middle, width * width, None, nodes
    half = width / 2
    parts: dict[tuple[bool, bool], list[int]] = {}
    for i in nodes:
        parts.setdefault((xs[i] >= low_x + half, ys[i] >= low_y + half), []).append(i)
    inside = [
        _square(part, xs, ys, weights, (low_x + half * right, low_y + half * upper, half), depth + 1)
        for (right, upper), part in sorted(parts.items())
    ]
    return mass, *middle, width * width, inside, None
