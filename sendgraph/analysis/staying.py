"""What is read off the lengths of tenures: medians, shares still in post, curves, for each footing apart.

The lengths come in versions: dates drawn within their bounds, or one version of the middles. A figure is the mean over
the versions (a median: the middle one), its interval the mean of theirs: what chance does. The band is the middle 95%
of the figure over the versions: what imprecise dates do. The two are never added up. One version of the middles has
no band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from sendgraph.analysis.lengths import Length
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.shares import Range
from sendgraph.analysis.statistics.proportions import Interval3, quantile
from sendgraph.analysis.statistics.survival import Survival, kaplan_meier

__all__ = ["FOOTINGS", "HORIZON_YEARS", "Staying", "Step", "curve_of", "measure_staying", "staying_by_footing"]

FOOTINGS = ("all", "lasting", "interim")
"""The groups that are measured apart; a footing that no source states counts as lasting."""

HORIZON_YEARS = 5.0
"""Up to where the mean is restricted: beyond it few holders are at risk."""

_MONTHS = 8 * 12


class Step(NamedTuple):
    """The curve at a time: the share still in post with its 95% interval, the band, and how many are at risk."""

    years: float
    share: Interval3
    band: Range
    at_risk: int


@dataclass(frozen=True, slots=True)
class Staying:
    """How long the tenures of one group last, in years.

    ``completed`` is the median of the ended ones alone, with the medians of their shortest and longest lengths as
    worst-case bounds. ``mean_years`` is of lengths cut off at ``HORIZON_YEARS``, ``None`` where nobody was observed
    that long. ``steps`` are a month apart, from 0 up to the longest that every version reaches, at most eight years.
    """

    label: str
    count: int
    ended: int
    at_risk_count: int
    at_risk_ended: int
    completed: Interval3
    median: Interval3
    median_band: Interval3
    mean_years: float | None
    steps: tuple[Step, ...]
    versions: int

    def at(self, years: float) -> Step | None:
        """The curve at a whole month."""
        index = round(years * 12)
        return self.steps[index] if index < len(self.steps) else None


def curve_of(lengths: Sequence[Length]) -> Survival:
    """The Kaplan–Meier curve of those at risk, with delayed entry."""
    at_risk = [(x.entered, x.left, x.is_ended) for x in lengths if x.entered is not None]
    return kaplan_meier([e for e, _, _ in at_risk], [x for _, x, _ in at_risk], [d for _, _, d in at_risk])


def staying_by_footing(versions: Sequence[Sequence[Length]]) -> tuple[Staying, ...]:
    """The groups in the order of ``FOOTINGS``."""
    lasting = [[x for x in version if not x.is_interim] for version in versions]
    interim = [[x for x in version if x.is_interim] for version in versions]
    groups = zip(FOOTINGS, (versions, lasting, interim), strict=True)
    return tuple(measure_staying(label, group) for label, group in groups)


def measure_staying(label: str, versions: Sequence[Sequence[Length]]) -> Staying:
    """The figures of one group, over the versions of its lengths. Raises ``ValueError`` without a version."""
    if not versions:
        raise ValueError("lengths come in at least one version")
    curves = [curve_of(version) for version in versions]
    medians = [curve.median() for curve in curves]
    means = [c.restricted_mean(HORIZON_YEARS) for c in curves if c.at(HORIZON_YEARS).value is not None]
    return Staying(
        label=label,
        count=len(versions[0]),
        ended=round(_mean([sum(x.is_ended for x in v) for v in versions])),
        at_risk_count=round(_mean([c.count for c in curves])),
        at_risk_ended=round(_mean([c.event_count for c in curves])),
        completed=_completed(versions),
        median=Interval3(*(_middle([m[i] for m in medians]) for i in range(3))),
        median_band=_band_of([m.value for m in medians]),
        mean_years=_mean(means) if len(means) == len(curves) else None,
        steps=tuple(_steps(curves)),
        versions=len(versions),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sorted(values: Sequence[float | None]) -> list[float]:
    return sorted(inf if v is None else v for v in values)


def _finite(value: float) -> float | None:
    return value if value < inf else None


def _middle(values: Sequence[float | None]) -> float | None:
    """The median, where ``None`` is beyond all numbers; the upper one of two, which may not be reached."""
    return _finite(_sorted(values)[len(values) // 2])


def _band_of(values: Sequence[float | None]) -> Interval3:
    ordered = _sorted(values)
    low, high = int(0.025 * (len(ordered) - 1)), -int(-0.975 * (len(ordered) - 1) // 1)
    return Interval3(*(_finite(ordered[i]) for i in (len(ordered) // 2, low, high)))


def _completed(versions: Sequence[Sequence[Length]]) -> Interval3:
    ended = [[x for x in version if x.is_ended] for version in versions]
    if not all(ended):
        return Interval3(None, None, None)
    middles = [quantile(sorted(x.left for x in each), 0.5) for each in ended]
    shortest = min(quantile(sorted(x.shortest for x in each), 0.5) for each in ended)
    longest = max(quantile(sorted(x.longest or x.shortest for x in each), 0.5) for each in ended)
    return Interval3(_mean(middles), shortest / DAYS_A_YEAR, longest / DAYS_A_YEAR)


def _steps(curves: Sequence[Survival]) -> list[Step]:
    """The curve month by month, as far as every version reaches: beyond, only the longest lengths would speak."""
    found = []
    for month in range(_MONTHS + 1):
        years = month / 12
        at = [curve.at(years) for curve in curves]
        values = [a.value for a in at if a.value is not None]
        if len(values) < len(curves) or not any(c.count for c in curves):
            break
        lower, upper = (_mean([a[i] or 0.0 for a in at]) for i in (1, 2))
        ordered = sorted(values)
        band = Range(quantile(ordered, 0.025), quantile(ordered, 0.975))
        at_risk = round(_mean([c.number_at_risk(years) for c in curves]))
        found.append(Step(years, Interval3(_mean(values), lower, upper), band, at_risk))
    return found
