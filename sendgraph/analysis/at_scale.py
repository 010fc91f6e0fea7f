"""The measures of the turnover report over columns: the same figures as over spells, for millions of them.

Each function names the one over spells that it equals. Days are laid out post after post on one line, so that one
sort serves all posts at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sendgraph.analysis.changes import YearCount
from sendgraph.analysis.columns import Columns, Flags, Lives, Whole
from sendgraph.analysis.lengths import LONGEST_DOUBT_DAYS
from sendgraph.analysis.observed import CLOSE_DAYS, ObservedRate
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.shares import Days, DayShares
from sendgraph.analysis.statistics.proportions import poisson_rate

__all__ = [
    "ChangeColumns",
    "LengthColumns",
    "count_posts",
    "count_years",
    "find_column_changes",
    "measure_column_days",
    "measure_column_lengths",
    "measure_column_observed",
    "median_days",
]

_SPAN = 1 << 22
"""More days than there are from the year 1 to 9999."""
_NEVER = _SPAN - 1
_STEPS = np.kron(np.eye(4, dtype=np.int8), np.array([1, -1], dtype=np.int8))
"""For each of four layers what an edge of a kind adds to the number of its stretches: a start one, an end minus one."""


class ChangeColumns(NamedTuple):
    """The changes by post and time: the code of the post, the bounds of the day, the rows of both holders."""

    post: Whole
    earliest: Whole
    latest: Whole
    before: Whole
    after: Whole


class LengthColumns(NamedTuple):
    """Lengths in years: the row, the age at entry, the age at the end, whether it ended; and how many were left out.

    ``entered`` is nan where the tenure was never at risk.
    """

    row: Whole
    entered: NDArray[np.float64]
    left: NDArray[np.float64]
    is_ended: Flags
    vague: int
    contradicted: int


def _or(*columns: Whole) -> Whole:
    """The first of the days that is known."""
    found = columns[-1]
    for column in columns[-2::-1]:
        found = np.where(column > 0, column, found)
    return found


def find_column_changes(columns: Columns) -> ChangeColumns:
    """The changes of holder, as ``find_changes`` finds them."""
    rows = _in_order(columns, np.flatnonzero(columns.is_single & ~_is_within_cover(columns)))
    a, b = rows[:-1], rows[1:]
    is_other = (columns.post[a] == columns.post[b]) & (columns.person[a] != columns.person[b])
    is_other &= ~(columns.is_shared[a] & columns.is_shared[b])
    a, b = a[is_other], b[is_other]
    out = _or(columns.end_earliest[a], columns.last_seen[a])
    there = _or(columns.start_latest[b], columns.first_seen[b])
    latest = np.maximum(out, there)
    earliest = np.where((out > 0) & (there > 0), np.minimum(out, there), latest)
    is_dated = latest > 0
    a, b, earliest, latest = a[is_dated], b[is_dated], earliest[is_dated], latest[is_dated]
    return ChangeColumns(columns.post[a], earliest, latest, a, b)


def _in_order(columns: Columns, rows: Whole) -> Whole:
    """The rows post after post, those of a post in the order of ``Spell.place``; rows are in the order of ids."""
    first, last = columns.first_seen[rows], columns.last_seen[rows]
    middle = np.where((first > 0) & (last > 0), first + last, 2 * np.maximum(first, last))
    place = columns.post[rows] * (2 * _SPAN) + middle
    order = np.argsort(place)
    is_tied = place[order[1:]] == place[order[:-1]]
    tied = np.flatnonzero(np.append(is_tied, False) | np.append(False, is_tied)) if len(rows) else order
    among = order[tied]
    start, end = columns.start_latest[rows[among]], columns.end_latest[rows[among]]
    start, end = np.where(start > 0, start, _NEVER), np.where(end > 0, end, _NEVER)
    order[tied] = among[np.lexsort((among, end, start, place[among]))]
    return rows[order]


def _is_within_cover(columns: Columns) -> Flags:
    """Whether a spell lies inside another with which it shares the seat; only shared ones are looked at one by one."""
    found = np.zeros(len(columns), dtype=bool)
    by_post: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    shared = np.flatnonzero(columns.is_shared & columns.is_single)
    starts = np.where(columns.start_latest[shared] > 0, columns.start_latest[shared], _NEVER)
    for row, post, start, end in zip(
        *(each.tolist() for each in (shared, columns.post[shared], starts, columns.end_earliest[shared])), strict=True
    ):
        by_post[post].append((row, start, end))
    for held in by_post.values():
        for row, start, end in held:
            found[row] = any(
                first <= start and last >= end and ((first, last) != (start, end) or other < row)
                for other, first, last in held
                if other != row
            )
    return found


def financial_years(days: Whole) -> Whole:
    """The year in which the financial year of each day began, as ``financial_year`` gives it."""
    months = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - 3) // 12 + 1970


def count_years(changes: ChangeColumns, first: int, last: int) -> list[YearCount]:
    """The certain and possible changes of each financial year, as ``changes_by_year`` counts them."""
    start, end = financial_years(changes.earliest), financial_years(changes.latest)
    size = max(last - first + 1, 0)
    sure = start[(start == end) & (start >= first) & (start <= last)] - first
    certain, possible = np.bincount(sure, minlength=size), _running(start, end, first, last)
    pairs = zip(certain.tolist(), possible.tolist(), strict=True)
    return [YearCount(first + at, sure, maybe) for at, (sure, maybe) in enumerate(pairs)]


def _running(start: Whole, end: Whole, first: int, last: int) -> Whole:
    """For each year how many of the stretches of years, both ends included, reach it."""
    size = max(last - first + 1, 0)
    begins, ends = np.clip(start - first, 0, size), np.clip(end - first + 1, 0, size)
    is_inside = begins < ends
    change = np.bincount(begins[is_inside], minlength=size + 1) - np.bincount(ends[is_inside], minlength=size + 1)
    return np.cumsum(change)[:size]


def count_posts(columns: Columns, first: int, last: int) -> dict[int, int]:
    """For each financial year the posts with a named holder in it for certain, as ``posts_by_year`` counts them."""
    is_dated = (columns.start_latest > 0) & (columns.end_earliest > 0)
    a, b = financial_years(columns.start_latest[is_dated]), financial_years(columns.end_earliest[is_dated])
    start, end, post = np.minimum(a, b), np.maximum(a, b) + 1, columns.post[is_dated]
    joined = _joined(post * _SPAN + start, post * _SPAN + end)
    counts = _running(joined[0] % _SPAN, joined[1] % _SPAN - 1, first, last)
    return dict(zip(range(first, last + 1), counts.tolist(), strict=True))


def _joined(starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """The stretches, none of them empty, as disjoint ones in order; overlapping and adjacent ones are merged.

    All stretches before the i-th start have ended by then where the i-th end of all lies before it.
    """
    starts, ends = np.sort(starts), np.sort(ends)
    is_apart = starts[1:] > ends[:-1]
    return starts[np.append(True, is_apart)[: len(starts)]], ends[np.append(is_apart, True)[: len(ends)]]


class _Line(NamedTuple):
    """Stretches of days on the line of all posts."""

    start: Whole
    end: Whole


def _on_line(post: Whole, start: Whole, end: Whole, lives: Lives) -> _Line:
    """The stretches cut to the lives of their posts."""
    first, last = np.maximum(start, lives.start[post]), np.minimum(end, lives.end[post])
    is_some = first < last
    return _Line(post[is_some] * _SPAN + first[is_some], post[is_some] * _SPAN + last[is_some])


def _sure(columns: Columns, lives: Lives, which: Flags) -> _Line:
    """The days on which a spell's holder is in post for certain, as ``certain_days`` gives them."""
    which = which & (columns.start_latest > 0) & (columns.end_earliest >= columns.start_latest)
    return _on_line(columns.post[which], columns.start_latest[which], columns.end_earliest[which] + 1, lives)


