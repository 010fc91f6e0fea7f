"""A network as a picture apart from any format: marks, lines, names that do not cross, and the key to them.

y points downwards here. Edges between the same two nodes in one direction are one line, the wider the more there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sendgraph.export.formats import ExportError
from sendgraph.export.networks.forces import Place, push_apart
from sendgraph.export.networks.lens import enlarge
from sendgraph.export.networks.names import Caption, Name, box_of, name_marks
from sendgraph.export.networks.palette import SEVERAL_ROLES, SHAPES
from sendgraph.export.networks.plan import Plan
from sendgraph.export.networks.written import Value, WrittenEdge, WrittenNode, written_edges, written_nodes
from sendgraph.export.networks.xml import plain
from sendgraph.facts.codes import code_lists

__all__ = ["Line", "Mark", "Picture", "Row", "draw"]

_ON_MAP = 0.36
_MARGIN = 26.0
_ROOM = 14.0
_NARROWEST = 760.0
"""Less wide than this, the key and what stands below the picture would be a column."""


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

    ``mark_colours`` and ``line_colours`` are those used, by what they say; ``line_told`` says whose roles the lines
    show. ``is_enlarged``: the most crowded part of a map is drawn larger. ``nameless`` is how many marks have no name
    for want of room. ``rows`` are the edges.
    """

    left: float
    top: float
    width: float
    height: float
    is_directed: bool
    is_enlarged: bool
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    names: tuple[Name, ...]
    mark_colours: Mapping[tuple[str, str], str]
    line_colours: Mapping[str, str]
    line_told: str
    has_unsure: bool
    nameless: int
    rows: tuple[Row, ...]


def draw(plan: Plan, councils: Mapping[str, str] | None = None) -> Picture:
    """The picture of a network, with the names of those councils by id beside those that are nodes of it.

    Raises ``ExportError`` for one that is too large to be looked at, and for one without nodes.
    """
    if not plan.is_placed:
        raise ExportError(
            f"{len(plan.degrees)} nodes and {plan.edge_count} edges are too many to draw: "
            "take a part with --region, --role, --since or --until, or export gexf"
        )
    nodes = list(written_nodes(plan))
    if not nodes:
        raise ExportError("there is nothing to draw: no node fits")
    places, is_enlarged = _places(nodes, is_map=plan.choices.layout == "map")
    marks = _marks(nodes, places)
    edges = list(written_edges(plan))
    lines = _lines(edges, marks, is_directed=plan.network.is_directed)
    called = dict(councils or {}) | {n.node.id: n.node.label for n in nodes if n.node.kind == "council"}
    colours = {(n.node.kind, n.look.meaning): n.look.colour for n in nodes}
    names = name_marks(list(marks.values()), lines, {n.node.id: _caption(n, called) for n in nodes})
    left, top, right, bottom = _frame(list(marks.values()), names)
    spare = max(_NARROWEST - (right - left), 0.0)
    return Picture(
        left=left - spare / 2,
        top=top,
        width=round(right - left + spare, 1),
        height=round(bottom - top, 1),
        is_directed=plan.network.is_directed,
        is_enlarged=is_enlarged,
        marks=tuple(marks.values()),
        lines=tuple(lines),
        names=tuple(names),
        mark_colours=dict(sorted(colours.items())),
        line_colours=_line_colours(edges, lines),
        line_told=_line_told([a.name for a in plan.network.edge_attributes]),
        has_unsure=any(not line.is_sure for line in lines),
        nameless=len(marks) - len({name.of for name in names if name.of}),
        rows=tuple(sorted(_row(e, marks, called) for e in edges)),
    )


def _places(nodes: Sequence[WrittenNode], *, is_map: bool) -> tuple[list[Place], bool]:
    """Where the marks stand, and whether a part of a map is enlarged."""
    if not is_map:
        return [(n.place[0], -n.place[1]) for n in nodes], False
    flat = [(n.place[0] * _ON_MAP, -n.place[1] * _ON_MAP) for n in nodes]
    councils = [place for n, place in zip(nodes, flat, strict=True) if n.node.kind == "council"]
    enlarged = enlarge(flat, councils)
    return push_apart(enlarged or flat, [n.size / 2 + _ROOM for n in nodes]), enlarged is not None


def _marks(nodes: Sequence[WrittenNode], places: Sequence[Place]) -> dict[str, Mark]:
    return {
        n.node.id: Mark(
            n.node.id,
            round(x, 1),
            round(y, 1),
            round(n.size / 2, 1),
            SHAPES.get(n.node.kind, "disc"),
            n.look.colour,
            n.node.label,
            _node_words(n),
        )
        for n, (x, y) in zip(nodes, places, strict=True)
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


def _caption(written: WrittenNode, councils: Mapping[str, str]) -> Caption:
    """What is written about a tenure beside the name: the years, and once for each post which it is."""
    if written.node.kind != "tenure":
        return Caption(rank=0 if written.node.kind == "council" else 1)
    values = written.values
    role = str(values.get("role", ""))
    known = code_lists()["role"].get(role)
    heading = (_called(str(values.get("council", "")), councils), known.label if known else "another post")
    return Caption(_years(values), heading, str(values.get("post", "")))


def _called(ids: str, councils: Mapping[str, str]) -> str:
    """The names of councils, from their ids; an id that nobody names stays one.

    >>> _called("bury; kent", {"bury": "Bury", "kent": "Kent"})
    'Bury and Kent'
    """
    return " and ".join(plain(councils.get(one, one)) for one in ids.split("; "))


def _line_told(attributes: Sequence[str]) -> str:
    """Whose roles the colours of lines show, by the attributes that edges have."""
    if "role_after" in attributes:
        return "the role taken up, or the one left where that is not known"
    return "the roles held" if "roles" in attributes else "the role of the post"


def _line_colours(edges: Sequence[WrittenEdge], lines: Sequence[Line]) -> dict[str, str]:
    """The colours of lines by what they say: those of edges, and that of lines which stand for unlike edges."""
    drawn = {line.colour for line in lines}
    looks = {look for look in ({e.look for e in edges} | {SEVERAL_ROLES}) if look.colour in drawn}
    return {look.meaning: look.colour for look in sorted(looks, key=lambda look: look.meaning)}


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
                min(colours) if len(colours) == 1 else SEVERAL_ROLES.colour,
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


def _row(written: WrittenEdge, marks: Mapping[str, Mark], councils: Mapping[str, str]) -> Row:
    edge, values = written.edge, written.values
    what = edge.label or edge.kind.replace("-", " ")
    at = _called(str(values.get("council", "")), councils)
    first, last = (str(values.get(name, "\N{HORIZONTAL ELLIPSIS}")) for name in ("first_day", "last_day"))
    days = "" if not edge.stretches else first if first == last else f"{first} to {last}"
    source, target = marks[edge.source].label, marks[edge.target].label
    return Row(source, target, f"{what}, {at}" if at else what, days, "yes" if _is_sure(values) else "no")
