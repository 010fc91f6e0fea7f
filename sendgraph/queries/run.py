"""Run a template with parameters: from names and what people write to columns and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine, Rows
from sendgraph.queries.resolve import Resolver
from sendgraph.queries.template import find_template

__all__ = ["Answer", "Asker", "ask"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows of a query, and the SPARQL that gave them."""

    columns: Sequence[str]
    rows: Rows
    sparql: str

    def dicts(self) -> Iterator[dict[str, str | None]]:
        """Each row as a mapping from column to text."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def ask(engine: Engine, name: str, given: Mapping[str, Sequence[str]], resolver: Resolver | None = None) -> Answer:
    """The answer of a template. Raises ``TemplateError`` for an unknown template, parameter or value."""
    sparql = bind(find_template(name), given, resolver or Resolver(engine))
    columns, rows = engine.columns(sparql)
    return Answer(columns, rows, sparql)


@dataclass(slots=True)
class Asker:
    """Asks several templates of one engine; names are resolved with one look-up."""

    engine: Engine
    resolver: Resolver

    @classmethod
    def of(cls, engine: Engine) -> Asker:
        """An asker for the engine."""
        return cls(engine, Resolver(engine))

    def __call__(self, name: str, **given: str) -> list[dict[str, str | None]]:
        """The rows of the template as mappings."""
        return list(ask(self.engine, name, {k: [v] for k, v in given.items()}, self.resolver).dicts())
