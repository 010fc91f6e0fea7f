"""``ofsted-focused-visits``: ILACS focused visits, from the list of the letters Ofsted published on them.

The days of a visit were read out of the letter by a program; the letter gives no grade.
"""

from __future__ import annotations

from pathlib import Path

from sendgraph.intake.councils import Councils
from sendgraph.intake.days import read_span
from sendgraph.intake.ledger import Ledger, Origin, Progress, counted, moment
from sendgraph.intake.ofsted_sightings import letter_source
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import find_table, read_sheets

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "Focused visits to councils' children's services",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Days read by a program out of Ofsted's letters, by sendgraph import ofsted-focused-visits.",
}
COLUMNS = {
    "gss": ("gss_code",),
    "name": ("authority",),
    "urn": ("ofsted_urn",),
    "letter": ("letter_date",),
    "published": ("published_date",),
    "days": ("visit_dates_text",),
    "url": ("source_url",),
    "file": ("source_file",),
}


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """Focused visits and the letters on them. Raises ``IntakeError`` for an unknown layout."""
    table = find_table(read_sheets(path), COLUMNS, ("name", "letter", "published", "days", "file"))
    ledger = Ledger(councils)
    for line, row in counted(table, ledger, progress):
        _take_row(ledger, table.sheet.name, line, row)
    return ledger.taken(family="ofsted_letter_")


def _take_row(ledger: Ledger, sheet: str, line: int, row: dict[str, str]) -> None:
    letter = ledger.day(row["letter"], "day of the letter", sheet, line)
    published = ledger.day(row["published"], "day of publication", sheet, line) or letter
    if not letter:
        ledger.leave_out(sheet, line, f"{row['name']}: no day of the letter")
        return
    started, ended = read_span(row["days"])
    if started and not ended <= published:
        ledger.note(f"the days {row['days']!r} are after the letter of {published}: not taken", sheet, line)
        started = ended = ""
    cited = ledger.body(sheet, line, gss=row["gss"], name=row["name"], urn=row["urn"], on=letter)
    if not cited:
        return
    body = ledger.councils.find(gss=row["gss"], name=row["name"], urn=row["urn"], on=started or published)
    ledger.mapped += 1
    remark = ""
    if not started:
        remark = "The days of the visit were not read from the letter; its id bears the month of the letter."
        ledger.note("no day of the visit: its id bears the month of the letter", sheet, line)
    visit = ledger.visits.find(body, "focused-visit", "focused-visit", started, published)
    source = letter_source(ledger.councils, cited, letter, row["url"], row["file"].rpartition("/")[2])
    ledger.source(source)
    ledger.visit(
        Origin(source.source_id, source.source_id, "", "program"),
        visit,
        "ilacs",
        "focused-visit",
        body,
        started=moment(started),
        ended=moment(ended),
        published=moment(published),
        note=remark,
    )
