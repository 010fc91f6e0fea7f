"""Triples of the assembled facts, each with its evidence."""

from __future__ import annotations

import hashlib

from sendgraph.facts.tables import Facts
from sendgraph.graph.triples import Lines
from sendgraph.model.kinds import Assembly, Conflict, Fact

__all__ = ["emit_facts"]


def emit_facts(out: Lines, facts: Facts, assembly: Assembly) -> None:
    """Write every fact and every conflict."""
    _tenures(out, facts, assembly)
    _leaving(out, assembly)
    _inspections(out, assembly)
    _judgements(out, assembly)
    _measures(out, assembly)
    _sayings(out, assembly)
    _figures(out, assembly)
    for conflict in assembly.conflicts:
        _conflict(out, conflict)


def _fact(out: Lines, fact: Fact, kind: str) -> str:
    out.kind(fact.id, kind)
    out.link(fact.id, "evidence", *fact.evidence)
    out.flag(fact.id, "isDisputed", fact.is_disputed)
    return fact.id


def _tenures(out: Lines, facts: Facts, assembly: Assembly) -> None:
    names = {p.person_id: p.name for p in facts.people}
    titles = {p.post_id: p.title for p in facts.posts}
    for tenure in assembly.tenures:
        node = _fact(out, tenure, "Tenure")
        out.text(node, "rdfs:label", f"{names[tenure.person_id]}, {tenure.title or titles[tenure.post_id]}")
        out.link(node, "holder", tenure.person_id)
        out.link(node, "post", tenure.post_id)
        out.code(node, "basis", "basis", tenure.basis)
        out.code(node, "firstBasis", "basis", tenure.first_basis)
        out.text(node, "title", tenure.title)
        out.bounds(node, "start", tenure.start)
        out.bounds(node, "end", tenure.end)
        out.code(node, "endStatus", "end-status", tenure.end_status)
        out.day(node, "firstSeen", tenure.first_seen)
        out.day(node, "lastSeen", tenure.last_seen)
        out.flag(node, "isShared", tenure.is_shared)
        out.number(node, "daysAWeek", tenure.days_a_week)
        out.text(node, "supplier", tenure.supplier)
        out.link(node, "cameFrom", *tenure.came_from)
        out.link(node, "wentTo", *tenure.went_to)
        out.link(node, "boundedBy", *tenure.bounded_by)


def _leaving(out: Lines, assembly: Assembly) -> None:
    for departure in assembly.departures:
        node = _fact(out, departure, "Departure")
        out.link(node, "tenure", departure.tenure_id)
        out.code(node, "manner", "manner", departure.manner)
        out.code(node, "noticeServed", "yes-no", departure.notice_served)
        out.code(node, "reasonStatus", "reason-status", *departure.reason_statuses)
        out.text(node, "reason", *departure.reasons)
        out.link(node, "withheldBy", *departure.withheld_by)
    for pay in assembly.pay:
        node = _fact(out, pay, "Pay")
        out.link(node, "post", pay.post_id)
        out.link(node, "paidTo", pay.person_id)
        out.number(node, "amount", float(pay.amount))
        out.number(node, "amountUpper", pay.amount_upper)
        out.code(node, "currency", "currency", pay.currency)
        out.code(node, "per", "pay-period", pay.per)
        out.number(node, "days", pay.days)
        out.flag(node, "isDerived", pay.is_derived)
    for vacancy in assembly.vacancies:
        node = _fact(out, vacancy, "Vacancy")
        out.link(node, "post", vacancy.post_id)
        out.code(node, "vacancyKind", "vacancy-kind", vacancy.kind)
        out.bounds(node, "start", vacancy.start)
        out.bounds(node, "end", vacancy.end)
        out.link(node, "coveredByPost", vacancy.covered_by_post)
        out.link(node, "coveredByPerson", vacancy.covered_by_person)
        out.code(node, "vacancyPlan", "vacancy-plan", vacancy.intended)


