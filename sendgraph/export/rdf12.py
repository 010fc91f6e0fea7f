"""The graph as Turtle 1.2, in which each claim also reifies the triples of the facts that it states.

``<claim> rdf:reifies <<( <tenure> send:basis <…/interim> )>>`` says that this very value is the claim's own. A bound
that no single claim gives, because several narrow it together, is reified by none: no claim is made to say more than
it does. Follows RDF 1.2 Concepts and RDF 1.2 Turtle, W3C Working Drafts, as pyoxigraph 0.5 writes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sendgraph.export.formats import Asked
from sendgraph.export.rdf import Line, lines_of, serialized
from sendgraph.graph.terms import PREFIXES, concept, term

__all__ = ["STATED_BY", "write"]

_REIFIES = f"<{PREFIXES['rdf']}reifies>"

STATED_BY: dict[str, tuple[str, ...]] = {
    "holder": ("claimedPerson",),
    "paidTo": ("claimedPerson",),
    "names": ("claimedPerson",),
    "speaker": ("claimedPerson",),
    "post": ("claimedPost",),
    "speakerPost": ("claimedPost",),
    "rdfs:label": ("claimedTitle",),
    "firstBasis": ("claimedBasis",),
    "vacancyKind": ("claimedKind",),
    "inspectionKind": ("claimedKind",),
    "measureKind": ("claimedKind",),
    "eventKind": ("claimedKind",),
    "figureKind": ("claimedKind",),
    "vacancyPlan": ("claimedIntended",),
    "inspectedBody": ("claimedBody",),
    "spokeFor": ("claimedBody",),
    "actor": ("claimedBody", "claimedPerson"),
    "measureOn": ("claimedOn",),
    "measureBy": ("claimedBy",),
    "findingOf": ("claimedAbout",),
    "eventAbout": ("claimedAbout",),
    "respondsTo": ("claimedAbout",),
    "figureRole": ("claimedRole",),
    "figureValue": ("claimedValue",),
    "ofBasis": ("claimedBasis",),
    "ofGrade": ("claimedGrade",),
    "ofRegion": ("claimedRegion",),
    "periodStart": ("claimedPeriodEarliest",),
    "periodEnd": ("claimedPeriodLatest",),
}
"""For a property of facts, the properties of claims that state it. Others are stated by the one of their own name.

What assembly works out, such as ``firstSeen`` and ``endStatus``, has none, and no claim states it.
"""


def write(asked: Asked) -> Iterable[bytes]:
    """The whole graph, and for each claim the triples of facts that it states."""
    from pyoxigraph import RdfFormat

    lines = lines_of(asked)
    stated = (f"{claim} {_REIFIES} <<( {' '.join(line)} )>> ." for claim, line in _statements(lines))
    return serialized(sorted([*(f"{' '.join(line)} ." for line in lines), *stated]), RdfFormat.TURTLE)


def _statements(lines: list[Line]) -> Iterator[tuple[str, Line]]:
    """Each claim with each triple that it states, of the facts that rest on it."""
    evidence: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.predicate == term("evidence"):
            evidence[line.subject].append(line.object)
    claims = {claim for several in evidence.values() for claim in several}
    said = _values(lines, claims, _leaders(lines))
    stating = _stating({line.predicate for line in lines})
    silent = concept("basis", "not-stated")  # what a claim does not say it does not state
    for line in lines:
        for claim in evidence.get(line.subject, ()) if line.object != silent else ():
            if any(line.object in said[claim].get(p, ()) for p in stating.get(line.predicate, ())):
                yield claim, line


def _leaders(lines: list[Line]) -> Mapping[str, str]:
    """For each person who was joined with another, the one who stands for both: facts name only that one."""
    merged = term("mergedInto")
    return {line.subject: line.object for line in lines if line.predicate == merged}


def _values(lines: list[Line], claims: set[str], leaders: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if line.subject in claims:
            found[line.subject][line.predicate].add(leaders.get(line.object, line.object))
    return found


def _stating(predicates: set[str]) -> dict[str, list[str]]:
    """For each property that is used on facts, the properties of claims that state it, both as IRIs."""
    found = {}
    send = f"<{PREFIXES['send']}"
    names = {p: p.removeprefix(send).removesuffix(">") for p in predicates if p.startswith(send)}
    names[term("rdfs:label")] = "rdfs:label"
    for predicate, name in names.items():
        own = f"claimed{name[0].upper()}{name[1:]}"
        found[predicate] = [f"{send}{n}>" for n in STATED_BY.get(name, (own,))]
    return found
