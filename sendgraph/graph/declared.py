"""What the ontology declares of each of its terms, with prefixed names: for the pages that show it to people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE
from sendgraph.graph.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["Term", "declared_terms", "read_terms"]

_EDTF = "http://id.loc.gov/datatypes/edtf"
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
_OUTSIDE = {
    "http://www.popoloproject.com/schemas/": "popolo",
    "https://schema.followthemoney.tech/#": "ftm",
}
"""Vocabularies for interchange: names for people; the graph holds their whole addresses."""


@dataclass(slots=True)
class Term:
    """What the ontology says of one term: the values of each predicate, both as prefixed names."""

    name: str
    values: dict[str, list[str]] = field(default_factory=dict)

    def cell(self, *predicates: str) -> str:
        """The values of the predicates, the first that has any, as code; a dash where none has."""
        found = next((self.values[p] for p in predicates if self.values.get(p)), [])
        return ", ".join(f"`{v}`" for v in found) or "–"

    @property
    def label(self) -> str:
        """Its label."""
        return self.values["rdfs:label"][0]

    @property
    def definition(self) -> str:
        """What it means, in one sentence."""
        return self.values["skos:definition"][0]

    @property
    def is_class(self) -> bool:
        """Whether it is a class and not a property."""
        return "owl:Class" in self.values["rdf:type"]


def declared_terms() -> list[Term]:
    """The terms of ``ontology/send.ttl`` in the order of the file."""
    from pyoxigraph import RdfFormat, parse

    return read_terms(parse(path=str(shipped("ontology") / "send.ttl"), format=RdfFormat.TURTLE))


def read_terms(triples: Iterable[Triple]) -> list[Term]:
    """The terms in the order of the file, which keeps what belongs together side by side."""
    found: dict[str, Term] = {}
    for triple in triples:
        name = _shorten(getattr(triple.subject, "value", ""))
        if name.startswith("send:"):
            values = found.setdefault(name, Term(name)).values
            values.setdefault(_shorten(triple.predicate.value), []).append(
                _shorten(getattr(triple.object, "value", ""))
            )
    return [t for t in found.values() if any(f"owl:{k}" in t.values.get("rdf:type", ()) for k in _KINDS)]


def _shorten(iri: str) -> str:
    for base, name in _OUTSIDE.items():
        if iri.startswith(base):
            return f"{name}:{iri.removeprefix(base).removesuffix('#').removesuffix('.json')}"
    if iri == _EDTF:
        return "EDTF text"
    if iri.startswith(CODE_BASE) and "/" not in iri.removeprefix(CODE_BASE):
        return "code of " + iri.removeprefix(CODE_BASE)
    prefix, base = next(((p, b) for p, b in PREFIXES.items() if iri.startswith(b) and "/code/" not in b), ("", ""))
    return f"{prefix}:{iri.removeprefix(base)}" if prefix else iri
