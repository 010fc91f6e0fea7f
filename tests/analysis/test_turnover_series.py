"""The two series of changes, the windows, the choices, and the rate where every day is observed: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sendgraph.analysis.account import Asking, RoleFacts, measure_account
from sendgraph.analysis.observed import measure_observed
from sendgraph.analysis.one_body import evidence_window, facts_of_body, length_bounds, rate_of_body, unknown_stretches
from sendgraph.analysis.panel import Sighting
from sendgraph.analysis.sensitivity import vary_choices
from sendgraph.analysis.shares import Gap
from sendgraph.analysis.spells import Choice, Spell
from sendgraph.analysis.turnover import (
    USUAL_CUT,
    choose_sightings,
    lasting_sightings,
    measure_periods,
    measure_turnover,
)
from sendgraph.analysis.turnover_groups import group_by
from sendgraph.core.intervals import Interval
from tests.analysis.worlds import bounded, exact, seat

AS_OF = date(2024, 3, 31)


def sighting(person: str, seen: str, post: str = "p", **other: bool) -> Sighting:
    return Sighting(post, f"body-{post}", person, date.fromisoformat(seen), **other)


CHAIN = [
    exact("ann", "2018-01-01", "2019-05-31", basis="permanent"),
    exact("ben", "2019-06-01", "2019-12-31", basis="interim"),
    exact("cat", "2020-01-01", "2020-06-30", basis="acting"),
    exact("dan", "2020-07-01", "2022-01-01"),
]
"""From Ann over two interims to Dan, whose footing no source states."""


def test_interims_between_two_lasting_holders_are_merged_into_one_change() -> None:
    of = measure_turnover("dcs", AS_OF, CHAIN, [])
    assert [(c.before, c.after) for c in of.changes] == [("Ann", "Ben"), ("Ben", "Cat"), ("Cat", "Dan")]
    assert [(c.before, c.after) for c in of.lasting_changes] == [("Ann", "Dan")]
    assert (of.lasting_changes[0].earliest, of.lasting_changes[0].latest) == (date(2019, 5, 31), date(2020, 7, 1))
    assert [(y.label, y.certain, y.possible) for y in of.years][:3] == [
        ("2019/20", 2, 2),
        ("2020/21", 1, 1),
        ("2021/22", 0, 0),
    ]
    assert [(y.label, y.certain, y.possible) for y in of.lasting_years][:2] == [("2019/20", 0, 1), ("2020/21", 0, 1)]


def test_an_interim_between_two_stretches_of_one_holder_is_no_lasting_change() -> None:
    held = [
        exact("ann", "2018-01-01", "2019-01-01"),
        exact("ben", "2019-01-02", "2019-06-01", basis="interim"),
        exact("ann", "2019-06-02", "2021-01-01"),
    ]
    of = measure_turnover("dcs", AS_OF, held, [])
    assert (len(of.changes), len(of.lasting_changes)) == (2, 0)


def test_the_lasting_rate_leaves_out_sightings_of_interims_and_keeps_the_gap() -> None:
    seen = [sighting("ann", "2018-06-01"), sighting("ben", "2019-07-01"), sighting("dan", "2021-06-01")]
    assert [s.person_id for s in lasting_sightings(seen, CHAIN)] == ["ann", "dan"]
    of = measure_turnover("dcs", AS_OF, CHAIN, seen)
    assert (of.rate.pair_count, of.rate.change_count) == (2, 2)
    assert (of.lasting_rate.pair_count, of.lasting_rate.change_count) == (1, 1)


def test_someone_who_was_interim_and_later_lasting_is_left_out_only_while_interim() -> None:
    held = [
        exact("ann", "2018-01-01", "2018-12-31", basis="interim"),
        exact("ann", "2019-01-01", "2021-01-01", basis="permanent", tenure_id="tenure_p_ann_2"),
    ]
    seen = [sighting("ann", "2018-06-01"), sighting("ann", "2019-06-01"), sighting("eve", "2019-06-01")]
    kept = lasting_sightings(seen, held)
    assert [(s.person_id, s.seen.year) for s in kept] == [("ann", 2019), ("eve", 2019)]


def test_a_sighting_on_a_day_when_the_holder_was_interim_or_already_lasting_stays() -> None:
    change = (date(2018, 6, 1), date(2019, 6, 1))
    held = [
        bounded("ann", (date(2018, 1, 1),) * 2, change, basis="interim"),
        bounded("ann", change, (date(2021, 1, 1),) * 2, basis="permanent", tenure_id="tenure_p_ann_2"),
    ]
    seen = [sighting("ann", "2018-03-01"), sighting("ann", "2018-12-01")]
    assert [s.seen.month for s in lasting_sightings(seen, held)] == [12]


def test_a_window_leaves_out_what_lies_before_it_and_says_how_much() -> None:
    seen = [sighting("ann", "2018-06-01"), sighting("ben", "2019-07-01"), sighting("dan", "2021-06-01")]
    of = measure_turnover("dcs", AS_OF, CHAIN, seen, since=date(2019, 6, 15))
    assert [(c.before, c.after) for c in of.changes] == [("Ben", "Cat"), ("Cat", "Dan")]
    assert of.rate.pair_count == 1
    assert ("sightings before the window", 1) in of.excluded
    assert of.years[0].label == "2019/20"


def test_posts_of_several_seats_are_left_out_and_counted() -> None:
    held = [*CHAIN, exact("eve", "2018-01-01", "2019-01-01", post="q", seats=4)]
    of = measure_turnover("dcs", AS_OF, held, [])
    assert ("tenures of posts with several seats, whose holders do not follow each other", 1) in of.excluded


def test_the_choice_reaches_the_sightings_too() -> None:
    held = [exact("ann", "2018-01-01", "2019-01-01", is_disputed=True), exact("ben", "2019-01-02", "2020-01-01")]
    seen = [sighting("ann", "2018-06-01"), sighting("ben", "2019-06-01", is_machine_read=True)]
    presumed = {"ben": "ann", "ann": "ann"}
    chosen = choose_sightings(seen, held, Choice(), presumed)
    assert [s.person_id for s in chosen] == ["ann", "ann"]
    assert [s.person_id for s in choose_sightings(seen, held, Choice(use_presumed=False), presumed)] == ["ann", "ben"]
    assert [s.person_id for s in choose_sightings(seen, held, Choice(use_disputed=False), {})] == ["ben"]
    assert [s.person_id for s in choose_sightings(seen, held, Choice(use_machine_read=False), {})] == ["ann"]


def test_separations_over_certain_days_give_the_observed_rate_with_the_exact_interval() -> None:
    # 2018-01-01 to 2022-01-01 is covered day by day, three changes; the window's last two years are not.
    window = Interval(date(2018, 1, 1), date(2024, 1, 1))
    changes = measure_turnover("dcs", AS_OF, CHAIN, []).changes
    of = measure_observed([seat()], CHAIN, changes, window)
    assert of.separations == 3
    assert of.post_years * 365.25 == pytest.approx(1462)
    assert of.share == pytest.approx(1462 / 2191)
    assert not of.is_full
    assert of.rate.value == pytest.approx(3 / (1462 / 365.25))
    # Garwood: 0.6187 and 8.7673 events for 3 seen.
    assert of.rate.lower == pytest.approx(0.6187 / (1462 / 365.25), abs=1e-4)
    assert of.rate.upper == pytest.approx(8.7673 / (1462 / 365.25), abs=1e-4)
    assert measure_observed([seat()], CHAIN, changes, Interval(date(2018, 1, 1), date(2022, 1, 1))).is_full


def test_a_change_dated_too_widely_is_not_observed_and_neither_are_its_days() -> None:
    held = [
        exact("ann", "2018-01-01", "2018-12-31"),
        bounded("ben", (date(2018, 12, 31), date(2019, 6, 1)), (date(2019, 12, 31),) * 2),
    ]
    changes = measure_turnover("dcs", AS_OF, held, []).changes
    of = measure_observed([seat()], held, changes, Interval(date(2018, 1, 1), date(2020, 1, 1)))
    assert of.separations == 0
    assert of.post_years * 365.25 == pytest.approx(365 + 214)


def test_the_days_of_a_handover_dated_to_a_month_count_as_watched() -> None:
    held = [
        bounded("ann", (date(2018, 1, 1),) * 2, (date(2018, 12, 31), date(2019, 1, 20))),
        bounded("ben", (date(2018, 12, 31), date(2019, 1, 20)), (date(2019, 12, 31),) * 2),
    ]
    changes = measure_turnover("dcs", AS_OF, held, []).changes
    of = measure_observed([seat()], held, changes, Interval(date(2018, 1, 1), date(2020, 1, 1)))
    assert (of.separations, of.share) == (1, 1.0)


def test_two_periods_part_at_april_2022_or_in_the_middle_of_the_window() -> None:
    def pairs(first: str, second: str) -> tuple[object, ...]:
        seen = [s for i in range(6) for s in (sighting("a", first, f"p{i}"), sighting("b", second, f"p{i}"))]
        return measure_turnover("dcs", AS_OF, [], seen).pairs

    across = measure_periods(pairs("2020-01-01", "2024-01-01"))  # type: ignore[arg-type]
    early = measure_periods(pairs("2016-01-01", "2018-01-01"))  # type: ignore[arg-type]
    assert across is not None
    assert early is not None
    assert across.cut == USUAL_CUT
    assert early.cut == date(2016, 12, 31)
    assert measure_periods(()) is None


def test_groups_stand_in_order_of_name_and_few_pairs_have_no_rate() -> None:
    seats = [seat(f"p{i}") for i in range(14)]
    spells = [exact(f"h{i}", "2018-01-01", "2022-01-01", post=f"p{i}") for i in range(14)]
    seen = [
        s
        for i in range(14)
        for s in (sighting(f"h{i}", "2018-06-01", f"p{i}"), sighting("x" if i % 3 else f"h{i}", "2020-06-01", f"p{i}"))
    ]
    pairs = measure_turnover("dcs", AS_OF, spells, seen).pairs
    window = Interval(date(2018, 1, 1), date(2023, 1, 1))

    def key(body: str) -> str:
        return "South" if body in ("body-p0", "body-p1") else "North"

    north, south = group_by(key, seats, spells, [], pairs, [[]], window)
    assert (north.label, north.posts, north.rate.pair_count, north.has_rate) == ("North", 12, 12, True)
    assert (south.label, south.posts, south.rate.pair_count, south.has_rate) == ("South", 2, 2, False)
    assert north.holders == (1.0, 1.0)


def test_grades_stand_in_the_order_of_their_scale() -> None:
    grades = {"body-p": "inadequate", "body-q": "outstanding", "body-r": "good"}
    found = group_by(
        lambda body: grades.get(body, "no judgement before"),
        [seat(p) for p in "pqrs"],
        [],
        [],
        (),
        [[]],
        Interval(date(2018, 1, 1), date(2020, 1, 1)),
    )
    assert [g.label for g in found] == ["outstanding", "good", "inadequate", "no judgement before"]


def facts(spells: list[Spell], sightings: list[Sighting], **other: object) -> RoleFacts:
    posts = sorted({s.post_id for s in spells})
    values: dict[str, object] = {
        "role": "dcs",
        "spells": spells,
        "sightings": sightings,
        "seats": [seat(p) for p in posts],
        "gaps": [],
        "out_since": {s.tenure_id: s.start_latest for s in spells},
        "presumed": {},
    }
    return RoleFacts(**{**values, **other})  # type: ignore[arg-type]


def test_each_choice_is_told_with_the_figures_it_gives() -> None:
    spells = [
        exact("ann", "2018-01-01", "2019-01-01"),
        exact("ben", "2019-01-02", "2020-01-01", is_machine_read=True),
        exact("cat", "2020-01-02", "2022-01-01", is_disputed=True),
    ]
    seen = [sighting("ann", "2018-06-01"), sighting("ben", "2019-06-01", is_machine_read=True)]
    of = facts(spells, seen)
    found = {v.label: v for v in vary_choices(spells, seen, {"ben": "ann", "ann": "ann"}, of.out_since, AS_OF)}
    assert (found["everything"].pair_count, found["everything"].change_count) == (1, 1)
    assert found["everything"].rate == 0.0  # Ben is presumed to be Ann
    assert found["without presumed identities"].change_count == 2
    assert found["without what a party disputes"].change_count == 0
    assert found["without what only a program has read"].rate is None
    assert found["without what only a program has read"].change_count == 1
    mistaken = found["completed tenures only (mistaken)"]
    assert mistaken.is_about_lengths
    assert mistaken.at_risk_count == 3


def test_the_account_keeps_its_window_whatever_is_chosen_and_counts_what_it_leaves_out() -> None:
    seen = [sighting("ann", "2018-06-01", is_machine_read=True), sighting("dan", "2021-06-01", is_machine_read=True)]
    of = facts(CHAIN, seen)
    whole = measure_account(of, Asking(AS_OF))
    without = measure_account(of, Asking(AS_OF, choice=Choice(use_machine_read=False)))
    assert whole.window == without.window == Interval(date(2018, 6, 1), date(2024, 4, 1))
    assert whole.not_chosen == ()
    assert without.not_chosen == (("sightings that only a program has read", 2),)
    assert without.turnover.rate.pair_count == 0
    assert whole.asking.draws == len(whole.versions)


def test_one_body_shows_what_is_unknown_and_who_stands_around_it() -> None:
    held = [
        exact("ann", "2018-01-01", "2018-12-31"),
        exact("ben", "2020-01-01", "2020-12-31", first_seen=date(2019, 11, 30)),
    ]
    other = exact("eve", "2018-01-01", "2020-12-31", post="q")
    gap = Gap("p", date(2019, 1, 1), date(2019, 1, 1), date(2019, 3, 31), date(2019, 3, 31))
    own = facts_of_body(facts([*held, other], [sighting("eve", "2019-01-01", "q")], gaps=[gap]), "body-p")
    assert (len(own.spells), len(own.sightings), len(own.gaps)) == (2, 0, 1)
    window = evidence_window(own, date(2021, 1, 31), None)
    assert window == Interval(date(2018, 1, 1), date(2021, 2, 1))
    found = unknown_stretches(own.seats, own.spells, own.gaps, window)
    assert [(u.first, u.last, u.before, u.after) for u in found] == [
        (date(2019, 4, 1), date(2019, 12, 31), "Ann", "Ben"),
        (date(2021, 1, 1), date(2021, 1, 31), "Ben", ""),
    ]
    assert found[1].days == 31


def test_a_length_has_the_fewest_and_most_days_that_its_dates_allow() -> None:
    assert length_bounds(exact("ann", "2018-01-01", "2019-01-01")) == (365, 365)
    assert length_bounds(bounded("ann", (None, date(2018, 1, 1)), (date(2018, 6, 1), None))) == (151, None)
    crossing = bounded("ann", (date(2018, 1, 1), date(2019, 1, 1)), (date(2018, 6, 1), date(2019, 6, 1)))
    assert length_bounds(crossing) == (0, 516)


def test_one_body_has_no_rate_below_three_post_years() -> None:
    seen = [sighting("ann", "2018-01-01"), sighting("ann", "2019-01-01"), sighting("ben", "2020-12-01")]
    short = measure_turnover("dcs", AS_OF, CHAIN, seen).councils[0]
    assert short.pair_years == pytest.approx(2.916, abs=1e-3)
    assert rate_of_body(short) is None
    longer = measure_turnover("dcs", AS_OF, CHAIN, [*seen, sighting("ben", "2022-01-01")]).councils[0]
    rate = rate_of_body(longer)
    assert rate is not None
    assert rate.value == pytest.approx(1 / 4.0, abs=1e-3)
