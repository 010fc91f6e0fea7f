"""``ofsted-sif``: grades that a program read out of the reports of the single inspection framework, 2013 to 2018.

Nobody has checked them by hand, so every claim is marked as read by a program.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sendgraph.intake.councils import Councils
from sendgraph.intake.days import read_span
from sendgraph.intake.ledger import GRADES, Ledger, Origin, Progress, counted, moment
from sendgraph.intake.ofsted_history import children_report
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import find_table, read_sheets

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "Inspections of children's services under the single inspection framework",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Dates and grades read by a program out of Ofsted's reports, not checked, by sendgraph import ofsted-sif.",
}
ASPECTS = {
    "overall": "overall-effectiveness",
    "help": "help-and-protection",
    "leadership": "leadership-management-governance",
}
COLUMNS = {
    "gss": ("gss_code",),
    "name": ("authority",),
    "urn": ("ofsted_urn",),
    "published": ("report_published",),
    "is_sif": ("is_sif",),
    "days": ("inspection_dates_text",),
    "overall": ("overall",),
    "help": ("help_and_protection",),
    "leadership": ("leadership_management_governance",),
    "report_url": ("report_url",),
    "file_name": ("report_file",),
}
_ILACS_BEGAN = date(2018, 1, 1)
_SHORTEST_DAYS = 18
"""From 2018 on only a visit of about four weeks was still under the old framework; ILACS visits last one or two."""


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """SIF inspections with their grades. Raises ``IntakeError`` for an unknown layout."""
    table = find_table(read_sheets(path), COLUMNS, ("name", "published", "is_sif", "overall", "report_url"))
    ledger = Ledger(councils)
    for line, row in counted(table, ledger, progress):
        _take_row(ledger, table.sheet.name, line, row)
    return ledger.taken(family="ofsted_sif-report_")


def _take_row(ledger: Ledger, sheet: str, line: int, row: dict[str, str]) -> None:
    published = ledger.day(row["published"], "day of publication", sheet, line)
    started, ended = read_span(row["days"])
    told = f"{row['name']}, report of {published or '?'}"
    if row["is_sif"].casefold() != "yes":
        ledger.leave_out(sheet, line, f"{told}: the list says that it is no report under the framework")
    elif not published:
        ledger.leave_out(sheet, line, f"{told}: no day of publication")
    elif not any(row[name] for name in ASPECTS):
        ledger.leave_out(sheet, line, f"{told}: no grade was read from it")
    elif started and ended and _is_of_ilacs(date.fromisoformat(started), date.fromisoformat(ended)):
        ledger.leave_out(sheet, line, f"{told}: a visit from {started} to {ended} was under ILACS, not SIF")
    elif body := ledger.body(sheet, line, gss=row["gss"], name=row["name"], urn=row["urn"], on=started or published):
        _write(ledger, sheet, line, row, body, (started, ended, published))


def _is_of_ilacs(started: date, ended: date) -> bool:
    return started >= _ILACS_BEGAN and (ended - started).days < _SHORTEST_DAYS


def _write(ledger: Ledger, sheet: str, line: int, row: dict[str, str], body: str, days: tuple[str, str, str]) -> None:
    started, ended, published = days
    ledger.mapped += 1
    remark = ""
    if not started:
        remark = "No day of the visit was read; its id bears the month of the report."
        ledger.note("no day of the visit: its id bears the month of the report", sheet, line)
    visit = ledger.visits.find(body, "sif", "full", started, published)
    file_name = row["file_name"].rpartition("/")[2]
    url = ledger.url(row["report_url"], sheet, line)
    source = children_report(ledger.councils, "sif", body, published, url, file_name)
    ledger.source(source)
    origin = Origin(source.source_id, source.source_id, "", "program")
    ledger.visit(
        origin,
        visit,
        "sif",
        "full",
        body,
        started=moment(started),
        ended=moment(ended),
        published=moment(published),
        report_url=url,
        note=remark,
    )
    for name, aspect in ASPECTS.items():
        if grade := GRADES.get(row[name].casefold()):
            ledger.judge(origin, visit, aspect, grade=grade)
        elif row[name]:
            ledger.note(f"{aspect} {row[name]!r} is no grade: left out", sheet, line)
        else:
            ledger.note(f"no {aspect} was read", sheet, line)
