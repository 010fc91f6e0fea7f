"""Tenures: one person in one post without a break, assembled post by post from all claims on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sendgraph.core.bounds import Bounds, meet
from sendgraph.facts.claims import TenureClaim, VacancyClaim
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Post
from sendgraph.model.agree import Agreement, is_taken
from sendgraph.model.holders import Draft, bound_each_other, draft_of, find_overlaps, in_order, no_earlier, no_later
from sendgraph.model.kinds import Conflict, Tenure
from sendgraph.model.stints import Breaks, Dated, moments_of, split_stints
from sendgraph.model.tenure_conflicts import find_conflicts_with, find_own_conflicts

__all__ = ["assemble_tenures"]


def assemble_tenures(facts: Facts, leader: dict[str, str]) -> tuple[list[Tenure], list[Conflict]]:
    """All tenures, by post and time, and the conflicts among the claims about them."""
    posts = {p.post_id: p for p in facts.posts}
    closed = {b.body_id: b.closed.bounds.latest for b in facts.bodies if b.closed}
    by_post: dict[str, list[TenureClaim]] = defaultdict(list)
    for claim in facts.tenures:
        by_post[claim.post_id].append(claim)
    vacant: dict[str, list[VacancyClaim]] = defaultdict(list)
    for vacancy in facts.vacancies:
        if is_taken(vacancy):
            vacant[vacancy.post_id].append(vacancy)
    tenures: list[Tenure] = []
    conflicts: list[Conflict] = []
    for post_id, claims in sorted(by_post.items()):
        seat = _Seat(posts[post_id], claims, vacant[post_id], leader)
        drafts = in_order(seat.drafts())
        found = _finish_all(drafts, seat.post, _last_day(seat.post, closed))
        tenures += found
        conflicts += seat.find_conflicts(drafts, found)
    return tenures, conflicts


def _last_day(post: Post, closed: dict[str, date | None]) -> date | None:
    """The last day the post can have had a holder: its own end, or the end of the last of its bodies."""
    if post.closed:
        return post.closed.bounds.latest
    ends = [closed.get(body) for body in post.body_ids]
    return max((d for d in ends if d), default=None) if all(ends) else None


@dataclass(slots=True)
class _Seat:
    """A post with the claims about its holders, and the claims that it was vacant."""

    post: Post
    claims: Sequence[TenureClaim]
    vacant: Sequence[VacancyClaim]
    leader: dict[str, str]

    def are_rivals(self, a: Draft, b: Draft) -> bool:
        """Whether the two cannot hold the post at one time: nobody is there twice, and one seat has one holder."""
        if a.person_id == b.person_id:
            return a.person_id != ""
        return (self.post.seats or 1) == 1 and not (a.is_shared and b.is_shared)

    def by_person(self, *, taken: bool) -> dict[str, list[TenureClaim]]:
        """The claims that make facts, or those that do not, by the person who stands for all joined."""
        found: dict[str, list[TenureClaim]] = defaultdict(list)
        for claim in self.claims:
            if is_taken(claim) == taken:
                found[self.leader.get(claim.person_id, claim.person_id)].append(claim)
        return dict(sorted(found.items()))

    def breaks(self, person: str) -> Breaks:
        """The days on which the seat was certainly not this person's."""
        if (self.post.seats or 1) > 1:
            return Breaks([])
        holders = self.by_person(taken=True)
        shares = {p for p, claims in holders.items() if any(c.is_shared for c in claims)}
        apart = [p for p in holders if p != person and not (p in shares and person in shares)]
        dated: list[Dated] = [*(c for p in apart for c in holders[p]), *self.vacant]
        return Breaks(m.bounds for c in dated for m in moments_of(c))

    def drafts(self) -> list[Draft]:
        """A draft for every stretch of every holder, bounded by the others."""
        found = []
        for person, claims in self.by_person(taken=True).items():
            stints = split_stints(claims, self.breaks(person)) if len(claims) > 1 else [claims]
            found += [draft_of(person, stint) for stint in stints]
        bound_each_other([*found, *self.gaps()], self.are_rivals)
        return found

    def gaps(self) -> list[Draft]:
        """The stretches in which nobody held the post; one that somebody covered bounds nobody."""
        return [draft_of("", [v]) for v in self.vacant if v.kind == "vacant" and moments_of(v)]

    def find_conflicts(self, drafts: list[Draft], tenures: list[Tenure]) -> Iterator[Conflict]:
        """Conflicts of claims on one tenure and of two holders, also those resolved by taking a claim no longer."""
        yield from find_overlaps(in_order([*drafts, *self.gaps()]), self.are_rivals, self.post.post_id)
        for tenure, draft in zip(tenures, drafts, strict=True):
            yield from find_own_conflicts(tenure.id, self.taken_of(draft))
        for person, claims in self.by_person(taken=False).items():
            breaks = self.breaks(person)
            for claim in claims:
                lone = draft_of(person, [claim])
                for tenure, draft in zip(tenures, drafts, strict=True):
                    if draft.person_id != person:
                        yield from find_overlaps(in_order([draft, lone]), self.are_rivals, self.post.post_id)
                    elif len(split_stints([*self.taken_of(draft), claim], breaks)) == 1:
                        yield from find_conflicts_with(tenure.id, claim, self.taken_of(draft))

    @staticmethod
    def taken_of(draft: Draft) -> list[TenureClaim]:
        """The claims on a holder."""
        return [c for c in draft.claims if isinstance(c, TenureClaim)]