def _inspections(out: Lines, assembly: Assembly) -> None:
    for visit in assembly.inspections:
        node = _fact(out, visit, "Inspection")
        out.code(node, "framework", "framework", visit.framework)
        out.code(node, "inspectionKind", "inspection-kind", visit.kind)
        out.link(node, "inspectedBody", *visit.body_ids)
        out.link(node, "inspectedBy", *visit.inspected_by)
        out.bounds(node, "start", visit.start)
        out.bounds(node, "end", visit.end)
        out.bounds(node, "published", visit.published)
        out.link(node, "follows", visit.follows)
        out.typed(node, "reportUrl", visit.report_url, "anyURI")


def _judgements(out: Lines, assembly: Assembly) -> None:
    for judgement in assembly.judgements:
        node = _fact(out, judgement, "Judgement")
        out.link(node, "inspection", judgement.inspection_id)
        out.code(node, "aspect", "aspect", judgement.aspect)
        out.code(node, "grade", "grade", judgement.grade)
        out.number(node, "tally", judgement.tally)
        out.number(node, "total", judgement.total)
    for finding in assembly.findings:
        node = _fact(out, finding, "Finding")
        out.link(node, "findingOf", finding.about)
        out.text(node, "statement", finding.statement)
        out.number(node, "tally", finding.tally)


def _measures(out: Lines, assembly: Assembly) -> None:
    for measure in assembly.measures:
        node = _fact(out, measure, "Measure")
        out.text(node, "rdfs:label", measure.title)
        out.code(node, "measureKind", "measure-kind", measure.kind)
        out.link(node, "measureOn", *measure.on_ids)
        out.link(node, "measureBy", *measure.by_ids)
        out.link(node, "names", measure.person_id)
        out.link(node, "follows", measure.follows)
        out.bounds(node, "start", measure.start)
        out.bounds(node, "due", measure.due)
        out.bounds(node, "end", measure.end)


def _sayings(out: Lines, assembly: Assembly) -> None:
    for event in assembly.events:
        node = _fact(out, event, "Event")
        out.text(node, "rdfs:label", event.title)
        out.code(node, "eventKind", "event-kind", event.kind)
        out.link(node, "actor", *event.body_ids, *event.person_ids)
        out.link(node, "eventAbout", *event.about)
        out.bounds(node, "held", event.held)
        out.code(node, "outcome", "outcome", event.outcome)
    for response in assembly.responses:
        node = _fact(out, response, "Response")
        out.link(node, "respondsTo", response.about)
        out.link(node, "speaker", response.person_id)
        out.link(node, "speakerPost", response.post_id)
        out.link(node, "spokeFor", response.body_id)
        out.code(node, "stance", "stance", response.stance)
        out.text(node, "statement", response.statement)
        out.bounds(node, "given", response.given)


def _figures(out: Lines, assembly: Assembly) -> None:
    for figure in assembly.figures:
        node = _fact(out, figure, "Figure")
        out.code(node, "figureKind", "figure-kind", figure.kind)
        out.code(node, "figureRole", "role", figure.role)
        out.day(node, "periodStart", figure.period.earliest)
        out.day(node, "periodEnd", figure.period.latest)
        out.number(node, "figureValue", figure.value)
        out.code(node, "ofBasis", "basis", figure.basis)
        out.code(node, "ofGrade", "grade", figure.grade)
        out.code(node, "ofRegion", "region", figure.region)


def _conflict(out: Lines, conflict: Conflict) -> None:
    named = "\n".join((conflict.thing, conflict.aspect, conflict.kind, conflict.claim_a, conflict.claim_b))
    node = "conflict_" + hashlib.sha256(named.encode()).hexdigest()[:16]
    out.kind(node, "Conflict")
    out.link(node, "conflictIn", conflict.thing)
    out.text(node, "conflictAspect", conflict.aspect)
    out.code(node, "conflictKind", "conflict-kind", conflict.kind)
    out.link(node, "claimA", conflict.claim_a)
    out.link(node, "claimB", conflict.claim_b)
    out.text(node, "valueA", conflict.value_a)
    out.text(node, "valueB", conflict.value_b)
    out.typed(node, "isResolved", "true" if conflict.is_resolved else "false", "boolean")
    out.text(node, "resolution", conflict.reason)
