"""The shape of a network of moves: how mutual, how connected, and whether it is large enough to say more of it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.nulls import Beside, Tie, beside_chance, dealt_anew

__all__ = [
    "FEWEST_MOVES",
    "betweenness",
    "betweenness_figures",
    "components",
    "giant_share",
    "reciprocity",
    "shape_figures",
    "ties_of",
    "too_small",
]

FEWEST_MOVES = 100
"""Below this many moves even random ones fall into neat communities."""


def ties_of(moves: Sequence[Move]) -> list[Tie]:
    """From which council to which each move led."""
    return [(m.source, m.target) for m in moves]


def reciprocity(ties: Sequence[Tie]) -> float | None:
    """The share of directed pairs of councils whose opposite is there too; ``None`` without moves.

    Repeated moves count once (Wasserman and Faust, Social network analysis (1994), section 13.1).
    """
    pairs = set(ties)
    return sum((t, s) in pairs for s, t in pairs) / len(pairs) if pairs else None


def components(ties: Sequence[Tie]) -> list[frozenset[str]]:
    """The sets of councils that moves tie together, whichever way they went: the largest first, then by name."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for source, target in ties:
        leader[find(source)] = find(target)
    sets: dict[str, set[str]] = {}
    for name in leader:
        sets.setdefault(find(name), set()).add(name)
    return sorted(map(frozenset, sets.values()), key=lambda c: (-len(c), min(c)))


def giant_share(ties: Sequence[Tie]) -> float | None:
    """The share of the councils in the network that the largest component holds; ``None`` without moves."""
    found = components(ties)
    return len(found[0]) / sum(map(len, found)) if found else None


def _figures(ties: Sequence[Tie]) -> dict[str, float | None]:
    return {
        "share of ties that are mutual": reciprocity(ties),
        "components": float(len(components(ties))) if ties else None,
        "share of councils in the largest component": giant_share(ties),
    }


def shape_figures(ties: Sequence[Tie]) -> list[Beside]:
    """Reciprocity, number of components and share of the largest, each beside chance."""
    return beside_chance(_figures(ties), map(_figures, dealt_anew(ties)))


def too_small(drawn: Sequence[Sequence[Move]]) -> str:
    """Why communities and betweenness say nothing of these moves, in words; empty where they may.

    Asked of the drawn worlds, so that moves that are only possible do not make a small network look large.
    """
    count = median(len(moves) for moves in drawn) if drawn else 0
    if count < FEWEST_MOVES:
        return (
            f"about {count:.0f} moves are fewer than {FEWEST_MOVES}, and so few fall into communities by chance alone"
        )
    share = median(giant_share(ties_of(moves)) or 0.0 for moves in drawn)
    if share < 0.5:
        return f"the largest component holds about {share:.0%} of the councils, less than half"
    return ""


def betweenness(ties: Sequence[Tie]) -> dict[str, float]:
    """For each council the share of shortest ways between two others that lead through it, along the moves.

    Brandes, On variants of shortest-path betweenness, Social Networks 30 (2008) 136–145, normalised, each directed pair
    once, as networkx has it.
    """
    import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own

    found = nx.betweenness_centrality(nx.DiGraph(sorted(set(ties))))
    return {str(name): float(value) for name, value in found.items()}


def betweenness_figures(ties: Sequence[Tie], draws: int) -> list[Beside]:
    """The betweenness of each council beside what chance gives it, in order of id.

    A council keeps how many came and how many left, so that its figure is compared with its own chance.
    """
    chances = (dict[str, float | None](betweenness(dealt)) for dealt in dealt_anew(ties, draws))
    return beside_chance(dict(sorted(betweenness(ties).items())), chances)
