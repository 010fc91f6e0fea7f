"""Dates, numbers and links in words, the same in every report."""

from __future__ import annotations

from datetime import date

from sendgraph.core.bounds import Bounds
from sendgraph.core.dates import bounds_text

__all__ = ["count_of", "day_range", "percent", "span"]


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


def span(start: tuple[str | None, str | None], end: tuple[str | None, str | None], status: str) -> str:
    """Start and end of a tenure as people read them; without an end, up to when the sources show it."""
    ending = day_range(*end) if end[1] else (f"last shown {end[0]}" if end[0] else "unknown")
    return f"{day_range(*start)} – {ending}" + (" (goes on at the source)" if status == "ongoing" else "")


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count_of(1, "change"), count_of(2, "body", "bodies")
    ('1 change', '2 bodies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage."""
    return f"{round(100 * share)}%"
