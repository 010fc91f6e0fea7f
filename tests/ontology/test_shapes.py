"""The shapes: SHACL Core only, complete, in step with the ontology, and met by what is built."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rdflib import RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from sendgraph.facts.codes import CODE_BASE, code_lists
from sendgraph.graph.terms import send_terms

SH = Namespace("http://www.w3.org/ns/shacl#")
SEND = Namespace("https://w3id.org/sendgraph/ontology#")
SCHEMA = Namespace("https://schema.org/")
SHAPE = "https://w3id.org/sendgraph/shapes#"

CORE = {
    "NodeShape",
    "targetClass",
    "targetSubjectsOf",
    "property",
    "path",
    "alternativePath",
    "message",
    "nodeKind",
    "IRI",
    "pattern",
    "flags",
    "datatype",
    "minCount",
    "maxCount",
    "minLength",
    "minInclusive",
    "maxInclusive",
    "class",
    "in",
    "hasValue",
    "closed",
    "ignoredProperties",
    "disjoint",
    "lessThanOrEquals",
    "or",
    "xone",
    "not",
}


def owned(shapes: Graph) -> list[tuple[URIRef, Node]]:
    """Every property shape that stands directly in a class's own shape, with the class."""
    classes = list(shapes.subjects(SH.closed, None))
    return [(shapes.value(s, SH.targetClass), p) for s in classes for p in shapes.objects(s, SH.property)]  # type: ignore[misc]


@pytest.mark.slow
def test_the_shipped_graph_conforms_to_the_shapes(shipped_graph: Graph, find: Callable[[Graph], list]) -> None:
    assert find(shipped_graph) == []


def test_a_graph_with_every_kind_of_fact_conforms_to_the_shapes(village: Graph, find: Callable[[Graph], list]) -> None:
    assert find(village) == []


def test_the_shapes_use_shacl_core_and_no_sparql(shapes: Graph) -> None:
    used = {str(x).removeprefix(str(SH)) for triple in shapes for x in triple if str(x).startswith(str(SH))}
    assert used - CORE == set()


def test_every_class_has_a_shape_of_its_name_that_is_closed(shapes: Graph, terms: Graph) -> None:
    owl_class = URIRef("http://www.w3.org/2002/07/owl#Class")
    for each in terms.subjects(RDF.type, owl_class):
        shape = URIRef(SHAPE + str(each).removeprefix(str(SEND)))
        assert shapes.value(shape, SH.targetClass) == each
        # A council is a body too, so the body's closed shape reaches it.
        assert each == SEND.Council or shapes.value(shape, SH.closed) is not None, each


def test_every_property_of_things_and_facts_has_a_rule(shapes: Graph, terms: Graph) -> None:
    about_codes = {"scheme", "gradedIn"}
    properties = {n for n in send_terms() if not n[0].isupper()} - about_codes
    paths = {str(o).removeprefix(str(SEND)) for o in shapes.objects(None, SH.path)}
    assert properties - paths == set()


def test_every_rule_says_in_a_sentence_what_is_wanted(shapes: Graph) -> None:
    top = set(shapes.subjects(RDF.type, SH.NodeShape))
    own = [p for s in top for p in shapes.objects(s, SH.property)]
    constrained = {s for s in top for p in (SH.closed, SH["or"], SH.xone) if (s, p, None) in shapes}
    for shape in [*own, *constrained]:
        messages = list(shapes.objects(shape, SH.message))
        assert len(messages) == 1, shapes.value(shape, SH.path) or shape
        assert re.fullmatch(r"[A-Z].*[a-zA-Z0-9]\.", str(messages[0]))


def test_values_to_choose_from_are_always_iris(shapes: Graph) -> None:
    for head in shapes.objects(None, SH["in"]):
        assert all(isinstance(value, URIRef) for value in Collection(shapes, head))


def test_the_list_a_shape_takes_codes_from_is_the_one_the_ontology_names(shapes: Graph, terms: Graph) -> None:
    checked = 0
    for owner, shape in owned(shapes):
        path = shapes.value(shape, SH.path)
        pattern = str(shapes.value(shape, SH.pattern) or "")
        if not pattern.startswith("^" + CODE_BASE):
            continue
        names = re.fullmatch(r"\(?([a-z|-]+)\)?", pattern.removeprefix("^" + CODE_BASE).removesuffix("/"))
        assert names, pattern
        lists = names[1].split("|")
        assert set(lists) <= set(code_lists())
        if path != SEND.claimedKind:
            assert terms.value(path, RDFS.seeAlso) == URIRef(CODE_BASE + lists[0]), (owner, path)
        checked += 1
    assert checked > 40


def test_classes_and_datatypes_in_shapes_are_those_the_ontology_names(shapes: Graph, terms: Graph) -> None:
    for owner, shape in owned(shapes):
        path = shapes.value(shape, SH.path)
        ranges = set(terms.objects(path, SCHEMA.rangeIncludes))
        inner = [c for head in shapes.objects(shape, SH["or"]) for c in Collection(shapes, head)]
        wanted = {c for s in [shape, *inner] for c in shapes.objects(s, SH["class"])}
        wanted |= set(shapes.objects(shape, SH.datatype))
        if str(path).startswith(str(SEND)):
            assert wanted <= ranges, (owner, path)
            if str(owner) != str(SEND.Claim):
                # The closed shape of a body names what only councils have too.
                domains = set(terms.objects(path, SCHEMA.domainIncludes))
                assert owner in domains or owner in {terms.value(d, RDFS.subClassOf) for d in domains}, (owner, path)


def test_every_class_that_has_a_date_is_among_those_the_ontology_names_for_it(shapes: Graph, terms: Graph) -> None:
    for shape in shapes.subjects(SH.closed, None):
        owner = shapes.value(shape, SH.targetClass)
        head = shapes.value(shape, SH.ignoredProperties)
        assert isinstance(head, BNode)
        for path in set(Collection(shapes, head)) - {RDF.type}:
            assert owner in set(terms.objects(path, SCHEMA.domainIncludes)), (owner, path)
