"""Changes of holder: between two consecutive evidenced holders of a one-seat post lies at least one change.

All that is known of its date are bounds: not before the last evidence of the one, not after the first of the next.
What happened in between unseen, such as a short interim, is not counted: every count here is a least count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sendgraph.analysis.spells import Spell

__all__ = ["Change", "YearCount", "changes_by_year", "financial_year", "find_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One holder gave way to another some day from ``earliest`` to ``latest``, both inclusive."""

    post_id: str
    body_id: str
    council: str
    before: str
    after: str
    before_tenure: str
    after_tenure: str
    after_basis: str
    earliest: date
    latest: date

    @property
    def days(self) -> int:
        """How many days the change can have been on."""
        return (self.latest - self.earliest).days + 1


def find_changes(spells: Iterable[Spell]) -> list[Change]:
    """The changes between consecutive holders of one-seat posts, by post and time.

    A person who follows themselves, or shares the seat, makes no change. Where the sources show two people in the
    seat at one time, the bounds span the days in question.
    """
    by_post: dict[str, dict[str, Spell]] = defaultdict(dict)
    for spell in spells:
        if spell.seats == 1:
            by_post[spell.post_id].setdefault(spell.tenure_id, spell)
    changes = []
    for _, held in sorted(by_post.items()):
        ordered = sorted((s for s in held.values() if not _is_within_cover(s, held)), key=lambda s: s.place)
        for a, b in pairwise(ordered):
            days = [d for d in (a.end_earliest or a.last_seen, b.start_latest or b.first_seen) if d]
            if a.person_id == b.person_id or (a.is_shared and b.is_shared) or not days:
                continue
            names = (a.person, b.person, a.tenure_id, b.tenure_id, b.basis)
            changes.append(Change(a.post_id, a.body_id, a.council, *names, min(days), max(days)))
    return changes


def _is_within_cover(spell: Spell, held: Mapping[str, Spell]) -> bool:
    """Whether the spell lies inside another with which it shares the seat: who covers a leave makes no change."""

    def size(each: Spell) -> tuple[date, date, str]:
        return (each.start_latest or date.max, each.end_earliest or date.min, each.tenure_id)

    start, end, _ = size(spell)
    around = (o for o in held.values() if spell.is_shared and o.is_shared and o.tenure_id != spell.tenure_id)
    for other in around:
        first, last, _ = size(other)
        if first <= start and last >= end and ((first, last) != (start, end) or other.tenure_id < spell.tenure_id):
            return True
    return False


def financial_year(day: date) -> int:
    """The year in which the financial year of ``day`` began: 1 April to 31 March.

    >>> financial_year(date(2024, 3, 31)), financial_year(date(2024, 4, 1))
    (2023, 2024)
    """
    return day.year if day.month >= 4 else day.year - 1


@dataclass(frozen=True, slots=True)
class YearCount:
    """Changes in one financial year: certainly in it, and possibly in it (the certain ones included)."""

    year: int
    certain: int
    possible: int

    @property
    def label(self) -> str:
        """The year as ADCS writes it, such as 2023/24."""
        return f"{self.year}/{(self.year + 1) % 100:02}"


def changes_by_year(changes: Iterable[Change], first: int, last: int) -> list[YearCount]:
    """For each financial year from ``first`` to ``last`` how many changes lie in it for certain, and may lie in it."""
    certain: dict[int, int] = defaultdict(int)
    possible: dict[int, int] = defaultdict(int)
    for change in changes:
        start, end = financial_year(change.earliest), financial_year(change.latest)
        for year in range(max(start, first), min(end, last) + 1):
            possible[year] += 1
            certain[year] += start == end
    return [YearCount(year, certain[year], possible[year]) for year in range(first, last + 1)]
