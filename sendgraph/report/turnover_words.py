"""Figures, intervals and shares of the turnover reports in words, the same in every section."""

from __future__ import annotations

from sendgraph.analysis.panel import PanelRate
from sendgraph.analysis.shares import Range
from sendgraph.analysis.statistics.proportions import Interval3

__all__ = ["TOO_FEW", "every", "noun_of", "number", "percent", "percents", "rate_text", "span", "years_text"]

TOO_FEW = "too few"


def number(value: float | None, places: int = 3) -> str:
    """The number, or that there are too few cases for one.

    >>> number(0.3468), number(None)
    ('0.347', 'too few')
    """
    return TOO_FEW if value is None else f"{value:.{places}f}"


def span(lower: float | None, upper: float | None, places: int = 3) -> str:
    """An interval; a bound that is not reached is open.

    >>> span(0.289, 0.413), span(1.2, None, 1), span(None, None)
    ('0.289 to 0.413', '1.2 or more', '–')
    """
    if lower is None:
        return "–" if upper is None else f"up to {upper:.{places}f}"
    return f"{lower:.{places}f} or more" if upper is None else f"{lower:.{places}f} to {upper:.{places}f}"


def percent(value: float | None) -> str:
    """A share in whole per cent.

    >>> percent(0.6613), percent(None)
    ('66%', '–')
    """
    return "–" if value is None else f"{value:.0%}"


def percents(between: Range | tuple[float | None, float | None] | None) -> str:
    """Two bounds in per cent, once where they are the same.

    >>> percents(Range(0.32, 0.91)), percents(Range(0.5, 0.5)), percents(None)
    ('32% to 91%', '50%', '–')
    """
    if between is None:
        return "–"
    low, high = (percent(each) for each in between)
    return low if low == high else f"{low} to {high}"


def years_text(of: Interval3) -> str:
    """A time in years with its interval, or that it is not reached.

    >>> years_text(Interval3(2.1, 1.2, None)), years_text(Interval3(None, 3.0, None))
    ('2.1 (1.2 or more)', 'not reached (3.0 or more)')
    """
    value = "not reached" if of.value is None else f"{of.value:.1f}"
    return value if of.lower is None and of.upper is None else f"{value} ({span(of.lower, of.upper, 1)})"


def rate_text(rate: PanelRate) -> str:
    """Changes a year, or why there is no such number."""
    if rate.pair_count == 0:
        return TOO_FEW
    return "every pair changed" if rate.rate == float("inf") else f"{rate.rate:.3f}"


def every(rate: float) -> str:
    """How often something happens that happens at that rate.

    >>> every(0.347)
    'once every 2.9 years'
    """
    return f"once every {1 / rate:.1f} years"


def noun_of(are_councils: bool) -> tuple[str, str]:
    """What the bodies of the posts are called, one and many."""
    return ("council", "councils") if are_councils else ("body", "bodies")
