"""How much of a window the sources cover, and which single fact would narrow the most.

A day is covered when the bounds show for certain who held the post. Everything else is unknown, never vacant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sendgraph.analysis.changes import Change, find_changes
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.shares import certain_days
from sendgraph.analysis.spells import Spell
from sendgraph.core.intervals import Interval, days_within, subtract, unite

__all__ = ["Coverage", "Wanted", "measure_coverage"]

MONTH_DAYS = 31
YEAR_DAYS = 366


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact to look for: in words, and the unknown days it lies among."""

    words: str
    days: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One post in the window: covered years, changes by how closely they are dated, and what to look for next."""

    body_id: str
    council: str
    covered_years: float
    window_years: float
    within_month: int
    within_year: int
    wider: int
    wanted: Wanted


def measure_coverage(
    bodies: Sequence[tuple[str, str, date | None]], spells: Sequence[Spell], since: date, until: date
) -> list[Coverage]:
    """The coverage of each body's post from ``since`` up to ``until``, the most wanted fact first.

    ``bodies`` are id, name and first day of every body that should have a holder; one without any spell is there too,
    and one that opens on ``until`` or later is not.
    """
    held: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        if spell.seats == 1:
            held[spell.body_id].append(spell)
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in find_changes(spells):
        changes[change.body_id].append(change)
    found = []
    for body, name, opened in bodies:
        start = max(since, opened or since)
        if start < until:
            found.append(_cover(body, name, Interval(start, until), held[body], changes[body]))
    return sorted(found, key=lambda c: (-c.wanted.days, c.council))


def _cover(body: str, name: str, window: Interval, spells: list[Spell], changes: list[Change]) -> Coverage:
    certain = unite(i for s in spells if (i := certain_days(s)))
    assert window.end is not None
    inside = [c for c in changes if c.latest >= window.start and c.earliest < window.end]
    return Coverage(
        body_id=body,
        council=name,
        covered_years=days_within(certain, window) / DAYS_A_YEAR,
        window_years=(window.days or 0) / DAYS_A_YEAR,
        within_month=sum(c.days <= MONTH_DAYS for c in inside),
        within_year=sum(MONTH_DAYS < c.days <= YEAR_DAYS for c in inside),
        wider=sum(c.days > YEAR_DAYS for c in inside),
        wanted=_wanted(window, certain, spells),
    )


def _wanted(window: Interval, certain: list[Interval], spells: list[Spell]) -> Wanted:
    """The fact that lies among the most unknown days: who held the post in the longest gap, or when it changed."""
    gaps = subtract(window, certain)
    if not gaps:
        return Wanted("nothing: every day is covered", 0)
    gap = max(gaps, key=lambda g: (g.days or 0, g.start))
    days = gap.days or 0
    assert gap.end is not None
    last = gap.end - timedelta(days=1)
    before, after = _neighbours(gap, spells)
    if before and after and before.person_id == after.person_id:
        return Wanted(f"was {before.person} in post from {gap.start} to {last}?", days)
    if before and after:
        return Wanted(f"when did {after.person} follow {before.person}, between {gap.start} and {last}?", days)
    if before:
        return Wanted(
            f"until when was {before.person} in post after {gap.start - timedelta(days=1)}, and who came next?", days
        )
    if after:
        return Wanted(f"when did {after.person} start, and who was in post before, from {gap.start}?", days)
    return Wanted(f"who was in post from {gap.start} on?", days)


def _neighbours(gap: Interval, spells: list[Spell]) -> tuple[Spell | None, Spell | None]:
    """The last holder shown before the gap and the first shown after it."""
    before = [s for s in spells if (day := s.last_seen or s.end_earliest) and day <= gap.start]
    after = [s for s in spells if (day := s.first_seen or s.start_latest) and gap.end and day >= gap.end]
    return (
        max(before, key=lambda s: s.last_seen or s.end_earliest or date.min, default=None),
        min(after, key=lambda s: s.first_seen or s.start_latest or date.max, default=None),
    )
