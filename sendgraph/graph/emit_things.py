"""Triples of the things: datasets, documents, bodies, people and posts."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.facts.dataset import Dataset
from sendgraph.facts.tables import Facts
from sendgraph.graph.triples import Lines
from sendgraph.model.kinds import Assembly

__all__ = ["emit_things"]


def emit_things(out: Lines, facts: Facts, assembly: Assembly, datasets: Sequence[Dataset]) -> None:
    """Write every thing that no claim dates."""
    _datasets(out, datasets)
    _sources(out, facts)
    _bodies(out, facts)
    _people(out, facts, assembly)
    _posts(out, facts)


def dataset_id(name: str) -> str:
    """The id of a dataset's node; the name of its folder is an id itself."""
    return f"dataset_{name}"


def _datasets(out: Lines, datasets: Sequence[Dataset]) -> None:
    for dataset in datasets:
        node = dataset_id(dataset.name)
        out.kind(node, "Dataset")
        out.text(node, "rdfs:label", dataset.title)
        out.text(node, "publisherName", dataset.publisher)
        out.text(node, "licenceText", dataset.licence)
        out.text(node, "made", dataset.made)
        out.text(node, "attribution", dataset.attribution)
        out.typed(node, "url", dataset.url, "anyURI")


def _sources(out: Lines, facts: Facts) -> None:
    for source in facts.sources:
        node = source.source_id
        out.kind(node, "Source")
        out.code(node, "sourceKind", "source-kind", source.kind)
        out.text(node, "publisherName", source.publisher)
        out.text(node, "rdfs:label", source.title)
        out.typed(node, "url", source.url, "anyURI")
        out.text(node, "fileName", source.file_name)
        out.moment(node, "published", source.published)
        out.day(node, "retrieved", source.retrieved)
        out.code(node, "licence", "licence", source.licence)
        out.text(node, "textSha256", source.text_sha256)
        out.text(node, "note", source.note)
        out.link(node, "inDataset", dataset_id(source.dataset))


def _bodies(out: Lines, facts: Facts) -> None:
    for body in facts.bodies:
        node = body.body_id
        out.kind(node, "Body", *(["Council"] if body.kind == "council" else []))
        out.code(node, "bodyKind", "body-kind", body.kind)
        out.text(node, "rdfs:label", body.name)
        out.text(node, "otherName", *body.other_names)
        out.text(node, "gssCode", body.gss_code)
        out.text(node, "dfeCode", body.dfe_code)
        out.text(node, "ofstedNumber", body.ofsted_number)
        out.code(node, "region", "region", body.region)
        out.code(node, "councilType", "council-type", body.council_type)
        out.moment(node, "opened", body.opened)
        out.moment(node, "closed", body.closed)
        out.number(node, "schema:latitude", body.latitude)
        out.number(node, "schema:longitude", body.longitude)
        out.link(node, "source", body.source_id)
        out.text(node, "note", body.note)
    for code in facts.body_codes:
        node = code.code_id
        out.kind(node, "FormerCode")
        out.link(node, "codeOf", code.body_id)
        out.code(node, "codeScheme", "code-scheme", code.scheme)
        out.text(node, "code", code.code)
        out.moment(node, "closed", code.closed)
        out.link(node, "source", code.source_id)
    for link in facts.body_links:
        node = link.link_id
        out.kind(node, "BodyRelation")
        out.link(node, "relationFrom", link.body_id)
        out.link(node, "relationTo", link.other_id)
        out.code(node, "relationKind", "body-relation", link.kind)
        out.moment(node, "start", link.started)
        out.moment(node, "end", link.ended)
        out.link(node, "source", link.source_id)
        direct = {"succeeded-by": "succeededBy", "member-of": "memberOf", "same-area-as": "sameAreaAs"}[link.kind]
        out.link(link.body_id, direct, link.other_id)


def _people(out: Lines, facts: Facts, assembly: Assembly) -> None:
    for person in facts.people:
        node = person.person_id
        out.kind(node, "Person")
        out.text(node, "rdfs:label", person.name)
        out.text(node, "otherName", *person.other_names)
        out.text(node, "note", person.note)
        leader = assembly.leader.get(node, node)
        if leader != node:
            out.link(node, "mergedInto", leader)
    for a, b in assembly.presumed:
        out.link(a, "presumedSameAs", b)
        out.link(b, "presumedSameAs", a)
    for row in facts.same_people:
        node = row.decision_id
        out.kind(node, "IdentityDecision")
        out.link(node, "decidedOn", row.person_a, row.person_b)
        out.code(node, "decision", "identity-decision", row.decision)
        out.text(node, "reason", row.reason)
        out.link(node, "source", row.source_id)
        out.day(node, "decided", row.decided)


def _posts(out: Lines, facts: Facts) -> None:
    names = {b.body_id: b.name for b in facts.bodies}
    for post in facts.posts:
        node = post.post_id
        out.kind(node, "Post")
        out.text(node, "rdfs:label", f"{post.title}, {' and '.join(names[b] for b in post.body_ids)}")
        out.text(node, "title", post.title)
        out.text(node, "otherTitle", *post.other_titles)
        out.link(node, "postIn", *post.body_ids)
        out.code(node, "role", "role", *post.roles)
        out.number(node, "seats", post.seats or 1)
        out.moment(node, "opened", post.opened)
        out.moment(node, "closed", post.closed)
        out.link(node, "source", post.source_id)
        out.text(node, "note", post.note)
