"""A network as GraphML (http://graphml.graphdrawing.org), for networkx, igraph, yEd and Gephi.

GraphML has no dates and no drawing: days are ISO 8601 text, and places, sizes and colours are attributes that Gephi
takes for its own (x, y, size, r, g, b).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sendgraph.analysis.networks.rows import Attribute
from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About, about
from sendgraph.export.networks.palette import rgb
from sendgraph.export.networks.plan import Plan
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.written import Value, edge_attributes, node_attributes, written_edges, written_nodes
from sendgraph.export.networks.xml import WRITERS, escape, escape_once

__all__ = ["graphml_pieces", "write"]

_TYPES = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean", "date": "string"}
_LABEL = Attribute("label", "string", "its name")
_COLOUR = tuple(Attribute(c, "integer", "part of its colour, 0 to 255") for c in "rgb")
_DRAWN = (
    Attribute("x", "double", "place, to the right"),
    Attribute("y", "double", "place, upwards"),
    Attribute("size", "double", "width, by the number of links"),
    *_COLOUR,
)


def write(asked: Asked) -> Iterable[bytes]:
    """The pieces of the file."""
    plan = plan_of(asked)
    return graphml_pieces(plan, about(asked, plan))


def graphml_pieces(plan: Plan, told: About) -> Iterator[bytes]:
    """The file, one node or edge a piece."""
    of_nodes = (_LABEL, *node_attributes(plan), *_DRAWN)
    of_edges = (_LABEL, *edge_attributes(plan), *_COLOUR)
    yield "\n".join(_head(plan, told, of_nodes, of_edges)).encode()
    kinds = {a.name: a.kind for a in of_nodes}
    for node, values, (x, y), size, look in written_nodes(plan):
        red, green, blue = rgb(look.colour)
        all_values = {"label": node.label, **values, "x": x, "y": y, "size": size, "r": red, "g": green, "b": blue}
        yield f'    <node id="{escape_once(node.id)}">{_values("n", kinds, all_values)}</node>\n'.encode()
    kinds = {a.name: a.kind for a in of_edges}
    for edge, values, look in written_edges(plan):
        red, green, blue = rgb(look.colour)
        label = {"label": edge.label} if edge.label else {}
        ends = f'source="{escape_once(edge.source)}" target="{escape_once(edge.target)}"'
        inside = _values("e", kinds, {**label, **values, "r": red, "g": green, "b": blue})
        yield f'    <edge id="{escape_once(edge.id)}" {ends}>{inside}</edge>\n'.encode()
    yield b"  </graph>\n</graphml>\n"


def _head(plan: Plan, told: About, of_nodes: Sequence[Attribute], of_edges: Sequence[Attribute]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield f"  <desc>{escape(told.description)}</desc>"
    yield '  <key id="about" for="graph" attr.name="description" attr.type="string"/>'
    for of, letter, attributes in (("node", "n", of_nodes), ("edge", "e", of_edges)):
        for a in attributes:
            name = escape(a.name)
            yield (
                f'  <key id="{letter}_{name}" for="{of}" attr.name="{name}" attr.type="{_TYPES[a.kind]}">'
                f"<desc>{escape(a.meaning)}</desc></key>"
            )
    direction = "directed" if plan.network.is_directed else "undirected"
    yield f'  <graph id="{escape(plan.network.name)}" edgedefault="{direction}">'
    yield f'    <data key="about">{escape(told.description)}</data>\n'


def _values(letter: str, kinds: Mapping[str, str], values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{letter}_{name}">{_text(kinds[name], v)}</data>' for name, v in values.items())


def _text(kind: str, value: Value) -> str:
    return escape(str(value)) if kind == "date" else WRITERS[kind](value)
