"""Dates, numbers and links in words, the same in every report."""

from __future__ import annotations

from datetime import date

from sendgraph.core.bounds import Bounds
from sendgraph.core.dates import bounds_text

__all__ = ["count_of", "day_range", "ending"]


def day_range(earliest: date | str | None, latest: date | str | None) -> str:
    """Bounds as people read them.

    >>> day_range("2021-11-01", "2021-11-30"), day_range(None, "2018-03-22"), day_range("2022-01-05", None)
    ('2021-11', 'by 2018-03-22', 'after 2022-01-05')
    """
    first = date.fromisoformat(earliest) if isinstance(earliest, str) else earliest
    last = date.fromisoformat(latest) if isinstance(latest, str) else latest
    if first is None and last is None:
        return "unknown"
    if first is None:
        return f"by {last}"
    if last is None:
        return f"after {first}"
    short = bounds_text(Bounds(first, last))
    return f"{first} to {last}" if short.startswith("[") else short


def ending(earliest: str | None, latest: str | None) -> str:
    """The end of a tenure as people read it: without a latest day, up to when the sources show the holder.

    >>> ending("2025-06-09", None), ending("2021-11-09", "2021-11-22")
    ('in post on 2025-06-09, then unknown', '2021-11-09 to 2021-11-22')
    """
    if latest is None:
        return f"in post on {earliest}, then unknown" if earliest else "unknown"
    return day_range(earliest, latest)


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count_of(1, "change"), count_of(2, "body", "bodies")
    ('1 change', '2 bodies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
