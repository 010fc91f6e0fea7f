"""From the bounds of a stretch to the days that a timeline shows it for, and to attributes that keep the bounds.

Days here are inclusive on both sides, as in the rows of a network and as Gephi takes the intervals of a GEXF file
(https://docs.gephi.org: an interval is closed at both ends). What others give as half-open is made so by ``until``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sendgraph.analysis.networks.rows import Attribute, Stretch

__all__ = ["ALWAYS", "DAY_ATTRIBUTES", "Days", "day_values", "shown_days", "until"]

Days = tuple[date | None, date | None]
"""The first and the last day, both inclusive; ``None`` where that side is open."""

ALWAYS: tuple[Days, ...] = ((None, None),)

DAY_ATTRIBUTES = (
    Attribute("first_day", "date", "first day shown, under the date policy"),
    Attribute("last_day", "date", "last day shown, under the date policy"),
    Attribute("days_shown", "string", "all stretches shown, where there are several"),
    Attribute("start_earliest", "date", "earliest first day"),
    Attribute("start_latest", "date", "latest first day"),
    Attribute("end_earliest", "date", "earliest last day"),
    Attribute("end_latest", "date", "latest last day"),
    Attribute("start_certainty", "string", "how well the first day is known"),
    Attribute("end_certainty", "string", "how well the last day is known"),
)
"""Attributes that every node and edge with days has; the bounds are of the first and of the last stretch.

A certainty is day, bounds (some day between two), half-open (bounded on one side), unknown, or lasting: the last
evidence shows it going on.
"""


def until(day: date) -> date:
    """The last day of what ends when the day begins.

    >>> until(date(2020, 3, 1))
    datetime.date(2020, 2, 29)
    """
    return day - timedelta(days=1)


def shown_days(stretches: Sequence[Stretch], policy: str) -> tuple[Days, ...]:
    """The days shown under the date policy, in order; stretches that share a day are merged, as Gephi needs.

    ``ALWAYS`` where there are no stretches or nothing limits one; empty where no day is certain and only those count.

    >>> shown_days([Stretch(date(2020, 1, 1), date(2020, 1, 31), date(2021, 5, 1), None, True)], "midpoint")
    ((datetime.date(2020, 1, 16), None),)
    """
    if not stretches:
        return ALWAYS
    find = _FINDERS[policy]
    if len(stretches) == 1:
        found = find(stretches[0])
        return () if found is None else (found,)
    return _merged([days for each in stretches if (days := find(each)) is not None])


def _widest(stretch: Stretch) -> Days | None:
    return _in_order(stretch.start_earliest, stretch.end_latest)


def _midpoint(stretch: Stretch) -> Days | None:
    start_high, end_low = _narrowed(stretch)
    first = _middle(stretch.start_earliest, start_high)
    last = None if stretch.is_open and stretch.end_latest is None else _middle(end_low, stretch.end_latest)
    return _in_order(first, last)


def _narrowed(stretch: Stretch) -> Days:
    """The latest first day and the earliest last, narrowed by the rule that nothing ends before it begins."""
    low, high, end_low, end_high, _ = stretch
    return min(high, end_high) if high and end_high else high, max(end_low, low) if end_low and low else end_low


def _certain(stretch: Stretch) -> Days | None:
    """From the latest first day to the earliest last; a body of which no start or end is known was or is there."""
    first, last = _narrowed(stretch)
    has_start = first is not None or stretch.start_earliest is None
    has_end = last is not None or (stretch.is_open and stretch.end_latest is None)
    if not (has_start and has_end) or (first and last and last < first):
        return None
    return first, last


_FINDERS = {"widest": _widest, "midpoint": _midpoint, "certain": _certain}


def _in_order(first: date | None, last: date | None) -> Days:
    """The two days; where bounds that contradict each other turn them round, the first day alone."""
    return (first, first) if first and last and last < first else (first, last)


def _middle(earliest: date | None, latest: date | None) -> date | None:
    """The day in the middle, the earlier one of two; the bound that there is where there is only one."""
    if earliest is None or latest is None:
        return earliest or latest
    return date.fromordinal((earliest.toordinal() + latest.toordinal()) // 2)


def _merged(found: list[Days]) -> tuple[Days, ...]:
    merged: list[Days] = []
    for first, last in sorted(found, key=lambda days: (days[0] or date.min, days[1] or date.max)):
        if merged and (merged[-1][1] is None or first is None or first <= merged[-1][1]):
            start, end = merged[-1]
            merged[-1] = (start, None if end is None or last is None else max(end, last))
        else:
            merged.append((first, last))
    return tuple(merged)


def day_values(stretches: Sequence[Stretch], shown: Sequence[Days]) -> tuple[date | str | None, ...]:
    """The values of ``DAY_ATTRIBUTES`` for something with these stretches that is shown on these days."""
    if not stretches:
        return (None,) * len(DAY_ATTRIBUTES)
    if len(stretches) == 1:
        start = end = stretches[0]
        written = None
    else:
        start = min(stretches, key=lambda s: (s.start_earliest or date.min, s.start_latest or date.max))
        end = max(stretches, key=lambda s: (s.end_latest or date.max, s.end_earliest or date.min))
        written = "; ".join(f"{_iso(first)}/{_iso(last)}" for first, last in shown) if len(shown) > 1 else None
    start_low, start_high, end_low, end_high = (
        start.start_earliest,
        start.start_latest,
        end.end_earliest,
        end.end_latest,
    )
    return (
        shown[0][0] if shown else None,
        shown[-1][1] if shown else None,
        written,
        start_low,
        start_high,
        end_low,
        end_high,
        _certainty(start_low, start_high),
        "lasting" if end.is_open and end_high is None else _certainty(end_low, end_high),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ".."


def _certainty(earliest: date | None, latest: date | None) -> str:
    if earliest is None and latest is None:
        return "unknown"
    if earliest is None or latest is None:
        return "half-open"
    return "day" if earliest == latest else "bounds"
