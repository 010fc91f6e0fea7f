"""The graph as sorted N-Quads or as Turtle."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sendgraph.graph.terms import PREFIXES
from sendgraph.store.build import sorted_nquads

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["FORMATS", "export_rdf"]

FORMATS = ("nquads", "turtle")


def export_rdf(store: Store, form: str) -> bytes:
    """The whole graph in the format ``nquads`` or ``turtle``, sorted, so that equal graphs give equal bytes."""
    quads = sorted_nquads(store)
    if form == "nquads":
        return quads
    from pyoxigraph import RdfFormat, parse, serialize

    out = io.BytesIO()
    prefixes = {p: iri for p, iri in PREFIXES.items() if "/code/" not in iri}
    triples = (q.triple for q in parse(quads, format=RdfFormat.N_QUADS))
    serialize(triples, out, format=RdfFormat.TURTLE, prefixes=prefixes)
    return out.getvalue()
