"""The layout of the exported tables against the ontology and the graphs: nothing of the graph is left out."""

from __future__ import annotations

from collections import Counter

import pytest

from sendgraph.export.fields import SQL_TYPES, ontology_terms
from sendgraph.export.gather import read_nodes
from sendgraph.export.layout import FACTS, THINGS, claim_layouts, layouts
from sendgraph.export.views import views
from sendgraph.facts.tables import TABLES
from tests.export.exporting import shipped, village

ELSEWHERE = {"evidence", "succeededBy", "memberOf", "sameAreaAs", "presumedSameAs"}
"""Properties that another table holds: evidence, body_links, identity_decisions."""


def test_every_property_of_a_class_has_a_column_in_its_table() -> None:
    classes = {"Council": "Body"}
    of_classes = {layout.of: layout for layout in layouts().values()}
    missing = []
    for name, term in ontology_terms().items():
        for of in term.of:
            if of == "Concept" or of == "GraphVersion" or name in ELSEWHERE or name.startswith("claimed"):
                continue
            held = {f.term for f in of_classes[classes.get(of, of)].fields}
            missing += [(of, name)] if name not in held else []
    assert missing == []


def test_every_property_of_claims_has_a_column_in_the_table_of_a_kind() -> None:
    held = {f.term for layout in claim_layouts().values() for f in layout.fields}
    declared = {n for n, t in ontology_terms().items() if n.startswith("claimed") and t.of == ("Claim",)}
    assert len(declared) > 50
    assert declared - held == set()


def test_there_is_a_table_for_every_fact_table() -> None:
    assert {t.name for t in TABLES.values() if t.is_claims} == set(claim_layouts())
    renamed = {"body_codes": "former_codes", "same_people": "identity_decisions"}
    assert {renamed.get(name, name) for name in TABLES} <= {*THINGS, *FACTS}


@pytest.mark.parametrize("asked", [village, shipped])
def test_no_column_for_one_value_has_several(asked: object) -> None:
    assert callable(asked)
    engine = asked().engine
    several: Counter[tuple[str, str]] = Counter()
    for layout in layouts().values():
        single = {f.term for f in layout.fields if not f.is_many}
        for values in read_nodes(engine, layout.of).values():
            several.update((layout.name, term) for term in single if len(values.get(term, ())) > 1)
    claims = read_nodes(engine, "Claim")
    for layout in claim_layouts().values():
        single = {f.term for f in layout.fields if not f.is_many}
        for claim, values in claims.items():
            terms = {f.term for f in layout.fields}
            if {t for t in values if t.startswith("claimed")} <= terms:
                several.update((claim, term) for term in single if len(values.get(term, ())) > 1)
    assert several == Counter()


def test_every_column_of_a_view_says_what_it_means_and_has_a_name_of_its_own() -> None:
    for view in views().values():
        names = [c.field.name for c in view.columns]
        assert len(names) == len(set(names)), view.name
        for shown in view.columns:
            assert shown.field.meaning.endswith("."), (view.name, shown.field.name)
            assert shown.field.kind in SQL_TYPES


def test_a_current_view_has_names_beside_ids_and_says_what_it_rests_on() -> None:
    names = [c.field.name for c in views()["tenures_current"].columns]
    assert names[:8] == ["tenure_id", "person_id", "person", "post_id", "post", "body_ids", "bodies", "roles"]
    assert names[-5:] == ["is_disputed", "evidence_count", "source_count", "claim_ids", "source_urls"]
    names = [c.field.name for c in views()["departures_claims"].columns]
    assert {"status", "person", "post", "bodies", "source", "source_url", "words", "fact_ids"} <= set(names)
