"""The emitted N-Triples: valid, the same bytes every time, without blank nodes, and only declared terms."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib.compare import isomorphic

from sendgraph.core.bounds import Bounds
from sendgraph.graph.terms import concept, send_terms, term, thing
from sendgraph.graph.triples import Lines
from tests.model.village_facts import village_graph

ROOT = Path(__file__).resolve().parent.parent.parent
_HASH_IT = """
import hashlib
from tests.model.village_facts import village_graph
print(hashlib.sha256(village_graph().ntriples).hexdigest())
"""


def _texts_of(ntriples: bytes) -> list[str]:
    """The values of all literals, read by Oxigraph."""
    return [t.object.value for t in parse(ntriples, format=RdfFormat.N_TRIPLES) if isinstance(t.object, Literal)]


def test_two_readers_read_the_same_graph_from_the_village() -> None:
    graph = village_graph()
    triples = list(parse(graph.ntriples, format=RdfFormat.N_TRIPLES))
    assert len(triples) == len(set(triples)) == graph.triple_count == graph.ntriples.count(b"\n")
    theirs = rdflib.Graph().parse(data=graph.ntriples, format="nt")
    ours = rdflib.Graph()
    for t in triples:
        value = t.object
        assert isinstance(t.subject, NamedNode)
        assert isinstance(t.predicate, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        node: rdflib.term.Node = rdflib.URIRef(value.value)
        if isinstance(value, Literal):
            plain = value.language or value.datatype.value == str(rdflib.XSD.string)
            kind = None if plain else rdflib.URIRef(value.datatype.value)
            node = rdflib.Literal(value.value, lang=value.language, datatype=kind)
        ours.add((rdflib.URIRef(t.subject.value), rdflib.URIRef(t.predicate.value), node))
    assert len(ours) == len(theirs) == len(triples)
    assert isomorphic(ours, theirs)


def test_the_village_has_no_blank_node_and_its_lines_are_sorted() -> None:
    lines = village_graph().ntriples.decode().splitlines()
    assert lines == sorted(set(lines))
    assert not [line for line in lines if line.startswith("_:") or re.search(r"> _:\w+ \.$", line)]


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_another_process_with_other_string_hashes_writes_the_same_bytes(seed: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _HASH_IT],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == hashlib.sha256(village_graph().ntriples).hexdigest()


def test_an_undeclared_term_is_an_error() -> None:
    with pytest.raises(KeyError, match="holderr"):
        Lines().link("a", "holderr", "b")
    with pytest.raises(KeyError, match="rdfs:lable"):
        term("rdfs:lable")
    with pytest.raises(KeyError, match="permanant"):
        concept("basis", "permanant")
    assert "holder" in send_terms()
    assert term("holder") == "<https://w3id.org/sendgraph/ontology#holder>"


def test_an_undeclared_bound_of_a_moment_is_an_error_too() -> None:
    with pytest.raises(KeyError):
        Lines().bounds("a", "title", Bounds(date(2020, 1, 1), None))


def test_every_term_of_the_village_is_declared() -> None:
    used = set(re.findall(rb"<https://w3id\.org/sendgraph/ontology#([^>]*)>", village_graph().ntriples))
    assert {name.decode() for name in used} - {""} <= send_terms()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('say "no"', rb'"say \"no\""'),
        ("back\\slash", rb'"back\\slash"'),
        ("a\\nb", rb'"a\\nb"'),
        ("two\nlines", rb'"two\nlines"'),
        ("carriage\rreturn", rb'"carriage\rreturn"'),
        ("a\ttab", rb'"a\ttab"'),
        ("non-BMP 𝔸🙂", '"non-BMP 𝔸🙂"'.encode()),
        ("O’Loughlin – Siân", '"O’Loughlin – Siân"'.encode()),
    ],
)
def test_text_is_escaped_so_that_it_reads_back_as_it_was(value: str, written: bytes) -> None:
    out = Lines()
    out.text("thing-1", "note", value)
    text = out.sorted_text()
    assert text == thing("thing-1").encode() + b" " + term("note").encode() + b" " + written + b" .\n"
    assert _texts_of(text) == [value]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_reads_back_as_it_was_in_both_readers(value: str) -> None:
    out = Lines()
    out.text("thing-1", "note", value)
    text = out.sorted_text()
    assert text.count(b"\n") == 1
    assert _texts_of(text) == [value]
    (theirs,) = rdflib.Graph().parse(data=text, format="nt").objects()
    assert str(theirs) == value


def test_the_statement_with_quotes_and_a_backslash_survives_the_whole_way() -> None:
    assert 'Children wait "too long" \\ for help – says 𝔸 report.' in _texts_of(village_graph().ntriples)


def test_empty_values_write_nothing() -> None:
    out = Lines()
    out.text("a", "note", "")
    out.link("a", "post", "")
    out.code("a", "basis", "basis", "")
    out.number("a", "days", None)
    out.flag("a", "isShared", False)
    out.day("a", "firstSeen", None)
    out.bounds("a", "start", Bounds())
    assert out.lines == set()


def test_a_moment_keeps_its_text_and_its_bounds_as_full_days() -> None:
    out = Lines()
    out.bounds("a", "start", Bounds(date(2021, 11, 1), date(2021, 11, 30)))
    assert sorted(_texts_of(out.sorted_text())) == ["2021-11", "2021-11-01", "2021-11-30"]
    out = Lines()
    out.bounds("a", "start", Bounds(None, date(2021, 11, 30)))
    assert sorted(_texts_of(out.sorted_text())) == ["2021-11-30", "[..2021-11-30]"]


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (2.5, "2.5"), (600.50, "600.5"), (93678.0, "93678"), (-0.12, "-0.12"), (0, "0")]
)
def test_numbers_are_written_in_canonical_form(value: float, written: str) -> None:
    out = Lines()
    out.number("a", "amount", value)
    assert _texts_of(out.sorted_text()) == [written]
