"""Succession in posts, runs of interims, where the next holder came from, and chains of vacancies."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.interims import find_rounds, find_runs, interim_study
from sendgraph.analysis.networks.moves import Move, find_moves
from sendgraph.analysis.networks.origins import find_origins, succession_study
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.succession import CHAIN_DAYS, find_chains, find_successions
from sendgraph.analysis.networks.world import Held, World
from tests.analysis.networks.worlds import completions, day, held, known, stretch, world_of, worlds


@st.composite
def posts(draw: st.DrawFn) -> list[Held]:
    """The holders of two posts one after another, without gaps in order but with gaps in days; some are interims."""
    tenures = []
    for council in "ab":
        clock = 0
        for number in range(draw(st.integers(0, 5))):
            start = clock + draw(st.integers(0, 300))
            clock = start + draw(st.integers(1, 200))
            basis = draw(st.sampled_from(["permanent", "interim", "acting", "not-stated"]))
            person = draw(st.sampled_from(["p", "q", "r", f"{council}{number}"]))
            tenures.append(held(f"{person}", council, known(start, clock), basis=basis))
            clock += 1
    return list({h.tenure_id: h for h in tenures}.values())


def in_order(tenures: list[Held], council: str) -> list[Held]:
    return sorted((h for h in tenures if h.councils == (council,)), key=lambda h: h.span)


@given(posts())
def test_each_holder_is_followed_by_the_next_one_unless_it_is_the_same_person(tenures: list[Held]) -> None:
    expected = [
        (x.tenure_id, y.tenure_id, int(y.span.start_low - x.span.end_low) - 1)
        for council in "ab"
        for x, y in pairwise(in_order(tenures, council))
        if x.group_id != y.group_id
    ]
    found = find_successions(tenures)
    assert [(s.before.tenure_id, s.after.tenure_id, s.gap_days[0]) for s in found] == expected
    assert all(s.gap_days[0] == s.gap_days[1] for s in found)
    assert all(s.is_prompt is (s.gap_days[0] <= CHAIN_DAYS) for s in found)


@given(posts())
def test_runs_are_the_longest_stretches_of_interims(tenures: list[Held]) -> None:
    expected = []
    for council in "ab":
        run: list[str] = []
        for x, y in [*pairwise(in_order(tenures, council)), (None, None)]:
            goes_on = bool(x and y and x.basis in ("interim", "acting") and y.basis in ("interim", "acting"))
            if goes_on and x and y and x.group_id != y.group_id:
                run = run or [x.tenure_id]
                run.append(y.tenure_id)
            elif run:
                expected.append(run)
                run = []
    assert [[h.tenure_id for h in r.holders] for r in find_runs(tenures)] == expected


@given(posts())
def test_a_run_is_open_where_nobody_is_known_to_have_followed(tenures: list[Held]) -> None:
    followed = {s.before.tenure_id for s in find_successions(tenures)}
    for run in find_runs(tenures):
        assert run.is_open is (run.holders[-1].tenure_id not in followed)
        assert run.person_count == len({h.group_id for h in run.holders})


@given(worlds())
def test_rounds_are_people_who_were_interims_at_two_councils_or_more(world: World) -> None:
    expected = set()
    for person in {h.group_id for h in world.held}:
        at = {h.councils for h in world.held if h.group_id == person and h.basis == "interim"}
        if len(at) > 1 and len({c for councils in at for c in councils}) > 1:
            expected.add(person)
    found = find_rounds(world.held)
    assert {r.person_id for r in found} == expected
    assert [r.person for r in found] == sorted(r.person for r in found)
    for each in found:
        assert {h.tenure_id for h in each.holds} == {
            h.tenure_id for h in world.held if h.group_id == each.person_id and h.basis == "interim"
        }
        assert each.is_presumed is (len({h.holder_id for h in each.holds}) > 1)


def test_a_footing_first_stated_as_interim_counts_though_a_later_source_calls_it_permanent() -> None:
    first = replace(held("ann", "a", known(0, 5), basis="permanent"), first_basis="interim")
    second = held("bea", "a", known(6, 9), basis="acting")
    assert [len(r.holders) for r in find_runs([first, second])] == [2]


def test_the_gap_of_a_seat_is_never_less_than_nothing_and_open_where_a_day_is() -> None:
    (each,) = find_successions([held("ann", "a", stretch(0, 0, 5, 12)), held("bea", "a", stretch(8, 20, 30, 30))])
    assert each.gap_days == (0, 14)
    (handover,) = find_successions([held("ann", "c", known(0, 20)), held("bea", "c", known(15, 40))])
    assert handover.gap_days == (0, 0)
    late = held("cat", "b", stretch(900, 900, 950, 950))
    (open_end,) = find_successions([replace(held("ann", "b", known(0, 5)), last_seen=day(5)), late])
    assert open_end.gap_days == (894, 894)
    assert open_end.is_prompt is False


@settings(max_examples=60)
@given(worlds())
def test_origins_are_moves_into_the_post_then_earlier_posts_at_the_council(world: World) -> None:
    moves = find_moves(world).moves
    for origin in find_origins(world.held, moves):
        after = origin.succession.after
        into = [m for m in moves if m.after is after]
        earlier = [
            h
            for h in world.held
            if h.group_id == after.group_id
            and h.post_id != after.post_id
            and set(h.councils) & set(after.councils)
            # In every world the other post began before this one.
            and all(d[h.tenure_id][0] < d[after.tenure_id][0] for d in completions([h, after]))
        ]
        if any(m.is_sure for m in into):
            assert origin.kind == "another council"
        elif earlier:
            assert origin.kind == "the same council"
            assert {h.tenure_id for h in origin.earlier} == {h.tenure_id for h in earlier}
        else:
            assert origin.kind == ("another council, possibly" if into else "not known")


@pytest.mark.parametrize(("start", "kind"), [(4, "the same council"), (5, "not known")])
def test_another_post_at_the_council_counts_only_where_it_certainly_began_before(start: int, kind: str) -> None:
    other = held("bea", "a", stretch(0, start, 20, 20), post="a_head")
    post = [held("ann", "a", known(0, 4)), held("bea", "a", stretch(5, 6, 20, 20))]
    (origin,) = find_origins([other, *post], [])
    assert origin.kind == kind


def brute_chains(world: World) -> set[tuple[str, ...]]:
    """The chains of two to four moves that cannot be made longer, by trying every order of all moves."""
    moves = find_moves(world).moves
    prompt = {(s.before.tenure_id, s.after.tenure_id) for s in find_successions(world.held) if s.is_prompt is not False}

    def fills(first: Move, second: Move) -> bool:
        return bool(first.before and second.after and (first.before.tenure_id, second.after.tenure_id) in prompt)

    found = {
        tuple(m.id for m in order)
        for length in (2, 3, 4)
        for order in permutations(moves, length)
        if all(fills(x, y) for x, y in pairwise(order))
    }
    # Rings are told in a test of their own.
    assume(not any(fills(y, x) for x, y in permutations(moves, 2) if fills(x, y)))
    by_id = {m.id: m for m in moves}
    assume(not any(fills(by_id[c[-1]], by_id[c[0]]) for c in found))
    return {c for c in found if not any(len(o) > len(c) and (o[: len(c)] == c or o[-len(c) :] == c) for o in found)}


def test_a_ring_of_moves_is_told_once() -> None:
    ring = [held("ann", "a", known(0, 5)), held("ann", "b", known(6, 900))]
    ring += [held("bea", "b", known(0, 5)), held("bea", "a", known(6, 900))]
    (chain,) = find_chains(find_moves(world_of(ring)).moves, find_successions(ring))
    assert [(m.person, m.source, m.target) for m in chain.moves] == [("Ann", "a", "b"), ("Bea", "b", "a")]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.integers(1, 400)), max_size=4))
def test_chains_are_those_that_trying_every_order_finds(drawn: list[tuple[str, str, int]]) -> None:
    tenures = []
    for number, (source, target, when) in enumerate(drawn):
        if source != target:
            tenures += [held(f"p{number}", source, known(0, when)), held(f"p{number}", target, known(when + 1, 900))]
    world = world_of(tenures)
    found = {tuple(m.id for m in c.moves) for c in find_chains(find_moves(world).moves, find_successions(tenures))}
    assert found == brute_chains(world)


def test_a_vacancy_travels_from_council_to_council() -> None:
    tenures = [
        held("ann", "b", known(0, 100)),
        held("ann", "a", known(101, 900)),
        held("bea", "c", known(0, 370)),
        held("bea", "b", known(371, 900)),
        held("cat", "d", known(0, 640)),
        held("cat", "c", known(642, 900)),
    ]
    (chain,) = find_chains(find_moves(world_of(tenures)).moves, find_successions(tenures))
    assert [(m.source, m.target) for m in chain.moves] == [("b", "a"), ("c", "b")]
    # Ann's post was filled after 270 days, which still counts; Bea's after 271 does not.
    assert [s.gap_days for s in chain.fillings] == [(270, 270)]
    assert chain.is_certain


def test_studies_keep_to_the_window_and_the_region() -> None:
    tenures = [held(f"p{i}", c, known(10 * i, 10 * i + 9), basis="interim") for c in "ab" for i in range(3)]
    world = world_of(tenures)
    everything = interim_study(world)
    assert (len(everything.runs), len(everything.rounds), len(everything.held)) == (2, 3, 6)
    # Regions go round: a is in london, b in south-east.
    london = interim_study(replace(world, options=Options(region="london")))
    assert ([r.holders[0].councils for r in london.runs], len(london.held)) == ([("a",)], 3)
    for window, holders in (
        (Options(), ["P1", "P2", "P1", "P2"]),
        (Options(since=day(15)), ["P2", "P2"]),
        (Options(until=day(15)), ["P1", "P1"]),
        (Options(since=day(25)), []),
        (Options(region="london"), ["P1", "P2"]),
    ):
        study = succession_study(replace(world, options=window))
        assert [o.succession.after.person for o in study.origins] == holders


def test_where_a_successor_came_from_does_not_hang_on_the_window_or_the_role() -> None:
    tenures = [
        held("ann", "a", known(0, 9)),
        held("bea", "b", known(0, 8), role="chief-executive", post="b_chief"),
        held("bea", "a", known(10, 30)),
    ]
    tenures = [replace(h, roles=(h.role,)) for h in tenures]
    for options in (Options(), Options(since=day(9)), Options(role="dcs"), Options(region="london")):
        (origin,) = succession_study(replace(world_of(tenures), options=options)).origins
        assert origin.kind == "another council"
    assert succession_study(replace(world_of(tenures), options=Options(role="lead-member"))).origins == []


def test_a_chain_is_told_where_one_of_the_posts_it_fills_is_asked_for() -> None:
    tenures = [held("ann", "b", known(0, 100)), held("ann", "a", known(101, 900))]
    tenures += [held("bea", "c", known(0, 110)), held("bea", "b", known(111, 900))]
    world = world_of(tenures)
    counts = [
        len(succession_study(replace(world, options=options)).chains)
        for options in (Options(), Options(since=day(105)), Options(since=day(200)), Options(region=world.region("b")))
    ]
    assert counts == [1, 1, 0, 1]
