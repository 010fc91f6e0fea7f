"""The network of councils, their inspections and the measures that followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sendgraph.analysis.load import local_id, read_day
from sendgraph.analysis.networks.asking import Kept, Row
from sendgraph.analysis.networks.council_nodes import COUNCIL_ATTRIBUTES, council_nodes, wide
from sendgraph.analysis.networks.load import load_councils
from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Options, Stretch
from sendgraph.analysis.networks.world import can_touch
from sendgraph.facts.codes import code_lists
from sendgraph.queries.engine import Engine

__all__ = ["build", "label_of"]

_NODE_ATTRIBUTES = (
    *COUNCIL_ATTRIBUTES,
    Attribute("framework", "string", "code of the rules of an inspection"),
    Attribute("kind_of", "string", "code of the kind of visit or measure"),
    Attribute("published_earliest", "date", "earliest day of publication"),
    Attribute("published_latest", "date", "latest day of publication"),
)

_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July")
_MONTHS += ("August", "September", "October", "November", "December")
_YEARS = re.compile(r" (from )?\d{4}.*$")


def build(engine: Engine, options: Options) -> Network:
    """The directed network from council to inspection to measure, with measures that no inspection led to."""
    width = len(_NODE_ATTRIBUTES)
    councils = load_councils(engine)
    kept = Kept(engine, "inspections_and_measures")

    def things() -> Iterator[list[Row]]:
        for _, found in groupby(kept.in_order("thing", "link", "other"), key=itemgetter("thing")):
            rows = list(found)
            at = [local_id(r["other"]) for r in rows if r["link"] != "follows"]
            is_near = not options.region or any(c in councils and councils[c].region == options.region for c in at)
            stretch = _days(rows[0])
            is_known = not (options.as_of and stretch.start_earliest and stretch.start_earliest > options.as_of)
            if is_near and is_known and can_touch(stretch, options.since, options.until):
                yield rows

    def nodes() -> Iterator[Node]:
        touched: set[str] = set()
        for rows in things():
            touched.update(local_id(r["other"]) for r in rows if r["link"] != "follows")
            row = rows[0]
            kind = "inspection" if row["framework"] else "measure"
            days = (read_day(row["published_earliest"]), read_day(row["published_latest"]))
            values = (None,) * len(COUNCIL_ATTRIBUTES) + (row["framework"] or None, row["kind"], *days)
            yield Node(local_id(row["thing"]), kind, label_of(row), wide(values, width), (_days(row),))
        yield from council_nodes(engine, options, councils, touched, width)

    def edges() -> Iterator[Edge]:
        inside = {local_id(rows[0]["thing"]) for rows in things()}
        for rows in things():
            for row in rows:
                thing, other = local_id(row["thing"]), local_id(row["other"])
                if row["link"] == "follows" and other not in inside:
                    continue
                # Towards what came later: a council is inspected, and a measure follows its inspection.
                yield Edge(f"{other}_to_{thing}", other, thing, row["link"], "", (), ())

    title = "Councils, inspections and measures"
    return Network("council-inspection-measure", title, True, _NODE_ATTRIBUTES, (), nodes, edges)


def _days(row: Row) -> Stretch:
    """From the first day of the visit or measure to its last; a visit without a last day ends with its report."""
    first = (read_day(row["start_earliest"]), read_day(row["start_latest"]))
    last = (read_day(row["end_earliest"]), read_day(row["end_latest"]))
    if row["framework"]:
        published = (read_day(row["published_earliest"]), read_day(row["published_latest"]))
        first = first if any(first) else published
        last = last if any(last) else published
        return Stretch(*first, *last, False)
    return Stretch(*first, *last, not any(last))


def label_of(row: Row) -> str:
    """The name of an inspection with the month of its visit, or of a measure in words with its year.

    Where the visit is not known to the year, the month is that of the report, and said to be. A time that is not known
    to the year is left out, as is a year that the words name already.
    """
    start = row["start_earliest"], row["start_latest"]
    if not row["framework"]:
        year = _same(start, 4)
        return f"{row['label']}, {year}" if year and year not in row["label"] else row["label"]
    framework = code_lists()["framework"][row["framework"]].label
    kind = code_lists()["inspection-kind"][row["kind"]].label
    published = _month((row["published_earliest"], row["published_latest"]))
    when = _month(start) or (f"report of {published}" if published else "")
    # The years of a framework are as good as said where those of the visit are.
    words = f"{_YEARS.sub('', framework) if when else framework} {kind}"
    words = words[0].upper() + words[1:]
    return f"{words}, {when}" if when else words


def _month(days: tuple[str, str]) -> str:
    """The month that both days lie in, such as "March 2019", or else their year; empty where they share neither."""
    if month := _same(days, 7):
        return f"{_MONTHS[int(month[5:7]) - 1]} {month[:4]}"
    return _same(days, 4)


def _same(days: tuple[str, str], length: int) -> str:
    """The beginning of both days where it is the same: 4 letters are the year, 7 the month. Else empty."""
    return days[0][:length] if days[0] and days[0][:length] == days[1][:length] else ""
