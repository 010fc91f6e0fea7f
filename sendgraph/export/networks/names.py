"""Where the names of the nodes of a picture stand, so that no two cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sendgraph.export.networks.drawing import Mark

__all__ = ["SIZE", "Caption", "Name", "box_of", "name_marks", "text_width"]

SIZE = 12.0
_SMALL = 10.5
_CELL = 60.0
_NARROW, _WIDE = frozenset("fijlrt.,:;'|!()[]I ·"), frozenset("mwMW@%—")

_Box = tuple[float, float, float, float]


class Name(NamedTuple):
    """Words at a place: their base line, whether they start, end or have their middle there, and their size.

    ``of`` is the node that they name; a heading names several.
    """

    words: str
    x: float
    y: float
    anchor: str
    size: float
    is_heading: bool = False
    of: str = ""


def text_width(words: str, size: float = SIZE) -> float:
    """About how wide the words are: rather too much than too little, as fonts differ."""
    ems = sum(0.34 if c in _NARROW else 0.92 if c in _WIDE else 0.7 if c.isupper() else 0.58 for c in words)
    return ems * size


class Caption(NamedTuple):
    """What stands with a name: a second line, and a heading in two lines for all nodes of one group."""

    second: str = ""
    heading: tuple[str, str] = ("", "")
    group: str = ""


class _Taken:
    """The boxes that are taken, found by squares."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[_Box]] = defaultdict(list)

    def add(self, box: _Box) -> None:
        for square in self._of(box):
            self._squares[square].append(box)

    def is_free(self, box: _Box) -> bool:
        left, top, right, bottom = box
        others = (other for square in self._of(box) for other in self._squares[square])
        return not any(left < r and le < right and top < b and t < bottom for le, t, r, b in others)

    @staticmethod
    def _of(box: _Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(side // _CELL) for side in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def name_marks(marks: Sequence[Mark], captions: Mapping[str, Caption]) -> list[Name]:
    """The names that find room, the largest nodes first; each beside, below or above its node.

    ``captions`` are by id of the node; a heading stands once, above the first of its group from the left.
    """
    taken = _Taken()
    for mark in marks:
        r = mark.radius + 1
        taken.add((mark.x - r, mark.y - r, mark.x + r, mark.y + r))
    found: list[Name] = []
    headed: set[str] = set()
    for mark in sorted(marks, key=lambda m: (m.x, m.id)):
        caption = captions[mark.id]
        if caption.group and caption.group not in headed:
            headed.add(caption.group)
            left, low = mark.x - mark.radius, mark.y - mark.radius - 5
            for words, y in zip(caption.heading, (low - 12, low), strict=True):
                name = Name(words, round(left, 1), round(y, 1), "start", _SMALL, is_heading=y < low)
                taken.add(box_of(name))
                found.append(name)
    for mark in sorted(marks, key=lambda m: (-m.radius, m.id)):
        found += _beside(mark, captions[mark.id], taken)
    return found


def _beside(mark: Mark, caption: Caption, taken: _Taken) -> list[Name]:
    """The name of one node with its second line, or nothing where there is no room."""
    for x, y, anchor in _below(mark) if caption.group else _around(mark):
        names = [Name(mark.label, round(x, 1), round(y, 1), anchor, SIZE, of=mark.id)]
        if caption.second:
            names.append(Name(caption.second, round(x, 1), round(y + 12, 1), anchor, _SMALL, of=mark.id))
        boxes = [box_of(name) for name in names]
        if all(taken.is_free(box) for box in boxes):
            for box in boxes:
                taken.add(box)
            return names
    return []


def _below(mark: Mark) -> list[tuple[float, float, str]]:
    low = mark.y + mark.radius + 13
    return [(mark.x, low, "middle"), (mark.x, low + 25, "middle"), (mark.x, low + 50, "middle")]


def _around(mark: Mark) -> list[tuple[float, float, str]]:
    x, y, gap = mark.x, mark.y, mark.radius + 3
    aside = gap * 0.8
    return [
        (x + gap, y + 4, "start"),
        (x - gap, y + 4, "end"),
        (x, y + gap + 10, "middle"),
        (x, y - gap - 2, "middle"),
        (x + aside, y + gap + 7, "start"),
        (x + aside, y - gap + 1, "start"),
        (x - aside, y + gap + 7, "end"),
        (x - aside, y - gap + 1, "end"),
    ]


def box_of(name: Name) -> _Box:
    """The left, upper, right and lower edge of a name."""
    width = text_width(name.words, name.size) * (1.1 if name.is_heading else 1.0)  # headings are bold
    left = name.x - {"start": 0.0, "middle": width / 2, "end": width}[name.anchor]
    return left, name.y - name.size * 0.8, left + width, name.y + name.size * 0.2
