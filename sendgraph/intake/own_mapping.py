"""How a user's own sheet maps to our tables: a TOML file that says which cell goes where.

``data/README.md`` holds a whole one with its sheet, and a test imports them. Its keys: ``file``, the sheet beside it
(.csv, .xlsx or .ods), and ``sheet``, which of its sheets; ``date``, how dates are written, or a list of ways;
``empty``, cells that say nothing; ``council_date``, the header of the day on which a council's name is meant;
``[source]``, the document that every row cites, column by column; and for each of our tables ``[[tables]]`` with its
name as ``table``, with ``when``, a header without whose cell a row gives nothing here, and with ``[tables.columns]``.

A column is the header its cells come from, or a table with one of ``from``, ``constant`` and ``pattern``, and with
``date``, ``codes``, ``council = true`` or ``split`` beside ``from``. In a pattern ``{Header}`` is the cell as part of
an id, ``{Header:text}`` the cell as it is, ``{Header:council}`` the council's id, ``{Header:date}`` its date, and
``{line}`` the number of the row.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from sendgraph.core.names import fold
from sendgraph.facts.column import Column, columns_of
from sendgraph.facts.tables import TABLES
from sendgraph.intake.sheets import IntakeError

__all__ = ["PLACEHOLDER", "Plan", "Recipe", "TablePlan", "read_plan"]

PLACEHOLDER = re.compile(r"\{([^{}]+?)(?::(text|council|date))?\}")
"""A cell in a pattern: its header, and how it is to be read."""

_PLAN_KEYS = {
    "file": (str,),
    "sheet": (str,),
    "date": (str, list),
    "empty": (list,),
    "council_date": (str,),
    "source": (dict,),
    "tables": (list,),
}
_TABLE_KEYS = {"table": (str,), "when": (str,), "columns": (dict,)}
_RECIPE_KEYS = {
    "from": (str,),
    "constant": (str,),
    "pattern": (str,),
    "date": (str, list),
    "codes": (dict,),
    "council": (bool,),
    "split": (str,),
}


@dataclass(frozen=True)
class Recipe:
    """Where the text of one of our columns comes from."""

    header: str = ""
    constant: str = ""
    pattern: str = ""
    dates: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    is_council: bool = False
    split: str = ""

    @cached_property
    def code_of(self) -> dict[str, str]:
        """The codes by what they stand for, folded."""
        return {fold(text): code for text, code in self.codes.items()}

    @property
    def headers(self) -> set[str]:
        """The headers of the sheet that it reads."""
        found = {header for header, _ in PLACEHOLDER.findall(self.pattern)} - {"line"}
        return found | ({self.header} if self.header else set())


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One of our tables: its columns, and the header whose cell says that a row of the sheet gives a row of it."""

    table: str
    when: str
    recipes: Mapping[str, Recipe]
    in_order: tuple[tuple[Column, Recipe], ...]
    """The recipes with their columns, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole mapping; ``headers`` are all the headers of the sheet it needs."""

    file: Path
    sheet: str
    empty: frozenset[str]
    council_date: str
    dates: tuple[str, ...]
    source: Mapping[str, str]
    tables: tuple[TablePlan, ...]

    @property
    def headers(self) -> list[str]:
        """The headers that the sheet must have, in the order of the alphabet."""
        found = {header for t in self.tables for recipe in t.recipes.values() for header in recipe.headers}
        return sorted(found | {h for h in (self.council_date, *(t.when for t in self.tables)) if h})


def read_plan(path: Path) -> Plan:
    """The mapping in a TOML file. Raises ``IntakeError`` with everything that is wrong with it."""
    try:
        given = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise IntakeError(f"{path.name} is no TOML in UTF-8: {error}") from None
    faults = list(_shape_faults("", given, _PLAN_KEYS))
    if not faults:
        for name in ("file", "tables"):
            faults += [] if given.get(name) else [f"{name} is missing"]
        faults += _date_faults("date", given.get("date", []))
        faults += _source_faults(given.get("source", {}))
    tables = []
    for number, each in enumerate(given.get("tables", []) if not faults else [], start=1):
        found, more = _read_table(f"tables {number}", each, has_source="source" in given)
        faults += more
        tables += [found] if found else []
    if faults:
        raise IntakeError("\n  ".join([f"the mapping {path.name} cannot be used:", *faults]))
    return Plan(
        file=path.parent / given["file"],
        sheet=given.get("sheet", ""),
        empty=frozenset(str(word).casefold() for word in given.get("empty", [])),
        council_date=given.get("council_date", ""),
        dates=_ways(given.get("date", [])),
        source=given.get("source", {}),
        tables=tuple(tables),
    )


