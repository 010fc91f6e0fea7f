"""The turnover of a role: evidenced holders, changes with bounds, and the panel-observed rate, in two series.

All changes count every other holder. Changes of lasting holders leave the interims out, so that from one
lasting holder over any interims to the next is one change; a footing that no source states counts as lasting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sendgraph.analysis.changes import Change, YearCount, changes_by_year, financial_year, find_changes
from sendgraph.analysis.panel import Pair, PanelRate, Sighting, bootstrap_rate, pair_sightings
from sendgraph.analysis.spells import Choice, Spell

if TYPE_CHECKING:
    from sendgraph.analysis.periods import PeriodRates

__all__ = [
    "BodyTurnover",
    "Periods",
    "Turnover",
    "choose_sightings",
    "known_by",
    "lasting_sightings",
    "measure_periods",
    "measure_turnover",
    "posts_by_year",
]

USUAL_CUT = date(2022, 4, 1)
"""The day that parts the window in two where it lies well inside: the first year after the lockdowns begins."""

_FEW_DAYS = 365
_SECOND_DRAWS = 300
"""Resamples for the figures beside the headline."""


@dataclass(frozen=True, slots=True)
class BodyTurnover:
    """One body: its evidenced holders in order, the changes between them, and what the sightings show of it."""

    body_id: str
    council: str
    region: str
    holders: tuple[Spell, ...]
    changes: tuple[Change, ...]
    pair_count: int
    pair_change_count: int
    pair_years: float


@dataclass(frozen=True, slots=True)
class Periods:
    """The rates before and from ``cut`` on."""

    cut: date
    rates: PeriodRates


@dataclass(frozen=True, slots=True)
class Turnover:
    """The turnover of a role; ``window`` is from the first to the last sighting in a pair.

    The first series counts all changes, the second (``lasting_…``) only those from one lasting holder to another.
    """

    role: str
    as_of: date
    since: date | None
    rate: PanelRate
    window: tuple[date, date] | None
    post_count: int
    holder_count: int
    tenure_count: int
    changes: tuple[Change, ...]
    years: tuple[YearCount, ...]
    councils: tuple[BodyTurnover, ...]
    excluded: tuple[tuple[str, int], ...]
    lasting_rate: PanelRate
    lasting_changes: tuple[Change, ...]
    lasting_years: tuple[YearCount, ...]
    posts_in_year: dict[int, int]
    pairs: tuple[Pair, ...]
    are_councils: bool
    """Whether all bodies are councils; the reports call other bodies by another word."""


def choose_sightings(
    sightings: Sequence[Sighting], spells: Sequence[Spell], choice: Choice, presumed: Mapping[str, str]
) -> list[Sighting]:
    """The sightings that the choice believes, presumed identities joined where it uses them.

    A sighting of somebody whose only tenure in the post is disputed is disputed too.
    """
    undisputed = {(s.post_id, s.person_id) for s in spells if not s.is_disputed}
    disputed = {(s.post_id, s.person_id) for s in spells if s.is_disputed} - undisputed
    return [
        replace(s, person_id=presumed.get(s.person_id, s.person_id)) if choice.use_presumed else s
        for s in sightings
        if (choice.use_machine_read or not s.is_machine_read)
        and (choice.use_disputed or (s.post_id, s.person_id) not in disputed)
    ]


def known_by(spells: Sequence[Spell], as_of: date) -> list[Spell]:
    """The spells that had begun by that day as far as the sources show."""
    return [s for s in spells if (s.first_seen or s.start_latest or date.min) <= as_of]


def lasting_sightings(sightings: Sequence[Sighting], spells: Sequence[Spell]) -> list[Sighting]:
    """The sightings without those of people who can have been only interims on the day."""
    held: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        held[spell.post_id, spell.person_id].append(spell)

    def is_passing(sighting: Sighting) -> bool:
        own = [
            s
            for s in held[sighting.post_id, sighting.person_id]
            if (s.start_earliest or date.min) <= sighting.seen <= (s.end_latest or date.max)
        ]
        return bool(own) and all(s.is_interim for s in own)

    return [s for s in sightings if not is_passing(s)]


def measure_turnover(
    role: str,
    as_of: date,
    spells: Sequence[Spell],
    sightings: Sequence[Sighting],
    *,
    since: date | None = None,
    seed: int = 20_260_101,
) -> Turnover:
    """The turnover of the role from everything seen up to ``as_of``. The panel rate rests on sightings alone.

    With ``since``, earlier sightings and changes that lie before it for certain are left out.
    """
    past = [s for s in sightings if s.seen <= as_of]
    looked_at = [s for s in past if since is None or s.seen >= since]
    known = known_by(spells, as_of)
    panel = pair_sightings(looked_at)
    lasting = pair_sightings(lasting_sightings(looked_at, known))
    changes = _changes(known, as_of, since)
    lasting_changes = _changes([s for s in known if not s.is_interim], as_of, since)
    excluded = (
        ("sightings after the date of the report", len(sightings) - len(past)),
        ("sightings before the window", len(past) - len(looked_at)),
        ("posts sighted on one day only, which give no pair", panel.single_posts),
        ("days on which two people share the post or sources name two", panel.shared_days),
        ("tenures of posts with several seats, whose holders do not follow each other", _several(known)),
    )
    first = min((financial_year(c.earliest) for c in changes), default=financial_year(as_of))
    if since is not None:
        first = max(first, financial_year(since))
    pairs = panel.pairs
    return Turnover(
        role=role,
        as_of=as_of,
        since=since,
        rate=bootstrap_rate(pairs, seed=seed),
        window=(min(p.first for p in pairs), max(p.second for p in pairs)) if pairs else None,
        post_count=len({s.post_id for s in known}),
        holder_count=len({s.person_id for s in known}),
        tenure_count=len({s.tenure_id for s in known}),
        changes=changes,
        years=tuple(changes_by_year(changes, first, financial_year(as_of))) if changes else (),
        councils=_bodies(known, changes, pairs),
        excluded=tuple((reason, count) for reason, count in excluded if count),
        lasting_rate=bootstrap_rate(lasting.pairs, draws=_SECOND_DRAWS, seed=seed),
        lasting_changes=lasting_changes,
        lasting_years=tuple(changes_by_year(lasting_changes, first, financial_year(as_of))) if changes else (),
        posts_in_year=posts_by_year(known, range(first, financial_year(as_of) + 1)),
        pairs=pairs,
        are_councils=all(s.council_type for s in known),
    )


def _changes(spells: Sequence[Spell], as_of: date, since: date | None) -> tuple[Change, ...]:
    found = find_changes(spells)
    return tuple(c for c in found if c.earliest <= as_of and (since is None or c.latest >= since))


def posts_by_year(spells: Sequence[Spell], years: Iterable[int]) -> dict[int, int]:
    """For each financial year how many posts have a named holder in it for certain, whatever the days in the bounds."""
    found: dict[int, set[str]] = {year: set() for year in years}
    for spell in spells:
        if spell.start_latest and spell.end_earliest:
            first, last = sorted((financial_year(spell.start_latest), financial_year(spell.end_earliest)))
            for year in range(first, last + 1):
                if year in found:
                    found[year].add(spell.post_id)
    return {year: len(posts) for year, posts in found.items()}


def _several(spells: Sequence[Spell]) -> int:
    return len({s.tenure_id for s in spells if s.seats > 1})


def measure_periods(pairs: Sequence[Pair], *, seed: int = 20_260_101) -> Periods | None:
    """The rates before and from 1 April 2022 on, or in the halves of a window that is not a year long on "
    "either side."""
    if not pairs:
        return None
    # Only this figure needs the room: the report on everything starts without it.
    from sendgraph.analysis.periods import bootstrap_periods, calendar_exposures

    first, last = min(p.first for p in pairs), max(p.second for p in pairs)
    is_inside = min((USUAL_CUT - first).days, (last - USUAL_CUT).days) >= _FEW_DAYS
    cut = USUAL_CUT if is_inside else date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    return Periods(cut, bootstrap_periods(pairs, calendar_exposures(pairs, [cut]), draws=_SECOND_DRAWS, seed=seed))


def _bodies(spells: Sequence[Spell], changes: Sequence[Change], pairs: Collection[Pair]) -> tuple[BodyTurnover, ...]:
    held: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        held[spell.body_id].append(spell)
    changed: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        changed[change.body_id].append(change)
    seen: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        seen[pair.cluster].append(pair)
    return tuple(
        BodyTurnover(
            body_id=body,
            council=own[0].council,
            region=own[0].region,
            holders=tuple(sorted(own, key=lambda s: s.place)),
            changes=tuple(changed[body]),
            pair_count=len(seen[body]),
            pair_change_count=sum(p.is_changed for p in seen[body]),
            pair_years=sum(p.years for p in seen[body]),
        )
        for body, own in sorted(held.items(), key=lambda entry: (entry[1][0].council, entry[0]))
    )
