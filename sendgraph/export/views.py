"""Views for people: each table with names beside ids, and with the evidence and sources of every row.

``<table>_current`` shows things and facts as they are assembled from the claims that are taken now; it says nothing
of who is in post today. ``<table>_claims`` shows what each source says, of every status, and ``claims_all`` all of
them together. The CSV and Parquet files are these views, so that all three formats show the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sendgraph.export.fields import Field
from sendgraph.export.layout import FACTS, THINGS, Layout, claim_layouts, layouts

__all__ = ["Shown", "View", "is_linked", "link_column", "link_name", "views"]


class Shown(NamedTuple):
    """One column of a view: what it holds, and the SQL that gives it."""

    field: Field
    sql: str


class View(NamedTuple):
    """A view: its name, its place as a file, what a row is, its key, its columns, and the tables it is made from."""

    name: str
    path: str
    meaning: str
    key: str
    columns: tuple[Shown, ...]
    source: str

    @property
    def sql(self) -> str:
        """The statement that makes it."""
        columns = ",\n  ".join(f"{c.sql} AS {quoted(c.field.name)}" for c in self.columns)
        return f"CREATE VIEW {self.name} AS SELECT\n  {columns}\nFROM {self.source}"


_HOPS: dict[str, dict[str, str]] = {
    "person_id": {"name": "person"},
    "body_id": {"name": "body"},
    "post_id": {"title": "post", "body_ids": "body_ids", "bodies": "bodies", "roles": "roles"},
    "tenure_id": {
        name: name for name in ("person_id", "person", "post_id", "post", "body_ids", "bodies", "roles", "basis")
    },
    "inspection_id": {
        "body_ids": "body_ids",
        "bodies": "bodies",
        "framework": "framework",
        "inspection_kind": "inspection_kind",
        "start_earliest": "visit_start_earliest",
        "end_latest": "visit_end_latest",
        "published_latest": "published_latest",
    },
    "source_id": {"title": "source", "publisher": "publisher", "url": "source_url", "published": "source_published"},
}
"""For a column that refers to a row, the columns of that row to show behind it, and under which names."""

_NAMELESS = frozenset({"datasets", "claims", "sources", "inspections"})
"""Tables whose ids say as much as a name would."""

_SINGLE = {"bodies": "body_id", "people": "person_id", "claims": "claim_id"}


def quoted(name: str) -> str:
    """A name in SQL; ``end`` is a word of SQL's own.

    >>> quoted("end")
    '"end"'
    """
    return f'"{name}"'


def is_linked(field: Field) -> bool:
    """Whether the column's values are rows of a table of their own."""
    return field.is_many and field.kind in ("ref", "code")


def link_name(layout: Layout, field: Field) -> str:
    """The name of the table that holds a column with several ids or codes.

    >>> link_name(layouts()["posts"], next(f for f in layouts()["posts"].fields if f.name == "body_ids"))
    'posts_bodies'
    """
    return f"{layout.name}_{_alias(field).removeprefix(layout.name.rstrip('s') + '_')}"


def link_column(field: Field) -> str:
    """The column of that table that holds the id or code."""
    return _SINGLE[field.to] if field.to else ("code" if field.codes else "id")


def _alias(field: Field) -> str:
    """What the name beside an id is called.

    >>> _alias(Field("covered_by_post_id", "ref", ""))
    'covered_by_post'
    """
    plural = {"body_ids": "bodies", "person_ids": "people"}.get(field.name)
    return plural or field.name.removesuffix("_id").removesuffix("_ids")


def _name_field(field: Field) -> Field:
    """The column of names beside a column of ids."""
    meaning = f"Names, in the order of {field.name}." if field.is_many else f"The name of {field.name}."
    return Field(_alias(field), "text", meaning, is_many=field.is_many)


