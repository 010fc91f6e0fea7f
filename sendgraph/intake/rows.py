"""Rows of our tables from the texts of other people's files, by the same rules that check the tables."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from sys import intern
from typing import Any

from sendgraph.core.names import slug
from sendgraph.core.problems import Place, Problem
from sendgraph.facts.cells import SEPARATOR, CellError, parse_cell
from sendgraph.facts.column import Column, Row, columns_of
from sendgraph.facts.rules import find_problems
from sendgraph.facts.tables import KEYS, TABLES, Facts
from sendgraph.model.assemble import find_model_problems
from sendgraph.model.kinds import Assembly

__all__ = [
    "RowError",
    "clean_text",
    "count_seats",
    "dangling",
    "facts_of",
    "find_outside_life",
    "known_elsewhere",
    "make_id",
    "make_row",
    "names_of",
    "row_key",
    "take_out_faulty",
]


Cells = Mapping[str, str | Sequence[str]]
"""The texts of a row's cells by column; several values of one cell as a sequence."""

_HANDOVER = timedelta(days=31)


class RowError(ValueError):
    """Why a row of a file gives no row of ours; says every fault, and the way out of each."""


def clean_text(text: str) -> str:
    """``text`` on one line, with composed letters and single plain spaces.

    >>> clean_text(" Jane\\u00a0 Example\\n")
    'Jane Example'
    """
    return " ".join(text.split()) if text.isascii() else " ".join(unicodedata.normalize("NFC", text).split())


def make_id(*parts: str) -> str:
    """An id of its named parts. Raises ``RowError`` where a part has no letter or digit.

    >>> make_id("Siân O’Brien", "Kent")
    'sian-obrien_kent'
    """
    slugs = [slug(part) for part in parts]
    if not all(slugs):
        raise RowError(f"no id can be made of {', '.join(map(repr, parts))}: a part has no letter or digit")
    return "_".join(slugs)


def make_row(table: str, values: Cells, place: Place = Place("")) -> Row:
    """A row of the table from the texts of its cells.

    Raises ``RowError`` with every fault the cells have.
    """
    row_class = TABLES[table].row
    parsed: dict[str, Any] = {}
    faults = []
    for column in columns_of(row_class):
        value = values.get(column.name, "")
        if not value and not column.required:
            continue  # the row class has the column's empty value as default
        if not isinstance(value, str):
            value = SEPARATOR.join(dict.fromkeys(clean_text(v) for v in value))
        elif not (value := clean_text(value)) and not column.required:
            continue
        try:
            # Ids come again in every row that names them: one text for all keeps a large sheet small in memory.
            parsed[column.name] = parse_cell(intern(value) if column.kind in ("id", "ref") else value, column)
        except CellError as error:
            faults.append(f"{error.message} ({error.way_out})")
    if faults:
        raise RowError("; ".join(faults))
    return row_class(place=place, **parsed)


def row_key(table: str, row: Row) -> str:
    """The value of the table's key in the row."""
    key: str = getattr(row, TABLES[table].key)
    return key


def count_seats(turns: Iterable[tuple[Hashable, date, date | None]]) -> dict[Hashable, int]:
    """For each post the most people shown in it at one time; ``turns`` are half-open.

    Two people shown in one post for no longer than a month hand it over, and do not make it a post of two seats.
    """
    days: dict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    for post, start, end in turns:
        days[post].append((start, 1))
        if end:
            days[post].append((max(end - _HANDOVER, start + timedelta(days=1)), -1))
    return {post: max(accumulate(step for _, step in sorted(own))) for post, own in days.items()}


def known_elsewhere(facts: Facts, family: str) -> set[str]:
    """Ids of the bodies that a dataset of another origin has: not cited to a source whose id starts with ``family``."""
    return {b.body_id for b in facts.bodies if not b.source_id.startswith(family)}


def take_out_faulty(rows: dict[str, list[Row]], beside: Facts, held: Mapping[str, Iterable[Row]]) -> list[Problem]:
    """Take every row out that ``sendgraph check`` would find fault with, and the rows that then name nothing.

    ``beside`` are the facts the rows will stand with, and ``held`` what of them is on disk. Returns the problems, one
    for each row taken out.
    """
    facts = facts_of(rows)
    serious = {p.place: p for p in reversed(find_problems(facts) + find_outside_life(facts, beside)) if not p.is_advice}
    found = sorted(serious.values())
    there = names_of({name: beside.rows(name) for name in TABLES}) | names_of(held)
    faulty = set(serious)
    while True:
        for name, own in rows.items():
            rows[name] = [row for row in own if row.place not in faulty]
        hanging = _hanging(rows, there | names_of(rows))
        if not hanging:
            return found
        found += hanging
        faulty = {p.place for p in hanging}


def facts_of(rows: Mapping[str, list[Row]]) -> Facts:
    """The rows as facts that need not be whole: whether a reference dangles cannot be told from them."""
    facts = Facts(incomplete=set(TABLES))
    for name, own in rows.items():
        facts.rows(name).extend(own)
    return facts


def find_outside_life(facts: Facts, beside: Facts) -> list[Problem]:
    """Claims on days on which their body was not there, wherever the body and the post stand."""
    bodies = {b.body_id: b for b in (*beside.bodies, *facts.bodies)}
    posts = {p.post_id: p for p in (*beside.posts, *facts.posts) if all(b in bodies for b in p.body_ids)}
    tenures = [claim for claim in facts.tenures if claim.post_id in posts]
    whole = Facts(bodies=list(bodies.values()), posts=list(posts.values()), tenures=tenures)
    return find_model_problems(whole, Assembly())


def names_of(rows: Mapping[str, Iterable[Row]]) -> set[tuple[str, str]]:
    """What references can name: the kind of thing and its id."""
    kinds = [(name, name, column) for name in rows for column in KEYS.get(name, ())]
    kinds += [(name, "claims", TABLES[name].key) for name in rows if TABLES[name].is_claims]
    return {(kind, getattr(row, column)) for name, kind, column in kinds for row in rows[name]}


def _hanging(rows: Mapping[str, Sequence[Row]], there: set[tuple[str, str]]) -> list[Problem]:
    """The rows that name something that is not there."""
    found = []
    for name, own in rows.items():
        columns = [(c, c.to.split("|")) for c in columns_of(TABLES[name].row) if c.kind == "ref"]
        for row in own:
            for column, spaces in columns:
                value = getattr(row, column.name)
                named = value if column.many else (value,) if value else ()
                gone = [v for v in named if not any((space, v) in there for space in spaces)]
                if gone:
                    found.append(dangling(row.place, column, gone[0]))
                    break
    return found


def dangling(place: Place, column: Column, gone: str) -> Problem:
    """The problem of a row whose column names what is not there."""
    message = f"{column.name} names {gone!r}, which is nowhere or was left out"
    return Problem(place, "DANGLING_REFERENCE", message, f"add it to {', '.join(column.to.split('|'))}")
