"""A network as one HTML file that needs no other: the picture, to zoom into, and a table of the same links.

Without its script the page shows the picture in its own size, to scroll, and the table. Nothing is fetched: the policy
allows only the page's own style and script, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About
from sendgraph.export.networks.drawing import Picture
from sendgraph.export.networks.key import entries_of, sign
from sendgraph.export.networks.opening import opening_of
from sendgraph.export.networks.page_script import SCRIPT
from sendgraph.export.networks.page_style import STYLE
from sendgraph.export.networks.source import picture_of
from sendgraph.export.networks.svg import FONT, picture_svg, told_briefly
from sendgraph.export.networks.xml import escape_once as escape

__all__ = ["page", "write"]

_COLUMNS = ("From", "To", "What", "Days shown", "Certain")
_POINT = " Point at a node to read its name."


def write(asked: Asked) -> Iterable[bytes]:
    """The file in one piece."""
    return [page(*picture_of(asked)).encode()]


def page(picture: Picture, told: About) -> str:
    """The HTML document."""
    title = escape(told.title)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1>\n<p>{escape(told_briefly(picture))}{_POINT if picture.nameless else ''} "
        '<a href="#links">The same as a table</a></p></header>\n'
        f"<main>\n{_key(picture)}{_figure(picture, told)}{_table(picture)}</main>\n"
        f"<footer><h2>What this rests on</h2>\n<p>{escape(' '.join(told.sentences))}</p>\n"
        f"<ul>{''.join(f'<li>{escape(source)}</li>' for source in told.sources)}</ul></footer>\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _policy() -> str:
    """The content security policy: nothing but this style and this script."""
    style, script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (STYLE, SCRIPT))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _key(picture: Picture) -> str:
    signs = "".join(
        f"<li>{_small(sign(kind, colour, 0, 0))}{escape(words)}</li>\n" for kind, colour, words in entries_of(picture)
    )
    return f'<ul class="key" aria-label="Key">\n{signs}</ul>\n'


def _small(drawn: str) -> str:
    """A sign of the key as a picture of its own; nothing where there is none."""
    return f'<svg width="18" height="16" viewBox="-3 -8 18 16" aria-hidden="true">{drawn}</svg> ' if drawn else ""


def _figure(picture: Picture, told: About) -> str:
    frame = f"{picture.left:.1f} {picture.top:.1f} {picture.width:.1f} {picture.height:.1f}"
    words = f"{told.title}: {told_briefly(picture)} The table below says the same."
    opening = " ".join(f"{side:g}" for side in opening_of(picture))
    buttons = "".join(
        f'<button type="button" data-do="{do}" aria-label="{words}">{face}</button>'
        for do, words, face in (
            ("in", "Zoom in", "+"),
            ("out", "Zoom out", "\N{MINUS SIGN}"),
            ("start", "Back to where names can be read", "Read"),
            ("all", "Show all, however small", "All"),
        )
    )
    return (
        f'<div class="tools" hidden>{buttons}<label>Find <input type="search" autocomplete="off"></label>'
        '<span role="status"></span><p>Click or tap the picture to move it with the wheel, a finger or the arrow keys.'
        "</p></div>\n"
        '<div class="view" tabindex="0" role="region" aria-label="Picture: arrow keys move it, plus and minus zoom">\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" width="{picture.width:g}" '
        f'height="{picture.height:g}" data-opening="{opening}" role="img" aria-label="{escape(words)}" '
        f'font-family="{FONT}">\n{picture_svg(picture)}</svg>\n</div>\n'
    )


def _table(picture: Picture) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in _COLUMNS)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in picture.rows)
    return (
        '<h2 id="links">All links</h2>\n<div class="scroll" tabindex="0" role="region" aria-label="Table of all links">'
        f"<table><caption>{len(picture.rows)} links, by name</caption><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table></div>\n"
    )
