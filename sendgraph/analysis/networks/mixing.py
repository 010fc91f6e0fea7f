"""Whether officers move between councils of like grades, at the time of the move.

The grade of the council left is the one out on the last day there, that of the other the one out on the first day
there; a later grade would make the answer circular. Where the days are known only within bounds a grade counts if it
held all through them. Grades are names, not numbers: the coefficient compares how often they are equal with chance.

Newman, Mixing patterns in networks, Phys. Rev. E 67 (2003) 026126, equation 2; the test deals the grades of the
councils reached out anew among the moves.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from math import factorial, sqrt

from sendgraph.analysis.networks.grades import Grade, Grades, grade_between, stream_grades
from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.moves import Move, Moves, find_moves
from sendgraph.analysis.networks.nulls import percentile_of
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.world import World
from sendgraph.queries.engine import Engine

__all__ = [
    "FEWEST_GRADED",
    "GradedMove",
    "Mixing",
    "MixingStudy",
    "assortativity",
    "grade_moves",
    "measure_mixing",
    "mixing_study",
    "study_mixing",
]

FEWEST_GRADED = 20
"""Below this many graded moves the coefficient says more about chance than about councils."""
_DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class GradedMove:
    """A move with the grade of each council at the time; ``None`` where it had none yet or the days leave it open."""

    move: Move
    before: Grade | None
    after: Grade | None

    @property
    def pair(self) -> tuple[str, str] | None:
        """Both grades, ``None`` where one is missing."""
        return (self.before.grade, self.after.grade) if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class Mixing:
    """The coefficient, what the permutations give, and how many moves had no two grades.

    ``p_value`` is two-sided: the share of permutations at least as far from their mean, the observed one included
    where they are drawn. ``is_exact`` where all permutations were counted.
    """

    table: Mapping[tuple[str, str], int]
    graded: tuple[GradedMove, ...]
    coefficient: float | None
    null_mean: float | None
    null_deviation: float | None
    percentile: float | None
    p_value: float | None
    draws: int
    is_exact: bool


def grade_moves(moves: Sequence[Move], grades: Grades, aspects: Sequence[str]) -> list[GradedMove]:
    """The moves with the grades of both councils at the time, in one of the aspects.

    A side whose day no source bounds takes the bounds of the other side.
    """
    graded = []
    for move in moves:
        left = move.left if any(move.left) else move.arrived
        arrived = move.arrived if any(move.arrived) else move.left
        graded.append(
            GradedMove(
                move,
                grade_between(grades.get(move.source, ()), aspects, *left),
                grade_between(grades.get(move.target, ()), aspects, *arrived),
            )
        )
    return graded


def assortativity(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Newman's coefficient: 1 where all pairs are of equal names, 0 as by chance; ``None`` where it is not defined.

    >>> assortativity([("a", "a"), ("b", "b")]), assortativity([("a", "b"), ("b", "a")]), assortativity([("a", "a")])
    (1.0, -1.0, None)
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    same = sum(a == b for a, b in pairs) / count
    chance = sum(first[name] * second[name] for name in first) / count**2
    return None if chance == 1 else (same - chance) / (1 - chance)


def measure_mixing(graded: Sequence[GradedMove], draws: int = _DRAWS, seed: int = 20_260_101) -> Mixing:
    """The mixing of the graded moves with its permutation test."""
    pairs = [g.pair for g in graded if g.pair]
    table = Counter(pairs)
    value = assortativity(pairs)
    is_exact = factorial(min(len(pairs), 20)) <= draws
    given = [v for dealt in _dealt(pairs, draws, seed, is_exact=is_exact) if (v := assortativity(dealt)) is not None]
    if value is None or not given:
        return Mixing(table, tuple(graded), value, None, None, None, None, 0, is_exact)
    mean = sum(given) / len(given)
    deviation = sqrt(sum((v - mean) ** 2 for v in given) / len(given))
    far = sum(abs(v - mean) >= abs(value - mean) - 1e-12 for v in given)
    # The observed order is one of the permutations: among drawn ones it is counted in (Phipson and Smyth 2010).
    p_value = far / len(given) if is_exact else (far + 1) / (len(given) + 1)
    percentile = percentile_of(value, given)
    return Mixing(table, tuple(graded), value, mean, deviation, percentile, p_value, len(given), is_exact)


def _dealt(
    pairs: Sequence[tuple[str, str]], draws: int, seed: int, *, is_exact: bool
) -> Iterator[list[tuple[str, str]]]:
    before, after = [a for a, _ in pairs], [b for _, b in pairs]
    if is_exact:
        for order in permutations(after):
            yield list(zip(before, order, strict=True))
        return
    chance = random.Random(seed)
    for _ in range(draws):
        chance.shuffle(after)
        yield list(zip(before, after, strict=True))


@dataclass(frozen=True, slots=True)
class MixingStudy:
    """The mixing of all moves and of the certain ones alone, by the grades in some aspects."""

    world: World
    found: Moves
    aspects: tuple[str, ...]
    all_moves: Mixing
    certain_moves: Mixing


def study_mixing(engine: Engine, options: Options, aspects: Sequence[str]) -> MixingStudy:
    """The mixing of the moves that the options ask for, by the grades in those aspects."""
    return mixing_study(load_world(engine, options), dict(stream_grades(engine)), aspects)


def mixing_study(world: World, grades: Grades, aspects: Sequence[str]) -> MixingStudy:
    """The mixing of the moves in a world, by grades whose reports were out on its day."""
    found, day = find_moves(world), world.options.as_of or date.max
    known = {council: [g for g in of if g.published <= day] for council, of in grades.items()}
    graded = grade_moves(found.moves, known, aspects)
    certain = [g for g in graded if g.move.is_sure]
    return MixingStudy(world, found, tuple(aspects), measure_mixing(graded), measure_mixing(certain))
