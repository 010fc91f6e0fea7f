"""Flows of councils and how far a place in a ranking holds, against counting by hand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.draws import draw_moves, draw_worlds, middle_share, rank_intervals, ranks
from sendgraph.analysis.networks.flows import find_flows, net_of, supply_of, target_counts
from sendgraph.analysis.networks.moves import find_moves
from sendgraph.analysis.networks.world import World
from tests.analysis.networks.worlds import days_of, held, known, number_of, stretch, world_of, worlds


@given(worlds())
def test_flows_count_the_moves_of_each_council(world: World) -> None:
    moves = find_moves(world).moves
    flows = {f.council: f for f in find_flows(moves, [])}
    assert set(flows) == {c for m in moves for c in (m.source, m.target)}
    for council, flow in flows.items():
        out = [m for m in moves if m.source == council]
        into = [m for m in moves if m.target == council]
        sure_out = sum(m.is_certain and m.identity == "same" for m in out)
        sure_in = sum(m.is_certain and m.identity == "same" for m in into)
        counted = (flow.out_certain, flow.out_possible, flow.in_certain, flow.in_possible)
        assert counted == (sure_out, len(out), sure_in, len(into))
        assert flow.net_bounds == (sure_in - len(out), len(into) - sure_out)
        assert (flow.supply_places, flow.destination_places, flow.net_places) == (None, None, None)


def test_a_move_by_presumed_identity_is_never_counted_as_certain() -> None:
    two = [held("ann", "a", known(0, 3)), held("bea", "b", known(4, 4), group="ann")]
    moves = find_moves(world_of(two, presumed=(("ann", "bea"),))).moves
    assert [m.is_certain for m in moves] == [True]
    counts = [(f.out_certain, f.out_possible, f.in_certain, f.in_possible) for f in find_flows(moves, [])]
    assert counts == [(0, 1, 0, 0), (0, 0, 0, 1)]


@settings(max_examples=30)
@given(worlds())
def test_every_drawn_day_lies_within_its_bounds(world: World) -> None:
    by_id = {h.tenure_id: h for h in world.held}
    for drawn in draw_worlds(world, draws=5):
        for each in drawn.held:
            first, last = each.days.start_earliest, each.days.end_latest
            assert first
            assert last
            assert (number_of(first), number_of(last)) in days_of(by_id[each.tenure_id])
            assert each.days == (first, first, last, last, False)


@settings(max_examples=30)
@given(worlds(exact=True))
def test_where_nothing_is_uncertain_every_draw_is_the_world_itself(world: World) -> None:
    certain = world_of([h for h in world.held if h.group_id == h.holder_id])
    moves = find_moves(certain).moves
    shown = [(m.source, m.target, m.person_id) for m in moves]
    for drawn in draw_moves(certain, draws=3):
        assert [(m.source, m.target, m.person_id) for m in drawn] == shown
    for flow in find_flows(moves, draw_moves(certain, draws=3)):
        less = sum(f.out_possible > flow.out_possible for f in find_flows(moves, []))
        assert flow.supply_places == (1 + less, 1 + less)


@settings(max_examples=25)
@given(worlds())
def test_places_are_the_middle_of_the_places_in_the_draws(world: World) -> None:
    moves, drawn = find_moves(world).moves, draw_moves(world, draws=40)
    names = sorted({c for m in moves for c in (m.source, m.target)})
    for flow in find_flows(moves, drawn):
        for places, measure in (
            (flow.supply_places, supply_of),
            (flow.destination_places, target_counts),
            (flow.net_places, net_of),
        ):
            seen = []
            for given_moves in drawn:
                values = {n: measure(given_moves).get(n, 0) for n in names}
                seen.append(1 + sum(v > values[flow.council] for v in values.values()))
            # Of 40 draws one is cut at each end: 2.5 per cent.
            assert places == (sorted(seen)[1], sorted(seen)[-2])


def test_a_presumed_identity_is_true_in_about_half_of_the_draws() -> None:
    two = [held("ann", "a", known(0, 3)), held("bea", "b", known(4, 4), group="ann")]
    drawn = draw_moves(world_of(two, presumed=(("ann", "bea"),)), draws=200)
    assert {len(moves) for moves in drawn} == {0, 1}
    # 200 fair draws lie within 100 ± 4 standard deviations of 7.
    assert 72 <= sum(map(len, drawn)) <= 128


def test_pairs_of_days_are_drawn_evenly() -> None:
    # First day 0 or 1, last day 1 or 0: three pairs fit, (0, 0), (0, 1) and (1, 1).
    wide = held("ann", "a", stretch(0, 1, 0, 1))
    world = world_of([wide, held("ann", "b", known(4, 4))])
    counts: dict[tuple[int, int], int] = {}
    for drawn in draw_worlds(world, draws=600):
        (days,) = [h.days for h in drawn.held if h.tenure_id == wide.tenure_id]
        assert days.start_earliest
        assert days.end_latest
        key = (number_of(days.start_earliest), number_of(days.end_latest))
        counts[key] = counts.get(key, 0) + 1
    assert set(counts) == {(0, 0), (0, 1), (1, 1)}
    assert all(150 <= count <= 250 for count in counts.values())


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    world = world_of([held("ann", "a", stretch(0, 2, 2, 4)), held("ann", "b", stretch(2, 4, 4, 4))])
    first, again, other = ([[h.days for h in w.held] for w in draw_worlds(world, 20, seed)] for seed in (1, 1, 2))
    assert first == again != other


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4), min_size=1))
def test_equal_values_share_the_best_place(values: dict[str, int]) -> None:
    assert ranks(values) == {n: 1 + sum(v > values[n] for v in values.values()) for n in values}


@given(st.lists(st.integers(1, 50), min_size=1, max_size=80))
def test_the_middle_holds_at_least_95_of_100(values: list[int]) -> None:
    low, high = middle_share(values)
    assert sum(low <= v <= high for v in values) >= 0.95 * len(values)


def test_a_council_without_moves_in_a_draw_has_none_there() -> None:
    assert rank_intervals(["a", "b"], [[]], supply_of) == {"a": (1, 1), "b": (1, 1)}
