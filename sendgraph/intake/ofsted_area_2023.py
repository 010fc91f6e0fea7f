"""``ofsted-area-send-2023``: area SEND inspections since 2023.

Two layouts: Ofsted's management information, one source for the file, taken as a table; and the list scraped from the
reports, with the address of each, where every report is a source of its own and a program read the outcome.
"""

from __future__ import annotations

from pathlib import Path

from sendgraph.facts.things import Source
from sendgraph.intake.councils import Councils
from sendgraph.intake.days import read_day
from sendgraph.intake.ledger import Ledger, Origin, Progress, counted, locator, moment
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import Table, find_table, read_sheets

__all__ = ["DESCRIPTION", "report_source", "take"]

DESCRIPTION = {
    "title": "Area SEND inspections since 2023",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Taken from Ofsted's management information or its reports by sendgraph import ofsted-area-send-2023.",
}
COLUMNS = {
    "gss": ("gss_code", "Local authority code", "ONS code"),
    "name": ("Local area partnership", "authority", "Local authority", "Local authority name", "Area name"),
    "urn": ("ofsted_urn", "URN"),
    "started": ("Inspection start date", "inspection_start"),
    "ended": ("Inspection end date", "inspection_end"),
    "published": ("Inspection publication date", "report_published", "Publication date"),
    "outcome": ("Inspection outcome", "outcome"),
    "required": ("Priority action plan required?",),
    "actions": ("Number of areas for priority action",),
    "report_url": ("report_url",),
}
FRAMEWORK = "area-send-2023"
_OUTCOMES = {
    "typically positive experiences and outcomes": "typically-positive",
    "inconsistent experiences and outcomes": "inconsistent",
    "widespread and/or systemic failings": "systemic-failings",
    "widespread or systemic failings": "systemic-failings",
}


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """Inspections with their outcomes. Raises ``IntakeError`` for an unknown layout."""
    table = find_table(read_sheets(path), COLUMNS, ("name", "started", "published", "outcome"))
    ledger = Ledger(councils)
    by_report = "report_url" in table.columns
    edition = "" if by_report else _edition(table)
    if edition:
        ledger.source(_file_source(edition))
    for line, row in counted(table, ledger, progress):
        place = locator(table.sheet.name, line, is_csv=path.suffix.lower() == ".csv")
        _take_row(ledger, table.sheet.name, line, row, place, edition)
    return ledger.taken(family="ofsted_area-report_" if by_report else "")


def _edition(table: Table) -> str:
    """The month of the last report in the file, which tells one edition of it from the next."""
    days = (read_day(row["published"]).text for _, row in table.rows())
    return max(days, default="")[:7]


def _file_source(edition: str) -> Source:
    return Source(
        source_id=f"ofsted_area-send-mi_{edition}",
        kind="official-statistics",
        publisher="Ofsted",
        title=f"Management information on area SEND inspections, with reports to {edition}",
        url="https://www.gov.uk/government/collections/area-send-statistics",
        licence="ogl-3",
    )


def report_source(councils: Councils, body: str, published: str, url: str, file_name: str = "") -> Source:
    """The report of an area SEND inspection as a source."""
    return Source(
        source_id=f"ofsted_area-report_{body}_{published}",
        kind="inspection-report",
        publisher="Ofsted",
        title=f"Area SEND inspection report on {councils.name(body)}, {published}",
        url=url,
        file_name=file_name,
        published=moment(published),
        licence="ogl-3",
    )


def _take_row(ledger: Ledger, sheet: str, line: int, row: dict[str, str], place: str, edition: str) -> None:
    started = ledger.day(row["started"], "first day of the visit", sheet, line)
    ended = ledger.day(row["ended"], "last day of the visit", sheet, line)
    published = ledger.day(row["published"], "day of publication", sheet, line)
    if not published:
        ledger.leave_out(sheet, line, f"{row['name']} has no day of publication")
        return
    body = ledger.body(sheet, line, gss=row["gss"], name=row["name"], urn=row["urn"], on=started or published)
    if not body:
        return
    ledger.mapped += 1
    remark = ""
    if not started:
        remark = "The list gives no day of the visit; its id bears the month of the report."
        ledger.note("no day of the visit: its id bears the month of the report", sheet, line)
    url = ledger.url(row["report_url"], sheet, line)
    visit = ledger.visits.find(body, "area-send", "full", started, published)
    if edition:
        origin = Origin(f"mi-{edition}_{visit}", f"ofsted_area-send-mi_{edition}", place, "table")
    else:
        source = report_source(ledger.councils, body, published, url)
        ledger.source(source)
        origin = Origin(source.source_id, source.source_id, "", "program")
    ledger.visit(
        origin,
        visit,
        FRAMEWORK,
        "full",
        body,
        started=moment(started),
        ended=moment(ended),
        published=moment(published),
        report_url=url,
        note=remark,
    )
    _judge(ledger, origin, visit, row, sheet, line)


def _judge(ledger: Ledger, origin: Origin, visit: str, row: dict[str, str], sheet: str, line: int) -> None:
    grade = _OUTCOMES.get(row["outcome"].casefold())
    if grade:
        ledger.judge(origin, visit, "experiences-and-outcomes", "outcome", grade=grade)
    else:
        ledger.note(f"the outcome {row['outcome']!r} is none of the three: no judgement", sheet, line)
    if row["actions"].isdigit():
        ledger.judge(origin, visit, "areas-for-priority-action", tally=int(row["actions"]))
    if (required := row["required"].casefold()) and (required == "yes") != (grade == "systemic-failings"):
        ledger.note(f"priority action plan {row['required']} beside the outcome {row['outcome']!r}", sheet, line)
