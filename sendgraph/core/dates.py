"""Dates as sources print them: the part of EDTF the tables use, and its bounds.

Read: level 0 dates and intervals (``2021``, ``2021-11``, ``2021-11-20``, ``2018/2021-03``), the qualifiers ``?``
``~`` ``%`` at the end of a date, ``X`` for an unknown digit (``202X``, ``2021-1X``, ``2021-11-XX``), an
interval's open (``..``) or unknown (empty) end, and one-of ranges ``[a..b]`` with either side left open.
Not read, each with a message that says what to write instead: times of day, seasons, signed and long years,
masks inside a date. A qualifier is kept as a flag and never moves a bound, because the standard gives it no width.

Follows the Extended Date/Time Format, Library of Congress, 2019 (ISO 8601-2).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from sendgraph.core.bounds import ANY_DAY, Bounds

__all__ = ["DateError", "Edtf", "bounds_text", "parse_day", "parse_edtf", "parse_moment"]

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%])?")
_SEASON = re.compile(r"\d{4}-(2[1-9]|3\d|4[01])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DateError(ValueError):
    """A text that is no date the tables can hold: what its fault is, and what to write instead."""

    def __init__(self, fault: str, way_out: str = "") -> None:
        self.fault, self.way_out = fault, way_out
        super().__init__(f"{fault}: {way_out}" if way_out else fault)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed date: its text, the bounds of its first and of its last day, and its qualifiers.

    For a single moment ``start`` and ``end`` are the same bounds. For an interval they are the bounds of its
    ends; ``end_open`` says that the interval goes on (``..``), and an unknown end has no bounds either.
    """

    text: str
    start: Bounds
    end: Bounds
    is_interval: bool = False
    end_open: bool = False
    is_approximate: bool = False
    is_uncertain: bool = False

    @property
    def bounds(self) -> Bounds:
        """The days the value can touch: for a moment its bounds, for an interval everything between its ends."""
        return Bounds(self.start.earliest, self.end.latest)


def _candidates(digits: str, low: int, high: int) -> list[int]:
    """Numbers between low and high that fit digits, where X stands for any digit, ascending."""
    if "X" not in digits:
        return [int(digits)] if low <= int(digits) <= high else []
    choices = [range(10) if c == "X" else [int(c)] for c in digits]
    numbers = (int("".join(map(str, n))) for n in product(*choices))
    return [n for n in numbers if low <= n <= high]


def _edge(years: list[int], months: list[int], days: list[int] | None, last: bool) -> date | None:
    """The first (or last) real calendar day among the candidates."""
    step = -1 if last else 1
    for year in years[::step]:
        for month in months[::step]:
            length = monthrange(year, month)[1]
            fitting = [d for d in days if d <= length] if days is not None else [1, length]
            if fitting:
                return date(year, month, fitting[-1 if last else 0])
    return None


def _parse_date(text: str) -> tuple[Bounds, str]:
    """Bounds and qualifier of one date without brackets or slash."""
    match = _DATE.fullmatch(text)
    if not match:
        raise _no_date(text)
    year, month, day, qualifier = match.groups()
    years = _candidates(year, 1, 9999)
    months = _candidates(month, 1, 12) if month else list(range(1, 13))
    days = _candidates(day, 1, 31) if day else None
    first = _edge(years, months, days, last=False) if years and months else None
    final = _edge(years, months, days, last=True) if years and months else None
    if first is None or final is None:
        raise _no_date(text) if _SEASON.fullmatch(text) else DateError(f"{_short(text)} is no day of the calendar")
    return Bounds(first, final), qualifier or ""


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:79] + "…")


def _no_date(text: str) -> DateError:
    """The error for a text of another form, with the way out that fits it."""
    shown = _short(text)
    if re.fullmatch(r"\d{1,2}([-/.])\d{1,2}\1\d{2,4}", text):
        return DateError(f"{shown} is not year first", "write it as YYYY-MM-DD")
    if re.match(r"[\d-]{10}T\d", text):
        return DateError(f"{shown} has a time of day", "give the day only")
    if _SEASON.fullmatch(text):
        return DateError(f"{shown} is a season", "write its months as a range, such as [2021-03..2021-05]")
    way_out = "write 2021, 2021-11, 2021-11-20, 2021-11~, 202X or [2021-03..2021-05]"
    return DateError(f"{shown} is no EDTF date", way_out)


