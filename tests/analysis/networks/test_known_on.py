"""A tenure as it stood on a day: nothing that came later, and what had not ended yet still going on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import find_moves
from sendgraph.analysis.networks.rows import Options, Stretch
from sendgraph.analysis.networks.world import known_on
from tests.analysis.networks.worlds import day, held, known, stretch
from tests.shipped import shipped_engine

ANN = held("ann", "a", known(10, 50))


def test_a_tenure_is_not_known_before_a_source_shows_it_begun() -> None:
    assert known_on(ANN, day(9)) is None
    assert known_on(ANN, day(10)) is not None
    late = replace(ANN, first_seen=day(30), days=stretch(0, 30, 50, 50))
    assert known_on(late, day(29)) is None
    assert known_on(late, None) == late


def test_what_ended_later_had_not_ended_yet() -> None:
    now = known_on(ANN, day(20))
    assert now
    assert now.days == Stretch(day(10), day(10), day(20), None, True)
    assert now.last_seen == day(20)
    assert known_on(ANN, day(50)) == ANN


def test_an_end_that_may_have_come_by_then_is_open_upwards_but_not_shown_as_lasting() -> None:
    vague = replace(ANN, days=stretch(10, 10, 20, 50))
    now = known_on(vague, day(30))
    assert now
    assert now.days == Stretch(day(10), day(10), day(20), None, False)


@pytest.mark.parametrize("year", [1990, 2016, 2020])
def test_no_move_of_the_shipped_facts_lies_after_the_day(year: int) -> None:
    as_of = date(year, 1, 1)
    world = load_world(shipped_engine(), Options(as_of=as_of))
    moves = find_moves(world).moves
    assert all((m.arrived[0] or m.left[0] or as_of) <= as_of for m in moves)
    assert all(not (m.after and m.after.first_seen and m.after.first_seen > as_of) for m in moves)
    assert bool(moves) is (year > 2000)
    whole = {(m.person_id, m.source, m.target) for m in find_moves(load_world(shipped_engine(), Options())).moves}
    assert {(m.person_id, m.source, m.target) for m in moves if m.is_certain} <= whole
