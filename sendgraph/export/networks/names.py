"""Where the names of the nodes of a picture stand, so that no two cross."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, pi, sin, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sendgraph.export.networks.room import Box, Room
from sendgraph.export.networks.ways import LOOP, points_of, unit, way_of

if TYPE_CHECKING:
    from sendgraph.export.networks.drawing import Line, Mark

__all__ = ["SIZE", "Caption", "Name", "box_of", "name_marks", "text_width", "wrapped"]

SIZE = 12.0
_SMALL = 10.5
_PITCH = 13.0
_TRIES = 6
_LONGEST, _MOST_LINES = 26, 3
_NARROW, _WIDE = frozenset("fijlrt.,:;'|!()[]I ·"), frozenset("mwMW@%—")
_PAD = 4.0
_CORNERS = ((0.8, 0.9), (0.8, -0.9), (-0.8, 0.9), (-0.8, -0.9))
_SIDES = [(dx, dy, 3.0) for dx, dy in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), *_CORNERS)]
_BELOW = [(0.0, 1.0, 3.0), (0.0, 1.0, 28.0), (0.0, 1.0, 53.0)]
"""Where a name may stand beside its node: the direction, and the gap to the rim."""
_TURNS = [(cos(pi * i / 12), sin(pi * i / 12)) for i in range(24)]
_REACH = (14.0, 22.0, 32.0, 44.0, 58.0, 74.0, 92.0, 112.0, 134.0)
_REACH_FIRST = (*_REACH, 158.0, 184.0, 212.0, 242.0, 274.0, 308.0)
"""How far a name may stand from its node, with a line that leads to it."""


class Name(NamedTuple):
    """Words at a place: their base line, whether they start, end or have their middle there, and their size.

    ``of`` is the node that they name; a heading names several. ``leader`` is a line from the node's rim to a name that
    stands away from it: x and y of its start and of its end.
    """

    words: str
    x: float
    y: float
    anchor: str
    size: float
    is_heading: bool = False
    of: str = ""
    leader: tuple[float, float, float, float] | None = None


class Caption(NamedTuple):
    """What stands with a name: a second line, and a heading in two lines for all nodes of one group.

    Names of ``rank`` 0 are placed before those of rank 1.
    """

    second: str = ""
    heading: tuple[str, str] = ("", "")
    group: str = ""
    rank: int = 1


def text_width(words: str, size: float = SIZE) -> float:
    """About how wide the words are: rather too much than too little, as fonts differ."""
    ems = sum(0.34 if c in _NARROW else 0.92 if c in _WIDE else 0.7 if c.isupper() else 0.58 for c in words)
    return ems * size


def wrapped(label: str) -> list[str]:
    """The label in lines, broken where it pauses if it can be; the end of one that is very long is left out.

    >>> wrapped("ILACS focused visit, March 2019")
    ['ILACS focused visit,', 'March 2019']
    >>> wrapped("North Yorkshire (county council to 2023)")
    ['North Yorkshire', '(county council to 2023)']
    """
    if len(label) <= _LONGEST:
        return [label]
    for pause in (", ", " ("):
        head, _, tail = label.partition(pause)
        if tail and len(head) < _LONGEST and len(tail) < _LONGEST:
            return [head + pause.rstrip(" ("), pause.strip(" ,") + tail]
    cut = "\N{HORIZONTAL ELLIPSIS}"
    lines = textwrap.wrap(label, _LONGEST, max_lines=_MOST_LINES, placeholder=cut, break_on_hyphens=False)
    return lines or [label]


def name_marks(marks: Sequence[Mark], lines: Sequence[Line], captions: Mapping[str, Caption]) -> list[Name]:
    """The names that find room: first those of rank 0, and of each rank those of the largest nodes.

    Each stands beside, below or above its node, where it hides the fewest lines, or else farther away with a line that
    leads to it. ``captions`` are by id of the node; a heading stands once, above the first of its group from the left.
    """
    outwards = _outwards(lines)
    labels = [_Label(mark, captions[mark.id]) for mark in sorted(marks, key=lambda m: (-m.radius, m.id))]
    first, others = ([x for x in labels if x.rank == rank] for rank in (0, 1))
    tries = []
    urgent: list[_Label] = []
    for _ in range(_TRIES):
        room = _room_with(marks, lines)
        headings = _headings(marks, captions, room)
        names, lost = _placed(first, urgent, room, outwards)
        tries.append((len(lost), [*headings, *names], room))
        if not lost:
            break
        # Those that the names of others have shut in come before them the next time.
        urgent = [*lost, *urgent]
    _, found, room = min(tries, key=itemgetter(0))
    return found + _placed(others, (), room, outwards)[0]


def _placed(
    labels: Sequence[_Label], urgent: Sequence[_Label], room: Room, outwards: Mapping[str, tuple[float, float]]
) -> tuple[list[Name], list[_Label]]:
    """The names that find room, and those that find none: the urgent ones first, then those at their nodes."""
    found = {x: _beside(x, room, outwards) or _farther(x, room) for x in urgent}
    others = [x for x in labels if x not in found]
    found |= {x: _beside(x, room, outwards) for x in others}
    found |= {x: _farther(x, room) for x in others if not found[x]}
    return [name for names in found.values() for name in names], [x for x, names in found.items() if not names]


def _room_with(marks: Sequence[Mark], lines: Sequence[Line]) -> Room:
    """Room with the marks, loops and lines in it."""
    room = Room()
    for mark in marks:
        r = mark.radius + 1
        room.take((mark.x - r, mark.y - r, mark.x + r, mark.y + r))
    for line in lines:
        if way := way_of(line):
            room.run(points_of(way), line.source.id, line.target.id)
        else:
            x, y = line.source.x, line.source.y - line.source.radius + 1 - LOOP
            room.take((x - LOOP, y - LOOP, x + LOOP, y + LOOP))
    return room


def _headings(marks: Sequence[Mark], captions: Mapping[str, Caption], room: Room) -> list[Name]:
    found: list[Name] = []
    headed: set[str] = set()
    for mark in sorted(marks, key=lambda m: (m.x, m.id)):
        caption = captions[mark.id]
        if caption.group and caption.group not in headed:
            headed.add(caption.group)
            left, low = mark.x - mark.radius, mark.y - mark.radius - 5
            for words, y in zip(caption.heading, (low - 12, low), strict=True):
                name = Name(words, round(left, 1), round(y, 1), "start", _SMALL, is_heading=y < low)
                room.take(box_of(name))
                found.append(name)
    return found


def _outwards(lines: Iterable[Line]) -> dict[str, tuple[float, float]]:
    """For each node the direction away from what it is linked to."""
    found: dict[str, tuple[float, float]] = {}
    for line in lines:
        dx, dy = unit(line.target.x - line.source.x, line.target.y - line.source.y)
        for name, sign in ((line.source.id, -1.0), (line.target.id, 1.0)):
            x, y = found.get(name, (0.0, 0.0))
            found[name] = (x + sign * dx, y + sign * dy)
    return {name: unit(x, y) for name, (x, y) in found.items()}


class _Label:
    """The lines of a name before it has a place, and how much room they need."""

    def __init__(self, mark: Mark, caption: Caption) -> None:
        self.mark = mark
        self.rank, self.is_grouped = caption.rank, bool(caption.group)
        self._lines = [(words, SIZE) for words in wrapped(mark.label)]
        self._lines += [(caption.second, _SMALL)] if caption.second else []
        self._width = max(text_width(words, size) for words, size in self._lines) + 2 * _PAD
        self._high = _PITCH * (len(self._lines) - 1)

    def box(self, dx: float, dy: float, away: float) -> Box:
        """The box of the name in that direction and so far from the middle of the node, with a gap to other names."""
        x, first, anchor = self._place(dx, dy, away)
        left = x - {"start": 0.0, "middle": self._width / 2, "end": self._width}[anchor]
        return left, first - SIZE * 0.8, left + self._width, first + self._high + SIZE * 0.2

    def names(self, dx: float, dy: float, away: float) -> list[Name]:
        """The name there, one for each of its lines."""
        x, first, anchor = self._place(dx, dy, away)
        return [
            Name(words, round(x, 1), round(first + _PITCH * i, 1), anchor, size, of=self.mark.id)
            for i, (words, size) in enumerate(self._lines)
        ]

    def _place(self, dx: float, dy: float, away: float) -> tuple[float, float, str]:
        """Where its first line stands: x, its base line, and what of it is at x."""
        x, y = self.mark.x + dx * away, self.mark.y + dy * away
        first = y + 10 if dy > 0.6 else y - 2 - self._high if dy < -0.6 else y + 4 - self._high / 2
        return x, first, "start" if dx > 0.3 else "end" if dx < -0.3 else "middle"


def _beside(label: _Label, room: Room, outwards: Mapping[str, tuple[float, float]]) -> list[Name]:
    """The name of a node at its rim, where it hides the fewest lines, or nothing where there is no room."""
    ux, uy = outwards.get(label.mark.id, (0.0, 0.0))
    best: tuple[float, tuple[float, float, float]] | None = None
    for i, (dx, dy, gap) in enumerate(_BELOW if label.is_grouped else _SIDES):
        place = dx, dy, label.mark.radius + gap
        box = label.box(*place)
        if room.is_free(box):
            own, others = room.crossings(box, label.mark.id)
            # In one unit: lines that are hidden, the wrong side, and the habit of reading on to the right of a node.
            cost = 3.0 * own + others - 0.8 * (dx * ux + dy * uy) + 0.1 * i
            if best is None or cost < best[0]:
                best = cost, place
    if best is None:
        return []
    room.take(label.box(*best[1]))
    return label.names(*best[1])


def _farther(label: _Label, room: Room) -> list[Name]:
    """The name of a node away from it with a line that leads there, as near as there is room; or nothing."""
    mark = label.mark
    for reach in _REACH if label.rank else _REACH_FIRST:
        away = mark.radius + reach
        free = []
        for dx, dy in _TURNS:
            box = label.box(dx, dy, away)
            if room.is_free(box) and all(room.is_free(dot) for dot in _dots(mark, dx, dy, away - 2)):
                free.append((sum(room.crossings(box, mark.id)), dx, dy))
        if not free:
            continue
        _, dx, dy = min(free, key=itemgetter(0))
        for taken in (label.box(dx, dy, away), *_dots(mark, dx, dy, away - 2)):
            room.take(taken)
        first, *others = label.names(dx, dy, away)
        return [first._replace(leader=_leader(mark, dx, dy, away - 1)), *others]
    return []


def _leader(mark: Mark, dx: float, dy: float, far: float) -> tuple[float, float, float, float]:
    near = mark.radius + 1
    x, y = mark.x, mark.y
    return round(x + dx * near, 1), round(y + dy * near, 1), round(x + dx * far, 1), round(y + dy * far, 1)


def _dots(mark: Mark, dx: float, dy: float, far: float) -> Iterator[Box]:
    """Small boxes along a leading line, from outside the box of its node."""
    at = (mark.radius + 1) * sqrt(2) + 2
    while at < far:
        x, y = mark.x + dx * at, mark.y + dy * at
        yield x - 1.5, y - 1.5, x + 1.5, y + 1.5
        at += 3.0


def box_of(name: Name) -> Box:
    """The left, upper, right and lower edge of a name."""
    width = text_width(name.words, name.size) * (1.1 if name.is_heading else 1.0)  # headings are bold
    left = name.x - {"start": 0.0, "middle": width / 2, "end": width}[name.anchor]
    return left, name.y - name.size * 0.8, left + width, name.y + name.size * 0.2
