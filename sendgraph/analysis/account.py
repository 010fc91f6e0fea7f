"""Everything that the turnover report tells of a role, measured from its facts under one choice of what to believe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sendgraph.analysis.lengths import Length, Stock, draw_lengths, lengths_of, measure_stock, turnbull_of
from sendgraph.analysis.observed import ObservedRate, measure_observed
from sendgraph.analysis.panel import Sighting, pair_sightings
from sendgraph.analysis.sensitivity import Variant, vary_choices
from sendgraph.analysis.shares import (
    Anniversary,
    DayShares,
    Gap,
    Range,
    Seat,
    holders_per_post,
    look_back,
    measure_days,
)
from sendgraph.analysis.spells import Choice, Spell, choose
from sendgraph.analysis.staying import Staying, staying_by_footing
from sendgraph.analysis.turnover import Turnover, choose_sightings, known_by, measure_turnover
from sendgraph.core.intervals import Interval

if TYPE_CHECKING:
    from sendgraph.analysis.statistics.turnbull import Masses

__all__ = ["Account", "Asking", "RoleFacts", "measure_account"]


class RoleFacts(NamedTuple):
    """What the graph holds on a role, before any choice."""

    role: str
    spells: Sequence[Spell]
    sightings: Sequence[Sighting]
    seats: Sequence[Seat]
    gaps: Sequence[Gap]
    out_since: Mapping[str, date]
    presumed: Mapping[str, str]


class Asking(NamedTuple):
    """What is asked: the day, the start of the window, the choice, how many draws of dates, and the seed."""

    as_of: date
    since: date | None = None
    choice: Choice = Choice()
    draws: int = 30
    seed: int = 20_260_101
    use_turnbull: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """The measures of a role. ``window`` is what shares, holders and fully observed rates look at."""

    turnover: Turnover
    asking: Asking
    window: Interval
    spells: tuple[Spell, ...]
    seats: tuple[Seat, ...]
    versions: tuple[Sequence[Length], ...]
    staying: tuple[Staying, ...]
    lengths_left_out: tuple[tuple[str, int], ...]
    turnbull: Masses | None
    stock: Stock
    days: DayShares
    anniversaries: tuple[Anniversary, ...]
    holders: Range | None
    observed: ObservedRate
    variants: tuple[Variant, ...]
    not_chosen: tuple[tuple[str, int], ...]
    machine_read_sightings: int
    sighting_count: int


def measure_account(facts: RoleFacts, asking: Asking, window: Interval | None = None) -> Account:
    """The account of a role under the choice that is asked for.

    ``window`` is what shares look at: unless given, from the first paired sighting on, whatever is chosen.
    """
    choice, as_of, since = asking.choice, asking.as_of, asking.since
    chosen = choose(facts.spells, choice, facts.presumed)
    sightings = choose_sightings(facts.sightings, facts.spells, choice, facts.presumed)
    turnover = measure_turnover(facts.role, as_of, chosen, sightings, since=since, seed=asking.seed)
    held = known_by(chosen, as_of)
    window = window or _window(facts, asking)
    lengths, left_out = lengths_of(held, facts.out_since, as_of, since)
    versions = list(
        draw_lengths(held, lengths, facts.out_since, as_of, since, draws=asking.draws, seed=asking.seed)
        if asking.draws
        else ()
    ) or [lengths]
    never = sum(x.entered is None for x in lengths)
    reasons = (
        *((f"tenures left out of the lengths, {reason}", n) for reason, n in left_out.items()),
        ("tenures with a length but never at risk, their first source being later than their end", never),
    )
    return Account(
        turnover=turnover,
        asking=asking,
        window=window,
        spells=tuple(held),
        seats=tuple(facts.seats),
        versions=tuple(versions),
        staying=staying_by_footing(versions),
        lengths_left_out=tuple((reason, n) for reason, n in reasons if n),
        turnbull=turnbull_of(lengths) if asking.use_turnbull and lengths else None,
        stock=measure_stock(held, as_of),
        days=measure_days(facts.seats, held, facts.gaps, window),
        anniversaries=tuple(look_back(facts.seats, held, window)),
        holders=holders_per_post(facts.seats, held, window),
        observed=measure_observed(facts.seats, held, turnover.changes, window),
        variants=tuple(vary_choices(facts.spells, facts.sightings, facts.presumed, facts.out_since, as_of, since)),
        not_chosen=_not_chosen(facts, choice),
        machine_read_sightings=sum(s.is_machine_read for s in sightings),
        sighting_count=len(sightings),
    )


def _window(facts: RoleFacts, asking: Asking) -> Interval:
    """From the asked day, or the first paired sighting, or the first evidence, up to and with the day of the report."""
    pairs = () if asking.since else pair_sightings(s for s in facts.sightings if s.seen <= asking.as_of).pairs
    shown = [p.first for p in pairs] or [d for s in facts.spells if (d := s.first_seen or s.start_latest)]
    start = asking.since or min(shown, default=asking.as_of)
    return Interval(min(start, asking.as_of), asking.as_of + timedelta(days=1))


def _not_chosen(facts: RoleFacts, choice: Choice) -> tuple[tuple[str, int], ...]:
    """What the choice leaves out, with its counts."""
    reasons = []
    if not choice.use_disputed:
        reasons.append(("tenures that a party disputes", len({s.tenure_id for s in facts.spells if s.is_disputed})))
    if not choice.use_machine_read:
        by_program = {s.tenure_id for s in facts.spells if s.is_machine_read}
        reasons.append(("tenures that only a program has read", len(by_program)))
        reasons.append(("sightings that only a program has read", sum(s.is_machine_read for s in facts.sightings)))
    if not choice.use_presumed:
        people = {s.person_id for s in facts.spells}
        reasons.append(("people presumed to be one, here taken apart", len(people & facts.presumed.keys())))
    return tuple((reason, count) for reason, count in reasons if count)
