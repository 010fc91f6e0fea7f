"""Dates as people type them into sheets and reports: one day, or the first and last day of a visit."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Day", "read_day", "read_span"]

_MONTHS = tuple(name.casefold() for name in month_name[1:])
_SENTINELS = frozenset({"1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01", "9999-12-31"})
_NOTHING = frozenset({"", "na", "n/a", "-", "none", "null", "nan"})
_EXCEL_DAY_ZERO = date(1899, 12, 30)


class Day(NamedTuple):
    """A day as YYYY-MM-DD, or empty; ``remark`` says how it was read where that was not plain."""

    text: str
    remark: str = ""


@lru_cache(maxsize=65_536)
def read_day(cell: str) -> Day:
    """The day a cell gives. Day comes before month; two digits of a year mean this century.

    >>> read_day("09/05/25"), read_day("01/01/1900").text
    (Day(text='2025-05-09', remark=''), '')
    """
    text = cell.strip()
    if text.casefold() in _NOTHING:
        return Day("")
    if iso := re.match(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)", text):
        parts = iso.groups()
    elif short := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: 00:00(?::00)?)?", text):
        year = short[3] if len(short[3]) == 4 else f"20{short[3]}"
        parts = (year, short[2], short[1])
    elif re.fullmatch(r"[2-6]\d{4}", text):
        day = _EXCEL_DAY_ZERO + timedelta(days=int(text))
        return Day(day.isoformat(), f"the number {text} is read as the spreadsheet's count of days")
    else:
        first, last = read_span(text)
        if first and first == last:
            return Day(first)
        return Day("", f"{text!r} stands where a date should: read as no date")
    found = "-".join((parts[0], parts[1].zfill(2), parts[2].zfill(2)))
    if found in _SENTINELS:
        return Day("", f"{text!r} stands for no date")
    try:
        return Day(date.fromisoformat(found).isoformat())
    except ValueError:
        return Day("", f"{text!r} is no day of the calendar: read as no date")


def read_span(text: str) -> tuple[str, str]:
    """The first and last day of a visit as running text gives them; empty where it gives none.

    >>> read_span("29 September and 1 October 2020"), read_span("6 to 10 February 2023")
    (('2020-09-29', '2020-10-01'), ('2023-02-06', '2023-02-10'))
    """
    year, month = 0, 0
    days: list[date] = []
    for token in reversed(re.findall(r"\d+|[A-Za-z]+", text)):
        if token.isdigit() and len(token) == 4:
            year, month = int(token), 0
        elif token.isdigit() and len(token) <= 2 and year and month:
            try:
                days.append(date(year, month, int(token)))
            except ValueError:
                return "", ""
        elif len(token) >= 3 and year:
            fitting = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith(token.casefold())]
            if len(fitting) == 1:
                if month and fitting[0] > month:
                    year -= 1  # 18 December to 5 January 2024
                month = fitting[0]
    return (min(days).isoformat(), max(days).isoformat()) if days else ("", "")
