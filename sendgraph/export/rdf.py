"""The graph as sorted N-Quads, as Turtle, and as TriG with the claims of each source in a graph of its own.

Follow RDF 1.1 N-Quads, Turtle and TriG, W3C Recommendations 2014. The graph has no blank nodes, so that sorted lines
are its canonical form, and equal graphs give equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sendgraph.export.formats import Asked, ExportError
from sendgraph.graph.terms import PREFIXES, term
from sendgraph.queries.engine import StoreEngine
from sendgraph.store.build import sorted_nquads

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

__all__ = ["TYPE", "Line", "lines_of", "serialized", "short_prefixes", "write_nquads", "write_trig", "write_turtle"]

TYPE = term("rdf:type")


class Line(NamedTuple):
    """One triple as N-Triples text: subject, predicate, object."""

    subject: str
    predicate: str
    object: str


def write_nquads(asked: Asked) -> Iterable[bytes]:
    """The whole graph as sorted N-Quads."""
    if not isinstance(asked.engine, StoreEngine):
        raise ExportError("the whole graph is written from a store only: build one with sendgraph build")
    return [sorted_nquads(asked.engine.store)]


def lines_of(asked: Asked) -> list[Line]:
    """Every triple of the graph, sorted. Raises ``ExportError`` for an engine that only answers questions."""
    text = b"".join(write_nquads(asked)).decode()
    return [Line(*line.removesuffix(" .").split(" ", 2)) for line in text.split("\n") if line]


def short_prefixes() -> dict[str, str]:
    """Prefixes for people who read RDF; codes keep their whole path below one of them."""
    return {p: iri for p, iri in PREFIXES.items() if "/code/" not in iri}


def serialized(quads: Iterable[str], form: RdfFormat) -> Iterable[bytes]:
    """Lines of N-Quads in another format of RDF, in their order."""
    from pyoxigraph import RdfFormat, parse, serialize

    read = parse("\n".join(quads), format=RdfFormat.N_QUADS)
    out = io.BytesIO()
    has_graphs = form.supports_datasets
    serialize(read if has_graphs else (q.triple for q in read), out, format=form, prefixes=short_prefixes())
    return [out.getvalue()]


def write_turtle(asked: Asked) -> Iterable[bytes]:
    """The whole graph as Turtle, sorted by subject, predicate and object."""
    from pyoxigraph import RdfFormat

    return serialized((f"{' '.join(line)} ." for line in lines_of(asked)), RdfFormat.TURTLE)


def write_trig(asked: Asked) -> Iterable[bytes]:
    """The whole graph as TriG: a claim in the graph named by its source, everything else in the default graph."""
    from pyoxigraph import RdfFormat

    return serialized(sorted(_in_graphs(lines_of(asked))), RdfFormat.TRIG)


def _in_graphs(lines: list[Line]) -> Iterator[str]:
    claims = {line.subject for line in lines if line.predicate == TYPE and line.object == term("Claim")}
    source = term("source")
    graphs = {line.subject: line.object for line in lines if line.predicate == source and line.subject in claims}
    for line in lines:
        yield f"{' '.join(line)} {graphs.get(line.subject, '')} ."
