"""Brokerage, against going through every three councils."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.brokers import KINDS, TOTAL, brokerage, find_brokers, kind_of
from sendgraph.analysis.networks.moves import Move, find_moves
from sendgraph.analysis.networks.nulls import Beside, dealt_anew, percentile_of
from sendgraph.analysis.networks.study import find_linkers
from sendgraph.analysis.networks.world import World
from tests.analysis.networks.worlds import REGIONS, held, known, world_of, worlds

TIES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda t: t[0] != t[1]), max_size=12
)
REGION = dict(zip("abcdef", ["n", "n", "s", "s", "w", ""], strict=True))


def brute_brokerage(ties: list[tuple[str, str]], region: dict[str, str]) -> dict[str, dict[str, int]]:
    """Gould and Fernandez' definition, council by council, word by word."""
    found: dict[str, dict[str, int]] = {}
    for a, b, c in permutations([n for n in region if region[n]], 3):
        if (a, b) in ties and (b, c) in ties and (a, c) not in ties:
            first, middle, last = region[a], region[b], region[c]
            kind = {
                (True, True, True): "coordinator",
                (False, True, False): "itinerant",
                (False, False, True): "gatekeeper",
                (True, False, False): "representative",
                (False, False, False): "liaison",
            }[(first == middle, first == last, middle == last)]
            found.setdefault(b, {}).setdefault(kind, 0)
            found[b][kind] += 1
    return found


@given(TIES)
def test_brokers_are_those_of_the_definition(ties: list[tuple[str, str]]) -> None:
    found = brokerage(ties, REGION.__getitem__)
    assert {b: dict(k) for b, k in found.items()} == brute_brokerage(ties, REGION)


@pytest.mark.parametrize(
    ("regions", "kind"),
    [
        ("nnn", "coordinator"),
        ("nsn", "itinerant"),
        ("nss", "gatekeeper"),
        ("nns", "representative"),
        ("nsw", "liaison"),
    ],
)
def test_each_kind_is_told_by_its_regions(regions: str, kind: str) -> None:
    assert kind_of(*regions) == kind


def moves_of(ties: list[tuple[str, str]]) -> list[Move]:
    """Moves along the ties, every second one only possible."""
    return [Move(f"p{i}", "P", s, t, None, None, i % 2 == 0, "same", (), (f"c{i}",)) for i, (s, t) in enumerate(ties)]


def brute_beside(value: float, dealt: list[float]) -> tuple[float, float | None, float | None, int]:
    mean = sum(dealt) / len(dealt) if dealt else None
    return value, mean, percentile_of(value, dealt) if dealt else None, len(dealt)


def shown(figure: Beside) -> tuple[float | None, float | None, float | None, int]:
    mean = None if figure.null_mean is None else pytest.approx(figure.null_mean)
    return figure.value, mean, figure.percentile, figure.draws


@given(TIES)
def test_the_totals_stand_beside_those_of_ties_dealt_anew(ties: list[tuple[str, str]]) -> None:
    few = ties[:5]
    figures = {f.name: f for f in find_brokers(moves_of(few), REGION.__getitem__, []).figures}
    assert list(figures) == list(KINDS)
    dealt = [brute_brokerage(d, REGION) for d in dealt_anew(few)]
    for kind, figure in figures.items():
        counts = [float(sum(k.get(kind, 0) for k in d.values())) for d in dealt]
        value = sum(k.get(kind, 0) for k in brute_brokerage(few, REGION).values())
        assert shown(figure) == brute_beside(value, counts)


@given(TIES)
def test_each_broker_stands_beside_its_own_chance(ties: list[tuple[str, str]]) -> None:
    few = moves_of(ties[:6])
    found = find_brokers(few, REGION.__getitem__, []).found
    for moves, side in ((few, "every"), ([m for m in few if m.is_sure], "certain")):
        pairs = [(m.source, m.target) for m in moves]
        dealt = [brute_brokerage(d, REGION) for d in dealt_anew(pairs)]
        now = brute_brokerage(pairs, REGION)
        for broker in found:
            kinds, chances = now.get(broker.council, {}), [d.get(broker.council, {}) for d in dealt]
            figures = getattr(broker, side)
            assert list(figures) == [*KINDS, TOTAL]
            total = brute_beside(sum(kinds.values()), [float(sum(c.values())) for c in chances])
            assert shown(figures[TOTAL]) == total
            for kind in KINDS:
                assert shown(figures[kind]) == brute_beside(
                    kinds.get(kind, 0), [float(c.get(kind, 0)) for c in chances]
                )


