"""Tenures: one person in one post without a break, assembled post by post.

A draft holds the bounds that the claims about one person give by themselves. ``order_holders`` then lets the
holders of a one-seat post narrow each other: nobody starts before the last evidence of the one before, nor ends
after the first evidence of the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sendgraph.core.bounds import Bounds, meet
from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Post
from sendgraph.model.agree import Agreement, agreed_bounds, conflict_between, is_taken
from sendgraph.model.kinds import Conflict, Tenure
from sendgraph.model.stints import Moment, evidence_days, moments_of, split_stints

__all__ = ["assemble_tenures"]


@dataclass(slots=True)
class Draft:
    """A tenure in the making."""

    person_id: str
    claims: list[TenureClaim]
    start: Bounds
    end: Bounds
    by: date | None
    up_to: date | None
    bounded_by: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[int, tuple[int, int], str]:
        """Where the tenure stands in the order of holders: the middle of the days that show it."""
        moments = [m for c in self.claims for m in moments_of(c)]
        days = [d for d in (self.by, self.up_to) if d]
        middle = sum(d.toordinal() for d in days) * 2 // len(days)
        return middle, min(m.key for m in moments), self.claims[0].claim_id

    @property
    def is_shared(self) -> bool:
        """Whether a source says that the seat is shared."""
        return any(c.is_shared for c in self.claims)


def assemble_tenures(facts: Facts, leader: dict[str, str]) -> tuple[list[Tenure], list[Conflict]]:
    """All tenures, by post and time, and the conflicts among the claims about them."""
    posts = {p.post_id: p for p in facts.posts}
    closed = {b.body_id: b.closed.bounds.latest for b in facts.bodies if b.closed}
    by_post: dict[str, list[TenureClaim]] = defaultdict(list)
    for claim in facts.tenures:
        by_post[claim.post_id].append(claim)
    vacant: dict[str, list[Bounds]] = defaultdict(list)
    for vacancy in facts.vacancies:
        if is_taken(vacancy) and vacancy.seen:
            vacant[vacancy.post_id].append(vacancy.seen.bounds)
    tenures: list[Tenure] = []
    conflicts: list[Conflict] = []
    for post_id in sorted(by_post):
        post = posts[post_id]
        found, clashes = _assemble_post(post, by_post[post_id], leader, vacant[post_id], _last_day(post, closed))
        tenures += found
        conflicts += clashes
    return tenures, conflicts


def _last_day(post: Post, closed: dict[str, date | None]) -> date | None:
    """The last day the post can have had a holder: its own end, or the end of the last of its bodies."""
    if post.closed:
        return post.closed.bounds.latest
    ends = [closed.get(body) for body in post.body_ids]
    return max((d for d in ends if d), default=None) if all(ends) else None


def _assemble_post(
    post: Post, claims: Sequence[TenureClaim], leader: dict[str, str], vacant: list[Bounds], last_day: date | None
) -> tuple[list[Tenure], list[Conflict]]:
    one_seat = (post.seats or 1) == 1
    by_person: dict[str, list[TenureClaim]] = defaultdict(list)
    for claim in claims:
        by_person[leader.get(claim.person_id, claim.person_id)].append(claim)
    moments = {p: [m.bounds for c in cs if is_taken(c) for m in moments_of(c)] for p, cs in by_person.items()}
    conflicts: list[Conflict] = []
    drafts: list[Draft] = []
    for person, own in sorted(by_person.items()):
        others = [b for p, bs in moments.items() if p != person for b in bs] + vacant if one_seat else []
        for stint in split_stints([c for c in own if is_taken(c)], others):
            drafts.append(_draft(person, stint))
    drafts.sort(key=lambda d: d.key)
    if one_seat:
        conflicts += order_holders(drafts, post.post_id)
    names = _tenure_ids(post.post_id, drafts)
    tenures = [_finish(draft, post, names[i], last_day) for i, draft in enumerate(drafts)]
    for tenure, draft in zip(tenures, drafts, strict=True):
        conflicts += _own_conflicts(tenure.id, draft)
    conflicts += _untaken_conflicts(by_person, tenures, drafts)
    return tenures, conflicts


def _draft(person: str, claims: list[TenureClaim]) -> Draft:
    """The bounds that one stretch of claims gives by itself."""
    by, up_to = evidence_days(claims)
    start = agreed_bounds([c.started.bounds for c in claims if c.started])
    end = agreed_bounds([c.ended.bounds for c in claims if c.ended])
    return Draft(person, claims, _no_later(start, by), _no_earlier(end, up_to), by, up_to)


def _no_later(bounds: Bounds, day: date | None) -> Bounds:
    """Bounds cut at ``day`` from above; where that leaves nothing, the sources conflict and the earliest is open."""
    return (meet(bounds, Bounds(None, day)) or Bounds(None, bounds.latest)) if day else bounds


def _no_earlier(bounds: Bounds, day: date | None) -> Bounds:
    """Bounds cut at ``day`` from below; where that leaves nothing, the sources conflict and the latest is open."""
    return (meet(bounds, Bounds(day, None)) or Bounds(bounds.earliest, None)) if day else bounds


def order_holders(drafts: list[Draft], post_id: str) -> list[Conflict]:
    """Let the holders of a one-seat post, in order, narrow each other; returns the overlaps found.

    Two people who are both shown in the seat at one time do not narrow each other: that is a conflict, unless a
    source says that they share it.
    """
    conflicts: list[Conflict] = []
    before: list[Draft] = []
    for draft in drafts:
        for other in before:
            if _overlaps(other, draft):
                if not (other.is_shared and draft.is_shared) and other.person_id != draft.person_id:
                    conflicts.append(_overlap(post_id, other, draft))
                continue
            if other.up_to:
                _narrow_start(draft, other)
            if draft.by:
                _narrow_end(other, draft)
        before.append(draft)
    return conflicts


def _overlaps(first: Draft, second: Draft) -> bool:
    """Whether both are shown in the seat at one time: on two days that cross, or sighted on the same day."""
    if not (first.up_to and second.by) or first.up_to < second.by:
        return False
    return first.up_to > second.by or _latest_moment(first).kind == _first_moment(second).kind == "seen"


def _narrow_start(draft: Draft, before: Draft) -> None:
    met = meet(draft.start, Bounds(before.up_to, None))
    if met and met != draft.start:
        draft.start = met
        draft.bounded_by.add(_latest_moment(before).claim.claim_id)


def _narrow_end(before: Draft, after: Draft) -> None:
    met = meet(before.end, Bounds(None, after.by))
    if met and met != before.end:
        before.end = met
        before.bounded_by.add(_first_moment(after).claim.claim_id)


def _latest_moment(draft: Draft) -> Moment:
    moments = (m for c in draft.claims for m in moments_of(c) if m.bounds.earliest)
    return max(moments, key=lambda m: (m.bounds.earliest or date.min, m.claim.claim_id))


def _first_moment(draft: Draft) -> Moment:
    moments = (m for c in draft.claims for m in moments_of(c) if m.bounds.latest)
    return min(moments, key=lambda m: (m.bounds.latest or date.max, m.claim.claim_id))


def _overlap(post_id: str, first: Draft, second: Draft) -> Conflict:
    a, b = _latest_moment(first), _first_moment(second)
    says = (f"{first.person_id} {_words(a)}", f"{second.person_id} {_words(b)}")
    return conflict_between(post_id, "holder", "overlap", a.claim, b.claim, says=says)


def _words(moment: Moment) -> str:
    claim = moment.claim
    value = {"start": claim.started, "seen": claim.seen, "end": claim.ended}[moment.kind]
    verb = {"start": "started", "seen": "in post", "end": "ended"}[moment.kind]
    return f"{verb} {value.text if value else ''}"


def _own_conflicts(tenure_id: str, draft: Draft) -> list[Conflict]:
    """Conflicts inside one tenure: starts or ends that differ, and sightings before a start."""
    agreement = Agreement(tenure_id, draft.claims)
    agreement.moment("started")
    agreement.moment("ended")
    for claim in draft.claims:
        for other in draft.claims:
            start, seen = claim.started, other.seen
            if (
                start
                and seen
                and seen.start.latest
                and start.bounds.earliest
                and seen.start.latest < start.bounds.earliest
            ):
                says = (f"started {start.text}", f"in post {seen.text}")
                agreement.conflicts.append(conflict_between(tenure_id, "started", "order", claim, other, says=says))
    return agreement.conflicts


def _untaken_conflicts(
    by_person: dict[str, list[TenureClaim]], tenures: list[Tenure], drafts: list[Draft]
) -> list[Conflict]:
    """Conflicts, resolved by now, between claims no longer taken and the taken ones they contradict."""
    found: list[Conflict] = []
    for tenure, draft in zip(tenures, drafts, strict=True):
        for claim in by_person[draft.person_id]:
            if is_taken(claim) or (claim.stint and claim.stint not in {c.stint for c in draft.claims}):
                continue
            for name in ("started", "ended"):
                agreement = Agreement(tenure.id, [claim, *draft.claims])
                agreement.moment(name)
                found += [c for c in agreement.conflicts if claim.claim_id in (c.claim_a, c.claim_b)]
    return found


def _tenure_ids(post_id: str, drafts: list[Draft]) -> list[str]:
    """Stable ids: the post, the person's name, and from the second stretch on its label or number."""
    used: dict[str, int] = defaultdict(int)
    owner: dict[str, str] = {}
    ids = []
    for draft in drafts:
        name = draft.person_id.partition("_")[0]
        if owner.setdefault(name, draft.person_id) != draft.person_id:
            name = draft.person_id
        used[name] += 1
        label = next((c.stint for c in draft.claims if c.stint), str(used[name]) if used[name] > 1 else "")
        ids.append("_".join(part for part in ("tenure", post_id, name, label) if part))
    return ids


