"""The turnover of a role: evidenced holders, certain changes with bounds, and the panel-observed rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sendgraph.analysis.changes import Change, YearCount, changes_by_year, financial_year, find_changes
from sendgraph.analysis.panel import Pair, PanelRate, Sighting, bootstrap_rate, pair_sightings
from sendgraph.analysis.spells import Spell

__all__ = ["CouncilTurnover", "Turnover", "measure_turnover"]


@dataclass(frozen=True, slots=True)
class CouncilTurnover:
    """One council: its evidenced holders in order, and the changes between them."""

    body_id: str
    council: str
    region: str
    holders: tuple[Spell, ...]
    changes: tuple[Change, ...]
    pair_count: int
    pair_change_count: int


@dataclass(frozen=True, slots=True)
class Turnover:
    """The turnover of a role; ``window`` is from the first to the last sighting in a pair."""

    role: str
    as_of: date
    rate: PanelRate
    window: tuple[date, date] | None
    post_count: int
    holder_count: int
    tenure_count: int
    changes: tuple[Change, ...]
    years: tuple[YearCount, ...]
    councils: tuple[CouncilTurnover, ...]
    excluded: tuple[tuple[str, int], ...]


def measure_turnover(role: str, as_of: date, spells: Sequence[Spell], sightings: Sequence[Sighting]) -> Turnover:
    """The turnover of the role from everything seen up to ``as_of``. The rate rests on sightings alone."""
    past = [s for s in sightings if s.seen <= as_of]
    known = [s for s in spells if (s.first_seen or s.start_latest or date.min) <= as_of]
    panel = pair_sightings(past)
    rate = bootstrap_rate(panel.pairs)
    changes = tuple(c for c in find_changes(known) if c.earliest <= as_of)
    window = (min(p.first for p in panel.pairs), max(p.second for p in panel.pairs)) if panel.pairs else None
    excluded = (
        ("sightings after the date of the report", len(sightings) - len(past)),
        ("posts sighted on one day only, which give no pair", panel.single_posts),
        ("days on which two people share the post or sources name two", panel.shared_days),
    )
    years: Sequence[YearCount] = ()
    if changes:
        years = changes_by_year(changes, min(financial_year(c.earliest) for c in changes), financial_year(as_of))
    return Turnover(
        role=role,
        as_of=as_of,
        rate=rate,
        window=window,
        post_count=len({s.post_id for s in known}),
        holder_count=len({s.person_id for s in known}),
        tenure_count=len({s.tenure_id for s in known}),
        changes=changes,
        years=tuple(years),
        councils=_councils(known, changes, panel.pairs),
        excluded=tuple((reason, count) for reason, count in excluded if count),
    )


def _councils(spells: Sequence[Spell], changes: Sequence[Change], pairs: Sequence[Pair]) -> tuple[CouncilTurnover, ...]:
    held: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        held[spell.body_id].append(spell)
    changed: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        changed[change.body_id].append(change)
    seen: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        seen[pair.cluster].append(pair.is_changed)
    return tuple(
        CouncilTurnover(
            body_id=body,
            council=own[0].council,
            region=own[0].region,
            holders=tuple(sorted(own, key=lambda s: s.place)),
            changes=tuple(changed[body]),
            pair_count=len(seen[body]),
            pair_change_count=sum(seen[body]),
        )
        for body, own in sorted(held.items(), key=lambda entry: entry[1][0].council)
    )
