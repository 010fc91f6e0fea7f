"""Strict reading of one table file: every problem at once, each with its line and column."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sendgraph.core.files import shown_path
from sendgraph.core.problems import Place, Problem
from sendgraph.facts.cells import CellError, parse_cell
from sendgraph.facts.column import Column, Row, columns_of
from sendgraph.facts.lines import LineError, cell_starts, read_lines, split_line
from sendgraph.facts.tables import Table

__all__ = ["read_table"]


def read_table(path: Path, table: Table, dataset: str, *, any_form: bool = False) -> tuple[list[Row], list[Problem]]:
    """The rows of a table file and the problems found; a row with a problem is left out.

    With ``any_form`` a byte order mark and line ends in CR LF are no problems.
    """
    shown = shown_path(path)
    lines, problems = read_lines(path, any_form=any_form)
    if problems:
        return [], problems
    if not lines or not lines[0]:
        return [], [Problem(Place(shown), "EMPTY_FILE", "the file has no header", "delete it or write the header")]
    columns, problems = _match_header(lines[0], table, shown)
    if problems:
        return [], problems
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], start=2):
        row, found = _read_row(line, Place(shown, number), columns, table, dataset)
        problems += found
        if row is not None:
            rows.append(row)
    return rows, problems


def _at(place: Place, error: LineError) -> Problem:
    return Problem(Place(place.path, place.line, error.column), error.code, error.message, error.way_out)


def _match_header(line: str, table: Table, shown: str) -> tuple[list[Column], list[Problem]]:
    """The columns in the order of the file, and what is wrong with the header."""
    try:
        header = split_line(line)
    except LineError as error:
        return [], [_at(Place(shown, 1), error)]
    known = {c.name: c for c in columns_of(table.row)}
    problems = []
    seen: set[str] = set()
    for name, start in zip(header, cell_starts(line), strict=True):
        place = Place(shown, 1, start)
        if name not in known:
            near = get_close_matches(name, known, n=1)
            way_out = f"did you mean {near[0]!r}?" if near else f"columns of {table.name}: {', '.join(known)}"
            problems.append(Problem(place, "UNKNOWN_COLUMN", f"{name!r} is no column of {table.name}", way_out))
        elif name in seen:
            problems.append(Problem(place, "COLUMN_TWICE", f"{name!r} stands twice in the header", "keep one"))
        seen.add(name)
    for column in known.values():
        if column.required and column.name not in seen:
            message = f"{column.name!r} is missing from the header"
            problems.append(Problem(Place(shown, 1), "MISSING_COLUMN", message, f"add it: {column.meaning}"))
    return [known[name] for name in header if name in known], problems


def _read_row(
    line: str, place: Place, columns: list[Column], table: Table, dataset: str
) -> tuple[Row | None, list[Problem]]:
    if line == "":
        return None, [Problem(place, "EMPTY_LINE", "the line is empty", "delete it")]
    try:
        cells = split_line(line)
    except LineError as error:
        return None, [_at(place, error)]
    if len(cells) != len(columns):
        message = f"the row has {len(cells)} cell{'s' * (len(cells) != 1)}, the header {len(columns)}"
        return None, [Problem(place, "CELL_COUNT", message, "check its commas and quotes")]
    given = {column.name: cell for column, cell in zip(columns, cells, strict=True) if cell}
    if given.get("status") == "withdrawn" and table.is_claims:
        return _read_tombstone(given, place, table, dataset)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for index, column in enumerate(columns):
        cell = cells[index]
        if cell == "" and not column.required:
            continue  # the row class has the column's empty value as default
        try:
            values[column.name] = parse_cell(cell, column)
        except CellError as error:
            at = Place(place.path, place.line, cell_starts(line)[index])
            problems.append(Problem(at, error.code, error.message, error.way_out))
    if problems:
        return None, problems
    return table.row(place=place, dataset=dataset, **values), []


_KEPT = ("claim_id", "status", "status_reason")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}: \S.*")


def _read_tombstone(
    given: dict[str, str], place: Place, table: Table, dataset: str
) -> tuple[Row | None, list[Problem]]:
    """The row of a withdrawn claim: its id, and when and why it was withdrawn, without anything of its content."""
    content = [name for name in given if name not in _KEPT]
    if content:
        message = f"the claim is withdrawn and still holds {', '.join(content)}"
        way_out = f"empty every cell but {', '.join(_KEPT)}"
        return None, [Problem(place, "WITHDRAWN_CONTENT", message, way_out)]
    if not _DATED.fullmatch(given.get("status_reason", "")):
        message = "the claim is withdrawn and does not say when and why"
        return None, [Problem(place, "WITHDRAWN_UNDATED", message, "write status_reason as 2026-01-31: the reason")]
    try:
        values = {c.name: parse_cell(given.get(c.name, ""), c) for c in columns_of(table.row) if c.name in _KEPT}
    except CellError as error:
        return None, [Problem(place, error.code, error.message, error.way_out)]
    return table.row(place=place, dataset=dataset, **values), []
