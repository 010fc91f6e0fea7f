"""The ministers database as it is downloaded: its CSV tables, and the spells in office they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sendgraph.core.dates import DateError, parse_day
from sendgraph.intake.ifg_spells import Link, Spell
from sendgraph.intake.outcome import LeftOut, Taken
from sendgraph.intake.rows import clean_text
from sendgraph.intake.sheets import IntakeError, find_table, read_sheets

__all__ = ["HELD", "WAYS", "Cells", "Reading", "read_folder"]

HELD, WAYS = "appointment", "appointment_characteristics"

_COLUMNS = {
    "person": ("id", "name", "start_date"),
    "organisation": ("id", "name", "start_date", "end_date"),
    "organisation_link": (
        "predecessor_organisation_id",
        "successor_organisation_id",
        "type",
        "link_start_date",
        "link_end_date",
    ),
    "post": ("id", "organisation_id", "name"),
    "post_relationship": ("post_id", "group_name", "group_seniority"),
    HELD: ("id", "person_id", "post_id", "start_date", "end_date"),
    WAYS: ("id", "appointment_id", "is_acting", "is_on_leave", "start_date", "end_date"),
}

Cells = dict[str, str]


def read_folder(path: Path) -> Reading:
    """The tables of the folder, or of its folder ``data``. Raises ``IntakeError`` where a table or column is missing.

    Days that are no days, and posts or links that name an organisation no table has, are reported and left out.
    """
    folder = path if path.is_dir() else path.parent
    folder = folder if (folder / f"{HELD}.csv").exists() else folder / "data"
    missing = [f"{name}.csv" for name in _COLUMNS if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise IntakeError(f"{path} is not the folder of the ministers database: it lacks {', '.join(missing)}")
    tables = {}
    for name, columns in _COLUMNS.items():
        table = find_table(read_sheets(folder / f"{name}.csv"), {c: (c,) for c in columns}, columns)
        tables[name] = list(table.rows())
    reading = Reading(tables)
    reading.taken.read = sum(len(lines) for lines in tables.values())
    reading.check_things()
    reading.read_links()
    reading.read_spells()
    return reading


@dataclass(slots=True)
class Reading:
    """The tables by name, each with its lines, and what was read of them so far."""

    tables: dict[str, list[tuple[int, Cells]]]
    taken: Taken = field(default_factory=lambda: Taken(family="ifg_"))
    links: list[tuple[int, Link]] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    _notes: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def leave_out(self, table: str, line: int, reason: str) -> None:
        """Report that a row of a table gives nothing."""
        self.taken.left_out.append(LeftOut(f"{table}.csv", line, reason))

    def note(self, table: str, line: int, told: str) -> None:
        """Report that a row of a table was read in a special way."""
        self._notes.setdefault((table, told), []).append(line)

    def tell_notes(self) -> None:
        """Give what was noted to the outcome, each thing once with all its lines."""
        for (table, told), lines in self._notes.items():
            shown = ", ".join(map(str, sorted(n for n in lines if n)))
            self.taken.notes.append(f"{table}.csv{f' line {shown}' if shown else ''}: {told}")

    def by_id(self, table: str) -> dict[str, Cells]:
        """The rows of a table by their id."""
        return {cells["id"]: cells for _, cells in self.tables[table]}

    def check_things(self) -> None:
        """Leave out what has no name, a wrong day, or an organisation that is not there."""
        for table in ("person", "organisation", "post"):
            kept = []
            for line, cells in self.tables[table]:
                days = {n: day for n, day in cells.items() if n in ("start_date", "end_date")}
                reason = _wrong_day(days) or ("" if cells["id"] and cells["name"] else "it has no id or no name")
                if table == "post" and cells["organisation_id"] not in self.by_id("organisation"):
                    reason = "its organisation is in no table"
                if reason:
                    self.leave_out(table, line, reason)
                else:
                    kept.append((line, cells))
            self.tables[table] = kept

    def read_links(self) -> None:
        """Which department followed which."""
        known = self.by_id("organisation")
        for line, cells in self.tables["organisation_link"]:
            before, after = cells["predecessor_organisation_id"], cells["successor_organisation_id"]
            days = {n: cells[n] for n in ("link_start_date", "link_end_date")}
            reason = _wrong_day(days, required=True)
            if before not in known or after not in known:
                reason = "an organisation it names is in no table"
            if reason:
                self.leave_out("organisation_link", line, reason)
            else:
                first, last = (date.fromisoformat(day) for day in days.values())
                self.links.append((line, Link(cells["type"], before, after, first, last)))

    def read_spells(self) -> None:
        """The spells in office, from the table that also tells acting and leave; those that end too early stay out."""
        people, posts = self.by_id("person"), self.by_id("post")
        held: dict[str, Cells] = {}
        for line, cells in self.tables[HELD]:
            reason = _fault(cells)
            if cells["person_id"] not in people or cells["post_id"] not in posts:
                reason = "its person or its post is in no table"
            if reason:
                self.leave_out(HELD, line, reason)
            else:
                held[cells["id"]] = cells
        told: dict[str, list[Cells]] = defaultdict(list)
        for line, cells in self.tables[WAYS]:
            of = held.get(cells["appointment_id"])
            reason = _fault(cells) or ("" if of else f"its row of {HELD}.csv was left out or is not there")
            if reason or of is None:
                self.leave_out(WAYS, line, reason)
                continue
            told[of["id"]].append(cells)
            self.spells.append(_spell(cells, of, posts, line))
        for line, cells in self.tables[HELD]:
            if cells["id"] not in held:
                continue
            if cells["id"] not in told:
                self.spells.append(_spell(cells, cells, posts, line))
                self.note(HELD, line, f"it has no row in {WAYS}.csv: its own days are taken")
            else:
                self._compare_days(line, cells, told[cells["id"]])

    def _compare_days(self, line: int, cells: Cells, ways: list[Cells]) -> None:
        """Note where the two tables differ on the first or the last day."""
        first = min(c["start_date"] for c in ways)
        last = "" if any(not c["end_date"] for c in ways) else max(c["end_date"] for c in ways)
        if (first, last) != (cells["start_date"], cells["end_date"]):
            days = f"{cells['start_date']} to {cells['end_date'] or 'now'}"
            self.note(HELD, line, f"{days} here, {first} to {last or 'now'} in {WAYS}.csv, which is taken")


def _wrong_day(days: Mapping[str, str], *, required: bool = False) -> str:
    """What is wrong with the days, or nothing."""
    for name, text in days.items():
        try:
            if text or required:
                parse_day(text)
        except DateError as error:
            return f"{name} {error}"
    return ""


def _fault(cells: Cells) -> str:
    """Why a row about somebody in office cannot be taken, or nothing."""
    days = {n: day for n, day in cells.items() if n in ("start_date", "end_date")}
    wrong = _wrong_day(days) or _wrong_day({"start_date": cells["start_date"]}, required=True)
    if not wrong and cells["end_date"] and cells["end_date"] <= cells["start_date"]:
        return f"quarantined: it starts on {cells['start_date']} and ends on {cells['end_date']}, so lasts no day"
    return wrong


def _spell(cells: Cells, held: Cells, posts: Mapping[str, Cells], line: int) -> Spell:
    acting, leave = (cells.get(name, "").casefold() in ("true", "1") for name in ("is_acting", "is_on_leave"))
    title = clean_text(posts[held["post_id"]]["name"])
    end = date.fromisoformat(cells["end_date"]) if cells["end_date"] else None
    start = date.fromisoformat(cells["start_date"])
    return Spell(cells["id"], held["person_id"], held["post_id"], title, start, end, acting, leave, line)
