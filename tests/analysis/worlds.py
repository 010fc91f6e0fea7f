"""Small worlds for the turnover measures: posts whose true days are known, and spells that know only bounds of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from sendgraph.analysis.shares import Seat
from sendgraph.analysis.spells import Spell
from sendgraph.core.intervals import Interval

FIRST = date(2018, 1, 1)
WINDOW = Interval(date(2018, 4, 1), date(2024, 4, 1))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def bounded(
    person: str,
    start: tuple[date | None, date | None],
    end: tuple[date | None, date | None],
    **other: Any,
) -> Spell:
    """A spell with these bounds of its start and its end."""
    post = other.pop("post", "p")
    values: dict[str, Any] = {
        "tenure_id": f"tenure_{post}_{person}_{start[1] or start[0]}",
        "post_id": post,
        "body_id": f"body-{post}",
        "council": f"Council {post}",
        "region": "North",
        "council_type": "county council",
        "seats": 1,
        "person_id": person,
        "person": person.title(),
        "title": "Director",
        "basis": "not-stated",
        "start_earliest": start[0],
        "start_latest": start[1],
        "end_earliest": end[0],
        "end_latest": end[1],
        "end_status": "ended" if end[1] else "ongoing",
        "first_seen": start[1] or end[0],
        "last_seen": end[0] or start[1],
        "is_shared": False,
        "is_disputed": False,
        "closed": None,
    }
    return Spell(**{**values, **other})


def exact(person: str, start: str, end: str, **other: Any) -> Spell:
    """A spell whose first and last day are known."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return bounded(person, (first, first), (last, last), **other)


def seat(post: str = "p", *, opened: date | None = None, closed: date | None = None, seats: int = 1) -> Seat:
    return Seat(post, (f"body-{post}",), f"Council {post}", seats, opened, closed)


class World(NamedTuple):
    """Posts, what truly was, and what the sources know of it."""

    seats: list[Seat]
    true: list[Spell]
    known: list[Spell]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to three posts, each held by one after another, with every date widened at will on either side."""
    seats, true, known = [], [], []
    for post in ("p", "q", "r")[: draw(st.integers(1, 3))]:
        seats.append(seat(post))
        at = draw(st.integers(-400, 400))
        for number in range(draw(st.integers(1, 5))):
            first = at + draw(st.integers(1, 300))
            at = first + draw(st.integers(0, 900))
            basis = draw(st.sampled_from(["permanent", "interim", "not-stated"]))
            person = draw(st.sampled_from(["ann", "ben", "cat"])) + f"_{number // 2}"
            name = f"tenure_{post}_{number}"
            one = bounded(person, (day(first), day(first)), (day(at), day(at)), post=post, basis=basis, tenure_id=name)
            true.append(one)
            known.append(_widened(draw, one))
    return World(seats, true, known)


def _widened(draw: st.DrawFn, of: Spell) -> Spell:
    def less(at: date | None) -> date | None:
        assert at is not None
        width = draw(st.one_of(st.none(), st.integers(0, 500)))
        return None if width is None else at - timedelta(days=width)

    def more(at: date | None) -> date | None:
        assert at is not None
        width = draw(st.one_of(st.none(), st.integers(0, 500)))
        return None if width is None else at + timedelta(days=width)

    changes = (less(of.start_earliest), more(of.start_latest)), (less(of.end_earliest), more(of.end_latest))
    other = {"tenure_id": of.tenure_id, "post": of.post_id, "basis": of.basis}
    return bounded(of.person_id, *changes, **other)
