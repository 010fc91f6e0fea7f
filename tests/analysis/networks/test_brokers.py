"""Brokerage, against going through every three councils."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.brokers import KINDS, brokerage, brokerage_figures, find_brokers, kind_of
from sendgraph.analysis.networks.moves import find_moves
from sendgraph.analysis.networks.nulls import dealt_anew
from sendgraph.analysis.networks.study import find_linkers
from sendgraph.analysis.networks.world import World
from tests.analysis.networks.worlds import held, known, world_of, worlds

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


@given(TIES)
def test_the_totals_stand_beside_those_of_ties_dealt_anew(ties: list[tuple[str, str]]) -> None:
    few = ties[:5]
    figures = {f.name: f for f in brokerage_figures(few, REGION.__getitem__)}
    assert list(figures) == list(KINDS)
    dealt = [brute_brokerage(d, REGION) for d in dealt_anew(few)]
    for kind, figure in figures.items():
        assert figure.value == sum(k.get(kind, 0) for k in brute_brokerage(few, REGION).values())
        if dealt:
            assert figure.null_mean == pytest.approx(
                sum(k.get(kind, 0) for d in dealt for k in d.values()) / len(dealt)
            )
        else:
            assert figure.null_mean is None


@settings(max_examples=40)
@given(worlds())
def test_certain_and_possible_brokers_come_from_certain_and_all_moves(world: World) -> None:
    moves = find_moves(world).moves
    region = {c: world.region(c) for c in world.councils}
    every = brute_brokerage([(m.source, m.target) for m in moves], region)
    sure = brute_brokerage([(m.source, m.target) for m in moves if m.is_sure], region)
    brokers = {b.council: b for b in find_brokers(moves, world.region, [])}
    assert set(brokers) == set(every) | set(sure)
    for council, broker in brokers.items():
        assert dict(broker.possible) == every.get(council, {})
        assert dict(broker.certain) == sure.get(council, {})
        assert {m.target for m in broker.coming} <= {council}
        assert {m.source for m in broker.leaving} <= {council}


def test_who_went_straight_takes_the_broker_away() -> None:
    assert brokerage([("a", "b"), ("b", "c")], REGION.__getitem__) == {"b": {"representative": 1}}
    assert brokerage([("a", "b"), ("b", "c"), ("a", "c")], REGION.__getitem__) == {}


def test_officers_who_tie_regions_are_those_with_posts_in_two() -> None:
    # Regions go round: a and d are in london, b in south-east.
    tenures = [held("ann", "a", known(0, 1)), held("ann", "d", known(2, 3)), held("bea", "a", known(0, 1))]
    assert find_linkers(world_of(tenures)) == []
    (linker,) = find_linkers(world_of([*tenures, held("bea", "b", known(2, 3))]))
    assert (linker.person, linker.regions, linker.is_presumed) == ("Bea", ("london", "south-east"), False)
