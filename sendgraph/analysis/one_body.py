"""The turnover of the posts of one body: its holders with the bounds of their lengths, and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sendgraph.analysis.account import RoleFacts
from sendgraph.analysis.shares import Gap, Seat, certain_days, life_in
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.proportions import Interval3, poisson_rate
from sendgraph.analysis.turnover import BodyTurnover
from sendgraph.analysis.turnover_groups import FEWEST_YEARS
from sendgraph.core.intervals import Interval, subtract

__all__ = ["Unknown", "evidence_window", "facts_of_body", "length_bounds", "rate_of_body", "unknown_stretches"]


class Unknown(NamedTuple):
    """A stretch from ``first`` to ``last`` for which no holder of the post is certain, and who is shown around it."""

    post_id: str
    first: date
    last: date
    before: str
    after: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def facts_of_body(facts: RoleFacts, body_id: str) -> RoleFacts:
    """What the facts hold on the posts of one body; of a joint post, this body's part."""
    seats = [s for s in facts.seats if body_id in s.body_ids]
    posts = {s.post_id for s in seats}
    return facts._replace(
        spells=[s for s in facts.spells if s.body_id == body_id],
        sightings=[replace(s, cluster=body_id) for s in facts.sightings if s.post_id in posts],
        seats=seats,
        gaps=[g for g in facts.gaps if g.post_id in posts],
    )


def evidence_window(facts: RoleFacts, as_of: date, since: date | None) -> Interval:
    """From the asked day, or the first evidence, up to and with the day of the report."""
    shown = [day for s in facts.spells if (day := s.start_latest or s.first_seen)]
    start = since or min(shown, default=as_of)
    return Interval(min(start, as_of), as_of + timedelta(days=1))


def length_bounds(spell: Spell) -> tuple[int, int | None]:
    """The fewest and most days that the tenure can have lasted; ``None`` where nothing limits it."""
    shortest = (spell.end_earliest - spell.start_latest).days if spell.end_earliest and spell.start_latest else 0
    longest = (spell.end_latest - spell.start_earliest).days if spell.end_latest and spell.start_earliest else None
    return max(shortest, 0), longest


def rate_of_body(of: BodyTurnover) -> Interval3 | None:
    """Changes seen between sightings over the years between them, exact; ``None`` below three post-years.

    A least figure: a pair of sightings shows one change or none.
    """
    return None if of.pair_years < FEWEST_YEARS else poisson_rate(of.pair_change_count, of.pair_years)


def unknown_stretches(
    seats: Sequence[Seat], spells: Sequence[Spell], gaps: Sequence[Gap], window: Interval
) -> list[Unknown]:
    """The stretches of the window without a certain holder that no source calls vacant, by post and time."""
    found = []
    for seat in seats:
        life = life_in(seat, window)
        own = [s for s in spells if s.post_id == seat.post_id]
        shown: list[Spell | Gap] = [*own, *(g for g in gaps if g.post_id == seat.post_id)]
        known = [days for each in shown if (days := certain_days(each))]
        if life is None or seat.seats != 1:
            continue
        for part in subtract(life, known):
            assert part.end is not None, "a part of a window has an end"
            last = part.end - timedelta(days=1)
            before = [s for s in own if (day := s.end_earliest or s.last_seen) and day <= part.start]
            after = [s for s in own if (day := s.start_latest or s.first_seen) and day >= last]
            found.append(
                Unknown(
                    seat.post_id,
                    part.start,
                    last,
                    max(before, key=lambda s: s.end_earliest or s.last_seen or date.min).person if before else "",
                    min(after, key=lambda s: s.start_latest or s.first_seen or date.max).person if after else "",
                )
            )
    return found
