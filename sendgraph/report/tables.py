"""Plain tables in text, Markdown, CSV and TSV. Every character that a terminal or a reader would run is disarmed."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence

from sendgraph.core.formulas import guarded

__all__ = ["markdown_table", "plain", "separated", "text_table"]

_HIDDEN = {"Cc", "Cf", "Cs", "Co"}


def plain(text: str) -> str:
    """Text without control and other hidden characters, which could drive a terminal."""
    return "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def text_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table with aligned columns and a rule under the header, one line a row."""
    cells = [[plain(c) for c in row] for row in (columns, *rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(columns))]
    lines = ["  ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(lines) + "\n"


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table in GitHub's Markdown."""
    lines = ["| " + " | ".join(map(escape_markdown, row)) + " |" for row in (columns, *rows)]
    lines.insert(1, "|" + "---|" * len(columns))
    return "\n".join(lines) + "\n"


def escape_markdown(text: str) -> str:
    """Text that no Markdown reader takes for markup; an address in full stays one."""
    if re.fullmatch(r"https?://[^\s|<>]+", text):
        return f"<{text}>"
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", plain(text))


def separated(columns: Sequence[str], rows: Sequence[Sequence[str]], separator: str, *, raw: bool = False) -> str:
    """The table as CSV or TSV. Unless ``raw``, a cell that a spreadsheet would run gets an apostrophe in front."""
    import csv

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(row if raw else [guarded(c) for c in row])
    return out.getvalue()
