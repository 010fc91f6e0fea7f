"""Inspections, judgements, measures, findings, events and responses: one fact a subject, from all claims on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from sendgraph.core.bounds import Bounds
from sendgraph.facts.claims import Claim, EventClaim, FindingClaim, InspectionClaim, JudgementClaim, MeasureClaim
from sendgraph.facts.tables import Facts
from sendgraph.model.agree import Agreement, is_taken
from sendgraph.model.kinds import Conflict, Event, Finding, Inspection, Judgement, Measure, Response

__all__ = ["assemble_visits", "gather"]

ClaimT = TypeVar("ClaimT", bound=Claim)
FactT = TypeVar("FactT")


def gather(
    claims: Iterable[ClaimT], subject: Callable[[ClaimT], str], build: Callable[[Agreement[ClaimT]], FactT]
) -> tuple[list[FactT], list[Conflict]]:
    """One fact for every subject that has a taken claim, and the conflicts found while building them."""
    groups: dict[str, list[ClaimT]] = defaultdict(list)
    for claim in claims:
        groups[subject(claim)].append(claim)
    facts, conflicts = [], []
    for thing in sorted(groups):
        agreement = Agreement(thing, sorted(groups[thing], key=lambda c: c.claim_id))
        if agreement.taken:
            facts.append(build(agreement))
            conflicts += agreement.conflicts
    return facts, conflicts


def assemble_visits(
    facts: Facts, leader: dict[str, str]
) -> tuple[
    list[Inspection], list[Judgement], list[Measure], list[Finding], list[Event], list[Response], list[Conflict]
]:
    """The six kinds of fact around inspections, and the conflicts among their claims.

    A person in them is the one who stands for all joined.
    """

    def stand_in(name: str) -> str:
        return leader.get(name, name)

    inspections, a = gather(facts.inspections, lambda c: c.inspection_id, _inspection)
    judgements, b = gather(facts.judgements, lambda c: f"judgement_{c.inspection_id}_{c.aspect}", _judgement)
    measures, c = gather(facts.measures, lambda c: c.measure_id, lambda of: _measure(of, stand_in))
    findings, d = gather(facts.findings, lambda c: c.finding_id, _finding)
    events, e = gather(facts.events, lambda c: c.event_id, lambda of: _event(of, stand_in))
    responses = [
        Response(
            id=f"response_{r.claim_id}",
            evidence=(r.claim_id,),
            is_disputed=r.status == "disputed",
            about=stand_in(r.about),
            person_id=stand_in(r.person_id),
            post_id=r.post_id,
            body_id=r.body_id,
            stance=r.stance,
            statement=r.statement,
            given=r.given.bounds if r.given else Bounds(),
        )
        for r in sorted(facts.responses, key=lambda r: r.claim_id)
        if is_taken(r)
    ]
    return inspections, judgements, measures, findings, events, responses, a + b + c + d + e


def _inspection(of: Agreement[InspectionClaim]) -> Inspection:
    return Inspection(
        id=of.thing,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        framework=of.sort_of("framework"),
        kind=of.sort_of("kind"),
        body_ids=of.every("body_ids"),
        inspected_by=of.every("inspected_by"),
        start=of.moment("started"),
        end=of.moment("ended"),
        published=of.moment("published"),
        follows=of.one("follows"),
        report_url=of.label("report_url"),
    )


def _judgement(of: Agreement[JudgementClaim]) -> Judgement:
    return Judgement(
        id=of.thing,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        inspection_id=of.claims[0].inspection_id,
        aspect=of.claims[0].aspect,
        grade=of.one("grade"),
        tally=of.one("tally"),
        total=of.one("total"),
    )


def _measure(of: Agreement[MeasureClaim], stand_in: Callable[[str], str]) -> Measure:
    return Measure(
        id=of.thing,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        kind=of.sort_of("kind"),
        title=of.label("title"),
        on_ids=of.every("on_ids"),
        by_ids=of.every("by_ids"),
        person_id=stand_in(of.one("person_id")),
        follows=of.one("follows"),
        start=of.moment("started"),
        due=of.moment("due"),
        end=of.moment("ended"),
    )


def _finding(of: Agreement[FindingClaim]) -> Finding:
    return Finding(
        id=of.thing,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        about=of.sort_of("about"),
        statement=of.label("statement"),
        tally=of.one("tally"),
    )


def _event(of: Agreement[EventClaim], stand_in: Callable[[str], str]) -> Event:
    return Event(
        id=of.thing,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        kind=of.sort_of("kind"),
        title=of.label("title"),
        body_ids=of.every("body_ids"),
        person_ids=tuple(sorted({stand_in(p) for p in of.every("person_ids")})),
        about=tuple(sorted({stand_in(a) for a in of.every("about")})),
        held=of.moment("held"),
        outcome=of.one("outcome"),
    )
