"""Councils that officers leave for others, and councils they come to: counts with bounds, and how far a place holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendgraph.analysis.networks.draws import rank_intervals
from sendgraph.analysis.networks.moves import Move

__all__ = ["Flow", "find_flows", "net_of", "supply_of", "target_counts"]


@dataclass(frozen=True, slots=True)
class Flow:
    """One council: moves away and moves in, each certain and possible (the certain ones included).

    Certain are those whose order and identity are. ``net_bounds`` are the least and the most that came in more than
    left; the places are among all councils with a move, in 95% of the draws.
    """

    council: str
    out_certain: int
    out_possible: int
    in_certain: int
    in_possible: int
    leaving: tuple[Move, ...]
    coming: tuple[Move, ...]
    supply_places: tuple[int, int] | None = None
    destination_places: tuple[int, int] | None = None
    net_places: tuple[int, int] | None = None

    @property
    def net_bounds(self) -> tuple[int, int]:
        """Least and most that came in more than left."""
        return self.in_certain - self.out_possible, self.in_possible - self.out_certain


def supply_of(moves: Sequence[Move]) -> Mapping[str, float]:
    """How many moves led away from each council."""
    return Counter(m.source for m in moves)


def target_counts(moves: Sequence[Move]) -> Mapping[str, float]:
    """How many moves led to each council."""
    return Counter(m.target for m in moves)


def net_of(moves: Sequence[Move]) -> Mapping[str, float]:
    """How many more moves led to each council than away from it."""
    net: Counter[str] = Counter(m.target for m in moves)
    net.subtract(m.source for m in moves)
    return net


def find_flows(moves: Sequence[Move], drawn: Sequence[Sequence[Move]]) -> list[Flow]:
    """The flow of every council with a move, in order of its id; without draws there are no places."""
    councils = sorted({c for m in moves for c in (m.source, m.target)})
    supply, destination, net = (rank_intervals(councils, drawn, m) for m in (supply_of, target_counts, net_of))
    flows = []
    for council in councils:
        leaving = tuple(m for m in moves if m.source == council)
        coming = tuple(m for m in moves if m.target == council)
        counts = (sum(m.is_sure for m in leaving), len(leaving), sum(m.is_sure for m in coming), len(coming))
        places = (supply.get(council), destination.get(council), net.get(council))
        flows.append(Flow(council, *counts, leaving, coming, *places))
    return flows
