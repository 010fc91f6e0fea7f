"""What the references of imported rows can name: the ids of the facts they will stand with, and their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sendgraph.core.problems import Place, Problem
from sendgraph.facts.cells import SEPARATOR
from sendgraph.facts.tables import KEYS, TABLES, Facts
from sendgraph.intake.rows import dangling, names_of
from sendgraph.intake.spool import Rows, Spool

__all__ = ["Targets"]


class Targets:
    """Whether there is what a reference names, among facts in memory and rows on disk."""

    def __init__(self, facts: Facts, *spools: Spool) -> None:
        self._names = names_of({name: facts.rows(name) for name in TABLES})
        self._columns: dict[str, list[tuple[Rows, str]]] = {kind: [] for kind in KEYS}
        for name, rows in ((name, rows) for spool in spools for name, rows in spool.items()):
            self._columns["claims"] += [(rows, rows.table.key)] if rows.table.is_claims else []
            for column in KEYS.get(name, ()):
                self._columns[name].append((rows, column))
        self._has = lru_cache(maxsize=4_096)(self._look)

    def _look(self, kinds: str, name: str) -> bool:
        return any(
            (kind, name) in self._names or any(rows.has(name, column) for rows, column in self._columns[kind])
            for kind in kinds.split("|")
        )

    def find_dangling(self, spool: Spool) -> Iterator[Problem]:
        """For each row that names something that is not there, the first such column."""
        for rows in spool.values():
            columns = [(at, column) for at, column in enumerate(rows.columns) if column.kind == "ref"]
            for line, part, cells in rows.cells() if columns else ():
                for at, column in columns:
                    named = cells[at].split(SEPARATOR) if cells[at] else ()
                    if gone := [each for each in named if not self._has(column.to, each)]:
                        yield dangling(Place("", line, part), column, gone[0])
                        break
