"""What sources say in words of where holders came from or went to, matched with the tenures it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sendgraph.analysis.networks.order import is_next
from sendgraph.analysis.networks.world import Held, Saying, World
from sendgraph.core.bounds import Truth

__all__ = ["Said", "by_tenure", "match_sayings", "next_of"]

Way = tuple[str, str, str, str]
"""Tenure before, tenure after, council before, council after."""


class Said(NamedTuple):
    """What is said of one person: the claims on each pair of tenures, those whose other side is no known tenure, the
    tenures of which a source says where their holder went, and how many statements name a body that is no council.
    """

    pairs: Mapping[Way, tuple[str, ...]]
    alone: Mapping[tuple[str, str], tuple[Held, tuple[str, ...]]]
    gone: frozenset[str]
    others: int


def by_tenure(sayings: Iterable[Saying]) -> dict[str, list[Saying]]:
    """The claims on each tenure."""
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        found[saying.tenure_id].append(saying)
    return found


def next_of(x: Held, y: Held, stays: Sequence[Held]) -> Truth:
    """Whether ``y`` is next after ``x`` among all stays of their holder."""
    return is_next(x.span, y.span, [z.span for z in stays if z is not x and z is not y])


def match_sayings(world: World, stays: Sequence[Held], sayings: Mapping[str, Sequence[Saying]]) -> Said:
    """What the claims on the stays of one person say; ``sayings`` are the claims by tenure."""
    pairs: dict[Way, set[str]] = defaultdict(set)
    alone: dict[tuple[str, str], list[tuple[Held, str]]] = defaultdict(list)
    gone, matched, others = set(), set(), 0
    for held, saying in ((h, s) for h in stays for s in sayings.get(h.tenure_id, ())):
        others += sum(bool(c) and c not in world.councils for c in (saying.came_from, saying.went_to))
        for source, target in _ways(saying, held, world):
            x, y = _pair(held, source, target, stays)
            if x and y:
                pairs[x.tenure_id, y.tenure_id, source, target].add(saying.claim_id)
                matched.add((source, target))
                gone.add(x.tenure_id)
            else:
                alone[source, target].append((held, saying.claim_id))
                gone |= {x.tenure_id} if x else set()
    return Said(
        {way: tuple(sorted(claims)) for way, claims in pairs.items()},
        {
            way: (said[0][0], tuple(sorted({claim for _, claim in said})))
            for way, said in alone.items()
            if way not in matched
        },
        frozenset(gone),
        others,
    )


def _ways(saying: Saying, held: Held, world: World) -> Iterator[tuple[str, str]]:
    """From which council to which it goes; nothing where the one is no council or was taken over by the other."""
    for other, is_origin in ((saying.came_from, True), (saying.went_to, False)):
        for council in held.councils if other in world.councils else ():
            source, target = (other, council) if is_origin else (council, other)
            if target not in world.lines_of(source):
                yield source, target


def _pair(held: Held, source: str, target: str, stays: Sequence[Held]) -> tuple[Held | None, Held | None]:
    """The tenures before and after that the saying fits best, one of them ``held``; ``None`` where no other fits.

    Of several the one whose days fit best, and then the one nearest in time.
    """
    is_origin = target in held.councils
    best: tuple[tuple[int, float, str], Held] | None = None
    for other in stays:
        x, y = (other, held) if is_origin else (held, other)
        first, second = x.span, y.span
        fits = (source if is_origin else target) in other.councils and x is not y
        if not fits or first.start_low > second.start_high or first.end_low > second.end_high:
            continue
        rank = {True: 2, None: 1, False: 0}[next_of(x, y, stays)]
        near = first.start_low if is_origin else -second.start_high
        key = (rank, near, other.tenure_id)
        best = max(best, (key, other), key=lambda b: b[0]) if best else (key, other)
    other_held = best[1] if best else None
    return (other_held, held) if is_origin else (held, other_held)
