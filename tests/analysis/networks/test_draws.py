"""Drawn worlds: what is certain holds in each of them, what is not possible in none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.draws import draw_moves
from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import find_moves
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.world import Saying, World
from tests.analysis.networks.worlds import day, held, known, stretch, world_of, worlds
from tests.shipped import shipped_engine


@st.composite
def told_worlds(draw: st.DrawFn) -> World:
    """Worlds in which some claims say where a holder came from or went to, seen through a window."""
    world = draw(worlds())
    names = [h.tenure_id for h in world.held]
    says = st.builds(
        Saying, st.sampled_from(names), st.just("claim"), st.sampled_from(["", "a", "c"]), st.sampled_from(["", "b"])
    )
    since, until = draw(st.none() | st.integers(0, 3)), draw(st.none() | st.integers(3, 5))
    window = Options(since=None if since is None else day(since), until=None if until is None else day(until))
    return replace(world, sayings=tuple(draw(st.lists(says, max_size=3))), options=window)


def keys(moves: object) -> set[str]:
    return {m.id for m in moves}  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(told_worlds())
def test_every_draw_lies_between_the_certain_and_the_possible_moves(world: World) -> None:
    moves = find_moves(world).moves
    sure = keys(m for m in moves if m.is_sure)
    for drawn in draw_moves(world, draws=6):
        assert sure <= keys(drawn) <= keys(moves)


@pytest.mark.parametrize("options", [Options(), Options(role="dcs", region="north-east", use_presumed=False)])
def test_every_draw_of_the_shipped_facts_does(options: Options) -> None:
    world = load_world(shipped_engine(), options)
    moves = find_moves(world).moves
    sure = keys(m for m in moves if m.is_sure)
    assert sure
    for drawn in draw_moves(world, draws=20):
        assert sure <= keys(drawn) <= keys(moves)


def test_a_stated_move_whose_days_do_not_show_it_is_in_every_draw() -> None:
    at_a = held("ann", "a", stretch(0, 0, 4, 4))
    at_b = held("ann", "b", stretch(0, 3, 4, 4))
    world = world_of([at_a, at_b], sayings=(Saying(at_b.tenure_id, "claim", "a", ""),))
    assert [len(drawn) for drawn in draw_moves(world, draws=10)] == [1] * 10


def test_a_possible_move_is_in_the_draws_whose_days_make_it_one() -> None:
    world = world_of([held("ann", "a", stretch(0, 0, 1, 400)), held("ann", "b", known(200, 800))])
    drawn = [len(moves) for moves in draw_moves(world, draws=200)]
    # The last day at the first council is before the 200th in half of the draws: 100 ± 4 standard deviations of 7.
    assert 72 <= sum(drawn) <= 128
    assert set(drawn) == {0, 1}


def test_a_move_is_in_the_window_by_its_drawn_day() -> None:
    world = world_of([held("ann", "a", known(0, 3)), held("ann", "b", stretch(10, 409, 900, 900))])
    half = replace(world, options=Options(since=day(210)))
    drawn = [len(moves) for moves in draw_moves(half, draws=200)]
    assert 72 <= sum(drawn) <= 128
