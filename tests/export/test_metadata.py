"""The graph described for machines: counts that are right, and every template as a query that runs."""

from __future__ import annotations

from functools import cache

import rdflib
from pyoxigraph import Store

from sendgraph.graph.terms import BASE
from sendgraph.queries.template import read_templates
from tests.export.exporting import shipped, written

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
GRAPH = rdflib.URIRef(BASE + "graph")


@cache
def described() -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=written("metadata", shipped()), format="turtle")
    return graph


def test_it_counts_the_triples_and_the_things_of_each_class() -> None:
    store = shipped().engine.store  # type: ignore[attr-defined]
    assert isinstance(store, Store)
    assert int(str(described().value(GRAPH, VOID.triples))) == len(store)
    part = next(described().subjects(VOID["class"], rdflib.URIRef(BASE + "ontology#Inspection")))
    counted = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x a <{BASE}ontology#Inspection> }}")
    assert str(described().value(part, VOID.entities)) == next(iter(counted))["n"].value  # type: ignore[union-attr,call-overload,index]
    assert int(str(described().value(GRAPH, VOID.properties))) == len(
        set(described().objects(GRAPH, VOID.propertyPartition))
    )


def test_every_template_is_an_executable_whose_text_parses_with_the_declared_prefixes() -> None:
    queries = set(described().subjects(rdflib.RDF.type, SH.SPARQLSelectExecutable))
    assert {str(q).rpartition("/")[2] for q in queries} == {t.name for t in read_templates()}
    for query in queries:
        text = str(described().value(query, SH.select))
        Store().query(text)
        assert described().value(query, rdflib.RDFS.comment)
        assert list(described().objects(query, SH.prefixes)) == [rdflib.URIRef(BASE + "ontology")]


def test_every_dataset_and_every_way_to_get_the_graph_is_listed() -> None:
    subsets = {str(o).rpartition("_")[2] for o in described().objects(GRAPH, VOID.subset)}
    assert subsets == {"register", "ofsted", "curated", "published"}
    files = list(described().objects(GRAPH, DCAT.distribution))
    assert len(files) >= 11
    assert all(described().value(f, DCAT.mediaType) for f in files)


def test_it_has_no_blank_nodes_and_the_same_bytes_each_time() -> None:
    assert not any(isinstance(x, rdflib.BNode) for triple in described() for x in triple)
    assert written("metadata", shipped()) == written("metadata", shipped())
