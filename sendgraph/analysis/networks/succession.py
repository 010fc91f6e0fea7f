"""Who followed whom in a post, and the chains of vacancies that moves between councils leave behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sendgraph.analysis.changes import find_changes
from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.world import Held
from sendgraph.analysis.spells import Spell

__all__ = ["CHAIN_DAYS", "Chain", "Succession", "find_chains", "find_successions", "successions_of"]

CHAIN_DAYS = 270
"""A post filled later than this after it was left is no link of a chain."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One holder and the next one evidenced in a one-seat post; the change lies on one of the days given, inclusive."""

    before: Held
    after: Held
    earliest: date
    latest: date

    @property
    def gap_days(self) -> tuple[int, int | None]:
        """Least and most days between the last of the one and the first of the other; a seat is never held by two."""
        least, most = self.after.span.start_low - self.before.span.end_high - 1, None
        widest = self.after.span.start_high - self.before.span.end_low - 1
        if abs(widest) < float("inf"):
            most = max(int(widest), 0)
        return (max(int(least), 0) if abs(least) < float("inf") else 0), most

    @property
    def is_prompt(self) -> bool | None:
        """Whether the post was filled within the days of a chain: yes, no, or open."""
        least, most = self.gap_days
        if least > CHAIN_DAYS:
            return False
        return True if most is not None and most <= CHAIN_DAYS else None


def successions_of(held: Sequence[Held]) -> list[Succession]:
    """The successions in one post, in order; none where it has several seats."""
    by_id = {h.tenure_id: h for h in held}
    changes = find_changes(_spell(h) for h in held)
    return [Succession(by_id[c.before_tenure], by_id[c.after_tenure], c.earliest, c.latest) for c in changes]


def find_successions(held: Iterable[Held]) -> list[Succession]:
    """The successions in every post, by post and time."""
    by_post: dict[str, list[Held]] = {}
    for each in held:
        by_post.setdefault(each.post_id, []).append(each)
    return [s for _, of_post in sorted(by_post.items()) for s in successions_of(of_post)]


def _spell(held: Held) -> Spell:
    days = held.days
    return Spell(
        tenure_id=held.tenure_id,
        post_id=held.post_id,
        body_id=held.councils[0] if held.councils else "",
        council="",
        region="",
        council_type="",
        seats=held.seats,
        person_id=held.group_id,
        person=held.person,
        title=held.title,
        basis=held.basis,
        start_earliest=days.start_earliest,
        start_latest=days.start_latest,
        end_earliest=days.end_earliest,
        end_latest=days.end_latest,
        end_status="",
        first_seen=held.first_seen,
        last_seen=held.last_seen,
        is_shared=held.is_shared,
        is_disputed=held.is_disputed,
        closed=None,
    )


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves of which each fills the post that the next one is hired to fill in turn: a vacancy that travels.

    The first move fills a vacancy; whoever made it left a post that the second move filled, and so on. ``fillings`` are
    the successions in the posts left, one fewer than the moves. ``is_certain`` where every move is and every post was
    filled within the days for certain.
    """

    moves: tuple[Move, ...]
    fillings: tuple[Succession, ...]
    is_certain: bool


def find_chains(moves: Sequence[Move], successions: Iterable[Succession]) -> list[Chain]:
    """The longest chains of two moves or more, each post being filled within 270 days, by councils in order.

    A chain that is only the rest of a longer one is not given again.
    """
    next_holder = {s.before.tenure_id: s for s in successions if s.is_prompt is not False}
    into: dict[str, list[Move]] = {}
    for move in moves:
        if move.after:
            into.setdefault(move.after.tenure_id, []).append(move)
    follow: dict[str, list[tuple[Succession, Move]]] = {}
    for move in moves:
        filling = next_holder.get(move.before.tenure_id) if move.before else None
        if filling:
            follow[move.id] = [(filling, m) for m in into.get(filling.after.tenure_id, ())]
    reached = {m.id for links in follow.values() for _, m in links}
    chains = [c for m in moves if m.id not in reached for c in _chains_from(m, follow)]
    for move in sorted(moves, key=lambda m: m.id):
        # Wide dates can close a ring, in which every move follows another: it is told from its first id on.
        if all(move not in c.moves for c in chains):
            chains += _chains_from(move, follow)
    return sorted(chains, key=lambda c: [(m.target, m.source, m.id) for m in c.moves])


def _chains_from(move: Move, follow: Mapping[str, Sequence[tuple[Succession, Move]]]) -> list[Chain]:
    """Every chain from a move on that cannot be made longer; a move never comes twice in one."""
    found: list[Chain] = []
    ahead: list[tuple[tuple[Move, ...], tuple[Succession, ...]]] = [((move,), ())]
    while ahead:
        moves, fillings = ahead.pop()
        links = [(s, m) for s, m in follow.get(moves[-1].id, ()) if m not in moves]
        ahead += [((*moves, m), (*fillings, s)) for s, m in links]
        if not links and len(moves) > 1:
            is_certain = all(m.is_sure for m in moves) and all(s.is_prompt for s in fillings)
            found.append(Chain(moves, fillings, is_certain))
    return found
