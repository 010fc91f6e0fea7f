"""The network of officers, posts and councils: an edge for every tenure, and one from each post to its council."""

from __future__ import annotations

from collections.abc import Iterator

from sendgraph.analysis.networks.council_nodes import COUNCIL_ATTRIBUTES, council_nodes, wide
from sendgraph.analysis.networks.load import Tenures
from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Options
from sendgraph.analysis.networks.world import Held
from sendgraph.queries.engine import Engine

__all__ = ["TENURE_ATTRIBUTES", "build", "tenure_values"]

_NODE_ATTRIBUTES = (
    *COUNCIL_ATTRIBUTES,
    Attribute("role", "string", "code of the post's role"),
    Attribute("seats", "integer", "how many hold the post at a time"),
    Attribute("tenure_count", "integer", "tenures of the officer in this network"),
)
TENURE_ATTRIBUTES = (
    Attribute("role", "string", "code of the post's role"),
    Attribute("basis", "string", "code of the footing last stated"),
    Attribute("first_basis", "string", "code of the footing first stated"),
    Attribute("title", "string", "title as printed"),
    Attribute("first_seen", "date", "day by which claims show the holder in post"),
    Attribute("last_seen", "date", "day up to which claims show the holder in post"),
    Attribute("is_shared", "boolean", "whether two share the seat"),
    Attribute("is_disputed", "boolean", "whether a party contests the evidence"),
)
"""Attributes of an edge that is a tenure."""


def tenure_values(held: Held) -> tuple[object, ...]:
    """The values of ``TENURE_ATTRIBUTES`` for a tenure."""
    words = (held.role or None, held.basis, held.first_basis, held.title or None)
    return (*words, held.first_seen, held.last_seen, held.is_shared, held.is_disputed)


def build(engine: Engine, options: Options) -> Network:
    """The network of officers, posts and councils, directed from officer to post to council."""
    tenures = Tenures(engine, options)
    width = len(_NODE_ATTRIBUTES)

    def nodes() -> Iterator[Node]:
        touched: set[str] = set()
        for held in tenures.inside(tenures.by_post()):
            post = held[0]
            touched.update(post.councils)
            values = (None,) * len(COUNCIL_ATTRIBUTES) + (post.role or None, post.seats)
            stretches = tuple(h.days for h in held)
            yield Node(post.post_id, "post", post.post_title, wide(values, width), stretches)
        yield from council_nodes(engine, options, tenures.councils, touched, width)
        for stays in tenures.inside(tenures.by_person()):
            values = (None,) * (width - 1) + (len(stays),)
            yield Node(stays[0].group_id, "officer", stays[0].person, values, tuple(h.days for h in stays))

    def edges() -> Iterator[Edge]:
        for held in tenures.inside(tenures.by_post()):
            for h in held:
                yield Edge(h.tenure_id, h.group_id, h.post_id, "tenure", h.title, tenure_values(h), (h.days,))
            post = held[0]
            for council in post.councils:
                values = wide((post.role or None,), len(TENURE_ATTRIBUTES))
                yield Edge(f"{post.post_id}_in_{council}", post.post_id, council, "post-in", "", values, ())

    title = "Officers, posts and councils"
    return Network("officer-post-council", title, True, _NODE_ATTRIBUTES, TENURE_ATTRIBUTES, nodes, edges)
