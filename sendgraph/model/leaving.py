"""Departures, pay and vacancies: facts that hang on a tenure or a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sendgraph.core.bounds import ANY_DAY, Bounds, meet
from sendgraph.facts.claims import DepartureClaim
from sendgraph.facts.tables import Facts
from sendgraph.model.agree import Agreement, is_taken
from sendgraph.model.kinds import Conflict, Departure, Pay, Tenure, Vacancy

__all__ = ["assemble_departures", "assemble_pay", "assemble_vacancies", "find_tenure", "tenures_of"]


TenuresOf = dict[tuple[str, str], list[Tenure]]
"""The tenures of one person in one post, in time order."""


def tenures_of(tenures: Iterable[Tenure]) -> TenuresOf:
    """The tenures by person and post."""
    found: TenuresOf = defaultdict(list)
    for tenure in tenures:
        found[tenure.person_id, tenure.post_id].append(tenure)
    return found


def find_tenure(claim: DepartureClaim, tenures: TenuresOf, leader: dict[str, str]) -> Tenure | None:
    """The tenure a departure claim speaks of: that person's in that post, the last whose end can be the claim's."""
    own = tenures.get((leader.get(claim.person_id, claim.person_id), claim.post_id), [])
    ended = claim.ended.bounds if claim.ended else ANY_DAY
    return next((t for t in reversed(own) if meet(t.end, ended)), None)


def assemble_departures(
    facts: Facts, tenures: Iterable[Tenure], leader: dict[str, str]
) -> tuple[list[Departure], list[Conflict]]:
    """One departure for every tenure that claims speak of."""
    by_tenure: dict[str, list[DepartureClaim]] = defaultdict(list)
    known = tenures_of(tenures)
    for claim in sorted(facts.departures, key=lambda c: c.claim_id):
        tenure = find_tenure(claim, known, leader)
        if tenure:
            by_tenure[tenure.id].append(claim)
    departures, conflicts = [], []
    for tenure_id, claims in sorted(by_tenure.items()):
        of = Agreement(f"departure_{tenure_id}", claims)
        if not of.taken:
            continue
        departures.append(
            Departure(
                id=of.thing,
                evidence=of.evidence,
                is_disputed=of.is_disputed,
                tenure_id=tenure_id,
                manner=next((c.manner for c in of.taken if c.manner != "not-stated"), "not-stated"),
                notice_served=of.one("notice_served"),
                reason_statuses=of.every("reason_status"),
                reasons=of.every("reason"),
                withheld_by=of.every("withheld_by"),
            )
        )
        conflicts += of.conflicts
    return departures, conflicts


def assemble_pay(facts: Facts, leader: dict[str, str]) -> list[Pay]:
    """One figure a taken claim. Figures that do not agree stand side by side: a query compares them."""
    return [
        Pay(
            id=f"pay_{p.claim_id}",
            evidence=(p.claim_id,),
            is_disputed=p.status == "disputed",
            post_id=p.post_id,
            person_id=leader.get(p.person_id, p.person_id),
            amount=p.amount or 0.0,
            amount_upper=p.amount_upper,
            currency=p.currency,
            per=p.per,
            days=p.days,
            is_derived=p.is_derived,
        )
        for p in sorted(facts.pay, key=lambda p: p.claim_id)
        if is_taken(p)
    ]


def assemble_vacancies(facts: Facts, leader: dict[str, str]) -> list[Vacancy]:
    """One vacancy a taken claim."""
    return [
        Vacancy(
            id=f"vacancy_{v.claim_id}",
            evidence=(v.claim_id,),
            is_disputed=v.status == "disputed",
            post_id=v.post_id,
            kind=v.kind,
            start=v.started.bounds if v.started else Bounds(None, v.seen.start.latest if v.seen else None),
            end=v.ended.bounds if v.ended else Bounds(v.seen.end.earliest if v.seen else None, None),
            seen=v.seen.bounds if v.seen else ANY_DAY,
            covered_by_post=v.covered_by_post,
            covered_by_person=leader.get(v.covered_by_person, v.covered_by_person),
            intended=v.intended,
        )
        for v in sorted(facts.vacancies, key=lambda v: v.claim_id)
        if is_taken(v)
    ]
