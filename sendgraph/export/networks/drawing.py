"""A network as a picture apart from any format: marks, lines, names that do not cross, and the key to them.

y points downwards here. Edges between the same two nodes in one direction are one line, the wider the more there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sendgraph.export.formats import ExportError
from sendgraph.export.networks.forces import push_apart
from sendgraph.export.networks.names import Caption, Name, box_of, name_marks
from sendgraph.export.networks.palette import SHAPES
from sendgraph.export.networks.plan import Plan
from sendgraph.export.networks.written import Value, WrittenEdge, WrittenNode, written_edges, written_nodes
from sendgraph.facts.codes import code_lists

__all__ = ["Line", "Mark", "Picture", "Row", "draw"]

_ON_MAP = 0.36
_MARGIN = 26.0
_ROOM = 7.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A node: its middle, radius, shape and colour, its name, and lines of words that tell more of it."""

    id: str
    x: float
    y: float
    radius: float
    shape: str
    colour: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The edges from one node to another: colour, how many, whether all are sure, and a line of words for each."""

    source: Mark
    target: Mark
    colour: str
    count: int
    is_sure: bool
    is_bent: bool
    words: tuple[str, ...]


class Row(NamedTuple):
    """An edge in words: names of both nodes, what it is, the days shown, and "yes" where it is certain."""

    source: str
    target: str
    what: str
    days: str
    is_sure: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn within a frame, whose upper left corner is (left, top).

    ``mark_colours`` and ``line_colours`` are those used, by what they say. ``rows`` are the edges.
    """

    left: float
    top: float
    width: float
    height: float
    is_directed: bool
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    names: tuple[Name, ...]
    mark_colours: Mapping[tuple[str, str], str]
    line_colours: Mapping[str, str]
    has_unsure: bool
    rows: tuple[Row, ...]


def draw(plan: Plan) -> Picture:
    """The picture of a network. Raises ``ExportError`` for one that is too large to be looked at."""
    if not plan.is_placed:
        raise ExportError(
            f"{len(plan.degrees)} nodes and {plan.edge_count} edges are too many to draw: "
            "take a part with --region, --role, --since or --until, or export gexf"
        )
    nodes = list(written_nodes(plan))
    if not nodes:
        raise ExportError("there is nothing to draw: no node fits")
    marks = _marks(nodes, is_map=plan.choices.layout == "map")
    edges = list(written_edges(plan))
    lines = _lines(edges, marks, is_directed=plan.network.is_directed)
    colours = {(n.node.kind, n.look.meaning): n.look.colour for n in nodes}
    names = name_marks(list(marks.values()), {n.node.id: _caption(n) for n in nodes})
    left, top, right, bottom = _frame(list(marks.values()), names)
    return Picture(
        left=left,
        top=top,
        width=max(round(right - left, 1), 760.0),
        height=round(bottom - top, 1),
        is_directed=plan.network.is_directed,
        marks=tuple(marks.values()),
        lines=tuple(lines),
        names=tuple(names),
        mark_colours=dict(sorted(colours.items())),
        line_colours=dict(sorted({e.look.meaning: e.look.colour for e in edges}.items())),
        has_unsure=any(not line.is_sure for line in lines),
        rows=tuple(sorted(_row(e, marks) for e in edges)),
    )


def _marks(nodes: Sequence[WrittenNode], *, is_map: bool) -> dict[str, Mark]:
    radii = [n.size / 2 for n in nodes]
    scale = _ON_MAP if is_map else 1.0
    places = [(n.place[0] * scale, -n.place[1] * scale) for n in nodes]
    if is_map:
        places = push_apart(places, [r + _ROOM for r in radii])
    return {
        n.node.id: Mark(
            n.node.id,
            round(x, 1),
            round(y, 1),
            round(radius, 1),
            SHAPES.get(n.node.kind, "disc"),
            n.look.colour,
            n.node.label,
            _node_words(n),
        )
        for n, (x, y), radius in zip(nodes, places, radii, strict=True)
    }


def _frame(marks: Sequence[Mark], names: Sequence[Name]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything, with a margin."""
    boxes = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    boxes += [box_of(name) for name in names]
    left, top = min(b[0] for b in boxes) - _MARGIN, min(b[1] for b in boxes) - _MARGIN
    return left, top, max(b[2] for b in boxes) + _MARGIN, max(b[3] for b in boxes) + _MARGIN


def _node_words(written: WrittenNode) -> tuple[str, ...]:
    values = written.values
    told = [f"{name.replace('_', ' ')}: {values[name]}" for name in _TOLD if name in values]
    return (written.node.label, f"{values['kind']}, {_years(values)}" if _years(values) else str(values["kind"]), *told)


_TOLD = ("role", "roles", "basis", "overall_grade", "area_send_grade", "framework", "kind_of", "council")


def _years(values: Mapping[str, Value]) -> str:
    """The years shown, such as 2016-2021 with a dash, "from 2016" or "to 2021"; empty where both sides are open."""
    first, last = str(values.get("first_day", ""))[:4], str(values.get("last_day", ""))[:4]
    if first and last:
        return first if first == last else f"{first}\N{EN DASH}{last}"
    return f"from {first}" if first else f"to {last}" if last else ""


def _caption(written: WrittenNode) -> Caption:
    """What is written about a tenure beside the name: the years, and once for each post which it is."""
    if written.node.kind != "tenure":
        return Caption()
    values = written.values
    role = str(values.get("role", ""))
    known = code_lists()["role"].get(role)
    heading = (_spoken(str(values.get("council", ""))), known.label if known else "another post")
    return Caption(_years(values), heading, str(values.get("post", "")))


def _spoken(council: str) -> str:
    """The id of a council as its name.

    >>> _spoken("stoke-on-trent")
    'Stoke on Trent'
    """
    small = {"and", "of", "on", "the", "upon", "with"}
    return " ".join(w if w in small else w.capitalize() for w in council.replace("-", " ").split())


def _lines(edges: Sequence[WrittenEdge], marks: Mapping[str, Mark], *, is_directed: bool) -> list[Line]:
    together: dict[tuple[str, str], list[WrittenEdge]] = defaultdict(list)
    for each in edges:
        together[each.edge.source, each.edge.target].append(each)
    found = []
    for (source, target), same in sorted(together.items()):
        colours = {e.look.colour for e in same}
        found.append(
            Line(
                marks[source],
                marks[target],
                min(colours) if len(colours) == 1 else "#555555",
                len(same),
                all(_is_sure(e.values) for e in same),
                is_directed and (target, source) in together,
                tuple(_edge_words(e) for e in same),
            )
        )
    return found


def _is_sure(values: Mapping[str, Value]) -> bool:
    return values.get("order") != "possible" and values.get("identity") != "presumed"


def _edge_words(written: WrittenEdge) -> str:
    values = written.values
    sure = "" if _is_sure(values) else "not certain"
    parts = [written.edge.label or str(values["kind"]).replace("-", " "), _years(values), sure]
    return ", ".join(part for part in parts if part)


def _row(written: WrittenEdge, marks: Mapping[str, Mark]) -> Row:
    edge, values = written.edge, written.values
    what = edge.label or edge.kind.replace("-", " ")
    at = _spoken(str(values.get("council", "")))
    first, last = (str(values.get(name, "\N{HORIZONTAL ELLIPSIS}")) for name in ("first_day", "last_day"))
    days = "" if not edge.stretches else first if first == last else f"{first} to {last}"
    source, target = marks[edge.source].label, marks[edge.target].label
    return Row(source, target, f"{what}, {at}" if at else what, days, "yes" if _is_sure(values) else "no")
