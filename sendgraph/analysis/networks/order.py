"""Which of two stays came next, when their first and last days are known only within bounds.

A stay is a time in post from its first to its last day, both in it. In a world where all days are known, stay ``y``
is next after ``x`` among the stays of one person where

- ``x`` is over when ``y`` begins (its last day is not after the first of ``y``), and
- no other stay begins with ``x`` or later, but before ``y``, and outlasts ``x``: that one came next, ``y`` after it.

With bounds the answer is yes where this holds in every world that the bounds allow, no where it holds in none, and
otherwise open. Each day is free within its bounds; a stay never ends before it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sendgraph.core.bounds import Truth

__all__ = ["Exact", "Span", "day_or_none", "has_order", "is_next", "is_next_exactly", "span_of"]

_NEVER, _EVER = float("-inf"), float("inf")


class Exact(NamedTuple):
    """A stay whose first and last day are known, as ordinals of days."""

    start: float
    end: float


class Span(NamedTuple):
    """Inclusive bounds of the first and the last day of a stay, as ordinals; infinite where a side is open."""

    start_low: float
    start_high: float
    end_low: float
    end_high: float


def span_of(
    start_earliest: date | None, start_latest: date | None, end_earliest: date | None, end_latest: date | None
) -> Span:
    """The bounds as ordinals, narrowed by the rule that nothing ends before it begins."""
    low = start_earliest.toordinal() if start_earliest else _NEVER
    high = start_latest.toordinal() if start_latest else _EVER
    end_low = end_earliest.toordinal() if end_earliest else _NEVER
    end_high = end_latest.toordinal() if end_latest else _EVER
    return Span(low, min(high, end_high), max(end_low, low), end_high)


def day_or_none(ordinal: float) -> date | None:
    """The day of an ordinal, or ``None`` for an infinite one."""
    return date.fromordinal(int(ordinal)) if _NEVER < ordinal < _EVER else None


def is_next_exactly(x: Exact, y: Exact, others: Iterable[Exact]) -> bool:
    """Whether ``y`` is next after ``x`` where all days are known; ``others`` are the person's other stays."""
    return x.end <= y.start and not any(x.start <= z.start < y.start and z.end > x.end for z in others)


def is_next(x: Span, y: Span, others: Sequence[Span]) -> Truth:
    """Whether ``y`` is next after ``x``: in every world, in none, or in some.

    >>> x, y = Span(1, 1, 4, 5), Span(5, 9, 12, 12)
    >>> is_next(x, y, []), is_next(y, x, []), is_next(x, y, [Span(4, 5, 8, 8)]) is None
    (True, False, True)
    """
    if not _can_be_next(x, y, others):
        return False
    if x.end_high <= y.start_low and not any(_can_come_between(z, x, y) for z in others):
        return True
    return None


def has_order(x: Span, y: Span) -> bool:
    """Whether ``y`` can in no world be over before ``x`` begins: then it was not the other way round."""
    return y.end_low > x.start_high


def _can_come_between(z: Span, x: Span, y: Span) -> bool:
    """Whether in some world ``z`` begins from ``x`` on, before ``y``, and outlasts ``x``."""
    begins = max(z.start_low, x.start_low)
    return begins <= z.start_high and begins < y.start_high and z.end_high > x.end_low


def _can_be_next(x: Span, y: Span, others: Sequence[Span]) -> bool:
    """Whether some world has ``y`` next after ``x``.

    For a first day of ``y`` it is best that ``x`` begins and ends as late as it can. A later first day of ``y`` lets
    ``x`` end later, but lets more stays begin before it: only the earliest first days that change something are tried.
    """
    first = max(y.start_low, x.end_low)
    tries = {first, *(z.end_low for z in others), *(z.start_low + 1 for z in others)}
    return any(_is_free(x, begin, others) for begin in tries if first <= begin <= y.start_high)


def _is_free(x: Span, begin: float, others: Iterable[Span]) -> bool:
    """Whether every other stay can keep out of the way when ``y`` begins on that day."""
    end = min(x.end_high, begin)
    start = min(x.start_high, end)
    return all(z.start_low < start or z.start_high >= begin or z.end_low <= end for z in others)
