"""Moves: against every world that the bounds allow, and what sources say in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import Move, find_moves
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.world import Council, Held, Saying, World, by_person
from sendgraph.queries.engine import StoreEngine
from sendgraph.store.build import make_graph
from tests.analysis.networks.worlds import completions, day, held, known, next_in, stretch, world_of, worlds

Way = tuple[str, str, str]


def brute_moves(world: World) -> dict[Way, bool]:
    """Whether each way of a person is certain, by going through every world."""
    found: dict[Way, bool] = {}
    for stays in by_person(world.held):
        every = list(completions(stays))
        for x in stays:
            for y in stays:
                answers = {next_in(days, x.tenure_id, y.tenure_id) for days in every} if x is not y else {False}
                is_ordered = not any(days[y.tenure_id][1] <= days[x.tenure_id][0] for days in every)
                for source in set(x.councils) - set(y.councils):
                    for target in set(y.councils) - set(x.councils):
                        if True in answers and is_ordered:
                            way = (x.group_id, source, target)
                            found[way] = found.get(way, False) or answers == {True}
    return found


def ways(moves: tuple[Move, ...]) -> dict[Way, bool]:
    found: dict[Way, bool] = {}
    for m in moves:
        way = (m.person_id, m.source, m.target)
        found[way] = found.get(way, False) or m.is_certain
    return found


@given(worlds())
def test_moves_are_those_of_all_or_some_worlds(world: World) -> None:
    assert ways(find_moves(world).moves) == brute_moves(world)


@given(worlds())
def test_gap_days_are_the_least_and_most_of_all_worlds(world: World) -> None:
    for move in find_moves(world).moves:
        assert move.before
        assert move.after
        gaps = [
            days[move.after.tenure_id][0] - days[move.before.tenure_id][1] - 1
            for days in completions([move.before, move.after])
        ]
        assert move.gap_days == (min(gaps), max(gaps))


@given(worlds())
def test_a_move_between_one_pair_of_posts_is_told_once(world: World) -> None:
    moves = find_moves(world).moves
    for side in ("before", "after"):
        keys = [(m.source, m.target, getattr(m, side).tenure_id) for m in moves]
        assert len(set(keys)) == len(keys)
    assert len({m.id for m in moves}) == len(moves)


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(world: World, chance: object) -> None:
    shuffled = list(world.held)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_moves(replace(world, held=shuffled)) == find_moves(world)


def moves_of(*tenures: Held, sayings: tuple[Saying, ...] = (), **more: object) -> list[str]:
    found = find_moves(world_of(tenures, sayings=sayings, **more))
    return [
        " ".join((f"{m.source}>{m.target}", "certain" if m.is_certain else "possible", m.identity, *m.stated_by))
        for m in found.moves
    ]


AT_A, AT_B, AT_C = (held("ann", c, d) for c, d in (("a", known(0, 9)), ("b", known(10, 19)), ("c", known(20, 29))))


def test_a_career_is_told_step_by_step_and_not_by_its_ends() -> None:
    assert moves_of(AT_A, AT_B, AT_C) == ["a>b certain same", "b>c certain same"]


def test_presumed_people_move_as_one_and_are_marked() -> None:
    two = (held("ann", "a", known(0, 9)), held("bea", "b", known(10, 19), group="ann"))
    assert moves_of(*two) == ["a>b certain presumed"]
    assert moves_of(*(replace(h, group_id=h.holder_id) for h in two)) == []


def test_a_source_that_says_so_makes_a_move_certain() -> None:
    open_end = held("ann", "a", stretch(0, 0, 5, 30))
    assert moves_of(open_end, AT_B) == ["a>b possible same"]
    said = Saying(AT_B.tenure_id, "claim", "a", "")
    assert moves_of(open_end, AT_B, sayings=(said,)) == ["a>b certain same claim"]


def test_where_a_source_says_where_somebody_went_they_went_nowhere_else() -> None:
    first = held("ann", "a", stretch(0, 0, 5, 15))
    second = held("ann", "b", stretch(8, 12, 13, 18))
    assert moves_of(first, second, AT_C) == ["a>b possible same", "a>c possible same", "b>c certain same"]
    said = Saying(first.tenure_id, "claim", "", "b")
    assert moves_of(first, second, AT_C, sayings=(said,)) == ["a>b certain same claim", "b>c certain same"]


def test_a_source_may_tell_of_a_post_that_no_tenure_shows() -> None:
    said = (Saying(AT_B.tenure_id, "came", "a", ""), Saying(AT_B.tenure_id, "went", "", "c"))
    found = find_moves(world_of([AT_B], sayings=said)).moves
    assert [(m.source, m.target, m.before, m.after, m.claims) for m in found] == [
        ("a", "b", None, AT_B, ("came",)),
        ("b", "c", AT_B, None, ("went",)),
    ]
    assert all(m.is_certain and m.identity == "same" and m.gap_days == (None, None) for m in found)


def test_of_several_posts_a_statement_is_about_the_one_that_fits_best() -> None:
    early, late = held("ann", "a", known(0, 3), post="a_head"), held("ann", "a", known(4, 9))
    said = (Saying(AT_B.tenure_id, "claim", "a", ""),)
    (move,) = find_moves(world_of([early, late, AT_B], sayings=said)).moves
    assert move.before == late


def test_of_posts_that_fit_as_well_a_statement_is_about_the_one_nearest_in_time() -> None:
    early, late = held("ann", "a", known(0, 9), post="a_head"), held("ann", "a", known(4, 9))
    (move,) = find_moves(world_of([early, late, AT_B], sayings=(Saying(AT_B.tenure_id, "claim", "a", ""),))).moves
    assert move.before == late
    first, second = held("ann", "b", known(10, 19)), held("ann", "b", known(10, 14), post="b_head")
    later = held("ann", "b", known(30, 39), post="b_lead")
    said = (Saying(AT_A.tenure_id, "claim", "", "b"),)
    stated = [m.after for m in find_moves(world_of([AT_A, first, second, later], sayings=said)).moves if m.stated_by]
    assert stated in ([first], [second])


def test_going_over_to_the_successor_council_is_no_move() -> None:
    world = world_of([AT_A, AT_B])
    taken_over = {**world.councils, "a": Council("a", "A", "london", heirs=("b",))}
    found = find_moves(replace(world, councils=taken_over))
    assert found.moves == ()
    assert found.excluded == (("holders who went over to the council that took theirs over", 1),)


def test_posts_in_no_known_order_are_no_move_and_are_counted() -> None:
    found = find_moves(world_of([held("ann", "a", stretch(0, 9, 0, 9)), held("ann", "b", stretch(0, 9, 0, 9))]))
    assert found.moves == ()
    assert dict(found.excluded) == {"pairs of posts at two councils without evidence of which came first": 2}


def test_a_second_post_beside_the_first_is_no_move_even_where_a_source_names_the_first() -> None:
    beside = held("ann", "b", known(100, 900))
    said = (Saying(beside.tenure_id, "claim", "a", ""),)
    assert moves_of(held("ann", "a", known(0, 193)), beside, sayings=said) == []
    assert moves_of(held("ann", "a", known(0, 192)), beside, sayings=said) == ["a>b certain same claim"]


def test_a_statement_about_a_body_that_is_no_council_is_counted() -> None:
    found = find_moves(world_of([AT_A], sayings=(Saying(AT_A.tenure_id, "claim", "ofsted", ""),)))
    assert dict(found.excluded) == {"statements that name a body that is no council": 1}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (10, 30, ["a>b certain same"]),
        (11, 30, []),
        (0, 9, []),
        (None, 10, ["a>b certain same"]),
    ],
)
def test_a_window_takes_the_moves_whose_first_day_can_lie_in_it(
    since: int | None, until: int | None, expected: list[str]
) -> None:
    options = Options(since=None if since is None else day(since), until=None if until is None else day(until))
    assert moves_of(AT_A, AT_B, options=options) == expected


def test_a_move_that_may_lie_outside_the_window_is_only_possible() -> None:
    wide = held("ann", "b", stretch(10, 14, 19, 19))
    assert moves_of(AT_A, wide, options=Options(since=day(10))) == ["a>b certain same"]
    assert moves_of(AT_A, wide, options=Options(since=day(12))) == ["a>b possible same"]


def test_a_region_takes_the_moves_that_touch_it() -> None:
    # Regions go round: a and d are in london, b and e in south-east, c in north-west.
    assert moves_of(AT_A, AT_B, AT_C, options=Options(region="north-west")) == ["b>c certain same"]
    assert moves_of(AT_A, AT_B, AT_C, options=Options(region="london")) == ["a>b certain same"]


def test_the_moves_of_an_invented_village_are_those_read_in_its_tables() -> None:
    folder = Path(__file__).parents[2] / "cases" / "_villages" / "harbour"
    store = Store()
    store.bulk_load(make_graph([folder], "0" * 64).ntriples, format=RdfFormat.N_TRIPLES)
    found = find_moves(load_world(StoreEngine(store), Options()))
    shown = [(m.person, m.source, m.target, m.is_certain, m.identity, m.gap_days, m.stated_by) for m in found.moves]
    assert shown == [
        # Last day 31 March 2019, first day 1 June: April and May lie between. The council's page says where he went.
        ("Ben Holt", "averley", "brackwater", True, "same", (61, 61), ("t_ben_1",)),
        # Left some day in December 2019, began some day in February 2020: January at least, and both months at most.
        ("Cara Moss", "averley", "coldmere", True, "presumed", (31, 89), ()),
        # Only the page of the new council tells of the old one.
        ("Dev Shah", "dunmoor", "averley", True, "same", (None, None), ("t_dev_1",)),
    ]
    # Gil Hart went over from Coldmere's county council to its heir.
    assert dict(found.excluded) == {"holders who went over to the council that took theirs over": 1}
