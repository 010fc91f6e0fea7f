"""Small random worlds of councils and officers, and every way in which their uncertain days can have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from sendgraph.analysis.networks.rows import Options, Stretch
from sendgraph.analysis.networks.world import Council, Held, World, group_people

FIRST = date(2020, 1, 1)
REGIONS = ("london", "south-east", "north-west")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def number_of(when: date) -> int:
    return (when - FIRST).days


def stretch(start_low: int, start_high: int, end_low: int, end_high: int) -> Stretch:
    return Stretch(day(start_low), day(start_high), day(end_low), day(end_high), False)


def known(start: int, end: int) -> Stretch:
    return stretch(start, start, end, end)


def held(
    name: str,
    council: str | tuple[str, ...],
    days: Stretch,
    *,
    post: str = "",
    group: str = "",
    basis: str = "permanent",
    role: str = "dcs",
) -> Held:
    """A tenure with a readable id: the holder, the councils and the post."""
    councils = (council,) if isinstance(council, str) else council
    post = post or "_".join((*councils, "dcs"))
    return Held(
        tenure_id=f"tenure_{post}_{name}_{number_of(days.start_latest or FIRST)}",
        holder_id=name,
        group_id=group or name,
        person=name.title(),
        post_id=post,
        post_title="Director",
        role=role,
        seats=1,
        title="Director",
        basis=basis,
        first_basis=basis,
        councils=councils,
        days=days,
        first_seen=days.start_latest,
        last_seen=days.end_earliest,
    )


def world_of(held_posts: Sequence[Held], **more: object) -> World:
    """A world with the councils of the tenures, their regions in turn; a claim behind every tenure."""
    names = sorted({c for h in held_posts for c in h.councils} | set("abcde"))
    councils = {c: Council(c, c.upper(), REGIONS[i % len(REGIONS)]) for i, c in enumerate(names)}
    claims = {h.tenure_id: (f"claim_{h.tenure_id}",) for h in held_posts}
    return World(councils, list(held_posts), claims=claims, **more)  # type: ignore[arg-type]


@st.composite
def stretches(draw: st.DrawFn, last: int = 4) -> Stretch:
    """Bounds within a few days that some pair of days fits, and no bound that none fits."""
    start = sorted((draw(st.integers(0, last)), draw(st.integers(0, last))))
    end = sorted((draw(st.integers(start[0], last)), draw(st.integers(start[0], last))))
    return stretch(start[0], min(start[1], end[1]), end[0], end[1])


@st.composite
def worlds(draw: st.DrawFn, people: int = 3, most: int = 3, *, exact: bool = False) -> World:
    """A few people with a few tenures each at five councils; some people are presumed to be one."""
    tenures = []
    for person in [f"p{i}" for i in range(draw(st.integers(1, people)))]:
        for _ in range(draw(st.integers(1, most))):
            days = draw(stretches())
            if exact:
                days = known(number_of(days.start_earliest or FIRST), number_of(days.end_latest or FIRST))
            councils = draw(st.sampled_from(["a", "b", "c", "d", "e", ("a", "b")]))
            tenures.append(held(person, councils, days, basis=draw(st.sampled_from(["permanent", "interim"]))))
    unique = list({h.tenure_id: h for h in tenures}.values())
    pairs = [("p0", "p1")] if draw(st.booleans()) and people > 1 else []
    group = group_people(pairs)
    grouped = [held_again(h, group.get(h.holder_id, h.holder_id)) for h in unique]
    return world_of(grouped, presumed=tuple(pairs), options=Options())


def held_again(each: Held, group: str) -> Held:
    """The tenure with another person to stand for its holder."""
    return replace(each, group_id=group)


def days_of(each: Held) -> list[tuple[int, int]]:
    """Every first and last day that the bounds of the tenure allow; they must be closed."""
    low, high, end_low, end_high = (number_of(d) for d in each.days[:4] if d is not None)
    return [(s, e) for s in range(low, high + 1) for e in range(end_low, end_high + 1) if s <= e]


def completions(tenures: Sequence[Held]) -> Iterator[dict[str, tuple[int, int]]]:
    """Every world that the bounds allow: first and last day by tenure."""
    names = [h.tenure_id for h in tenures]
    for days in product(*(days_of(h) for h in tenures)):
        yield dict(zip(names, days, strict=True))


def next_in(days: dict[str, tuple[int, int]], x: str, y: str) -> bool:
    """Whether ``y`` is next after ``x`` in a world of known days, by the definition."""
    (start, end), (begin, _) = days[x], days[y]
    others = [d for name, d in days.items() if name not in (x, y)]
    return end <= begin and not any(start <= s < begin and e > end for s, e in others)
