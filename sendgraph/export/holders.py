"""People, bodies, posts and who held them, as the interchange formats want them: merged people as one, dates narrowed.

What both formats lack is the same: a date that is a range. A date is given as the narrowest day, month or year that
every possible day lies in, and left out where there is none, so that nothing is said that the claims do not.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

__all__ = ["Cited", "cited_by_fact", "names_of_people", "partial_date", "rows_of", "split", "without_empty"]

Row = Mapping[str, Any]


class Cited(NamedTuple):
    """A document that a fact rests on, and where a reader finds it."""

    source_id: str
    title: str
    publisher: str
    url: str


def partial_date(earliest: str | None, latest: str | None) -> str:
    """The narrowest YYYY-MM-DD, YYYY-MM or YYYY that has every day from ``earliest`` to ``latest``; else nothing.

    >>> partial_date("2021-11-09", "2021-11-22"), partial_date("2021-03-01", "2021-05-31"), partial_date(None, "2021")
    ('2021-11', '2021', '')
    """
    if not earliest or not latest:
        return ""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if first == last:
        return earliest
    if first.year != last.year:
        return ""
    return earliest[:7] if first.month == last.month else earliest[:4]


def rows_of(database: sqlite3.Connection, sql: str) -> list[Row]:
    """The rows of a SELECT as mappings from column to value; nothing is an empty text."""
    found = database.execute(sql)
    names = [c[0] for c in found.description]
    return [{n: "" if v is None else v for n, v in zip(names, row, strict=True)} for row in found]


def split(joined: str) -> list[str]:
    """The values of a cell that holds several."""
    return joined.split("; ") if joined else []


def names_of_people(database: sqlite3.Connection) -> dict[str, list[str]]:
    """For each person who stands for all that were joined: the name, then every other, sorted."""
    people = {r["person_id"]: r for r in rows_of(database, "SELECT * FROM people ORDER BY person_id")}
    others: dict[str, set[str]] = defaultdict(set)
    for person, row in people.items():
        others[row["merged_into_id"] or person].update([row["name"], *split(row["other_names"])])
    return {p: [people[p]["name"], *sorted(others[p] - {people[p]["name"]})] for p in sorted(others)}


def cited_by_fact(database: sqlite3.Connection, facts: str) -> dict[str, list[Cited]]:
    """For each fact of the table, the documents that its claims cite, by id."""
    key = f"{facts[:-1]}_id"
    sql = f"""SELECT DISTINCT f.{key} AS fact, s.source_id, s.title, s.publisher, s.url FROM {facts} AS f
      JOIN evidence AS e ON e.fact_id = f.{key} JOIN claims USING (claim_id) JOIN sources AS s USING (source_id)
      ORDER BY 1, 2"""
    found: dict[str, list[Cited]] = defaultdict(list)
    for row in rows_of(database, sql):
        found[row["fact"]].append(Cited(row["source_id"], row["title"], row["publisher"], row["url"]))
    return found


def without_empty(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object of the values that say something."""
    return {name: value for name, value in values if value not in ("", None, [], {})}
