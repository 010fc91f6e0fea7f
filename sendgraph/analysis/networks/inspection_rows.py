"""The network of councils, their inspections and the measures that followed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sendgraph.analysis.networks.asking import Kept, Row, day_of, id_of
from sendgraph.analysis.networks.council_nodes import COUNCIL_ATTRIBUTES, council_nodes, wide
from sendgraph.analysis.networks.load import load_councils
from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Options, Stretch
from sendgraph.analysis.networks.world import can_touch
from sendgraph.queries.engine import Engine

__all__ = ["build"]

_NODE_ATTRIBUTES = (
    *COUNCIL_ATTRIBUTES,
    Attribute("framework", "string", "code of the rules of an inspection"),
    Attribute("kind_of", "string", "code of the kind of visit or measure"),
    Attribute("published_earliest", "date", "earliest day of publication"),
    Attribute("published_latest", "date", "latest day of publication"),
)


def build(engine: Engine, options: Options) -> Network:
    """The directed network from council to inspection to measure, with measures that no inspection led to."""
    width = len(_NODE_ATTRIBUTES)
    councils = load_councils(engine)
    kept = Kept(engine, "inspections_and_measures")

    def things() -> Iterator[list[Row]]:
        for _, found in groupby(kept.in_order("thing", "link", "other"), key=itemgetter("thing")):
            rows = list(found)
            at = [id_of(r["other"]) for r in rows if r["link"] != "follows"]
            is_near = not options.region or any(c in councils and councils[c].region == options.region for c in at)
            stretch = _days(rows[0])
            is_known = not (options.as_of and stretch.start_earliest and stretch.start_earliest > options.as_of)
            if is_near and is_known and can_touch(stretch, options.since, options.until):
                yield rows

    def nodes() -> Iterator[Node]:
        touched: set[str] = set()
        for rows in things():
            touched.update(id_of(r["other"]) for r in rows if r["link"] != "follows")
            row = rows[0]
            kind = "inspection" if row["framework"] else "measure"
            label = row["label"] or f"{row['framework']}, {row['kind']}"
            days = (day_of(row["published_earliest"]), day_of(row["published_latest"]))
            values = (None,) * len(COUNCIL_ATTRIBUTES) + (row["framework"] or None, row["kind"], *days)
            yield Node(id_of(row["thing"]), kind, label, wide(values, width), (_days(row),))
        yield from council_nodes(engine, options, councils, touched, width)

    def edges() -> Iterator[Edge]:
        inside = {id_of(rows[0]["thing"]) for rows in things()}
        for rows in things():
            for row in rows:
                thing, other = id_of(row["thing"]), id_of(row["other"])
                if row["link"] == "follows" and other not in inside:
                    continue
                # Towards what came later: a council is inspected, and a measure follows its inspection.
                yield Edge(f"{other}_to_{thing}", other, thing, row["link"], "", (), ())

    title = "Councils, inspections and measures"
    return Network("council-inspection-measure", title, True, _NODE_ATTRIBUTES, (), nodes, edges)


def _days(row: Row) -> Stretch:
    """From the first day of the visit or measure to its last; a visit without a last day ends with its report."""
    first = (day_of(row["start_earliest"]), day_of(row["start_latest"]))
    last = (day_of(row["end_earliest"]), day_of(row["end_latest"]))
    if row["framework"]:
        published = (day_of(row["published_earliest"]), day_of(row["published_latest"]))
        first = first if any(first) else published
        last = last if any(last) else published
        return Stretch(*first, *last, False)
    return Stretch(*first, *last, not any(last))
