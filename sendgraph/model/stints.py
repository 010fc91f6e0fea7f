"""Which claims about one person and one post belong to the same unbroken stretch.

The rules: claims belong together unless another holder of a one-seat post is evidenced in
between, an ``ended`` claim lies before a later claim that shows the person in post, or the curator says
otherwise by the ``stint`` column. A break counts only where it is certain: a claim so wide that it fits two
stretches goes to the later one, and only the ``stint`` column can move it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sendgraph.core.bounds import Bounds
from sendgraph.facts.claims import TenureClaim, VacancyClaim

__all__ = ["Breaks", "Dated", "Moment", "evidence_days", "moments_of", "split_stints"]

Dated = TenureClaim | VacancyClaim
"""A claim that dates a stretch: of somebody in a post, or of nobody."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing a claim says: a start, an end, or a sighting, on some day within ``bounds``."""

    kind: str
    bounds: Bounds
    claim: Dated


def moments_of(claim: Dated) -> list[Moment]:
    """The dated things the claim says; a sighting over an interval gives both its ends."""
    found = []
    if claim.started:
        found.append(Moment("start", claim.started.bounds, claim))
    if claim.seen and claim.seen.is_interval:
        found += [Moment("seen", b, claim) for b in (claim.seen.start, claim.seen.end) if b != Bounds()]
    elif claim.seen:
        found.append(Moment("seen", claim.seen.bounds, claim))
    if claim.ended:
        found.append(Moment("end", claim.ended.bounds, claim))
    return found


def evidence_days(moments: Iterable[Moment]) -> tuple[date | None, date | None]:
    """The day by which, and the day up to which, the moments together show the stretch under way.

    The first may be after the second: then all that is known is that it was under way on some day between.
    """
    days = [(m.bounds.earliest, m.bounds.latest) for m in moments]
    by = min((last for _, last in days if last), default=None)
    up_to = max((first for first, _ in days if first), default=None)
    return by, up_to


class Breaks:
    """Days on which somebody else held the post, or nobody did, ready to be asked which one follows a stretch."""

    def __init__(self, days: Iterable[Bounds]) -> None:
        known = sorted({(d.earliest, d.latest) for d in days if d.earliest and d.latest})
        self._earliest = [first for first, _ in known]
        self._next = [(last, first) for first, last in known]
        for i in range(len(known) - 2, -1, -1):
            self._next[i] = min(self._next[i], self._next[i + 1])

    def after(self, by: date | None, up_to: date | None) -> tuple[date, date] | None:
        """Latest and earliest day of the first break that certainly follows a stretch shown by and up to these days."""
        if by is None:
            return None
        index = bisect_left(self._earliest, max(date.fromordinal(by.toordinal() + 1), up_to or by))
        return self._next[index] if index < len(self._next) else None


@dataclass(slots=True)
class _Stretch:
    """A stretch in the making: its claims, the days that show it, its label and its first certain end."""

    claims: list[TenureClaim] = field(default_factory=list)
    by: date | None = None
    up_to: date | None = None
    label: str = ""
    ended: Bounds | None = None

    def add(self, claim: TenureClaim) -> None:
        """Take the claim in."""
        by, up_to = evidence_days(moments_of(claim))
        self.by = min((d for d in (self.by, by) if d), default=None)
        self.up_to = max((d for d in (self.up_to, up_to) if d), default=None)
        self.label = self.label or claim.stint
        self.claims.append(claim)
        end = claim.ended.bounds if claim.ended else None
        if end and end.latest and (self.ended is None or end.latest < (self.ended.latest or date.max)):
            self.ended = end

    def takes(self, claim: TenureClaim, breaks: Breaks) -> bool:
        """Whether no break is known between the stretch and a claim that is not earlier."""
        if claim.stint and self.label:
            return claim.stint == self.label
        moments = moments_of(claim)
        by, up_to = evidence_days(moments)
        gap = breaks.after(self.by, self.up_to)
        if gap and up_to and up_to > gap[0] and (by is None or by >= gap[1]):
            return False
        if self.ended and self.ended.latest:
            shown = evidence_days(m for m in moments if m.kind != "end")[1]
            goes_across = by and self.ended.earliest and by <= self.ended.earliest
            return not (shown and shown > self.ended.latest and not goes_across)
        return True


def split_stints(claims: Sequence[TenureClaim], breaks: Breaks) -> list[list[TenureClaim]]:
    """The claims of one person and post in stretches, in time order.

    ``breaks`` are the days on which another holder of the same one-seat post is evidenced, or the post was
    vacant; none for a post of several seats.
    """
    stretches: list[_Stretch] = []
    for claim in sorted(claims, key=_time_key):
        # The label is looked for in all stretches; without one, the latest that fits is the nearest in time.
        own = [s for s in stretches if claim.stint and s.label == claim.stint]
        home = next((s for s in own or reversed(stretches) if s.takes(claim, breaks)), None)
        if home is None:
            stretches.append(home := _Stretch())
        home.add(claim)
    return [s.claims for s in stretches]


def _time_key(claim: TenureClaim) -> tuple[int, str]:
    """The middle of the days that show the claim: of two claims with a certain break between, the earlier is first."""
    days = [d.toordinal() for d in evidence_days(moments_of(claim)) if d]
    return sum(days) * 2 // len(days), claim.claim_id
