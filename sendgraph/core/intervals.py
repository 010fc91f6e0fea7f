"""Half-open intervals of days: ``[start, end)``, open at the end where ``end`` is ``None``.

Every count of days in the analyses goes through here, so that a post handed over on one day is never
counted twice. The algebra is the usual one of half-open intervals: adjacent ones merge, empty ones vanish.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["Interval", "days_within", "intersect", "subtract", "unite"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``start`` on, up to but not including ``end``; ``None`` where it goes on."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"interval ends before it starts: {self.start} to {self.end}")

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in it."""
        return self.end == self.start

    @property
    def days(self) -> int | None:
        """Its length in days, or ``None`` where it has no end."""
        return None if self.end is None else (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def _earlier_end(a: date | None, b: date | None) -> date | None:
    if a is None or b is None:
        return a or b
    return min(a, b)


def intersect(a: Interval, b: Interval) -> Interval | None:
    """The days in both, or ``None`` where there is none."""
    start, end = max(a.start, b.start), _earlier_end(a.end, b.end)
    return None if end is not None and end <= start else Interval(start, end)


def unite(intervals: Iterable[Interval]) -> list[Interval]:
    """The same days as disjoint intervals in order; overlapping and adjacent ones are merged."""
    merged: list[Interval] = []
    for each in sorted((i for i in intervals if not i.is_empty), key=lambda i: i.start):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and last.end < each.start):
            merged.append(each)
        else:
            end = None if last.end is None or each.end is None else max(last.end, each.end)
            merged[-1] = Interval(last.start, end)
    return merged


def subtract(a: Interval, taken: Iterable[Interval]) -> list[Interval]:
    """What is left of ``a`` when the days of ``taken`` are removed, as disjoint intervals in order."""
    left: list[Interval] = []
    start = a.start
    for each in unite(taken):
        if a.end is not None and each.start >= a.end:
            break
        if each.start > start:
            left.append(Interval(start, each.start))
        if each.end is None:
            return left
        start = max(start, each.end)
    if a.end is None or start < a.end:
        left.append(Interval(start, a.end))
    return left


def days_within(intervals: Iterable[Interval], window: Interval) -> int:
    """How many days of ``window``, which must have an end, lie in any of the intervals; a day in two counts once."""
    if window.end is None:
        raise ValueError("a window needs an end")
    return sum(part.days or 0 for i in unite(intervals) if (part := intersect(i, window)))
