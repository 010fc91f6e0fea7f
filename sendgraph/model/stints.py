"""Which claims about one person and one post belong to the same unbroken stretch.

Rules, DESIGN of the model: claims belong together unless another holder of a one-seat post is evidenced in
between, an ``ended`` claim lies before a later claim that shows the person in post, or the curator says
otherwise by the ``stint`` column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sendgraph.core.bounds import Bounds, is_before
from sendgraph.facts.claims import TenureClaim

__all__ = ["Moment", "evidence_days", "moments_of", "split_stints"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing a claim says: a start, an end, or a sighting, on some day within ``bounds``."""

    kind: str
    bounds: Bounds
    claim: TenureClaim

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in time, for sorting: the middle of its bounds, ends before starts on one day."""
        low, high = self.bounds.earliest or self.bounds.latest, self.bounds.latest or self.bounds.earliest
        assert low and high, "a claim's date has at least one bound"
        return low.toordinal() + high.toordinal(), {"end": 0, "seen": 1, "start": 2}[self.kind]


def moments_of(claim: TenureClaim) -> list[Moment]:
    """The dated things the claim says, in time order; a sighting over an interval gives both its ends."""
    found = []
    if claim.started:
        found.append(Moment("start", claim.started.bounds, claim))
    if claim.seen and claim.seen.is_interval:
        found += [Moment("seen", b, claim) for b in (claim.seen.start, claim.seen.end) if b != Bounds()]
    elif claim.seen:
        found.append(Moment("seen", claim.seen.bounds, claim))
    if claim.ended:
        found.append(Moment("end", claim.ended.bounds, claim))
    return sorted(found, key=lambda m: m.key)


def split_stints(claims: Sequence[TenureClaim], others: Iterable[Bounds]) -> list[list[TenureClaim]]:
    """The claims of one person and post in stretches, in time order.

    ``others`` are the days on which another holder of the same one-seat post is evidenced, or the post was
    vacant; give none for a post of several seats.
    """
    ordered = sorted(claims, key=lambda c: (moments_of(c)[0].key, c.claim_id))
    between = list(others)
    stints: list[list[TenureClaim]] = []
    for claim in ordered:
        current = stints[-1] if stints else []
        if current and not _parts(current, claim, between):
            current.append(claim)
        else:
            stints.append([claim])
    return stints


def _parts(current: list[TenureClaim], claim: TenureClaim, others: list[Bounds]) -> bool:
    """Whether a break lies between the stretch so far and the next claim."""
    labels = {c.stint for c in current if c.stint}
    if claim.stint and labels:
        return claim.stint not in labels
    before = [m for c in current for m in moments_of(c)]
    shows = [m for m in moments_of(claim) if m.kind != "end"]
    if not shows:
        return any(_lies_between(other, before, moments_of(claim)[0].bounds) for other in others)
    first = shows[0].bounds
    if any(m.kind == "end" and is_before(m.bounds, first) for m in before):
        return True
    return any(_lies_between(other, before, first) for other in others)


def _lies_between(other: Bounds, before: list[Moment], after: Bounds) -> bool:
    return is_before(other, after) is True and all(is_before(m.bounds, other) is True for m in before)


def evidence_days(claims: Iterable[TenureClaim]) -> tuple[date | None, date | None]:
    """The day by which, and the day up to which, the claims together show the person in post.

    The first may be after the second: then all that is known is that the person was there on some day between.
    """
    moments = [m for c in claims for m in moments_of(c)]
    by = min((m.bounds.latest for m in moments if m.bounds.latest), default=None)
    up_to = max((m.bounds.earliest for m in moments if m.bounds.earliest), default=None)
    return by, up_to
