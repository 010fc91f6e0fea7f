"""Strict reading of one table file: every problem at once, each with its line and column.

One line is one row: a cell never holds a line break, so a line number always means the same in an editor,
in a message and in ``git blame``.
"""

from __future__ import annotations

import csv
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sendgraph.core.problems import Place, Problem
from sendgraph.facts.cells import CellError, parse_cell
from sendgraph.facts.column import Column, Row, columns_of
from sendgraph.facts.tables import Table

__all__ = ["MAX_LINE", "read_table", "shown_path"]

MAX_LINE = 20_000
"""Longest line in bytes; a longer one is a broken export, and reading it whole would cost the reader's memory."""

_BOM = b"\xef\xbb\xbf"


def shown_path(path: Path) -> str:
    """The path as messages print it: from the current folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read_table(path: Path, table: Table, dataset: str) -> tuple[list[Row], list[Problem]]:
    """The rows of a table file and the problems found; a row with a problem is left out."""
    shown = shown_path(path)
    lines, problems = _read_lines(path, shown)
    if problems or not lines:
        return [], problems or [
            _problem(shown, 0, 0, "EMPTY_FILE", "the file has no header", "delete it or write the header")
        ]
    header, more = _split(lines[0], shown, 1)
    columns, problems = _match_header(header, table, shown, lines[0])
    if more or any(not p.is_advice for p in problems):
        return [], more + problems
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], start=2):
        row, found = _read_row(line, number, columns, table, shown, dataset)
        problems += found
        if row is not None:
            rows.append(row)
    return rows, problems


def _problem(path: str, line: int, column: int, code: str, message: str, way_out: str) -> Problem:
    return Problem(Place(path, line, column), code, message, way_out)


def _read_lines(path: Path, shown: str) -> tuple[list[str], list[Problem]]:
    """The lines of the file without their ends, or the problem that stops its reading."""
    lines: list[str] = []
    try:
        with path.open("rb") as stream:
            for number, raw in enumerate(iter(lambda: stream.readline(MAX_LINE + 2), b""), start=1):
                fault = _line_fault(raw, number)
                if fault:
                    return [], [_problem(shown, number, *fault)]
                lines.append(raw.decode("utf-8").removesuffix("\n"))
    except OSError as error:
        return [], [
            _problem(shown, 0, 0, "UNREADABLE", f"cannot be read: {error.strerror}", "check the file's permissions")
        ]
    return lines, []


def _line_fault(raw: bytes, number: int) -> tuple[int, str, str, str] | None:
    """Column, code, message and way out of what is wrong with a raw line."""
    if number == 1 and raw.startswith(_BOM):
        return 1, "BOM", "the file starts with a byte order mark", "save it as UTF-8 without BOM, or run check --fix"
    if len(raw) > MAX_LINE:
        return 0, "LINE_TOO_LONG", f"the line is longer than {MAX_LINE} bytes", "check the export that wrote it"
    if b"\r" in raw:
        return raw.index(b"\r") + 1, "CRLF", "the line ends in CR", "save it with LF line ends, or run check --fix"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        return len(before) + 1, "NOT_UTF8", f"byte 0x{raw[error.start]:02X} is not UTF-8", "save the file as UTF-8"
    return None


def _split(line: str, shown: str, number: int) -> tuple[list[str], list[Problem]]:
    """The cells of a line."""
    if line.count('"') % 2:
        column = line.index('"') + 1
        return [], [
            _problem(
                shown, number, column, "OPEN_QUOTE", "a quote is not closed on its line", "close it; a cell is one line"
            )
        ]
    try:
        return next(csv.reader([line], strict=True), []), []
    except csv.Error as error:
        return [], [
            _problem(shown, number, 0, "BAD_CSV", f"the line is not CSV: {error}", 'write a quote inside a cell as ""')
        ]


def _cell_column(line: str, cell: int) -> int:
    """The position from 1 in the line at which the given cell starts; the last one for a missing cell."""
    starts, quoted = [1], False
    for position, character in enumerate(line, start=1):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            starts.append(position + 1)
    return starts[min(cell, len(starts) - 1)]


def _match_header(header: list[str], table: Table, shown: str, line: str) -> tuple[list[Column], list[Problem]]:
    """The columns in the order of the file, and what is wrong with the header."""
    known = {c.name: c for c in columns_of(table.row)}
    problems = []
    for index, name in enumerate(header):
        at = _cell_column(line, index)
        if name not in known:
            near = get_close_matches(name, known, n=1)
            way_out = f"did you mean {near[0]!r}?" if near else f"columns of {table.name}: {', '.join(known)}"
            problems.append(_problem(shown, 1, at, "UNKNOWN_COLUMN", f"{name!r} is no column of {table.name}", way_out))
        elif name in header[:index]:
            problems.append(_problem(shown, 1, at, "COLUMN_TWICE", f"{name!r} stands twice in the header", "keep one"))
    for column in known.values():
        if column.required and column.name not in header:
            way_out = f"add it: {column.meaning}"
            problems.append(
                _problem(shown, 1, 0, "MISSING_COLUMN", f"{column.name!r} is missing from the header", way_out)
            )
    return [known[name] for name in header if name in known], problems


def _read_row(
    line: str, number: int, columns: list[Column], table: Table, shown: str, dataset: str
) -> tuple[Row | None, list[Problem]]:
    if line == "":
        return None, [_problem(shown, number, 0, "EMPTY_LINE", "the line is empty", "delete it")]
    cells, problems = _split(line, shown, number)
    if problems:
        return None, problems
    if len(cells) != len(columns):
        message = f"the row has {len(cells)} cells, the header {len(columns)}"
        return None, [_problem(shown, number, 0, "CELL_COUNT", message, "check its commas and quotes")]
    values: dict[str, Any] = {}
    for index, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        try:
            values[column.name] = parse_cell(cell, column)
        except CellError as error:
            at = _cell_column(line, index)
            problems.append(_problem(shown, number, at, error.code, error.message, error.way_out))
    if problems:
        return None, problems
    return table.row(place=Place(shown, number), dataset=dataset, **values), []
