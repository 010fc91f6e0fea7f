"""``ofsted-ilacs-history``: the list of reports on children's services scraped from Ofsted's site, one source each.

A program read dates and grades out of the reports. Reports from before 2018 have neither: they came under other
frameworks, which the list does not name, and are left out.
"""

from __future__ import annotations

from pathlib import Path

from sendgraph.facts.things import Source
from sendgraph.intake.councils import Councils
from sendgraph.intake.ledger import GRADES, Ledger, Origin, Progress, counted, moment
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import find_table, read_sheets

__all__ = ["DESCRIPTION", "children_report", "take"]

DESCRIPTION = {
    "title": "ILACS inspections of councils' children's services",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Dates and grades read by a program out of Ofsted's reports, by sendgraph import ofsted-ilacs-history.",
}
ASPECTS = {
    "overall": "overall-effectiveness",
    "leaders": "impact-of-leaders",
    "help": "help-and-protection",
    "care": "in-care",
    "leavers": "care-leavers",
}
COLUMNS = {
    "urn": ("urn",),
    "name": ("local_authority",),
    "report_url": ("inspection_link",),
    "file_name": ("pdf_filename",),
    "published": ("publication_date",),
    "kind": ("inspection_framework",),
    "started": ("inspection_start_date",),
    "ended": ("inspection_end_date",),
    "overall": ("overall_effectiveness_grade",),
    "leaders": ("impact_of_leaders_grade",),
    "help": ("help_and_protection_grade",),
    "care": ("in_care_grade",),
    "leavers": ("care_leavers_grade",),
}
_NO_GRADE = {
    "": "",
    "data_unreadable": "the program could not read",
    "inspection_pre_dates_judgement": "",  # care leavers had no grade of their own before 2023
    "not_reported_post_reform": "since the reform of 2025 reports give no",
}
_KINDS = {"standard": "full", "short": "short"}
_ILACS_BEGAN = "2018-01-01"


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """ILACS inspections with their grades. Raises ``IntakeError`` for an unknown layout."""
    table = find_table(read_sheets(path), COLUMNS, ("name", "report_url", "published", "started", "overall"))
    ledger = Ledger(councils)
    for line, row in counted(table, ledger, progress):
        _take_row(ledger, table.sheet.name, line, row)
    return ledger.taken(family="ofsted_ilacs-report_")


def children_report(
    councils: Councils, framework: str, body: str, published: str, url: str, file_name: str = ""
) -> Source:
    """The report of an inspection of children's services as a source."""
    return Source(
        source_id=f"ofsted_{framework}-report_{body}_{published}",
        kind="inspection-report",
        publisher="Ofsted",
        title=f"{framework.upper()} inspection report on {councils.name(body)}, {published}",
        url=url,
        file_name=file_name,
        published=moment(published),
        licence="ogl-3",
    )


def _take_row(ledger: Ledger, sheet: str, line: int, row: dict[str, str]) -> None:
    started = ledger.day(row["started"], "first day of the visit", sheet, line)
    ended = ledger.day(row["ended"], "last day of the visit", sheet, line)
    published = ledger.day(row["published"], "day of publication", sheet, line)
    grades = {aspect: _grade(ledger, row[name], aspect, sheet, line) for name, aspect in ASPECTS.items()}
    if not published:
        ledger.leave_out(sheet, line, f"{row['name']} has no day of publication")
        return
    if not (started or any(grades.values())):
        ledger.leave_out(
            sheet, line, f"{row['name']}, report of {published}: neither dates nor grades were read from it"
        )
        return
    body = ledger.body(sheet, line, name=row["name"], urn=row["urn"], on=started or published)
    if not body:
        return
    if (started or published) < _ILACS_BEGAN:
        ledger.leave_out(sheet, line, f"{row['name']}, report of {published}: from before ILACS")
        return
    ledger.mapped += 1
    for aspect, told in ((a, _NO_GRADE.get(row[n].casefold(), "")) for n, a in ASPECTS.items()):
        if told:
            ledger.note(f"{told} {aspect}", sheet, line)
    known = ledger.visits.known(body, "ilacs", started, published)
    kind = _KINDS.get(row["kind"].casefold(), "")
    remark = "" if kind else "The list does not say which kind of inspection."
    if not kind:
        kind = known.kind if known else "full"
        ledger.note(f"the kind of inspection {row['kind']!r} is read as {kind}", sheet, line)
    visit = ledger.visits.find(body, "ilacs", kind, started, published)
    url = ledger.url(row["report_url"], sheet, line)
    source = children_report(ledger.councils, "ilacs", body, published, url, row["file_name"])
    ledger.source(source)
    origin = Origin(source.source_id, source.source_id, "", "program")
    ledger.visit(
        origin,
        visit,
        "ilacs",
        kind,
        body,
        started=moment(started),
        ended=moment(ended),
        published=moment(published),
        report_url=url,
        note=remark,
    )
    for aspect, grade in grades.items():
        if grade:
            ledger.judge(origin, visit, aspect, grade=grade)


def _grade(ledger: Ledger, cell: str, aspect: str, sheet: str, line: int) -> str:
    text = cell.casefold()
    if text in _NO_GRADE:
        return ""
    if grade := GRADES.get(text):
        return grade
    if grade := GRADES.get(text.removeprefix("to ")):
        ledger.note(f"{aspect} {cell!r} is read as {grade}", sheet, line)
        return grade
    ledger.note(f"{aspect} {cell!r} is no grade: left out", sheet, line)
    return ""
