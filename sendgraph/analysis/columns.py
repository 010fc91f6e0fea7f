"""Spells as columns: days as whole numbers, posts, people and tenures as codes, for measures over very many of them.

Only what measures need is kept. A day is its ordinal as ``date.toordinal`` gives it, and 0 where there is none. The
measures in ``at_scale`` give the figures that the functions over spells give; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sendgraph.analysis.panel import Pair
from sendgraph.analysis.shares import Seat, life_in
from sendgraph.analysis.spells import Spell
from sendgraph.core.intervals import Interval

__all__ = ["Columns", "Lives", "PairColumns", "columns_of", "lives_of", "pair_columns"]

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One row a tenure, in the order of tenure ids; ``post`` and ``person`` are codes from 0 on.

    Raises ``ValueError`` where the columns are not of one length.
    """

    post: Whole
    person: Whole
    start_earliest: Whole
    start_latest: Whole
    end_earliest: Whole
    end_latest: Whole
    first_seen: Whole
    last_seen: Whole
    is_interim: Flags
    is_shared: Flags
    is_single: Flags
    """Whether the post has one seat."""

    def __post_init__(self) -> None:
        lengths = {len(getattr(self, each.name)) for each in fields(self)}
        if len(lengths) != 1:
            raise ValueError("the columns are not of one length")

    def __len__(self) -> int:
        return len(self.post)

    def only(self, which: Flags | Whole) -> Columns:
        """The rows that are told."""
        return Columns(*(getattr(self, each.name)[which] for each in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Lives:
    """For each post code the days of the window on which the post was there: from ``start`` up to ``end``.

    Both are 0 where it was not, has several seats, or is not looked at.
    """

    start: Whole
    end: Whole


@dataclass(frozen=True, slots=True, eq=False)
class PairColumns:
    """Pairs of consecutive sightings: cluster codes from 0 on, gaps in years, and whether the holder was another."""

    cluster: Whole
    years: NDArray[np.float64]
    is_changed: Flags


def columns_of(spells: Iterable[Spell]) -> tuple[Columns, list[str], list[str]]:
    """The columns of the spells, the post ids by code, and the tenure ids by row; a tenure of two bodies once."""
    own = sorted({s.tenure_id: s for s in spells}.values(), key=lambda s: s.tenure_id)
    posts, people = (sorted(set(ids)) for ids in ([s.post_id for s in own], [s.person_id for s in own]))
    post_code, person_code = ({name: code for code, name in enumerate(names)} for names in (posts, people))

    def days(name: str) -> Whole:
        return _whole(0 if day is None else day.toordinal() for s in own for day in [getattr(s, name)])

    def flags(values: Iterable[bool]) -> Flags:
        return np.fromiter(values, dtype=bool, count=len(own))

    columns = Columns(
        post=_whole(post_code[s.post_id] for s in own),
        person=_whole(person_code[s.person_id] for s in own),
        start_earliest=days("start_earliest"),
        start_latest=days("start_latest"),
        end_earliest=days("end_earliest"),
        end_latest=days("end_latest"),
        first_seen=days("first_seen"),
        last_seen=days("last_seen"),
        is_interim=flags(s.is_interim for s in own),
        is_shared=flags(s.is_shared for s in own),
        is_single=flags(s.seats == 1 for s in own),
    )
    return columns, posts, [s.tenure_id for s in own]


def _whole(values: Iterable[int]) -> Whole:
    return np.fromiter(values, dtype=np.int64)


def lives_of(seats: Iterable[Seat], posts: Sequence[str], window: Interval) -> Lives:
    """The lives of the one-seat posts in the window, by the codes of ``posts``; those without a spell come last."""
    code = {name: number for number, name in enumerate(posts)}
    single = [(life, seat.post_id) for seat in seats if seat.seats == 1 and (life := life_in(seat, window))]
    for _, post in single:
        code.setdefault(post, len(code))
    start, end = np.zeros(len(code), np.int64), np.zeros(len(code), np.int64)
    for life, post in single:
        assert life.end is not None, "a life in a window has an end"
        start[code[post]], end[code[post]] = life.start.toordinal(), life.end.toordinal()
    return Lives(start, end)


def pair_columns(pairs: Sequence[Pair]) -> PairColumns:
    """The columns of the pairs, clusters coded in the order of their names."""
    code: dict[str, int] = {name: number for number, name in enumerate(sorted({p.cluster for p in pairs}))}
    years: NDArray[Any] = np.fromiter((p.years for p in pairs), dtype=np.float64, count=len(pairs))
    is_changed: NDArray[Any] = np.fromiter((p.is_changed for p in pairs), dtype=bool, count=len(pairs))
    return PairColumns(_whole(code[p.cluster] for p in pairs), years, is_changed)