def _maybe(columns: Columns, lives: Lives, which: Flags) -> _Line:
    """The days on which the holder can be in post, as ``possible_days`` gives them."""
    end = columns.end_latest[which]
    end = np.where(end > 0, end + 1, _NEVER)
    return _on_line(columns.post[which], columns.start_earliest[which], end, lives)


def measure_column_days(columns: Columns, lives: Lives) -> DayShares:
    """How the post-days were spent, as ``measure_days`` gives it where no source tells of a vacancy."""
    groups = (columns.is_interim, ~columns.is_interim)
    layers = [find(columns, lives, which) for find in (_sure, _maybe) for which in groups]
    # An edge is its place on the line, its layer and whether it ends a stretch, in one number that sorts fast.
    edges = [(line * 4 + n) * 2 + is_end for n, each in enumerate(layers) for is_end, line in enumerate(each)]
    edge = np.sort(np.concatenate(edges))
    kind, state = (edge & 7).astype(np.int8), np.zeros(len(edge), dtype=np.int8)
    for n in range(4):
        state |= (np.cumsum(_STEPS[n][kind], dtype=np.int32) > 0).view(np.int8) << n
    totals = np.bincount(state[:-1], np.diff(edge >> 3), 16)
    states = [tuple(bool(state >> n & 1) for n in range(4)) for state in range(16)]

    def days(is_so: Callable[[bool, bool, bool, bool], bool]) -> int:
        return sum(int(total) for total, state in zip(totals.tolist(), states, strict=True) if is_so(*state))

    # The four are: an interim for certain, a lasting holder for certain, possibly an interim, possibly a lasting one.
    everything = int((lives.end - lives.start).sum())
    filled, lasting = days(lambda i, o, *_: i or o), days(lambda _, o, *__: o)
    found = Days(
        all=everything,
        filled=filled,
        lasting=(lasting, days(lambda i, o, _, maybe: maybe and (o or not i))),
        interim=(filled - lasting, days(lambda _, o, maybe, __: maybe and not o)),
        unknown=(everything - days(lambda _, __, i, o: i or o), everything - filled),
    )
    return found.shares(int(np.count_nonzero(lives.end > lives.start)))


