"""Rows into the tables of a dataset: new ones added, newer values taken, what a file no longer has reported.

Nothing is ever deleted, and importing the same file again changes nothing. Rows are compared and put together as the
cells that the tables hold: of a large table neither the rows nor their keys are ever in memory.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from heapq import heappush, heapreplace
from pathlib import Path

from sendgraph.core.files import write_whole
from sendgraph.core.ids import is_id
from sendgraph.core.problems import FactsError
from sendgraph.facts.canonical import canonical_text
from sendgraph.facts.lines import split_line
from sendgraph.intake.held import read_held
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError
from sendgraph.intake.spool import Rows, Spool, line_of

__all__ = ["SHOWN", "Keys", "Merged", "Named", "merge_into"]

SHOWN = 20
"""So many keys of a table are named; the others are counted."""

Named = tuple[str, str]
"""A table and the key of a row in it."""


class Keys:
    """Rows of tables: how many of each table, and the first of them in the order they came."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._first: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, table: str, key: str, number: int) -> None:
        """Count one more, the so-manieth of its table."""
        self.counts[table] += 1
        first = self._first[table]  # a heap with the last of the first on top
        if len(first) < SHOWN:
            heappush(first, (-number, key))
        elif -number > first[0][0]:
            heapreplace(first, (-number, key))

    @property
    def first(self) -> list[Named]:
        """The first rows of each table that has any."""
        return [(table, key) for table, first in self._first.items() for _, key in sorted(first, reverse=True)]

    def __len__(self) -> int:
        return self.counts.total()


@dataclass
class Merged:
    """What an import did or would do to a dataset, by table and key.

    ``dropped`` are rows this importer took from an earlier file and this one no longer has: they stay.
    ``elsewhere`` are rows that a dataset beside this one has already: they are not repeated.
    """

    added: Keys = field(default_factory=Keys)
    changed: Keys = field(default_factory=Keys)
    unchanged: Keys = field(default_factory=Keys)
    dropped: Keys = field(default_factory=Keys)
    elsewhere: Keys = field(default_factory=Keys)

    @property
    def is_change(self) -> bool:
        """Whether any table of the dataset changes."""
        return bool(self.added or self.changed)


def merge_into(
    folder: Path,
    taken: Taken,
    description: Mapping[str, str],
    *,
    held: Spool | None = None,
    elsewhere: Mapping[str, frozenset[str]] | None = None,
    is_dry: bool = False,
) -> Merged:
    """Put the rows into the dataset folder, which is made where it is missing, and tell what changed.

    ``held`` are the rows the dataset has, where they are read already; ``elsewhere`` holds by table the keys that
    datasets read beside this one have. A claim is replaced by a newer one of its id, but for its status: what somebody
    decided of it stays, and of a withdrawn one nothing comes back. Of a thing, such as a source, a newer file fills and
    replaces cells and empties none. With ``is_dry`` nothing is written.
    Raises ``FactsError`` where the tables there cannot be read whole, because writing them would lose rows.
    """
    if not is_id(folder.resolve().name):
        raise IntakeError(
            f"{folder.resolve().name!r} cannot name a dataset: use lower-case letters, digits and hyphens"
        )
    if held is None:
        held, problems = read_held(folder)
        if problems:
            raise FactsError(sorted(problems))
    merged = Merged()
    changed: list[_Joining] = []
    for name in sorted(taken.rows):
        joining = _Joining(taken.rows[name], held.rows(name), (elsewhere or {}).get(name, frozenset()))
        if joining.tell(merged, taken):
            changed.append(joining)
    if not is_dry and (changed or not (folder / "dataset.toml").is_file()):
        _write(folder, changed, description)
    return merged


