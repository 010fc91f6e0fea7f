"""The network of moves: an edge for each move of a person from one council to another."""

from __future__ import annotations

from collections.abc import Iterator

from sendgraph.analysis.networks.council_nodes import COUNCIL_ATTRIBUTES, council_nodes
from sendgraph.analysis.networks.load import Sayings, Tenures
from sendgraph.analysis.networks.moves import Move, MoveFinder, within_window
from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Options, Stretch
from sendgraph.analysis.networks.sayings import by_tenure
from sendgraph.analysis.networks.world import World
from sendgraph.queries.engine import Engine

__all__ = ["build"]

_EDGE_ATTRIBUTES = (
    Attribute("person", "string", "who moved"),
    Attribute("person_id", "string", "id of who moved"),
    Attribute("identity", "string", "whether it is decided that it is one person, or presumed"),
    Attribute("order", "string", "stated by a source, certain by the days, or possible"),
    Attribute("gap_days_least", "integer", "least days between the two posts, below 0 where both may have been held"),
    Attribute("gap_days_most", "integer", "most days between the two posts"),
    Attribute("role_before", "string", "code of the role left"),
    Attribute("role_after", "string", "code of the role taken up"),
    Attribute("left_earliest", "date", "earliest last day in the post left"),
    Attribute("left_latest", "date", "latest last day in the post left"),
    Attribute("arrived_earliest", "date", "earliest first day in the post taken up"),
    Attribute("arrived_latest", "date", "latest first day in the post taken up"),
    Attribute("tenure_before", "string", "the tenure left"),
    Attribute("tenure_after", "string", "the tenure taken up"),
    Attribute("stated_by", "string", "claims that say so in words"),
)


def build(engine: Engine, options: Options) -> Network:
    """The directed network of moves between councils."""
    tenures = Tenures(engine, options)
    sayings = Sayings(engine, options, tenures)
    world = World(tenures.councils, (), options=options)

    def moves() -> Iterator[Move]:
        finder = MoveFinder(world)
        for stays, said in sayings.of_each(tenures.by_person()):
            for move in sorted(finder.moves_of(stays, by_tenure(said)), key=lambda m: m.id):
                inside = within_window(move, options.since, options.until)
                if inside and world.is_wanted(move.source, move.target):
                    yield inside

    def nodes() -> Iterator[Node]:
        touched = {council for move in moves() for council in (move.source, move.target)}
        yield from council_nodes(engine, options, world.councils, touched, len(COUNCIL_ATTRIBUTES))

    def edges() -> Iterator[Edge]:
        for move in moves():
            yield Edge(move.id, move.source, move.target, "move", move.person, _values(move), _days(move))

    return Network("moves", "Moves between councils", True, COUNCIL_ATTRIBUTES, _EDGE_ATTRIBUTES, nodes, edges)


def _values(move: Move) -> tuple[object, ...]:
    before, after = move.before, move.after
    return (
        move.person,
        move.person_id,
        move.identity,
        move.order,
        *move.gap_days,
        before.role or None if before else None,
        after.role or None if after else None,
        *move.left,
        *move.arrived,
        before.tenure_id if before else None,
        after.tenure_id if after else None,
        "; ".join(move.stated_by) or None,
    )


def _days(move: Move) -> tuple[Stretch, ...]:
    """The move as a moment: the first day in the new post, or the last in the old one where only that is known."""
    first, last = move.arrived if move.after else move.left
    return (Stretch(first, last, first, last, False),) if first or last else ()
