"""Moves: the same person leaves a post at one council and later holds one at another.

Two things show a move. The days of two tenures do, where the second is next after the first (``order``); and a source
does that says where a holder came from or went to, whether or not a tenure there is known. A move is certain where a
source says so or where it holds in every world that the bounds of the days allow, and otherwise possible. Where no
source shows which of two posts came first there is no move. Going over to the council that takes one's own over is
none either. Where a source says where somebody went, other moves from that post are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from sendgraph.analysis.networks.order import has_order
from sendgraph.analysis.networks.sayings import Said, by_tenure, match_sayings, next_of
from sendgraph.analysis.networks.world import Held, Saying, World, by_person

__all__ = ["Move", "MoveFinder", "Moves", "find_moves", "within_window"]

_NO_ORDER = "pairs of posts at two councils without evidence of which came first"
_BESIDE = "posts taken up, as a source says, beside one still held for more than 92 days"
_TAKEN_OVER = "holders who went over to the council that took theirs over"
_NO_COUNCIL = "statements that name a body that is no council"
_NO_WINDOW = "moves outside the window"
_NO_REGION = "moves that touch no council of the region"

_HANDOVER_DAYS = 92
"""Two posts held at once for longer than three months, the usual notice, are no handover but two posts."""


@dataclass(frozen=True, slots=True)
class Move:
    """A person's move from one council to another.

    ``before`` and ``after`` are the tenures, ``None`` where only a source's words tell of the post. ``identity`` is
    same or presumed. ``left`` bounds the last day in the one post, ``arrived`` the first in the other, both inclusive.
    ``stated_by`` are the claims that say so in words; ``claims`` are all that the move rests on.
    """

    person_id: str
    person: str
    source: str
    target: str
    before: Held | None
    after: Held | None
    is_certain: bool
    identity: str
    stated_by: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def id(self) -> str:
        """A readable id: the person, and the tenure or council on each side."""
        before = self.before.tenure_id if self.before else self.source
        after = self.after.tenure_id if self.after else self.target
        sides = (self.source, self.target)
        return "_".join(("move", before.removeprefix("tenure_"), "to", after.removeprefix("tenure_"), *sides))

    @property
    def is_sure(self) -> bool:
        """Whether both the move and the identity are certain: what the lower counts count."""
        return self.is_certain and self.identity == "same"

    @property
    def order(self) -> str:
        """How far it is shown that the one post came next after the other: stated, certain or possible."""
        if self.stated_by:
            return "stated"
        return "certain" if self.is_certain else "possible"

    @property
    def left(self) -> tuple[date | None, date | None]:
        """Earliest and latest last day in the post before."""
        return (self.before.days.end_earliest, self.before.days.end_latest) if self.before else (None, None)

    @property
    def arrived(self) -> tuple[date | None, date | None]:
        """Earliest and latest first day in the post after."""
        return (self.after.days.start_earliest, self.after.days.start_latest) if self.after else (None, None)

    @property
    def gap_days(self) -> tuple[int | None, int | None]:
        """Least and most days between the last day in the one post and the first in the other, both left out.

        Less than 0 where both may have been held for a time; ``None`` where a bound is not known.
        """
        if not (self.before and self.after):
            return (None, None)
        x, y = self.before.span, self.after.span
        return _days(y.start_low - x.end_high - 1), _days(y.start_high - x.end_low - 1)


def _days(gap: float) -> int | None:
    return int(gap) if abs(gap) < float("inf") else None


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves by person and time, and how many pairs of posts were left out and why."""

    moves: tuple[Move, ...]
    excluded: tuple[tuple[str, int], ...]


def find_moves(world: World) -> Moves:
    """The moves of the world within its window and region."""
    finder = MoveFinder(world)
    sayings = by_tenure(world.sayings)
    found = [m for stays in by_person(world.held) for m in finder.moves_of(stays, sayings)]
    wanted = [m for m in found if world.is_wanted(m.source, m.target)]
    inside = [w for m in wanted if (w := within_window(m, world.options.since, world.options.until))]
    inside.sort(key=lambda m: (m.person, m.person_id, _when(m), m.source, m.target, m.id))
    finder.excluded[_NO_WINDOW] += len(wanted) - len(inside)
    finder.excluded[_NO_REGION] += len(found) - len(wanted)
    return Moves(tuple(inside), tuple((why, count) for why, count in finder.excluded.items() if count))


