"""Bounds of one unknown day, and comparisons that may answer "cannot tell".

A date that a source gives only to the month is a day somewhere in that month. ``Bounds`` holds the first
and last day it can be, both inclusive; ``None`` on a side means that nothing limits that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["ANY_DAY", "Bounds", "Truth", "hull", "is_before", "is_same", "meet"]

Truth = bool | None
"""``True``, ``False``, or ``None`` where the bounds do not decide."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day one moment can be, inclusive; ``None`` leaves that side open.

    >>> Bounds(date(2021, 11, 1), date(2021, 11, 30)).days
    30
    """

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"bounds are reversed: {self.earliest} is after {self.latest}")

    @property
    def days(self) -> int | None:
        """How many days the moment can be, or ``None`` where a side is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)


ANY_DAY: Final = Bounds()


def meet(a: Bounds, b: Bounds) -> Bounds | None:
    """The days that both bounds allow, or ``None`` where there is none: the two contradict each other."""
    earliest = max((d for d in (a.earliest, b.earliest) if d), default=None)
    latest = min((d for d in (a.latest, b.latest) if d), default=None)
    if earliest and latest and earliest > latest:
        return None
    return Bounds(earliest, latest)


def hull(a: Bounds, b: Bounds) -> Bounds:
    """The narrowest bounds that allow every day that either one allows."""
    earliest = min(a.earliest, b.earliest) if a.earliest and b.earliest else None
    latest = max(a.latest, b.latest) if a.latest and b.latest else None
    return Bounds(earliest, latest)


def is_before(a: Bounds, b: Bounds) -> Truth:
    """Whether moment ``a`` lies on an earlier day than moment ``b``: yes, no, or cannot tell.

    >>> is_before(Bounds(None, date(2020, 1, 1)), Bounds(date(2020, 1, 2)))
    True
    >>> is_before(ANY_DAY, ANY_DAY) is None
    True
    """
    if a.latest and b.earliest and a.latest < b.earliest:
        return True
    if a.earliest and b.latest and a.earliest >= b.latest:
        return False
    return None


def is_same(a: Bounds, b: Bounds) -> Truth:
    """Whether the two moments are the same day: yes only if both are known to the day."""
    if meet(a, b) is None:
        return False
    if a.days == 1 and b.days == 1:
        return True
    return None
