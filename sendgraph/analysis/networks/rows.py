"""A network as rows: nodes and edges with typed attributes and the days they last, one after the other.

Exporters write them as they come and analyses make a graph of them; a million edges never stand in memory at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from sendgraph.queries.engine import Engine

__all__ = ["NETWORKS", "Attribute", "Builder", "Edge", "Network", "Node", "Options", "Stretch", "network"]


class Attribute(NamedTuple):
    """An attribute of all nodes or all edges of a network.

    ``kind`` is string, integer, double, boolean or date; values are ``str``, ``int``, ``float``, ``bool``, ``date``.
    """

    name: str
    kind: str
    meaning: str


class Stretch(NamedTuple):
    """Inclusive bounds of the first and the last day of a node or an edge; ``None`` where nothing limits that side.

    ``is_open``: the last evidence shows it still lasting, so that nothing is known of its end.
    """

    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    is_open: bool


class Node(NamedTuple):
    """A node; ``values`` stand in the order of the network's node attributes, ``None`` where there is none."""

    id: str
    kind: str
    label: str
    values: tuple[object, ...]
    stretches: tuple[Stretch, ...]


class Edge(NamedTuple):
    """An edge from one node to another; ``values`` stand in the order of the network's edge attributes."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    values: tuple[object, ...]
    stretches: tuple[Stretch, ...]


class Network(NamedTuple):
    """A network: ``nodes`` and ``edges`` give them one by one, each time in the same order.

    Ids are unique among nodes and among edges. Every edge joins two of the nodes.
    """

    name: str
    title: str
    is_directed: bool
    node_attributes: tuple[Attribute, ...]
    edge_attributes: tuple[Attribute, ...]
    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]


@dataclass(frozen=True, slots=True)
class Options:
    """Which part of a network is wanted.

    ``role``: only posts with that role. ``since``, ``until``: only what can have lasted on one of those days, both
    inclusive. ``region``: only what touches a council of that region (its code). ``use_presumed``: whether people who
    are presumed to be one count as one. ``as_of``: nothing later is taken, and latest grades are those of that day.
    """

    role: str = ""
    since: date | None = None
    until: date | None = None
    region: str = ""
    use_presumed: bool = True
    as_of: date | None = None


Builder = Callable[[Engine, Options], Network]
"""From an engine and options to a network; what is large is asked for only when its nodes or edges are."""


def _from(module: str) -> Builder:
    def build(engine: Engine, options: Options) -> Network:
        room = import_module(f"sendgraph.analysis.networks.{module}")
        made: Network = room.build(engine, options)
        return made

    return build


NETWORKS: Mapping[str, Builder] = MappingProxyType(
    {
        "officer-post-council": _from("officer_posts"),
        "officers-councils": _from("officer_councils"),
        "moves": _from("move_rows"),
        "succession": _from("succession_rows"),
        "council-inspection-measure": _from("inspection_rows"),
    }
)
"""The networks by name; each is imported only when asked for."""


def network(engine: Engine, name: str, options: Options | None = None) -> Network:
    """The network of that name. Raises ``KeyError`` for an unknown name; the names are the keys of ``NETWORKS``."""
    return NETWORKS[name](engine, options or Options())
