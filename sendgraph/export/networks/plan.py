"""What has to be known of a whole network before its first node is written: degrees, places, and what is left out.

The rows are gone through again when they are written, so that a million edges never stand in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt

from sendgraph.analysis.networks.rows import Edge, Network, Node
from sendgraph.export.formats import ExportError
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.forces import Place
from sendgraph.export.networks.placing import place_by_links, place_on_map, spiral
from sendgraph.export.networks.stretches import shown_days

__all__ = ["MOST_EDGES", "MOST_NODES", "Plan", "plan_network", "size_of"]

MOST_NODES, MOST_EDGES = 4_000, 12_000
"""Larger networks are placed on a spiral: forces would take minutes and give a ball of wool."""


@dataclass(slots=True)
class Plan:
    """A network with the degree of each node that is written, and the places of nodes where it is small enough."""

    network: Network
    choices: Choices
    degrees: dict[str, int]
    edge_count: int = 0
    left_nodes: int = 0
    left_edges: int = 0
    is_placed: bool = True
    _places: dict[str, Place] = field(default_factory=dict)

    def nodes(self) -> Iterator[tuple[Node, Place]]:
        """The nodes that are written, with their places; y points upwards."""
        for n, node in enumerate(n for n in self.network.nodes() if n.id in self.degrees):
            yield node, self._places[node.id] if self.is_placed else spiral(n)

    def edges(self) -> Iterator[Edge]:
        """The edges that are written."""
        if not (self.left_nodes or self.left_edges):
            return self.network.edges()
        return (edge for edge in self.network.edges() if self._is_kept(edge))

    def _is_kept(self, edge: Edge) -> bool:
        has_ends = edge.source in self.degrees and edge.target in self.degrees
        return has_ends and bool(shown_days(edge.stretches, self.choices.date_policy))


def size_of(degree: int) -> float:
    """The width of a node of that degree: its area grows with it."""
    return round(6 + 4 * sqrt(degree), 1)


def plan_network(network: Network, choices: Choices) -> Plan:
    """The plan of a network, from one pass over its nodes and one over its edges.

    Raises ``ExportError`` for a map of a network in which nothing has coordinates.
    """
    policy = choices.date_policy
    plan = Plan(network, choices, {})
    degrees = plan.degrees
    known, lost, left = _read_nodes(plan)
    is_partial = policy == "certain"
    links: list[tuple[str, str]] | None = [] if len(degrees) <= MOST_NODES or choices.layout == "map" else None
    for edge in network.edges():
        source, target = edge.source, edge.target
        if is_partial and (source in left or target in left or not shown_days(edge.stretches, policy)):
            plan.left_edges += 1
            continue
        degrees[source] += 1
        degrees[target] += 1
        plan.edge_count += 1
        if links is not None:
            links.append((source, target))
            if len(links) > MOST_EDGES and choices.layout != "map":
                links = None
    if choices.layout == "map" and not known:
        raise ExportError(f"no node of the network {network.name} has coordinates: take --layout seeded")
    if links is None:
        plan.is_placed = False
    elif choices.layout == "map":
        plan._places = place_on_map(list(degrees), links, known, lost)
    else:
        plan._places = place_by_links(list(degrees), links)
    return plan


def _read_nodes(plan: Plan) -> tuple[dict[str, tuple[float, float]], set[str], set[str]]:
    """Coordinates of nodes that have some, councils that have none, and the nodes that are certain on no day.

    All others get a degree of 0.
    """
    names = [a.name for a in plan.network.node_attributes]
    on_map = plan.choices.layout == "map" and "latitude" in names
    north, east = (names.index("latitude"), names.index("longitude")) if on_map else (0, 0)
    known: dict[str, tuple[float, float]] = {}
    lost: set[str] = set()
    left: set[str] = set()
    for node in plan.network.nodes():
        if not shown_days(node.stretches, plan.choices.date_policy):
            left.add(node.id)
            continue
        plan.degrees[node.id] = 0
        if on_map:
            latitude, longitude = node.values[north], node.values[east]
            if isinstance(latitude, float) and isinstance(longitude, float):
                known[node.id] = (latitude, longitude)
            elif node.kind == "council":
                lost.add(node.id)
    plan.left_nodes = len(left)
    return known, lost, left
