"""Exports of the whole graph: sorted, repeatable, and the same triples for an independent reader."""

from __future__ import annotations

import json

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

from sendgraph.export.formats import Asked, ExportError
from sendgraph.graph.terms import PREFIXES
from tests.export.exporting import asked_of, shipped, village, village_triples, written
from tests.shipped import shipped_graph

ID, SEND = PREFIXES["id"], PREFIXES["send"]
READERS = {"nquads": "nquads", "turtle": "turtle", "trig": "trig", "jsonld": "json-ld"}


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rdflib keep the text of literals, so that 57 and 57.0 are not one."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def triples_of(content: bytes, form: str) -> set[tuple[object, ...]]:
    """The triples that rdflib reads, whichever graph they are in."""
    read = rdflib.Dataset(default_union=True)
    read.parse(data=content, format=form)
    return set(read.triples((None, None, None)))


@pytest.mark.parametrize("name", READERS)
def test_rdflib_reads_every_triple_back(name: str) -> None:
    expected = triples_of(village_triples(), "nquads")
    assert len(expected) == village_triples().count(b"\n")
    assert triples_of(written(name, village()), READERS[name]) == expected


@pytest.mark.slow
def test_rdflib_reads_every_triple_of_the_shipped_graph_back() -> None:
    expected = triples_of(shipped_graph().ntriples, "nquads")
    assert len(expected) == shipped_graph().triple_count
    for name in ("turtle", "trig", "jsonld"):
        assert triples_of(written(name, shipped()), READERS[name]) == expected, name


def test_nquads_are_the_built_triples_in_order() -> None:
    assert written("nquads", shipped()) == shipped_graph().ntriples


def test_no_export_has_a_blank_node() -> None:
    for name, form in (("turtle", RdfFormat.TURTLE), ("trig", RdfFormat.TRIG), ("rdf12", RdfFormat.TURTLE)):
        nodes = {str(n) for quad in parse(written(name, village()), format=form) for n in (quad.subject, quad.object)}
        assert not [n for n in nodes if n.startswith("_:")]


def test_a_graph_of_trig_holds_the_claims_of_the_source_it_is_named_by() -> None:
    quads = list(parse(written("trig", village()), format=RdfFormat.TRIG))
    claims = {q.subject for q in quads if q.predicate.value.endswith("#type") and q.object == node(SEND + "Claim")}
    sources = {q.subject: q.object for q in quads if q.predicate == node(SEND + "source") and q.subject in claims}
    assert len(sources) > 10
    for quad in quads:
        assert (quad.graph_name == sources[quad.subject]) if quad.subject in sources else is_default(quad)
    assert any(is_default(q) and q.subject == node(ID + "t8") for q in quads), "a withdrawn claim has no source"


def node(iri: str) -> rdflib.URIRef | object:
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def is_default(quad: Quad) -> bool:
    return str(quad.graph_name) == "DEFAULT"


