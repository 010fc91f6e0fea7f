"""Rows kept on disk: the same as the engine gives, in the order asked for, asked once, and gone afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from sendgraph.analysis.load import local_id
from sendgraph.analysis.networks.asking import Kept, Row, ask_rows
from sendgraph.analysis.networks.load import Sayings, Tenures
from sendgraph.analysis.networks.rows import Options
from sendgraph.graph.terms import BASE
from sendgraph.queries.engine import Rows, Values
from sendgraph.queries.template import read_templates, unordered
from tests.shipped import shipped_engine


class Listening:
    """An engine that remembers what it was asked."""

    def __init__(self) -> None:
        self.engine, self.asked = shipped_engine(), list[str]()

    def rows(self, sparql: str) -> Rows:
        return self.engine.rows(sparql)

    def columns(self, sparql: str) -> tuple[Sequence[str], Rows]:
        return self.engine.columns(sparql)

    def stream(self, sparql: str) -> Iterator[Values]:
        self.asked.append(sparql)
        return self.engine.stream(sparql)


def key(row: Row) -> list[str]:
    return list(row.values())


def test_kept_rows_are_those_of_the_template_in_the_order_asked_for() -> None:
    expected = ask_rows(shipped_engine(), "tenures_at_councils")
    kept = Kept(shipped_engine(), "tenures_at_councils")
    for order in (("person", "tenure", "council", "post_role"), ("end_latest", "tenure", "council", "post_role")):
        found = list(kept.in_order(*order))
        assert found == sorted(expected, key=lambda row: [row[column] for column in order])
    assert found[0]["end_latest"] == ""


def test_a_column_more_is_made_of_each_row_and_can_be_sorted_by() -> None:
    kept = Kept(shipped_engine(), "council_places", more={"reversed": lambda row: row["name"][::-1]})
    found = list(kept.in_order("reversed"))
    assert [r["reversed"] for r in found] == sorted(r["name"][::-1] for r in found)
    assert len(found) == len(ask_rows(shipped_engine(), "council_places"))


def test_parameters_narrow_and_an_empty_one_is_left_to_its_default() -> None:
    every, chiefs = (
        sorted(Kept(shipped_engine(), "tenures_at_councils", {"role": role}).in_order("tenure"), key=key)
        for role in ("", "chief-executive")
    )
    assert chiefs == [row for row in every if row["post_role"] == "chief-executive"]
    assert 0 < len(chiefs) < len(every)


def test_an_engine_is_asked_once_without_an_order_and_only_when_rows_are_wanted() -> None:
    engine = Listening()
    kept = Kept(engine, "tenures_at_councils")
    assert engine.asked == []
    assert list(kept.in_order("tenure")) != []
    assert list(kept.in_order("post")) != []
    (sparql,) = engine.asked
    assert "ORDER BY" not in sparql


def test_two_readers_at_once_do_not_disturb_each_other() -> None:
    kept = Kept(shipped_engine(), "council_places")
    pairs = list(zip(kept.in_order("council", "heir"), kept.in_order("council", "heir"), strict=True))
    assert all(one == other for one, other in pairs)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="files in use can only be counted on Linux")
def test_the_file_is_given_back_with_its_last_user() -> None:
    def in_use() -> int:
        gc.collect()
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    before = in_use()
    kept = Kept(shipped_engine(), "tenures_at_councils", more={"long": lambda row: row["tenure"] * 200})
    reading = kept.in_order("long")
    assert next(reading)
    assert in_use() > before
    del reading, kept
    assert in_use() == before


@pytest.mark.parametrize("template", read_templates(), ids=lambda t: t.name)
def test_every_template_asks_for_the_same_rows_without_its_order(template: object) -> None:
    text = template.text  # type: ignore[attr-defined]
    assert "LIMIT" not in text
    assert sorted(map(repr, shipped_engine().stream(unordered(text)))) == sorted(map(repr, shipped_engine().rows(text)))


def said_in(options: Options) -> list[tuple[str, str]]:
    tenures = Tenures(shipped_engine(), options)
    everybody = Sayings(shipped_engine(), options, tenures).of_each(tenures.by_person())
    found = [(stays, saying) for stays, said in everybody for saying in said]
    assert all(saying.tenure_id in {h.tenure_id for h in stays} for stays, saying in found)
    return sorted((saying.tenure_id, saying.came_from or saying.went_to) for _, saying in found)


def test_what_is_said_comes_with_the_person_it_is_salocal_id() -> None:
    rows = ask_rows(shipped_engine(), "origins_claimed")
    expected = sorted((local_id(r["tenure"]), local_id(r["came_from"] or r["went_to"])) for r in rows)
    assert said_in(Options()) == said_in(Options(use_presumed=False)) == expected
    posts = {r["tenure"] for r in ask_rows(shipped_engine(), "tenures_at_councils", {"role": "dcs"})}
    assert said_in(Options(role="dcs")) == [each for each in expected if f"{BASE}id/{each[0]}" in posts]


def test_what_is_said_of_a_person_without_tenures_is_passed_over() -> None:
    tenures = Tenures(shipped_engine(), Options())
    sayings = Sayings(shipped_engine(), Options(), tenures)
    everybody = list(sayings.of_each(tenures.by_person()))
    assert list(sayings.of_each(stays for stays, _ in everybody[1::2])) == everybody[1::2]


def test_where_somebody_went_is_not_known_while_they_are_in_post() -> None:
    rows = ask_rows(shipped_engine(), "origins_claimed")
    went = {(local_id(r["tenure"]), local_id(r["went_to"])) for r in rows if r["went_to"]}
    ends = {local_id(r["tenure"]): r["end_earliest"] for r in ask_rows(shipped_engine(), "tenures_at_councils")}
    day = date(2016, 1, 1)
    later = {each for each in went if ends[each[0]] > day.isoformat()}
    assert later
    assert not later & set(said_in(Options(as_of=day)))
    assert {each for each in went if "" < ends[each[0]] < "2010"} <= set(said_in(Options(as_of=day)))
