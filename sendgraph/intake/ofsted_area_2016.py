"""``ofsted-area-send-2016``: Ofsted's table of the area SEND inspections of 2016 to 2022 and their revisits."""

from __future__ import annotations

import re
from pathlib import Path

from sendgraph.facts.things import Source
from sendgraph.intake.councils import CouncilError, Councils
from sendgraph.intake.ledger import Ledger, Origin, Progress, counted, locator, moment
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import Sheet, find_table, read_sheets

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "Area SEND inspections of 2016 to 2022",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Taken cell by cell from Ofsted's published table by sendgraph import ofsted-area-send-2016.",
}
SOURCE = Source(
    source_id="ofsted_area-send-2016-2022",
    kind="official-statistics",
    publisher="Ofsted",
    title="Area SEND inspections and outcomes in England, 1 May 2016 to 31 August 2022: inspection data",
    url=(
        "https://assets.publishing.service.gov.uk/government/uploads/system/uploads/attachment_data/file/1117636/"
        "Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods"
    ),
    licence="ogl-3",
)
_MADE = "sufficient progress has"
COLUMNS = {
    "gss": ("Local authority code", "LA code", "ONS code"),
    "name": ("Area name", "Local authority name", "Local authority", "Local area"),
    "started": ("Inspection start date", "Inspection date"),
    "published": ("Inspection publication date", "Publication date"),
    "required": (
        "Inspection outcome: written statement of action required?",
        "Written statement of action required?",
        "WSoA required?",
    ),
    "weaknesses": ("Number significant weaknesses identified in written statement of action",),
    "revisited": ("Revisit start date", "Revisit date"),
    "revisit_published": ("Revisit publication date",),
    "progress": (
        "Revisit outcome: sufficient progress in addressing all significant weaknesses?",
        "Sufficient progress in addressing all significant weaknesses?",
    ),
    "improved": (f"Number significant weaknesses where {_MADE} been made",),
    "remaining": (f"Number significant weaknesses where {_MADE} not been made",),
}
_REQUIRED = {"yes": "required", "no": "not-required"}
_PROGRESS = {"yes": "all-weaknesses", "some": "some-weaknesses", "no": "no-weakness"}
_GONE = re.compile(r"(?P<name>[A-Z][\w' -]+?) were inspected in \w+ \d{4}")


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """Inspections and revisits with what they found. Raises ``IntakeError`` for an unknown layout."""
    sheets = read_sheets(path)
    table = find_table(sheets, COLUMNS, ("name", "started", "published", "required"))
    ledger = Ledger(councils)
    ledger.source(SOURCE)
    for line, row in counted(table, ledger, progress):
        _take_row(ledger, table.sheet.name, line, row, is_csv=path.suffix.lower() == ".csv")
    for sheet in sheets:
        if sheet.name.casefold() == "notes":
            _tell_of_the_gone(ledger, sheet)
    return ledger.taken()


def _take_row(ledger: Ledger, sheet: str, line: int, row: dict[str, str], *, is_csv: bool) -> None:
    started = ledger.day(row["started"], "first day of the visit", sheet, line)
    published = ledger.day(row["published"], "day of publication", sheet, line)
    outcome = _REQUIRED.get(row["required"].casefold())
    if not started or not outcome:
        what = "no first day" if not started else f"an outcome that is neither Yes nor No: {row['required']!r}"
        ledger.leave_out(sheet, line, f"{row['name'] or row['gss']} has {what}")
        return
    if not (body := ledger.body(sheet, line, gss=row["gss"], name=row["name"], on=started)):
        return
    ledger.mapped += 1
    place = locator(sheet, line, is_csv=is_csv)
    visit = ledger.visits.find(body, "area-send", "full", started, published)
    origin = Origin(f"stat_{visit}", SOURCE.source_id, place, "table")
    ledger.visit(origin, visit, "area-send-2016", "full", body, started=moment(started), published=moment(published))
    ledger.judge(origin, visit, "action-required", "action", grade=outcome)
    if row["weaknesses"].isdigit():
        ledger.judge(origin, visit, "weaknesses", tally=int(row["weaknesses"]))
    _take_revisit(ledger, sheet, line, row, body, visit, place)


def _take_revisit(
    ledger: Ledger, sheet: str, line: int, row: dict[str, str], body: str, visit: str, place: str
) -> None:
    started = ledger.day(row["revisited"], "revisit", sheet, line)
    if not started:
        return
    published = ledger.day(row["revisit_published"], "publication of the revisit", sheet, line)
    again = ledger.visits.find(body, "area-send-revisit", "revisit", started, published)
    origin = Origin(f"stat_{again}", SOURCE.source_id, place, "table")
    ledger.visit(
        origin,
        again,
        "area-send-2016",
        "revisit",
        body,
        started=moment(started),
        published=moment(published),
        follows=visit,
    )
    if grade := _PROGRESS.get(row["progress"].casefold()):
        ledger.judge(origin, again, "sufficient-progress", "progress", grade=grade)
    else:
        ledger.note(f"the outcome of the revisit {row['progress']!r} is none of Yes, Some, No", sheet, line)
    total = int(row["weaknesses"]) if row["weaknesses"].isdigit() else None
    for aspect, cell in (("weaknesses-improved", row["improved"]), ("weaknesses-remaining", row["remaining"])):
        if cell.isdigit():
            ledger.judge(origin, again, aspect, tally=int(cell), total=total)


def _tell_of_the_gone(ledger: Ledger, sheet: Sheet) -> None:
    """Areas that only a note tells of, because their council is gone: Ofsted leaves them out of its figures."""
    for line, cells in enumerate(sheet.rows, start=1):
        text = " ".join(cells)
        if found := _GONE.search(text):
            ledger.read += 1
            try:
                body = ledger.councils.find(name=found["name"], on="2018-01-01")
            except CouncilError:
                body = found["name"]
            reason = "only this note tells of its inspection, by month, and Ofsted's figures leave it out"
            ledger.leave_out(sheet.name, line, f"{body} is gone: {reason}")
