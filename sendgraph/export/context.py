"""The JSON-LD context of the graph, made from the ontology: short names of its terms and the types of their values.

``ontology/context.jsonld`` is this context as a file, for people who write JSON-LD themselves; a test keeps the two
equal. Follows JSON-LD 1.1, W3C Recommendation 2020.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE
from sendgraph.graph.terms import BASE, PREFIXES

__all__ = ["COMMAND", "context", "context_text", "write_context"]

COMMAND = "python -m sendgraph.export.context"
"""What writes the file anew."""

_XSD = PREFIXES["xsd"]
_OUTSIDE: dict[str, dict[str, str]] = {
    "label": {"@id": "rdfs:label"},
    "latitude": {"@id": "schema:latitude", "@type": "xsd:decimal"},
    "longitude": {"@id": "schema:longitude", "@type": "xsd:decimal"},
    "definition": {"@id": "skos:definition", "@language": "en"},
    "prefLabel": {"@id": "skos:prefLabel", "@language": "en"},
    "notation": {"@id": "skos:notation"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "subClassOf": {"@id": "rdfs:subClassOf", "@type": "@id"},
    "subPropertyOf": {"@id": "rdfs:subPropertyOf", "@type": "@id"},
    "domainIncludes": {"@id": "schema:domainIncludes", "@type": "@id"},
    "rangeIncludes": {"@id": "schema:rangeIncludes", "@type": "@id"},
}
"""Short names for terms of other vocabularies that the graph and the ontology use most."""


@cache
def context() -> dict[str, Any]:
    """The value of ``@context``: prefixes, then every term of the ontology in the order of its file.

    Ids are relative to ``@base``, codes to ``codes:``. Raises ``ValueError`` where a term has the name of another.
    """
    from pyoxigraph import RdfFormat, parse

    prefixes = {p: iri for p, iri in PREFIXES.items() if p != "id" and not iri.startswith(CODE_BASE)}
    entries: dict[str, Any] = {
        "@version": 1.1,
        "@base": f"{BASE}id/",
        **prefixes,
        "codes": CODE_BASE,
        "id": "@id",
        "type": "@type",
        **_OUTSIDE,
    }
    send = prefixes["send"]
    kinds: dict[str, str] = {}
    for triple in parse(path=str(shipped("ontology") / "send.ttl"), format=RdfFormat.TURTLE):
        name = getattr(triple.subject, "value", "").removeprefix(send)
        if ":" in name:
            continue
        if name in entries and name not in kinds:
            raise ValueError(f"send:{name} has the name of another entry of the context")
        predicate, value = triple.predicate.value, getattr(triple.object, "value", "")
        kinds.setdefault(name, "")
        entries.setdefault(name, {"@id": f"send:{name}"})
        if predicate == PREFIXES["rdf"] + "type" and value == PREFIXES["owl"] + "ObjectProperty":
            entries[name]["@type"] = "@id"
        elif predicate == PREFIXES["schema"] + "rangeIncludes" and "/code" not in value:
            if value.startswith(_XSD) and value != f"{_XSD}string":
                entries[name]["@type"] = f"xsd:{value.removeprefix(_XSD)}"
            elif value.startswith("http://id.loc.gov/"):
                entries[name]["@type"] = value
    return entries


def context_text() -> str:
    """``ontology/context.jsonld`` as it must stand: an entry a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in context().items())
    return '{"@context": {\n' + ",\n".join(lines) + "\n}}\n"


def write_context() -> Path:
    """Write ``ontology/context.jsonld`` anew; returns its path."""
    path = shipped("ontology") / "context.jsonld"
    path.write_text(context_text(), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_context()
