"""A network as a static SVG: one picture with a title, a description, a key and its sources in real text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About
from sendgraph.export.networks.drawing import Line, Mark, Picture
from sendgraph.export.networks.key import DOTS, LEADER, key_of
from sendgraph.export.networks.names import Name
from sendgraph.export.networks.source import picture_of
from sendgraph.export.networks.ways import LOOP, Way, way_of
from sendgraph.export.networks.xml import escape_once as escape

__all__ = ["FONT", "picture_svg", "shape", "svg_document", "told_briefly", "write"]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_INK, _SOFT, _PAPER = "#1a1a1a", "#545454", "#ffffff"
_HEAD = 64.0


def write(asked: Asked) -> Iterable[bytes]:
    """The file in one piece."""
    return [svg_document(*picture_of(asked)).encode()]


def svg_document(picture: Picture, told: About) -> str:
    """The SVG document: title, key, network, and what it rests on."""
    width = picture.width
    key, key_height = key_of(picture, width)
    notes = list(_notes(told, width))
    top = _HEAD + key_height
    height = top + picture.height + 16 * len(notes) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="title desc" font-family="{FONT}">\n'
        f'<title id="title">{escape(told.title)}</title>\n'
        f'<desc id="desc">{escape(told_briefly(picture))} {escape(" ".join(told.sentences))}</desc>\n'
        f'<rect width="{width:g}" height="{height:g}" fill="{_PAPER}"/>\n'
        f'<text x="24" y="38" font-size="24" fill="{_INK}">{escape(told.title)}</text>\n'
        f'<text x="24" y="58" font-size="13" fill="{_SOFT}">{escape(told_briefly(picture))}</text>\n'
        f'<g transform="translate(0 {_HEAD:g})">{key}</g>\n'
        f'<g transform="translate({-picture.left:.1f} {top - picture.top:.1f})">\n{picture_svg(picture)}</g>\n'
    ]
    for i, note in enumerate(notes):
        y = top + picture.height + 16 * (i + 1)
        parts.append(f'<text x="24" y="{y:g}" font-size="11" fill="{_SOFT}">{escape(note)}</text>\n')
    return "".join([*parts, "</svg>\n"])


def told_briefly(picture: Picture) -> str:
    """How many nodes and links there are, and what the picture does not show as it is."""
    missing = f" {_counted(picture.nameless, 'name')} found no room." if picture.nameless else ""
    lens = " The most crowded part of the map is enlarged." if picture.is_enlarged else ""
    return f"{_counted(len(picture.marks), 'node')} and {_counted(len(picture.rows), 'link')}.{lens}{missing}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _notes(told: About, width: float) -> Iterator[str]:
    """The sentences and sources in lines that fit the width."""
    line = ""
    for word in " ".join((*told.sentences, "Sources:", *told.sources)).split():
        if line and len(line) + len(word) > (width - 48) / 6:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line


def picture_svg(picture: Picture) -> str:
    """Lines, marks and names, in the picture's own places; each has a title that a pointer shows.

    ``data-n`` numbers the nodes that something belongs to, for the script of a page.
    """
    number = {mark.id: i for i, mark in enumerate(picture.marks)}
    lines = "".join(
        _line(line, f"{number[line.source.id]} {number[line.target.id]}", is_directed=picture.is_directed)
        for line in picture.lines
    )
    marks = "".join(
        f'<g data-n="{i}" data-name="{escape(mark.label)}"><title>{escape("; ".join(mark.words))}</title>'
        f"{shape(mark)}</g>\n"
        for i, mark in enumerate(picture.marks)
    )
    names = "".join(_name(name, number.get(name.of)) for name in picture.names)
    return f'<g fill="none">\n{lines}</g>\n<g>\n{marks}</g>\n<g>\n{names}</g>\n'


def shape(mark: Mark) -> str:
    """The mark itself, with a rim of paper so that lines end before it."""
    x, y, r = mark.x, mark.y, mark.radius
    paint = f'fill="{mark.colour}" stroke="{_PAPER}" stroke-width="1.5"'
    if mark.shape == "disc":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" {paint}/>'
    corners = {
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
        "triangle": ((0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
    }[mark.shape]
    points = " ".join(f"{x + r * dx:.1f},{y + r * dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" {paint}/>'


def _line(line: Line, ends: str, *, is_directed: bool) -> str:
    """A line from rim to rim, bent to its left where there is one the other way, with an arrow where it has a way."""
    words = "; ".join((f"{line.source.label} to {line.target.label}", *line.words))
    start = f'<g data-n="{ends}"><title>{escape(words)}</title>'
    width = 1.1 + 0.7 * sqrt(line.count - 1)
    dashes = "" if line.is_sure else ' stroke-dasharray="4 3"'
    paint = f'stroke="{line.colour}" stroke-width="{width:.1f}"{dashes}'
    if not (way := way_of(line)):
        x, y = line.source.x, line.source.y - line.source.radius + 1 - LOOP
        return f'{start}<circle cx="{x:g}" cy="{y:g}" r="{LOOP:g}" {paint}/></g>\n'
    (sx, sy), (tx, ty) = way.start, way.end
    head = ""
    if is_directed:
        size = 5.0 + width
        head = _arrow(way, size, line.colour)
        tx, ty = tx - way.into[0] * size * 0.8, ty - way.into[1] * size * 0.8
    to = f"Q{way.bend[0]:.1f} {way.bend[1]:.1f} {tx:.1f} {ty:.1f}" if way.bend else f"L{tx:.1f} {ty:.1f}"
    return f'{start}<path d="M{sx:.1f} {sy:.1f}{to}" {paint}/>{head}</g>\n'


def _arrow(way: Way, size: float, colour: str) -> str:
    """The head of an arrow at the end of the way."""
    (x, y), (ix, iy) = way.end, way.into
    left = x - ix * size - iy * size * 0.4, y - iy * size + ix * size * 0.4
    right = x - ix * size + iy * size * 0.4, y - iy * size - ix * size * 0.4
    corners = "L".join(f"{px:.1f} {py:.1f}" for px, py in (way.end, left, right))
    return f'<path d="M{corners}Z" fill="{colour}"/>'


def _name(name: Name, number: int | None) -> str:
    of = f' data-n="{number}"' if number is not None else ""
    weight = ' font-weight="600"' if name.is_heading else ""
    fill = _SOFT if name.size < 12 and not name.is_heading else _INK
    leader = ""
    if name.leader:
        ax, ay, bx, by = name.leader
        leader = f'<g{of}><path d="M{ax:g} {ay:g}L{bx:g} {by:g}" stroke="{LEADER}" {DOTS}/></g>\n'
    at = f'x="{name.x:g}" y="{name.y:g}" text-anchor="{name.anchor}"'
    return (
        f'{leader}<text{of} {at} font-size="{name.size:g}"{weight} '
        f'fill="{fill}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(name.words)}</text>\n"
    )
