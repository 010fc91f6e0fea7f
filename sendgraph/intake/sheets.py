"""Spreadsheets as text, and tables found in them by the names of their columns, wherever the header stands.

A CSV file is read anew whenever its rows are asked for, and never held. A spreadsheet has to be unpacked whole; its
cells become text once, and equal texts are held once: a published table repeats most of its cells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, overload

from sendgraph.core.names import fold

__all__ = ["IntakeError", "Sheet", "Table", "find_table", "read_sheets"]

_SPREADSHEETS = (".ods", ".xlsx")
_HEADER_ROWS = 60
"""How far down a header is looked for: covers and notes above a table are never longer."""

_NOTE = re.compile(r"\s*\[notes? [^\]]*\]", re.IGNORECASE)
_LINK = re.compile(r'=\s*HYPERLINK\(\s*"(?P<url>[^"]*)"\s*(?:[,;]\s*"(?P<text>(?:[^"]|"")*)"\s*)?\)', re.IGNORECASE)


class IntakeError(Exception):
    """The file cannot be imported as it is: what is wrong, and the way out."""


class Sheet(NamedTuple):
    """One sheet: its name and its rows of text. The first row of the sheet is line 1."""

    name: str
    rows: Sequence[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside a sheet: where its header stands, and which column holds which of our names."""

    sheet: Sheet
    line: int
    columns: dict[str, int]
    asked: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line and cells of each row that is not empty, by our names; a column the sheet lacks is empty.

        A link written as a formula gives its shown text, or its address where our name ends in ``url``.
        """
        places = [(name, self.columns.get(name, -1)) for name in self.asked]
        for index, row in enumerate(islice(self.sheet.rows, self.line, None), start=self.line):
            width = len(row)
            cells = {name: row[at] if 0 <= at < width else "" for name, at in places}
            if not any(cells.values()):
                continue
            for name, text in cells.items():
                if text and (text[0] == "=" or text[-1] == "]"):
                    cells[name] = _plain(text, wants_url=name.endswith("url"))
            yield index + 1, cells

    def __len__(self) -> int:
        return len(self.sheet.rows) - self.line


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of an ODS, XLSX or CSV file. Raises ``IntakeError`` for another or a broken file."""
    ending = path.suffix.lower()
    if ending == ".csv":
        return [Sheet(path.stem, _CsvRows(path))]
    if ending not in _SPREADSHEETS:
        raise IntakeError(f"{path.name} is no .ods, .xlsx or .csv file: save it as one of these")
    with path.open("rb"):  # so that a missing file is an error of the system, as everywhere else
        pass
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    texts = _Texts()
    try:
        book = CalamineWorkbook.from_path(str(path))
        return [_read_sheet(book, name, texts) for name in book.sheet_names]
    except (CalamineError, WorksheetNotFound, ValueError) as error:
        raise IntakeError(f"{path.name} cannot be read as a spreadsheet: {error}") from None


def _read_sheet(book: Any, name: str, texts: _Texts) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    first_row, first_column = sheet.start or (0, 0)
    rows: list[list[str]] = [[] for _ in range(first_row)]
    margin = [""] * first_column
    rows += ([*margin, *map(texts.of, row)] for row in sheet.iter_rows())
    return Sheet(name, rows)


class _CsvRows(Sequence[list[str]]):
    """The rows of a CSV file, read anew each time. Raises ``IntakeError`` at once where the file is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._length = sum(1 for _ in self._read())

    def _read(self) -> Iterator[list[str]]:
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as stream:
                yield from csv.reader(stream)
        except UnicodeDecodeError:
            raise IntakeError(f"{self._path.name} is not UTF-8: save it as CSV UTF-8") from None
        except csv.Error as error:
            raise IntakeError(f"{self._path.name} is no CSV file: {error}") from None

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[list[str]]:
        return ([_single_spaced(cell) for cell in row] for row in self._read())

    @overload
    def __getitem__(self, at: int) -> list[str]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...

    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        rows = islice(self, *at.indices(len(self))) if isinstance(at, slice) else islice(self, at, at + 1)
        return list(rows) if isinstance(at, slice) else next(rows)


@lru_cache(maxsize=4_096)
def _single_spaced(text: str) -> str:
    return " ".join(text.split())


class _Texts:
    """The text of cell values, equal ones only once."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}

    def of(self, value: object) -> str:
        """Text with single spaces; a date as YYYY-MM-DD, a whole number without decimals."""
        if isinstance(value, str):
            raw = value
        elif isinstance(value, datetime):
            raw = value.date().isoformat()
        elif isinstance(value, date):
            raw = value.isoformat()
        elif isinstance(value, float):
            raw = str(int(value)) if value.is_integer() else repr(value)
        else:
            raw = "" if value is None else str(value)
        held = self._held.get(raw)
        if held is None:
            held = self._held[raw] = " ".join(raw.split())
        return held


def find_table(sheets: Sequence[Sheet], columns: Mapping[str, Sequence[str]], required: Iterable[str]) -> Table:
    """The table whose header holds every required column, matched by the texts each of our names goes by.

    Case, accents, punctuation, line breaks and notes do not count, nor do the dots R writes for spaces. Of several
    fitting sheets the one with most of the columns is taken. Raises ``IntakeError`` with the headers seen.
    """
    names = {_key(text): ours for ours, texts in columns.items() for text in texts}
    needed = list(required)
    best: Table | None = None
    seen: list[str] = []
    for sheet in sheets:
        nearest: tuple[int, int, list[str]] = (0, 0, [])
        for index, row in enumerate(sheet.rows[:_HEADER_ROWS]):
            places: dict[str, int] = {}
            for at, text in enumerate(row):
                if (ours := names.get(_key(text), "")) and ours not in places:
                    places[ours] = at
            if all(name in places for name in needed) and (best is None or len(places) > len(best.columns)):
                best = Table(sheet, index + 1, places, tuple(columns))
            filled = [text for text in row if text]
            nearest = max(nearest, (len(places), len(filled), filled), key=lambda n: n[:2])
        seen.append(f"{sheet.name}: {_shown(nearest[2])}")
    if best is None:
        wanted = "; ".join(f"{name} ({_alternatives(columns[name])})" for name in needed)
        raise IntakeError(f"no sheet has the columns {wanted}. Headers seen: {' | '.join(seen) or 'none'}")
    return best


def _alternatives(texts: Sequence[str]) -> str:
    return " or ".join(repr(text) for text in texts[:3])


def _shown(headers: list[str]) -> str:
    shown = ", ".join(repr(h if len(h) <= 60 else h[:59] + "…") for h in headers[:20])
    return shown + (f" and {len(headers) - 20} more" if len(headers) > 20 else "") if headers else "empty"


def _key(header: str) -> str:
    """What is compared of a header: its letters and digits, without notes and a leading article."""
    return fold(_NOTE.sub("", _plain(header, wants_url=False))).removeprefix("the ").replace(" ", "")


def _plain(text: str, *, wants_url: bool) -> str:
    """A cell without its notes; of a link formula the address or the shown text."""
    if link := _LINK.fullmatch(text):
        shown = (link["text"] or "").replace('""', '"')
        return link["url"] if wants_url or not shown else shown
    return _NOTE.sub("", text).strip()
