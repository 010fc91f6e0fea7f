"""The rules across the graph: silent on what is right, and each fires on the fault it names and on nothing beside."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from sendgraph.core.shipped import shipped
from sendgraph.graph.build import vocabulary_lines
from sendgraph.queries.checks import Check, read_checks, run_checks
from sendgraph.queries.engine import StoreEngine
from sendgraph.queries.lint import forbidden_words
from sendgraph.queries.template import TemplateError
from tests.shipped import shipped_engine

HERE = Path(__file__).parent / "checks"
CHECKS = read_checks()

KNOWN = {
    "tenure_hampshire_dcs_john-coughlan": "no page read says whether he kept the post while he was at Haringey",
    "tenure_herefordshire_dcs_tina-russell": "a report printed in July 2024 names her for its visit to Worcestershire",
}
"""Warnings on the shipped facts that stay until a source settles them."""


@cache
def village() -> bytes:
    """The invented village with the vocabulary, in which every rule is kept."""
    store = Store()
    store.bulk_load("\n".join(vocabulary_lines()).encode(), format=RdfFormat.N_TRIPLES)
    store.bulk_load((shipped("ontology") / "examples" / "village.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return store.dump(format=RdfFormat.N_QUADS) or b""


def engine(fixture: str = "") -> StoreEngine:
    store = Store()
    store.bulk_load(village(), format=RdfFormat.N_QUADS)
    if fixture:
        store.bulk_load((HERE / f"{fixture}.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return StoreEngine(store)


def test_there_are_enough_rules_and_each_has_a_fixture() -> None:
    assert len(CHECKS) >= 25
    assert {p.stem for p in HERE.glob("*.ttl")} == {c.name for c in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.name)
def test_a_rule_fires_on_its_fixture_for_the_thing_it_names_alone(check: Check) -> None:
    first = (HERE / f"{check.name}.ttl").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# Fires: ")
    found = {v.thing for v in run_checks(engine(check.name), [check])}
    assert found == set(first.removeprefix("# Fires: ").split(", "))


def test_no_rule_fires_in_the_village() -> None:
    assert [(v.check.name, v.thing) for v in run_checks(engine(), CHECKS)] == []


def test_on_the_shipped_facts_no_rule_finds_an_error_and_each_warning_is_explained() -> None:
    found = list(run_checks(shipped_engine(), CHECKS))
    assert [(v.check.name, v.thing) for v in found if v.check.severity == "error"] == []
    assert {v.thing for v in found} == set(KNOWN)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.name)
def test_a_rule_says_what_is_wrong_why_and_how_to_mend_it(check: Check) -> None:
    for words in (check.problem, check.why, check.fix):
        assert words.endswith(".")
    assert forbidden_words(check.text) == []
    assert "ORDER BY" in check.text
    assert next(iter(check.columns)) == "thing"
    names, _ = engine().columns(check.text)
    assert list(names) == list(check.columns)


def test_a_rule_without_a_severity_is_refused(tmp_path: Path) -> None:
    (tmp_path / "severity.csv").write_text("check,severity\nother,error\n", encoding="utf-8")
    (tmp_path / "lonely.rq").write_text("SELECT ?thing WHERE { ?thing a ?kind } ORDER BY ?thing", encoding="utf-8")
    with pytest.raises(TemplateError, match="lonely, other"):
        read_checks(tmp_path)


def test_the_command_runs_the_rules_and_prints_one_json_list(capsys: pytest.CaptureFixture[str]) -> None:
    from click.testing import CliRunner

    from sendgraph.cli.main import cli

    done = CliRunner().invoke(cli, ["check", "--graph", "--format", "json"])
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert {r["thing"] for r in rows if "check" in r} == set(KNOWN)
    assert "across the graph 0 errors, 2 of warning" in done.stderr
