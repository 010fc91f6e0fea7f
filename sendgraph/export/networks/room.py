"""What is taken of the room of a picture: boxes that nothing may cross, and lines that names should not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

__all__ = ["Box", "Room"]

_CELL = 60.0

Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge."""
_Segment = tuple[float, float, float, float, str, str]


class Room:
    """Boxes that are taken, found by squares, and the lines that run somewhere, each with the ids of its two nodes."""

    def __init__(self) -> None:
        self._boxes: dict[tuple[int, int], list[Box]] = defaultdict(list)
        self._lines: dict[tuple[int, int], list[_Segment]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Take the box."""
        for square in _squares(box):
            self._boxes[square].append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing that is taken lies in the box."""
        left, top, right, bottom = box
        for square in _squares(box):
            for low_x, low_y, high_x, high_y in self._boxes.get(square, ()):
                if left < high_x and low_x < right and top < high_y and low_y < bottom:
                    return False
        return True

    def run(self, points: Sequence[tuple[float, float]], source: str, target: str) -> None:
        """Let a line between two nodes run through these points."""
        for (ax, ay), (bx, by) in pairwise(points):
            segment = (ax, ay, bx, by, source, target)
            steps = int(max(abs(bx - ax), abs(by - ay)) // (_CELL / 3)) + 1
            on = {(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps + 1)}
            for square in sorted({(int(x // _CELL), int(y // _CELL)) for x, y in on}):
                self._lines[square].append(segment)

    def crossings(self, box: Box, of: str) -> tuple[int, int]:
        """How many lines of that node, and of others, run through the box."""
        found = {s for square in _squares(box) for s in self._lines.get(square, ()) if _runs_through(s, box)}
        own = sum(of in s[4:] for s in found)
        return own, len(found) - own


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _runs_through(segment: _Segment, box: Box) -> bool:
    """Whether some of the segment lies in the box (Liang and Barsky's clipping)."""
    ax, ay, bx, by = segment[:4]
    first, last = 0.0, 1.0
    for at, step, low, high in ((ax, bx - ax, box[0], box[2]), (ay, by - ay, box[1], box[3])):
        if step == 0:
            if not low < at < high:
                return False
            continue
        enter, leave = sorted(((low - at) / step, (high - at) / step))
        first, last = max(first, enter), min(last, leave)
    return first < last
