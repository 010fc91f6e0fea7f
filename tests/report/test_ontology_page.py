"""The ontology as a page: every term and every code, and versions that agree."""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat, parse

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import code_lists
from sendgraph.graph.terms import send_terms
from sendgraph.report.ontology import ontology_report
from sendgraph.report.page import render_page

VERSION = "http://www.w3.org/2002/07/owl#version"


def test_the_page_has_every_term_and_every_code_and_stays_small() -> None:
    report = ontology_report("2026-01-01", "v")
    page = render_page(report)
    assert all(f"send:{term}" in page for term in send_terms())
    assert len(report.values["codes"]) == sum(map(len, code_lists().values()))
    assert len(page.encode()) < 300_000


def test_a_property_stands_with_every_class_that_has_it() -> None:
    sections = {s.heading: s for s in ontology_report("2026-01-01", "v").sections}
    for name in ("send:Tenure", "send:Figure"):
        assert "send:evidence" in [row[0] for row in sections[f"Properties of {name}"].rows]
    assert "send:claimedStart" in [row[0] for row in sections["What claims say"].rows]


def test_the_change_log_begins_with_the_version_that_the_ontology_has() -> None:
    folder = shipped("ontology")
    first = re.search(r"^## (\d+\.\d+\.\d+)$", (folder / "CHANGES.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first
    triples = list(parse(path=str(folder / "send.ttl"), format=RdfFormat.TURTLE))
    (info,) = [t.object for t in triples if t.predicate.value == VERSION + "Info"]
    (iri,) = [t.object for t in triples if t.predicate.value == VERSION + "IRI"]
    assert getattr(info, "value", "") == first[1]
    assert getattr(iri, "value", "").endswith(f"/{first[1]}")
