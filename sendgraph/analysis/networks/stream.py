"""Rows of a template one after the other, so that a national answer never stands in memory twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine, StoreEngine
from sendgraph.queries.template import find_template

__all__ = ["Row", "ask_rows", "day_of", "id_of"]

Row = dict[str, str]
"""A result row by column; a value that is unbound is an empty text."""

_IDS = "/id/"


def ask_rows(engine: Engine, name: str, given: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the template with the given parameters; empty ones are left to their default.

    The embedded store hands its rows over one by one; an engine that cannot gives them at once.
    """
    template = find_template(name)
    sparql = bind(template, {k: [v] for k, v in given.items() if v}, lambda _, text: text)
    names = list(template.columns)
    if isinstance(engine, StoreEngine):
        for solution in engine.store.query(sparql):  # type: ignore[union-attr]
            yield {n: "" if v is None else v.value for n, v in zip(names, solution, strict=True)}
    else:
        for row in engine.rows(sparql):
            yield {n: v or "" for n, v in zip(names, row, strict=True)}


def id_of(iri: str) -> str:
    """The id at the end of a thing's IRI, empty for an empty one.

    >>> id_of("https://w3id.org/sendgraph/id/kent"), id_of("")
    ('kent', '')
    """
    return iri.rpartition(_IDS)[2]


def day_of(text: str) -> date | None:
    """The day that the text writes, or ``None`` where there is none."""
    return date.fromisoformat(text) if text else None
