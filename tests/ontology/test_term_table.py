"""The table of terms in ``ontology/README.md``."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import Code, code_lists
from sendgraph.graph.term_table import COMMAND, MARK, readme_text, term_table
from sendgraph.graph.terms import send_terms

SMALL = b"""
@prefix send: <https://w3id.org/sendgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
send:Post a owl:Class ; rdfs:subClassOf org:Post ; rdfs:label "post"@en ; skos:definition "A seat | not a role."@en .
send:basis a owl:ObjectProperty ; schema:domainIncludes send:Tenure ; schema:rangeIncludes skos:Concept ;
    rdfs:seeAlso <https://w3id.org/sendgraph/code/basis> ; rdfs:label "basis"@en ; skos:definition "The footing."@en .
send:claimedDue a owl:DatatypeProperty ; schema:domainIncludes send:Claim ;
    schema:rangeIncludes <http://id.loc.gov/datatypes/edtf> ; rdfs:label "claimed due"@en ; skos:definition "When."@en .
"""


def test_the_page_is_what_ontology_and_code_lists_make_of_it() -> None:
    text = (shipped("ontology") / "README.md").read_text(encoding="utf-8")
    assert text == readme_text(text), f"ontology/README.md is behind send.ttl or codes/: run {COMMAND}"


def test_the_page_has_a_row_for_every_term_and_every_code() -> None:
    page = (shipped("ontology") / "README.md").read_text(encoding="utf-8").partition(MARK)[2]
    rows = [line.split(" | ")[0].strip("| `") for line in page.splitlines() if line.startswith("| `")]
    codes = [c.code for codes in code_lists().values() for c in codes.values()]
    assert sorted(rows) == sorted([f"send:{t}" for t in send_terms()] + codes)


def test_a_small_ontology_gives_these_tables() -> None:
    lists = {"basis": {"acting": Code("basis", "acting", "acting", "Stands in.")}}
    table = term_table(parse(SMALL, format=RdfFormat.TURTLE), lists)
    assert [line for line in table.splitlines() if line.startswith(("| `", "#"))] == [
        "## Classes (1)",
        "| `send:Post` | **post**: A seat &#124; not a role. | `org:Post` | – |",
        "## Properties of things and facts (1)",
        "| `send:basis` | **basis**: The footing. | `send:Tenure` | `code of basis` | – |",
        "## What claims say (1)",
        "| `send:claimedDue` | **claimed due**: When. | `EDTF text` |",
        "## Code lists (1)",
        "### basis",
        "| `acting` | **acting**: Stands in. |",
    ]


def test_a_page_without_its_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="lost the line"):
        readme_text("# The ontology\n")
