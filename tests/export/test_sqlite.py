"""The SQLite export as people use it: types, keys, views, and rows that can be checked against the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sendgraph.export.database import make_database
from sendgraph.facts.dataset import load_facts
from sendgraph.facts.folders import dataset_folders
from sendgraph.facts.rules import all_claims
from sendgraph.facts.tables import Facts
from sendgraph.graph.terms import BASE, PREFIXES
from tests.export.exporting import asked_of, shipped, village, village_triples, written
from tests.shipped import shipped_engine


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with closing(make_database(shipped())) as made:
        yield made


@pytest.fixture(scope="module")
def invented() -> Iterator[sqlite3.Connection]:
    with closing(make_database(village())) as made:
        yield made


def one(database: sqlite3.Connection, sql: str) -> dict[str, Any]:
    found = database.execute(sql)
    names = [c[0] for c in found.description]
    (row,) = found.fetchall()
    return dict(zip(names, row, strict=True))


def column(database: sqlite3.Connection, sql: str) -> list[Any]:
    return [row[0] for row in database.execute(sql)]


def test_the_file_opens_as_a_database_without_faults(tmp_path: Path) -> None:
    path = tmp_path / "village.db"
    path.write_bytes(written("sqlite", village()))
    with closing(sqlite3.connect(path)) as opened:
        assert column(opened, "PRAGMA integrity_check") == ["ok"]
        assert column(opened, "SELECT person FROM tenures_current WHERE post_id = 'larkmere_lead-member'") == [
            "Cleo Wharf"
        ]


def test_every_reference_leads_to_a_row(database: sqlite3.Connection, invented: sqlite3.Connection) -> None:
    for each in (database, invented):
        assert each.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(each.execute("PRAGMA foreign_key_list(tenures)").fetchall()) == 2


def test_a_claim_that_is_not_taken_may_name_an_inspection_that_is_no_fact() -> None:
    claim = (("status", "code/claim-status/rejected"), ("claimedAspect", "code/aspect/overall"))
    lines = [f"<{BASE}id/c99> <{PREFIXES['rdf']}type> <{PREFIXES['send']}Claim> ."]
    lines += [f"<{BASE}id/c99> <{PREFIXES['send']}{term}> <{BASE}{value}> ." for term, value in claim]
    lines += [f"<{BASE}id/c99> <{PREFIXES['send']}claimedInspection> <{BASE}id/never-was> ."]
    with closing(make_database(asked_of(village_triples() + "\n".join(lines).encode()))) as made:
        assert one(made, "SELECT inspection_id, bodies FROM judgements_claims WHERE claim_id = 'c99'") == {
            "inspection_id": "never-was",
            "bodies": None,
        }
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []


def test_there_are_as_many_rows_as_the_graph_has_things(database: sqlite3.Connection) -> None:
    classes = {"Tenure": "tenures", "Inspection": "inspections", "Person": "people", "Claim": "claims"}
    for of, table in classes.items():
        sparql = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x a <https://w3id.org/sendgraph/ontology#{of}> }}"
        counted = int(shipped_engine().rows(sparql)[0][0] or "")
        view = "claims_all" if table == "claims" else f"{table}_current"
        assert counted > 700
        assert column(database, f"SELECT count(*) FROM {table}") == [counted]
        assert column(database, f"SELECT count(*) FROM {view}") == [counted]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(dataset_folders())[0]


def test_every_claim_of_every_status_is_in_the_view_of_its_kind(database: sqlite3.Connection, facts: Facts) -> None:
    for name in ("tenures", "departures", "pay", "vacancies", "inspections", "judgements", "measures", "findings"):
        expected = sorted((c.claim_id, c.status) for c in facts.rows(name))  # type: ignore[attr-defined]
        assert expected
        found = database.execute(f"SELECT claim_id, status FROM {name}_claims ORDER BY claim_id").fetchall()
        assert found == expected
        kinds = column(database, f"SELECT claim_id FROM claims_all WHERE claim_kind = '{name}' ORDER BY 1")
        assert kinds == [claim for claim, _ in expected]
    assert column(database, "SELECT count(*) FROM claims") == [len(list(all_claims(facts))) + len(facts.withdrawn)]


def test_a_claim_says_in_its_view_what_its_row_says(database: sqlite3.Connection, facts: Facts) -> None:
    claims = {c.claim_id: c for c in facts.tenures}
    rows = database.execute(
        "SELECT claim_id, person_id, post_id, coalesce(title, ''), basis, coalesce(started, ''), coalesce(ended, ''), "
        "coalesce(seen, ''), started_earliest, ended_latest, coalesce(words, ''), source_id FROM tenures_claims"
    ).fetchall()
    assert len(rows) == len(claims)
    for claim_id, person, post, title, basis, started, ended, seen, earliest, latest, words, source in rows:
        claim = claims[claim_id]
        assert (person, post, title, basis) == (claim.person_id, claim.post_id, claim.title, claim.basis)
        dates = [d.text if d else "" for d in (claim.started, claim.ended, claim.seen)]
        assert [started, ended, seen] == dates
        assert earliest == (str(claim.started.bounds.earliest or "") or None if claim.started else None)
        assert latest == (str(claim.ended.bounds.latest or "") or None if claim.ended else None)
        assert (words, source) == (claim.words, claim.source_id)


def test_the_southend_pay_figure_is_shown_with_names_and_sources(database: sqlite3.Connection) -> None:
    row = one(database, "SELECT * FROM pay_current WHERE person = 'John O''Loughlin'")
    assert (row["amount"], row["currency"], row["per"], row["bodies"]) == (92000.0, "gbp", "year", "Southend-on-Sea")
    assert (row["is_derived"], row["evidence_count"], row["claim_ids"]) == (0, 1, "echo_2021-11-southend_6")
    assert row["source_urls"].startswith("https://www.echo-news.co.uk/")


def test_several_values_stand_in_a_table_of_their_own_and_joined_in_the_view(invented: sqlite3.Connection) -> None:
    many = "SELECT inspection_id FROM inspections_bodies GROUP BY 1 HAVING count(*) > 1 ORDER BY 1"
    first = column(invented, many)[0]
    ids = column(invented, f"SELECT body_id FROM inspections_bodies WHERE inspection_id = '{first}' ORDER BY 1")
    row = one(invented, f"SELECT body_ids, bodies FROM inspections_current WHERE inspection_id = '{first}'")
    names = [column(invented, f"SELECT name FROM bodies WHERE body_id = '{i}'")[0] for i in ids]
    assert len(ids) > 1
    assert row == {"body_ids": "; ".join(ids), "bodies": "; ".join(names)}


def test_a_withdrawn_claim_has_its_reason_and_nothing_else(invented: sqlite3.Connection) -> None:
    row = one(invented, "SELECT * FROM claims_all WHERE claim_id = 't8'")
    assert row["status_reason"] == "2023-04-01: taken back by the paper."
    assert {k for k, v in row.items() if v is not None} == {"claim_id", "claim_kind", "status", "status_reason"}
    assert row["claim_kind"] == ""


def test_a_rejected_claim_is_shown_and_no_fact_rests_on_it(invented: sqlite3.Connection) -> None:
    row = one(invented, "SELECT status, status_reason, fact_ids FROM tenures_claims WHERE claim_id = 't7'")
    assert row == {"status": "rejected", "status_reason": "The minutes show 2018.", "fact_ids": None}
    assert one(invented, "SELECT fact_ids FROM tenures_claims WHERE claim_id = 't6'")["fact_ids"].startswith("tenure_")


def test_the_database_says_what_it_is(database: sqlite3.Connection) -> None:
    about = database.execute("SELECT what, value FROM about").fetchall()
    assert ("data version", "0" * 12) in about
    assert any(w == "licence" and v.endswith("Open Government Licence v3.0") for w, v in about)
    assert any(w == "attribution" and "Ofsted" in v for w, v in about)
    assert any(w.startswith("how to read") and "not vacant" in v for w, v in about)
    meaning = "SELECT meaning FROM columns WHERE view_name = 'tenures_current' AND column_name = 'basis'"
    assert column(database, meaning) == ["The footing the person last held the post on."]
    assert column(database, "SELECT label FROM codes WHERE list = 'role' AND code = 'dcs'") == [
        "director of children's services"
    ]


def test_every_code_in_a_column_is_in_the_list_of_codes(database: sqlite3.Connection) -> None:
    coded = database.execute(
        "SELECT view_name, column_name, code_list FROM columns WHERE code_list IS NOT NULL AND type = 'TEXT'"
    ).fetchall()
    assert len(coded) > 50
    for view, name, codes in coded:
        unknown = f"""SELECT DISTINCT "{name}" FROM {view} WHERE "{name}" IS NOT NULL AND "{name}" NOT LIKE '%; %'
          AND "{name}" NOT IN (SELECT code FROM codes WHERE list = '{codes}')"""
        assert column(database, unknown) == [], (view, name)


def test_bounds_are_days_and_flags_are_flags(database: sqlite3.Connection) -> None:
    types = {name: kind for _, name, kind, *_ in database.execute("PRAGMA table_info(tenures)")}
    assert (types["start"], types["start_earliest"], types["is_shared"]) == ("TEXT", "DATE", "BOOLEAN")
    ill = "SELECT start_latest FROM tenures WHERE start_latest IS NOT date(start_latest)"
    assert column(database, ill) == []
    assert column(database, "SELECT DISTINCT typeof(start) FROM tenures WHERE start IS NOT NULL") == ["text"]
