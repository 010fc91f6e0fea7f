"""Where queries run. The embedded store is one engine; others need only give rows of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution, QuerySolutions, Store

__all__ = ["Engine", "Rows", "StoreEngine", "Values"]

Values = tuple[str | None, ...]
"""A result row: the lexical text of each value, or ``None`` where it is unbound."""

Rows = list[Values]


class Engine(Protocol):
    """Anything that answers a SELECT with rows."""

    def rows(self, sparql: str) -> Rows:
        """The rows of a SELECT, in order."""

    def columns(self, sparql: str) -> tuple[Sequence[str], Rows]:
        """The names of the variables and the rows."""

    def stream(self, sparql: str) -> Iterator[Values]:
        """The rows of a SELECT, one by one where the engine can."""


class StoreEngine:
    """The embedded store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rows(self, sparql: str) -> Rows:
        """The rows of a SELECT, in order."""
        return self.columns(sparql)[1]

    def columns(self, sparql: str) -> tuple[Sequence[str], Rows]:
        """The names of the variables and the rows. Raises ``ValueError`` for anything but a SELECT."""
        solutions = self._ask(sparql)
        return [v.value for v in solutions.variables], [_values(s) for s in solutions]

    def stream(self, sparql: str) -> Iterator[Values]:
        """The rows of a SELECT as the store finds them, none of which is held."""
        return map(_values, self._ask(sparql))

    def _ask(self, sparql: str) -> QuerySolutions:
        from pyoxigraph import QuerySolutions

        result = self.store.query(sparql)
        if not isinstance(result, QuerySolutions):
            raise ValueError("only SELECT queries are run")
        return result


def _values(solution: QuerySolution) -> Values:
    # A value is always an IRI or a literal here: the graph holds no blank node and no triple term.
    return tuple(None if v is None else v.value for v in solution)