@given(TIES)
def test_the_moves_behind_a_kind_are_the_two_legs_of_its_pairs(ties: list[tuple[str, str]]) -> None:
    moves = moves_of(ties)
    sure = [(m.source, m.target) for m in moves if m.is_sure]
    for broker in find_brokers(moves, REGION.__getitem__, []).found:
        b = broker.council
        legs: dict[str, set[tuple[str, str]]] = {}
        for some in (ties, sure):
            for a, c in permutations([n for n in REGION if n != b], 2):
                kinds = brute_brokerage([t for t in some if t in ((a, b), (b, c), (a, c))], REGION).get(b, {})
                for kind in kinds:
                    legs.setdefault(kind, set()).update({(a, b), (b, c)})
        for kind in KINDS:
            assert {(m.source, m.target) for m in broker.moves_of(kind)} == legs.get(kind, set())
        behind = {(m.source, m.target) for m in (*broker.coming, *broker.leaving)}
        assert behind == set().union(*legs.values())


@settings(max_examples=40)
@given(worlds())
def test_certain_and_all_brokers_come_from_certain_and_all_moves(world: World) -> None:
    moves = find_moves(world).moves
    region = {c: world.region(c) for c in world.councils}
    every = brute_brokerage([(m.source, m.target) for m in moves], region)
    sure = brute_brokerage([(m.source, m.target) for m in moves if m.is_sure], region)
    brokers = {b.council: b for b in find_brokers(moves, world.region, []).found}
    assert set(brokers) == set(every) | set(sure)
    for council, broker in brokers.items():
        for figures, expected in ((broker.every, every), (broker.certain, sure)):
            counts = {kind: figures[kind].value for kind in KINDS if figures[kind].value}
            assert counts == expected.get(council, {})
            assert figures[TOTAL].value == sum(counts.values())
        assert {m.target for m in broker.coming} == {council}
        assert {m.source for m in broker.leaving} == {council}


def test_a_possible_move_can_make_a_broker_and_take_a_pair_away() -> None:
    # b stands between a and c by certain moves; the possible a to c takes that away, and c to d makes it one for d.
    moves = [
        Move("p", "P", s, t, None, None, is_sure, "same", (), ())
        for s, t, is_sure in (("a", "b", True), ("b", "c", True), ("a", "c", False), ("c", "d", False))
    ]
    found = find_brokers(moves, REGION.__getitem__, []).found
    counts = {b.council: (b.certain[TOTAL].value, b.every[TOTAL].value) for b in found}
    assert counts == {"b": (1, 0), "c": (0, 2)}


def test_who_went_straight_takes_the_broker_away() -> None:
    assert brokerage([("a", "b"), ("b", "c")], REGION.__getitem__) == {"b": {"representative": 1}}
    assert brokerage([("a", "b"), ("b", "c"), ("a", "c")], REGION.__getitem__) == {}


def test_officers_who_tie_regions_are_those_with_posts_in_two() -> None:
    # Regions go round: a and d are in london, b in south-east.
    tenures = [held("ann", "a", known(0, 1)), held("ann", "d", known(2, 3)), held("bea", "a", known(0, 1))]
    assert find_linkers(world_of(tenures)) == []
    (linker,) = find_linkers(world_of([*tenures, held("bea", "b", known(2, 3))]))
    assert (linker.person, linker.regions, linker.is_presumed) == ("Bea", ("london", "south-east"), False)


def test_an_officer_ties_regions_by_presumption_where_no_holder_does_alone() -> None:
    two = [held("ann", "a", known(0, 1)), held("bea", "b", known(2, 3), group="ann")]
    assert [each.is_presumed for each in find_linkers(world_of(two))] == [True]
    # Ann alone was in two regions: who else she may be does not matter.
    three = [*two, held("ann", "c", known(4, 4))]
    assert [each.is_presumed for each in find_linkers(world_of(three))] == [False]


@settings(max_examples=60)
@given(worlds())
def test_officers_who_tie_regions_are_those_of_the_definition(world: World) -> None:
    def regions(name: str, by: str) -> set[str]:
        return {world.region(c) for h in world.held if getattr(h, by) == name for c in h.councils}

    found = {each.person_id: each for each in find_linkers(world)}
    assert set(found) == {h.group_id for h in world.held if len(regions(h.group_id, "group_id")) > 1}
    for person, each in found.items():
        assert set(each.regions) == regions(person, "group_id") <= set(REGIONS)
        holders = {h.holder_id for h in world.held if h.group_id == person}
        assert each.is_presumed == (max(len(regions(holder, "holder_id")) for holder in holders) < 2)