def stated_by(asked: Asked) -> dict[tuple[str, str, str], set[str]]:
    """For each reified triple, subject, predicate and object without their bases, the claims that reify it."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for quad in parse(written("rdf12", asked), format=RdfFormat.TURTLE):
        if quad.predicate.value == PREFIXES["rdf"] + "reifies":
            assert isinstance(quad.object, Triple)
            parts = (quad.object.subject, quad.object.predicate, quad.object.object)
            key = tuple(p.value.removeprefix(ID).removeprefix(SEND) for p in parts)
            found.setdefault(key, set()).add(quad.subject.value.removeprefix(ID))
    return found


@pytest.mark.parametrize("asked", [village, pytest.param(shipped, marks=pytest.mark.slow)])
def test_pyoxigraph_reads_every_triple_back_and_only_facts_are_reified(asked: object) -> None:
    assert callable(asked)
    store = Store()
    store.bulk_extend(parse(written("rdf12", asked()), format=RdfFormat.TURTLE))
    reifying = [q for q in store if q.predicate.value == PREFIXES["rdf"] + "reifies"]
    facts = {(q.subject, q.predicate, q.object) for q in store} - {(q.subject, q.predicate, q.object) for q in reifying}
    expected = parse(written("nquads", asked()), format=RdfFormat.N_QUADS)
    assert facts == {(q.subject, q.predicate, q.object) for q in expected}
    assert len(reifying) > 80
    for quad in reifying:
        assert isinstance(quad.object, Triple)
        assert (quad.object.subject, quad.object.predicate, quad.object.object) in facts


def test_a_claim_reifies_what_it_states_and_nothing_else() -> None:
    stated = stated_by(village())
    tenure = "tenure_larkmere_dcs_ada-mallow"
    leader = next(key[2] for key in stated if key[:2] == (tenure, "holder"))
    assert stated[tenure, "holder", leader] == {"t1", "t2"}
    assert stated[tenure, "start", "2019-05"] == {"t1"}
    assert stated[tenure, "startLatest", "2019-05-31"] == {"t1"}
    assert stated[tenure, "end", "2023-03-10"] == {"t2"}
    assert not [key for key, claims in stated.items() if "t7" in claims], "a rejected claim states no fact"


def test_a_claim_about_a_person_who_was_joined_states_the_fact_about_the_one_who_stands_for_both() -> None:
    stated = stated_by(village())
    holders = {key[2] for key, claims in stated.items() if key[1] == "holder" and claims & {"t1", "t4"}}
    assert len(holders) == 1
    about_both = [claims for key, claims in stated.items() if key[1] == "holder" and key[2] in holders]
    assert {"t1", "t4"} <= set().union(*about_both)


def test_what_assembly_works_out_is_reified_by_no_claim() -> None:
    worked_out = ("firstSeen", "lastSeen", "endStatus", "evidence", "boundedBy")
    text = village_triples().decode()
    assert all(f"{SEND}{name}>" in text for name in worked_out)
    assert not [key for key in stated_by(village()) if key[1] in worked_out]


def test_what_a_claim_does_not_say_it_does_not_state() -> None:
    assert not [key for key in stated_by(village()) if key[2].endswith("/basis/not-stated")]


def test_json_ld_names_no_context_to_fetch() -> None:
    read = json.loads(written("jsonld", village()))
    assert isinstance(read["@context"], dict)
    assert "@import" not in json.dumps(read["@context"])


def test_json_ld_is_compact() -> None:
    nodes = {n["id"]: n for n in json.loads(written("jsonld", village()))["@graph"]}
    tenure = nodes["tenure_larkmere_dcs_bram-tolley"]
    assert tenure["type"] == "Tenure"
    assert tenure["basis"] == "codes:basis/interim"
    assert tenure["holder"] == "bram-tolley_larkmere"
    assert tenure["startEarliest"] == "2023-06-01"
    assert tenure["isDisputed"] is True
    assert nodes["send:Tenure"]["type"] == "owl:Class"


def test_json_ld_keeps_values_of_another_type_than_the_context_gives_their_property() -> None:
    odd = (
        f'<{ID}odd> <{SEND}startEarliest> "2021" .',
        f'<{ID}odd> <{SEND}startLatest> "2021"^^<{PREFIXES["xsd"]}gYear> .',
        f'<{ID}odd> <{SEND}amount> "7"^^<{PREFIXES["xsd"]}integer> .',
        f'<{ID}odd> <{SEND}isDisputed> "1"^^<{PREFIXES["xsd"]}boolean> .',
        f'<{ID}odd> <{SEND}holder> "a name" .',
        f'<{ID}odd> <{SEND}title> "titre"@fr .',
        f"<{ID}odd> <{SEND}title> <http://example.org/a:b> .",
        f'<{ID}odd> <{PREFIXES["skos"]}prefLabel> "no language" .',
        f"<{ID}odd> <http://example.org/p> <{PREFIXES['rdf']}nil> .",
    )
    asked = asked_of("\n".join(odd).encode())
    expected = triples_of(written("nquads", asked), "nquads")
    assert len(expected) == len(odd)
    assert triples_of(written("jsonld", asked), "json-ld") == expected


def test_an_engine_that_only_answers_questions_cannot_give_the_whole_graph() -> None:
    class Answering:
        def rows(self, sparql: str) -> list[tuple[str | None, ...]]:
            return []

        def columns(self, sparql: str) -> tuple[list[str], list[tuple[str | None, ...]]]:
            return [], []

    for name in ("nquads", "turtle", "trig", "rdf12", "jsonld"):
        with pytest.raises(ExportError, match="the whole graph is written from a store only"):
            written(name, Asked(Answering(), ""))
