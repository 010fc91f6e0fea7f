"""The tables of the exports for people without SPARQL: a table a kind of thing, fact and claim.

A column takes its type and meaning from the ontology's term, a column of claims from the fact table it was read
from, so that no meaning is written down twice. A test holds that every property of a class has a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sendgraph.export.fields import Field, fields_of_term
from sendgraph.facts.claims import Claim
from sendgraph.facts.column import Column, columns_of
from sendgraph.facts.tables import TABLES
from sendgraph.graph.emit_claims import claimed_term

__all__ = ["FACTS", "THINGS", "Layout", "claim_layouts", "layouts"]


class Layout(NamedTuple):
    """One table: its name, the class of its rows, the name of its key, what a row is, and its columns after the key."""

    name: str
    of: str
    key: str
    meaning: str
    fields: tuple[Field, ...]


_MANY = frozenset(
    {"otherName", "otherTitle", "postIn", "role", "cameFrom", "wentTo", "boundedBy", "reasonStatus", "reason"}
    | {"withheldBy", "inspectedBody", "inspectedBy", "measureOn", "measureBy", "actor", "eventAbout", "decidedOn"}
)
"""Terms with several values on one subject."""

THINGS = {
    "datasets": (
        "Dataset",
        "dataset_id",
        "A folder of fact tables with one publisher and licence.",
        "title=rdfs:label publisher=publisherName licence=licenceText attribution url made",
    ),
    "sources": (
        "Source",
        "source_id",
        "A document that claims cite.",
        "title=rdfs:label publisher=publisherName source_kind url file_name published retrieved licence text_sha256 "
        "dataset_id=inDataset note",
    ),
    "bodies": (
        "Body",
        "body_id",
        "A council, health body, inspectorate, department or other body.",
        "name=rdfs:label body_kind council_type region gss_code dfe_code ofsted_number opened closed "
        "other_names=otherName latitude=schema:latitude longitude=schema:longitude source_id=source note",
    ),
    "former_codes": (
        "FormerCode",
        "code_id",
        "A code that a body had once; the body goes on.",
        "body_id=codeOf code_scheme code closed source_id=source",
    ),
    "body_links": (
        "BodyRelation",
        "link_id",
        "A relation between two bodies.",
        "body_id=relationFrom relation_kind other_body_id=relationTo start end source_id=source",
    ),
    "people": (
        "Person",
        "person_id",
        "A person as named at one body. Follow merged_into_id to the one who stands for both.",
        "name=rdfs:label other_names=otherName merged_into_id=mergedInto note",
    ),
    "identity_decisions": (
        "IdentityDecision",
        "decision_id",
        "A decision whether two people are one.",
        "person_ids=decidedOn decision reason decided source_id=source",
    ),
    "posts": (
        "Post",
        "post_id",
        "A position in a body, with or without a holder.",
        "title body_ids=postIn roles=role seats opened closed other_titles=otherTitle source_id=source note",
    ),
}
"""Tables of things: class, key, what a row is, and the columns, each with its term where that is not its own name."""

FACTS = {
    "tenures": (
        "Tenure",
        "tenure_id",
        "One person in one post without a break, assembled from claims.",
        "person_id=holder post_id=post title basis first_basis start end end_status first_seen last_seen "
        "is_shared days_a_week supplier came_from_ids=cameFrom went_to_ids=wentTo bounded_by_ids=boundedBy",
    ),
    "departures": (
        "Departure",
        "departure_id",
        "How one tenure ended and whether a reason was given; a reason is never inferred.",
        "tenure_id=tenure manner notice_served reason_statuses=reasonStatus reasons=reason withheld_by_ids=withheldBy",
    ),
    "pay": (
        "Pay",
        "pay_id",
        "A figure published for what a post or its holder was paid.",
        "post_id=post person_id=paidTo amount amount_upper currency per days is_derived",
    ),
    "vacancies": (
        "Vacancy",
        "vacancy_id",
        "A stretch for which a source says that nobody held a post. What no source speaks of is unknown, not vacant.",
        "post_id=post vacancy_kind start end covered_by_post_id=coveredByPost "
        "covered_by_person_id=coveredByPerson vacancy_plan",
    ),
    "inspections": (
        "Inspection",
        "inspection_id",
        "A visit by an inspectorate.",
        "body_ids=inspectedBody framework inspection_kind start end published follows_id=follows "
        "inspected_by_ids=inspectedBy report_url",
    ),
    "judgements": (
        "Judgement",
        "judgement_id",
        "One graded or counted aspect of what an inspection found. Grades of different schemes are never compared.",
        "inspection_id=inspection aspect grade tally total",
    ),
    "measures": (
        "Measure",
        "measure_id",
        "What followed an inspection: a statement of action, a notice, a board, a review.",
        "title=rdfs:label measure_kind measure_on_ids=measureOn measure_by_ids=measureBy person_id=names "
        "start due end follows_id=follows",
    ),
    "findings": (
        "Finding",
        "finding_id",
        "One thing that an inspection or review reported.",
        "finding_of_id=findingOf statement tally",
    ),
    "events": (
        "Event",
        "event_id",
        "Something done about a matter on a day.",
        "title=rdfs:label event_kind held actor_ids=actor about_ids=eventAbout outcome",
    ),
    "responses": (
        "Response",
        "response_id",
        "What a party said of a claim, finding, measure, inspection or event.",
        "responds_to_id=respondsTo person_id=speaker post_id=speakerPost body_id=spokeFor stance statement given",
    ),
    "figures": (
        "Figure",
        "figure_id",
        "A figure on turnover that somebody else counted and printed.",
        "figure_kind figure_role period_start period_end figure_value of_basis of_grade of_region",
    ),
    "conflicts": (
        "Conflict",
        "conflict_id",
        "Two claims that cannot both be right, also where one of them has been set aside since.",
        "conflict_in_id=conflictIn conflict_aspect conflict_kind claim_a_id=claimA claim_b_id=claimB value_a value_b "
        "is_resolved resolution",
    ),
}
"""Tables of facts, in the same form. A conflict is no fact, but is read like one."""

_CLAIMS = (
    "Claim",
    "claim_id",
    "What one source says about one thing, of every status. Only accepted and disputed claims make facts.",
    "status status_reason about_id=about says source_id=source locator words anchor voice read_by note "
    "dataset_id=inDataset passage_sha256",
)
"""The table of all claims: what every claim has."""

_CLAIM_KIND = Field("claim_kind", "text", "The table of the facts that it is for; empty where it was withdrawn.")


def _fields(columns: str) -> Iterator[Field]:
    for each in columns.split():
        name, _, term = each.partition("=")
        term = term or _camel(name)
        yield from fields_of_term(name, term, is_many=term in _MANY)


def _camel(name: str) -> str:
    """The term of a column that has the term's own name.

    >>> _camel("days_a_week")
    'daysAWeek'
    """
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


@cache
def layouts() -> dict[str, Layout]:
    """Every table of things and facts and the one of all claims, by name, in an order in which keys come first."""
    found = {}
    for name, (of, key, meaning, columns) in {**THINGS, "claims": _CLAIMS, **FACTS}.items():
        before = (_CLAIM_KIND,) if name == "claims" else ()
        behind = fields_of_term("is_disputed", "isDisputed") if name in FACTS and name != "conflicts" else ()
        found[name] = Layout(name, of, key, meaning, (*before, *_fields(columns), *behind))
    return found


@cache
def claim_layouts() -> dict[str, Layout]:
    """For each kind of claim a table of its own columns, by the name of the table of its facts."""
    common = {c.name for c in columns_of(Claim)}
    return {
        t.name: Layout(
            f"claimed_{t.name}",
            "Claim",
            "claim_id",
            f"What each claim says: {t.title[0].lower()}{t.title[1:]}",
            tuple(f for c in columns_of(t.row) if c.name not in common | _STEERING for f in _claimed(c)),
        )
        for t in TABLES.values()
        if t.is_claims
    }


_STEERING = frozenset({"stint", "report_url"})
"""Columns of claims that stand on the fact and not in the graph's claims."""

_CELLS = {"moment": "edtf", "dates": "edtf", "count": "whole", "number": "decimal", "yes": "flag", "id": "ref"}


def _claimed(column: Column) -> Iterator[Field]:
    """The columns of one column of a fact table, by the terms that the graph's claims have."""
    kind = _CELLS.get(column.kind, column.kind)
    name = column.name
    if kind == "ref" and not name.endswith(("_id", "_ids")):
        name += "_ids" if column.many else "_id"
    to = column.to if kind == "ref" and "|" not in column.to else ""
    codes = column.to if kind == "code" else ""
    meaning = f"{column.meaning[0].upper()}{column.meaning[1:]}; as this source says."
    term = claimed_term(column.name)
    yield Field(name, kind, meaning, term, to, codes, column.many)
    if kind == "edtf":
        yield Field(f"{name}_earliest", "day", "The earliest day that can mean (ISO 8601).", f"{term}Earliest")
        yield Field(f"{name}_latest", "day", "The latest day that can mean (ISO 8601).", f"{term}Latest")
