"""Triples of the claims: what each source says, column by column, with its place, words and status.

A claim's values have their own terms (``send:claimedStart`` beside ``send:start``), so that a question about facts
can never pick up a claim by accident.
"""

from __future__ import annotations

from typing import Any

from sendgraph.facts.cells import cell_text
from sendgraph.facts.claims import Claim
from sendgraph.facts.column import Column, columns_of
from sendgraph.facts.evidence import anchor_url
from sendgraph.facts.tables import TABLES, Facts, Table
from sendgraph.graph.emit_things import dataset_id
from sendgraph.graph.triples import Lines

__all__ = ["claimed_term", "emit_claims"]

_COMMON = {c.name for c in columns_of(Claim)}
_NAMES = {
    "started": "Start",
    "ended": "End",
    "body_ids": "Body",
    "person_ids": "Person",
    "on_ids": "On",
    "by_ids": "By",
}
_SUBJECTS = {
    "tenures": "post_id",
    "departures": "post_id",
    "pay": "post_id",
    "vacancies": "post_id",
    "inspections": "inspection_id",
    "judgements": "inspection_id",
    "measures": "measure_id",
    "findings": "finding_id",
    "events": "event_id",
    "responses": "about",
    "figures": "figure_id",
}
_SKIPPED = {"stint", "report_url"}
"""Columns that steer assembly or stand on the fact itself."""


def claimed_term(column: str) -> str:
    """The term that holds what a claim says in that column.

    >>> claimed_term("started"), claimed_term("withheld_by"), claimed_term("person_id")
    ('claimedStart', 'claimedWithheldBy', 'claimedPerson')
    """
    name = _NAMES.get(column) or "".join(part.capitalize() for part in column.removesuffix("_id").split("_"))
    return "claimed" + name


def emit_claims(out: Lines, facts: Facts) -> None:
    """Write every claim of every status; a withdrawn one is only its status, and when and why."""
    for tombstone in facts.withdrawn:
        _emit_status(out, tombstone)
    urls = {s.source_id: s.url for s in facts.sources}
    for table in TABLES.values():
        if table.is_claims:
            columns = [c for c in columns_of(table.row) if c.name not in _COMMON | _SKIPPED]
            for row in facts.rows(table.name):
                assert isinstance(row, Claim)
                _emit_claim(out, row, table, columns, urls.get(row.source_id, ""))


def _emit_status(out: Lines, claim: Claim) -> str:
    out.kind(claim.claim_id, "Claim")
    out.code(claim.claim_id, "status", "claim-status", claim.status)
    out.text(claim.claim_id, "statusReason", claim.status_reason)
    return claim.claim_id


def _emit_claim(out: Lines, claim: Claim, table: Table, columns: list[Column], url: str) -> None:
    node = _emit_status(out, claim)
    out.link(node, "source", claim.source_id)
    out.link(node, "inDataset", dataset_id(claim.dataset))
    out.text(node, "locator", claim.locator)
    out.text(node, "words", claim.words)
    out.typed(node, "anchor", anchor_url(url, claim.words), "anyURI")
    out.text(node, "passageSha256", claim.passage_sha256)
    out.code(node, "voice", "voice", claim.voice)
    out.code(node, "readBy", "reading", claim.read_by)
    out.text(node, "note", claim.note)
    out.link(node, "about", getattr(claim, _SUBJECTS[table.name]))
    out.text(node, "says", _says(claim, columns))
    for column in columns:
        _emit_value(out, node, column, getattr(claim, column.name))


def _emit_value(out: Lines, node: str, column: Column, value: Any) -> None:
    name = claimed_term(column.name)
    values = value if column.many else (value,)
    if column.kind in ("moment", "dates"):
        out.moment(node, name, value)
    elif column.kind == "code":
        out.code(node, name, column.to, *values)
    elif column.kind in ("ref", "id"):
        out.link(node, name, *values)
    elif column.kind in ("count", "number"):
        out.number(node, name, value)
    elif column.kind == "yes":
        out.flag(node, name, value)
    else:
        out.text(node, name, *values)


def _says(claim: Claim, columns: list[Column]) -> str:
    """What the claim says, as one line of names and values."""
    parts = []
    for column in columns:
        value = getattr(claim, column.name)
        if value in ("", None, (), False):
            continue
        name = column.name.removesuffix("_id").removesuffix("_ids").replace("_", " ")
        parts.append(f"{name}: {cell_text(value, column)}")
    return ", ".join(parts)
