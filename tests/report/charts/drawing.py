"""What the chart tests read from a drawing: it is parsed as XML, so that every drawing tested is well-formed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"rect", "line", "circle", "polygon", "polyline", "text", "tspan"}
ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "clipPath", "g", "a", *SHAPES}


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def texts(root: ElementTree.Element) -> list[str]:
    """The words of each text, in drawing order."""
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def titled(root: ElementTree.Element, start: str) -> ElementTree.Element:
    """The one group or link whose title starts so."""
    found = [e for e in root.iter() if (t := e.find(f"{SVG}title")) is not None and (t.text or "").startswith(start)]
    (one,) = [e for e in found if e is not root]
    return one


def boxes(root: ElementTree.Element) -> list[tuple[float, ...]]:
    """x, y, width and height of each rectangle in it."""
    return [tuple(float(r.get(k, "nan")) for k in ("x", "y", "width", "height")) for r in root.iter(f"{SVG}rect")]


def corners(element: ElementTree.Element) -> list[list[tuple[float, float]]]:
    """The points of each polygon and polyline in it."""
    found = [e for e in element.iter() if e.tag in (f"{SVG}polygon", f"{SVG}polyline")]
    return [[(float(x), float(y)) for x, y in (p.split(",") for p in e.get("points", "").split())] for e in found]


def require_sound(drawing: str) -> None:
    """A drawing names itself, has no id twice, refers to none that is missing, and asks for nothing outside."""
    root = parsed(drawing)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert set(root.get("aria-labelledby", "").split()) <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(ids)
    assert all((root.find(f"{SVG}{name}") is not None) for name in ("title", "desc"))
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= ELEMENTS
    assert not [key for e in root.iter() for key in e.attrib if key.startswith("on")]
    assert "@import" not in drawing
    assert not re.search(r"url\((?!#)", drawing)
    linked = [e for e in root.iter() if e.get("href")]
    assert all(e.tag == f"{SVG}a" and e.get("aria-label") for e in linked)
    assert root.get("role") == ("group" if linked else "img")
