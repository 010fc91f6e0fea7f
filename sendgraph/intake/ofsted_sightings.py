"""``ofsted-sightings``: officers named in Ofsted's letters on focused visits and in its area SEND reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.things import Source
from sendgraph.intake.councils import Councils
from sendgraph.intake.ledger import Ledger, Progress, counted, moment
from sendgraph.intake.officers import dcs_post, person_of, plain_title, read_title, title_of_post
from sendgraph.intake.ofsted_area_2023 import report_source
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import find_table, read_sheets

__all__ = ["DESCRIPTION", "letter_source", "take"]

DESCRIPTION = {
    "title": "Officers whom Ofsted's letters and reports name",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Found in Ofsted's letters and reports by pattern, and taken over by sendgraph import ofsted-sightings.",
}
COLUMNS = {
    "gss": ("gss_code",),
    "name": ("authority",),
    "person": ("person_name",),
    "title": ("post_title_as_printed",),
    "interim": ("interim_or_acting",),
    "seen": ("sighting_date",),
    "kind": ("source_kind",),
    "url": ("source_url",),
    "file": ("source_file",),
    "flags": ("review_flags",),
}


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """Sightings with the people, posts and documents they name. Raises ``IntakeError`` for an unknown layout."""
    table = find_table(read_sheets(path), COLUMNS, ("name", "person", "title", "seen", "kind", "file"))
    ledger = Ledger(councils)
    sheet = table.sheet.name
    found: list[tuple[str, str, str, int, dict[str, str]]] = []
    titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line, row in counted(table, ledger, progress):
        day = ledger.day(row["seen"], "day of the sighting", sheet, line)
        if not day or not row["person"]:
            ledger.leave_out(sheet, line, f"{row['name']}: no {'name' if day else 'day of the sighting'}")
        elif body := ledger.body(sheet, line, gss=row["gss"], name=row["name"], on=day):
            found.append(
                (councils.find(gss=row["gss"], name=row["name"]), day, row["person"], line, {**row, "body": body})
            )
    for now, _, _, _, row in found:
        if title := title_of_post(row["title"]):
            titles[now][title] += 1
    for now, day, _, _, row in sorted(found, key=lambda f: f[:3]):
        ledger.mapped += 1
        _write(ledger, row["body"], day, row, titles[row["body"]] if row["body"] == now else Counter())
    return ledger.taken(family="ofsted_")


def letter_source(councils: Councils, body: str, day: str, url: str, file_name: str) -> Source:
    """The letter on a focused visit as a source; its url is the page it hangs on."""
    return Source(
        source_id=f"ofsted_letter_{body}_{day}",
        kind="inspection-letter",
        publisher="Ofsted",
        title=f"Letter on a focused visit to {councils.name(body)}, {day}",
        url=url,
        file_name=file_name,
        published=moment(day),
        licence="ogl-3",
    )


def _write(ledger: Ledger, body: str, day: str, row: dict[str, str], titles: Counter[str]) -> None:
    is_letter = row["kind"].startswith("focused")
    make = letter_source if is_letter else report_source
    source = make(ledger.councils, body, day, row["url"], row["file"].rpartition("/")[2])
    ledger.source(source)
    reading = read_title(row["title"], row["interim"], row["flags"])
    person = person_of(row["person"], body)
    ledger.add("people", person)
    post = dcs_post(body, reading.role, titles, source.source_id)
    ledger.add("posts", post)
    claim = f"{source.source_id}_{'addressee' if is_letter else 'council-lead'}"
    title = plain_title(row["title"])
    ledger.add(
        "tenures",
        TenureClaim(
            claim_id=f"{claim}_2" if ledger.has("tenures", claim) else claim,
            source_id=source.source_id,
            status=reading.status,
            status_reason=reading.status_reason,
            read_by="person" if "hand_fixed" in row["flags"] else "program",
            note=reading.note,
            person_id=person.person_id,
            post_id=post.post_id,
            title="" if title == "lead person" else title,
            basis=reading.basis,
            seen=moment(day),
            is_shared="two_addressees" in row["flags"],
        ),
    )
