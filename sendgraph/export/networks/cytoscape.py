"""A network as Cytoscape's JSON, for Cytoscape and cytoscape.js (https://js.cytoscape.org/#notation/elements-json).

``name`` and ``value`` of each node are there for networkx, which takes its ids from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About, about
from sendgraph.export.networks.lines import dump, listed
from sendgraph.export.networks.plan import Plan
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.written import written_edges, written_nodes

__all__ = ["cytoscape_pieces", "write"]


def write(asked: Asked) -> Iterable[bytes]:
    """The pieces of the file."""
    plan = plan_of(asked)
    return cytoscape_pieces(plan, about(asked, plan))


def cytoscape_pieces(plan: Plan, told: About) -> Iterator[bytes]:
    """The file: what is said of the network, then a node or an edge a line."""
    network = plan.network
    said = {"name": told.title, "shared_name": network.name, "description": told.description}
    yield (
        f'{{"format_version":"1.0","generated_by":{dump(told.creator)},"directed":{dump(network.is_directed)},'
        f'"multigraph":true,\n"data":{dump(said)},\n"elements":{{"nodes":['
    ).encode()
    yield from listed(_nodes(plan))
    yield b'\n],\n"edges":['
    yield from listed(_edges(plan))
    yield b"\n]}}\n"


def _nodes(plan: Plan) -> Iterator[dict[str, Any]]:
    for node, values, (x, y), size, look in written_nodes(plan):
        ids = {"id": node.id, "value": node.id, "name": node.label, "label": node.label}
        # Cytoscape's y points downwards.
        yield {"data": {**ids, **values, "size": size, "color": look.colour}, "position": {"x": x, "y": 0.0 - y}}


def _edges(plan: Plan) -> Iterator[dict[str, Any]]:
    for edge, values, look in written_edges(plan):
        ids = {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target, "interaction": edge.kind}
        yield {"data": {**ids, "name": edge.label or edge.kind, **values, "color": look.colour}}
