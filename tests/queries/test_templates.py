"""Every shipped template: fit, quick to read, and with the same rows on two engines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from sendgraph.facts.dataset import read_datasets
from sendgraph.facts.folders import dataset_folders
from sendgraph.graph.build import build_graph
from sendgraph.graph.terms import BASE, PREFIXES
from sendgraph.model.assemble import assemble
from sendgraph.queries.engine import StoreEngine
from sendgraph.queries.lint import find_faults
from sendgraph.queries.template import Template, parse_template, read_templates
from tests.shipped import shipped_engine

TEMPLATES = read_templates()
CONTRACT = {
    "holders_on_date": "council post title person basis certainty start_earliest start_latest end_earliest end_latest "
    "is_disputed",
    "timeline": "kind thing label earliest latest is_disputed",
    "departures_reason_withheld": "person body post end_earliest end_latest withheld_by source_url is_disputed",
    "conflicts": "thing property claim_a claim_b value_a value_b resolved",
    "evidence": "claim status says publisher source_url words",
    "inspections_of": "inspection",
    "outcomes_by_framework": "framework scheme grade inspections",
    "disputed_claims": "claim about disputed_by stance source_url reason",
    "pay_day_rates": "person body figure per implied_day_rate agrees is_disputed",
}
"""Names and columns that users may rely on."""


NEAR = {
    "coventry",
    "southend-on-sea",
    "suffolk",
    "derbyshire",
    "buckinghamshire",
    "buckinghamshire-county",
    "nhs-southend-ccg",
    "derby-and-derbyshire-icb",
    "hampshire",
    "isle-of-wight",
    "isles-of-scilly",
}
"""Councils whose facts the second engine gets: rdflib takes minutes for a national question."""


@cache
def engines() -> tuple[StoreEngine, rdflib.Graph]:
    """Both engines on the shipped facts of a few councils."""
    folders = dataset_folders()
    facts, datasets, _ = read_datasets(folders)
    posts = {p.post_id for p in facts.posts if NEAR & set(p.body_ids)}
    visits = {v.inspection_id for v in facts.inspections if NEAR & set(v.body_ids)}
    small = replace(
        facts,
        tenures=[t for t in facts.tenures if t.post_id in posts],
        departures=[d for d in facts.departures if d.post_id in posts],
        inspections=[v for v in facts.inspections if v.inspection_id in visits],
        judgements=[j for j in facts.judgements if j.inspection_id in visits],
        sources=facts.sources,
    )
    ntriples = build_graph(small, assemble(small), datasets, "v").ntriples
    store, graph = Store(), rdflib.Graph()
    store.bulk_load(ntriples, format=RdfFormat.N_TRIPLES)
    graph.parse(data=ntriples, format="nt")
    return StoreEngine(store), graph


def test_templates_were_found() -> None:
    assert len(TEMPLATES) >= 65
    assert len({t.name for t in TEMPLATES}) == len(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_a_shipped_template_has_no_fault(template: Template) -> None:
    assert find_faults(template) == []


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items())
def test_promised_columns_are_there(name: str, columns: str) -> None:
    (template,) = [t for t in TEMPLATES if t.name == name]
    assert set(columns.split()) <= set(template.columns)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_a_template_gives_the_same_rows_on_two_engines(template: Template) -> None:
    engine, graph = engines()
    names, ours = engine.columns(template.text)
    theirs = [tuple(None if v is None else str(v) for v in row) for row in graph.query(template.text)]  # type: ignore[union-attr]
    assert names == list(template.columns)
    assert len(ours) == len(theirs)
    assert sorted(map(normal, ours)) == sorted(map(normal, theirs))
    assert ours, "the default parameters of a template give at least one row"


def normal(row: tuple[str | None, ...]) -> tuple[str, ...]:
    """A row for comparison: decimals are printed with different numbers of zeros."""
    return tuple("" if v is None else f"{float(v):.6f}" if v.replace(".", "", 1).isdigit() else v for v in row)


def test_rows_come_in_one_order_only() -> None:
    for template in TEMPLATES:
        assert shipped_engine().rows(template.text) == shipped_engine().rows(template.text)


def broken(body: str, header: str = "") -> list[str]:
    head = '#+ title = "t"\n#+ question = "q"\n' + header + '#+ [columns]\n#+ x = "x"\n'
    return find_faults(parse_template(head + body, "broken"))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("SELECT ?x WHERE { SERVICE <http://example.org/> { ?x ?p ?o } } ORDER BY ?x", "uses SERVICE"),
        ("SELECT ?x WHERE { ?x ?p ?o FILTER(?o < now()) } ORDER BY ?x", "uses NOW"),
        ("SELECT ?x WHERE { ?x ?p ?o }", "has no ORDER BY"),
        ("SELECT ?x ?y WHERE { ?x ?p ?y } ORDER BY ?x", "declares the columns ['x'] and selects ['x', 'y']"),
        (
            "PREFIX send: <" + BASE + "ontology#> SELECT ?x WHERE { ?x send:holdr ?o } ORDER BY ?x",
            "send:holdr, which the ontology",
        ),
        ("SELECT ?x WHERE { VALUES ?x { 1 } } ORDER BY ?x", "VALUES ?x block that the header does not declare"),
    ],
)
def test_lint_names_the_fault(body: str, fault: str) -> None:
    assert any(fault in each for each in broken(body)), broken(body)


def test_lint_finds_a_parameter_without_its_block_and_a_block_that_stands_late() -> None:
    header = '#+ [params.on]\n#+ type = "date"\n#+ meaning = "the day"\n'
    assert any("declares on and has no" in f for f in broken("SELECT ?x WHERE { ?x ?p ?o } ORDER BY ?x", header))
    late = "SELECT ?x WHERE { ?x ?p ?o VALUES ?on { 1 } } ORDER BY ?x"
    assert any("block of on after other patterns" in f for f in broken(late, header))


TYPED = """#+ [params.on]
#+ type = "date"
#+ meaning = "the day"
#+ [params.role]
#+ type = "code"
#+ meaning = "the role"
#+ list = "role"
"""
EDTF = "which is EDTF text: take the term that ends in Earliest or Latest"


def asked(pattern: str) -> list[str]:
    """Faults of a query that has the pattern and the parameters ``on`` and ``role``."""
    prefixes = "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in ("send", "rdfs", "role"))
    blocks = 'VALUES ?on { "2020-01-01" } VALUES ?role { role:dcs }'
    return broken(f"{prefixes}SELECT ?x WHERE {{ {blocks} {pattern} }} ORDER BY ?x", TYPED)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("?x send:start ?s FILTER(?s < ?on)", f"compares ?s, {EDTF}"),
        ("?x send:startLatest|send:start ?s FILTER(?on > ?s)", f"compares ?s, {EDTF}"),
        ("?x send:tenure/send:end ?s FILTER(?s <= ?on)", f"compares ?s, {EDTF}"),
        ("?x send:start ?s ; send:end ?e FILTER(?s = ?e)", f"compares ?e, {EDTF}"),
        ('?x send:start ?s FILTER(STR(?s) < "2020")', f"compares ?s, {EDTF}"),
        ("?x send:start ?s FILTER(YEAR(?s) > 2000)", f"compares ?s, {EDTF}"),
        ("?x send:start ?s BIND(?s AS ?d) FILTER(?d < ?on)", f"compares ?d, {EDTF}"),
        ("?x send:start ?s FILTER(COALESCE(?s <= ?on, true))", f"compares ?s, {EDTF}"),
        ('?x rdfs:label ?s FILTER(?s < "b")', "compares ?s, which is neither a date nor a number"),
        ("?x send:post ?s FILTER(?s < ?x)", "compares ?s, which is neither a date nor a number"),
        ("?x send:post ?s FILTER(?role < role:dcs)", "compares ?role, a parameter of type code"),
        ("?x send:post ?s FILTER(?typo > 3)", "compares ?typo, which nothing binds"),
        ("?x rdfs:lable ?s", "uses rdfs:lable, which"),
        ("?x send:role role:boss", "uses the unknown code role:boss"),
        ("?x a <https://w3id.org/sendgraph/ontology#Boss>", "which the ontology does not declare"),
        ("?x a <https://w3id.org/sendgraph/code/role/boss>", "uses the unknown code"),
        ("?x foaf:name ?s", "uses foaf:name and does not declare its prefix"),
        ("VALUES (?a ?b) { (1 2) } ?x send:post ?s", "a parameter is one block of one variable"),
        ('VALUES ?on { "2021-01-01" } ?x send:post ?s', "a parameter is one block of one variable"),
    ],
)
def test_lint_names_a_loose_comparison_and_an_unknown_term(pattern: str, fault: str) -> None:
    assert any(fault in each for each in asked(pattern)), asked(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "?x send:startLatest ?s FILTER(?s <= ?on)",
        "?x send:tally ?s FILTER(?s < 3)",
        "?x send:post ?s FILTER(STR(?s) < STR(?x))",
        "?x send:startLatest ?s BIND((YEAR(?s) * 12 + MONTH(?s)) * 100 + DAY(?s) AS ?m) FILTER(?m > 2)",
        "?x send:endLatest ?s FILTER(COALESCE(?s >= ?on, true) && ?s != ?on)",
        "?x send:role ?s FILTER(?s = ?role)",
    ],
)
def test_a_comparison_of_bounds_numbers_and_typed_parameters_is_no_fault(pattern: str) -> None:
    assert asked(pattern) == []


def test_a_forbidden_word_inside_a_string_a_comment_or_an_iri_is_no_fault() -> None:
    body = 'SELECT ?x WHERE { # SERVICE LOAD\n ?x <http://example.org/SERVICE> "DROP NOW()" } ORDER BY ?x'
    assert broken(body) == []
