"""The rate over the days of which the holder is certain: separations a post-year, where a post was fully observed.

It is another figure than the panel-observed rate, and a fair one only where nearly all days are covered: a stretch
between two sightings is certain only because the holder stayed, so that partly covered posts read too low.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sendgraph.analysis.changes import Change
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.shares import Seat, certain_days, life_in
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.proportions import Interval3, poisson_rate
from sendgraph.core.intervals import Interval, days_within

__all__ = ["CLOSE_DAYS", "FULL_SHARE", "ObservedRate", "measure_observed"]

CLOSE_DAYS = 31
"""A change dated to within a month counts as observed; its few days count as watched."""

FULL_SHARE = 0.9
"""From this share of certain post-days on, the rate speaks for the posts as a whole."""


@dataclass(frozen=True, slots=True)
class ObservedRate:
    """Separations over the certain post-years of a window, with the exact interval; and how much of it was certain."""

    separations: int
    post_years: float
    all_post_years: float
    rate: Interval3

    @property
    def share(self) -> float:
        """The share of post-days whose holder is certain."""
        return self.post_years / self.all_post_years if self.all_post_years else 0.0

    @property
    def is_full(self) -> bool:
        """Whether nearly every post-day is certain."""
        return self.share >= FULL_SHARE


def measure_observed(
    seats: Iterable[Seat], spells: Iterable[Spell], changes: Sequence[Change], window: Interval
) -> ObservedRate:
    """The rate in the window. A change counts when it is dated to ``CLOSE_DAYS`` days and its middle lies in "
    "the window."""
    close = [c for c in changes if c.days <= CLOSE_DAYS]
    watched: dict[str, list[Interval]] = defaultdict(list)
    for spell in spells:
        days = certain_days(spell)
        if days and spell.seats == 1:
            watched[spell.post_id].append(days)
    for change in close:
        watched[change.post_id].append(Interval(change.earliest, change.latest + timedelta(days=1)))
    seen_days = all_days = 0
    lives = {}
    for seat in seats:
        life = life_in(seat, window)
        if life and seat.seats == 1:
            lives[seat.post_id] = life
            seen_days += days_within(watched[seat.post_id], life)
            all_days += life.days or 0
    count = sum(c.post_id in lives and c.earliest + timedelta(days=c.days // 2) in lives[c.post_id] for c in close)
    years = seen_days / DAYS_A_YEAR
    return ObservedRate(count, years, all_days / DAYS_A_YEAR, poisson_rate(count, years))
