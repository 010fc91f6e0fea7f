"""A network as a static SVG: one picture with a title, a description, a key and its sources in real text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About, about
from sendgraph.export.networks.drawing import Line, Mark, Picture, draw
from sendgraph.export.networks.key import key_of
from sendgraph.export.networks.names import Name
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.xml import escape_once as escape

__all__ = ["FONT", "picture_svg", "shape", "svg_document", "write"]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_INK, _SOFT, _PAPER = "#1a1a1a", "#545454", "#ffffff"
_HEAD = 64.0


def write(asked: Asked) -> Iterable[bytes]:
    """The file in one piece."""
    plan = plan_of(asked)
    return [svg_document(draw(plan), about(asked, plan)).encode()]


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
        f'<desc id="desc">{escape(_summary(picture))} {escape(" ".join(told.sentences))}</desc>\n'
        f'<rect width="{width:g}" height="{height:g}" fill="{_PAPER}"/>\n'
        f'<text x="24" y="38" font-size="24" fill="{_INK}">{escape(told.title)}</text>\n'
        f'<text x="24" y="58" font-size="13" fill="{_SOFT}">{escape(_summary(picture))}</text>\n'
        f'<g transform="translate(0 {_HEAD:g})">{key}</g>\n'
        f'<g transform="translate({-picture.left:.1f} {top - picture.top:.1f})">\n{picture_svg(picture)}</g>\n'
    ]
    for i, note in enumerate(notes):
        y = top + picture.height + 16 * (i + 1)
        parts.append(f'<text x="24" y="{y:g}" font-size="11" fill="{_SOFT}">{escape(note)}</text>\n')
    return "".join([*parts, "</svg>\n"])


def _summary(picture: Picture) -> str:
    return f"{len(picture.marks)} nodes and {len(picture.rows)} links."


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
    ax, ay, bx, by = line.source.x, line.source.y, line.target.x, line.target.y
    length = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    words = "; ".join((f"{line.source.label} to {line.target.label}", *line.words))
    start = f'<g data-n="{ends}"><title>{escape(words)}</title>'
    width = 1.1 + 0.7 * sqrt(line.count - 1)
    dashes = "" if line.is_sure else ' stroke-dasharray="4 3"'
    paint = f'stroke="{line.colour}" stroke-width="{width:.1f}"{dashes}'
    if length < 1:
        r = line.source.radius
        return f'{start}<circle cx="{ax:g}" cy="{ay - r - 6:g}" r="7" {paint}/></g>\n'
    ux, uy = (bx - ax) / length, (by - ay) / length
    bend = min(0.16 * length, 40.0) if line.is_bent else 0.0
    mx, my = (ax + bx) / 2 + uy * bend, (ay + by) / 2 - ux * bend
    # The ways out of the one mark and into the other, towards the bend.
    ox, oy = _unit(mx - ax, my - ay)
    ix, iy = _unit(bx - mx, by - my)
    sx, sy = ax + ox * (line.source.radius + 1), ay + oy * (line.source.radius + 1)
    tip = line.target.radius + 2.0
    tx, ty = bx - ix * tip, by - iy * tip
    head = ""
    if is_directed:
        size = 5.0 + width
        left, right = (
            (tx - ix * size - iy * size * 0.4, ty - iy * size + ix * size * 0.4),
            (
                tx - ix * size + iy * size * 0.4,
                ty - iy * size - ix * size * 0.4,
            ),
        )
        head = (
            f'<path d="M{tx:.1f} {ty:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z" '
            f'fill="{line.colour}"/>'
        )
        tx, ty = tx - ix * size * 0.8, ty - iy * size * 0.8
    way = f"Q{mx:.1f} {my:.1f} {tx:.1f} {ty:.1f}" if bend else f"L{tx:.1f} {ty:.1f}"
    return f'{start}<path d="M{sx:.1f} {sy:.1f}{way}" {paint}/>{head}</g>\n'


def _unit(dx: float, dy: float) -> tuple[float, float]:
    length = sqrt(dx * dx + dy * dy) or 1.0
    return dx / length, dy / length


def _name(name: Name, number: int | None) -> str:
    of = f' data-n="{number}"' if number is not None else ""
    weight = ' font-weight="600"' if name.is_heading else ""
    fill = _SOFT if name.size < 12 and not name.is_heading else _INK
    return (
        f'<text{of} x="{name.x:g}" y="{name.y:g}" text-anchor="{name.anchor}" font-size="{name.size:g}"{weight} '
        f'fill="{fill}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(name.words)}</text>\n"
    )
