"""Parameters: typed and escaped terms, whatever is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from sendgraph.queries.bind import bind, defaults_of, term_of
from sendgraph.queries.lint import forbidden_words
from sendgraph.queries.template import Parameter, Template, TemplateError, find_template, parse_template

TEXT = Parameter("word", "text", "a word")


def same(_: str, text: str) -> str:
    return text


def echo() -> Template:
    header = (
        '#+ title = "t"\n#+ question = "q"\n#+ [params.word]\n#+ type = "text"\n'
        '#+ meaning = "m"\n#+ [columns]\n#+ word = "w"\n'
    )
    return parse_template(header + 'SELECT ?word WHERE { VALUES ?word { "default" } } ORDER BY ?word', "echo")


@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_went_in(value: str) -> None:
    try:
        sparql = bind(echo(), {"word": [value]}, same)
    except TemplateError:
        assert any(0xD800 <= ord(c) <= 0xDFFF for c in value)
        return
    solutions = Store().query(sparql)
    assert isinstance(solutions, QuerySolutions)
    assert [s["word"] for s in solutions] == [Literal(value)]


HOSTILE = [
    '"',
    "\\",
    "}",
    "{",
    "?x",
    '" } SERVICE <http://e.org/> { ?s ?p "',
    "\n# ",
    "'",
    "javascript:alert(1)",
    "<http://a b>",
    "\\u0022 }",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("kind", ["body", "person", "post", "thing", "date", "integer"])
def test_a_hostile_value_never_reaches_a_query(kind: str, value: str) -> None:
    with pytest.raises(TemplateError):
        term_of(Parameter("p", kind, ""), value, same)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_stays_one_literal(value: str) -> None:
    sparql = bind(echo(), {"word": [value]}, same)
    assert forbidden_words(sparql) == []
    solutions = Store().query(sparql)
    assert isinstance(solutions, QuerySolutions)
    assert [s["word"] for s in solutions] == [Literal(value)]


def test_a_megabyte_is_refused() -> None:
    with pytest.raises(TemplateError, match="at most 1000"):
        term_of(TEXT, "x" * 1_000_000, same)


def test_several_values_go_into_one_block() -> None:
    sparql = bind(find_template("holders_on_date"), {"council": ["kent", "devon"], "on": ["2021-01-31"]}, same)
    assert "VALUES ?council { <https://w3id.org/sendgraph/id/kent> <https://w3id.org/sendgraph/id/devon> }" in sparql
    assert 'VALUES ?on { "2021-01-31"^^<http://www.w3.org/2001/XMLSchema#date> }' in sparql
    assert "VALUES ?role { UNDEF }" in sparql


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("date", "2021-02-30", "no day of the calendar"),
        ("date", "20/11/2021", "write it as YYYY-MM-DD"),
        ("date", "2021-W01-1", "write it as YYYY-MM-DD"),
        ("integer", "-1", "no whole number"),
        ("integer", "²", "no whole number"),
        ("thing", "Southend", "is no id"),
    ],
)
def test_an_unfit_value_is_named(kind: str, value: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        term_of(Parameter("p", kind, ""), value, same)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("holders_on_date", {"council": ["southend-on-sea"], "on": ["2021-11-20"]}),
        ("not_confirmed_since", {"role": ["dcs"], "months": ["24"], "on": ["2026-01-31"]}),
        ("who_disputed_what", {"stance": ["disputes", "qualifies"]}),
        ("findings_with_word", {"word": ["plan"]}),
        ("totals", {}),
    ],
)
def test_the_values_of_a_templates_own_are_told_as_one_types_them(name: str, values: dict[str, list[str]]) -> None:
    assert defaults_of(find_template(name)) == values


def test_an_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(TemplateError, match="'boss' is not one of dcs, lead-member"):
        term_of(Parameter("role", "code", "", "role"), "boss", same)


def test_an_unknown_parameter_names_the_known_ones() -> None:
    with pytest.raises(TemplateError, match="no parameter 'when': it has council, role, on"):
        bind(find_template("holders_on_date"), {"when": ["2021-01-01"]}, same)


def test_an_unknown_template_names_the_nearest() -> None:
    with pytest.raises(TemplateError, match="holders_on_date"):
        find_template("holder_on_date")
