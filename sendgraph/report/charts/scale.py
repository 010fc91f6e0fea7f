"""From numbers and days to places on a chart, and the round numbers and dates to mark on an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

__all__ = ["Days", "Linear", "day_ticks", "nice_ticks", "tick_text"]

_MONTH_STEPS = (1, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Linear:
    """Places from ``start`` to ``stop`` for numbers from ``low`` to ``high``; at ``start`` where these are equal."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """The place of the number, which may lie outside."""
        width = self.high - self.low
        return self.start + (self.stop - self.start) * (value - self.low) / width if width else self.start


@dataclass(frozen=True, slots=True)
class Days:
    """Places from ``start`` to ``stop`` for days from ``since`` to ``until``; days outside are put at the edge."""

    since: date
    until: date
    start: float
    stop: float

    def __call__(self, day: date, *, is_over: bool = False) -> float:
        """The place of the day's beginning, or of its end where it ``is_over``."""
        span = (self.until - self.since).days
        passed = (day - self.since).days + is_over
        return self.start + (self.stop - self.start) * min(max(passed, 0), span) / span if span > 0 else self.start


def nice_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """At most ``most`` + 1 multiples of 1, 2 or 5 times a power of ten, that reach from below low to above high.

    >>> nice_ticks(0, 0.83, 5), nice_ticks(0, 17, 6)
    ((0.0, 0.2, 0.4, 0.6, 0.8, 1.0), (0.0, 5.0, 10.0, 15.0, 20.0))

    Raises ``ValueError`` where the numbers are no range.
    """
    if not (math.isfinite(low) and math.isfinite(high)) or high < low or most < 1:
        raise ValueError(f"no axis from {low} to {high} with {most} steps")
    if high == low:
        high = low + 1
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for factor in (1, 2, 5, 10, 20, 50):
        step = factor * power
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= most:
            break
    digits = max(0, -math.floor(math.log10(step)))
    return tuple(round(i * step, digits) + 0.0 for i in range(first, last + 1))


def tick_text(value: float) -> str:
    """The number of a tick without needless zeros.

    >>> tick_text(5.0), tick_text(0.25), tick_text(12000)
    ('5', '0.25', '12,000')
    """
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def day_ticks(since: date, until: date, most: int) -> tuple[tuple[date, str], ...]:
    """At most ``most`` first days of years, or of months where the window is short, each with its text.

    >>> [text for _, text in day_ticks(date(2013, 5, 1), date(2026, 1, 1), 7)]
    ['2014', '2016', '2018', '2020', '2022', '2024', '2026']
    >>> [text for _, text in day_ticks(date(2024, 1, 1), date(2025, 1, 1), 5)]
    ['2024-01', '2024-04', '2024-07', '2024-10', '2025-01']
    """
    months = (until.year - since.year) * 12 + until.month - since.month
    if months <= 3 * most and months < 30:
        for step in _MONTH_STEPS:
            found = _months(since, until, step)
            if len(found) <= most:
                return found
    for step in _YEAR_STEPS:
        years = [y for y in range(since.year, until.year + 1) if y % step == 0 and since <= date(y, 1, 1) <= until]
        if len(years) <= most:
            break
    return tuple((date(y, 1, 1), str(y)) for y in years)


def _months(since: date, until: date, step: int) -> tuple[tuple[date, str], ...]:
    firsts = (date(y, m, 1) for y in range(since.year, until.year + 1) for m in range(1, 13, step))
    return tuple((day, f"{day:%Y-%m}") for day in firsts if since <= day <= until)
