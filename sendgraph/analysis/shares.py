"""How the days of the posts of a role were spent: filled, interim, vacant, unknown; and who stayed or was new.

Every share is between two bounds that follow from the bounds of the dates alone. A day is certain for a holder between
the latest start and the earliest end, and possible between the earliest start and the latest end. Vacant are
only days for which a source says so; what no source covers is unknown, never vacant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.spells import Spell
from sendgraph.core.intervals import Interval, days_within, intersect, subtract, unite

__all__ = [
    "MANY",
    "Anniversary",
    "DayShares",
    "Days",
    "Gap",
    "Range",
    "Seat",
    "certain_days",
    "holders_per_post",
    "life_in",
    "look_back",
    "measure_days",
    "possible_days",
]


MANY = 50_000
"""From so many spells on, days are counted in columns."""


class Seat(NamedTuple):
    """A post: its bodies, and the days from and up to which it was there; ``None`` where no source dates that."""

    post_id: str
    body_ids: tuple[str, ...]
    name: str
    seats: int
    opened: date | None
    closed: date | None


class Gap(NamedTuple):
    """A stretch for which a source says that a post was vacant, with the bounds of both ends."""

    post_id: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


class Range(NamedTuple):
    """A figure that lies between two bounds, both included."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class DayShares:
    """Post-days of a window by what is known of them.

    ``lasting``, ``interim``, ``vacant`` and ``unknown`` are shares of all post-days; ``interim_of_filled`` and
    ``interim_or_vacant`` are shares of the days of which the state is known.
    """

    post_count: int
    post_years: float
    lasting: Range
    interim: Range
    vacant: Range
    unknown: Range
    interim_of_filled: Range | None
    interim_or_vacant: Range | None
    filled_years: float


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The holders on a day: how many were new, and how many are still there a year later.

    ``posts`` are those whose holder on the day is certain. ``stability`` is ``None`` where the day a year later lies
    after the date of the report.
    """

    day: date
    posts: int
    new_in_12_months: Range | None
    new_in_36_months: Range | None
    same: int | None
    left: int | None
    stability: Range | None


def certain_days(of: Spell | Gap) -> Interval | None:
    """The days on which it was so for certain; the last day counts."""
    if not of.start_latest or not of.end_earliest or of.end_earliest < of.start_latest:
        return None
    return Interval(of.start_latest, of.end_earliest + timedelta(days=1))


def possible_days(of: Spell | Gap, within: Interval) -> Interval | None:
    """The days of ``within`` on which it can have been so."""
    end = of.end_latest + timedelta(days=1) if of.end_latest else within.end
    start = of.start_earliest or within.start
    if end is not None and end <= start:
        return None
    return intersect(Interval(start, end), within)


def life_in(seat: Seat, window: Interval) -> Interval | None:
    """The days of the window on which the post was there."""
    assert window.end is not None, "a window has an end"
    start = max(window.start, seat.opened or window.start)
    end = min(window.end, seat.closed + timedelta(days=1) if seat.closed else window.end)
    return Interval(start, end) if start < end else None


def _by_post(spells: Iterable[Spell]) -> dict[str, list[Spell]]:
    found: dict[str, dict[str, Spell]] = defaultdict(dict)
    for spell in spells:
        found[spell.post_id].setdefault(spell.tenure_id, spell)
    return {post: list(held.values()) for post, held in found.items()}


def measure_days(seats: Iterable[Seat], spells: Iterable[Spell], gaps: Iterable[Gap], window: Interval) -> DayShares:
    """How the post-days of the one-seat posts in the window were spent. A day on which two are shown counts once.

    A day on which a lasting holder and an interim are both shown, as when a leave is covered, counts as lasting.
    """
    spells, gaps, seats = list(spells), list(gaps), list(seats)
    if len(spells) >= MANY and not gaps:
        # Columns give the same in a fraction of the time, and need numpy, which small inputs do not.
        from sendgraph.analysis.at_scale import measure_column_days
        from sendgraph.analysis.columns import columns_of, lives_of

        columns, posts_of_columns, _ = columns_of(spells)
        return measure_column_days(columns, lives_of(seats, posts_of_columns, window))
    held, empty = _by_post(spells), defaultdict(list)
    for gap in gaps:
        empty[gap.post_id].append(gap)
    total = Days()
    posts = 0
    for seat in seats:
        life = life_in(seat, window)
        if life and seat.seats == 1:
            posts += 1
            total.add(_days_of(held.get(seat.post_id, []), empty[seat.post_id], life))
    return total.shares(posts)


@dataclass(slots=True)
class Days:
    """Counts of days: all, and the fewest and most of each kind."""

    all: int = 0
    filled: int = 0
    lasting: tuple[int, int] = (0, 0)
    interim: tuple[int, int] = (0, 0)
    vacant: tuple[int, int] = (0, 0)
    unknown: tuple[int, int] = (0, 0)

    def add(self, other: Days) -> None:
        """Count the days of another post in."""
        self.all += other.all
        self.filled += other.filled
        for name in ("lasting", "interim", "vacant", "unknown"):
            low, high = getattr(self, name)
            more_low, more_high = getattr(other, name)
            setattr(self, name, (low + more_low, high + more_high))

    def shares(self, posts: int) -> DayShares:
        """The shares of all days, of so many posts."""

        def of_all(days: tuple[int, int]) -> Range:
            return Range(days[0] / self.all, days[1] / self.all) if self.all else Range(0.0, 1.0)

        def against(part: tuple[int, int], rest: tuple[int, int]) -> Range | None:
            if not part[1] + rest[1]:
                return None
            lower = part[0] / (part[0] + rest[1]) if part[0] + rest[1] else 0.0
            return Range(lower, part[1] / (part[1] + rest[0]) if part[1] + rest[0] else 1.0)

        either = (self.interim[0] + self.vacant[0], self.interim[1] + self.vacant[1])
        return DayShares(
            post_count=posts,
            post_years=self.all / DAYS_A_YEAR,
            lasting=of_all(self.lasting),
            interim=of_all(self.interim),
            vacant=of_all(self.vacant),
            unknown=of_all(self.unknown),
            interim_of_filled=against(self.interim, self.lasting),
            interim_or_vacant=against(either, self.lasting),
            filled_years=self.filled / DAYS_A_YEAR,
        )


def _days_of(spells: Sequence[Spell], gaps: Sequence[Gap], life: Interval) -> Days:
    def sure(each: Iterable[Spell | Gap]) -> list[Interval]:
        return unite(days for e in each if (days := certain_days(e)))

    def maybe(each: Iterable[Spell | Gap]) -> list[Interval]:
        return unite(days for e in each if (days := possible_days(e, life)))

    def without(days: list[Interval], taken: list[Interval]) -> int:
        return sum(part.days or 0 for d in days if (i := intersect(d, life)) for part in subtract(i, taken))

    interims, others = [s for s in spells if s.is_interim], [s for s in spells if not s.is_interim]
    filled, lasting, vacant = sure(spells), sure(others), sure(gaps)
    surely_interim = unite(part for day in sure(interims) for part in subtract(day, lasting))
    known = unite([*filled, *vacant])
    everything = life.days or 0
    return Days(
        all=everything,
        filled=days_within(filled, life),
        lasting=(days_within(lasting, life), without(maybe(others), unite([*surely_interim, *vacant]))),
        interim=(days_within(surely_interim, life), without(maybe(interims), unite([*lasting, *vacant]))),
        vacant=(without(vacant, filled), without(maybe(gaps), filled)),
        unknown=(
            everything - days_within([*maybe(spells), *maybe(gaps)], life),
            everything - days_within(known, life),
        ),
    )


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def look_back(
    seats: Iterable[Seat], spells: Iterable[Spell], window: Interval, *, month: int = 4, day: int = 1
) -> list[Anniversary]:
    """For 1 April of each year in the window: who was new, and who is still there a year later.

    Counted are the one-seat posts with exactly one certain holder on the day. Stability (holders who are the same a
    year later over all) is lower where the unknown are taken to have left and higher where they are taken to have
    stayed; a post that was closed in between is not counted.
    """
    assert window.end is not None, "a window has an end"
    held = _by_post(spells)
    single = [s for s in seats if s.seats == 1]
    found = []
    for year in range(window.start.year, window.end.year + 1):
        on = date(year, month, day)
        if on in window:
            found.append(_anniversary(single, held, on, _years_before(on, -1), last=window.end))
    return [a for a in found if a.posts]


def _anniversary(
    seats: Sequence[Seat], held: Mapping[str, Sequence[Spell]], on: date, later: date, last: date
) -> Anniversary:
    recent, fairly, posts = [0, 0], [0, 0], 0
    same = left = stayed_open = 0
    for seat in seats:
        spells = held.get(seat.post_id, ())
        there = [s for s in spells if (days := certain_days(s)) and on in days]
        if len({s.person_id for s in there}) != 1:
            continue
        posts += 1
        for count, since in ((recent, _years_before(on, 1)), (fairly, _years_before(on, 3))):
            own = [s for s in spells if s.person_id == there[0].person_id and s in there]
            count[0] += all(s.start_earliest is not None and s.start_earliest > since for s in own)
            count[1] += all((s.start_latest or on) > since for s in own)
        if seat.closed and seat.closed < later:
            continue
        stayed_open += 1
        fate = _fate(spells, there[0].person_id, later)
        same += fate == "same"
        left += fate == "left"
    if later >= last:
        return Anniversary(on, posts, _range(recent, posts), _range(fairly, posts), None, None, None)
    stability = Range(same / stayed_open, (stayed_open - left) / stayed_open) if stayed_open else None
    return Anniversary(on, posts, _range(recent, posts), _range(fairly, posts), same, left, stability)


def _range(count: Sequence[int], of: int) -> Range | None:
    return Range(count[0] / of, count[1] / of) if of else None


def _fate(spells: Sequence[Spell], person: str, later: date) -> str:
    """Whether the person is there on the day for certain, cannot be, or neither is known."""
    own = [s for s in spells if s.person_id == person]
    if any((days := certain_days(s)) and later in days for s in own):
        return "same"
    day = Interval(later, later + timedelta(days=1))
    if not any(possible_days(s, day) for s in own):
        return "left"
    others = [s for s in spells if s.person_id != person and not s.is_shared]
    return "left" if any((days := certain_days(s)) and later in days for s in others) else "unknown"


def holders_per_post(seats: Sequence[Seat], spells: Iterable[Spell], window: Interval) -> Range | None:
    """The mean number of different named holders of a post in the window: fewest and most that the bounds allow.

    The measure of CYP Now's analysis of 2014. Holders whom no source names are not in it.
    """
    held = _by_post(spells)
    fewest = most = posts = 0
    for seat in seats:
        life = life_in(seat, window)
        if not life or seat.seats != 1 or seat.post_id not in held:
            continue
        posts += 1
        own = held[seat.post_id]
        fewest += len({s.person_id for s in own if _surely_in(s, life)})
        most += len({s.person_id for s in own if possible_days(s, life)})
    return Range(fewest / posts, most / posts) if posts else None


def _surely_in(spell: Spell, life: Interval) -> bool:
    """Whether the holder was there on some day of it, whatever the days were within their bounds."""
    ends_after = spell.end_earliest is not None and spell.end_earliest >= life.start
    starts_before = spell.start_latest is not None and life.end is not None and spell.start_latest < life.end
    return ends_after and starts_before
