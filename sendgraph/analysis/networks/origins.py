"""Where each successor came from: another council, another post at the same one, or from where no source says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import Move, Moves, find_moves
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.succession import Chain, Succession, find_chains, find_successions
from sendgraph.analysis.networks.world import Held, World, by_person, is_inside
from sendgraph.queries.engine import Engine

__all__ = ["ORIGINS", "Origin", "SuccessionStudy", "find_origins", "study_succession", "succession_study"]

ORIGINS = ("another council", "another council, possibly", "the same council", "not known")


@dataclass(frozen=True, slots=True)
class Origin:
    """A succession, and where the next holder came from: one of ``ORIGINS``, with the moves or earlier posts."""

    succession: Succession
    kind: str
    moves: tuple[Move, ...]
    earlier: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class SuccessionStudy:
    """The successions with their origins by post and time, and the chains of vacancies."""

    world: World
    origins: Sequence[Origin]
    chains: Sequence[Chain]
    several_seats: int
    """Posts held by several at a time, in which nobody follows anybody."""


def find_origins(held: Sequence[Held], moves: Sequence[Move]) -> list[Origin]:
    """The successions in every post, each with where the successor came from.

    From another council where a move led into the tenure. From the same council where the person certainly began in
    another post there before.
    """
    into: Mapping[str, list[Move]] = defaultdict(list)
    for move in moves:
        if move.after:
            into[move.after.tenure_id].append(move)
    stays = {h.tenure_id: of_person for of_person in by_person(held) for h in of_person}
    return [
        _origin(s, tuple(into.get(s.after.tenure_id, ())), stays[s.after.tenure_id]) for s in find_successions(held)
    ]


def _origin(succession: Succession, moves: tuple[Move, ...], stays: Sequence[Held]) -> Origin:
    after = succession.after
    earlier = tuple(
        h
        for h in stays
        if h.post_id != after.post_id
        and set(h.councils) & set(after.councils)
        and h.span.start_high < after.span.start_low
    )
    if any(m.is_sure for m in moves):
        return Origin(succession, ORIGINS[0], moves, ())
    if earlier:
        return Origin(succession, ORIGINS[2], (), earlier)
    return Origin(succession, ORIGINS[1] if moves else ORIGINS[3], moves, ())


def study_succession(engine: Engine, options: Options) -> SuccessionStudy:
    """The successions that the options ask for."""
    return succession_study(load_world(engine, options))


def succession_study(world: World) -> SuccessionStudy:
    """The successions in a world."""
    found: Moves = find_moves(world)
    origins = [o for o in find_origins(world.held, found.moves) if _is_wanted(o, world)]
    chains = find_chains(found.moves, find_successions(world.held))
    return SuccessionStudy(world, origins, chains, len({h.post_id for h in world.held if h.seats > 1}))


def _is_wanted(origin: Origin, world: World) -> bool:
    sides = (origin.succession.before, origin.succession.after)
    return any(is_inside(h, world.options, world.councils) for h in sides)
