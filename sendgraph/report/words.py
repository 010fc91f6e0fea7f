"""Dates, numbers and links in words, the same in every report."""

from __future__ import annotations

from datetime import date

from sendgraph.core.bounds import Bounds
from sendgraph.core.dates import bounds_text

__all__ = ["count_of", "day_range", "ending"]


def day_range(earliest: date | str | None, latest: date | str | None, *, is_about: bool = False) -> str:
    """Bounds as people read them; ``is_about`` marks a date that the source gives as approximate or planned.

    >>> day_range("2021-11-01", "2021-11-30"), day_range(None, "2018-03-22"), day_range("2022-01-05", None)
    ('2021-11', 'by 2018-03-22', 'from 2022-01-05 on')
    >>> day_range("2013-07-18", "2013-07-18", is_about=True), day_range("2022-01-05", None, is_about=True)
    ('about 2013-07-18', 'from about 2022-01-05 on')
    """
    first, last, about = _day(earliest), _day(latest), "about " if is_about else ""
    if first is None and last is None:
        return "unknown"
    if first is None:
        return f"by {about}{last}"
    if last is None:
        return f"from {about}{first} on"
    short = bounds_text(Bounds(first, last))
    return about + (f"{first} to {last}" if short.startswith("[") else short)


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def ending(earliest: str | None, latest: str | None, shown_latest: str | None = None) -> str:
    """The end of a tenure as people read it: without a latest day, up to when the sources show the holder.

    ``shown_latest`` is the latest day that the last sighting can be of, where that is known.

    >>> ending("2025-06-09", None, "2025-06-09"), ending("2021-11-01", None, "2021-11-30")
    ('in post on 2025-06-09, then unknown', 'in post in 2021-11, then unknown')
    >>> ending("2021-11-09", None, "2021-11-22"), ending("2021-11-09", None)
    ('in post on a day from 2021-11-09 to 2021-11-22, then unknown', 'in post on 2021-11-09 or later, then unknown')
    >>> ending("2021-11-09", "2021-11-22")
    '2021-11-09 to 2021-11-22'
    """
    if latest is not None:
        return day_range(earliest, latest)
    if earliest is None:
        return "unknown"
    if shown_latest is None:
        return f"in post on {earliest} or later, then unknown"
    shown = day_range(earliest, shown_latest)
    before = {10: "on ", 7: "in ", 4: "in "}.get(len(shown), "on a day from ")
    return f"in post {before}{shown}, then unknown"


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count_of(1, "change"), count_of(2, "body", "bodies")
    ('1 change', '2 bodies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
