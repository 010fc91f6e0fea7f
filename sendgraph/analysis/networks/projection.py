"""Councils tied by the officers they shared: the projection of the two-mode network, and its communities.

An officer who held posts at k councils adds 1 / (k − 1) to each pair of them, so that an officer's ties at a council
sum to one however many councils there were. Order in time is lost here.

Newman, Scientific collaboration networks II, Phys. Rev. E 64 (2001) 016132, section II; networkx has the same weights
as ``collaboration_weighted_projected_graph``.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sendgraph.analysis.networks.nulls import Beside, beside_chance
from sendgraph.analysis.networks.shape import FEWEST_MOVES, giant_share
from sendgraph.analysis.networks.world import Held, by_person

__all__ = [
    "Communities",
    "Shared",
    "Tied",
    "find_communities",
    "modularity",
    "project",
    "shared_officers",
    "teams_dealt_anew",
    "tied_within",
    "too_thin",
]

_DRAWS = 100
_TRIES = 1_000

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tied:
    """An officer who held posts at several councils: those posts, and whether only a presumed identity ties them."""

    person_id: str
    person: str
    holds: tuple[Held, ...]
    is_presumed: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """Two councils, the weight of their tie, and who held posts at both."""

    first: str
    second: str
    weight: float
    officers: tuple[Tied, ...]


@dataclass(frozen=True, slots=True)
class Communities:
    """Communities of councils, and the modularity of this division beside chance."""

    groups: tuple[frozenset[str], ...]
    modularity: Beside


def shared_officers(held: Iterable[Held]) -> list[Shared]:
    """The pairs of councils that shared an officer, by their ids, with Newman's weights."""
    officers: dict[Pair, list[Tied]] = defaultdict(list)
    teams = []
    for stays in by_person(held):
        councils = sorted({c for h in stays for c in h.councils})
        teams.append(councils)
        for pair in combinations(councils, 2):
            officers[pair].append(_tied(stays, pair))
    return [Shared(*pair, weight, tuple(officers[pair])) for pair, weight in sorted(project(teams).items())]


def _tied(stays: Iterable[Held], pair: Pair) -> Tied:
    """What one person held at the two councils; presumed where no holder alone was at both."""
    holds = tuple(h for h in stays if set(pair) & set(h.councils))
    at: dict[str, set[str]] = defaultdict(set)
    for held in holds:
        at[held.holder_id].update(held.councils)
    return Tied(holds[0].group_id, holds[-1].person, holds, not any(set(pair) <= councils for councils in at.values()))


def tied_within(shared: Iterable[Shared], group: frozenset[str]) -> list[Tied]:
    """The officers who tie councils of the group to each other, by name, with what they held there.

    Presumed where each of their ties inside the group is.
    """
    ties: dict[str, list[Tied]] = defaultdict(list)
    for each in shared:
        if {each.first, each.second} <= group:
            for officer in each.officers:
                ties[officer.person_id].append(officer)
    merged = []
    for person_id, of in ties.items():
        holds = {h.tenure_id: h for each in of for h in each.holds}
        presumed = all(each.is_presumed for each in of)
        merged.append(Tied(person_id, of[0].person, tuple(holds[t] for t in sorted(holds)), presumed))
    return sorted(merged, key=lambda each: (each.person, each.person_id))


def project(teams: Iterable[Sequence[str]]) -> dict[Pair, float]:
    """The weight of each pair of councils, from the councils of each officer."""
    weights: dict[Pair, float] = defaultdict(float)
    for councils in teams:
        for pair in combinations(sorted(councils), 2):
            weights[pair] += 1 / (len(councils) - 1)
    return dict(weights)


def modularity(weights: Mapping[Pair, float], groups: Iterable[frozenset[str]]) -> float | None:
    """How much more weight lies inside the groups than by chance: Newman's Q (2004, Phys. Rev. E 70, 056131)."""
    total = sum(weights.values())
    if not total:
        return None
    strength: dict[str, float] = defaultdict(float)
    for (a, b), weight in weights.items():
        strength[a] += weight
        strength[b] += weight
    value = 0.0
    for group in groups:
        inside = sum(w for (a, b), w in weights.items() if a in group and b in group)
        value += inside / total - (sum(strength[c] for c in group) / (2 * total)) ** 2
    return value


def teams_dealt_anew(
    teams: Sequence[Sequence[str]], draws: int = _DRAWS, seed: int = 20_260_101
) -> Iterator[list[list[str]]]:
    """The councils dealt out anew among the officers: each officer keeps how many, each council by how many.

    No officer gets a council twice; none are given where no such deal is found.
    """
    chance = random.Random(seed)
    dealt = [council for team in teams for council in team]
    for _ in range(draws):
        for _ in range(_TRIES):
            chance.shuffle(dealt)
            rest = iter(dealt)
            new = [[next(rest) for _ in team] for team in teams]
            if all(len(set(team)) == len(team) for team in new):
                yield new
                break


def _teams_of(held: Iterable[Held]) -> list[list[str]]:
    """The councils of each officer who held posts at more than one."""
    teams = [sorted({c for h in stays for c in h.councils}) for stays in by_person(held)]
    return [team for team in teams if len(team) > 1]


def too_thin(held: Iterable[Held]) -> str:
    """Why the councils tied by shared officers are no network to divide, in words; empty where they are one.

    An officer at k councils counts as k − 1 ties, the least moves that take somebody to all of them: counting pairs of
    councils would make a few officers of many posts a large network.
    """
    teams = _teams_of(held)
    count = sum(len(team) - 1 for team in teams)
    if count < FEWEST_MOVES:
        few = "and so few fall into communities by chance alone"
        return f"{count} ties by shared officers are fewer than {FEWEST_MOVES}, {few}"
    share = giant_share(list(project(teams))) or 0.0
    if share < 0.5:
        return f"the largest part tied by shared officers holds {share:.0%} of the councils, less than half"
    return ""


def find_communities(held: Iterable[Held], draws: int = _DRAWS) -> Communities:
    """Louvain communities of the councils tied by shared officers, and their modularity beside chance.

    Only for networks that are large enough (see ``too_thin`` and ``shape.too_small``). Blondel, Guillaume, Lambiotte
    and Lefebvre, Fast unfolding of communities in large networks, J. Stat. Mech. (2008) P10008, as networkx has it with
    a fixed seed.
    """
    teams = _teams_of(held)
    weights = project(teams)
    groups = _louvain(weights)
    chances = ({"modularity": _best(project(new))} for new in teams_dealt_anew(teams, draws))
    (figure,) = beside_chance({"modularity": modularity(weights, groups)}, chances)
    return Communities(groups, figure)


def _best(weights: Mapping[Pair, float]) -> float | None:
    return modularity(weights, _louvain(weights))


def _louvain(weights: Mapping[Pair, float]) -> tuple[frozenset[str], ...]:
    import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own

    graph: Any = nx.Graph()
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    found = nx.community.louvain_communities(graph, weight="weight", seed=1) if weights else []
    return tuple(sorted((frozenset(g) for g in found), key=lambda g: (-len(g), min(g))))