def _parse_range(text: str) -> Edtf:
    """A one-of range: one moment, somewhere from a to b."""
    inner = text[1:-1]
    if inner.count("..") != 1 or "," in inner or not text.endswith("]"):
        raise DateError(f"{_short(text)} is no range", "write [2021-03..2021-05], [..2021-05] or [2021-03..]")
    left, _, right = inner.partition("..")
    if not left and not right:
        raise DateError(f"{text!r} says nothing", "leave the cell empty instead")
    low, low_mark = _parse_date(left) if left else (ANY_DAY, "")
    high, high_mark = _parse_date(right) if right else (ANY_DAY, "")
    if low.earliest and high.latest and low.earliest > high.latest:
        raise DateError(f"{text!r} is reversed, the first date is after the second", "check both against the source")
    bounds = Bounds(low.earliest, high.latest)
    return _moment(text, bounds, low_mark + high_mark)


def _moment(text: str, bounds: Bounds, marks: str) -> Edtf:
    approximate, uncertain = bool(set(marks) & set("~%")), bool(set(marks) & set("?%"))
    return Edtf(text, bounds, bounds, is_approximate=approximate, is_uncertain=uncertain)


@lru_cache(maxsize=65_536)
def parse_edtf(text: str) -> Edtf:
    """The date or interval that ``text`` writes. Raises ``DateError`` with the way out.

    >>> parse_edtf("2021-11").bounds == Bounds(date(2021, 11, 1), date(2021, 11, 30))
    True
    >>> parse_edtf("2018-03/..").end_open
    True
    """
    if text.startswith("["):
        return _parse_range(text)
    if "/" not in text:
        return _moment(text, *_parse_date(text))
    left, _, right = text.partition("/")
    if "/" in right:
        raise _no_date(text)
    start, start_mark = _parse_date(left) if left not in ("", "..") else (ANY_DAY, "")
    end, end_mark = _parse_date(right) if right not in ("", "..") else (ANY_DAY, "")
    if start == ANY_DAY and end == ANY_DAY:
        raise DateError(f"{text!r} says nothing", "leave the cell empty instead")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError(f"{text!r} is reversed, it ends before it starts", "check both against the source")
    marks = set(start_mark + end_mark)
    return Edtf(
        text,
        start,
        end,
        is_interval=True,
        end_open=right == "..",
        is_approximate=bool(marks & set("~%")),
        is_uncertain=bool(marks & set("?%")),
    )


def parse_moment(text: str) -> Edtf:
    """The single moment that ``text`` writes; an interval raises ``DateError``."""
    parsed = parse_edtf(text)
    if parsed.is_interval:
        way_out = "write [a..b] for 'some day from a to b'"
        raise DateError(f"{text!r} is an interval where one moment is wanted", way_out)
    return parsed


def parse_day(text: str) -> date:
    """The day that ``text`` writes in full as YYYY-MM-DD. Raises ``DateError``."""
    if not _DAY.fullmatch(text):
        raise DateError(f"{_short(text)} is not a full day", "write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DateError(f"{text!r} is no day of the calendar") from None


def bounds_text(bounds: Bounds) -> str:
    """The bounds as EDTF text, as short as it can be; empty where nothing limits them.

    >>> bounds_text(Bounds(date(2021, 11, 1), date(2021, 11, 30))), bounds_text(Bounds(None, date(2021, 11, 5)))
    ('2021-11', '[..2021-11-05]')
    """
    first, last = bounds.earliest, bounds.latest
    if first is None or last is None:
        return f"[{first or ''}..{last or ''}]" if first or last else ""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return first.isoformat()[:7]  # strftime leaves out the zeros before a year under 1000
    return f"[{first}..{last}]"
