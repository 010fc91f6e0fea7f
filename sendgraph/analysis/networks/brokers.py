"""Brokers: councils through which officers of one council reach another that took none from it directly.

A council B is a broker between A and C where somebody moved from A to B and somebody from B to C, and nobody from A
to C. By region it is a coordinator (all three in one), an itinerant broker (A and C in one, B in another), a gatekeeper
(B and C in one), a representative (A and B in one) or a liaison (three regions).

Gould and Fernandez, Structures of mediation: a formal approach to brokerage in transaction networks, Sociological
Methodology 19 (1989) 89–126. Pairs of councils count once however many moved, as there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sendgraph.analysis.networks.draws import rank_intervals
from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.nulls import Beside, Tie, beside_chance, dealt_anew

__all__ = ["KINDS", "Broker", "brokerage", "brokerage_figures", "find_brokers", "kind_of"]

KINDS = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def kind_of(before: str, broker: str, after: str) -> str:
    """The kind of brokerage between three regions.

    >>> [kind_of(*regions) for regions in ("aaa", "aba", "abb", "aab", "abc")]
    ['coordinator', 'itinerant', 'gatekeeper', 'representative', 'liaison']
    """
    if before == broker == after:
        return "coordinator"
    if before == after:
        return "itinerant"
    if broker == after:
        return "gatekeeper"
    return "representative" if before == broker else "liaison"


def brokerage(ties: Iterable[Tie], region: Callable[[str], str]) -> dict[str, Counter[str]]:
    """For each broker how many pairs of councils it stands between, by kind; pairs of unknown region are left out."""
    pairs = {(s, t) for s, t in ties if region(s) and region(t) and s != t}
    into: dict[str, set[str]] = defaultdict(set)
    out: dict[str, set[str]] = defaultdict(set)
    for source, target in pairs:
        into[target].add(source)
        out[source].add(target)
    found: dict[str, Counter[str]] = {}
    for broker in sorted(set(into) & set(out)):
        kinds = Counter(
            kind_of(region(a), region(broker), region(c))
            for a in into[broker]
            for c in out[broker]
            if a != c and (a, c) not in pairs
        )
        if kinds:
            found[broker] = kinds
    return found


@dataclass(frozen=True, slots=True)
class Broker:
    """One council: pairs it stands between, by kind, from certain moves alone and from all; who moved in and on."""

    council: str
    certain: Mapping[str, int]
    possible: Mapping[str, int]
    places: tuple[int, int] | None
    coming: tuple[Move, ...]
    leaving: tuple[Move, ...]


def find_brokers(moves: Sequence[Move], region: Callable[[str], str], drawn: Sequence[Sequence[Move]]) -> list[Broker]:
    """The brokers in order of id, with the places that hold in the draws among all councils with a move."""
    possible = brokerage(((m.source, m.target) for m in moves), region)
    certain = brokerage(((m.source, m.target) for m in moves if m.is_sure), region)
    councils = sorted({c for m in moves for c in (m.source, m.target)})

    def totals(given: Sequence[Move]) -> Mapping[str, float]:
        return {b: k.total() for b, k in brokerage(((m.source, m.target) for m in given), region).items()}

    places = rank_intervals(councils, drawn, totals)
    return [
        Broker(
            council,
            certain.get(council, Counter()),
            possible.get(council, Counter()),
            places.get(council),
            tuple(m for m in moves if m.target == council),
            tuple(m for m in moves if m.source == council),
        )
        for council in sorted(set(possible) | set(certain))
    ]


def brokerage_figures(ties: Sequence[Tie], region: Callable[[str], str]) -> list[Beside]:
    """How many brokered pairs of each kind there are in all, beside chance."""

    def totals(given: Iterable[Tie]) -> dict[str, float | None]:
        kinds = Counter[str]()
        for of_broker in brokerage(given, region).values():
            kinds.update(of_broker)
        return {kind: float(kinds[kind]) for kind in KINDS}

    return beside_chance(totals(ties), map(totals, dealt_anew(ties)))
