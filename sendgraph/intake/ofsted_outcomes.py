"""``ofsted-la-outcomes``: Ofsted's yearly file of inspections of councils' children's services, any year's layout.

The file is one source. Its sheets overlap: the latest judgements are also in the history, so a visit that stands in
several sheets is one claim, with the place of each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sendgraph.facts.things import Source
from sendgraph.intake.councils import Councils
from sendgraph.intake.days import read_day
from sendgraph.intake.ledger import GRADES, Ledger, Origin, Progress, counted, locator, moment
from sendgraph.intake.outcome import Taken
from sendgraph.intake.outcome_columns import ASPECTS, NARROW, ORDINALS, WIDE, label_of
from sendgraph.intake.sheets import IntakeError, Sheet, Table, find_table, read_sheets

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "Inspections of councils' children's services",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Taken cell by cell from Ofsted's published tables by sendgraph import ofsted-la-outcomes.",
}
_AS_AT = re.compile(r"as at 31 March (20\d\d)", re.IGNORECASE)
_GUESSED = (
    "The sheet gives neither framework nor kind; they follow from what else is known of the visit, or from its day."
)
"""One remark for both, so that a second import, which knows the visit from the first, changes nothing."""

_ILACS_BEGAN = "2018-01-01"
_CELLS = ("started", "published", "theme", *ASPECTS)
"""What is kept of a visit until all sheets are read."""

_PLACES = 2_000
"""When so many characters name its places, no more are named: a row of a table has an end."""


class _Seen(NamedTuple):
    """A visit as the sheets show it: the first cell of each kind counts."""

    body: str
    label: tuple[str, str, str]
    cells: list[str]
    places: str
    remark: str = ""


class _Visits:
    """The visits of all sheets by body, label and day, each kept as text on disk."""

    def __init__(self, ledger: Ledger) -> None:
        self._shelf = ledger.rows.shelf()

    def get(self, body: str, label: str, day: str) -> _Seen | None:
        """The visit seen under that label on that day."""
        text = self._shelf.get(f"{body} {label} {day}")
        return _Seen(*json.loads(text)) if text else None

    def put(self, day: str, seen: _Seen) -> None:
        """Keep what is now known of the visit."""
        self._shelf.put(f"{seen.body} {seen.label[0]} {day}", json.dumps(seen))

    def __iter__(self) -> Iterator[_Seen]:
        return (_Seen(*json.loads(text)) for text in self._shelf.texts())


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """Inspections, visits and judgements. Raises ``IntakeError`` for an unknown layout."""
    sheets = read_sheets(path)
    year = _year(path, sheets)
    tables = _tables(sheets)
    ledger = Ledger(councils)
    source = _source(path, sheets, year)
    ledger.source(source)
    seen = _Visits(ledger)
    is_csv = path.suffix.lower() == ".csv"
    for table in tables:
        for line, row in counted(table, ledger, progress):
            taken = [_take_visit(ledger, seen, table, line, one, is_csv=is_csv) for one in _visits_in(row)]
            ledger.mapped += any(taken)
    for each in seen:
        _write(ledger, each, source.source_id, year)
    if any("status" in table.columns for table in tables):
        _tell_of_the_lost(ledger, source.source_id, year)
    return ledger.taken(is_part=is_csv)


def _year(path: Path, sheets: list[Sheet]) -> str:
    """Which year's file it is, from its titles or its name."""
    titles = (cell for sheet in sheets for row in sheet.rows[:8] for cell in row)
    if found := next(filter(None, map(_AS_AT.search, titles)), None):
        return found[1]
    if named := re.search(r"(?<!\d)(20\d\d)(?!\d)", path.stem):
        return named[1]
    way_out = "give the file a name with the year in it, such as la_inspection_outcomes_2025.csv"
    raise IntakeError(f"{path.name} does not say which year's file it is ('as at 31 March …'): {way_out}")


def _tables(sheets: list[Sheet]) -> list[Table]:
    """The tables of the file, those that say most of a visit first."""
    tables: list[Table] = []
    error: IntakeError | None = None
    for sheet in sheets:
        for columns, required in ((WIDE, ("name", "first overall-effectiveness")), (NARROW, ("name", "published"))):
            try:
                table = find_table([sheet], columns, required)
            except IntakeError:
                continue
            if {"started", "overall-effectiveness", "kind"} & set(table.columns) or columns is WIDE:
                tables.append(table)
                break
    if not tables:
        try:
            find_table(sheets, NARROW, ("name", "published", "overall-effectiveness"))
        except IntakeError as found:
            error = found
        raise error or IntakeError("no sheet has a table of inspections")
    return sorted(tables, key=lambda t: ("status" not in t.columns, "kind" not in t.columns, t.asked != tuple(WIDE)))


def _visits_in(row: dict[str, str]) -> Iterator[dict[str, str]]:
    """The row itself, or of a wide row one for each inspection in it."""
    if "first published" not in row:
        yield row
        return
    council = {name: row[name] for name in ("gss", "name", "urn")}
    for ordinal in ORDINALS:
        own = {name.partition(" ")[2]: text for name, text in row.items() if name.startswith(ordinal + " ")}
        if any(own.values()):
            yield {**council, **own}


