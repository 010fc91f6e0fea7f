"""What the importers of Ofsted's files share: gathering rows, ids of visits, and telling what was special."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from sys import intern
from typing import Any

from sendgraph.core.dates import Edtf, parse_moment
from sendgraph.facts.cells import CellError, parse_cell
from sendgraph.facts.column import Column, Row
from sendgraph.facts.tables import TABLES
from sendgraph.facts.things import Source
from sendgraph.intake.councils import CouncilError, Councils
from sendgraph.intake.days import read_day
from sendgraph.intake.outcome import LeftOut, Taken
from sendgraph.intake.sheets import Table
from sendgraph.intake.spool import Spool
from sendgraph.intake.visits import Visits

__all__ = ["GRADES", "Ledger", "Origin", "Progress", "counted", "locator", "moment"]

Progress = Callable[[int, int], None]
_STEP = 1_000
_URL = Column("the address", "url", "the address of the report")

GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires-improvement",
    "requires improvement to be good": "requires-improvement",
    "inadequate": "inadequate",
}
"""Ofsted's four grades for children's services, as its files and reports print them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from: how its id begins, its source, the place in it, and who read it."""

    prefix: str
    source_id: str
    locator: str
    read_by: str


def moment(day: str) -> Edtf | None:
    """The day as tables hold it."""
    return parse_moment(day) if day else None


class Ledger:
    """Rows by table and key while a file is read, and what is to be said of it."""

    def __init__(self, councils: Councils) -> None:
        self.councils = councils
        self.rows = Spool()
        self.visits = Visits(councils.inspections(), self.rows)
        self.read = self.mapped = 0
        self._left_out: list[LeftOut] = []
        self._notes: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._general: list[str] = []

    def add(self, table: str, row: Row) -> None:
        """Keep a row; the first of a key stays."""
        self.rows.add(table, row)

    def has(self, table: str, key: str) -> bool:
        """Whether a row of that key is kept already."""
        return self.rows.rows(table).has(key, TABLES[table].key)

    def leave_out(self, sheet: str, line: int, reason: str) -> None:
        """Say that a row gave nothing."""
        self._left_out.append(LeftOut(sheet, line, intern(reason)))

    def note(self, text: str, sheet: str = "", line: int = 0) -> None:
        """Say that something was read in a special way; the same text of several lines is said once."""
        if line:
            self._notes[sheet, text].append(line)
        else:
            self._general.append(text)

    def day(self, cell: str, what: str, sheet: str, line: int) -> str:
        """The day in a cell, with a note where it was not plain."""
        found = read_day(cell)
        if found.remark:
            self.note(f"{what}: {found.remark}", sheet, line)
        return found.text

    def url(self, cell: str, sheet: str, line: int) -> str:
        """The address in a cell, or none, with a note, where it is no web address."""
        try:
            return str(parse_cell(cell, _URL))
        except CellError as error:
            self.note(f"{error.message}: left out", sheet, line)
            return ""

    def body(self, sheet: str, line: int, *, on: str, gss: str = "", name: str = "", urn: str = "") -> str:
        """The council of a row, or none, and then the row is left out."""
        try:
            body = self.councils.find(gss=gss, name=name, urn=urn, on=on or None)
        except CouncilError as error:
            self.leave_out(sheet, line, str(error))
            return ""
        if gss and self.councils.has_moved(gss, body):
            self.note(f"the code {gss} is read as {body}, whose code is another today or was then", sheet, line)
        return body

    def source(self, source: Source) -> None:
        """Keep a source."""
        self.add("sources", source)

    def visit(self, origin: Origin, inspection_id: str, framework: str, kind: str, body: str, **values: Any) -> None:
        """Keep what the origin says of a visit. Area inspections are Ofsted's and the CQC's, the others Ofsted's."""
        joint = framework.startswith("area-send")
        self._claim(
            "inspections",
            origin,
            "visit",
            inspection_id=inspection_id,
            framework=framework,
            kind=kind,
            body_ids=(body,),
            inspected_by=("care-quality-commission", "ofsted") if joint else ("ofsted",),
            **values,
        )

    def judge(self, origin: Origin, inspection_id: str, aspect: str, suffix: str = "", **values: Any) -> None:
        """Keep one grade or count."""
        self._claim("judgements", origin, suffix or aspect, inspection_id=inspection_id, aspect=aspect, **values)

    def _claim(self, table: str, origin: Origin, suffix: str, **values: Any) -> None:
        self.rows.rows(table).add_values(
            claim_id=f"{origin.prefix}_{suffix}",
            source_id=origin.source_id,
            locator=origin.locator,
            status="accepted",
            read_by=origin.read_by,
            **values,
        )

    def taken(self, *, family: str = "", is_part: bool = False) -> Taken:
        """What the file gave."""
        notes = [f"{_lines(sheet, lines)}: {text}" for (sheet, text), lines in self._notes.items()]
        return Taken(
            rows=self.rows,
            read=self.read,
            mapped=self.mapped,
            left_out=sorted(self._left_out),
            notes=self._general + notes,
            family=family,
            is_part=is_part,
        )


def counted(table: Table, ledger: Ledger, progress: Progress) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a table, counted and with progress told now and then."""
    total = len(table)
    for done, row in enumerate(table.rows(), start=1):
        ledger.read += 1
        if done % _STEP == 0:
            progress(done, total)
        yield row
    progress(total, total)


def locator(sheet: str, line: int, *, is_csv: bool) -> str:
    """Where in the source a row stands."""
    return f"row {line}" if is_csv else f"sheet {sheet}, row {line}"


def _lines(sheet: str, lines: list[int]) -> str:
    """``sheet X, lines 3-5 and 8``."""
    runs = []
    for _, run in groupby(enumerate(sorted(lines)), key=lambda pair: pair[1] - pair[0]):
        numbers = [line for _, line in run]
        runs.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    return f"sheet {sheet}, line{'s' * (len(lines) > 1)} {', '.join(runs)}"
