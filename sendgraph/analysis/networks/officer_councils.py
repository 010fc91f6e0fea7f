"""The two-mode network of officers and councils: an edge for each officer at each council, with the tenures there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sendgraph.analysis.networks.council_nodes import COUNCIL_ATTRIBUTES, council_nodes
from sendgraph.analysis.networks.load import Tenures
from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Options
from sendgraph.analysis.networks.world import Held
from sendgraph.queries.engine import Engine

__all__ = ["build"]

_NODE_ATTRIBUTES = (
    *COUNCIL_ATTRIBUTES,
    Attribute("council_count", "integer", "councils at which the officer held posts"),
)
_EDGE_ATTRIBUTES = (
    Attribute("tenure_count", "integer", "tenures of the officer at the council"),
    Attribute("roles", "string", "codes of the roles held there"),
    Attribute("is_interim", "boolean", "whether every tenure there was on a footing that is not meant to last"),
)


def build(engine: Engine, options: Options) -> Network:
    """The undirected two-mode network of officers and councils."""
    tenures = Tenures(engine, options)
    width = len(_NODE_ATTRIBUTES)

    def people() -> Iterator[tuple[Held, dict[str, list[Held]]]]:
        for stays in tenures.inside(tenures.by_person()):
            at: dict[str, list[Held]] = defaultdict(list)
            for held in stays:
                for council in held.councils:
                    at[council].append(held)
            yield stays[0], at

    def nodes() -> Iterator[Node]:
        touched: set[str] = set()
        for officer, at in people():
            touched.update(at)
            values = (None,) * (width - 1) + (len(at),)
            days = tuple({h.tenure_id: h.days for held in at.values() for h in held}.values())
            yield Node(officer.group_id, "officer", officer.person, values, days)
        yield from council_nodes(engine, options, tenures.councils, touched, width)

    def edges() -> Iterator[Edge]:
        for officer, at in people():
            for council, held in sorted(at.items()):
                roles = "; ".join(sorted({h.role for h in held if h.role})) or None
                values = (len(held), roles, all(h.is_interim for h in held))
                name = f"{officer.group_id}_at_{council}"
                label = "; ".join(dict.fromkeys(h.title for h in held if h.title))
                yield Edge(name, officer.group_id, council, "held", label, values, tuple(h.days for h in held))

    title = "Officers and the councils they held posts at"
    return Network("officers-councils", title, False, _NODE_ATTRIBUTES, _EDGE_ATTRIBUTES, nodes, edges)
