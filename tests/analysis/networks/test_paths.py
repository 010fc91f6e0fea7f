"""Ways through time, against spreading day by day and against every world that the bounds allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.paths import (
    certain_windows,
    earliest_journey,
    path_study,
    possible_windows,
    reachable,
)
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.world import Held, World
from tests.analysis.networks.worlds import completions, day, held, known, stretch, world_of, worlds

LAST = 8


def decided(world: World) -> World:
    """The world with only decided identities."""
    return replace(world, held=[replace(h, group_id=h.holder_id) for h in world.held], presumed=())


def brute_reach(tenures: Sequence[Held], days: dict[str, tuple[int, int]], source: str, since: int) -> dict[str, int]:
    """The day on which each council is reached: every day, whatever has been reached spreads along open tenures."""
    reached: dict[tuple[str, str], int] = {("council", source): since}
    for today in range(since, LAST + 1):
        for _ in tenures:
            for each in tenures:
                start, end = days[each.tenure_id]
                places = [("officer", each.group_id), *(("council", c) for c in each.councils)]
                if start <= today <= end and any(p in reached for p in places):
                    for place in places:
                        reached.setdefault(place, today)
    return {name: when for (kind, name), when in reached.items() if kind == "council"}


def ordinal(number: int) -> float:
    return float(day(number).toordinal())


@given(worlds(exact=True), st.integers(0, 4))
def test_ways_arrive_when_spreading_day_by_day_does(world: World, since: int) -> None:
    (days,) = completions(world.held)
    for windows, held_by in ((possible_windows, world.held), (certain_windows, decided(world).held)):
        expected = {c: ordinal(n) for c, n in brute_reach(held_by, days, "a", since).items()}
        assert reachable(windows(world.held), "a", day(since)) == expected


@settings(max_examples=50)
@given(worlds(people=2, most=2))
def test_the_two_answers_bound_the_arrival_of_every_world(world: World) -> None:
    tenures = list(decided(world).held)
    least = reachable(possible_windows(tenures), "a", day(0))
    most = reachable(certain_windows(tenures), "a", day(0))
    every = [brute_reach(tenures, days, "a", 0) for days in completions(tenures)]
    for council in {c for reached in every for c in reached}:
        arrivals = [reached.get(council) for reached in every]
        assert least[council] <= min(ordinal(n) for n in arrivals if n is not None)
        if council in most:
            assert None not in arrivals
            assert most[council] >= max(ordinal(n) for n in arrivals if n is not None)
    # The bounds are met: the longest tenures are a world, and so are the shortest where each has a certain day.
    longest = {h.tenure_id: (days_number(h.days.start_earliest), days_number(h.days.end_latest)) for h in tenures}
    assert least == {c: ordinal(n) for c, n in brute_reach(tenures, longest, "a", 0).items()}
    if all(h.span.start_high <= h.span.end_low for h in tenures):
        shortest = {h.tenure_id: (days_number(h.days.start_latest), days_number(h.days.end_earliest)) for h in tenures}
        assert most == {c: ordinal(n) for c, n in brute_reach(tenures, shortest, "a", 0).items()}


def days_number(when: date | None) -> int:
    assert when
    return (when - day(0)).days


@settings(max_examples=60)
@given(worlds())
def test_every_step_of_a_way_is_taken_on_a_day_of_its_tenure_and_none_goes_back(world: World) -> None:
    for windows in (certain_windows(world.held), possible_windows(world.held)):
        for target in "bcde":
            journey = earliest_journey(windows, "a", target, day(0))
            if journey is None:
                assert target not in reachable(windows, "a", day(0))
                continue
            days = [s.day for s in journey.steps]
            assert days == sorted(days)
            assert journey.arrival == days[-1] == reachable(windows, "a", day(0))[target]
            for step in journey.steps:
                (window,) = [w for w in windows if w.held is step.held and w.council == step.council]
                assert window.onset <= step.day < window.end
            assert [s.is_joining for s in journey.steps] == [True, False] * (len(days) // 2)


def test_a_tenure_is_open_on_its_first_day_and_on_its_last() -> None:
    tenures = [held("ann", "a", known(0, 5)), held("ann", "b", known(0, 9)), held("bea", "b", known(9, 12))]
    tenures.append(held("bea", "c", known(10, 12)))
    journey = earliest_journey(certain_windows(tenures), "a", "c", day(5))
    assert journey
    # Ann is met at a on her last day, Bea at b on Ann's last day there, which is Bea's first.
    assert [(s.held.person, s.council, s.day - ordinal(0)) for s in journey.steps] == [
        ("Ann", "a", 5),
        ("Ann", "b", 5),
        ("Bea", "b", 9),
        ("Bea", "c", 10),
    ]
    assert earliest_journey(certain_windows(tenures), "a", "c", day(6)) is None


def test_of_ways_that_arrive_on_one_day_the_one_with_the_fewest_steps_is_told() -> None:
    tenures = [held("ann", c, known(0, 5)) for c in "ab"] + [held("bea", c, known(0, 5)) for c in "bc"]
    tenures += [held("cat", c, known(0, 5)) for c in "ac"]
    journey = earliest_journey(certain_windows(tenures), "a", "c", day(0))
    assert journey
    assert [s.held.person for s in journey.steps] == ["Cat", "Cat"]


def test_a_tenure_that_may_have_been_one_day_at_any_time_is_no_certain_way() -> None:
    vague = [held("ann", "a", stretch(0, 5, 3, 9)), held("ann", "b", known(6, 9))]
    assert certain_windows(vague[:1]) == []
    study = path_study(world_of(vague), "a", "b")
    assert study.certain is None
    assert study.possible
    assert study.possible.arrival == ordinal(6)
    assert (study.certain_reach, study.possible_reach, study.since) == (0, 1, day(0))


def test_a_way_along_a_presumed_identity_is_possible_only() -> None:
    two = [held("ann", "a", known(0, 3)), held("bea", "b", known(4, 9), group="ann")]
    study = path_study(world_of(two, presumed=(("ann", "bea"),)), "a", "b")
    assert study.certain is None
    assert study.possible
    assert (study.certain_reach, study.possible_reach) == (0, 1)


@settings(max_examples=60)
@given(worlds(), st.integers(0, 5))
def test_no_way_goes_on_after_the_window(world: World, last: int) -> None:
    for options in (Options(until=day(last)), Options(as_of=day(last)), Options(until=day(9), as_of=day(last))):
        for target in "bcde":
            study = path_study(replace(world, options=options), "a", target)
            whole = path_study(world, "a", target)
            for cut, full in ((study.certain, whole.certain), (study.possible, whole.possible)):
                is_in_time = full is not None and full.arrival <= ordinal(last)
                assert (cut and cut.arrival) == (full.arrival if full and is_in_time else None)


def test_a_region_keeps_the_ways_at_its_councils() -> None:
    tenures = [held("ann", c, known(0, 5)) for c in "ab"]
    world = world_of(tenures)
    assert path_study(world, "a", "b").certain
    study = path_study(replace(world, options=Options(region=world.councils["c"].region)), "a", "b")
    assert (study.certain, study.possible, study.held) == (None, None, [])


@pytest.mark.parametrize(("source", "target", "said"), [("ofsted", "a", "no council"), ("a", "a", "given twice")])
def test_a_way_needs_two_councils(source: str, target: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        path_study(world_of([held("ann", "a", known(0, 5))]), source, target)