def measure_column_observed(columns: Columns, changes: ChangeColumns, lives: Lives) -> ObservedRate:
    """Separations over the certain post-years, as ``measure_observed`` gives them."""
    days = changes.latest - changes.earliest + 1
    is_close = days <= CLOSE_DAYS
    post, first, last = changes.post[is_close], changes.earliest[is_close], changes.latest[is_close]
    sure = _sure(columns, lives, columns.is_single)
    near = _on_line(post, first, last + 1, lives)
    starts, ends = _joined(np.concatenate([sure.start, near.start]), np.concatenate([sure.end, near.end]))
    middle = first + days[is_close] // 2
    count = int(np.count_nonzero((lives.start[post] <= middle) & (middle < lives.end[post])))
    years = int((ends - starts).sum()) / DAYS_A_YEAR
    return ObservedRate(count, years, int((lives.end - lives.start).sum()) / DAYS_A_YEAR, poisson_rate(count, years))


def measure_column_lengths(columns: Columns, out_since: Whole, as_of: date, since: date | None = None) -> LengthColumns:
    """The lengths by the middle of the bounds, as ``lengths_of`` gives them; ``out_since`` is 0 where there is none."""
    doubt = columns.start_latest - columns.start_earliest
    is_aged = (columns.start_earliest > 0) & (columns.start_latest > 0) & (doubt >= 0) & (doubt <= LONGEST_DOUBT_DAYS)
    shown = _or(columns.end_earliest, columns.last_seen)
    is_bounded = columns.end_latest > 0
    is_broken = is_bounded & (columns.end_latest < np.maximum(columns.start_earliest, shown))
    rows = np.flatnonzero(is_aged & ~is_broken)
    own, last, day = columns.only(rows), is_bounded[rows], as_of.toordinal()
    start = (own.start_earliest + own.start_latest) // 2
    first = np.where(own.end_earliest > 0, own.end_earliest, np.maximum(_or(own.last_seen, start), start))
    middle = np.maximum((np.minimum(first, own.end_latest) + own.end_latest) // 2, start)
    end = np.where(last, middle, np.maximum(own.start_latest, _or(own.end_earliest, own.last_seen, own.start_latest)))
    is_ended = last & (end <= day)
    end = np.maximum(np.minimum(end, day), start)
    out = out_since[rows]
    entered = np.maximum(np.maximum(out, since.toordinal() if since else 0), start)
    age = np.where((out > 0) & (entered < end), (entered - start) / DAYS_A_YEAR, np.nan)
    vague, contradicted = int(np.count_nonzero(~is_aged)), int(np.count_nonzero(is_aged & is_broken))
    return LengthColumns(rows, age, (end - start) / DAYS_A_YEAR, is_ended, vague, contradicted)


def median_days(group: Whole, days: Whole, size: int) -> NDArray[np.float64]:
    """The median of whole days for each group code below ``size``, nan for a group without any.

    Group and days are sorted as one number. Raises ``ValueError`` on days below 0 or beyond what dates can be apart.
    """
    if len(days) and not (days.min() >= 0 and days.max() < _SPAN):
        raise ValueError("lengths in days lie between 0 and what dates can be apart")
    ordered = np.sort(group * _SPAN + days) & (_SPAN - 1)
    counts = np.bincount(group, minlength=size)
    first = np.cumsum(counts) - counts
    found = np.full(size, np.nan)
    some = counts > 0
    low, high = (first + (counts - 1) // 2)[some], (first + counts // 2)[some]
    found[some] = (ordered[low] + ordered[high]) / 2
    return found