def _finish_all(drafts: list[Draft], post: Post, last_day: date | None) -> list[Tenure]:
    names = _tenure_ids(post.post_id, drafts)
    return [_finish(draft, post, name, last_day) for draft, name in zip(drafts, names, strict=True)]


def _tenure_ids(post_id: str, drafts: list[Draft]) -> list[str]:
    """Stable ids: the post, the person's name, and from the second stretch on its label or number."""
    count: dict[str, int] = defaultdict(int)
    owner: dict[str, str] = {}
    ids: list[str] = []
    for draft in drafts:
        name = draft.person_id.partition("_")[0]
        if owner.setdefault(name, draft.person_id) != draft.person_id:
            name = draft.person_id
        count[name] += 1
        stem = f"tenure_{post_id}_{name}"
        label = next((c.stint for c in _Seat.taken_of(draft) if c.stint), "")
        label = label or (str(count[name]) if count[name] > 1 else "")
        each = f"{stem}_{label}" if label else stem
        while each in ids:
            count[name] += 1
            each = f"{stem}_{count[name]}"
        ids.append(each)
    return ids


def _finish(draft: Draft, post: Post, tenure_id: str, last_day: date | None) -> Tenure:
    # Where a claim contradicts the last day of the post, the claim stands and the check of the tables tells.
    end = (meet(draft.end, Bounds(None, last_day)) if last_day else None) or draft.end
    start = no_later(draft.start, end.latest)
    of = Agreement(tenure_id, _Seat.taken_of(draft))
    bases = [c.basis for c in of.claims if c.basis != "not-stated"]
    titles = [c.title for c in of.claims if c.title]
    return Tenure(
        id=tenure_id,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        person_id=draft.person_id,
        post_id=post.post_id,
        basis=bases[-1] if bases else "not-stated",
        first_basis=bases[0] if bases else "not-stated",
        title=titles[-1] if titles else post.title,
        start=start,
        end=no_earlier(end, start.earliest),
        end_status=_end_status(draft, end),
        first_seen=draft.shown[0],
        last_seen=draft.shown[1],
        is_shared=draft.is_shared,
        days_a_week=of.label("days_a_week"),
        supplier=of.label("supplier"),
        came_from=of.every("came_from"),
        went_to=of.every("went_to"),
        bounded_by=tuple(sorted(draft.bounded_by)),
    )


def _end_status(draft: Draft, end: Bounds) -> str:
    """Whether it ended by a known day, the last source shows the person in post, or neither is so."""
    if end.latest:
        return "ended"
    seen = [m.bounds.earliest or date.min for m in draft.moments if m.kind == "seen"]
    left = [m.bounds.earliest or date.min for m in draft.moments if m.kind == "end"]
    return "ongoing" if seen and max(seen) >= max(left, default=date.min) else "unknown"