class _Making:
    """A view on the way: its columns so far and the tables joined for them."""

    def __init__(self, layout: Layout, made: dict[str, View]) -> None:
        self.layout, self.made = layout, made
        self.columns = [Shown(Field(layout.key, "id", "The id of this row."), f"t.{layout.key}")]
        self.joins = [f"{layout.name} AS t"]

    def add(self, field: Field) -> None:
        """The column, and behind it the names of what it refers to."""
        if is_linked(field):
            self._linked(field)
            return
        key = f"t.{quoted(field.name)}"
        self.columns.append(Shown(field, key))
        if field.to and field.name in _HOPS:
            self.show(key, field.name, field.to)
        elif field.kind == "ref" and field.to not in _NAMELESS:
            joined = f"j{len(self.joins)}"
            self.joins.append(f"LEFT JOIN names AS {joined} ON {joined}.id = {key}")
            self.columns.append(Shown(_name_field(field), f"{joined}.name"))

    def show(self, key: str, name: str, table: str) -> None:
        """Columns of the row of another table whose key is ``key``, which this table has in the column ``name``."""
        hops = _HOPS[name]
        layout, joined = layouts()[table], f"j{len(self.joins)}"
        held = {f.name: f for f in layout.fields if not is_linked(f)}
        source = table
        if not held.keys() >= hops.keys():  # the view only where the table has not all: it works every column out
            source = f"{table}_current"
            held = {s.field.name: s.field for s in self.made[source].columns}
        self.joins.append(f"LEFT JOIN {source} AS {joined} ON {joined}.{layout.key} = {key}")
        for each, shown in hops.items():
            meaning = f"Of {name}: {held[each].meaning}"
            self.columns.append(Shown(held[each]._replace(name=shown, meaning=meaning), f"{joined}.{quoted(each)}"))

    def _linked(self, field: Field) -> None:
        link, key = link_name(self.layout, field), self.layout.key
        column = link_column(field)
        chosen = f"SELECT {column} AS v FROM {link} WHERE {key} = t.{key} ORDER BY 1"
        self.columns.append(Shown(field, _joined(chosen)))
        if field.kind == "ref" and field.to not in _NAMELESS:
            chosen = f"SELECT n.name AS v FROM {link} AS l JOIN names AS n ON n.id = l.{column} "
            chosen += f"WHERE l.{key} = t.{key} ORDER BY l.{column}"
            self.columns.append(Shown(_name_field(field), _joined(chosen)))

    def view(self, name: str, path: str, meaning: str) -> View:
        """The finished view."""
        return View(name, path, meaning, self.layout.key, tuple(self.columns), "\n  ".join(self.joins))


def _joined(chosen: str) -> str:
    """Several values as one text."""
    return f"(SELECT group_concat(v, '; ') FROM ({chosen}))"


def _evidence(key: str) -> Iterator[Shown]:
    """The columns that say what a fact rests on."""
    on = f"FROM evidence AS e JOIN claims AS c USING (claim_id) WHERE e.fact_id = t.{key}"
    text = "text"
    yield Shown(Field("evidence_count", "whole", "How many claims it rests on."), f"(SELECT count(*) {on})")
    count = f"(SELECT count(DISTINCT c.source_id) {on})"
    yield Shown(Field("source_count", "whole", "How many documents those claims cite."), count)
    chosen = f"SELECT e.claim_id AS v {on} ORDER BY 1"
    yield Shown(Field("claim_ids", text, "The claims it rests on.", is_many=True), _joined(chosen))
    urls = on.replace(" WHERE", " JOIN sources AS s USING (source_id) WHERE")
    chosen = f"SELECT DISTINCT s.url AS v {urls} AND s.url IS NOT NULL ORDER BY 1"
    yield Shown(Field("source_urls", text, "Where a reader finds those documents.", is_many=True), _joined(chosen))


@cache
def views() -> dict[str, View]:
    """Every view by name, in an order in which each stands behind those it is made from."""
    made: dict[str, View] = {}
    for name in (*THINGS, *FACTS):
        layout = layouts()[name]
        making = _Making(layout, made)
        for field in layout.fields:
            making.add(field)
        if name in FACTS and name != "conflicts":
            making.columns += _evidence(layout.key)
        made[f"{name}_current"] = making.view(f"{name}_current", f"current/{name}", layout.meaning)
    for name, layout in {"": layouts()["claims"], **claim_layouts()}.items():
        view = f"{name}_claims" if name else "claims_all"
        made[view] = _claims_view(layout, made).view(view, f"claims/{name or 'all'}", layout.meaning)
    return made


_FIRST = ("status", "status_reason")
"""Columns of all claims that stand before those of their kind, because a claim that is not taken is no fact."""


def _claims_view(layout: Layout, made: dict[str, View]) -> _Making:
    """The view of one kind of claims, or of all: what each says, and of which source and place it is."""
    making = _Making(layout, made)
    common = layouts()["claims"]
    if layout is common:
        for field in layout.fields:
            making.add(field)
    else:
        making.joins.append("JOIN claims AS c USING (claim_id)")
        shared = {f.name: f for f in common.fields if f.name not in ("claim_kind", "about_id", "says")}
        making.columns += [Shown(shared.pop(n), f"c.{n}") for n in _FIRST]
        for field in layout.fields:
            making.add(field)
        for field in shared.values():
            making.columns.append(Shown(field, f"c.{field.name}"))
            if field.name == "source_id":
                making.show("c.source_id", "source_id", "sources")
    chosen = "SELECT fact_id AS v FROM evidence WHERE claim_id = t.claim_id ORDER BY 1"
    meaning = "The facts that rest on it; none where it is not taken."
    making.columns.append(Shown(Field("fact_ids", "text", meaning, is_many=True), _joined(chosen)))
    return making
