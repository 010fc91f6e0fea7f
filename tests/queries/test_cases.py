"""Every template on invented facts that can be checked on paper: the same rows, in order, on two engines.

A case is a folder ``tests/cases/<template>/``: ``params.toml`` says which village and which parameters,
``expected.csv`` the rows. A case with facts of its own has them in ``given/``.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from sendgraph.queries.bind import bind
from sendgraph.queries.engine import StoreEngine
from sendgraph.queries.resolve import Resolver
from sendgraph.queries.template import find_template, read_templates
from sendgraph.store.build import make_graph

CASES = Path(__file__).parents[1] / "cases"
NAMES = sorted(p.name for p in CASES.iterdir() if p.is_dir() and not p.name.startswith("_"))
BASE = "https://w3id.org/sendgraph/id/"


@cache
def engines(folder: Path) -> tuple[StoreEngine, rdflib.Graph]:
    """Both engines on the facts of a folder."""
    ntriples = make_graph([folder], "0" * 64).ntriples
    store, graph = Store(), rdflib.Graph()
    store.bulk_load(ntriples, format=RdfFormat.N_TRIPLES)
    graph.parse(data=ntriples, format="nt")
    return StoreEngine(store), graph


def case(name: str) -> tuple[Path, dict[str, list[str]]]:
    """The folder of facts and the parameters of a case."""
    settings = tomllib.loads((CASES / name / "params.toml").read_text(encoding="utf-8"))
    own = CASES / name / "given"
    return own if own.is_dir() else CASES / "_villages" / settings["village"], settings.get("params", {})


def cell(value: object) -> str:
    """A value as the expected rows write it: our ids without their base, numbers without needless zeros."""
    text = "" if value is None else str(value).removeprefix(BASE)
    return f"{float(text):g}" if "." in text and text.replace(".", "", 1).isdigit() else text


def expected(name: str) -> list[list[str]]:
    with (CASES / name / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def answers(name: str) -> tuple[list[list[str]], list[list[str]]]:
    """The header and rows of a case on the store and on rdflib."""
    folder, given = case(name)
    engine, graph = engines(folder)
    sparql = bind(find_template(name), given, Resolver(engine))
    columns, rows = engine.columns(sparql)
    theirs = graph.query(sparql)
    assert theirs.vars is not None
    return (
        [list(columns), *([cell(v) for v in row] for row in rows)],
        [[str(v) for v in theirs.vars], *([cell(v) for v in row] for row in theirs)],  # type: ignore[union-attr]
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_its_rows_in_order_on_both_engines(name: str) -> None:
    ours, theirs = answers(name)
    assert ours == expected(name)
    assert theirs == expected(name)


def test_every_template_has_a_case_and_every_case_a_template() -> None:
    assert sorted(t.name for t in read_templates()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_rows_and_gives_every_parameter_that_is_not_optional(name: str) -> None:
    assert len(expected(name)) > 1
    template = find_template(name)
    assert {p.name for p in template.parameters.values() if not p.is_optional} <= set(case(name)[1])
    assert expected(name)[0] == list(template.columns)


def test_the_library_has_its_areas_and_size() -> None:
    templates = read_templates()
    areas = {"evidence", "inspections", "measures", "moves", "people", "posts", "quality", "turnover"}
    assert {t.area for t in templates} == areas
    assert len(templates) >= 65
