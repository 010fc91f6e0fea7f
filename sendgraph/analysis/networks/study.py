"""Everything that one report on moves needs, from one engine and one set of options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sendgraph.analysis.networks.brokers import Brokers, find_brokers
from sendgraph.analysis.networks.draws import DRAWS, draw_moves, middle_share, rank_intervals
from sendgraph.analysis.networks.flows import Flow, find_flows
from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import Move, Moves, find_moves
from sendgraph.analysis.networks.nulls import Beside
from sendgraph.analysis.networks.projection import (
    Communities,
    Shared,
    find_communities,
    shared_officers,
    too_thin,
)
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.shape import betweenness, betweenness_figures, shape_figures, ties_of, too_small
from sendgraph.analysis.networks.world import Held, World, by_person, can_touch, is_inside
from sendgraph.queries.engine import Engine

__all__ = [
    "BETWEENNESS_DEALS",
    "BETWEENNESS_DRAWS",
    "Between",
    "BrokerStudy",
    "Linker",
    "MoveStudy",
    "broker_study",
    "find_linkers",
    "move_study",
    "study_brokers",
    "study_moves",
]

BETWEENNESS_DRAWS = 60
BETWEENNESS_DEALS = 100
"""Fewer than for counts: each walks all shortest ways."""


@dataclass(frozen=True, slots=True)
class MoveStudy:
    """The moves, what is drawn from their uncertainty, each council's flow, and the shape beside chance.

    ``drawn_count`` is the middle number of moves in the drawn worlds with the range of 95% of them. ``small`` says why
    there are no communities, and is empty where there are. Figures are of all moves and of the certain ones alone.
    ``shared`` and the communities are of the tenures that can touch the window, in the region that was asked for.
    """

    world: World
    found: Moves
    drawn: Sequence[Sequence[Move]]
    flows: Sequence[Flow]
    figures: Sequence[Beside]
    certain_figures: Sequence[Beside]
    small: str
    communities: Communities | None
    shared: Sequence[Shared]

    @property
    def drawn_count(self) -> tuple[int, int, int]:
        """Least, middle and most moves in 95% of the drawn worlds."""
        counts = [len(moves) for moves in self.drawn] or [0]
        low, high = middle_share(counts)
        return low, int(median(counts)), high


def study_moves(engine: Engine, options: Options) -> MoveStudy:
    """The study of the moves that the options ask for."""
    return move_study(load_world(engine, options))


def move_study(world: World, draws: int = DRAWS) -> MoveStudy:
    """The study of the moves in a world."""
    found, drawn = find_moves(world), draw_moves(world, draws)
    inside = [h for h in world.held if is_inside(h, world.options, world.councils)]
    small = too_small(drawn) or too_thin(inside)
    return MoveStudy(
        world=world,
        found=found,
        drawn=drawn,
        flows=find_flows(found.moves, drawn),
        figures=shape_figures(ties_of(found.moves)),
        certain_figures=shape_figures(ties_of([m for m in found.moves if m.is_sure])),
        small=small,
        communities=None if small else find_communities(inside),
        shared=shared_officers(inside),
    )


@dataclass(frozen=True, slots=True)
class Linker:
    """An officer who held posts in two regions or more; presumed where no holder alone did."""

    person_id: str
    person: str
    regions: tuple[str, ...]
    holds: tuple[Held, ...]
    is_presumed: bool


@dataclass(frozen=True, slots=True)
class Between:
    """The betweenness of one council beside chance, and its places in 95% of the draws."""

    figure: Beside
    places: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BrokerStudy:
    """The brokers, the officers behind ties between regions, and each council's betweenness by id.

    ``small`` says why there is no betweenness, and is empty where there is. ``draws`` and ``between_draws`` are how
    many drawn worlds the places of brokers and of betweenness rest on.
    """

    world: World
    found: Moves
    brokers: Brokers
    linkers: Sequence[Linker]
    small: str
    between: Mapping[str, Between]
    draws: int
    between_draws: int


def study_brokers(engine: Engine, options: Options) -> BrokerStudy:
    """The study of brokers among the moves that the options ask for."""
    return broker_study(load_world(engine, options))


def broker_study(world: World, draws: int = DRAWS) -> BrokerStudy:
    """The study of brokers in a world."""
    found, drawn = find_moves(world), draw_moves(world, draws)
    small, few = too_small(drawn), drawn[:BETWEENNESS_DRAWS]
    return BrokerStudy(
        world=world,
        found=found,
        brokers=find_brokers(found.moves, world.region, drawn),
        linkers=find_linkers(world),
        small=small,
        between={} if small else _between(found.moves, few),
        draws=len(drawn),
        between_draws=len(few),
    )


def _between(moves: Sequence[Move], drawn: Sequence[Sequence[Move]]) -> dict[str, Between]:
    figures = betweenness_figures(ties_of(moves), BETWEENNESS_DEALS)
    places = rank_intervals((f.name for f in figures), drawn, lambda given: betweenness(ties_of(given)))
    return {f.name: Between(f, places[f.name]) for f in figures}


def find_linkers(world: World) -> list[Linker]:
    """Officers with posts in two regions or more, by name."""
    found = []
    for stays in by_person(h for h in world.held if can_touch(h.days, world.options.since, world.options.until)):
        regions = tuple(sorted({r for h in stays for c in h.councils if (r := world.region(c))}))
        if len(regions) > 1 and world.is_wanted(*(c for h in stays for c in h.councils)):
            holds = tuple(sorted(stays, key=lambda h: (h.span.start_high, h.span.end_low, h.tenure_id)))
            found.append(Linker(stays[0].group_id, holds[-1].person, regions, holds, _is_presumed(world, stays)))
    return sorted(found, key=lambda each: (each.person, each.person_id))


def _is_presumed(world: World, stays: Sequence[Held]) -> bool:
    """Whether none of the people who are presumed to be one held posts in two regions alone."""
    regions: dict[str, set[str]] = defaultdict(set)
    for held in stays:
        regions[held.holder_id].update(r for c in held.councils if (r := world.region(c)))
    return all(len(of_holder) < 2 for of_holder in regions.values())
