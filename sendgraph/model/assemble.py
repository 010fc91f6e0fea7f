"""All facts from all claims, and what the assembled facts show to be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from sendgraph.core.bounds import is_before
from sendgraph.core.problems import Problem
from sendgraph.facts.tables import Facts
from sendgraph.model.figures import assemble_figures
from sendgraph.model.identity import join_people, presumed_pairs
from sendgraph.model.kinds import Assembly
from sendgraph.model.leaving import assemble_departures, assemble_pay, assemble_vacancies, find_tenure, tenures_of
from sendgraph.model.tenures import assemble_tenures
from sendgraph.model.visits import assemble_visits

__all__ = ["assemble", "find_model_problems"]


def assemble(facts: Facts) -> Assembly:
    """The facts that the claims of checked tables make. The order of rows never matters."""
    leader = join_people(facts.same_people)
    tenures, tenure_conflicts = assemble_tenures(facts, leader)
    departures, departure_conflicts = assemble_departures(facts, tenures, leader)
    inspections, judgements, measures, findings, events, responses, visit_conflicts = assemble_visits(facts, leader)
    figures, figure_conflicts = assemble_figures(facts)
    return Assembly(
        leader=leader,
        presumed=presumed_pairs(facts.same_people, leader),
        tenures=tenures,
        departures=departures,
        pay=assemble_pay(facts, leader),
        vacancies=assemble_vacancies(facts, leader),
        inspections=inspections,
        judgements=judgements,
        measures=measures,
        findings=findings,
        events=events,
        responses=responses,
        figures=figures,
        conflicts=sorted(set(tenure_conflicts + departure_conflicts + visit_conflicts + figure_conflicts)),
    )


def find_model_problems(facts: Facts, assembly: Assembly) -> list[Problem]:
    """What only the assembled facts show: conflicts as advice, claims outside a body's life, lost departures."""
    return sorted([*_conflicts(assembly), *_outside_life(facts), *_lost_departures(facts, assembly)])


def _conflicts(assembly: Assembly) -> Iterator[Problem]:
    for conflict in assembly.conflicts:
        if not conflict.is_resolved:
            message = (
                f"{conflict.thing} {conflict.aspect}: {conflict.value_a} ({conflict.claim_a}) against "
                f"{conflict.value_b} ({conflict.claim_b} at {conflict.place_b})"
            )
            way_out = "if one is wrong, set its status to rejected or superseded and say why"
            yield Problem(conflict.place_a, "CONFLICT", message, way_out, True)


def _outside_life(facts: Facts) -> Iterator[Problem]:
    """A claim cannot date a tenure before its body opened or after it closed."""
    bodies = {b.body_id: b for b in facts.bodies}
    posts = {p.post_id: p for p in facts.posts}
    for claim in facts.tenures:
        post = posts[claim.post_id]
        for name in ("started", "ended", "seen"):
            date = getattr(claim, name)
            for body in (bodies[b] for b in post.body_ids) if date else ():
                early = body.opened and name != "started" and is_before(date.bounds, body.opened.bounds)
                late = body.closed and name != "ended" and is_before(body.closed.bounds, date.bounds)
                if early or late:
                    side = "before it opened" if early else "after it closed"
                    message = f"{name} {date.text} is at {body.body_id} {side}"
                    way_out = "name the post of its predecessor or successor"
                    yield Problem(claim.place, "OUTSIDE_LIFE", message, way_out)


def _lost_departures(facts: Facts, assembly: Assembly) -> Iterator[Problem]:
    known = tenures_of(assembly.tenures)
    for claim in facts.departures:
        if not find_tenure(claim, known, assembly.leader):
            message = f"no tenure of {claim.person_id} in {claim.post_id} can have ended then"
            yield Problem(claim.place, "NO_TENURE", message, "add the claim to tenures as well, or correct the date")
