"""The key of a picture: every colour, shape and line that it uses, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sendgraph.export.networks.drawing import Picture
from sendgraph.export.networks.names import text_width
from sendgraph.export.networks.palette import SHAPES
from sendgraph.export.networks.xml import escape
from sendgraph.facts.codes import code_lists

__all__ = ["DOTS", "LEADER", "entries_of", "key_of", "sign"]

_KINDS = {"council": "Council", "officer": "Officer", "post": "Post", "tenure": "Holder", "inspection": "Inspection"}
_KINDS |= {"measure": "Measure"}
_WORDS = {"no-grade": "no overall grade", "other-role": "another role, or none", "several-roles": "several roles"}
LEADER = "#767676"
"""The colour of a line from a node to its name."""
DOTS = 'stroke-width="1" stroke-dasharray="1 2"'
_ANY = "#555555"
_SIZE, _ROW, _GAP = 12.0, 22.0, 26.0


def entries_of(picture: Picture) -> list[tuple[str, str, str]]:
    """The entries: the kind of sign (a shape or sort of line, or a head that has none), its colour, what it means."""
    found = []
    for (kind, meaning), colour in sorted(picture.mark_colours.items(), key=lambda e: (e[0][0], _rank(e[0][1]))):
        words = _KINDS.get(kind, kind)
        told = f"{words}: {_spoken(meaning)}" if meaning else words
        found.append((SHAPES.get(kind, "disc"), colour, told))
    if set(picture.line_colours) - {"other-role"}:
        found.append(("head", "", f"Links, by {picture.line_told}:"))
        found += [
            ("line", colour, _spoken(meaning))
            for meaning, colour in sorted(picture.line_colours.items(), key=lambda e: _rank(e[0]))
        ]
    return found + list(_measures(picture))


def _measures(picture: Picture) -> Iterator[tuple[str, str, str]]:
    """The entries for what is drawn in whatever colour: dashes, sizes, widths and lines that lead to names."""
    if picture.has_unsure:
        yield "dashes", _ANY, "Dashed: not certain, possible only, or by a presumed identity"
    if len({mark.radius for mark in picture.marks}) > 1:
        yield "sizes", _ANY, "The larger a node, the more links it has"
    if any(line.count > 1 for line in picture.lines):
        yield "widths", _ANY, "The wider a line, the more links it stands for"
    if any(name.leader for name in picture.names):
        yield "leader", LEADER, "Dotted: leads from a node to its name"


def _rank(meaning: str) -> tuple[int, str]:
    last = {"several-roles": 1, "other-role": 2}
    order = ("outstanding", "good", "requires-improvement", "inadequate", "no-grade")
    return (order.index(meaning), "") if meaning in order else (len(order) + last.get(meaning, 0), meaning)


def _spoken(meaning: str) -> str:
    """The label of the code of a grade or role, or what stands for none of those with a colour."""
    lists = code_lists()
    known = lists["grade"].get(meaning) or lists["role"].get(meaning)
    return known.label if known else _WORDS.get(meaning, meaning)


def key_of(picture: Picture, width: float) -> tuple[str, float]:
    """The key as SVG, in rows that fit the width, and its height."""
    x, y = 24.0, 18.0
    parts = []
    for kind, colour, words in entries_of(picture):
        side = 0 if kind == "head" else 18
        wide = side + text_width(words, _SIZE) + _GAP
        if x > 24 and (x + wide > width or kind == "head"):
            x, y = 24.0, y + _ROW
        parts.append(sign(kind, colour, x, y))
        at = f'x="{x + side:g}" y="{y + 4:g}" font-size="{_SIZE:g}"'
        parts.append(f'<text {at} fill="#1a1a1a">{escape(words)}</text>')
        x = round(x + wide, 1)
    return "\n".join(parts), y + 14


def sign(kind: str, colour: str, x: float, y: float) -> str:
    """The sign of an entry as SVG, twelve wide, with its left middle at (x, y); nothing for a head."""
    if kind == "head":
        return ""
    if kind in ("line", "dashes"):
        dashes = ' stroke-dasharray="4 3"' if kind == "dashes" else ""
        return f'<path d="M{x - 3:g} {y:g}h16" stroke="{colour}" stroke-width="2"{dashes}/>'
    middle = x + 5
    return {
        "sizes": f'<circle cx="{x - 1:g}" cy="{y + 2:g}" r="2.5" fill="{colour}"/>'
        f'<circle cx="{x + 8:g}" cy="{y:g}" r="5" fill="{colour}"/>',
        "widths": f'<path d="M{x - 3:g} {y - 3:g}h16" stroke="{colour}" stroke-width="1.1"/>'
        f'<path d="M{x - 3:g} {y + 3:g}h16" stroke="{colour}" stroke-width="3"/>',
        "leader": f'<path d="M{x - 3:g} {y:g}h16" stroke="{colour}" {DOTS}/>',
        "disc": f'<circle cx="{middle:g}" cy="{y:g}" r="6" fill="{colour}"/>',
        "square": f'<rect x="{middle - 5.5:g}" y="{y - 5.5:g}" width="11" height="11" fill="{colour}"/>',
        "diamond": f'<path d="M{middle:g} {y - 7:g}l7 7l-7 7l-7 -7z" fill="{colour}"/>',
        "triangle": f'<path d="M{middle:g} {y - 7:g}l6.5 12h-13z" fill="{colour}"/>',
    }[kind]
