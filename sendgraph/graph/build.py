"""The whole graph of the given datasets as sorted N-Triples, ontology and code lists included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sendgraph.core.shipped import shipped
from sendgraph.facts.dataset import Dataset
from sendgraph.facts.tables import Facts
from sendgraph.graph.emit_claims import emit_claims
from sendgraph.graph.emit_facts import emit_facts
from sendgraph.graph.emit_things import emit_things
from sendgraph.graph.triples import Lines
from sendgraph.model.kinds import Assembly

__all__ = ["Graph", "build_graph", "vocabulary_lines"]


@dataclass(frozen=True, slots=True)
class Graph:
    """A built graph: its sorted N-Triples and how many triples they are."""

    ntriples: bytes
    triple_count: int


def vocabulary_lines() -> set[str]:
    """The triples of ``send.ttl`` and of the code lists, without blank nodes."""
    from pyoxigraph import RdfFormat, parse

    folder = shipped("ontology")
    files = [folder / "send.ttl", *sorted((folder / "codes").glob("*.ttl"))]
    triples = chain.from_iterable(parse(path=str(f), format=RdfFormat.TURTLE) for f in files)
    return {f"{t.subject} {t.predicate} {t.object} ." for t in triples}


def build_graph(facts: Facts, assembly: Assembly, datasets: Sequence[Dataset], data_version: str) -> Graph:
    """The graph. The same tables give the same bytes, whatever the order of their rows."""
    out = Lines()
    emit_things(out, facts, assembly, datasets)
    emit_claims(out, facts)
    emit_facts(out, facts, assembly)
    out.kind("graph", "GraphVersion")
    out.text("graph", "dataVersion", data_version)
    out.lines |= vocabulary_lines()
    return Graph(out.sorted_text(), len(out.lines))
