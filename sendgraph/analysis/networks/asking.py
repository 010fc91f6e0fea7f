"""Rows of a template: at once, or kept on disk where a national answer is too much to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine
from sendgraph.queries.template import find_template, unordered

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["Kept", "Row", "ask_rows"]

Row = dict[str, str]
"""A result row by column; a value that is unbound is an empty text."""


def ask_rows(engine: Engine, name: str, given: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of the template with the given parameters; empty ones are left to their default."""
    columns, sparql = _question(name, given)
    return [{n: v or "" for n, v in zip(columns, row, strict=True)} for row in engine.rows(sparql)]


def _question(name: str, given: Mapping[str, str] | None) -> tuple[list[str], str]:
    template = find_template(name)
    filled = {key: [value] for key, value in (given or {}).items() if value}
    return list(template.columns), bind(template, filled, lambda _, text: text)


class Kept:
    """The rows of a template, asked for once and kept on disk, to be had in any order as often as wanted.

    They are sorted on disk as well: an engine would hold them all to sort them. ``more`` are further columns, each from
    a row. Nothing is asked before the first row is wanted.
    """

    def __init__(
        self,
        engine: Engine,
        name: str,
        given: Mapping[str, str] | None = None,
        more: Mapping[str, Callable[[Row], str]] | None = None,
    ) -> None:
        self._engine, self._more = engine, dict(more or {})
        self._asked, sparql = _question(name, given)
        self._sparql = unordered(sparql)
        self._columns = [*self._asked, *self._more]
        self._disk: Connection | None = None

    def in_order(self, *columns: str) -> Iterator[Row]:
        """The rows in the order of these columns, unbound values first."""
        for values in self._filled().execute(f"SELECT * FROM kept ORDER BY {_listed(columns)}"):
            yield dict(zip(self._columns, values, strict=True))

    def _filled(self) -> Connection:
        if self._disk is None:
            from sendgraph.core.disk import open_disk

            disk = open_disk()
            disk.execute(f"CREATE TABLE kept ({_listed(self._columns)})")
            disk.executemany(f"INSERT INTO kept VALUES ({', '.join('?' * len(self._columns))})", self._rows())
            self._disk = disk
        return self._disk

    def _rows(self) -> Iterator[list[str]]:
        for found in self._engine.stream(self._sparql):
            values = [value or "" for value in found]
            if self._more:
                row = dict(zip(self._asked, values, strict=True))
                values += [make(row) for make in self._more.values()]
            yield values


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
