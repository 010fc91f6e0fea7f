"""Small networks to export: one with every kind of value and hostile text, and random ones."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Stretch
from sendgraph.export.networks.about import About

TOLD = About("Moves <here>", "sendgraph", "a, b", ("Data version 1.",), ("A & B (CC BY 4.0)",))
HOSTILE = 'A "&" <b>\x00\x1b\ud800\ufffe]]>\n=1+1</script>'
SAFE = 'A "&" <b>    ]]> =1+1</script>'

NODE_ATTRIBUTES = (
    Attribute("overall_grade", "string", "the grade"),
    Attribute("latitude", "double", "north"),
    Attribute("longitude", "double", "east"),
    Attribute("seats", "integer", "seats"),
    Attribute("opened", "date", "a day"),
)
EDGE_ATTRIBUTES = (
    Attribute("role", "string", "the role"),
    Attribute("order", "string", "certain or possible"),
    Attribute("is_shared", "boolean", "whether it is shared"),
    Attribute("gap_days", "integer", "days between"),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def stretch(first: str, last: str, *, is_open: bool = False) -> Stretch:
    """Bounds as ``2020-01-01..2020-02-01``, either of which may be missing."""
    bounds = [(day(side) if side else None) for text in (first, last) for side in text.split("..")]
    return Stretch(*bounds, is_open)


def network_of(nodes: list[Node], edges: list[Edge], *, is_directed: bool = True) -> Network:
    return Network(
        "moves", "Moves", is_directed, NODE_ATTRIBUTES, EDGE_ATTRIBUTES, lambda: iter(nodes), lambda: iter(edges)
    )


OPENED = stretch("2009-04-01..2009-04-01", "..", is_open=True)


def small() -> Network:
    """Three councils and an officer; two moves the same way, one back, a loop, and days of every certainty."""
    nodes = [
        Node("kent", "council", "Kent", ("good", 51.2, 0.7, 1, day("2009-04-01")), (OPENED,)),
        Node("bury", "council", HOSTILE, ("inadequate", 53.6, -2.3, None, None), ()),
        Node("york", "council", "York", (None, 53.96, -1.08, None, None), (stretch("..", "..", is_open=True),)),
        Node(
            "ann-lee_kent", "officer", "Ann Lee", (None,) * 5, (stretch("..2020-05-01", "2021-01-01..", is_open=True),)
        ),
    ]
    may = stretch("2020-05-01..2020-05-01", "2020-05-01..2020-05-01")
    spring = stretch("2020-01-01..2020-03-31", "2020-01-01..2020-03-31")
    twice = (
        stretch("2010-01-01..2010-01-31", "2012-01-01..2012-12-31"),
        stretch("2012-06-01..2012-06-01", "2013-01-01..2013-01-01"),
    )
    long_ago = stretch("2001-01-01..", "..2003-01-01")
    edges = [
        Edge("move-1", "kent", "bury", "move", "Ann Lee", ("dcs", "certain", True, 12), (may,)),
        Edge("move-2", "kent", "bury", "move", HOSTILE, ("lead-member", "possible", False, -3), (spring,)),
        Edge("move-3", "bury", "kent", "move", "", (None,) * 4, twice),
        Edge("held", "ann-lee_kent", "kent", "held", "", ("minister", None, None, None), (long_ago,)),
        Edge("loop", "york", "york", "move", "", (None,) * 4, ()),
    ]
    return network_of(nodes, edges)


days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 12, 31)))


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Any bounds that some stretch can have."""
    first, last = sorted([draw(st.dates(date(1990, 1, 1), date(2030, 1, 1))) for _ in range(2)])
    early = draw(st.one_of(st.none(), st.dates(date(1980, 1, 1), first)))
    late = draw(st.one_of(st.none(), st.dates(first, date(2040, 1, 1))))
    end_early = draw(st.one_of(st.none(), st.dates(date(1980, 1, 1), last)))
    end_late = draw(st.one_of(st.none(), st.dates(last, date(2050, 1, 1))))
    return Stretch(early, late, end_early, end_late, draw(st.booleans()))


words = st.text(min_size=1, max_size=12)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A network of up to eight nodes with any text in it; ids are readable, as the tables demand."""
    ids = [f"node-{i}" for i in range(draw(st.integers(1, 8)))]
    nodes = [
        Node(i, draw(st.sampled_from(["council", "officer", "tenure"])), draw(words), (draw(words), 1.5, None, 3, None),
             tuple(draw(st.lists(stretches(), max_size=3))))
        for i in ids
    ]  # fmt: skip
    edges = [
        Edge(f"edge-{n}", draw(st.sampled_from(ids)), draw(st.sampled_from(ids)), "move", draw(words),
             (draw(words), None, True, -1), tuple(draw(st.lists(stretches(), max_size=3))))
        for n in range(draw(st.integers(0, 12)))
    ]  # fmt: skip
    return network_of(nodes, edges, is_directed=draw(st.booleans()))
