"""What a column of a fact table can be, and the one way to declare it.

A table is a frozen dataclass whose fields are its columns in order; ``column()`` gives a field its kind, its
meaning and its rules. Reading, checking, canonical form and the Frictionless schema all come from that.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from sendgraph.core.problems import Place

__all__ = ["KINDS", "Column", "Row", "column", "columns_of"]

_TEXT_KINDS = frozenset({"text", "id", "code", "ref", "url", "sha256"})

KINDS = {
    "id": "lower-case letters, digits, hyphens and underscores",
    "text": "text on one line",
    "moment": "one EDTF moment, such as 2021-11 or [2021-03..2021-05]",
    "dates": "an EDTF moment or interval, such as 2021-11-20 or 2018-03-07/2018-03-08",
    "day": "a full day, YYYY-MM-DD",
    "code": "a code of the named list",
    "ref": "the id of a row of the named table",
    "url": "an http or https address",
    "count": "a whole number, zero or more",
    "number": "a decimal number",
    "yes": "yes, or empty",
    "sha256": "64 lower-case hexadecimal digits",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind, meaning and rules.

    ``to`` names the code list of a ``code`` column or the tables (separated by "|") of a ``ref`` column;
    ``many`` allows several values, separated by "; " in the cell; ``form`` is a regular expression.
    """

    name: str
    kind: str
    meaning: str
    required: bool = False
    many: bool = False
    to: str = ""
    form: str = ""
    unit: str = ""
    example: str = ""

    @property
    def empty(self) -> Any:
        """The value of an empty cell."""
        if self.many:
            return ()
        return False if self.kind == "yes" else ("" if self.kind in _TEXT_KINDS else None)


def column(
    kind: str,
    meaning: str,
    *,
    required: bool = False,
    many: bool = False,
    to: str = "",
    form: str = "",
    unit: str = "",
    example: str = "",
) -> Any:
    """A dataclass field that is a column of a table; an empty cell gives ``None``, ``()``, ``""`` or ``False``."""
    if kind not in KINDS:
        raise ValueError(f"no such kind of column: {kind}")
    rules = {
        "kind": kind,
        "meaning": meaning,
        "required": required,
        "many": many,
        "to": to,
        "form": form,
        "unit": unit,
        "example": example,
    }
    return field(default=Column("", kind, meaning, many=many).empty, metadata={"column": rules})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a fact table, with the place it was read from and the dataset it belongs to."""

    place: Place = Place("")
    dataset: str = ""


_READ: dict[type[Any], tuple[Column, ...]] = {}


def columns_of(table: type[Any]) -> tuple[Column, ...]:
    """The columns of a table in their canonical order."""
    if table not in _READ:
        fields = dataclasses.fields(table)
        _READ[table] = tuple(Column(f.name, **f.metadata["column"]) for f in fields if "column" in f.metadata)
    return _READ[table]
