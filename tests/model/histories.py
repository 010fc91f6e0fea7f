"""Hypothesis strategies: true histories of a one-seat post, and truthful claims about them of any precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from sendgraph.facts.claims import TenureClaim, VacancyClaim
from tests.model.making import claim, day, vacancy


@dataclass(frozen=True)
class Stay:
    """One true stretch of one person in the post, both days inclusive."""

    person: str
    first: date
    last: date


@dataclass(frozen=True)
class History:
    """What was so, and what the sources say of it."""

    stays: tuple[Stay, ...]
    claims: tuple[TenureClaim | VacancyClaim, ...]


ANY = ("day", "day", "month", "year", "decade", "range", "by", "from", "about")
"""How precisely a source may date a thing; ``FINE`` and ``FULL`` are the more precise ones alone."""
FINE = ("day", "month")
FULL = ("day",)


@st.composite
def dates_saying(draw: st.DrawFn, true_day: date, forms: tuple[str, ...] = ANY) -> str:
    """EDTF text that is true of the day, as precise or as wide as a source may be."""
    form = draw(st.sampled_from(forms))
    low, high = (true_day - timedelta(days=draw(st.integers(0, 400))) for _ in range(2))
    high = true_day + (true_day - high)
    return {
        "day": true_day.isoformat(),
        "month": f"{true_day:%Y-%m}",
        "about": f"{true_day:%Y-%m}~",
        "year": f"{true_day:%Y}",
        "decade": f"{true_day:%Y}"[:3] + "X",
        "range": f"[{low}..{high}]",
        "by": f"[..{high}]",
        "from": f"[{low}..]",
    }[form]


@st.composite
def claims_on(
    draw: st.DrawFn, stay: Stay, name: str, *, shared: set[date], forms: tuple[str, ...]
) -> list[TenureClaim]:
    """One to three truthful claims on a stay.

    A source that shows somebody in post to the very day of a handover also shows the other one there: such pairs of
    sightings are a conflict by rule, so no claim here is a sighting of a day that two people share.
    """
    found = []
    for number in range(draw(st.integers(1, 3))):
        values = {}
        kinds = draw(st.sets(st.sampled_from(["started", "ended", "seen"]), min_size=1))
        if "started" in kinds:
            values["started"] = draw(dates_saying(stay.first, forms))
        if "ended" in kinds:
            values["ended"] = draw(dates_saying(stay.last, forms))
        days = [d for d in (stay.first, stay.last) if d not in shared]
        length = (stay.last - stay.first).days
        inner = [stay.first + timedelta(days=n) for n in sorted({length // 4, length // 2, length - 1}) if n > 0]
        days += [d for d in inner if d < stay.last]
        if "seen" in kinds and days:
            first, last = sorted((draw(st.sampled_from(days)), draw(st.sampled_from(days))))
            values["seen"] = f"{first}/{last}" if draw(st.booleans()) else draw(dates_saying(first, forms))
        if not values:
            values["started"] = stay.first.isoformat()
        found.append(claim(f"{name}_{number}", stay.person, **values))
    return found


@st.composite
def histories(draw: st.DrawFn, *, gap: int | None = None, forms: tuple[str, ...] = ANY) -> History:
    """A sequence of different holders; handed over on one day, the day after, or after a vacancy of some days."""
    stays: list[Stay] = []
    start = draw(st.integers(0, 300))
    for number in range(draw(st.integers(1, 5))):
        length = draw(st.integers(0, 900))
        stays.append(Stay(f"person-{number}", day(start), day(start + length)))
        start += length + (draw(st.sampled_from([0, 1, 1, 40, 300])) if gap is None else gap)
    return History(tuple(stays), tuple(draw(_claims_on_all(stays, forms))))


@st.composite
def _claims_on_all(draw: st.DrawFn, stays: list[Stay], forms: tuple[str, ...]) -> list[TenureClaim | VacancyClaim]:
    claims: list[TenureClaim | VacancyClaim] = []
    for number, stay in enumerate(stays):
        others = [s for s in stays if s is not stay]
        shared = {d for s in others for d in (stay.first, stay.last) if s.first <= d <= s.last}
        claims += draw(claims_on(stay, f"claim_{number}", shared=shared, forms=forms))
    for number, (before, after) in enumerate(pairwise(stays)):
        empty = (after.first - before.last).days - 1
        if empty > 2 and draw(st.booleans()):
            middle = before.last + timedelta(days=1 + empty // 2)
            claims.append(vacancy(f"vacancy_{number}", seen=draw(dates_saying(middle, forms))))
    return claims


@st.composite
def returns(draw: st.DrawFn) -> History:
    """Two people who take turns, each stay of at least 200 days, each shown on its very middle day.

    Claims are precise to the month at least, so that none can belong to another stay of the same person.
    """
    start, stays = draw(st.integers(0, 300)), []
    claims: list[TenureClaim | VacancyClaim] = []
    for number in range(draw(st.integers(2, 6))):
        length = draw(st.integers(200, 500))
        stay = Stay(f"person-{number % 2}", day(start), day(start + length))
        middle = day(start + length // 2)
        claims.append(claim(f"claim_{number}_middle", stay.person, seen=middle.isoformat()))
        claims += draw(claims_on(stay, f"claim_{number}", shared={stay.first, stay.last}, forms=FINE))
        stays.append(stay)
        start += length + draw(st.sampled_from([0, 1, 40]))
    return History(tuple(stays), tuple(claims))
