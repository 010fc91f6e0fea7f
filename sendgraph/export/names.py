"""What people call each thing and fact that others name, for columns that can name any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sendgraph.export.gather import Nodes
from sendgraph.facts.codes import CODE_BASE

__all__ = ["names_of"]

_LABELLED = {"Body": "bodies", "Person": "people", "Post": "posts", "Tenure": "tenures"}
_LABELLED |= {"Measure": "measures", "Event": "events", "Source": "sources"}


def names_of(nodes: Mapping[str, Nodes]) -> Iterator[tuple[str, str, str]]:
    """Id, table and name: the label in the graph; for an inspection and a finding, a name made of what it is."""
    for of, table in _LABELLED.items():
        for node, values in nodes[of].items():
            yield node, table, values["rdfs:label"][0]
    for node, values in nodes["Inspection"].items():
        yield node, "inspections", _inspection(values, nodes["Body"])
    for node, values in nodes["Finding"].items():
        yield node, "findings", values["statement"][0]


def _inspection(values: Mapping[str, Sequence[str]], bodies: Nodes) -> str:
    """Such as "Suffolk, area-send-2023 full, 2023-11-13"."""
    inspected = " and ".join(bodies[b]["rdfs:label"][0] for b in values.get("inspectedBody", ()) if b in bodies)
    codes = [values[t][0].removeprefix(CODE_BASE).partition("/")[2] for t in ("framework", "inspectionKind")]
    day = next((values[t][0] for t in ("start", "end", "published") if t in values), "")
    return ", ".join(part for part in (inspected, " ".join(codes), day) if part)
