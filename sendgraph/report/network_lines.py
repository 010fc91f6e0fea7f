"""Moves as lines that other tables point to by number, and why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sendgraph.analysis.networks.moves import Move, Moves
from sendgraph.analysis.networks.world import World, by_person
from sendgraph.report.words import count_of, day_range

__all__ = ["NUMBER_TEXT", "count_lines", "numbers_of", "sure_text", "when_text", "why_none"]

NUMBER_TEXT = "The numbers are those of the moves; the last tables have their people and claims."


def count_lines(moves: Sequence[Move]) -> dict[str, int]:
    """The number of each move, by its id: its place in order of the person's name."""
    return {move.id: number for number, move in enumerate(moves, 1)}


def numbers_of(moves: Iterable[Move], lines: Mapping[str, int]) -> str:
    """The numbers of the moves in one cell; a dash for none."""
    return " ".join(map(str, sorted({lines[m.id] for m in moves}))) or "–"


def sure_text(move: Move) -> str:
    """How far the move is certain, with a mark where it rests on a presumed identity."""
    return move.order + ("" if move.identity == "same" else ", presumed")


def when_text(move: Move) -> str:
    """When somebody arrived or, where no source says, when they left."""
    if any(move.arrived):
        return day_range(*move.arrived)
    return f"left {day_range(*move.left)}" if any(move.left) else "unknown"


def why_none(world: World, found: Moves) -> str:
    """Why there is no move in what was asked for, in a sentence."""
    people = by_person(world.held)
    if not people:
        return "No tenure fits what was asked for."
    several = sum(len({c for h in stays for c in h.councils}) > 1 for stays in people)
    reasons = [f"{why} ({count:,})" for why, count in found.excluded]
    return (
        f"Of {count_of(len(people), 'person', 'people')} in {count_of(len(world.held), 'tenure')} "
        f"{several or 'none'} held posts at more than one council"
        + ("; left out: " + "; ".join(reasons) if reasons else "")
        + "."
    )
