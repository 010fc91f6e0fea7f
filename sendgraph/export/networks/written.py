"""Nodes and edges with their attributes by name, for formats that are not as hurried as GEXF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sendgraph.analysis.networks.rows import Attribute, Edge, Node, Stretch
from sendgraph.export.networks.forces import Place
from sendgraph.export.networks.palette import Look, Painter
from sendgraph.export.networks.plan import Plan, size_of
from sendgraph.export.networks.stretches import DAY_ATTRIBUTES, day_values, shown_days
from sendgraph.export.networks.xml import plain

__all__ = [
    "Value",
    "WrittenEdge",
    "WrittenNode",
    "edge_attributes",
    "node_attributes",
    "written_edges",
    "written_nodes",
]

Value = str | int | float | bool
_KIND = Attribute("kind", "string", "what it is")


class WrittenNode(NamedTuple):
    """A node as it is written, its name without hidden characters; y points upwards, ``size`` is its width."""

    node: Node
    values: dict[str, Value]
    place: Place
    size: float
    look: Look


class WrittenEdge(NamedTuple):
    """An edge as it is written, its name without hidden characters."""

    edge: Edge
    values: dict[str, Value]
    look: Look


def node_attributes(plan: Plan) -> tuple[Attribute, ...]:
    """The attributes that nodes are written with, the kind first."""
    return (_KIND, *plan.network.node_attributes, *DAY_ATTRIBUTES)


def edge_attributes(plan: Plan) -> tuple[Attribute, ...]:
    """The attributes that edges are written with, the kind first."""
    return (_KIND, *plan.network.edge_attributes, *DAY_ATTRIBUTES)


def written_nodes(plan: Plan) -> Iterator[WrittenNode]:
    """The nodes, one after the other."""
    names = [a.name for a in node_attributes(plan)]
    look = Painter([a.name for a in plan.network.node_attributes]).look
    for node, place in plan.nodes():
        values = _named(names, node.kind, node.values, node.stretches, plan.choices.date_policy)
        size = size_of(plan.degrees[node.id])
        safe = node._replace(label=plain(node.label))
        yield WrittenNode(safe, values, place, size, look(node.kind, node.values))


def written_edges(plan: Plan) -> Iterator[WrittenEdge]:
    """The edges, one after the other."""
    names = [a.name for a in edge_attributes(plan)]
    look = Painter([a.name for a in plan.network.edge_attributes]).look
    for edge in plan.edges():
        values = _named(names, edge.kind, edge.values, edge.stretches, plan.choices.date_policy)
        yield WrittenEdge(edge._replace(label=plain(edge.label)), values, look(edge.kind, edge.values))


def _named(
    names: Sequence[str], kind: str, values: Sequence[object], stretches: Sequence[Stretch], policy: str
) -> dict[str, Value]:
    """The values that there are, by name; dates as ISO 8601 text."""
    days = day_values(stretches, shown_days(stretches, policy))
    return {n: _told(v) for n, v in zip(names, (kind, *values, *days), strict=True) if v is not None}


def _told(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, int | float):
        return value
    raise TypeError(f"{value!r} is no value of an attribute")
