"""Rows on their way into a dataset, kept on disk: a large sheet gives more of them than memory should hold."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from operator import attrgetter
from typing import Any

from sendgraph.core.disk import open_disk
from sendgraph.core.problems import Place
from sendgraph.facts.cells import cell_text, parse_cell
from sendgraph.facts.column import Row, columns_of
from sendgraph.facts.lines import split_line
from sendgraph.facts.tables import TABLES, Table

__all__ = ["Rows", "Shelf", "Spool", "line_of"]

_BATCH = 1_000
_NOWHERE = Place("")
_numbers = count()


class Shelf:
    """Texts by key, in the order they came."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        name = f"shelf_{next(_numbers)}"
        disk.execute(f"CREATE TABLE {name} (number INTEGER PRIMARY KEY, key TEXT UNIQUE, text TEXT)")
        into = f"INSERT INTO {name} (key, text) VALUES (?, ?) ON CONFLICT (key) DO"
        self._put = f"{into} UPDATE SET text = excluded.text"
        self._get = f"SELECT text FROM {name} WHERE key = ?"
        self._all = f"SELECT text FROM {name} ORDER BY number"

    def get(self, key: str) -> str | None:
        """The text of that key, if there is one."""
        found = self._disk.execute(self._get, (key,)).fetchone()
        return found[0] if found else None

    def put(self, key: str, text: str) -> None:
        """Keep the text, in the place of an earlier one of that key."""
        self._disk.execute(self._put, (key, text))

    def texts(self) -> Iterator[str]:
        """All texts."""
        return (text for (text,) in self._disk.execute(self._all))


class Rows(Collection[Row]):
    """The rows of one table, each as its line in canonical form; of rows of one key the first counts.

    They are written one after the other and sorted when they are asked for by key, which for many rows is much quicker
    than to keep an index of the keys. There is one only from when a key is first looked for.
    """

    def __init__(self, disk: sqlite3.Connection, table: Table) -> None:
        self.table, self.columns = table, columns_of(table.row)
        self.places = {column.name: at for at, column in enumerate(self.columns)}
        self._disk = disk
        self._name = f"rows_{next(_numbers)}"
        self._new: dict[str, tuple[str, str, int, int]] = {}
        self._is_written = False
        self._indexes: set[str] = set()
        self._values = attrgetter(*self.places)
        self._not_text = [(at, c) for at, c in enumerate(self.columns) if c.many or not isinstance(c.empty, str)]
        self._key = attrgetter(table.key)
        columns = "number INTEGER PRIMARY KEY, key TEXT, text TEXT, line INTEGER, part INTEGER"
        disk.execute(f"CREATE TABLE {self._name} ({columns})")

    def add(self, row: Row, text: str = "") -> None:
        """Keep the row; ``text`` is its line, where that is known."""
        self._keep(self._key(row), text or self.text_of(row), row.place)

    def add_values(self, **values: Any) -> None:
        """Keep a row of these values: quicker than to make the row first. Raises ``KeyError`` for an unknown column."""
        cells = [""] * len(self.columns)
        for name, value in values.items():
            at = self.places[name]
            cells[at] = value if value.__class__ is str else cell_text(value, self.columns[at])
        self._keep(values[self.table.key], line_of(cells), _NOWHERE)

    def _keep(self, key: str, text: str, place: Place) -> None:
        self._new.setdefault(key, (key, text, place.line, place.column))
        if len(self._new) >= _BATCH:
            self.written()

    def written(self) -> str:
        """The rows as SQL has them, by the name of their table, all of them written."""
        if self._new:
            into = f"INSERT INTO {self._name} (key, text, line, part) VALUES (?, ?, ?, ?)"
            self._disk.executemany(into, self._new.values())
            self._new.clear()
            self._is_written = True
        return self._name

    def _ask(self, what: str, where: str = "", values: Sequence[str] = ()) -> sqlite3.Cursor:
        return self._disk.execute(f"SELECT {what} FROM {self.written()} {where}", values)

    def __len__(self) -> int:
        length: int = self._ask("COUNT(DISTINCT key)").fetchone()[0]
        return length

    def __contains__(self, row: object) -> bool:
        return isinstance(row, self.table.row) and self.find(self._key(row)) == row

    def __iter__(self) -> Iterator[Row]:
        return (self._row(line, part, cells) for line, part, cells in self.cells())

    def cells(self) -> Iterator[tuple[int, int, list[str]]]:
        """Line, part and cells of each row, in the order they came: its place, and its texts."""
        first = f"WHERE number IN (SELECT MIN(number) FROM {self._name} GROUP BY key) ORDER BY number"
        return ((line, part, split_line(text[:-1])) for text, line, part in self._ask("text, line, part", first))

    def by_key(self) -> Iterator[tuple[str, int, str]]:
        """Key, number and line of each row in the order of the keys."""
        return self._ask("key, MIN(number), text", "NOT INDEXED GROUP BY key ORDER BY key")

    def numbers(self) -> Iterator[tuple[str, int]]:
        """Key and number of each row: much less to sort than with the lines."""
        return self._ask("key, MIN(number)", "NOT INDEXED GROUP BY key")

    def text(self, key: str) -> str:
        """The line of the row of that key, or nothing."""
        found = self._of_key(key)
        return found[1] if found else ""

    def find(self, key: str) -> Row | None:
        """The row of that key, if there is one."""
        found = self._of_key(key)
        return self._row(found[2], found[3], split_line(found[1][:-1])) if found else None

    def _of_key(self, key: str) -> tuple[str, str, int, int] | None:
        found: tuple[str, str, int, int] | None = None
        if self._is_written:
            where = f"WHERE {self._indexed(self.table.key)} = ? ORDER BY number LIMIT 1"
            found = self._disk.execute(f"SELECT key, text, line, part FROM {self._name} {where}", (key,)).fetchone()
        return found or self._new.get(key)

    def has(self, value: str, column: str) -> bool:
        """Whether there is a row with that value in the column."""
        return self._ask("1", f"WHERE {self._indexed(column)} = ?", (value,)).fetchone() is not None

    def cell(self, column: str) -> str:
        """The column as SQL has it."""
        return "key" if column == self.table.key else f"cell(text, {self.places[column]})"

    def _indexed(self, column: str) -> str:
        if column not in self._indexes:
            self._disk.execute(f"CREATE INDEX {self._name}_{column} ON {self._name} ({self.cell(column)})")
            self._indexes.add(column)
        return self.cell(column)

    def text_of(self, row: Row) -> str:
        """The line of the row as its table file has it."""
        cells = list(self._values(row))
        for at, column in self._not_text:
            cells[at] = "" if cells[at] is None else cell_text(cells[at], column)
        return line_of(cells)

    def _row(self, line: int, part: int, cells: Sequence[str]) -> Row:
        filled = ((column, cell) for column, cell in zip(self.columns, cells, strict=True) if cell)
        values: dict[str, Any] = {column.name: parse_cell(cell, column) for column, cell in filled}
        return self.table.row(place=Place("", line, part), **values)

    def among(self, column: str, values: Collection[str]) -> Iterator[Row]:
        """The rows that have one of the values in that column."""
        at = self.places[column]
        return (self._row(line, part, cells) for line, part, cells in self.cells() if cells[at] in values)

    def alike(self, columns: Iterable[str]) -> Iterator[list[Row]]:
        """The rows that agree in these columns with another one, so many at a time, those that agree together."""
        places = [self.places[column] for column in columns]

        def mark(text: str) -> int:
            cells = split_line(text[:-1])
            return hash(tuple(cells[at] for at in places))

        self._disk.create_function("mark", 1, mark, deterministic=True)
        marked = self._ask("mark(text) AS mark, text, line, part", "ORDER BY mark, number")
        batch: list[Row] = []
        for _, group in groupby(marked, key=lambda each: each[0]):
            rows = list(group)
            if len(rows) > 1:
                batch += [self._row(line, part, split_line(text[:-1])) for _, text, line, part in rows]
            if len(batch) >= _BATCH:
                yield batch
                batch = []
        yield batch

    def take_out(self, places: Iterable[Place]) -> None:
        """Let go of the rows made at these places."""
        self._disk.execute("CREATE TEMP TABLE gone (line INTEGER, part INTEGER)")
        self._disk.executemany("INSERT INTO gone VALUES (?, ?)", ((p.line, p.column) for p in places))
        self._disk.execute(f"DELETE FROM {self.written()} WHERE (line, part) IN (SELECT line, part FROM gone)")
        self._disk.execute("DROP TABLE gone")


