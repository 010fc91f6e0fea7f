"""Spells for tests, with only what matters given; and random ones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from sendgraph.analysis.spells import Spell

FIRST = date(2015, 1, 1)


def day(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(days=number)


def spell(
    tenure: str,
    start: tuple[int | None, int | None],
    end: tuple[int | None, int | None],
    *,
    post: str = "p",
    body: str = "b",
    person: str = "",
    basis: str = "permanent",
    seats: int = 1,
    seen: tuple[int | None, int | None] | None = None,
    is_shared: bool = False,
    status: str | None = None,
) -> Spell:
    """A spell whose bounds are days since ``FIRST``; sighted from its latest start to its earliest end."""
    first, last = seen if seen is not None else (start[1], end[0])
    return Spell(
        tenure_id=tenure,
        post_id=post,
        body_id=body,
        council=body,
        region="",
        council_type="",
        seats=seats,
        person_id=person or tenure,
        person=person or tenure,
        title="",
        basis=basis,
        start_earliest=day(start[0]),
        start_latest=day(start[1]),
        end_earliest=day(end[0]),
        end_latest=day(end[1]),
        end_status=status or ("ended" if end[1] is not None else "ongoing"),
        first_seen=day(first),
        last_seen=day(last),
        is_shared=is_shared,
        is_disputed=False,
        closed=None,
    )


@st.composite
def random_spells(draw: st.DrawFn, *, most: int = 25) -> list[Spell]:
    """Spells of a few posts and people, with bounds of any width, open on any side, out of order and shared."""
    found = []
    for number in range(draw(st.integers(0, most))):
        low = draw(st.integers(0, 3000))
        cuts = sorted(draw(st.lists(st.integers(low, low + 2000), min_size=4, max_size=4)))
        hidden = draw(st.tuples(*(st.integers(0, 5) for _ in range(4))))
        bounds = [None if h == 0 else c for c, h in zip(cuts, hidden, strict=True)]
        seen_from = draw(st.integers(cuts[1], cuts[2]))
        seen = draw(st.sampled_from([(None, None), (seen_from, cuts[2]), (seen_from, seen_from)]))
        post = draw(st.integers(0, 3))
        found.append(
            spell(
                f"t{number:02}",
                (bounds[0], bounds[1]),
                (bounds[2], bounds[3]),
                post=f"p{post}",
                body=f"b{post // 2}",
                person=f"q{draw(st.integers(0, 6))}",
                basis=draw(st.sampled_from(["permanent", "interim", "acting", "not-stated"])),
                seats=1 if post < 3 else 2,
                seen=seen,
                is_shared=draw(st.booleans()),
            )
        )
    return found
