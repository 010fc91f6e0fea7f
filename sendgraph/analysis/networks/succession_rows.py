"""The network of succession: an edge from each holder of a one-seat post to the next one evidenced."""

from __future__ import annotations

from collections.abc import Iterator

from sendgraph.analysis.networks.load import Tenures
from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Options, Stretch
from sendgraph.analysis.networks.succession import Succession, successions_of
from sendgraph.queries.engine import Engine

__all__ = ["build"]

_NODE_ATTRIBUTES = (
    Attribute("tenure", "string", "the tenure"),
    Attribute("person_id", "string", "id of the holder"),
    Attribute("post", "string", "the post"),
    Attribute("council", "string", "the council, or the councils of a joint post"),
    Attribute("role", "string", "code of the post's role"),
    Attribute("basis", "string", "code of the footing last stated"),
    Attribute("is_interim", "boolean", "whether the footing first or last stated is not meant to last"),
)
_EDGE_ATTRIBUTES = (
    Attribute("post", "string", "the post"),
    Attribute("council", "string", "the council, or the councils of a joint post"),
    Attribute("role", "string", "code of the post's role"),
    Attribute("gap_days_most", "integer", "most days between the one and the other"),
    Attribute("interim_to_interim", "boolean", "whether both were on a footing that is not meant to last"),
)


def build(engine: Engine, options: Options) -> Network:
    """The directed network of succession; a node is a tenure, so that each post is a chain of its own."""
    tenures = Tenures(engine, options)

    def nodes() -> Iterator[Node]:
        for held in tenures.inside(tenures.by_post()):
            for h in held if held[0].seats == 1 else ():
                councils = "; ".join(h.councils)
                values = (h.tenure_id, h.group_id, h.post_id, councils, h.role or None, h.basis, h.is_interim)
                yield Node(h.tenure_id, "tenure", h.person, values, (h.days,))

    def edges() -> Iterator[Edge]:
        for held in tenures.inside(tenures.by_post()):
            for each in successions_of(held):
                yield _edge(each)

    return Network("succession", "Succession in posts", True, _NODE_ATTRIBUTES, _EDGE_ATTRIBUTES, nodes, edges)


def _edge(each: Succession) -> Edge:
    x, y = each.before, each.after
    values = (x.post_id, "; ".join(x.councils), x.role or None, each.gap_days[1], x.is_interim and y.is_interim)
    day = Stretch(each.earliest, each.latest, each.earliest, each.latest, False)
    name = f"{x.tenure_id}_then_{y.tenure_id}"
    return Edge(name, x.tenure_id, y.tenure_id, "succeeded-by", x.post_title, values, (day,))
