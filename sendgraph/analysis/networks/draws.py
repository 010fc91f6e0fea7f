"""Worlds drawn from what is uncertain, and how far a place in a ranking holds in them.

In each draw a presumed identity is true with even chance, and every first and last day is some day within its bounds,
each as likely as another; a side that nothing limits is closed three years away, about as long as a director stays.
What is certain is in every draw, what is not possible in none. The intervals say how far the rankings rest on what is
not known; they say nothing of moves that no source tells of.

Efron and Tibshirani, An introduction to the bootstrap (1993), chapter 13, for percentile intervals.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sendgraph.analysis.networks.moves import Move, find_moves
from sendgraph.analysis.networks.order import Span
from sendgraph.analysis.networks.rows import Options, Stretch
from sendgraph.analysis.networks.world import Held, World, by_person, group_people

__all__ = ["DRAWS", "SEED", "draw_moves", "draw_worlds", "middle_share", "rank_intervals", "ranks"]

DRAWS = 200
SEED = 20_260_101
_OPEN_DAYS = 1_096
"""Three years, for a side that nothing limits."""


def draw_worlds(world: World, draws: int = DRAWS, seed: int = SEED) -> Iterator[World]:
    """Worlds in which every day and identity is settled; only people who can have moved are in them."""
    chance = random.Random(seed)
    said = {s.tenure_id for s in world.sayings}
    movers = [
        held
        for stays in by_person(world.held)
        if len({c for h in stays for c in h.councils}) > 1 or any(h.tenure_id in said for h in stays)
        for held in stays
    ]
    for _ in range(draws):
        group = group_people(pair for pair in world.presumed if chance.random() < 0.5)
        yield replace(world, held=[_settled(h, group, chance) for h in movers])


def draw_moves(world: World, draws: int = DRAWS, seed: int = SEED) -> list[tuple[Move, ...]]:
    """Of the moves of the world those that hold in each drawn world: the certain ones, and what its days make one.

    Each is in the draw's window by its drawn day. A certain move by presumed identity holds where that is true.
    """
    whole = replace(world, options=replace(world.options, since=None, until=None))
    possible = find_moves(whole).moves
    return [_holding(possible, drawn, world.options) for drawn in draw_worlds(whole, draws, seed)]


def _holding(possible: Sequence[Move], drawn: World, options: Options) -> tuple[Move, ...]:
    held = {h.tenure_id: h for h in drawn.held}
    shown = {(m.source, m.target, h.tenure_id) for m in find_moves(drawn).moves for h in _sides(m)}

    def holds(move: Move) -> bool:
        sides = [held[h.tenure_id] for h in _sides(move)]
        if len({h.group_id for h in sides}) > 1:
            return False
        stay = sides[-1]
        day = stay.days.start_earliest if move.after else stay.days.end_latest
        is_late = options.until is not None and day is not None and day > options.until
        if is_late or (options.since is not None and day is not None and day < options.since):
            return False
        return move.is_certain or any((move.source, move.target, h.tenure_id) in shown for h in sides)

    return tuple(move for move in possible if holds(move))


def _sides(move: Move) -> list[Held]:
    return [h for h in (move.before, move.after) if h]


def _settled(held: Held, group: Mapping[str, str], chance: random.Random) -> Held:
    start, end = _days_of(held.span, chance)
    first, last = date.fromordinal(start), date.fromordinal(end)
    days = Stretch(first, first, last, last, False)
    return replace(held, days=days, group_id=group.get(held.holder_id, held.holder_id))


def _days_of(span: Span, chance: random.Random) -> tuple[int, int]:
    """A first and a last day within the bounds, the last not before the first."""
    bounds = [b for b in span if abs(b) < float("inf")]
    low, high = (min(bounds), max(bounds)) if bounds else (date(2010, 1, 1).toordinal(),) * 2
    start_low, end_low = (b if b > float("-inf") else low - _OPEN_DAYS for b in (span.start_low, span.end_low))
    start_high, end_high = (b if b < float("inf") else high + _OPEN_DAYS for b in (span.start_high, span.end_high))
    start_high, end_low = min(start_high, end_high), max(end_low, start_low)
    while True:
        # Drawn anew until they fit: so every pair of days that fits is as likely as another.
        start, end = chance.randint(int(start_low), int(start_high)), chance.randint(int(end_low), int(end_high))
        if start <= end:
            return start, end


def ranks(values: Mapping[str, float]) -> dict[str, int]:
    """The place of each by value, the highest first; equal values share the best place.

    >>> ranks({"a": 3, "b": 1, "c": 3})
    {'a': 1, 'b': 3, 'c': 1}
    """
    ordered = sorted(values.values(), reverse=True)
    place: dict[float, int] = {}
    for index, value in enumerate(ordered, 1):
        place.setdefault(value, index)
    return {name: place[value] for name, value in values.items()}


def rank_intervals(
    names: Iterable[str], drawn: Sequence[Sequence[Move]], measure: Callable[[Sequence[Move]], Mapping[str, float]]
) -> dict[str, tuple[int, int]]:
    """For each name the places that hold the middle 95% of the draws; one who is missing in a draw has the value 0."""
    wanted = sorted(names)
    places: dict[str, list[int]] = {name: [] for name in wanted}
    for moves in drawn:
        values = measure(moves)
        found = ranks({name: values.get(name, 0.0) for name in wanted})
        for name in wanted:
            places[name].append(found[name])
    return {name: middle_share(of) for name, of in places.items() if of}


def middle_share(values: Sequence[int]) -> tuple[int, int]:
    """The least range of observed values that holds the middle 95%: nothing is interpolated between places.

    >>> middle_share([1, 2, 2, 2, 9])
    (1, 9)
    """
    ordered = sorted(values)
    cut = int(len(ordered) * 0.025)
    return ordered[cut], ordered[len(ordered) - 1 - cut]
