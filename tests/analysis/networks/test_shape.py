"""The shape of a network and chance beside it, against definitions and networkx."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, permutations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis import networks
from sendgraph.analysis.networks.draws import DRAWS
from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.nulls import NULL_DRAWS, beside_chance, dealt_anew, percentile_of
from sendgraph.analysis.networks.projection import (
    find_communities,
    modularity,
    project,
    shared_officers,
    teams_dealt_anew,
    tied_within,
    too_thin,
)
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.shape import (
    FEWEST_MOVES,
    betweenness,
    betweenness_figures,
    components,
    giant_share,
    reciprocity,
    shape_figures,
    too_small,
)
from sendgraph.analysis.networks.study import BETWEENNESS_DEALS, BETWEENNESS_DRAWS, move_study
from sendgraph.analysis.networks.succession import CHAIN_DAYS
from sendgraph.analysis.networks.world import Held, World
from tests.analysis.networks.worlds import REGIONS, day, held, known, world_of, worlds

Ties = list[tuple[str, str]]
TIES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda t: t[0] != t[1]), max_size=14
)
TEAMS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=4, unique=True), max_size=7)


@given(TIES)
def test_reciprocity_is_the_share_of_pairs_with_their_opposite(ties: Ties) -> None:
    value = reciprocity(ties)
    if not ties:
        assert value is None
        return
    assert value == pytest.approx(sum((b, a) in ties for a, b in set(ties)) / len(set(ties)))
    assert value == pytest.approx(nx.overall_reciprocity(nx.DiGraph(ties)))


@given(TIES)
def test_components_are_those_that_walking_finds(ties: Ties) -> None:
    left, found = {c for tie in ties for c in tie}, []
    while left:
        reached = {min(left)}
        while more := {c for tie in ties if reached & set(tie) for c in tie} - reached:
            reached |= more
        found.append(frozenset(reached))
        left -= reached
    assert set(components(ties)) == set(found)
    assert [len(c) for c in components(ties)] == sorted(map(len, found), reverse=True)
    assert giant_share(ties) == (max(map(len, found)) / sum(map(len, found)) if found else None)


def brute_ways(ties: Ties, source: str, target: str) -> list[tuple[str, ...]]:
    """Every shortest way, by trying all orders of all councils."""
    between = sorted({c for tie in ties for c in tie} - {source, target})
    for length in range(len(between) + 1):
        ways = [(source, *middle, target) for middle in permutations(between, length)]
        there = [w for w in ways if all(step in ties for step in pairwise(w))]
        if there:
            return there
    return []


@settings(max_examples=40)
@given(TIES)
def test_betweenness_is_the_share_of_shortest_ways_through_a_council(ties: Ties) -> None:
    names = sorted({c for tie in ties for c in tie})
    count = len(names)
    for name, value in betweenness(ties).items():
        total = 0.0
        for source, target in permutations([n for n in names if n != name], 2):
            ways = brute_ways(ties, source, target)
            total += sum(name in w for w in ways) / len(ways) if ways else 0.0
        assert value == pytest.approx(total / ((count - 1) * (count - 2)) if count > 2 else 0.0)


@given(TIES)
def test_ties_dealt_anew_keep_how_many_came_and_left_and_nobody_stays(ties: Ties) -> None:
    for dealt in dealt_anew(ties, draws=20):
        assert Counter(s for s, _ in dealt) == Counter(s for s, _ in ties)
        assert Counter(t for _, t in dealt) == Counter(t for _, t in ties)
        assert all(s != t for s, t in dealt)


@given(TIES)
def test_few_ties_are_dealt_in_every_way_once(ties: Ties) -> None:
    few = ties[:4]
    every = [[(s, few[i][1]) for (s, _), i in zip(few, order, strict=True)] for order in permutations(range(len(few)))]
    possible = [d for d in every if all(s != t for s, t in d)]
    assert sorted(dealt_anew(few)) == sorted(possible)


@settings(max_examples=50)
@given(TIES)
def test_figures_stand_beside_the_mean_and_percentile_of_all_deals(ties: Ties) -> None:
    few = ties[:5]
    dealt = list(dealt_anew(few))
    for figure, of in zip(
        shape_figures(few), (reciprocity, lambda t: len(components(t)) if t else None, giant_share), strict=True
    ):
        assert figure.value == of(few)
        if few and dealt:
            values = [of(d) for d in dealt]
            assert figure.draws == len(dealt)
            assert figure.null_mean == pytest.approx(sum(values) / len(values))
            below = sum(v < figure.value - 1e-9 for v in values)
            same = sum(abs(v - figure.value) < 1e-9 for v in values)
            assert figure.percentile == pytest.approx(100 * (below + same / 2) / len(values))


def test_a_figure_that_is_not_defined_stands_beside_nothing() -> None:
    (figure,) = beside_chance({"x": None}, [{"x": 1.0}])
    assert (figure.value, figure.null_mean, figure.percentile, figure.draws) == (None, None, None, 1)


def test_a_value_above_all_is_at_a_hundred_and_one_among_equals_at_fifty() -> None:
    assert percentile_of(3, [1, 2]) == 100
    assert percentile_of(2, [2, 2]) == 50


@given(TEAMS)
def test_shared_officers_weigh_as_newman_says(teams: list[list[str]]) -> None:
    graph = nx.Graph()
    graph.add_nodes_from("abcdef")
    graph.add_edges_from((f"officer{i}", council) for i, team in enumerate(teams) for council in team)
    theirs = nx.bipartite.collaboration_weighted_projected_graph(graph, "abcdef")
    expected = {tuple(sorted((a, b))): w for a, b, w in theirs.edges(data="weight")}
    assert project(teams) == pytest.approx(expected)


@given(TEAMS.filter(bool))
def test_modularity_is_that_of_networkx(teams: list[list[str]]) -> None:
    weights = project(teams)
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in weights.items())
    groups = [frozenset(g) for g in nx.connected_components(graph)]
    assert modularity(weights, groups) == pytest.approx(nx.community.modularity(graph, groups, weight="weight"))


def test_nothing_shared_has_no_modularity() -> None:
    assert modularity({}, []) is None


@given(TEAMS)
def test_councils_dealt_anew_keep_how_many_each_officer_and_council_has(teams: list[list[str]]) -> None:
    for new in teams_dealt_anew(teams, draws=3):
        assert list(map(len, new)) == list(map(len, teams))
        assert Counter(c for t in new for c in t) == Counter(c for t in teams for c in t)
        assert all(len(set(t)) == len(t) for t in new)


def test_two_worlds_that_share_nobody_are_two_communities() -> None:
    tenures = [held(f"p{i}", c, known(j, j), post=f"{c}_{i}") for i in range(4) for j, c in enumerate("abc")]
    tenures += [held(f"q{i}", c, known(j, j), post=f"{c}_{i}") for i in range(4) for j, c in enumerate("def")]
    found = find_communities(tenures, draws=5)
    assert found.groups == (frozenset("abc"), frozenset("def"))
    assert found.modularity.value == pytest.approx(0.5)
    shared = {(s.first, s.second): (s.weight, len(s.officers)) for s in shared_officers(tenures)}
    assert shared["a", "b"] == (2.0, 4)


def moves(ties: Ties) -> list[Move]:
    return [Move("p", "P", s, t, None, None, True, "same", (), ()) for s, t in ties]


def test_small_or_scattered_networks_are_told_so() -> None:
    chain = moves([(f"c{i}", f"c{i + 1}") for i in range(99)])
    assert too_small([chain]) == "about 99 moves are fewer than 100, and so few fall into communities by chance alone"
    assert too_small([[*chain, *moves([("c99", "c100")])]]) == ""
    pairs = moves([(f"c{2 * i}", f"c{2 * i + 1}") for i in range(100)])
    assert too_small([pairs]) == "the largest component holds about 1% of the councils, less than half"
    assert too_small([]).startswith("about 0 moves")


@settings(max_examples=60)
@given(TIES)
def test_betweenness_stands_beside_that_of_ties_dealt_anew(ties: Ties) -> None:
    few = ties[:5]
    figures = {f.name: f for f in betweenness_figures(few, draws=200)}
    assert list(figures) == sorted({c for t in few for c in t})
    dealt = [betweenness(d) for d in dealt_anew(few, draws=200)]
    for name, figure in figures.items():
        assert figure.value == betweenness(few)[name]
        if dealt:
            assert figure.null_mean == pytest.approx(sum(d[name] for d in dealt) / len(dealt))
            assert figure.percentile == percentile_of(betweenness(few)[name], [d[name] for d in dealt])
        else:
            assert (figure.null_mean, figure.percentile) == (None, None)


@settings(max_examples=60)
@given(worlds())
def test_a_shared_officer_held_posts_at_both_councils(world: World) -> None:
    def at(council: str, of: str, name: str) -> list[Held]:
        return [h for h in world.held if council in h.councils and getattr(h, of) == name]

    found = {(s.first, s.second): {o.person_id: o for o in s.officers} for s in shared_officers(world.held)}
    people = {h.group_id for h in world.held}
    for a, b in permutations("abcde", 2):
        if a < b:
            both = {p for p in people if at(a, "group_id", p) and at(b, "group_id", p)}
            assert set(found.get((a, b), {})) == both
            for person, officer in found.get((a, b), {}).items():
                holds = {h.tenure_id for c in (a, b) for h in at(c, "group_id", person)}
                assert {h.tenure_id for h in officer.holds} == holds
                alone = [h.holder_id for h in at(a, "group_id", person) if at(b, "holder_id", h.holder_id)]
                assert officer.is_presumed == (not alone)


@settings(max_examples=60)
@given(worlds())
def test_who_ties_a_community_held_posts_at_two_of_its_councils(world: World) -> None:
    group = frozenset("abc")
    found = {t.person_id: t for t in tied_within(shared_officers(world.held), group)}
    for person in {h.group_id for h in world.held}:
        inside = [h for h in world.held if h.group_id == person and group & set(h.councils)]
        is_tied = len({c for h in inside for c in h.councils} & group) > 1
        assert (person in found) == is_tied
        if is_tied:
            assert {h.tenure_id for h in found[person].holds} == {h.tenure_id for h in inside}


def chain_of(councils: int, first: int = 0) -> list[Held]:
    """Officers who each held posts at two councils, one after another along a chain."""
    return [
        held(f"p{first + i}", f"c{first + i + j}", known(j, j), post=f"c{first + i + j}_{i}")
        for i in range(councils - 1)
        for j in (0, 1)
    ]


def test_councils_that_few_officers_tie_are_not_divided() -> None:
    assert too_thin(chain_of(100)) == (
        "99 ties by shared officers are fewer than 100, and so few fall into communities by chance alone"
    )
    assert too_thin(chain_of(101)) == ""
    # One officer of 50 councils makes 1,225 pairs and still only 49 ties.
    assert too_thin([held("p", f"c{i}", known(i, i)) for i in range(50)]).startswith("49 ties")
    pairs = [each for i in range(100) for each in chain_of(2, first=10 * i)]
    assert too_thin(pairs) == "the largest part tied by shared officers holds 1% of the councils, less than half"


def test_communities_ask_the_size_of_both_networks() -> None:
    # 120 officers who each moved along a chain: enough moves, and enough ties.
    tied = [held(f"p{i}", f"c{i + j}", known(j, j), post=f"c{i + j}_{i}") for i in range(120) for j in (0, 1)]
    assert move_study(world_of(tied), draws=3).small == ""
    # The same posts held at one time: the ties are there, and no move.
    unordered = [held(f"p{i}", f"c{i + j}", known(0, 9), post=f"c{i + j}_{i}") for i in range(120) for j in (0, 1)]
    assert too_thin(unordered) == ""
    assert move_study(world_of(unordered), draws=3).small.startswith("about 0 moves")
    # 60 officers who went there and back: 120 moves, and one tie for each officer.
    back = [
        held(f"p{i}", f"c{i + j % 2}", known(10 * j, 10 * j + 5), post=f"c{i + j % 2}_{i}_{j}")
        for i in range(60)
        for j in (0, 1, 2)
    ]
    study = move_study(world_of(back), draws=3)
    assert [len(moves) for moves in study.drawn] == [120, 120, 120]
    assert study.small.startswith("60 ties by shared officers")


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(0, 4), st.sampled_from(["", *REGIONS]))
def test_shared_officers_are_those_of_the_window_and_region(world: World, since: int, region: str) -> None:
    asked = world_of(world.held, options=Options(since=day(since), region=region))
    inside = [
        h
        for h in world.held
        if h.days.end_latest
        and h.days.end_latest >= day(since)
        and (not region or any(asked.region(c) == region for c in h.councils))
    ]
    assert list(move_study(asked, draws=1).shared) == shared_officers(inside)


def test_the_methods_say_the_numbers_that_the_code_uses() -> None:
    methods = " ".join((Path(networks.__file__).parents[1] / "README.md").read_text(encoding="utf-8").split())
    for said in (
        f"{DRAWS} worlds in which nothing is uncertain",
        f"anew, {NULL_DRAWS} times",
        f"the middle draw has {FEWEST_MOVES} moves",
        f"within {CHAIN_DAYS} days",
        f"Betweenness takes {BETWEENNESS_DRAWS} of the draws",
        f"share of shortest ways through a council, {BETWEENNESS_DEALS} deals",
    ):
        assert said in methods
    named = set(re.findall(r"`(?:networks/)?(\w+\.py)`", methods))
    tables = {"asking.py", "council_nodes.py", "graph.py", "load.py", "rows.py", "study.py", "world.py", "__init__.py"}
    own = {path.name for path in Path(networks.__file__).parent.glob("*.py")}
    assert {name for name in own - tables if not name.startswith(("officer_",)) and "_rows" not in name} <= named
