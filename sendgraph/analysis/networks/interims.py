"""Interims: several in a row in one post, and the same person at several councils.

An interim is a holder whose footing, first or last stated, is not meant to last: interim, acting, temporary,
consultant or secondment. A footing that no source states counts as lasting, so that runs here are least runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.succession import find_successions
from sendgraph.analysis.networks.world import Held, World, by_person, is_inside
from sendgraph.queries.engine import Engine

__all__ = ["InterimStudy", "Round", "Run", "find_rounds", "find_runs", "interim_study", "study_interims"]


@dataclass(frozen=True, slots=True)
class Run:
    """Two or more interims in a row in one one-seat post; ``is_open`` where nobody is known to have followed them."""

    holders: tuple[Held, ...]
    is_open: bool

    @property
    def person_count(self) -> int:
        """How many different people."""
        return len({h.group_id for h in self.holders})


@dataclass(frozen=True, slots=True)
class Round:
    """One person's interim tenures at several councils; ``is_presumed`` where that they are one person is presumed."""

    person_id: str
    person: str
    holds: tuple[Held, ...]
    is_presumed: bool

    @property
    def councils(self) -> tuple[str, ...]:
        """The councils, in order of the tenures."""
        return tuple(dict.fromkeys(c for h in self.holds for c in h.councils))


def find_runs(held: Iterable[Held]) -> list[Run]:
    """The longest runs of successive interims in each post, by post and time."""
    successions = find_successions(held)
    after = {s.before.tenure_id: s.after for s in successions}
    follows_interim = {s.after.tenure_id for s in successions if s.before.is_interim}
    runs = []
    for first in dict.fromkeys(s.before for s in successions):
        if not first.is_interim or first.tenure_id in follows_interim:
            continue
        run = [first]
        while (following := after.get(run[-1].tenure_id)) and following.is_interim:
            run.append(following)
        if len(run) > 1:
            runs.append(Run(tuple(run), after.get(run[-1].tenure_id) is None))
    return sorted(runs, key=lambda r: (r.holders[0].post_id, r.holders[0].span.start_high, r.holders[0].tenure_id))


def find_rounds(held: Iterable[Held]) -> list[Round]:
    """People who were interims at two councils or more, by name, their tenures in order of time."""
    rounds = []
    for stays in by_person(held):
        interim = sorted(
            (h for h in stays if h.is_interim), key=lambda h: (h.span.start_high, h.span.end_low, h.tenure_id)
        )
        if len({c for h in interim for c in h.councils}) > 1 and len({h.councils for h in interim}) > 1:
            is_presumed = len({h.holder_id for h in interim}) > 1
            rounds.append(Round(interim[0].group_id, interim[-1].person, tuple(interim), is_presumed))
    return sorted(rounds, key=lambda r: (r.person, r.person_id))


@dataclass(frozen=True, slots=True)
class InterimStudy:
    """Runs and rounds that touch the window and region of the options, and the interim tenures there."""

    world: World
    held: tuple[Held, ...]
    runs: tuple[Run, ...]
    rounds: tuple[Round, ...]


def study_interims(engine: Engine, options: Options) -> InterimStudy:
    """The interims that the options ask for."""
    return interim_study(load_world(engine, options))


def interim_study(world: World) -> InterimStudy:
    """The interims in a world; what came before its window counts for a run that reaches into it."""

    def is_wanted(holders: Iterable[Held]) -> bool:
        return any(is_inside(h, world.options, world.councils) for h in holders)

    return InterimStudy(
        world,
        tuple(h for h in world.held if is_wanted([h])),
        tuple(r for r in find_runs(world.held) if is_wanted(r.holders)),
        tuple(r for r in find_rounds(world.held) if is_wanted(r.holds)),
    )
