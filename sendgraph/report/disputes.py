"""What is disputed, and what is said of it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sendgraph.analysis.load import local_id
from sendgraph.queries.run import Asker
from sendgraph.report.evidence import Row

__all__ = ["Disputes", "departure_remark", "disputed_so_far", "disputes_of", "remark", "tenure_remark"]

Disputes = Mapping[str, Sequence[str]]
"""What is said against a fact, by its id; against how a tenure ended also by ``end of`` and the tenure's id."""


def disputes_of(ask: Asker) -> Disputes:
    """Everything that is disputed, by the id of the fact."""
    found: dict[str, list[str]] = {}
    for row in ask("disputed_claims"):
        said = f"{row['disputed_by']}: {row['statement']}" if row["statement"] else row["reason"] or ""
        keys = [local_id(row["about"])] + ([f"end of {local_id(row['tenure'])}"] if row["tenure"] else [])
        for key in keys:
            if said not in found.setdefault(key, []):
                found[key].append(said)
    return found


def remark(row: Row, thing: str, disputes: Disputes) -> str:
    """That the fact in that column is disputed and what is said, in words; empty where nobody contests it."""
    return _words("disputed", disputes.get(local_id(row[thing]), ())) if row["is_disputed"] else ""


def departure_remark(row: Row, disputes: Disputes) -> str:
    """That a departure, or the tenure that it ended, is disputed, in words."""
    said = [*disputes.get(local_id(row["departure"]), ()), *disputes.get(local_id(row["tenure"]), ())]
    return _words("disputed", said) if row["is_disputed"] else ""


def tenure_remark(row: Row, disputes: Disputes) -> str:
    """That a tenure is disputed, or only how it ended, in words; of an end that is not known yet nothing is said."""
    if not row["is_disputed"]:
        return ""
    tenure = local_id(row["tenure"])
    said_of_end = disputes.get(f"end of {tenure}")
    if tenure in disputes or not said_of_end:
        return _words("disputed", disputes.get(tenure, ()))
    return _words("how it ended is disputed", said_of_end) if row["end_latest"] else ""


def disputed_so_far(rows: Iterable[dict[str, str | None]], disputes: Disputes) -> list[dict[str, str | None]]:
    """The tenures, none marked as disputed for an end that is not known yet."""
    return [r if tenure_remark(r, disputes) else {**r, "is_disputed": None} for r in rows]


def _words(what: str, said: Sequence[str]) -> str:
    return ": ".join(part for part in (what, "; ".join(s for s in said if s)) if part)
