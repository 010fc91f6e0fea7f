"""Tables of the HTML page: captions, headers, numbers to the right, addresses as links, sources behind each row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sendgraph.report.layout import Section
from sendgraph.report.markup import EMPTY, Markup, element, escape, joined, link, web_address
from sendgraph.report.words import count_of

__all__ = ["html_table", "in_whole_days", "scroll_region"]

_FIGURE = r"[-−+]?£?\d[\d,]*(\.\d+)?%?"
_NUMBER = re.compile(rf"{_FIGURE}(( to | of |–){_FIGURE})?( ?\({_FIGURE}(( to |–){_FIGURE})?\))?")
_NO_NUMBER = frozenset({"", "–", "-", "too few", "not reached", "unknown", "none"})
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?(?!\d)")
_SHOWN_SOURCES = 3
_LONGEST_NAME, _LONGEST_PART = 60, 70


def html_table(section: Section) -> Markup:
    """The section's table with a caption. Columns without any text are left out; sources stand in a last column."""
    shown = [i for i in range(len(section.columns)) if any(row[i] for row in section.rows)]
    kinds = {i: _kind(section.columns[i], [row[i] for row in section.rows]) for i in shown}
    named = shown[0] if shown and _names_rows([row[shown[0]] for row in section.rows]) else None
    headers = [_header(section.columns[i], kinds[i]) for i in shown]
    rows = [
        [_cell(section, place, i, kinds[i], is_name=i == named) for i in shown] for place in range(len(section.rows))
    ]
    if section.sources:
        headers.append(_header("sources", None))
        for place, row in enumerate(rows):
            row.append(element("td", {"class": "sources"}, _sources(section.sources.get(place, ()))))
    caption = element("caption", None, f"{section.heading}: {count_of(len(section.rows), 'row')}")
    head = element("thead", None, element("tr", None, *headers))
    body = element("tbody", None, *(element("tr", None, *row) for row in rows))
    return scroll_region(f"Table: {section.heading}", element("table", None, caption, head, body))


def scroll_region(name: str, inside: Markup) -> Markup:
    """A region with an accessible name that scrolls sideways by itself, by keyboard too, so that the page does not."""
    return element("div", {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": name}, inside)


def _kind(name: str, cells: Sequence[str]) -> str | None:
    if name == "id":
        return "id"
    found = [cell for cell in cells if cell not in _NO_NUMBER]
    is_number = bool(found) and all(_NUMBER.fullmatch(cell) and not _DAY.fullmatch(cell) for cell in found)
    if is_number and not all(re.fullmatch(r"(19|20)\d\d", cell) for cell in found):
        return "number"
    if any(map(web_address, cells)):
        return "address"
    return "long" if max(map(len, cells), default=0) > _LONGEST_NAME else None


def _names_rows(cells: Sequence[str]) -> bool:
    """Whether the first column says what each row is about: unlike in every row, short, and no address."""
    unlike = len(set(cells)) == len(cells)
    return unlike and all(0 < len(cell) <= _LONGEST_NAME and not web_address(cell) for cell in cells)


def _header(name: str, kind: str | None) -> Markup:
    return element("th", {"scope": "col", "class": kind}, name) if name else element("td")


def _cell(section: Section, place: int, column: int, kind: str | None, *, is_name: bool) -> Markup:
    text, address = section.rows[place][column], section.links.get((place, column))
    if web_address(address):
        inside = link(text, address)
    elif web_address(text):
        inside = link(text.partition("#:~:text=")[0], text)
    elif kind == "id":
        inside = Markup(escape(text).replace("_", f"_{element('wbr')}"))
    else:
        inside = _in_lines(text)
    return element("th" if is_name else "td", {"scope": "row" if is_name else None, "class": kind}, inside)


def _in_lines(text: str) -> Markup:
    """The text with its dates kept on one line, and the short parts of a list on a line each."""
    parts = text.split("; ")
    lines = [f"{part};" for part in parts[:-1]] + parts[-1:] if max(map(len, parts)) <= _LONGEST_PART else [text]
    return Markup(element("br").join(map(in_whole_days, lines)))


def in_whole_days(text: str) -> Markup:
    """The text, escaped, with each date kept on one line."""
    return Markup(_DAY.sub(lambda day: element("span", {"class": "day"}, day[0]), escape(text)))


def _sources(found: Sequence[tuple[str, str]]) -> Markup:
    """The first few sources by name, and how many more there are."""
    if not found:
        return EMPTY
    shown = [link(name, address) for name, address in found[:_SHOWN_SOURCES]]
    more = len(found) - len(shown)
    parts = [part for each in shown for part in (Markup(", "), each)][1:]
    return joined(*parts, f" and {more} more" if more else "")
