"""``ofsted-area-send-leads``: the leads of council and care board that area SEND reports print."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from sendgraph.core.names import slug
from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.things import Post, Source
from sendgraph.intake.councils import CouncilError, Councils
from sendgraph.intake.ledger import Ledger, Progress, counted
from sendgraph.intake.officers import dcs_post, person_of, plain_title, read_title
from sendgraph.intake.ofsted_area_2023 import report_source
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import find_table, read_sheets

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "Leads of the area partnerships that area SEND reports name",
    "publisher": "Ofsted",
    "licence": "Open Government Licence v3.0",
    "made": "Found in area SEND reports by pattern, and taken over by sendgraph import ofsted-area-send-leads.",
}
COLUMNS = {
    "gss": ("gss_code",),
    "name": ("authority",),
    "urn": ("ofsted_urn",),
    "person": ("la_lead_name",),
    "title": ("la_lead_title",),
    "interim": ("la_lead_interim",),
    "board": ("icb_name",),
    "board_person": ("icb_lead_name",),
    "board_title": ("icb_lead_title",),
    "published": ("report_published",),
    "page_url": ("provider_url",),
    "file": ("report_file",),
}
_SHORT_NAMES = {"NHS BSW ICB": "Bath and North East Somerset, Swindon and Wiltshire"}
_BOARD_IN_TITLE = re.compile(
    r"(?:of(?: the)?|,|CEO|at)\s+((?:NHS |Surrey )?[A-Z][\w,& -]+?(?:ICB|Integrated Care Board))$"
)


def take(path: Path, councils: Councils, progress: Progress) -> Taken:
    """Sightings of the leads. Raises ``IntakeError`` for an unknown layout."""
    needed = ("name", "person", "board", "board_person", "published", "file")
    table = find_table(read_sheets(path), COLUMNS, needed)
    ledger = Ledger(councils)
    held = {p.post_id for p in councils.facts.posts}
    cited = {s.source_id: s for s in councils.facts.sources}
    for line, row in counted(table, ledger, progress):
        sheet = table.sheet.name
        day = ledger.day(row["published"], "day of publication", sheet, line)
        if not day:
            ledger.leave_out(sheet, line, f"{row['name']} has no day of publication")
            continue
        body = ledger.body(sheet, line, gss=row["gss"], name=row["name"], urn=row["urn"], on=day)
        if not body:
            continue
        ledger.mapped += 1
        source = report_source(councils, body, day, row["page_url"], row["file"])
        # The list has only the council's page: the address of the report itself, once known, stays.
        ledger.source(cited.get(source.source_id, source))
        _council_lead(ledger, source, body, row, held)
        _board_leads(ledger, source, sheet, line, row)
    return ledger.taken(family="ofsted_area-report_")


def _council_lead(ledger: Ledger, source: Source, body: str, row: dict[str, str], held: set[str]) -> None:
    reading = read_title(row["title"], row["interim"], "")
    post = dcs_post(body, reading.role, Counter(), source.source_id)
    if post.post_id not in held:
        ledger.add("posts", post)
    title = plain_title(row["title"])
    suffix = "council-lead"
    _sighting(
        ledger, source, suffix, row["person"], body, post.post_id, "" if title == "lead person" else title,
        basis=reading.basis, status=reading.status, status_reason=reading.status_reason, note=reading.note,
    )  # fmt: skip


def _board_leads(ledger: Ledger, source: Source, sheet: str, line: int, row: dict[str, str]) -> None:
    """The lead of the care board, or of each where a report names two."""
    people = [p.strip() for p in row["board_person"].split(";") if p.strip()]
    titles = [t.strip() for t in row["board_title"].split(";")]
    boards = [b.strip() for b in re.split(r";|(?<=ICB) and ", row["board"])]
    if len(people) > 1 and not len(people) == len(titles) == len(boards):
        ledger.note("the people, titles and boards of the health lead do not match: left out", sheet, line)
        return
    if len(people) == 1:
        titles, boards = [row["board_title"]], [row["board"]]
    for number, (person, title, board) in enumerate(zip(people, titles, boards, strict=True), start=1):
        try:
            body = _board(ledger.councils, title, board)
        except CouncilError as error:
            ledger.note(f"{error}: its lead is left out", sheet, line)
            continue
        post = _board_post(body, title, source.source_id)
        ledger.add("posts", post)
        basis = "acting" if re.search(r"\bacting\b", title, re.IGNORECASE) else "not-stated"
        suffix = "icb-lead" if number == 1 else f"icb-lead-{number}"
        _sighting(ledger, source, suffix, person, body, post.post_id, plain_title(title), basis=basis)


def _board(councils: Councils, title: str, board: str) -> str:
    """The board the title names, else the one the report names beside it. Raises ``CouncilError``."""
    if named := _BOARD_IN_TITLE.search(title):
        try:
            return councils.board(named[1])
        except CouncilError:
            pass
    return councils.board(_SHORT_NAMES.get(board, board))


def _board_post(body: str, title: str, source_id: str) -> Post:
    """The lead's post: the head of the board only where the printed title says chief executive."""
    text = title.casefold()
    roles: tuple[str, ...] = ()
    if re.search(r"\b(chief executive|ceo)\b", text) and "deputy" not in text:
        name, roles, printed = "chief-executive", ("health-chief-executive",), "Chief executive"
    elif re.search(r"\bchief nurs", text):
        name, roles, printed = "chief-nurse", ("chief-nurse",), plain_title(title)
    elif not title:
        name, printed = "area-send-lead", "Lead named in area SEND reports, without a title"
    else:
        name, printed = slug(title), plain_title(title)
    return Post(post_id=f"{body}_{name}", body_ids=(body,), roles=roles, title=printed, source_id=source_id)


def _sighting(
    ledger: Ledger, source: Source, suffix: str, name: str, body: str, post_id: str, title: str, *,
    basis: str, status: str = "accepted", status_reason: str = "", note: str = "",
) -> None:  # fmt: skip
    person = person_of(name, body)
    ledger.add("people", person)
    ledger.add(
        "tenures",
        TenureClaim(
            claim_id=f"{source.source_id}_{suffix}",
            source_id=source.source_id,
            status=status,
            status_reason=status_reason,
            read_by="program",
            note=note,
            person_id=person.person_id,
            post_id=post_id,
            title=title,
            basis=basis,
            seen=source.published,
        ),
    )