def _finish(draft: Draft, post: Post, tenure_id: str, last_day: date | None) -> Tenure:
    end = draft.end
    if last_day and not end.latest and (not end.earliest or end.earliest <= last_day):
        end = Bounds(end.earliest, last_day)
    start = _no_later(draft.start, end.latest)
    agreement = Agreement(tenure_id, sorted(draft.claims, key=lambda c: moments_of(c)[0].key))
    bases = [c.basis for c in agreement.claims if c.basis != "not-stated"]
    titles = [c.title for c in agreement.claims if c.title]
    last = _latest_moment(draft).kind if draft.up_to else "start"
    return Tenure(
        id=tenure_id,
        evidence=agreement.evidence,
        is_disputed=agreement.is_disputed,
        person_id=draft.person_id,
        post_id=post.post_id,
        basis=bases[-1] if bases else "not-stated",
        first_basis=bases[0] if bases else "not-stated",
        title=titles[-1] if titles else post.title,
        start=start,
        end=_no_earlier(end, start.earliest),
        end_status="ended" if end.latest else ("unknown" if last == "start" else "ongoing"),
        first_seen=draft.by,
        last_seen=draft.up_to,
        is_shared=draft.is_shared,
        days_a_week=agreement.one("days_a_week", compare=False),
        supplier=agreement.one("supplier", compare=False),
        came_from=agreement.every("came_from"),
        went_to=agreement.every("went_to"),
        bounded_by=tuple(sorted(draft.bounded_by)),
    )