class Spool(Mapping[str, Rows]):
    """Rows by table, and shelves for whatever else an import keeps."""

    def __init__(self, tables: Mapping[str, Iterable[Row]] | None = None) -> None:
        self.disk = open_disk()
        self.disk.create_function("cell", 2, _cell, deterministic=True)
        self._rows: dict[str, Rows] = {}
        for table, rows in (tables or {}).items():
            for row in rows:
                self.add(table, row)

    def __getitem__(self, table: str) -> Rows:
        return self._rows[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, table: str) -> Rows:
        """The rows of that table, of which there may be none yet."""
        if table not in self._rows:
            self._rows[table] = Rows(self.disk, TABLES[table])
        return self._rows[table]

    def add(self, table: str, row: Row) -> None:
        """Keep a row; of rows of one key the first counts."""
        (self._rows[table] if table in self._rows else self.rows(table)).add(row)

    def shared(self, columns: Iterable[tuple[Rows, str]]) -> set[str]:
        """The ids that stand in more than one of the columns."""
        parts = [
            f"SELECT {rows.cell(c)} AS id, {n} AS kind FROM {rows.written()}" for n, (rows, c) in enumerate(columns)
        ]
        ids = f"SELECT id FROM ({' UNION ALL '.join(parts)}) GROUP BY id HAVING MIN(kind) < MAX(kind)"
        return {each for (each,) in self.disk.execute(ids)} if parts else set()

    def shelf(self) -> Shelf:
        """A new shelf for texts."""
        return Shelf(self.disk)


def _cell(text: str, at: int) -> str:
    return split_line(text[:-1])[at]


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


_writer = csv.writer(_Echo(), lineterminator="\n")


def line_of(cells: Sequence[str]) -> str:
    """The line of a table file that holds the cells, with its end: as the ``csv`` module writes it, and quicker."""
    line = ",".join(cells)
    if not line.isprintable():
        return str(_writer.writerow(cells))
    if '"' in line or line.count(",") >= len(cells):
        line = ",".join(['"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell for cell in cells])
    return f"{line}\n"
