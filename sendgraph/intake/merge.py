"""Rows into the tables of a dataset: new ones added, newer values taken, what a file no longer has reported.

Nothing is ever deleted, and importing the same file again changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sendgraph.core.files import write_whole
from sendgraph.core.problems import FactsError, Problem
from sendgraph.facts.canonical import canonical_text
from sendgraph.facts.claims import Claim
from sendgraph.facts.column import Row, columns_of
from sendgraph.facts.read import read_table
from sendgraph.facts.tables import TABLES, Table
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError

__all__ = ["Merged", "Named", "merge_into"]

_PIECE = 10_000

Named = tuple[str, str]
"""A table and the key of a row in it."""


@dataclass
class Merged:
    """What an import did or would do to a dataset, by table and key.

    ``dropped`` are rows this importer took from an earlier file and this one no longer has: they stay.
    ``elsewhere`` are rows that a dataset beside this one has already: they are not repeated.
    """

    added: list[Named] = field(default_factory=list)
    changed: list[Named] = field(default_factory=list)
    unchanged: list[Named] = field(default_factory=list)
    dropped: list[Named] = field(default_factory=list)
    elsewhere: list[Named] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        """Whether any table of the dataset changes."""
        return bool(self.added or self.changed)


def merge_into(
    folder: Path,
    taken: Taken,
    description: Mapping[str, str],
    *,
    elsewhere: Mapping[str, frozenset[str]] | None = None,
    is_dry: bool = False,
) -> Merged:
    """Put the rows into the dataset folder, which is made where it is missing, and tell what changed.

    ``elsewhere`` holds by table the keys that datasets read beside this one have. A claim is replaced by a newer one of
    its id, but for its status: what somebody decided of it stays, and of a withdrawn one nothing comes back. Of a
    thing, such as a source, a newer file fills and replaces cells and empties none. With ``is_dry`` nothing is written.
    Raises ``FactsError`` where the tables there cannot be read whole, because writing them would lose rows.
    """
    if not re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", folder.resolve().name):
        raise IntakeError(
            f"{folder.resolve().name!r} cannot name a dataset: use lower-case letters, digits and hyphens"
        )
    merged = Merged()
    tables: dict[str, dict[str, Row]] = {}
    problems: list[Problem] = []
    for name, rows in sorted(taken.rows.items()):
        held, found = _held(folder / f"{name}.csv", TABLES[name], folder)
        problems += found
        if not found and _merge(TABLES[name], held, rows, (elsewhere or {}).get(name, frozenset()), taken, merged):
            tables[name] = held
    if problems:
        raise FactsError(sorted(problems))
    if not is_dry and (tables or not (folder / "dataset.toml").is_file()):
        _write(folder, tables, description)
    return merged


def _held(path: Path, table: Table, folder: Path) -> tuple[dict[str, Row], list[Problem]]:
    """The rows the dataset has, by key, and what stops their reading."""
    if not path.exists():
        return {}, []
    rows, problems = read_table(path, table, folder.resolve().name)
    return {getattr(row, table.key): row for row in rows}, problems


def _merge(
    table: Table, held: dict[str, Row], rows: list[Row], elsewhere: frozenset[str], taken: Taken, merged: Merged
) -> bool:
    """Take the rows into the held ones; whether anything changed."""
    before = len(merged.added) + len(merged.changed)
    if table.is_claims and not taken.is_part and held:
        merged.dropped += [(table.name, key) for key in _lost(held, rows, table.key, taken.family)]
    names = [c.name for c in columns_of(table.row)]
    for row in rows:
        key: str = getattr(row, table.key)
        old = held.get(key)
        if old is None and key in elsewhere:
            merged.elsewhere.append((table.name, key))
            continue
        new = row if old is None else _decided(old, row) if table.is_claims else _filled(old, row, names)
        if old is None:
            merged.added.append((table.name, key))
        elif all(getattr(old, name) == getattr(new, name) for name in names):
            merged.unchanged.append((table.name, key))
            continue
        else:
            merged.changed.append((table.name, key))
        held[key] = new
    return len(merged.added) + len(merged.changed) > before


def _decided(old: Row, new: Row) -> Row:
    """The newer claim under the status the dataset gave it; a withdrawn one stays as it is."""
    assert isinstance(old, Claim)
    assert isinstance(new, Claim)
    if old.status == "withdrawn":
        return old
    if old.status == new.status:
        return new
    return replace(new, status=old.status, status_reason=old.status_reason, note=old.note)


def _filled(old: Row, new: Row, names: list[str]) -> Row:
    values: dict[str, Any] = {name: getattr(new, name) for name in names}
    return replace(old, **{name: value for name, value in values.items() if value not in ("", None, (), False)})


def _lost(held: dict[str, Row], rows: list[Row], key: str, family: str) -> list[str]:
    """Keys of the claims an earlier file of this kind gave and this one does not.

    They are known by their source and by the last part of their id, which tells what an importer takes from a row.
    """
    sources = {row.source_id for row in rows if isinstance(row, Claim)}
    fresh = {getattr(row, key) for row in rows}
    endings = {_ending(each) for each in fresh}
    return [
        each
        for each, row in held.items()
        if each not in fresh
        and isinstance(row, Claim)
        and (row.source_id in sources or (family and row.source_id.startswith(family)))
        and _ending(each) in endings
    ]


def _ending(key: str) -> str:
    """The last part of a claim's id that is no number."""
    return re.sub(r"(?:_\d+)+$", "", key).rpartition("_")[2]


def _write(folder: Path, tables: dict[str, dict[str, Row]], description: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    about = folder / "dataset.toml"
    if not about.is_file():
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in description.items()]
        write_whole(about, "".join(lines).encode())
    while tables:
        name, rows = tables.popitem()
        _write_table(folder / f"{name}.csv", rows, TABLES[name])


def _write_table(path: Path, rows: dict[str, Row], table: Table) -> None:
    """Write the table in canonical form, whole or not at all, piece by piece: a large one is never held as text."""
    keys = sorted(rows)
    header = canonical_text([], table).encode()
    pieces = (
        canonical_text([rows[key] for key in keys[start : start + _PIECE]], table).encode()[len(header) :]
        for start in range(0, len(keys), _PIECE)
    )
    write_whole(path, header, pieces)
