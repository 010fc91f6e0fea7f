"""IRIs of things and terms. A term that the ontology does not declare is an error, so a typo cannot pass."""

from __future__ import annotations

from functools import cache

from sendgraph.core.ids import BASE, ID_BASE
from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE, code_lists

__all__ = ["BASE", "PREFIXES", "concept", "prefix_lines", "send_terms", "term", "thing"]

_SEND = BASE + "ontology#"

PREFIXES: dict[str, str] = {
    "id": ID_BASE,
    "send": _SEND,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "schema": "https://schema.org/",
    **{name: f"{CODE_BASE}{name}/" for name in ("role", "basis", "framework", "aspect", "grade", "stance")},
}
"""Prefixes that every template may use."""

_OUTSIDE = {
    "rdf:type",
    "rdfs:label",
    "schema:latitude",
    "schema:longitude",
}
"""Terms of other vocabularies that the graph uses as they are."""


@cache
def send_terms() -> frozenset[str]:
    """Local names of every term that ``ontology/send.ttl`` declares."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    triples = parse(path=str(shipped("ontology") / "send.ttl"), format=RdfFormat.TURTLE)
    found = (t.subject.value for t in triples if isinstance(t.subject, NamedNode))
    return frozenset(iri.removeprefix(_SEND) for iri in found if iri.startswith(_SEND) and iri != _SEND)


@cache
def term(name: str) -> str:
    """``<IRI>`` of a term of our ontology, or of another as ``prefix:name``; raises ``KeyError`` if undeclared."""
    if ":" in name:
        if name not in _OUTSIDE:
            raise KeyError(name)
        prefix, _, local = name.partition(":")
        return f"<{PREFIXES[prefix]}{local}>"
    if name not in send_terms():
        raise KeyError(name)
    return f"<{_SEND}{name}>"


def thing(name: str) -> str:
    """``<IRI>`` of the thing with that id: letters, digits, hyphens and underscores, so there is nothing to escape."""
    return f"<{BASE}id/{name}>"


@cache
def concept(list_name: str, code: str) -> str:
    """``<IRI>`` of a code; raises ``KeyError`` where the list does not have it."""
    return f"<{CODE_BASE}{list_name}/{code_lists()[list_name][code].code}>"


def prefix_lines(names: list[str] | None = None) -> str:
    """``PREFIX`` lines, for all prefixes or the named ones."""
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in (names if names is not None else PREFIXES))
