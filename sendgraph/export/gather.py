"""Rows of the exported tables, gathered from the graph with one query a class.

A query a class rather than one a row or a column: 20 queries in all, whatever the size of the graph, and plain
``SELECT`` that any engine answers. The facts could be assembled from the tables instead, but then a finished store
(``--store``) could not be exported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sendgraph.export.fields import Field
from sendgraph.facts.codes import CODE_BASE
from sendgraph.graph.terms import BASE, PREFIXES
from sendgraph.queries.engine import Engine

__all__ = ["Cell", "Nodes", "cell_of", "claim_kind", "plain_rows", "read_nodes", "several_of"]

Cell = str | int | float | None
"""A value as a table has it: text, whole number, decimal, or nothing."""

Nodes = Mapping[str, Mapping[str, Sequence[str]]]
"""By id, the values of each property, sorted; ids and terms without their bases."""

_SELECT = f"""PREFIX send: <{PREFIXES["send"]}>
SELECT ?node ?property ?value WHERE {{ ?node a send:%s ; ?property ?value }}"""

_ID_BASE = BASE + "id/"
_NAMES = {PREFIXES[p] + n: f"{p}:{n}" for p, n in (("rdfs", "label"), ("schema", "latitude"), ("schema", "longitude"))}

_CLAIM_KINDS = {
    "claimedReasonStatus": "departures",
    "claimedAmount": "pay",
    "claimedFramework": "inspections",
    "claimedAspect": "judgements",
    "claimedMeasure": "measures",
    "claimedFinding": "findings",
    "claimedEvent": "events",
    "claimedStance": "responses",
    "claimedFigure": "figures",
    "claimedBasis": "tenures",  # last, because a figure has one too
}
"""A property that every claim of one kind has, and no claim of a later one; and the table of the facts it is for."""


def read_nodes(engine: Engine, of: str) -> Nodes:
    """Every node of that class with all its values, sorted by id."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node, prop, value in engine.rows(_SELECT % of):
        name = _NAMES.get(prop or "") or (prop or "").removeprefix(PREFIXES["send"])
        found[(node or "").removeprefix(_ID_BASE)][name].append((value or "").removeprefix(_ID_BASE))
    return {node: {k: sorted(v) for k, v in found[node].items()} for node in sorted(found)}


def claim_kind(values: Mapping[str, Sequence[str]]) -> str:
    """The table of the facts that a claim is for; empty for one that was withdrawn, which says nothing any more."""
    other = "vacancies" if "claimedKind" in values else ""
    return next((kind for term, kind in _CLAIM_KINDS.items() if term in values), other)


def cell_of(field: Field, values: Mapping[str, Sequence[str]]) -> Cell:
    """The value of one column; several texts are joined by "; "."""
    given = values.get(field.term, ())
    if field.kind == "flag":
        return int(given[0] == "true") if given else 0
    if not given:
        return None
    if field.kind == "whole":
        return int(given[0])
    if field.kind == "decimal":
        return float(given[0])
    return "; ".join(map(_plain, given))


def several_of(field: Field, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The ids or codes of a column with several."""
    return map(_plain, values.get(field.term, ()))


def _plain(value: str) -> str:
    """A code without the base of its list; everything else as it is."""
    return value.removeprefix(CODE_BASE).partition("/")[2] if value.startswith(CODE_BASE) else value


def plain_rows(fields: Sequence[Field], nodes: Nodes) -> Iterator[tuple[Cell, ...]]:
    """A row for each node: its id, then the given columns of the table."""
    for node, values in nodes.items():
        yield (node, *(cell_of(f, values) for f in fields))
