"""The views and the tables beside them as sheets: what the CSV and Parquet files hold, one file a sheet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from sendgraph.export.fields import Field
from sendgraph.export.gather import Cell
from sendgraph.export.views import views

__all__ = ["Sheet", "sheets"]


class Sheet(NamedTuple):
    """One file: its path without the ending, what a row is, its columns, and its rows in the order of their keys."""

    path: str
    meaning: str
    fields: tuple[Field, ...]
    rows: Iterator[tuple[Cell, ...]]


_BESIDE = {
    "about": ("What this is, of which version, under which licence, and how to read it.", "position"),
    "codes": ("What the codes mean.", "list, code"),
    "columns": ("What the columns mean.", "view_name, position"),
    "evidence": ("Which claims each fact rests on.", "fact_id, claim_id"),
}


def sheets(database: sqlite3.Connection) -> Iterator[Sheet]:
    """Every sheet of a database that ``make_database`` made: first what explains the others."""
    for name, (meaning, order) in _BESIDE.items():
        rows = database.execute(f"SELECT * FROM {name} ORDER BY {order}")
        fields = tuple(Field(c[0], "whole" if c[0] == "position" else "text", "") for c in rows.description)
        yield Sheet(name, meaning, fields, rows)
    for view in views().values():
        fields = tuple(c.field for c in view.columns)
        rows = database.execute(f"SELECT * FROM {view.name} ORDER BY {view.key}")
        yield Sheet(view.path, view.meaning, fields, rows)
