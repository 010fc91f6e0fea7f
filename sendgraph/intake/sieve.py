"""Rows on disk that ``sendgraph check`` would find fault with, found and taken out without holding all of them.

What a row shows by itself is looked at when the row is made, a few thousand rows at a time. What only several rows show
together is looked at in the end, among those rows that have anything in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import cast

from sendgraph.core.problems import Place, Problem
from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.column import Row
from sendgraph.facts.rules import find_problems, find_seen_too_late
from sendgraph.facts.tables import KEYS, Facts
from sendgraph.facts.things import Body, Post, Source
from sendgraph.intake.rows import facts_of, find_outside_life
from sendgraph.intake.spool import Rows, Spool
from sendgraph.intake.targets import Targets

__all__ = ["Sieve"]

_PIECE = 2_000
_TOGETHER = frozenset({"CODE_TWICE", "CONTRADICTION", "DUPLICATE_ID", "SAME_CLAIM"})
"""Problems that one row alone does not have."""


class Sieve:
    """The faults of the rows that a spool takes, and the way to take those rows out again.

    ``beside`` are the facts the rows will stand with, ``held`` those of them that are on disk.
    """

    def __init__(self, spool: Spool, beside: Facts, held: Spool) -> None:
        self._spool, self._beside, self._held = spool, beside, held
        self._found: dict[Place, Problem] = {}
        self._piece: dict[str, list[Row]] = {}
        self._sources: list[Source] = []
        self._count = 0

    def look(self, table: str, row: Row) -> None:
        """Look at a row that the spool has taken."""
        self._piece.setdefault(table, []).append(row)
        if isinstance(row, Source) and len(self._sources) < _PIECE:
            self._sources.append(row)
        self._count += 1
        if self._count % _PIECE == 0:
            self._look_at_piece()

    def _look_at_piece(self) -> None:
        self._keep(p for p in find_problems(facts_of(self._piece)) if p.code not in _TOGETHER)
        self._keep(find_seen_too_late(self._dated_piece()))
        self._piece = {}

    def _dated_piece(self) -> Facts:
        """The piece with the sources it can cite: those beside it, its own, and the first of the sheet."""
        facts = facts_of(self._piece)
        facts.sources[:0] = [*self._beside.sources, *self._sources]
        return facts

    def _keep(self, problems: Iterable[Problem]) -> None:
        """Keep the first problem of each row."""
        for problem in problems:
            if not problem.is_advice:
                self._found[problem.place] = min(problem, self._found.get(problem.place, problem))

    def take_out(self) -> list[Problem]:
        """Take out every row that has a fault, and the rows that then name nothing; gives one problem for each."""
        self._look_at_piece()
        for rows in chain(self._alike(), [self._of_shared_ids(), self._few()]):
            self._keep(p for p in find_problems(facts_of(rows)) if p.code in _TOGETHER)
        for problem in self._outside_life():
            self._found.setdefault(problem.place, problem)
        told, faulty = sorted(self._found.values()), list(self._found)
        while True:
            for each in self._spool.values() if faulty else ():
                each.take_out(faulty)
            hanging = list(Targets(self._beside, self._held, self._spool).find_dangling(self._spool))
            if not hanging:
                return told
            told += hanging
            faulty = [problem.place for problem in hanging]

    def _alike(self) -> Iterator[dict[str, list[Row]]]:
        """Claims that agree with others of their table in all but texts, the only ones that can say the same."""
        for name, rows in self._spool.items():
            if rows.table.is_claims:
                told = [c.name for c in rows.columns if c.kind not in ("text", "sha256") and c.name != rows.table.key]
                yield from ({name: group} for group in rows.alike(told))

    def _of_shared_ids(self) -> dict[str, list[Row]]:
        """The rows with an id that is also an id of another kind."""
        columns = [(rows, c) for name, rows in self._spool.items() for c in {rows.table.key, *KEYS.get(name, ())}]
        shared = self._spool.shared(columns)
        found: dict[str, dict[Place, Row]] = {}
        for rows, column in columns if shared else ():
            found.setdefault(rows.table.name, {}).update({row.place: row for row in rows.among(column, shared)})
        return {name: [own[place] for place in sorted(own)] for name, own in found.items()}

    def _few(self) -> dict[str, list[Row]]:
        """The tables that are looked at whole: a sheet has few bodies, and few decisions on who is who."""
        return {name: list(self._spool[name]) for name in ("bodies", "same_people") if name in self._spool}

    def _outside_life(self) -> Iterator[Problem]:
        """Claims on days on which their body was not there; only posts of bodies with a first or last day count."""
        bodies = cast(list[Body], list(self._spool.get("bodies", ())))
        limited = {b.body_id for b in (*self._beside.bodies, *bodies) if b.opened or b.closed}
        own = cast(Iterable[Post], self._spool.get("posts", ()))
        posts = [post for post in own if limited.intersection(post.body_ids)]
        named = {p.post_id for p in (*self._beside.posts, *posts) if limited.intersection(p.body_ids)}
        tenures = cast(Iterator[TenureClaim], self._among("tenures", "post_id", named))
        while piece := list(islice(tenures, _PIECE)):
            yield from find_outside_life(Facts(bodies=bodies, posts=posts, tenures=piece), self._beside)

    def _among(self, table: str, column: str, values: set[str]) -> Iterator[Row]:
        rows: Rows | None = self._spool.get(table)
        return rows.among(column, values) if rows is not None else iter(())
