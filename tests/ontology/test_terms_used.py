"""Declared is used and used is declared: in the graph, in the query templates and in the shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rdflib import Graph, Literal

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE, code_lists
from sendgraph.graph.terms import PREFIXES, send_terms, term

SEND = "https://w3id.org/sendgraph/ontology#"


def names_in(graph: Graph) -> set[str]:
    """Local names of our terms wherever the graph uses one; to declare a term is not to use it."""
    used = {str(x) for t in graph if not str(t[0]).startswith(SEND) for x in t if not isinstance(x, Literal)}
    return {iri.removeprefix(SEND) for iri in used if iri.startswith(SEND) and iri != SEND}


def prefixed_names(text: str) -> Iterator[tuple[str, str]]:
    """Every prefixed name of a query as its prefix's IRI and its local name; texts and comments left out."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', "\n".join(x for x in text.splitlines() if not x.startswith("#")))
    prefixes = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", bare))
    for prefix, local in re.findall(r"(?<![\w?$-])([A-Za-z][\w-]*):([A-Za-z][\w-]*)", re.sub(r"<[^>\s]*>", "", bare)):
        yield prefixes.get(prefix, f"undeclared prefix {prefix}:"), local


def queries() -> dict[str, str]:
    folder = shipped("queries")
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.rq"))}


def test_every_term_of_the_shipped_graph_is_declared(shipped_graph: Graph) -> None:
    assert names_in(shipped_graph) - send_terms() == set()


def test_every_term_of_the_shapes_is_declared(shapes: Graph) -> None:
    assert names_in(shapes) - send_terms() == set()
    outside = {o for o in shapes.objects(None, None) if str(o).startswith(PREFIXES["schema"])}
    assert {term("schema:" + str(o).removeprefix(PREFIXES["schema"])) for o in outside} == {f"<{o}>" for o in outside}


@pytest.mark.parametrize("name", queries())
def test_every_term_and_code_of_a_query_is_declared(name: str) -> None:
    unknown = []
    for base, local in prefixed_names(queries()[name]):
        if base.startswith("undeclared") or (base == SEND and local not in send_terms()):
            unknown.append(f"{base}{local}")
        elif base.startswith(CODE_BASE) and base != CODE_BASE:
            list_name = base.removeprefix(CODE_BASE).rstrip("/")
            if local not in code_lists().get(list_name, {}):
                unknown.append(f"{list_name}/{local}")
    assert unknown == []


def test_a_query_with_an_undeclared_term_prefix_or_code_would_be_found() -> None:
    text = """PREFIX send: <s#>
# send:comment
SELECT * { ?x send:holderr/send:b 'x', "send:text" ; skos:note <http://a:b> }"""
    assert list(prefixed_names(text)) == [("s#", "holderr"), ("s#", "b"), ("undeclared prefix skos:", "note")]


def test_every_declared_term_is_used_by_shipped_facts_or_by_the_village_of_every_kind(
    shipped_graph: Graph, village: Graph
) -> None:
    assert send_terms() - names_in(shipped_graph) - names_in(village) == set()


def test_a_term_that_is_not_declared_cannot_be_asked_for() -> None:
    for name in ("holderr", "foaf:name"):
        with pytest.raises(KeyError):
            term(name)


def test_every_list_is_asked_for_by_a_column_by_another_list_or_by_a_fact() -> None:
    from sendgraph.facts.column import columns_of
    from sendgraph.facts.tables import TABLES

    columns = {c.to for t in TABLES.values() for c in columns_of(t.row) if c.kind == "code"}
    assembled = {"end-status", "conflict-kind"}
    of_other_lists = {"judgement-scheme"}
    assert set(code_lists()) == columns | assembled | of_other_lists
