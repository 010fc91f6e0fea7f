"""Tenures in the making, and how the holders of a one-seat post bound each other.

A draft holds the bounds that the claims about one stretch give by themselves. Two stretches of one seat never cross,
so one certain pair of days, the first person shown before the second, puts the whole of one before the whole
of the other: nobody starts before the last evidence of somebody before, nor ends after the first evidence of
somebody after. Where the claims do not tell who was first, nobody bounds anybody, and claims that clash bound
nobody. A post may be handed over on one day, which then is the last day of the one and the first of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from sendgraph.core.bounds import Bounds, meet
from sendgraph.facts.claims import TenureClaim
from sendgraph.model.agree import agreed_bounds, conflict_between
from sendgraph.model.kinds import Conflict
from sendgraph.model.stints import Dated, Moment, evidence_days, moments_of

__all__ = ["Draft", "bound_each_other", "draft_of", "find_overlaps", "in_order", "no_earlier", "no_later", "words_of"]


@dataclass(slots=True, eq=False)
class Draft:
    """A stretch in the making; ``person_id`` is empty for a stretch in which the post was vacant.

    ``shown`` are the days by and up to which single claims show it. What bounds others is more careful: ``start``
    and ``end``, which are wide where the claims contradict each other.
    """

    person_id: str
    claims: Sequence[Dated]
    moments: list[Moment]
    shown: tuple[date | None, date | None]
    by: date | None
    up_to: date | None
    start: Bounds
    end: Bounds
    sighted: dict[date, Moment]
    bounded_by: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[int, str]:
        """Where the stretch stands in time: the middle of the days that show it."""
        days = [d.toordinal() for d in self.shown if d]
        return sum(days) * 2 // len(days), min(c.claim_id for c in self.claims)

    @property
    def is_shared(self) -> bool:
        """Whether a source says that the seat is shared."""
        return any(isinstance(c, TenureClaim) and c.is_shared for c in self.claims)


def draft_of(person: str, claims: Sequence[Dated]) -> Draft:
    """The bounds that one stretch of claims gives by itself."""
    moments = [m for c in claims for m in moments_of(c)]
    seen = evidence_days(m for m in moments if m.kind == "seen")
    started = agreed_bounds([c.started.bounds for c in claims if c.started])
    ended = agreed_bounds([c.ended.bounds for c in claims if c.ended])
    start = no_later(started, min((d for d in (seen[0], ended.latest) if d), default=None))
    end = no_earlier(ended, max((d for d in (seen[1], started.earliest) if d), default=None))
    return Draft(
        person, claims, moments, evidence_days(moments), start.latest, end.earliest, start, end, _sighted(moments)
    )


def no_later(bounds: Bounds, day: date | None) -> Bounds:
    """Bounds cut at ``day`` from above; where that leaves nothing, the sources conflict and the earliest is open."""
    return (meet(bounds, Bounds(None, day)) or Bounds(None, bounds.latest)) if day else bounds


def no_earlier(bounds: Bounds, day: date | None) -> Bounds:
    """Bounds cut at ``day`` from below; where that leaves nothing, the sources conflict and the latest is open."""
    return (meet(bounds, Bounds(day, None)) or Bounds(bounds.earliest, None)) if day else bounds


def _is_first(a: Draft, b: Draft) -> bool:
    """Whether ``a`` is shown on a day that is certainly before a day that shows ``b``."""
    return a.by is not None and b.up_to is not None and a.by < b.up_to


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in time order: by the middle of their days, and never against a certain order of two of them."""
    left = sorted(drafts, key=lambda d: d.key)
    placed = []
    while left:
        first = next((d for d in left if not any(_is_first(o, d) for o in left if o is not d)), left[0])
        left.remove(first)
        placed.append(first)
    return placed


def bound_each_other(drafts: Sequence[Draft], are_rivals: Callable[[Draft, Draft], bool]) -> None:
    """Narrow the bounds of every draft by the drafts that cannot have held the seat at the same time.

    Only the evidence of the drafts is compared, never their narrowed bounds, so the order of drafts does not matter.
    """
    for draft in drafts:
        rivals = (_undisputed(draft, o) for o in drafts if o is not draft and are_rivals(draft, o))
        pairs = [pair for pair in rivals if pair]
        before = [(o.up_to, o) for own, o in pairs if o.up_to and _is_first(o, own)]
        after = [(o.by, o) for own, o in pairs if o.by and _is_first(own, o)]
        if before:
            day, other = max(before, key=lambda pair: (pair[0], pair[1].key))
            met = meet(draft.start, Bounds(day, None))
            if met and met != draft.start:
                draft.start = met
                draft.bounded_by.add(_latest_moment(other).claim.claim_id)
        if after:
            day, other = min(after, key=lambda pair: (pair[0], pair[1].key))
            met = meet(draft.end, Bounds(None, day))
            if met and met != draft.end:
                draft.end = met
                draft.bounded_by.add(_first_moment(other).claim.claim_id)


