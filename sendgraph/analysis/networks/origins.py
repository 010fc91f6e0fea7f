"""Where each successor came from: another council, another post at the same one, or from where no source says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
    """The successions with their origins by post and time, and the chains of vacancies.

    ``held`` are the tenures of the posts asked for; ``several_seats`` how many of the posts are held by several at a
    time, so that nobody follows anybody.
    """

    world: World
    origins: Sequence[Origin]
    chains: Sequence[Chain]
    held: Sequence[Held]
    several_seats: int


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
    """The successions that the options ask for; posts of other roles count for where a successor came from."""
    world = load_world(engine, replace(options, role=""))
    return succession_study(replace(world, options=options))


def succession_study(world: World) -> SuccessionStudy:
    """The successions in posts of the role and region that can have been in the window; origins from all of the world.

    A chain is wanted where one of the posts it fills is.
    """
    options = world.options
    whole = replace(world, options=Options(use_presumed=options.use_presumed, as_of=options.as_of))
    found: Moves = find_moves(whole)
    held = [h for h in world.held if _has_role(h, options) and is_inside(h, _anytime(options), world.councils)]
    origins = [o for o in find_origins(world.held, found.moves) if _is_wanted(o.succession, world)]
    wanted = {(o.succession.before.tenure_id, o.succession.after.tenure_id) for o in origins}
    chains = [
        chain
        for chain in find_chains(found.moves, find_successions(world.held))
        if any((s.before.tenure_id, s.after.tenure_id) in wanted for s in chain.fillings)
    ]
    return SuccessionStudy(world, origins, chains, held, len({h.post_id for h in held if h.seats > 1}))


def _anytime(options: Options) -> Options:
    return replace(options, since=None, until=None)


def _has_role(held: Held, options: Options) -> bool:
    return not options.role or options.role in held.roles


def _is_wanted(succession: Succession, world: World) -> bool:
    """Whether the change can have been in the window, in a post of the role and region asked for."""
    options, post = world.options, succession.before
    is_late = options.until is not None and succession.earliest > options.until
    is_early = options.since is not None and succession.latest < options.since
    return not (is_late or is_early) and _has_role(post, options) and world.is_wanted(*post.councils)
