"""A network as graphology's JSON (https://graphology.github.io/serialization.html), for sigma, scripts, Gephi Lite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About, about
from sendgraph.export.networks.lines import dump, listed
from sendgraph.export.networks.plan import Plan
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.written import written_edges, written_nodes

__all__ = ["graphology_pieces", "write"]


def write(asked: Asked) -> Iterable[bytes]:
    """The pieces of the file."""
    plan = plan_of(asked)
    return graphology_pieces(plan, about(asked, plan))


def graphology_pieces(plan: Plan, told: About) -> Iterator[bytes]:
    """The file: attributes and options of the graph, then a node or an edge a line."""
    network = plan.network
    options = {"type": "directed" if network.is_directed else "undirected", "multi": True, "allowSelfLoops": True}
    yield f'{{"options":{dump(options)},\n"attributes":{dump(_graph(network.name, told))},\n"nodes":['.encode()
    yield from listed(_nodes(plan))
    yield b'\n],\n"edges":['
    yield from listed(_edges(plan))
    yield b"\n]}\n"


def _graph(name: str, told: About) -> dict[str, Any]:
    return {"name": name, "title": told.title, "creator": told.creator, "description": told.description}


def _nodes(plan: Plan) -> Iterator[dict[str, Any]]:
    for node, values, (x, y), size, look in written_nodes(plan):
        drawn = {"x": x, "y": y, "size": size, "color": look.colour}
        yield {"key": node.id, "attributes": {"label": node.label, **values, **drawn}}


def _edges(plan: Plan) -> Iterator[dict[str, Any]]:
    undirected = {} if plan.network.is_directed else {"undirected": True}
    for edge, values, look in written_edges(plan):
        label = {"label": edge.label} if edge.label else {}
        ends = {"key": edge.id, "source": edge.source, "target": edge.target}
        yield {**ends, **undirected, "attributes": {**label, **values, "color": look.colour}}
