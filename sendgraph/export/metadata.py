"""What the graph is, for machines: VoID and DCAT, and every query template as a SHACL-SPARQL example.

Follows Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note 2011), DCAT 3 (W3C 2024), and for
the examples SHACL's SPARQL executables (W3C 2017, 5) as the SIB's sparql-examples use them; without ``schema:target``,
because the graph has no public endpoint yet. No blank nodes, and the same bytes for the same graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sendgraph.export.formats import FORMATS, Asked
from sendgraph.graph.terms import BASE, PREFIXES
from sendgraph.queries.template import read_templates

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["write"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_MEDIA = {
    "nquads": "application/n-quads",
    "turtle": "text/turtle",
    "trig": "application/trig",
    "rdf12": "text/turtle",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "datapackage": "application/json",
    "popolo": "application/json",
    "ftm": "application/x-ndjson",
}
_PREFIXES = {
    **{name: PREFIXES[name] for name in ("send", "rdf", "rdfs", "xsd", "dcterms", "dcat", "schema")},
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
}
_COUNTS = {
    "class": "SELECT ?of (COUNT(?thing) AS ?n) WHERE { ?thing a ?of } GROUP BY ?of ORDER BY ?of",
    "property": "SELECT ?of (COUNT(?thing) AS ?n) WHERE { ?thing ?of ?value } GROUP BY ?of ORDER BY ?of",
}
_DATASETS = """
PREFIX send: <https://w3id.org/sendgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?dataset ?title ?licence ?attribution WHERE {
  ?dataset a send:Dataset ; rdfs:label ?title .
  OPTIONAL { ?dataset send:licenceText ?licence }
  OPTIONAL { ?dataset send:attribution ?attribution }
}
ORDER BY ?dataset
"""


def write(asked: Asked) -> Iterator[bytes]:
    """The description as Turtle."""
    from pyoxigraph import RdfFormat, serialize

    triples = sorted(_dataset(asked), key=str)
    triples += sorted(_examples(), key=str)
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert text is not None
    yield text


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return _PREFIXES[prefix] + local


def _link(subject: str, name: str, target: str) -> Triple:
    from pyoxigraph import NamedNode, Triple

    return Triple(NamedNode(subject), NamedNode(_name(name)), NamedNode(target))


def _text(subject: str, name: str, value: str, datatype: str = "") -> Triple:
    from pyoxigraph import Literal, NamedNode, Triple

    literal = Literal(value, datatype=NamedNode(_XSD + datatype)) if datatype else Literal(value, language="en")
    return Triple(NamedNode(subject), NamedNode(_name(name)), literal)


def _dataset(asked: Asked) -> Iterator[Triple]:
    graph = BASE + "graph"
    for kind in ("void:Dataset", "dcat:Dataset"):
        yield _link(graph, "rdf:type", _name(kind))
    yield _text(graph, "dcterms:title", "The SEND leadership graph")
    yield _text(
        graph,
        "dcterms:description",
        "Who led special-needs services in England's councils, what inspectors found, who left and who came, with the "
        "source of every fact.",
    )
    yield _text(graph, "dcterms:identifier", asked.data_version, "string")
    yield _link(graph, "dcterms:conformsTo", BASE + "ontology")
    yield _text(graph, "void:uriSpace", BASE, "string")
    yield _link(graph, "void:exampleResource", BASE + "id/southend-on-sea")
    for prefix in ("send", "org", "prov", "skos", "foaf", "dcterms", "dcat", "schema"):
        yield _link(graph, "void:vocabulary", PREFIXES[prefix])
    yield from _counts(asked, graph)
    for row in asked.engine.rows(_DATASETS):
        part, title, licence, attribution = (value or "" for value in row)
        yield _link(graph, "void:subset", part)
        yield _link(part, "rdf:type", _name("void:Dataset"))
        yield _text(part, "dcterms:title", title)
        yield _text(part, "dcterms:rights", "; ".join(filter(None, (licence, attribution))))
    for name, media in _MEDIA.items():
        file = f"{BASE}distribution/{name}"
        yield _link(graph, "dcat:distribution", file)
        yield _link(file, "rdf:type", _name("dcat:Distribution"))
        yield _text(file, "dcterms:title", FORMATS[name].meaning)
        yield _text(file, "dcat:mediaType", media, "string")


def _counts(asked: Asked, graph: str) -> Iterator[Triple]:
    total = 0
    for kind, query in _COUNTS.items():
        rows = asked.engine.rows(query)
        yield _text(graph, "void:classes" if kind == "class" else "void:properties", str(len(rows)), "integer")
        for of, count in rows:
            number = int(count or 0)
            total += number if kind == "property" else 0
            part = f"{BASE}void/{kind}/{_short(of or '')}"
            yield _link(graph, f"void:{kind}Partition", part)
            yield _link(part, f"void:{kind}", of or "")
            yield _text(part, "void:entities" if kind == "class" else "void:triples", str(number), "integer")
    yield _text(graph, "void:triples", str(total), "integer")


def _short(iri: str) -> str:
    """A name for the part of one term: its prefix and local name."""
    found = next(((p, n) for p, n in PREFIXES.items() if n and iri.startswith(n)), None)
    return f"{found[0]}-{iri.removeprefix(found[1])}" if found else iri.rpartition("/")[2].rpartition("#")[2]


def _examples() -> Iterator[Triple]:
    ontology = BASE + "ontology"
    for prefix, namespace in sorted(PREFIXES.items()):
        declared = f"{BASE}prefix/{prefix}"
        yield _link(ontology, "sh:declare", declared)
        yield _text(declared, "sh:prefix", prefix, "string")
        yield _text(declared, "sh:namespace", namespace, "anyURI")
    for template in read_templates():
        query = f"{BASE}query/{template.name}"
        for kind in ("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable"):
            yield _link(query, "rdf:type", _name(kind))
        yield _text(query, "rdfs:label", template.title)
        yield _text(query, "rdfs:comment", template.question)
        yield _link(query, "sh:prefixes", ontology)
        yield _text(query, "sh:select", template.text, "string")
        yield _text(query, "schema:keywords", template.area, "string")
