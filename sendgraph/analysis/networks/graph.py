"""A network as a networkx graph, for the analyses that need one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sendgraph.analysis.networks.rows import Attribute, Network, Stretch

__all__ = ["as_networkx"]


def as_networkx(network: Network) -> Any:
    """The network as a ``MultiDiGraph``, or a ``MultiGraph`` where it is undirected.

    Every node and edge has ``kind``, ``label`` and ``stretches`` and the attributes it has a value of, as the types
    ``Attribute`` says; edges have their id for a key. The graph has ``name`` and ``title``.
    """
    import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own

    graph = nx.MultiDiGraph() if network.is_directed else nx.MultiGraph()
    graph.graph.update(name=network.name, title=network.title)
    for node in network.nodes():
        graph.add_node(node.id, **_values(node.kind, node.label, node.stretches, network.node_attributes, node.values))
    for edge in network.edges():
        values = _values(edge.kind, edge.label, edge.stretches, network.edge_attributes, edge.values)
        graph.add_edge(edge.source, edge.target, key=edge.id, **values)
    return graph


def _values(
    kind: str, label: str, stretches: tuple[Stretch, ...], attributes: Sequence[Attribute], values: Sequence[object]
) -> dict[str, Any]:
    named = {a.name: v for a, v in zip(attributes, values, strict=True) if v is not None}
    return {"kind": kind, "label": label, "stretches": stretches, **named}
