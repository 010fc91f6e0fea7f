"""Elements of HTML and SVG as text. What is not markup already is escaped, and only web addresses become links."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from html import escape as _escape

from sendgraph.report.tables import plain

__all__ = ["EMPTY", "Markup", "Value", "element", "escape", "joined", "link", "number", "web_address"]

_NO_END = frozenset({"br", "circle", "line", "meta", "polygon", "polyline", "rect", "wbr"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\[][^\s\"'<>\\^`{|}]*", re.IGNORECASE | re.ASCII)
_NO_XML = re.compile("[\ufffe\uffff]")


class Markup(str):
    """Text that is markup already, made by ``element`` and ``escape`` alone."""

    __slots__ = ()


EMPTY = Markup("")
Value = str | float | None
"""An attribute's value: ``None`` leaves the attribute out."""


def escape(text: str) -> Markup:
    """The text as it may stand in an element or in a quoted attribute, without hidden characters.

    >>> escape('</svg><script>"&')
    '&lt;/svg&gt;&lt;script&gt;&quot;&amp;'
    """
    shown = text if text.isprintable() else _NO_XML.sub(" ", plain(text))
    return Markup(_escape(shown))


def number(value: float) -> str:
    """The number with at most two decimals and no needless zeros, the same on every machine.

    >>> number(12.0), number(-0.001), number(3.14159), number(0.5)
    ('12', '0', '3.14', '0.5')

    Raises ``ValueError`` for a number that is none or has no end.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be drawn")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, attributes: Mapping[str, Value] | None = None, *inside: str) -> Markup:
    """The element with its attributes and what is inside it; text that is not markup is escaped.

    >>> element("a", {"href": "https://example.org/?a&b", "title": None}, "1 < 2")
    '<a href="https://example.org/?a&amp;b">1 &lt; 2</a>'

    Raises ``ValueError`` for a name that no element or attribute has.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of an element")
    parts = [f"<{name}"]
    for key, value in (attributes or {}).items():
        if not _ATTRIBUTE.fullmatch(key):
            raise ValueError(f"{key!r} is no name of an attribute")
        if value is not None:
            parts.append(f' {key}="{escape(value) if isinstance(value, str) else number(value)}"')
    if name in _NO_END:
        return Markup("".join(parts) + "/>")
    return Markup(f"{''.join(parts)}>{joined(*inside)}</{name}>")


def joined(*inside: str) -> Markup:
    """The parts one after another, those that are not markup escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in inside))


def web_address(text: str | None) -> str | None:
    """The address if it is a plain one of the web, else ``None``: a report links to nothing else.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("https://a b")
    ('https://example.org/a', None, None)
    """
    return text if text and text.isprintable() and _ADDRESS.fullmatch(text) else None


def link(text: str, address: str | None) -> Markup:
    """The text as a link to the address; the text alone where the address is not one of the web."""
    href = web_address(address)
    return element("a", {"href": href}, text) if href else joined(text)
