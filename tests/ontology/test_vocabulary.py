"""The ontology and the code lists as text and as logic."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE
from sendgraph.facts.folders import dataset_folders
from sendgraph.store.build import make_graph

SEND = Namespace("https://w3id.org/sendgraph/ontology#")
XSD = "http://www.w3.org/2001/XMLSchema#"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}

OUTSIDE = {
    "org:classification": OWL.ObjectProperty,
    "org:identifier": OWL.DatatypeProperty,
    "org:member": OWL.ObjectProperty,
    "org:memberOf": OWL.ObjectProperty,
    "org:postIn": OWL.ObjectProperty,
    "org:role": OWL.ObjectProperty,
    "prov:wasAssociatedWith": OWL.ObjectProperty,
    "prov:wasAttributedTo": OWL.ObjectProperty,
    "prov:wasGeneratedBy": OWL.ObjectProperty,
    "dcterms:isPartOf": OWL.ObjectProperty,
    "dcterms:isReplacedBy": OWL.ObjectProperty,
    "dcterms:rights": OWL.ObjectProperty,
    "dcterms:source": OWL.ObjectProperty,
    "schema:alternateName": OWL.DatatypeProperty,
    "schema:genre": OWL.ObjectProperty,
    "schema:url": OWL.DatatypeProperty,
    "skos:notation": OWL.DatatypeProperty,
    "skos:note": OWL.AnnotationProperty,
}
"""Properties of other vocabularies that ours are narrower than, and what they may hold there: links or text."""


def own_terms(terms: Graph) -> list[URIRef]:
    return sorted({s for s in terms.subjects(RDF.type) if str(s).startswith(str(SEND))})  # type: ignore[arg-type]


def test_every_term_has_one_label_and_one_sentence_that_defines_it(terms: Graph) -> None:
    for term in own_terms(terms):
        labels, definitions = list(terms.objects(term, RDFS.label)), list(terms.objects(term, SKOS.definition))
        assert (len(labels), len(definitions)) == (1, 1), term
        assert labels[0].language == definitions[0].language == "en", term
        assert re.fullmatch(r"[A-Z][^.]*\.", str(definitions[0])), f"{term}: {definitions[0]}"


def test_no_two_classes_and_no_two_properties_share_a_label_or_a_definition(terms: Graph) -> None:
    for classes in (True, False):
        chosen = [t for t in own_terms(terms) if ((t, RDF.type, OWL.Class) in terms) == classes]
        for predicate in (RDFS.label, SKOS.definition):
            counted = Counter(str(terms.value(t, predicate)) for t in chosen)
            assert [text for text, count in counted.items() if count > 1] == []


def test_every_term_is_of_one_kind_and_a_property_says_where_it_is_used(terms: Graph) -> None:
    domain = URIRef("https://schema.org/domainIncludes")
    holds = URIRef("https://schema.org/rangeIncludes")
    for term in own_terms(terms):
        assert len(set(terms.objects(term, RDF.type)) & KINDS) == 1, term
        if (term, RDF.type, OWL.Class) in terms:
            assert terms.value(term, RDFS.subClassOf), term
            continue
        assert terms.value(term, domain), term
        ranges = {str(r) for r in terms.objects(term, holds)}
        literal = {r for r in ranges if r.startswith(XSD) or r == "http://id.loc.gov/datatypes/edtf"}
        assert ranges, term
        assert literal == (set() if (term, RDF.type, OWL.ObjectProperty) in terms else ranges), term


def test_a_property_is_narrower_only_than_one_of_its_own_kind(terms: Graph) -> None:
    names = {URIRef(base): prefix for prefix, base in terms.namespaces()}
    short = {str(base): prefix for base, prefix in names.items()}
    used = set()
    for narrow, broad in terms.subject_objects(RDFS.subPropertyOf):
        base = next(b for b in short if str(broad).startswith(b) and short[b])
        name = f"{short[base]}:{str(broad).removeprefix(base)}"
        assert (narrow, RDF.type, OUTSIDE[name]) in terms, f"{narrow} under {name}"
        used.add(name)
    assert used == set(OUTSIDE)


def test_ontology_and_code_lists_have_no_blank_nodes(vocabulary: Graph) -> None:
    assert [t for t in vocabulary if any(isinstance(x, BNode) for x in t)] == []


def test_every_code_is_in_the_one_list_its_iri_names(vocabulary: Graph) -> None:
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        list_iri, _, code = str(concept).rpartition("/")
        assert list(vocabulary.objects(concept, SKOS.inScheme)) == [URIRef(list_iri)]
        assert list(vocabulary.objects(concept, SKOS.notation)) == [Literal(code)]
        assert (URIRef(list_iri), RDF.type, SKOS.ConceptScheme) in vocabulary


def test_every_code_and_list_has_one_label_and_a_definition(vocabulary: Graph) -> None:
    concepts = set(vocabulary.subjects(RDF.type, SKOS.Concept))
    for thing in concepts | set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme)):
        labels, definitions = (list(vocabulary.objects(thing, p)) for p in (SKOS.prefLabel, SKOS.definition))
        assert (len(labels), len(definitions)) == (1, 1), thing
        assert re.fullmatch(r"[A-Z].*\.", str(definitions[0])), thing
    labelled = Counter((vocabulary.value(c, SKOS.inScheme), str(vocabulary.value(c, SKOS.prefLabel))) for c in concepts)
    assert max(labelled.values()) == 1


def test_every_list_file_holds_the_list_of_its_name() -> None:
    for path in (shipped("ontology") / "codes").glob("*.ttl"):
        graph = Graph()
        graph.parse(path, format="turtle")
        assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [URIRef(CODE_BASE + path.stem)]


def test_grades_and_graded_aspects_belong_to_schemes_and_every_scheme_has_both(vocabulary: Graph) -> None:
    schemes = set(vocabulary.subjects(SKOS.inScheme, URIRef(CODE_BASE + "judgement-scheme")))
    grades = list(vocabulary.subjects(SKOS.inScheme, URIRef(CODE_BASE + "grade")))
    assert schemes == {vocabulary.value(g, SEND.scheme) for g in grades}
    assert schemes == set(vocabulary.objects(None, SEND.gradedIn))


def outside_axioms() -> Graph:
    """What the vocabularies we map to say that could contradict us: disjoint classes, domains and ranges."""
    graph = Graph()
    graph.parse(Path(__file__).parent / "outside_axioms.ttl", format="turtle")
    return graph


def contradictions(*graphs: Graph) -> list[str]:
    """What OWL 2 RL rules find wrong with the graphs taken together."""
    whole = Graph()
    for graph in (*graphs, outside_axioms()):
        for triple in graph:
            whole.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    error = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    return sorted(
        str(whole.value(e, URIRef(f"{error.rpartition('#')[0]}#error"))) for e in whole.subjects(RDF.type, error)
    )


def test_ontology_and_every_kind_of_fact_hold_together_under_owl_2_rl(terms: Graph, village: Graph) -> None:
    assert contradictions(terms, village) == []


def test_a_contradiction_with_prov_would_be_found(terms: Graph, village: Graph) -> None:
    wrong = Graph()
    wrong.add((SEND.evidence, RDFS.subPropertyOf, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")))
    assert any("larkmere_area-send_2018" in found for found in contradictions(terms, village, wrong))


@pytest.fixture(scope="module")
def shipped_lines() -> list[str]:
    return make_graph(dataset_folders(), "0" * 64).ntriples.decode().splitlines()


def test_the_shipped_graph_has_no_blank_nodes(shipped_lines: list[str]) -> None:
    assert [line for line in shipped_lines if line.startswith("_:") or re.search(r"> _:\S+ \.$", line)] == []


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


FORMS = {
    "date": is_day,
    "integer": re.compile(r"-?(0|[1-9]\d*)").fullmatch,
    "decimal": re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?").fullmatch,
    "boolean": {"true", "false"}.__contains__,
    "anyURI": re.compile(r"https?://[^\s<>\"{}|\\^`]+").fullmatch,
}


def ill_typed(lines: list[str]) -> list[str]:
    found = (re.search(rf'"((?:[^"\\]|\\.)*)"\^\^<{re.escape(XSD)}(\w+)> \.$', line) for line in lines)
    return [f"{m[2]} {m[1]}" for m in found if m and not FORMS[m[2]](m[1])]


def test_every_typed_literal_of_the_shipped_graph_is_a_value_of_its_type(shipped_lines: list[str]) -> None:
    assert ill_typed(shipped_lines) == []
    typed = Counter(m[1] for line in shipped_lines if (m := re.search(rf"\^\^<{re.escape(XSD)}(\w+)> \.$", line)))
    assert set(typed) == set(FORMS)


@pytest.mark.parametrize(
    ("datatype", "text"),
    [("date", "2017"), ("date", "2021-02-29"), ("integer", "1.0"), ("decimal", "1e3"), ("boolean", "yes"),
     ("anyURI", "javascript:alert(1)"), ("anyURI", "https://example.org/a b")],
)  # fmt: skip
def test_an_ill_typed_literal_would_be_found(datatype: str, text: str) -> None:
    assert ill_typed([f'<a> <b> "{text}"^^<{XSD}{datatype}> .']) == [f"{datatype} {text}"]