def _source(path: Path, sheets: list[Sheet], year: str) -> Source:
    cover = {row[0].rstrip(":").casefold(): row[1] for sheet in sheets for row in sheet.rows[:30] if len(row) > 1}
    return Source(
        source_id=f"ofsted_la-outcomes_{year}",
        kind="official-statistics",
        publisher="Ofsted",
        title=f"Local authority inspection outcomes as at 31 March {year}",
        url="https://www.gov.uk/government/collections/childrens-social-care-statistics",
        file_name="" if path.suffix.lower() == ".csv" else path.name,
        published=moment(read_day(cover.get("published on", "")).text),
        licence="ogl-3",
    )


def _take_visit(
    ledger: Ledger,
    seen: _Visits,
    table: Table,
    line: int,
    row: dict[str, str],
    *,
    is_csv: bool,
) -> bool:
    sheet = table.sheet.name
    started = ledger.day(row["started"], "first day of the visit", sheet, line)
    published = ledger.day(row["published"], "day of publication", sheet, line)
    if not (started or published):
        ledger.leave_out(sheet, line, f"{row['name']} has no day of a visit or report")
        return False
    kind = row.get("kind", "")
    label = label_of(kind) if kind else None
    if kind and not label:
        ledger.leave_out(sheet, line, f"{row['name']}: {kind!r} is no inspection or visit under ILACS or SIF")
        return False
    body = ledger.body(sheet, line, gss=row["gss"], name=row["name"], urn=row["urn"], on=started or published)
    if not body:
        return False
    remark = ""
    if not label:
        label, remark = _guess(ledger, seen, body, started, published)
        if remark:
            ledger.note(f"the sheet does not say which kind of visit: read as {label[2]} under {label[1]}", sheet, line)
    cells = [started, published, row.get("theme", ""), *(row.get(aspect, "") for aspect in ASPECTS)]
    place = locator(sheet, line, is_csv=is_csv)
    day = started or published
    if before := seen.get(body, label[0], day):
        _compare(ledger, before, cells, sheet, line)
        places = before.places if len(before.places) > _PLACES else f"{before.places}; {place}"
        seen.put(day, before._replace(places=places))
    else:
        seen.put(day, _Seen(body, label, cells, place, remark))
    return True


def _guess(ledger: Ledger, seen: _Visits, body: str, started: str, published: str) -> tuple[tuple[str, str, str], str]:
    """Label, framework and kind of a visit of which the sheet gives the days only, and a remark where it is a guess."""
    for label in ("ilacs", "sif"):
        if there := seen.get(body, label, started or published):
            return there.label, ""
    for label in ("ilacs", "sif"):
        if known := ledger.visits.known(body, label, started, published):
            return (label, label, known.kind), _GUESSED
    label = "ilacs" if (started or published) >= _ILACS_BEGAN else "sif"
    return (label, label, "full"), _GUESSED


def _compare(ledger: Ledger, before: _Seen, cells: list[str], sheet: str, line: int) -> None:
    for at, (name, text, first) in enumerate(zip(_CELLS, cells, before.cells, strict=True)):
        if text and not first:
            before.cells[at] = text
        elif text and text != first:
            where = before.places.partition(";")[0]
            ledger.note(f"{name} is {text!r} here and {first!r} at {where}: the first is kept", sheet, line)


def _write(ledger: Ledger, seen: _Seen, source_id: str, year: str) -> None:
    label, framework, kind = seen.label
    cells = dict(zip(_CELLS, seen.cells, strict=True))
    visit = ledger.visits.find(seen.body, label, kind, cells["started"], cells["published"])
    origin = Origin(_prefix(year, visit), source_id, seen.places, "table")
    theme = f"Theme: {cells['theme']}." if cells["theme"] else ""
    ledger.visit(
        origin,
        visit,
        framework,
        kind,
        seen.body,
        started=moment(cells["started"]),
        published=moment(cells["published"]),
        note=f"{seen.remark} {theme}".strip(),
    )
    for aspect in ASPECTS:
        if not (printed := cells[aspect]):
            continue
        if grade := GRADES.get(printed.casefold()):
            ledger.judge(origin, visit, aspect, grade=grade)
        else:
            ledger.note(f"{visit}: {aspect} is {printed!r}, which is no grade: left out")


def _prefix(year: str, visit: str) -> str:
    return f"outcomes-{year}_{visit}"


def _tell_of_the_lost(ledger: Ledger, source_id: str, year: str) -> None:
    """Full and short inspections that another year's file has and this one's history lacks."""
    for claim in ledger.councils.inspections():
        other = claim.source_id.startswith("ofsted_la-outcomes_") and claim.source_id != source_id
        if not other or claim.framework != "ilacs" or claim.kind not in ("full", "short"):
            continue
        if not ledger.has("inspections", f"{_prefix(year, claim.inspection_id)}_visit"):
            ledger.note(f"{claim.inspection_id} is in {claim.source_id} and no longer in this history")
