"""How much each choice moves the figures: the same measures without disputed, presumed or machine-read facts.

The rates here have no interval: two figures from mostly the same facts differ by what was left out, not by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sendgraph.analysis.changes import find_changes
from sendgraph.analysis.lengths import Length, from_the_start, lengths_of
from sendgraph.analysis.panel import Sighting, pair_sightings, panel_rate
from sendgraph.analysis.spells import Choice, Spell, choose
from sendgraph.analysis.staying import curve_of
from sendgraph.analysis.turnover import choose_sightings, known_by, lasting_sightings

__all__ = ["Variant", "vary_choices"]


class Variant(NamedTuple):
    """The figures under one choice. ``rate`` is ``None`` without a pair; a median is ``None`` where it is not reached.

    ``is_about_lengths`` marks a choice that moves only how lengths are reckoned.
    """

    label: str
    rate: float | None
    pair_count: int
    change_count: int
    median_years: float | None
    at_risk_count: int
    is_about_lengths: bool = False


_CHOICES = (
    ("everything", Choice()),
    ("without what a party disputes", Choice(use_disputed=False)),
    ("without presumed identities", Choice(use_presumed=False)),
    ("without what only a program has read", Choice(use_machine_read=False)),
    ("without any of the three", Choice(False, False, False)),
)


def vary_choices(
    spells: Sequence[Spell],
    sightings: Sequence[Sighting],
    presumed: Mapping[str, str],
    out_since: Mapping[str, date],
    as_of: date,
    since: date | None = None,
) -> list[Variant]:
    """The figures under every choice, and for the lengths under the mistakes that the report avoids.

    ``spells`` and ``sightings`` are all that there are, before any choice. Lengths take the middle of their bounds.
    """

    def lengths(held: Sequence[Spell]) -> list[Length]:
        return lengths_of(held, out_since, as_of, since)[0]

    found = []
    for label, choice in _CHOICES:
        held = known_by(choose(spells, choice, presumed), as_of)
        seen = choose_sightings(sightings, spells, choice, presumed)
        found.append(_variant(label, held, seen, lengths(held), as_of, since))
    held = known_by(choose(spells, Choice(), presumed), as_of)
    seen = choose_sightings(sightings, spells, Choice(), presumed)
    lasting = [s for s in held if not s.is_interim]
    found.append(
        _variant("lasting holders only", lasting, lasting_sightings(seen, held), lengths(lasting), as_of, since)
    )
    everything = lengths(held)
    mistakes: tuple[tuple[str, Callable[[], Sequence[Length]]], ...] = (
        ("lengths watched from the first day (mistaken)", lambda: from_the_start(everything)),
        ("completed tenures only (mistaken)", lambda: [x for x in everything if x.is_ended]),
    )
    base = found[0]
    for label, make in mistakes:
        curve = curve_of(list(make()))
        moved = base._replace(label=label, median_years=curve.median().value, at_risk_count=curve.count)
        found.append(moved._replace(is_about_lengths=True))
    return found


def _variant(
    label: str,
    spells: Sequence[Spell],
    sightings: Sequence[Sighting],
    lengths: Sequence[Length],
    as_of: date,
    since: date | None,
) -> Variant:
    pairs = pair_sightings(s for s in sightings if s.seen <= as_of and (since is None or s.seen >= since)).pairs
    changes = [c for c in find_changes(spells) if c.earliest <= as_of and (since is None or c.latest >= since)]
    curve = curve_of(lengths)
    rate = panel_rate(pairs) if pairs else None
    usable = rate if rate is not None and rate < float("inf") else None
    return Variant(label, usable, len(pairs), len(changes), curve.median().value, curve.count)
