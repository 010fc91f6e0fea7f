"""Everything that one report on moves needs, from one engine and one set of options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sendgraph.analysis.networks.brokers import Broker, brokerage_figures, find_brokers
from sendgraph.analysis.networks.draws import DRAWS, draw_moves, middle_share, rank_intervals
from sendgraph.analysis.networks.flows import Flow, find_flows
from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import Move, Moves, find_moves
from sendgraph.analysis.networks.nulls import Beside
from sendgraph.analysis.networks.projection import Communities, Shared, find_communities, shared_officers
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.shape import betweenness, shape_figures, ties_of, too_small
from sendgraph.analysis.networks.world import Held, World, by_person, can_touch
from sendgraph.queries.engine import Engine

__all__ = [
    "BrokerStudy",
    "Linker",
    "MoveStudy",
    "broker_study",
    "find_linkers",
    "move_study",
    "study_brokers",
    "study_moves",
]

_BETWEENNESS_DRAWS = 60
"""Fewer than for counts: each draw walks all shortest ways."""


@dataclass(frozen=True, slots=True)
class MoveStudy:
    """The moves, what is drawn from their uncertainty, each council's flow, and the shape beside chance.

    ``drawn_count`` is the middle number of moves in the drawn worlds with the range of 95% of them. ``small`` says why
    there are no communities, and is empty where there are. Figures are of all moves and of the certain ones alone.
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
    small = too_small(drawn)
    return MoveStudy(
        world=world,
        found=found,
        drawn=drawn,
        flows=find_flows(found.moves, drawn),
        figures=shape_figures(ties_of(found.moves)),
        certain_figures=shape_figures(ties_of([m for m in found.moves if m.is_sure])),
        small=small,
        communities=None if small else find_communities(world.held),
        shared=[] if small else shared_officers(world.held),
    )


@dataclass(frozen=True, slots=True)
class Linker:
    """An officer who held posts in two regions or more."""

    person_id: str
    person: str
    regions: tuple[str, ...]
    holds: tuple[Held, ...]
    is_presumed: bool


@dataclass(frozen=True, slots=True)
class BrokerStudy:
    """The brokers, the officers behind ties between regions, and the figures beside chance.

    ``between`` gives each council's betweenness and its place in 95% of the draws; empty where the network is small.
    """

    world: World
    found: Moves
    brokers: Sequence[Broker]
    linkers: Sequence[Linker]
    figures: Sequence[Beside]
    certain_figures: Sequence[Beside]
    small: str
    between: Mapping[str, tuple[float, tuple[int, int]]]


def study_brokers(engine: Engine, options: Options) -> BrokerStudy:
    """The study of brokers among the moves that the options ask for."""
    return broker_study(load_world(engine, options))


def broker_study(world: World, draws: int = DRAWS) -> BrokerStudy:
    """The study of brokers in a world."""
    found, drawn = find_moves(world), draw_moves(world, draws)
    small = too_small(drawn)
    return BrokerStudy(
        world=world,
        found=found,
        brokers=find_brokers(found.moves, world.region, drawn),
        linkers=find_linkers(world),
        figures=brokerage_figures(ties_of(found.moves), world.region),
        certain_figures=brokerage_figures(ties_of([m for m in found.moves if m.is_sure]), world.region),
        small=small,
        between={} if small else _between(found.moves, drawn[:_BETWEENNESS_DRAWS]),
    )


def _between(moves: Sequence[Move], drawn: Sequence[Sequence[Move]]) -> dict[str, tuple[float, tuple[int, int]]]:
    values = betweenness(ties_of(moves))
    places = rank_intervals(values, drawn, lambda given: betweenness(ties_of(given)))
    return {name: (value, places[name]) for name, value in sorted(values.items())}


def find_linkers(world: World) -> list[Linker]:
    """Officers with posts in two regions or more, by name."""
    found = []
    for stays in by_person(h for h in world.held if can_touch(h.days, world.options.since, world.options.until)):
        regions = tuple(sorted({r for h in stays for c in h.councils if (r := world.region(c))}))
        if len(regions) > 1 and world.is_wanted(*(c for h in stays for c in h.councils)):
            holds = tuple(sorted(stays, key=lambda h: (h.span.start_high, h.span.end_low, h.tenure_id)))
            is_presumed = len({h.holder_id for h in stays}) > 1
            found.append(Linker(stays[0].group_id, holds[-1].person, regions, holds, is_presumed))
    return sorted(found, key=lambda each: (each.person, each.person_id))
