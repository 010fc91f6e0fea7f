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

__all__ = ["KINDS", "TOTAL", "Broker", "Brokers", "Trio", "brokerage", "find_brokers", "find_trios", "kind_of"]

KINDS = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
TOTAL = "all kinds"

Trio = tuple[str, str, str]
"""A pair of councils with a broker between them: where somebody came from, where somebody went on to, and the kind."""


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


def find_trios(ties: Iterable[Tie], region: Callable[[str], str]) -> dict[str, list[Trio]]:
    """For each broker the pairs of councils it stands between; pairs with an unknown region are left out."""
    pairs = {(s, t) for s, t in ties if region(s) and region(t) and s != t}
    into: dict[str, set[str]] = defaultdict(set)
    out: dict[str, set[str]] = defaultdict(set)
    for source, target in pairs:
        into[target].add(source)
        out[source].add(target)
    found: dict[str, list[Trio]] = {}
    for broker in sorted(set(into) & set(out)):
        trios = [
            (a, c, kind_of(region(a), region(broker), region(c)))
            for a in into[broker]
            for c in out[broker]
            if a != c and (a, c) not in pairs
        ]
        if trios:
            found[broker] = sorted(trios)
    return found


def brokerage(ties: Iterable[Tie], region: Callable[[str], str]) -> dict[str, Counter[str]]:
    """For each broker how many pairs of councils it stands between, by kind."""
    return {broker: Counter(kind for _, _, kind in trios) for broker, trios in find_trios(ties, region).items()}


@dataclass(frozen=True, slots=True)
class Broker:
    """One council with how many pairs it stands between, and the moves that make it stand there.

    ``certain`` counts by the certain moves alone, ``every`` by all of them; either may be larger, since a possible move
    straight from the one outer council to the other takes a pair away. Both are by kind and for ``TOTAL``, beside
    chance. ``trios`` are the pairs by either count; the places of the total are those in 95% of the draws.
    """

    council: str
    certain: Mapping[str, Beside]
    every: Mapping[str, Beside]
    places: tuple[int, int] | None
    trios: tuple[Trio, ...]
    coming: tuple[Move, ...]
    leaving: tuple[Move, ...]

    def moves_of(self, kind: str) -> list[Move]:
        """The moves behind the pairs of one kind: into the broker, then on from it."""
        before, after = ({trio[end] for trio in self.trios if trio[2] == kind} for end in (0, 1))
        coming = [m for m in self.coming if m.source in before]
        return coming + [m for m in self.leaving if m.target in after]


@dataclass(frozen=True, slots=True)
class Brokers:
    """The brokers in order of id, and how many pairs of each kind are brokered in all, beside chance."""

    found: tuple[Broker, ...]
    figures: Sequence[Beside]
    certain_figures: Sequence[Beside]


def find_brokers(moves: Sequence[Move], region: Callable[[str], str], drawn: Sequence[Sequence[Move]]) -> Brokers:
    """The brokers among the moves; places are among all councils with a move, and ``None`` without draws."""
    ties, sure = ([(m.source, m.target) for m in some] for some in (moves, [m for m in moves if m.is_sure]))
    every, certain = find_trios(ties, region), find_trios(sure, region)
    names = sorted({*every, *certain})
    figures, beside = _beside(ties, region, names)
    certain_figures, certain_beside = _beside(sure, region, names)

    def totals(given: Sequence[Move]) -> Mapping[str, float]:
        return {b: k.total() for b, k in brokerage(((m.source, m.target) for m in given), region).items()}

    places = rank_intervals({c for m in moves for c in (m.source, m.target)}, drawn, totals)
    found = []
    for name in names:
        trios = tuple(sorted({*every.get(name, ()), *certain.get(name, ())}))
        before, after = {a for a, _, _ in trios}, {c for _, c, _ in trios}
        coming = tuple(m for m in moves if m.target == name and m.source in before)
        leaving = tuple(m for m in moves if m.source == name and m.target in after)
        found.append(Broker(name, certain_beside[name], beside[name], places.get(name), trios, coming, leaving))
    return Brokers(tuple(found), figures, certain_figures)


def _beside(
    ties: Sequence[Tie], region: Callable[[str], str], names: Sequence[str]
) -> tuple[list[Beside], dict[str, dict[str, Beside]]]:
    """Brokered pairs beside chance from one set of deals: in all by kind, and for each name by kind and in total."""

    def measure(given: Iterable[Tie]) -> dict[str, float | None]:
        of_all = brokerage(given, region)
        values: dict[str, float | None] = {kind: float(sum(k[kind] for k in of_all.values())) for kind in KINDS}
        for name in names:
            kinds = of_all.get(name, Counter())
            values |= {f"{name}/{kind}": float(kinds[kind]) for kind in KINDS}
            values[f"{name}/{TOTAL}"] = float(kinds.total())
        return values

    figures = beside_chance(measure(ties), map(measure, dealt_anew(ties)))
    of_name = {f.name: f for f in figures[len(KINDS) :]}
    return figures[: len(KINDS)], {n: {k: of_name[f"{n}/{k}"] for k in (*KINDS, TOTAL)} for n in names}
