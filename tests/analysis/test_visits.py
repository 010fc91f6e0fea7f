"""Who held a post when inspectors came, and for how long, worked out by hand; and the national inspections."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

from sendgraph.analysis.load import load_spells
from sendgraph.analysis.visits import Visit, find_leaders, load_visits, measure_at_visits
from tests.analysis.test_changes import spell
from tests.shipped import shipped_engine


def visit(begun: str, published: str = "", *, grade: str = "good", body: str = "b", framework: str = "ilacs") -> Visit:
    day = date.fromisoformat(begun)
    out = date.fromisoformat(published) if published else day
    return Visit(f"{body}_{framework}_{begun}", framework, body, "Beeching", "", day, day, out, grade, "")


def test_a_holder_is_certain_on_days_between_the_latest_start_and_the_earliest_end() -> None:
    held = [spell("ann", "2018-01-01", "2019-06-30"), spell("ben", "2020-05-01", "2021-01-01")]
    found = find_leaders([visit("2018-01-01"), visit("2019-06-30"), visit("2019-07-01"), visit("2021-01-02")], held)
    assert [f.holder.person if f.holder else None for f in found] == ["Ann", "Ann", None, None]
    # Ann has no latest end and Ben no earliest start, so either may hold the post in the gap.
    assert {s.person for s in found[2].possible} == {"Ann", "Ben"}


def test_days_in_post_run_from_the_latest_and_from_the_earliest_start() -> None:
    bounded = spell("ann", "2018-01-31", "2019-06-30", start_earliest=date(2018, 1, 1))
    (found,) = find_leaders([visit("2018-03-01")], [bounded])
    # From 31 January 29 days, from 1 January 59.
    assert (found.least_days, found.most_days) == (29, 59)
    (open_start,) = find_leaders([visit("2018-03-01")], [spell("ann", "2018-01-31", "2019-06-30")])
    assert (open_start.least_days, open_start.most_days) == (29, None)


def test_nobody_is_certain_where_sources_show_two_people() -> None:
    held = [spell("ann", "2018-01-01", "2019-06-30"), spell("ben", "2019-01-01", "2020-01-01")]
    (found,) = find_leaders([visit("2019-03-01")], held)
    assert found.holder is None
    assert found.least_days is None


def test_a_visit_of_an_unsure_day_needs_a_holder_on_all_its_days() -> None:
    unsure = Visit("v", "ilacs", "b", "B", "", date(2018, 1, 1), date(2018, 1, 31), date(2018, 3, 1), "good", "")
    assert find_leaders([unsure], [spell("ann", "2018-01-10", "2019-01-01")])[0].holder is None
    (found,) = find_leaders([unsure], [spell("ann", "2017-12-31", "2018-01-31", start_earliest=date(2017, 12, 1))])
    # At least from 31 December to 1 January, at most from 1 December to 31 January.
    assert (found.least_days, found.most_days) == (1, 61)


def test_groups_count_the_certain_the_possible_the_interim_and_the_first_year() -> None:
    held = [
        spell("ann", "2018-01-01", "2019-06-30", start_earliest=date(2018, 1, 1)),
        spell("ben", "2018-01-01", "2021-01-01", post="q", body_id="c", start_earliest=date(2016, 7, 1)),
        spell("cat", "2018-01-01", "2021-01-01", post="r", body_id="d", basis="interim"),
    ]
    visits = [visit("2018-07-02", body=body) for body in ("b", "c", "d", "e")]
    visits.append(visit("2018-07-02", body="b", grade="inadequate"))
    good, inadequate = measure_at_visits(find_leaders(visits, held))
    assert (good.grade, good.visits, good.certain, good.interim, good.dated) == ("good", 4, 3, 1, 2)
    assert good.only_possible == 0
    # Ann 182 days either way; Ben 182 at least and 731 at most: medians 182 and 456.5 days.
    assert good.median_least == 182 / 365.25
    assert good.median_most == 456.5 / 365.25
    assert (good.under_year_certain, good.under_year_possible) == (1, 2)
    assert (inadequate.grade, inadequate.visits) == ("inadequate", 1)


@cache
def national() -> list[Visit]:
    return load_visits(shipped_engine())


def test_the_national_inspections_have_the_published_totals_of_statements_of_action() -> None:
    counts = Counter((v.framework, v.grade) for v in national())
    assert (counts["area-send-2016", "required"], counts["area-send-2016", "not-required"]) == (82, 67)
    assert sum(n for (framework, _), n in counts.items() if framework == "ilacs") > 300


def test_without_machine_read_grades_only_those_from_tables_remain() -> None:
    kept = load_visits(shipped_engine(), use_machine_read=False)
    frameworks, every = Counter(v.framework for v in kept), Counter(v.framework for v in national())
    assert frameworks["area-send-2016"] == every["area-send-2016"] == 149
    # Most SIF grades were read out of reports by a program; Ofsted's own file has those that still stood in 2025.
    assert 0 < frameworks["sif"] < every["sif"] / 4
    assert frameworks["area-send-2023"] < every["area-send-2023"]


def test_nobody_leads_before_their_own_first_bound_on_national_facts() -> None:
    found = find_leaders(national(), load_spells(shipped_engine(), "dcs"))
    certain = [f for f in found if f.holder]
    assert len(certain) > 200
    assert all(f.least_days is not None and f.least_days >= 0 for f in certain)
    assert all(f.most_days is None or f.most_days >= (f.least_days or 0) for f in certain)
    assert all(f.holder in f.possible for f in certain)