def _when(move: Move) -> date:
    """A day to sort by: the latest the new post can have begun, or else the latest the old one can have ended."""
    return move.arrived[1] or move.left[1] or date.max


def within_window(move: Move, since: date | None, until: date | None) -> Move | None:
    """The move if its first day in the new post can lie in the window; only possible where it can lie outside too."""
    first, last = move.arrived if move.after else move.left
    if (since and last and last < since) or (until and first and first > until):
        return None
    is_inside = (not since or (first is not None and first >= since)) and (
        not until or (last is not None and last <= until)
    )
    if is_inside or not move.is_certain:
        return move
    return replace(move, is_certain=False)


class MoveFinder:
    """Finds the moves person by person, and counts what it leaves out."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.excluded = dict.fromkeys((_NO_ORDER, _BESIDE, _TAKEN_OVER, _NO_COUNCIL, _NO_WINDOW, _NO_REGION), 0)

    def moves_of(self, stays: Sequence[Held], sayings: Mapping[str, Sequence[Saying]]) -> Iterator[Move]:
        """The moves of one person; ``sayings`` are the claims by tenure of where holders came from or went to."""
        said = match_sayings(self.world, stays, sayings)
        self.excluded[_NO_COUNCIL] += said.others
        pairs = list(permutations(stays, 2)) if len({c for h in stays for c in h.councils}) > 1 else []
        yield from _one_each(m for x, y in pairs for m in self._between(x, y, stays, said))
        for (source, target), (held, claims) in sorted(said.alone.items()):
            before, after = (held, None) if source in held.councils else (None, held)
            yield Move(held.group_id, held.person, source, target, before, after, True, "same", claims, claims)

    def _between(self, x: Held, y: Held, stays: Sequence[Held], said: Said) -> Iterator[Move]:
        """The moves from the councils of one tenure to those of another; what is said goes before what days show."""
        truth = next_of(x, y, stays)
        for source in sorted(set(x.councils) - set(y.councils)):
            for target in sorted(set(y.councils) - set(x.councils)):
                stated = said.pairs.get((x.tenure_id, y.tenure_id, source, target), ())
                is_beside = x.span.end_low - y.span.start_high > _HANDOVER_DAYS
                if truth is False and not stated:
                    continue
                if target in self.world.lines_of(source):
                    self.excluded[_TAKEN_OVER] += 1
                elif stated and is_beside:
                    self.excluded[_BESIDE] += 1
                elif stated or (x.tenure_id not in said.gone and has_order(x.span, y.span)):
                    yield self._move(x, y, source, target, truth is True or bool(stated), stated)
                elif x.tenure_id not in said.gone:
                    self.excluded[_NO_ORDER] += 1

    def _move(self, x: Held, y: Held, source: str, target: str, is_certain: bool, said: tuple[str, ...]) -> Move:
        claims = dict.fromkeys((*self.world.claims.get(x.tenure_id, ()), *self.world.claims.get(y.tenure_id, ())))
        identity = "same" if x.holder_id == y.holder_id else "presumed"
        return Move(x.group_id, y.person, source, target, x, y, is_certain, identity, said, tuple(claims))


def _one_each(moves: Iterable[Move]) -> list[Move]:
    """Of moves between the same councils that share a tenure the best one: they are one move, told of several posts.

    Certain goes before possible, decided before presumed, and then what is nearer in time.
    """

    def rank(move: Move) -> tuple[bool, bool, float, float, str]:
        x, y = (move.before.span if move.before else None), (move.after.span if move.after else None)
        arrival, leaving = (y.start_high if y else 0.0), (x.end_low if x else 0.0)
        return (not move.is_certain, move.identity != "same", arrival, -leaving, move.id)

    kept: list[Move] = []
    taken: set[tuple[str, str, str, str]] = set()
    for move in sorted(moves, key=rank):
        sides = (("from", move.before), ("to", move.after))
        keys = {(move.source, move.target, side, held.tenure_id) for side, held in sides if held}
        if not keys & taken:
            kept.append(move)
            taken |= keys
    return kept
