"""A network as two CSV files, nodes and edges, with the headers that Gephi's spreadsheet import knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from sendgraph.core.formulas import guarded
from sendgraph.export.formats import Asked, Files
from sendgraph.export.networks.about import about
from sendgraph.export.networks.plan import Plan
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.written import Value, edge_attributes, node_attributes, written_edges, written_nodes

__all__ = ["network_tables", "write"]


def write(asked: Asked) -> Files:
    """The files by name: the two tables, and what they are."""
    plan = plan_of(asked)
    return {**network_tables(plan, is_raw=asked.is_raw), "README.txt": [f"{about(asked, plan).description}\n".encode()]}


def network_tables(plan: Plan, *, is_raw: bool = False) -> Files:
    """The pieces of ``nodes.csv`` and ``edges.csv``; y points upwards, dates are ISO 8601."""
    return {"nodes.csv": _lines(_nodes(plan), is_raw=is_raw), "edges.csv": _lines(_edges(plan), is_raw=is_raw)}


def _lines(rows: Iterable[Sequence[Value | None]], *, is_raw: bool) -> Iterator[bytes]:
    for row in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow([_cell(c, is_raw=is_raw) for c in row])
        yield out.getvalue().encode()


def _cell(value: Value | None, *, is_raw: bool) -> Value | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if is_raw else guarded(value)
    return value


def _nodes(plan: Plan) -> Iterator[list[Value | None]]:
    names = [a.name for a in node_attributes(plan)]
    yield ["Id", "Label", *names, "x", "y", "size", "color"]
    for node, values, (x, y), size, look in written_nodes(plan):
        yield [node.id, node.label, *(values.get(n) for n in names), x, y, size, look.colour]


def _edges(plan: Plan) -> Iterator[list[Value | None]]:
    names = [a.name for a in edge_attributes(plan)]
    direction = "Directed" if plan.network.is_directed else "Undirected"
    yield ["Id", "Source", "Target", "Type", "Label", *names, "color"]
    for edge, values, look in written_edges(plan):
        ends = [edge.id, edge.source, edge.target, direction, edge.label]
        yield [*ends, *(values.get(n) for n in names), look.colour]
