"""Conflicts among the claims on one tenure: values that differ, and days in an order that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sendgraph.core.bounds import is_before
from sendgraph.facts.claims import TenureClaim
from sendgraph.model.agree import Agreement, conflict_between
from sendgraph.model.holders import words_of
from sendgraph.model.kinds import Conflict
from sendgraph.model.stints import moments_of

__all__ = ["find_conflicts_with", "find_own_conflicts"]


def find_own_conflicts(tenure_id: str, claims: Sequence[TenureClaim]) -> Iterator[Conflict]:
    """The conflicts among the claims: starts that differ, ends that differ, days out of order."""
    agreement = Agreement(tenure_id, claims)
    agreement.moment("started")
    agreement.moment("ended")
    yield from agreement.conflicts
    if _may_be_out_of_order(claims):
        for a in claims:
            for b in claims:
                yield from _out_of_order(tenure_id, a, b)


def find_conflicts_with(tenure_id: str, claim: TenureClaim, others: Sequence[TenureClaim]) -> Iterator[Conflict]:
    """The conflicts of one claim with each of the others."""
    for other in others:
        agreement = Agreement(tenure_id, [claim, other])
        agreement.moment("started")
        agreement.moment("ended")
        yield from agreement.conflicts
        yield from _out_of_order(tenure_id, claim, other)
        yield from _out_of_order(tenure_id, other, claim)


def _may_be_out_of_order(claims: Sequence[TenureClaim]) -> bool:
    """Whether any start is after any other day, or any end before one; spares the comparison of all pairs."""
    moments = [m for c in claims for m in moments_of(c)]
    last_start = max((m.bounds.earliest or date.min for m in moments if m.kind == "start"), default=date.min)
    first_end = min((m.bounds.latest or date.max for m in moments if m.kind == "end"), default=date.max)
    return any(
        (m.kind != "start" and (m.bounds.latest or date.max) < last_start)
        or (m.kind != "end" and (m.bounds.earliest or date.min) > first_end)
        for m in moments
    )


def _out_of_order(tenure_id: str, a: TenureClaim, b: TenureClaim) -> Iterator[Conflict]:
    """Conflicts where what ``a`` calls the start is after a day of ``b``, or its end before a sighting of ``b``."""
    for one in moments_of(a):
        for other in moments_of(b):
            late = one.kind == "start" and other.kind != "start" and is_before(other.bounds, one.bounds)
            early = one.kind == "end" and other.kind == "seen" and is_before(one.bounds, other.bounds)
            if late or early:
                says = (words_of(one), words_of(other))
                aspect = "started" if late else "ended"
                yield conflict_between(tenure_id, aspect, "order", a, b, says=says)
