"""Changes of holder around inspections: in the window after publication, and in the same window before the visit.

Three measures, because each sees something else. The **share** is of posts with a certain, lasting holder on the
reference day, followed to the end of the window: it is plain, and it misses changes whose day is vague. The
**panel-observed rate** inside windows, against the time of all councils outside, takes vague changes in, but rests on
sightings alone. The **ratio of dated changes** compares how often a closely dated change falls in a window with how
often it falls outside; it holds if dating is as complete inside as outside.

A leader is often changed before a bad report is printed, so the window before is always shown beside the one after.
Nothing here says why anybody left. Windows are half-open, ``[start, end)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sendgraph.analysis.changes import Change
from sendgraph.analysis.panel import DAYS_A_YEAR, Pair
from sendgraph.analysis.periods import PeriodRates, bootstrap_periods
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.permutation import Permutation, permutation_p
from sendgraph.analysis.statistics.proportions import Interval3, poisson_ratio, wilson
from sendgraph.analysis.visits import WORST, Visit, certain_holder, group_visits, spells_by_body
from sendgraph.core.intervals import Interval, days_within, subtract, unite

__all__ = [
    "DATED_DAYS",
    "DatedRatio",
    "Followed",
    "Share",
    "Side",
    "compare_dated",
    "follow",
    "measure_shares",
    "panel_ratio",
    "watched_lives",
    "window_of",
    "worst_against_others",
]

Side = Literal["before", "after"]
Fate = Literal["changed", "stayed", "unknown", "interim", "nobody certain", "too recent"]

DATED_DAYS = 92
"""A change is closely dated when its bounds span at most a quarter of a year."""

_FEWEST_YEARS = 3.0
_FEWEST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Followed:
    """One visit: who held the post on the reference day, and what became of it by the end of the window."""

    visit: Visit
    holder: Spell | None
    fate: Fate


@dataclass(frozen=True, slots=True)
class Share:
    """Visits of one framework and grade: of ``followed`` posts so many changed hands within the window.

    ``share`` has Wilson's interval; ``least`` and ``most`` are it if every unknown fate were a stay, or a change.
    """

    framework: str
    grade: str
    visits: int
    followed: int
    changed: int
    unknown: int
    interim: int
    uncertain: int
    too_recent: int
    share: Interval3
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class DatedRatio:
    """Closely dated changes inside windows and outside, the council-years of both, and the ratio of their rates."""

    inside: int
    inside_years: float
    outside: int
    outside_years: float
    left_out: int
    ratio: Interval3


def window_of(visit: Visit, days: int, side: Side) -> Interval:
    """The window: from the day of publication on, or up to the first day of the visit."""
    if side == "after":
        return Interval(visit.published, visit.published + timedelta(days=days))
    return Interval(visit.start_earliest - timedelta(days=days), visit.start_earliest)


def follow(visits: Iterable[Visit], spells: Iterable[Spell], days: int, side: Side, as_of: date) -> list[Followed]:
    """What became of the holder in each visit's window.

    The holder is the one who is certain on the window's first day, on a footing that is not interim; who is still
    certain on the day after its last stayed, and whose last day lies in it for certain changed.
    """
    held = spells_by_body(spells)
    found = []
    for visit in visits:
        window = window_of(visit, days, side)
        holder = certain_holder(held[visit.body_id], window.start, window.start)
        found.append(Followed(visit, holder, _fate(holder, window, as_of)))
    return found


def _fate(holder: Spell | None, window: Interval, as_of: date) -> Fate:
    assert window.end is not None
    if window.end > as_of:
        return "too recent"
    if holder is None:
        return "nobody certain"
    if holder.is_interim:
        return "interim"
    if holder.end_latest and holder.end_latest < window.end:
        return "changed"
    return "stayed" if holder.end_earliest and holder.end_earliest >= window.end else "unknown"


def measure_shares(found: Sequence[Followed]) -> list[Share]:
    """The shares that changed, by framework and grade."""
    groups: dict[tuple[str, str], list[Fate]] = defaultdict(list)
    for each in found:
        groups[each.visit.framework, each.visit.grade].append(each.fate)
    return [_share(*pair, groups[pair]) for pair in group_visits(f.visit for f in found)]


def _share(framework: str, grade: str, fates: Sequence[Fate]) -> Share:
    changed, unknown = fates.count("changed"), fates.count("unknown")
    followed = changed + fates.count("stayed")
    whole = followed + unknown
    return Share(
        framework=framework,
        grade=grade,
        visits=len(fates),
        followed=followed,
        changed=changed,
        unknown=unknown,
        interim=fates.count("interim"),
        uncertain=fates.count("nobody certain"),
        too_recent=fates.count("too recent"),
        share=wilson(changed, followed),
        least=changed / whole if whole else None,
        most=(changed + unknown) / whole if whole else None,
    )


def worst_against_others(
    found: Sequence[Followed], *, draws: int = 4_999, seed: int = 20_260_101
) -> Permutation | None:
    """How rare the difference is between the share changed at the worst outcome of each scheme and at all others.

    Outcomes are shuffled among the followed visits of one framework, so that no scheme is compared with another.
    ``None`` where either side has nobody followed.
    """
    known = [f for f in found if f.fate in ("changed", "stayed")]
    changed = [f.fate == "changed" for f in known]
    labels = [f.visit.grade in WORST for f in known]
    if not any(labels) or all(labels):
        return None
    worst = sum(labels)
    total = sum(changed)

    def gap(given: Sequence[bool]) -> float:
        hit = sum(c for c, is_worst in zip(changed, given, strict=True) if is_worst)
        return hit / worst - (total - hit) / (len(known) - worst)

    strata = [f.visit.framework for f in known]
    return permutation_p(gap, labels, strata=strata, draws=draws, seed=seed)


def _windows(visits: Iterable[Visit], days: int, side: Side) -> dict[str, list[Interval]]:
    """By council the days within any of the windows, each once."""
    found: dict[str, list[Interval]] = defaultdict(list)
    for visit in visits:
        found[visit.body_id].append(window_of(visit, days, side))
    return {body: unite(own) for body, own in found.items()}


def panel_ratio(
    pairs: Sequence[Pair], visits: Sequence[Visit], chosen: Sequence[Visit], days: int, side: Side, *, draws: int = 200
) -> PeriodRates | None:
    """The panel-observed rate outside all windows, and inside those of the ``chosen`` visits, with their ratio.

    Time in windows of other visits is a period of its own, so that it is in neither. ``None`` where the pairs spend
    less than three years inside, or too few pairs touch it for an interval to mean anything.
    """
    every, own = _windows(visits, days, side), _windows(chosen, days, side)
    exposures: list[tuple[float, ...]] = []
    for pair in pairs:
        gap = Interval(pair.first, pair.second)
        inside = days_within(own.get(pair.cluster, ()), gap) / DAYS_A_YEAR
        other = max(0.0, days_within(every.get(pair.cluster, ()), gap) / DAYS_A_YEAR - inside)
        exposures.append((pair.years - inside - other, other, inside))
    touching = sum(e[2] > 0 for e in exposures)
    if sum(e[2] for e in exposures) < _FEWEST_YEARS or touching < _FEWEST_PAIRS:
        return None
    if not sum(e[1] for e in exposures):
        exposures = [(a, c) for a, _, c in exposures]
    return bootstrap_periods(pairs, exposures, draws=draws)


def compare_dated(
    changes: Iterable[Change],
    visits: Sequence[Visit],
    chosen: Sequence[Visit],
    days: int,
    side: Side,
    lives: Mapping[str, Interval],
) -> DatedRatio:
    """Closely dated changes in the windows of the ``chosen`` visits, against those outside the windows of any visit.

    ``lives`` are the days each council is watched. A change that is not closely dated, or whose bounds cross the edge
    of a window, is left out. The interval is exact for independent changes (conditional binomial).
    """
    every, own = _windows(visits, days, side), _windows(chosen, days, side)
    inside_years = sum(days_within(own.get(body, ()), life) for body, life in lives.items()) / DAYS_A_YEAR
    outside = {body: subtract(life, every.get(body, ())) for body, life in lives.items()}
    outside_years = sum(i.days or 0 for each in outside.values() for i in each) / DAYS_A_YEAR
    counts = {"in": 0, "out": 0, "left": 0}
    for change in changes:
        life = lives.get(change.body_id)
        if life is None or change.earliest not in life or change.latest not in life:
            continue
        span = Interval(change.earliest, change.latest + timedelta(days=1))
        if change.days > DATED_DAYS:
            counts["left"] += 1
        elif _covers(own.get(change.body_id, ()), span):
            counts["in"] += 1
        elif _covers(outside[change.body_id], span):
            counts["out"] += 1
        elif not _covers(every.get(change.body_id, ()), span):
            counts["left"] += 1
    ratio = poisson_ratio(counts["in"], inside_years, counts["out"], outside_years)
    if inside_years < _FEWEST_YEARS or not counts["in"] + counts["out"]:
        ratio = Interval3(None, None, None)
    return DatedRatio(counts["in"], inside_years, counts["out"], outside_years, counts["left"], ratio)


def _covers(intervals: Iterable[Interval], span: Interval) -> bool:
    assert span.end is not None
    return any(i.start <= span.start and (i.end is None or span.end <= i.end) for i in intervals)


def watched_lives(visits: Iterable[Visit], spells: Iterable[Spell], as_of: date) -> dict[str, Interval]:
    """By inspected council the days from the first evidence of a holder up to ``as_of``, or to the council's end."""
    first: dict[str, date] = {}
    closed: dict[str, date] = {}
    for spell in spells:
        day = spell.first_seen or spell.start_latest
        if day and day < as_of:
            first[spell.body_id] = min(day, first.get(spell.body_id, day))
        if spell.closed:
            closed[spell.body_id] = spell.closed
    bodies = {v.body_id for v in visits} & set(first)
    ends = {b: min(as_of, closed.get(b, as_of)) for b in bodies}
    return {b: Interval(first[b], ends[b]) for b in sorted(bodies) if first[b] < ends[b]}