class _Joining:
    """The rows that were taken and those that a dataset holds of one table, on the way to one table."""

    def __init__(self, fresh: Rows, held: Rows, elsewhere: frozenset[str]) -> None:
        self.fresh, self.held, self.elsewhere = fresh, held, elsewhere
        self.table, self.places = fresh.table, fresh.places

    def pairs(self) -> Iterator[tuple[str, int, str, str]]:
        """By key: key, number, and the lines of the row held and of the row taken, one of which may be missing."""
        held = self.held.by_key()
        old = next(held, None)
        for key, number, new in self.fresh.by_key():
            while old and old[0] < key:
                yield *old, ""
                old = next(held, None)
            if old and old[0] == key:
                yield key, number, old[2], new
                old = next(held, None)
            else:
                yield key, number, "", new
        while old:
            yield *old, ""
            old = next(held, None)

    def tell(self, merged: Merged, taken: Taken) -> bool:
        """Count what becomes of each row; whether anything changes."""
        name, before = self.table.name, len(merged.added) + len(merged.changed)
        if not len(self.held):
            for key, number in self.fresh.numbers():
                (merged.elsewhere if key in self.elsewhere else merged.added).add(name, key, number)
            return len(merged.added) + len(merged.changed) > before
        is_gone = self.gone(taken.family) if self.table.is_claims and not taken.is_part else None
        for key, number, old, new in self.pairs():
            if not new:
                if is_gone and is_gone(key, old):
                    merged.dropped.add(name, key, number)
            elif not old:
                (merged.elsewhere if key in self.elsewhere else merged.added).add(name, key, number)
            else:
                (merged.unchanged if self.joined(old, new) == old else merged.changed).add(name, key, number)
        return len(merged.added) + len(merged.changed) > before

    def joined(self, old: str, new: str) -> str:
        """The line of a row the dataset has, after a newer one of its key."""
        if old == new:
            return old
        before, after = split_line(old[:-1]), split_line(new[:-1])
        if self.table.is_claims:
            return line_of(_decided(before, after, self.places))
        return line_of([cell or earlier for cell, earlier in zip(after, before, strict=True)])

    def lines(self) -> Iterator[str]:
        """The lines of the table that comes of both, in the order of their keys."""
        for key, _, old, new in self.pairs():
            if old or key not in self.elsewhere:
                yield self.joined(old, new) if old and new else old or new

    def gone(self, family: str) -> Callable[[str, str], bool]:
        """Whether a claim that only the dataset has is one that an earlier file of this kind gave.

        They are known by their source and by the last part of their id, which tells what an importer takes from a row.
        """
        at = self.places["source_id"]

        @cache
        def taken() -> tuple[set[str], set[str]]:
            sources, endings = set(), set()
            for key, _, text in self.fresh.by_key():
                sources.add(split_line(text[:-1])[at])
                endings.add(_ending(key))
            return sources, endings

        def is_gone(key: str, text: str) -> bool:
            sources, endings = taken()
            source = split_line(text[:-1])[at]
            return bool(source in sources or (family and source.startswith(family))) and _ending(key) in endings

        return is_gone


def _decided(old: list[str], new: list[str], places: Mapping[str, int]) -> list[str]:
    """The newer claim under the status the dataset gave it; a withdrawn one stays as it is."""
    status = places["status"]
    if old[status] == "withdrawn":
        return old
    if old[status] != new[status]:
        for name in ("status", "status_reason", "note"):
            new[places[name]] = old[places[name]]
    return new


def _ending(key: str) -> str:
    """The last part of a claim's id that is no number."""
    return re.sub(r"(?:_\d+)+$", "", key).rpartition("_")[2]


def _write(folder: Path, changed: list[_Joining], description: Mapping[str, str]) -> None:
    """Write the tables in canonical form, each whole or not at all, line by line."""
    folder.mkdir(parents=True, exist_ok=True)
    about = folder / "dataset.toml"
    if not about.is_file():
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in description.items()]
        write_whole(about, "".join(lines).encode())
    for joining in changed:
        header = canonical_text([], joining.table).encode()
        write_whole(folder / f"{joining.table.name}.csv", header, (line.encode() for line in joining.lines()))