def _ways(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _shape_faults(where: str, given: object, keys: Mapping[str, tuple[type, ...]]) -> Iterator[str]:
    """Unknown keys, and values of the wrong kind."""
    at = f"{where}: " if where else ""
    if not isinstance(given, dict):
        yield f"{at}a table of keys is wanted, not {given!r}"
        return
    for key, value in given.items():
        if key not in keys:
            yield f"{at}{_unknown(key, keys)}"
        elif not isinstance(value, keys[key]):
            kinds = " or ".join({str: "text", list: "a list", dict: "a table", bool: "true"}[k] for k in keys[key])
            yield f"{at}{key} is {value!r}, and should be {kinds}"


def _unknown(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name!r} is not known" + (f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}")


def _date_faults(where: str, given: str | list[str]) -> Iterator[str]:
    """Ways of writing dates that cannot be read back."""
    for way in _ways(given):
        try:
            if not isinstance(way, str) or not re.search("%[Yy]", way):
                raise ValueError("it has no %Y for the year")
            datetime.strptime(datetime(2001, 12, 31).strftime(way), way)
        except ValueError as error:
            yield f"{where}: {way!r} is no way to write a date, such as %d/%m/%Y: {error}"


def _source_faults(source: Mapping[str, object]) -> Iterator[str]:
    columns = {c.name: c for c in columns_of(TABLES["sources"].row)}
    yield from (f"source: {_unknown(name, columns)}" for name in source if name not in columns)
    yield from (f"source: {name} is {v!r}, and should be text" for name, v in source.items() if not isinstance(v, str))
    if source:
        missing = [c.name for c in columns.values() if c.required and c.name not in source]
        yield from (f"source: {name} is missing: {columns[name].meaning}" for name in missing)


def _read_table(where: str, given: Any, *, has_source: bool) -> tuple[TablePlan | None, list[str]]:
    faults = list(_shape_faults(where, given, _TABLE_KEYS))
    if faults:
        return None, faults
    name = given.get("table", "")
    if name not in TABLES:
        return None, [f"{where}: {_unknown(name, TABLES)}"]
    where = f"{where} ({name})"
    columns = {c.name: c for c in columns_of(TABLES[name].row)}
    recipes: dict[str, Recipe] = {}
    for column, value in given.get("columns", {}).items():
        if column not in columns:
            faults.append(f"{where}: {_unknown(column, columns)}")
            continue
        recipe: Any = {"from": value} if isinstance(value, str) else value
        wrong = list(_recipe_faults(f"{where}: {column}", recipe))
        faults += wrong
        if not wrong:
            recipes[column] = Recipe(
                header=recipe.get("from", ""),
                constant=recipe.get("constant", ""),
                pattern=recipe.get("pattern", ""),
                dates=_ways(recipe.get("date", [])),
                codes=recipe.get("codes", {}),
                is_council=recipe.get("council", False),
                split=recipe.get("split", ""),
            )
    given_anyway = {"source_id"} if has_source and name != "sources" else set()
    for each in columns.values():
        if each.required and each.name not in given.get("columns", {}) and each.name not in given_anyway:
            faults.append(f"{where}: {each.name} is missing: {each.meaning}")
    in_order = tuple((column, recipes[column.name]) for column in columns.values() if column.name in recipes)
    return TablePlan(name, given.get("when", ""), recipes, in_order), faults


def _recipe_faults(where: str, recipe: Any) -> Iterator[str]:
    faults = list(_shape_faults(where, recipe, _RECIPE_KEYS))
    yield from faults
    if faults:
        return
    ways = [key for key in ("from", "constant", "pattern") if key in recipe]
    if len(ways) != 1:
        yield f"{where}: give one of from, constant and pattern, not {' and '.join(ways) or 'none'}"
    if "from" not in ways and (beside := [k for k in ("date", "codes", "council", "split") if k in recipe]):
        yield f"{where}: {beside[0]} goes with from only"
    yield from _date_faults(f"{where}: date", recipe.get("date", []))
    for key, value in recipe.get("codes", {}).items():
        if not isinstance(value, str):
            yield f"{where}: codes: {key} gives {value!r}, and should give text"
