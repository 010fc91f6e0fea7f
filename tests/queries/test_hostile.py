"""Hostile values for every parameter of every template: refused, or one literal in its block and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from sendgraph.queries.bind import bind
from sendgraph.queries.lint import forbidden_words
from sendgraph.queries.resolve import Resolver
from sendgraph.queries.template import Template, TemplateError, find_template, read_templates, values_blocks
from sendgraph.queries.tokens import tokens_of
from tests.queries.test_cases import CASES, engines

HOSTILE = [
    "",
    " ",
    '"',
    "'",
    '"""',
    "\\",
    '\\"',
    "\\u0022 }",
    "{",
    "}",
    "} }",
    '" } SERVICE <http://example.org/> { ?s ?p "',
    '"^^xsd:date } ?s ?p ?o . VALUES ?x { "',
    "> } DROP ALL ; #",
    "line one\nline two",
    "\r\n# comment",
    "<http://example.org/a b>",
    "http://example.org/a b",
    "https://w3id.org/sendgraph/id/a b",
    "javascript:alert(1)",
    "id:../../etc",
    "UNDEF",
    "?x",
    "1 2",
    "-1",
    "1e9",
    "9" * 400,
    "2021-01-01' OR '1'='1",
    "2021-13-45",
    "٢٠٢١-٠١-٠١",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202edcs",
    "x" * 1_000_000,
    '"' * 1_000_000,
]
TEMPLATES = [t for t in read_templates() if t.parameters]
TEXTS = [(t.name, p.name) for t in TEMPLATES for p in t.parameters.values() if p.type == "text"]


def resolver() -> Resolver:
    return Resolver(engines(CASES / "_villages" / "harbour")[0])


def shape(sparql: str) -> list[str]:
    """The tokens of a query outside its blocks of values, and the kind of each token inside one."""
    blocks = values_blocks(sparql).values()
    return [
        "value" if any(start <= t.start and t.end <= end for start, end in blocks) else t.text
        for t in tokens_of(sparql)
        if not any(start <= t.start and t.end <= end and t.text in ("^", "^^") for start, end in blocks)
    ]


def without_values(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if part != "value"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_a_hostile_value_is_refused_or_leaves_the_query_outside_its_block_as_it_was(template: Template) -> None:
    resolve = resolver()
    for parameter in template.parameters.values():
        for value in HOSTILE:
            try:
                sparql = bind(template, {parameter.name: [value]}, resolve)
            except TemplateError:
                continue
            is_an_id = parameter.type in ("thing", "post") and value.replace("-", "").isalnum() and value.isascii()
            assert parameter.type == "text" or is_an_id, f"{parameter.name} took {value[:60]!r}"
            assert without_values(shape(sparql)) == without_values(shape(template.text))
            assert forbidden_words(sparql) == forbidden_words(template.text)


@pytest.mark.parametrize(("name", "parameter"), TEXTS)
@pytest.mark.parametrize("value", [v for v in HOSTILE if v.strip() and len(v) < 1000 and v != "\ud800"])
def test_a_hostile_text_finds_nothing_on_either_engine(name: str, parameter: str, value: str) -> None:
    engine, graph = engines(CASES / "_villages" / "harbour")
    sparql = bind(find_template(name), {parameter: [value]}, resolver())
    assert engine.rows(sparql) == [] or value == "'", "only an apostrophe is in a title or finding"
    assert len(list(graph.query(sparql))) == len(engine.rows(sparql))


@pytest.mark.parametrize(("name", "parameter"), TEXTS)
@given(value=st.text(min_size=1, max_size=40))
def test_any_text_gives_the_algebra_that_a_harmless_one_gives(name: str, parameter: str, value: str) -> None:
    template = find_template(name)
    try:
        sparql = bind(template, {parameter: [value]}, resolver_of_nothing)
    except TemplateError:
        assert any(0xD800 <= ord(c) <= 0xDFFF for c in value)
        return
    harmless = bind(template, {parameter: ["harmless"]}, resolver_of_nothing)
    assert without_values(shape(sparql)) == without_values(shape(harmless))
    assert shape(sparql).count("value") == shape(harmless).count("value")


def resolver_of_nothing(_: str, text: str) -> str:
    return text


@pytest.mark.parametrize(("name", "parameter"), TEXTS)
@pytest.mark.parametrize("value", ['" } ?s ?p ?o . { "', "\\", "} UNION { ?s ?p ?o", "\n", "'\"'"])
def test_the_parsed_algebra_differs_from_a_harmless_one_only_in_the_literal(
    name: str, parameter: str, value: str
) -> None:
    template = find_template(name)

    def algebra(text: str) -> str:
        parsed = prepareQuery(bind(template, {parameter: [text]}, resolver_of_nothing)).algebra
        return repr(parsed).replace(repr(text), "'the value'")

    assert algebra(value) == algebra("harmless")


def test_the_library_has_text_parameters_to_attack() -> None:
    assert len(TEXTS) >= 2
    assert len(TEMPLATES) >= 45
