"""A small SVG writer: shapes, text, patterns, links and the document around them, with unique ids and two decimals."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.report.charts.palette import INK, PAPER
from sendgraph.report.markup import EMPTY, Markup, Value, element, joined, number, web_address

__all__ = [
    "FONT",
    "circle",
    "clip",
    "document",
    "group",
    "hatch",
    "line",
    "path",
    "polygon",
    "rect",
    "text",
    "text_width",
]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
_NARROW, _WIDE = frozenset("fijlrt.,:;'|!()[]I ·"), frozenset("mwMW@%—")


def text_width(words: str, size: float) -> float:
    """About how wide the words are in a font of that size: rather too much than too little, as fonts differ."""
    ems = sum(0.34 if c in _NARROW else 0.92 if c in _WIDE else 0.7 if c.isupper() else 0.58 for c in words)
    return ems * size


def rect(x: float, y: float, width: float, height: float, **style: Value) -> Markup:
    """A rectangle."""
    return element("rect", {"x": x, "y": y, "width": width, "height": height, **_named(style)})


def line(x1: float, y1: float, x2: float, y2: float, **style: Value) -> Markup:
    """A line."""
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **_named(style)})


def circle(x: float, y: float, radius: float, **style: Value) -> Markup:
    """A circle about (x, y)."""
    return element("circle", {"cx": x, "cy": y, "r": radius, **_named(style)})


def polygon(points: Sequence[tuple[float, float]], **style: Value) -> Markup:
    """A closed shape through the points."""
    return element("polygon", {"points": _places(points), **_named(style)})


def path(points: Sequence[tuple[float, float]], **style: Value) -> Markup:
    """An open line through the points."""
    return element("polyline", {"points": _places(points), "fill": "none", **_named(style)})


def text(x: float, y: float, *words: str, size: float = 13, halo: bool = False, **style: Value) -> Markup:
    """Words with their base line at y; ``halo`` keeps lines behind them off the letters."""
    around: dict[str, Value] = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"} if halo else {}
    return element("text", {"x": x, "y": y, "font-size": size, **_named({"fill": INK, **around, **style})}, *words)


def group(title: str, href: str | None, *inside: str) -> Markup:
    """The shapes as one thing that shows its title under a pointer, and leads to the address if there is one."""
    address = web_address(href)
    named = joined(element("title", None, title), *inside)
    return element("a", {"href": address, "aria-label": title}, named) if address else element("g", None, named)


def hatch(name: str, gap: float, width: float, colour: str, paper: str = "none", angle: float = 45) -> Markup:
    """A pattern of slanted lines for ``fill="url(#name)"``."""
    attributes: dict[str, Value] = {"id": name, "width": gap, "height": gap, "patternUnits": "userSpaceOnUse"}
    if angle:
        attributes["patternTransform"] = f"rotate({angle:g})"
    ground = rect(0, 0, gap, gap, fill=paper) if paper != "none" else EMPTY
    return element("pattern", attributes, ground, rect(0, 0, width, gap, fill=colour))


def clip(name: str, x: float, y: float, width: float, height: float) -> Markup:
    """A frame for ``clip-path="url(#name)"``."""
    return element("clipPath", {"id": name}, rect(x, y, width, height))


def document(
    prefix: str, width: float, height: float, title: str, description: str, *inside: str, is_linked: bool = False
) -> Markup:
    """The SVG element, named by its title and description. With links inside it is a group, else one picture."""
    ids = f"{prefix}-title", f"{prefix}-desc"
    attributes: dict[str, Value] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": width,
        "height": height,
        "role": "group" if is_linked else "img",
        "aria-labelledby": " ".join(ids),
        "font-family": FONT,
    }
    return element(
        "svg",
        attributes,
        element("title", {"id": ids[0]}, title),
        element("desc", {"id": ids[1]}, description),
        rect(0, 0, width, height, fill=PAPER),
        *inside,
    )


def _named(style: dict[str, Value]) -> dict[str, Value]:
    return {key.replace("_", "-"): value for key, value in style.items()}


def _places(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
