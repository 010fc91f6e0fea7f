"""Where queries run. The embedded store is one engine; others need only give rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Engine", "Rows", "StoreEngine"]

Rows = list[tuple[str | None, ...]]
"""Result rows: the lexical text of each value, or ``None`` where it is unbound."""


class Engine(Protocol):
    """Anything that answers a SELECT with rows."""

    def rows(self, sparql: str) -> Rows:
        """The rows of a SELECT, in order."""

    def columns(self, sparql: str) -> tuple[Sequence[str], Rows]:
        """The names of the variables and the rows."""


class StoreEngine:
    """The embedded store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rows(self, sparql: str) -> Rows:
        """The rows of a SELECT, in order."""
        return self.columns(sparql)[1]

    def columns(self, sparql: str) -> tuple[Sequence[str], Rows]:
        """The names of the variables and the rows. Raises ``ValueError`` for anything but a SELECT."""
        from pyoxigraph import QuerySolutions

        result = self.store.query(sparql)
        if not isinstance(result, QuerySolutions):
            raise ValueError("only SELECT queries are run")
        names = [v.value for v in result.variables]
        # A value is always an IRI or a literal here: the graph holds no blank node and no triple term.
        rows = [tuple(None if v is None else v.value for v in solution) for solution in result]
        return names, rows
