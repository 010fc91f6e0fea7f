"""From the text of one cell to its value, or the reason why it has none. Nothing is guessed or repaired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote, urlsplit

from sendgraph.core.dates import DateError, parse_day, parse_edtf, parse_moment
from sendgraph.core.ids import is_id
from sendgraph.facts.codes import code_lists
from sendgraph.facts.column import Column

__all__ = ["CellError", "cell_text", "parse_cell"]

SEPARATOR = "; "
_NOT_IN_URL = re.compile(r"""[\s<>"{}|\\^`\[\]]|%(?![0-9A-Fa-f]{2})|#(?=.*#)""")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")
"""No more digits than a float keeps, so that canonical form never changes a number."""


class CellError(ValueError):
    """What is wrong with a cell: a code, a message and the way out."""

    def __init__(self, code: str, message: str, way_out: str) -> None:
        self.code, self.message, self.way_out = code, message, way_out
        super().__init__(message)


def _text(text: str, column: Column) -> str:
    if not text.isprintable():
        raise _hidden(text, column)
    if text[0] in "=+@-":
        way_out = "take the first character away: spreadsheets would run the cell as a formula"
        raise CellError("FORMULA", f"{column.name} starts with {text[0]!r}", way_out)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise CellError(
            "NOT_NFC", f"{column.name} holds letters and accents apart", "write composed letters (Unicode NFC)"
        )
    return text


def _hidden(text: str, column: Column) -> CellError:
    """The error for a text with a character that a reader cannot see, or cannot tell from a space."""
    hidden = next(c for c in text if not c.isprintable())
    way_out = "write a plain space" if unicodedata.category(hidden) == "Zs" else "delete it"
    return CellError("CONTROL_CHARACTER", f"{column.name} holds the hidden character U+{ord(hidden):04X}", way_out)


def _id(text: str, column: Column) -> str:
    if not is_id(text):
        way_out = "use lower-case letters, digits, single hyphens and underscores, such as jane-example_kent"
        raise CellError("BAD_ID", f"{column.name} {text[:80]!r} is no id", way_out)
    return text


def _date(parse: Callable[[str], Any]) -> Callable[[str, Column], Any]:
    def parse_date(text: str, column: Column) -> Any:
        try:
            return parse(text)
        except DateError as error:
            way_out = error.way_out or "correct it from the source"
            raise CellError("BAD_DATE", f"{column.name} {error.fault}", way_out) from None

    return parse_date


def _code(text: str, column: Column) -> str:
    known = code_lists()[column.to]
    if text not in known:
        near = get_close_matches(text, known, n=1)
        way_out = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"
        raise CellError("UNKNOWN_CODE", f"{column.name} {text[:80]!r} is not in the list {column.to}", way_out)
    return text


def _url(text: str, column: Column) -> str:
    if not text.isprintable():
        raise _hidden(text, column)
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0  # odd ports raise
    except ValueError:
        fine = False
    if not fine:
        raise CellError(
            "BAD_URL", f"{column.name} {text[:80]!r} is no web address", "give one that starts with https://"
        )
    if "@" in parts.netloc:
        raise CellError("BAD_URL", f"{column.name} holds a user name", "give the address as a reader opens it")
    if odd := _NOT_IN_URL.search(text):
        way_out = f"write it as {quote(odd[0])}" if odd[0] != "#" else "keep the first # only"
        raise CellError("BAD_URL", f"{column.name} holds {odd[0]!r}, which no web address does", way_out)
    return text


def _count(text: str, column: Column) -> int:
    if not _COUNT.fullmatch(text):
        way_out = "write digits only, nine at most and no 0 in front"
        raise CellError("BAD_NUMBER", f"{column.name} {text[:40]!r} is no whole number", way_out)
    return int(text)


def _number(text: str, column: Column) -> float:
    if not _NUMBER.fullmatch(text):
        way_out = "write 92000 or 615.17: no currency, commas or 0 in front, six decimals at most"
        raise CellError("BAD_NUMBER", f"{column.name} {text[:40]!r} is no number", way_out)
    return float(text)


def _yes(text: str, column: Column) -> bool:
    if text != "yes":
        raise CellError(
            "UNKNOWN_CODE", f"{column.name} {text[:80]!r} is neither yes nor empty", "write yes, or leave it empty"
        )
    return True


def _sha256(text: str, column: Column) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise CellError("BAD_HASH", f"{column.name} is no SHA-256", "write its 64 lower-case hexadecimal digits")
    return text


_PARSERS: dict[str, Callable[[str, Column], Any]] = {
    "id": _id,
    "ref": _id,
    "text": _text,
    "moment": _date(parse_moment),
    "dates": _date(parse_edtf),
    "day": _date(parse_day),
    "code": _code,
    "url": _url,
    "count": _count,
    "number": _number,
    "yes": _yes,
    "sha256": _sha256,
}


def _parse_one(text: str, column: Column) -> Any:
    value = _PARSERS[column.kind](text, column)
    if column.form and not re.fullmatch(column.form, text):
        raise CellError(
            "BAD_FORM", f"{column.name} {text[:80]!r} has not the form {column.form}", f"it is {column.meaning}"
        )
    return value


def parse_cell(text: str, column: Column) -> Any:
    """The value of a cell. Raises ``CellError`` with a code, a message and the way out.

    An empty cell gives the column's empty value, or an error where the column is required.
    """
    if text == "":
        if column.required:
            raise CellError("MISSING_VALUE", f"{column.name} is empty", f"give {column.meaning}")
        return column.empty
    if text != text.strip() or "  " in text:
        raise CellError("SPACES", f"{column.name} has spaces at its edge or doubled", "keep single spaces inside only")
    if not column.many:
        return _parse_one(text, column)
    parts = text.split(SEPARATOR)
    if any(part == "" or ";" in part for part in parts):
        raise CellError("BAD_LIST", f"{column.name} has a stray semicolon", "write 'one; other', and none at the end")
    if len(set(parts)) != len(parts):
        raise CellError("REPEATED_VALUE", f"{column.name} names the same value twice", "keep it once")
    return tuple(_parse_one(part, column) for part in parts)


def cell_text(value: Any, column: Column) -> str:
    """The canonical text of a value: what ``parse_cell`` reads back as the same value."""
    if column.many:
        return SEPARATOR.join(str(v) for v in value)
    if value is None or value == "" or value is False:
        return ""
    if column.kind == "yes":
        return "yes"
    if column.kind in ("moment", "dates"):
        return str(value.text)
    if column.kind == "number":
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)
