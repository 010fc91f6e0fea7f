"""How long each tenure lasts, from spells whose dates are bounds and most of which nobody watched from their first day.

A tenure counts from the day on which the first source on it was out, at the age it had reached by then: before, it
could not have been found if it had ended. One found only after its end is never at risk (delayed entry: Kalbfleisch
and Prentice, The statistical analysis of failure time data, 2002, section 1.3). The start must be known to a year, or
the age at entry is a guess. Ends are taken however wide their bounds: to drop the vague ends and keep the tenures that
have not ended would make tenures look longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sendgraph.analysis.imputation import impute
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.proportions import Interval3

if TYPE_CHECKING:
    from sendgraph.analysis.statistics.turnbull import Masses

__all__ = [
    "LONGEST_DOUBT_DAYS",
    "Length",
    "Stock",
    "draw_lengths",
    "from_the_start",
    "lengths_of",
    "measure_stock",
    "turnbull_of",
]

LONGEST_DOUBT_DAYS = 366
"""A start known no closer than this has no usable age."""

VAGUE = "whose start is not known to a year"
CONTRADICTED = "whose end lies before their start or their last evidence"


class Length(NamedTuple):
    """One tenure's length: worst-case bounds in days, and its stretch at risk in years since its start.

    ``longest`` is ``None`` for one that has not ended by the last evidence. ``entered`` is the age when the first
    source on it was out, ``None`` where that was after its end.
    """

    tenure_id: str
    is_interim: bool
    shortest: int
    longest: int | None
    entered: float | None
    left: float
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Stock:
    """Time in post so far of those whom sources show in post at a date: mean years with worst-case bounds.

    ``not_shown`` counts holders whom no source has shown for a year, ``vague`` those without a start to a year.
    """

    count: int
    mean: Interval3 | None
    not_shown: int
    vague: int


class _Stretch(NamedTuple):
    """First and last day in post, as taken for one reckoning."""

    start: date
    end: date
    is_ended: bool


def _middle(first: date, last: date) -> date:
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)


def _has_age(spell: Spell) -> bool:
    first, last = spell.start_earliest, spell.start_latest
    return first is not None and last is not None and 0 <= (last - first).days <= LONGEST_DOUBT_DAYS


def _last_shown(spell: Spell) -> date:
    """The last day up to which the sources show the tenure under way; its start where they show nothing later."""
    assert spell.start_latest, "only tenures of known age have lengths"
    return max(spell.start_latest, spell.end_earliest or spell.last_seen or spell.start_latest)


def lengths_of(
    spells: Iterable[Spell], out_since: Mapping[str, date], as_of: date, since: date | None = None
) -> tuple[list[Length], dict[str, int]]:
    """The lengths by the middle of the bounds of each date, and how many tenures were left out for which reason.

    ``out_since`` gives the day on which the first source on a tenure was out; one without is never at risk. What lies
    after ``as_of`` is not known yet, and what lies before ``since`` is not looked at.
    """
    found, left_out = [], {VAGUE: 0, CONTRADICTED: 0}
    for spell in {s.tenure_id: s for s in spells}.values():
        if not _has_age(spell):
            left_out[VAGUE] += 1
        elif spell.end_latest is not None and spell.end_latest < max(spell.start_earliest or date.min, _shown(spell)):
            left_out[CONTRADICTED] += 1
        else:
            found.append(_length(spell, _middle_stretch(spell), out_since.get(spell.tenure_id), as_of, since))
    return found, left_out


def _shown(spell: Spell) -> date:
    return spell.end_earliest or spell.last_seen or date.min


def _middle_stretch(spell: Spell) -> _Stretch:
    assert spell.start_earliest and spell.start_latest  # noqa: PT018 - both at once for mypy's sake
    start = _middle(spell.start_earliest, spell.start_latest)
    if spell.end_latest is None:
        return _Stretch(start, _last_shown(spell), False)
    first = spell.end_earliest or max(spell.last_seen or start, start)
    return _Stretch(start, max(_middle(min(first, spell.end_latest), spell.end_latest), start), True)


def _length(spell: Spell, taken: _Stretch, out: date | None, as_of: date, since: date | None) -> Length:
    assert spell.start_earliest and spell.start_latest  # noqa: PT018 - both at once for mypy's sake
    start = taken.start
    is_ended = taken.is_ended and taken.end <= as_of
    end = max(min(taken.end, as_of), start)
    entered = None if out is None else max(out, since or out, start)
    shown = min(spell.end_earliest or _last_shown(spell), as_of)
    return Length(
        tenure_id=spell.tenure_id,
        is_interim=spell.is_interim,
        shortest=max((shown - spell.start_latest).days, 0),
        longest=(spell.end_latest - spell.start_earliest).days if is_ended and spell.end_latest else None,
        entered=None if entered is None or entered >= end else (entered - start).days / DAYS_A_YEAR,
        left=(end - start).days / DAYS_A_YEAR,
        is_ended=is_ended,
    )


def draw_lengths(
    spells: Sequence[Spell],
    lengths: Sequence[Length],
    out_since: Mapping[str, date],
    as_of: date,
    since: date | None = None,
    *,
    draws: int,
    seed: int = 20_260_101,
) -> Iterator[list[Length]]:
    """``draws`` times the same lengths with their dates drawn within the bounds, holders in order; the same for a seed.

    A tenure that cannot be drawn, or whose end has no first day, keeps the middle of its bounds.
    """
    known = {x.tenure_id for x in lengths}
    own = {s.tenure_id: s for s in spells if s.tenure_id in known}
    posts = {s.post_id for s in own.values()}
    for drawn in impute([s for s in spells if s.post_id in posts], draws, seed):
        days = {d.tenure_id: d for d in drawn}
        version = []
        for name, spell in own.items():
            taken, day = _middle_stretch(spell), days.get(name)
            if day is not None:
                end = day.end if day.end is not None and taken.is_ended else taken.end
                taken = _Stretch(day.start, max(end, day.start), taken.is_ended)
            version.append(_length(spell, taken, out_since.get(name), as_of, since))
        yield version


def from_the_start(lengths: Iterable[Length]) -> list[Length]:
    """The lengths as if all had been watched from their first day: the mistake that delayed entry avoids."""
    return [x._replace(entered=0.0 if x.left > 0 else None) for x in lengths]


def turnbull_of(lengths: Iterable[Length]) -> Masses:
    """The interval-censored estimate from the bounds alone (Turnbull 1976), in years; it knows no delayed entry.

    A length of a to b days is the interval (a - 1, b], since the estimate excludes the left end.
    """
    # Asked for rarely: the report starts without this room.
    from sendgraph.analysis.statistics.turnbull import turnbull

    lefts: list[float] = []
    rights: list[float | None] = []
    for x in lengths:
        is_exact = x.longest is not None and x.longest <= x.shortest
        lefts.append((x.shortest if is_exact else max(x.shortest - 1, 0)) / DAYS_A_YEAR)
        rights.append(None if x.longest is None else max(x.longest, x.shortest) / DAYS_A_YEAR)
    return turnbull(lefts, rights)


def measure_stock(spells: Iterable[Spell], as_of: date) -> Stock:
    """The time in post so far at ``as_of`` of the holders whom a source shows in post in the year before it.

    A stock figure, biased to long tenures by its nature: who stays ten years is met ten times as often as who stays
    one.
    """
    shortest, longest, not_shown, vague = [], [], 0, 0
    for spell in {s.tenure_id: s for s in spells}.values():
        if (spell.end_latest and spell.end_latest < as_of) or (spell.start_latest and spell.start_latest > as_of):
            continue
        if (as_of - _shown(spell)).days > LONGEST_DOUBT_DAYS:
            not_shown += 1
        elif not _has_age(spell):
            vague += 1
        else:
            assert spell.start_earliest and spell.start_latest  # noqa: PT018 - both at once for mypy's sake
            shortest.append((as_of - spell.start_latest).days / DAYS_A_YEAR)
            longest.append((as_of - spell.start_earliest).days / DAYS_A_YEAR)
    count = len(shortest)
    if not count:
        return Stock(0, None, not_shown, vague)
    low, high = sum(shortest) / count, sum(longest) / count
    return Stock(count, Interval3((low + high) / 2, low, high), not_shown, vague)
