"""A network as GEXF 1.3 (https://gexf.net), for Gephi and Gephi Lite.

Written as a stream, node by node and edge by edge. Days are spells, closed at both ends, and attributes as well, as
Gephi Lite has no timeline. Ids are readable, an attribute's id is its title, colours have no alpha and places no z:
readers stumble over the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from sendgraph.analysis.networks.rows import Attribute, Stretch
from sendgraph.export.formats import Asked
from sendgraph.export.networks.about import About, about
from sendgraph.export.networks.grades_over_time import GRADE_ATTRIBUTES, Spans, grade_spans
from sendgraph.export.networks.palette import SHAPES, Painter, rgb
from sendgraph.export.networks.plan import Plan, size_of
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.stretches import ALWAYS, DAY_ATTRIBUTES, Days, day_values, shown_days
from sendgraph.export.networks.xml import WRITERS, escape, escape_once

__all__ = ["gexf_pieces", "write"]

_KIND = Attribute("kind", "string", "what it is")
_TYPES = {"string": "string", "integer": "integer", "double": "double", "boolean": "boolean", "date": "string"}
_AT_A_TIME = 500

_Column = tuple[str, Callable[..., str]]
"""An attribute's element up to its value, and how that is written."""


def write(asked: Asked) -> Iterable[bytes]:
    """The pieces of the file."""
    plan = plan_of(asked)
    spans = grade_spans(asked.engine) if plan.choices.is_dynamic else {}
    return gexf_pieces(plan, about(asked, plan), spans)


def gexf_pieces(plan: Plan, told: About, spans: Spans) -> Iterator[bytes]:
    """The file, some hundred nodes or edges a piece; ``spans`` are the grades of councils over time, if wanted."""
    yield _head(plan, told).encode()
    yield from _together(_nodes(plan, spans))
    yield b"    </nodes>\n    <edges>\n"
    yield from _together(_edges(plan))
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _together(parts: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    for part in parts:
        held.append(part)
        if len(held) == _AT_A_TIME:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()


def _head(plan: Plan, told: About) -> str:
    network = plan.network
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "  <meta>",
        f"    <creator>{escape(told.creator)}</creator>",
        f"    <keywords>{escape(told.keywords)}</keywords>",
        f"    <description>{escape(told.description)}</description>",
        "  </meta>",
        f'  <graph mode="dynamic" defaultedgetype="{"directed" if network.is_directed else "undirected"}" '
        'timeformat="date" timerepresentation="interval" idtype="string">',
        *_declared("node", "static", (_KIND, *network.node_attributes, *DAY_ATTRIBUTES)),
        *(_declared("node", "dynamic", GRADE_ATTRIBUTES) if plan.choices.is_dynamic else ()),
        *_declared("edge", "static", (_KIND, *network.edge_attributes, *DAY_ATTRIBUTES)),
        "    <nodes>\n",
    ]
    return "\n".join(lines)


def _declared(of: str, mode: str, attributes: Sequence[Attribute]) -> Iterator[str]:
    yield f'    <attributes class="{of}" mode="{mode}">'
    for each in attributes:
        name = escape(each.name)
        yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[each.kind]}"/>'
    yield "    </attributes>"


def _nodes(plan: Plan, spans: Spans) -> Iterator[str]:
    policy, degrees = plan.choices.date_policy, plan.degrees
    look = Painter([a.name for a in plan.network.node_attributes]).look
    columns = _columns(plan.network.node_attributes)
    for node, (x, y) in plan.nodes():
        days, spells = _days(node.stretches, shown_days(node.stretches, policy))
        yield (
            f'      <node id="{escape_once(node.id)}" label="{escape_once(node.label)}">'
            f'<attvalues><attvalue for="kind" value="{escape(node.kind)}"/>{_values(columns, node.values)}'
            f"{days}{_spans(spans.get(node.id, ()))}</attvalues>{spells}"
            f'<viz:size value="{size_of(degrees[node.id])}"/><viz:position x="{x}" y="{y}"/>'
            f"{_colour(look(node.kind, node.values).colour)}"
            f'<viz:shape value="{SHAPES.get(node.kind, "disc")}"/></node>\n'
        )


def _edges(plan: Plan) -> Iterator[str]:
    policy = plan.choices.date_policy
    look = Painter([a.name for a in plan.network.edge_attributes]).look
    columns = _columns(plan.network.edge_attributes)
    for edge in plan.edges():
        shown = shown_days(edge.stretches, policy)
        days, spells = _days(edge.stretches, shown) if edge.stretches else ("", "")
        kind = escape(edge.kind)
        label = f' label="{escape(edge.label)}"' if edge.label else ""
        yield (
            f'      <edge id="{escape_once(edge.id)}" source="{escape_once(edge.source)}" '
            f'target="{escape_once(edge.target)}" kind="{kind}"{label}>'
            f'<attvalues><attvalue for="kind" value="{kind}"/>{_values(columns, edge.values)}{days}'
            f"</attvalues>{spells}{_colour(look(edge.kind, edge.values).colour)}</edge>\n"
        )


def _columns(attributes: Sequence[Attribute]) -> list[_Column]:
    return [(f'<attvalue for="{escape(a.name)}" value="', WRITERS[a.kind]) for a in attributes]


def _values(columns: Sequence[_Column], values: Sequence[object]) -> str:
    return "".join([f'{head}{tell(v)}"/>' for (head, tell), v in zip(columns, values, strict=True) if v is not None])


_DAY_COLUMNS = _columns(DAY_ATTRIBUTES)


def _days(stretches: Sequence[Stretch], shown: Sequence[Days]) -> tuple[str, str]:
    """The attributes of days and the spells; faster where all bounds of the one stretch are known."""
    if len(stretches) == 1 and len(shown) == 1:
        low, high, end_low, end_high, _ = stretches[0]
        first, last = shown[0]
        if low and high and end_low and end_high and first and last:
            low_text, end_text = low.isoformat(), end_high.isoformat()
            start = low_text if first is low else first.isoformat()
            end = end_text if last is end_high else last.isoformat()
            return (
                f'<attvalue for="first_day" value="{start}"/><attvalue for="last_day" value="{end}"/>'
                f'<attvalue for="start_earliest" value="{low_text}"/>'
                f'<attvalue for="start_latest" value="{high.isoformat()}"/>'
                f'<attvalue for="end_earliest" value="{end_low.isoformat()}"/>'
                f'<attvalue for="end_latest" value="{end_text}"/>'
                f'<attvalue for="start_certainty" value="{"day" if low == high else "bounds"}"/>'
                f'<attvalue for="end_certainty" value="{"day" if end_low == end_high else "bounds"}"/>'
            ), f'<spells><spell start="{start}" end="{end}"/></spells>'
    return _values(_DAY_COLUMNS, day_values(stretches, shown)), _spells(shown)


@lru_cache(maxsize=256)
def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _spans(spans: Sequence[tuple[str, str, Days]]) -> str:
    return "".join(f'<attvalue for="{name}" value="{escape(value)}"{_between(days)}/>' for name, value, days in spans)


def _between(days: Days) -> str:
    first, last = days
    start = f' start="{first.isoformat()}"' if first else ""
    return f'{start} end="{last.isoformat()}"' if last else start


def _spells(shown: Sequence[Days]) -> str:
    """The spells; none for what is always there."""
    if shown == ALWAYS:
        return ""
    return f"<spells>{''.join([f'<spell{_between(days)}/>' for days in shown])}</spells>"
