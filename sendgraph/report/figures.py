"""Charts as values, apart from any drawing: what is shown, with its uncertainty. ``report/charts`` draws them.

Every figure stands in a section whose table holds the same numbers, so that nothing is told by a picture alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = [
    "Bar",
    "Bars",
    "Curve",
    "Curves",
    "Dots",
    "Estimate",
    "Figure",
    "Funnel",
    "Lane",
    "Mark",
    "Pairing",
    "Point",
    "Span",
    "Timeline",
]


@dataclass(frozen=True, slots=True)
class Span:
    """One holder on a lane: inclusive bounds of the first and last day, ``None`` where the sources set no bound.

    Between ``start_latest`` and ``end_earliest`` the holder is certain; the rest is uncertain and drawn so. ``is_open``
    means that the last evidence shows the holder in post. ``note`` stands beside the label; ``details`` only where
    somebody points at the bar or has it read out. ``href`` leads to the first source.
    """

    label: str
    note: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    is_interim: bool = False
    is_open: bool = False
    is_disputed: bool = False
    href: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An inspection or another moment on a lane; ``kind`` sets its shape and ``grade`` its colour and letter."""

    day: date
    label: str
    kind: str
    grade: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of a timeline: usually the holders of one post. Without holders its marks hold for the lanes below."""

    label: str
    spans: Sequence[Span]
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Post-holders over time, lane by lane, from ``since`` up to ``until``."""

    title: str
    since: date
    until: date
    lanes: Sequence[Lane]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval; bounds are ``None`` where there are too few cases for one."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One post of a funnel plot: changes seen in so many post-years."""

    label: str
    years: float
    changes: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """Changes against post-years, with the limits that chance alone gives about the common rate a year.

    ``limits`` are rows of years, lower and upper 95%, lower and upper 99.8% limits of the rate (Spiegelhalter 2005).
    """

    title: str
    rate: float
    points: Sequence[Point]
    limits: Sequence[tuple[float, float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Pairing:
    """One row of a before-and-after plot."""

    label: str
    before: Estimate
    after: Estimate


@dataclass(frozen=True, slots=True)
class Dots:
    """Estimates with intervals side by side, row by row; ``baseline`` is a line to compare with.

    An ``axis`` that starts with "share" is marked in per cent.
    """

    title: str
    axis: str
    rows: Sequence[Pairing]
    before: str = "before"
    after: str = "after"
    baseline: float | None = None
    baseline_label: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A survival curve: steps of (years, share, lower, upper), numbers at risk at some years, imprecision band.

    ``band`` holds (years, lower, upper) from imputed dates, which is not a sampling interval and drawn apart.
    """

    label: str
    steps: Sequence[tuple[float, float, float | None, float | None]]
    at_risk: Sequence[tuple[float, int]]
    band: Sequence[tuple[float, float, float]] = ()


@dataclass(frozen=True, slots=True)
class Curves:
    """Survival curves of one or more groups with the numbers at risk below."""

    title: str
    axis: str
    curves: Sequence[Curve]


@dataclass(frozen=True, slots=True)
class Bar:
    """A count with its lower and upper bound, and a published figure beside it where there is one."""

    label: str
    certain: float
    possible: float
    published: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts by year or group: certain as solid, possible as open, published as a mark."""

    title: str
    axis: str
    bars: Sequence[Bar]
    published_label: str = ""


Figure = Timeline | Funnel | Dots | Curves | Bars
