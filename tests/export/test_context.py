"""The JSON-LD context: every term of the ontology with the type of its values."""

from __future__ import annotations

import json

from sendgraph.core.shipped import shipped
from sendgraph.export.context import COMMAND, context, context_text
from sendgraph.graph.terms import send_terms


def test_the_file_is_the_context_made_from_the_ontology() -> None:
    text = (shipped("ontology") / "context.jsonld").read_text(encoding="utf-8")
    assert text == context_text(), f"run {COMMAND}"
    assert json.loads(text) == {"@context": context()}


def test_every_term_of_the_ontology_is_in_the_context() -> None:
    named = {entry["@id"] for entry in context().values() if isinstance(entry, dict)}
    assert send_terms()
    assert {f"send:{name}" for name in send_terms()} - named == set()


def test_values_have_the_types_that_the_ontology_says() -> None:
    assert context()["startEarliest"] == {"@id": "send:startEarliest", "@type": "xsd:date"}
    assert context()["start"] == {"@id": "send:start", "@type": "http://id.loc.gov/datatypes/edtf"}
    assert context()["holder"] == {"@id": "send:holder", "@type": "@id"}
    assert context()["title"] == {"@id": "send:title"}
    assert context()["Tenure"] == {"@id": "send:Tenure"}
