"""The tables of the exports as an SQLite database in memory: the file that ``sqlite`` writes, and what the others read.

Deterministic: fixed page size and encoding, rows in the order of their ids, no clock. The bytes depend on nothing
but the graph and the version of SQLite, whose number its file format keeps.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sendgraph.export.fields import Field
from sendgraph.export.formats import Asked
from sendgraph.export.gather import Nodes, claim_kind, plain_rows, read_nodes, several_of
from sendgraph.export.layout import FACTS, Layout, claim_layouts, layouts
from sendgraph.export.names import names_of
from sendgraph.export.views import is_linked, link_column, link_name, quoted, views
from sendgraph.facts.codes import code_lists

__all__ = ["make_database"]

_BESIDE = """
CREATE TABLE about (
  position INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  value TEXT NOT NULL
);
CREATE TABLE codes (
  list TEXT NOT NULL,
  code TEXT NOT NULL,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  scheme TEXT,  -- the judgement scheme of a grade or aspect
  PRIMARY KEY (list, code)
) WITHOUT ROWID;
CREATE TABLE names (
  id TEXT PRIMARY KEY NOT NULL,
  of TEXT NOT NULL,  -- the table that has the id as its key
  name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE columns (
  view_name TEXT NOT NULL,
  file TEXT NOT NULL,  -- where the CSV and Parquet exports have it
  position INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  type TEXT NOT NULL,
  meaning TEXT NOT NULL,
  code_list TEXT,
  PRIMARY KEY (view_name, position)
) WITHOUT ROWID;
"""
_EVIDENCE = """CREATE TABLE evidence (
  fact_id TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims (claim_id),
  PRIMARY KEY (fact_id, claim_id)
) WITHOUT ROWID"""


def make_database(asked: Asked) -> sqlite3.Connection:
    """A database in memory with every table and view, filled from the graph; the caller closes it."""
    database = sqlite3.connect(":memory:")
    database.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';")
    with database:
        database.executescript(_BESIDE)
        nodes = {of: read_nodes(asked.engine, of) for of in dict.fromkeys(x.of for x in layouts().values())}
        for layout in layouts().values():
            _fill(database, layout, nodes[layout.of])
        _fill_claims(database, nodes["Claim"])
        _fill_evidence(database, nodes)
        _fill_codes(database)
        _fill_about(database, asked)
        _insert(database, "names", names_of(nodes))
        _fill_columns(database)
        for view in views().values():
            database.execute(view.sql)
    return database


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Insert the rows, which are all as long as the first."""
    rows = iter(rows)
    for first in rows:
        statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"
        database.execute(statement, first)
        database.executemany(statement, rows)


def _fill(database: sqlite3.Connection, layout: Layout, nodes: Nodes, key_refers: str = "") -> None:
    """Make a table and those of its columns with several values, and fill them."""
    plain = [f for f in layout.fields if not is_linked(f)]
    database.execute(_table_sql(layout, plain, key_refers))
    kinds = ((claim_kind(v),) for v in nodes.values()) if layout.name == "claims" else None
    rows = plain_rows([f for f in plain if f.term], nodes)
    _insert(database, layout.name, (r[:1] + k + r[1:] for r, k in zip(rows, kinds, strict=True)) if kinds else rows)
    for field in layout.fields:
        if is_linked(field):
            database.execute(_link_sql(layout, field))
            links = ((node, value) for node, values in nodes.items() for value in several_of(field, values))
            _insert(database, link_name(layout, field), links)
        elif field.to:
            name = f"{layout.name}_by_{field.name}"
            database.execute(f"CREATE INDEX {name} ON {layout.name} ({quoted(field.name)})")


def _table_sql(layout: Layout, fields: list[Field], key_refers: str) -> str:
    """The statement that makes the table; the meaning of each column stands behind it as a comment."""
    refers = f" REFERENCES {key_refers} ({layout.key})" if key_refers else ""
    lines = [(f"{layout.key} TEXT PRIMARY KEY NOT NULL{refers}", layout.meaning)]
    lines += [(_column_sql(f, layout), f.meaning) for f in fields]
    ends = [","] * (len(lines) - 1) + [""]
    body = "\n".join(f"  {sql}{end}  -- {meaning}" for (sql, meaning), end in zip(lines, ends, strict=True))
    return f"CREATE TABLE {layout.name} (\n{body}\n) WITHOUT ROWID"


def _column_sql(field: Field, layout: Layout) -> str:
    name = quoted(field.name)
    if field.kind == "flag":
        return f"{name} BOOLEAN NOT NULL CHECK ({name} IN (0, 1))"
    # A claim that is not taken may name an inspection that is no fact.
    is_sure = field.to and not (layout.name in _claim_tables() and field.to in FACTS)
    return f"{name} {field.sql_type}" + (f" REFERENCES {field.to} ({layouts()[field.to].key})" if is_sure else "")


def _claim_tables() -> set[str]:
    return {layout.name for layout in claim_layouts().values()}


def _link_sql(layout: Layout, field: Field) -> str:
    key, column = layout.key, link_column(field)
    refers = f" REFERENCES {field.to} ({column})" if field.to else ""
    return f"""CREATE TABLE {link_name(layout, field)} (  -- {field.meaning}
  {key} TEXT NOT NULL REFERENCES {layout.name} ({key}),
  {column} TEXT NOT NULL{refers},
  PRIMARY KEY ({key}, {column})
) WITHOUT ROWID"""


def _fill_claims(database: sqlite3.Connection, claims: Nodes) -> None:
    """A table for each kind of claim, with what it says."""
    by_kind: dict[str, dict[str, Mapping[str, Sequence[str]]]] = defaultdict(dict)
    for node, values in claims.items():
        by_kind[claim_kind(values)][node] = values
    for name, layout in claim_layouts().items():
        _fill(database, layout, by_kind[name], "claims")


def _fill_evidence(database: sqlite3.Connection, nodes: dict[str, Nodes]) -> None:
    """Which claims each fact rests on."""
    database.execute(_EVIDENCE)
    database.execute("CREATE INDEX evidence_by_claim_id ON evidence (claim_id)")
    facts = (nodes[FACTS[name][0]] for name in FACTS)
    links = ((node, c) for each in facts for node, values in each.items() for c in values.get("evidence", ()))
    _insert(database, "evidence", links)


def _fill_codes(database: sqlite3.Connection) -> None:
    """Every code list, in the order of its file."""
    lists = code_lists()
    _insert(database, "codes", ((*code[:4], code.scheme or None) for n in sorted(lists) for code in lists[n].values()))


def _fill_columns(database: sqlite3.Connection) -> None:
    """What every column of every view means."""
    rows = (
        (v.name, v.path, i, s.field.name, s.field.sql_type, s.field.meaning, s.field.codes or None)
        for v in views().values()
        for i, s in enumerate(v.columns, start=1)
    )
    _insert(database, "columns", rows)


def _about(database: sqlite3.Connection, asked: Asked) -> Iterator[tuple[str, str]]:
    from sendgraph import __version__

    yield "title", "Who led special-needs services in England's councils, what inspectors found, and who says so"
    yield "made by", f"sendgraph {__version__}"
    yield "data version", asked.data_version
    for title, licence in database.execute("SELECT title, licence FROM datasets ORDER BY dataset_id"):
        yield "licence", f"{title}: {licence}"
    for (text,) in database.execute(
        "SELECT DISTINCT attribution FROM datasets WHERE attribution IS NOT NULL ORDER BY dataset_id"
    ):
        yield "attribution", text
    yield from _READING


_READING = (
    ("how to read: current", "Facts as assembled from the claims that are taken now. Not: who is in post today."),
    ("how to read: dates", "A date is text as printed; compare its bounds, x_earliest and x_latest, and nothing else."),
    ("how to read: nothing there", "Empty is unknown. A post that no source speaks of is not vacant."),
    ("how to read: claims", "Each row is what one source says. Only status accepted and disputed makes facts."),
    ("how to read: several", "Several values in one cell are separated by '; '."),
    ("how to read: codes", "What a code means stands in codes; what a column means, in columns."),
)


def _fill_about(database: sqlite3.Connection, asked: Asked) -> None:
    """What this is, of which version, under which licence, and how to read it."""
    _insert(database, "about", [(i, *line) for i, line in enumerate(_about(database, asked), start=1)])
