"""Exports of the graph: sorted, repeatable, and the same triples for an independent reader."""

from __future__ import annotations

import rdflib

from sendgraph.export.rdf import export_rdf
from tests.shipped import shipped_engine, shipped_graph


def test_nquads_are_the_built_triples_in_order() -> None:
    assert export_rdf(shipped_engine().store, "nquads") == shipped_graph().ntriples


def test_turtle_holds_the_same_triples_and_is_repeatable() -> None:
    turtle = export_rdf(shipped_engine().store, "turtle")
    assert turtle == export_rdf(shipped_engine().store, "turtle")
    read, built = rdflib.Graph(), rdflib.Graph()
    read.parse(data=turtle, format="turtle")
    built.parse(data=shipped_graph().ntriples, format="nt")
    assert len(read) == shipped_graph().triple_count
    assert set(read) == set(built)
