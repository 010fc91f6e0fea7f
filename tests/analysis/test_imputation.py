"""Dates drawn within their bounds: never outside, never out of order, every day as likely as any other."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given

from sendgraph.analysis.imputation import Unbounded, count_unbounded, impute, usual_handover
from sendgraph.analysis.spells import Spell
from tests.analysis.spells import FIRST, random_spells, spell


def number(day: date | None) -> int | None:
    return None if day is None else (day - FIRST).days


def test_days_lie_within_their_bounds_and_an_end_without_one_is_none() -> None:
    held = [spell("a", (0, 9), (100, 120)), spell("b", (110, 140), (200, None))]
    for drawn in impute(held, 50):
        assert [d.tenure_id for d in drawn] == ["a", "b"]
        start, end = number(drawn[0].start), number(drawn[0].end)
        assert start is not None and 0 <= start <= 9  # noqa: PT018 - both at once for mypy's sake
        assert end is not None and 100 <= end <= 120  # noqa: PT018
        assert drawn[1].end is None


def test_one_seed_gives_one_answer_and_another_seed_another() -> None:
    held = [spell("a", (0, 300), (400, 900))]
    assert list(impute(held, 20, seed=1)) == list(impute(held, 20, seed=1))
    assert list(impute(held, 20, seed=1)) != list(impute(held, 20, seed=2))
    assert len(list(impute(held))) == 200


def test_every_order_that_is_possible_is_as_likely_as_any_other() -> None:
    # The end of a lies on day 1, 2 or 3, the start of b on day 1, 2 or 3, not before it: 6 ways, each as likely.
    held = [spell("a", (0, 0), (1, 3)), spell("b", (1, 3), (5, 5))]
    ways = Counter((number(a.end), number(b.start)) for a, b in impute(held, 6_000))
    assert set(ways) == {(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 3)}
    # 1000 each, with a standard deviation of 29.
    assert all(abs(count - 1000) < 120 for count in ways.values())


def test_the_usual_wait_for_a_successor_is_what_precise_dates_show() -> None:
    def handed_over(number: int, wait: int) -> list[Spell]:
        post = f"p{number}"
        return [
            spell(f"{post}a", (0, 0), (1000, 1000), post=post),
            spell(f"{post}b", (1000 + wait, 1000 + wait), (2000, 2000), post=post),
        ]

    # Nine waits of 0 to 80 days, and one of two years that counts as one: (360 + 365) / 10.
    held = [s for n in range(9) for s in handed_over(n, 10 * n)] + handed_over(9, 730)
    assert usual_handover(held) == pytest.approx(72.5)
    assert usual_handover(held[:-2]) is None
    vague = [spell("va", (0, 0), (1000, 1400), post="v"), spell("vb", (1400, 1400), (2000, 2000), post="v")]
    assert usual_handover([*held, *vague]) == pytest.approx(72.5)
    assert usual_handover([s for n in range(12) for s in handed_over(n, 0)]) == 7


def test_a_successor_follows_as_soon_as_successors_do() -> None:
    held = [spell("a", (0, 0), (100, 465)), spell("b", (100, 465), (900, 900))]

    def waits(days: float) -> list[int]:
        return [(b.start - a.end).days for a, b in impute(held, 2_000, handover_days=days) if a.end]

    # Two days out of 366 in order lie a third apart; an exponential wait of ten days is ten days, less the cut at 465.
    assert sum(waits(inf)) / 2_000 == pytest.approx(122, abs=6)
    assert sum(waits(10)) / 2_000 == pytest.approx(9.3, abs=0.8)
    assert min(waits(10)) == 0
    ends = [number(a.end) or 0 for a, _ in impute(held, 2_000, handover_days=10)]
    assert sum(ends) / 2_000 == pytest.approx(278, abs=8)


def test_a_far_successor_draws_the_end_towards_its_own_start_and_no_number_runs_out() -> None:
    held = [spell("a", (0, 0), (1000, 1365), seen=(0, 0)), spell("b", (90_000, 90_000), (91_000, 91_000))]
    ends = [number(a.end) or 0 for a, _ in impute(held, 500, handover_days=7)]
    assert sum(ends) / 500 == pytest.approx(1358.5, abs=1.5)


def test_wide_bounds_do_not_put_holders_out_of_order() -> None:
    held = [spell(f"t{i}", (i, 500 + i), (i, 600 + i), seen=(i, i)) for i in range(12)]
    for drawn in impute(held, 100):
        days = [d for each in sorted(drawn, key=lambda d: int(d.tenure_id[1:])) for d in (each.start, each.end) if d]
        assert days == sorted(days)
        assert len(days) == 24


def test_holders_of_a_post_with_two_seats_are_drawn_apart() -> None:
    held = [spell("a", (0, 100), (0, 100), seats=2), spell("b", (0, 100), (0, 100), seats=2)]
    firsts = {(a.start < b.start) for a, b in impute(held, 50)}
    assert firsts == {True, False}


def test_who_shares_the_seat_is_drawn_apart() -> None:
    held = [spell("a", (0, 0), (500, 500)), spell("b", (100, 120), (200, 220), is_shared=True)]
    assert count_unbounded(held) == Unbounded(0, 0, 0, 0)
    assert all(100 <= (number(b.start) or 0) <= 120 for _, b in impute(held, 20))


def test_what_has_no_bounds_is_left_out_and_counted() -> None:
    held = [
        spell("a", (None, 9), (100, 120)),
        spell("b", (110, 140), (200, None)),
        spell("c", (400, 300), (500, 600), seen=(350, 350)),
        spell("d", (50, 60), (70, 80), seen=(55, 75)),
    ]
    assert count_unbounded(held) == Unbounded(starts=1, ends=1, contradictory=1, unordered=1)
    assert [[d.tenure_id for d in drawn] for drawn in impute(held, 1)] == [["b", "d"]]


def test_an_end_whose_start_is_unbounded_still_comes_before_the_next_start() -> None:
    held = [spell("a", (None, 10), (100, 100), seen=(10, 10)), spell("b", (50, 150), (300, 300), seen=(150, 150))]
    assert all((number(drawn[0].start) or 0) >= 100 for drawn in impute(held, 50))


def test_a_tenure_with_two_bodies_is_drawn_once() -> None:
    held = [spell("a", (0, 9), (100, 120), body="x"), spell("a", (0, 9), (100, 120), body="y")]
    assert [len(drawn) for drawn in impute(held, 2)] == [1, 1]


def test_nothing_gives_empty_draws() -> None:
    assert list(impute([], 3)) == [[], [], []]
    assert count_unbounded([]) == (0, 0, 0, 0)


@given(random_spells())
def test_whatever_the_spells_days_keep_to_bounds_and_holders_to_their_order(spells: list[Spell]) -> None:
    by_id = {s.tenure_id: s for s in spells}
    unbounded = count_unbounded(spells)
    for drawn in impute(spells, 3):
        assert len(drawn) + unbounded.starts + unbounded.contradictory == len(by_id)
        assert sum(d.end is None for d in drawn) == unbounded.ends
        ends: dict[str, list[tuple[Spell, date, date]]] = defaultdict(list)
        for each in drawn:
            own = by_id[each.tenure_id]
            assert own.start_earliest and own.start_latest  # noqa: PT018
            assert own.start_earliest <= each.start <= own.start_latest
            if each.end:
                assert own.end_earliest and own.end_latest  # noqa: PT018
                assert max(each.start, own.end_earliest) <= each.end <= own.end_latest
                ends[own.post_id].append((own, each.start, each.end))
        shared = {s.post_id for s in spells if s.is_shared or s.seats > 1}
        for post in ends if not unbounded.unordered else ():
            held = sorted(ends[post], key=lambda h: h[0].place)
            for (_, _, end), (_, start, _) in pairwise(held):
                assert post in shared or end <= start


def test_draws_do_not_depend_on_the_order_of_spells() -> None:
    held = [
        spell("a", (0, 9), (100, 120)),
        spell("b", (110, 140), (200, None)),
        spell("c", (0, 50), (60, 90), post="q"),
    ]
    assert list(impute(held, 5)) == list(impute(held[::-1], 5))


def test_all_earliest_and_all_latest_is_no_bracket_but_draws_move_with_the_bounds() -> None:
    # Known to the day the draws do not move; a year wide they fill the year.
    exact, vague = [spell("a", (0, 0), (500, 500))], [spell("a", (0, 0), (500, 864))]
    assert {number(d.end) for (d,) in impute(exact, 50)} == {500}
    ends = [number(d.end) or 0 for (d,) in impute(vague, 400)]
    assert min(ends) < 510
    assert max(ends) > 854
    assert sum(ends) / len(ends) == pytest.approx(682, abs=16)
