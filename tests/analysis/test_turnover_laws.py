"""Laws of the turnover measures, for any posts, days and bounds."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.changes import changes_by_year, find_changes
from sendgraph.analysis.lengths import lengths_of, measure_stock
from sendgraph.analysis.observed import measure_observed
from sendgraph.analysis.one_body import length_bounds
from sendgraph.analysis.shares import Range, holders_per_post, look_back, measure_days
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.turnover import measure_turnover
from tests.analysis.worlds import WINDOW, World, worlds

AS_OF = date(2024, 3, 31)


def holds(bounds: Range, value: float) -> bool:
    return bounds.lower - 1e-9 <= value <= bounds.upper + 1e-9


@given(worlds())
def test_the_bounds_of_post_days_hold_what_truly_was(world: World) -> None:
    true = measure_days(world.seats, world.true, [], WINDOW)
    known = measure_days(world.seats, world.known, [], WINDOW)
    for name in ("lasting", "interim", "vacant"):
        assert holds(getattr(known, name), getattr(true, name).lower)
    assert known.unknown.lower <= true.unknown.lower + 1e-9
    assert known.filled_years <= true.filled_years + 1e-9
    if known.interim_of_filled and true.interim_of_filled:
        assert holds(known.interim_of_filled, true.interim_of_filled.lower)


@given(worlds())
def test_the_bounds_of_holders_per_post_hold_what_truly_was(world: World) -> None:
    true, known = (holders_per_post(world.seats, each, WINDOW) for each in (world.true, world.known))
    assert true is not None
    assert known is not None
    assert true.lower == true.upper
    assert holds(known, true.lower)


@given(worlds())
def test_the_bounds_of_newness_and_stability_hold_what_truly_was(world: World) -> None:
    for post in world.seats:
        known = {a.day: a for a in look_back([post], world.known, WINDOW)}
        true = {a.day: a for a in look_back([post], world.true, WINDOW)}
        for day, of in known.items():
            for name in ("new_in_12_months", "new_in_36_months", "stability"):
                bounds, truth = getattr(of, name), getattr(true[day], name)
                # The true share of one post is 0 or 1, or unknown where nobody held it a year later.
                if bounds and truth and truth.lower == truth.upper:
                    assert holds(bounds, truth.lower), name


@given(worlds())
def test_the_bounds_of_a_length_hold_the_true_length(world: World) -> None:
    known = {s.tenure_id: s for s in world.known}
    for true in world.true:
        shortest, longest = length_bounds(known[true.tenure_id])
        days = length_bounds(true)[0]
        assert shortest <= days
        assert longest is None or days <= longest


@given(worlds())
def test_lower_bounds_are_never_above_upper_ones(world: World) -> None:
    of = measure_days(world.seats, world.known, [], WINDOW)
    ranges = [of.lasting, of.interim, of.vacant, of.unknown, of.interim_of_filled, of.interim_or_vacant]
    ranges += [a.stability for a in look_back(world.seats, world.known, WINDOW)]
    assert all(0 <= r.lower <= r.upper <= 1 for r in ranges if r)
    counts = changes_by_year(find_changes(world.known), 2015, 2026)
    assert all(y.certain <= y.possible for y in counts)


def figures(spells: Iterable[Spell], world: World) -> list[object]:
    """Every figure that must not move with order or names."""
    held = list(spells)
    of = measure_turnover("dcs", AS_OF, held, [])
    lengths, left_out = lengths_of(held, {s.tenure_id: s.start_latest or AS_OF for s in held}, AS_OF)
    return [
        measure_days(world.seats, held, [], WINDOW),
        look_back(world.seats, held, WINDOW),
        holders_per_post(world.seats, held, WINDOW),
        [(y.year, y.certain, y.possible) for y in (*of.years, *of.lasting_years)],
        sorted((c.earliest, c.latest) for c in of.changes),
        measure_observed(world.seats, held, of.changes, WINDOW),
        sorted(lengths),
        left_out,
        measure_stock(held, AS_OF),
    ]


@given(worlds(), st.integers(0, 1000))
def test_the_order_of_the_spells_never_matters(world: World, seed: int) -> None:
    shuffled = random.Random(seed).sample(world.known, len(world.known))
    assert figures(shuffled, world) == figures(world.known, world)


@given(worlds())
def test_renaming_people_changes_nothing(world: World) -> None:
    renamed = [replace(s, person_id=f"x-{s.person_id[::-1]}", person="Somebody Else") for s in world.known]
    assert figures(renamed, world) == figures(world.known, world)


@given(worlds(), st.integers(0, 400))
def test_moving_everything_by_some_days_moves_no_length(world: World, days: int) -> None:
    step = timedelta(days=days)

    def moved(of: Spell) -> Spell:
        dated = ("start_earliest", "start_latest", "end_earliest", "end_latest", "first_seen", "last_seen")
        return replace(of, **{name: value + step for name in dated if (value := getattr(of, name))})

    before = lengths_of(world.known, {}, AS_OF + timedelta(days=9_000))
    after = lengths_of([moved(s) for s in world.known], {}, AS_OF + timedelta(days=9_000) + step)
    assert before == after