def find_overlaps(
    drafts: Sequence[Draft], are_rivals: Callable[[Draft, Draft], bool], post_id: str
) -> Iterator[Conflict]:
    """Conflicts of two people, or of a holder and a vacancy, who are both shown in one seat at one time."""
    for one, other in combinations(drafts, 2):
        if one.person_id != other.person_id and are_rivals(one, other):
            first, second = sorted((one, other), key=lambda d: d.by or date.max)
            pair = _clash(first, second)
            if pair:
                a, b = pair
                says = (f"{first.person_id} {words_of(a)}".strip(), f"{second.person_id} {words_of(b)}".strip())
                yield conflict_between(post_id, "holder", "overlap", a.claim, b.claim, says=says)


def _clash(first: Draft, second: Draft) -> tuple[Moment, Moment] | None:
    """Two moments that show both in the seat at one time: on days that cross, or sighted on the same day."""
    if _is_first(first, second) and _is_first(second, first):
        return _latest_moment(first), _first_moment(second)
    days = _clashing_days(first, second)
    return (first.sighted[days[0]], second.sighted[days[0]]) if days else None


def _clashing_days(first: Draft, second: Draft) -> list[date]:
    """Days on which sources show both in the seat, although the post may have been handed over on such a day.

    A claim that one of them ended or started on that day says that it was.
    """
    moments = first.moments + second.moments if first.sighted.keys() & second.sighted.keys() else []
    told = {m.bounds.earliest for m in moments if m.kind != "seen" and m.bounds.days == 1}
    return sorted((first.sighted.keys() & second.sighted.keys()) - told)


def _undisputed(first: Draft, second: Draft) -> tuple[Draft, Draft] | None:
    """The two by the claims that do not clash, or ``None`` where those too leave the order open."""
    days = _clashing_days(first, second)
    if days:
        kept = [[c for c in d.claims if not any(_is_on(c, day) for day in days)] for d in (first, second)]
        if not all(kept):
            return None
        first, second = draft_of(first.person_id, kept[0]), draft_of(second.person_id, kept[1])
    return None if _is_first(first, second) == _is_first(second, first) else (first, second)


def _is_on(claim: Dated, day: date) -> bool:
    """Whether the claim is a sighting of that very day."""
    return any(m.kind == "seen" and m.bounds == Bounds(day, day) for m in moments_of(claim))


def _sighted(moments: Iterable[Moment]) -> dict[date, Moment]:
    """The full days on which a source shows the stretch under way, each with the first claim that does."""
    found: dict[date, Moment] = {}
    for moment in sorted(moments, key=lambda m: m.claim.claim_id):
        if moment.kind == "seen" and moment.bounds.earliest and moment.bounds.days == 1:
            found.setdefault(moment.bounds.earliest, moment)
    return found


def _latest_moment(draft: Draft) -> Moment:
    """What shows the stretch up to the day that bounds others."""
    dated = [(m.bounds.earliest, m.claim.claim_id, m) for m in draft.moments if m.bounds.earliest]
    return max((d for d in dated if draft.up_to is None or d[0] <= draft.up_to), key=lambda d: d[:2])[2]


def _first_moment(draft: Draft) -> Moment:
    """What shows the stretch by the day that bounds others."""
    dated = [(m.bounds.latest, m.claim.claim_id, m) for m in draft.moments if m.bounds.latest]
    return min((d for d in dated if draft.by is None or d[0] >= draft.by), key=lambda d: d[:2])[2]


def words_of(moment: Moment) -> str:
    """What the moment says, in words: "started 2021-11"."""
    claim = moment.claim
    value = {"start": claim.started, "seen": claim.seen, "end": claim.ended}[moment.kind]
    held = "in post" if isinstance(claim, TenureClaim) else "vacant"
    verb = {"start": "started", "seen": held, "end": "ended"}[moment.kind]
    return f"{verb if held == 'in post' or moment.kind == 'seen' else f'vacancy {verb}'} {value.text if value else ''}"
