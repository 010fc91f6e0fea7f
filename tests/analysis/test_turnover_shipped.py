"""The national figures on the shipped sightings."""

from __future__ import annotations

from datetime import date

from sendgraph.analysis.account import Asking, measure_account
from sendgraph.analysis.load import load_sightings, load_spells
from sendgraph.analysis.load_role import load_first_sources, load_gaps, load_role, load_seats
from sendgraph.analysis.turnover import measure_turnover
from tests.shipped import shipped_engine

ADCS_COUNTS = {
    "2017/18": 65,
    "2018/19": 51,
    "2019/20": 57,
    "2020/21": 39,
    "2021/22": 47,
    "2022/23": 50,
    "2023/24": 62,
    "2024/25": 51,
}
"""Changes of director a year as published by ADCS; see its yearly updates and the press that cites them."""


def test_the_rate_holds_the_mean_that_the_directors_association_counts() -> None:
    engine = shipped_engine()
    found = measure_turnover("dcs", date(2026, 1, 31), load_spells(engine, "dcs"), load_sightings(engine, "dcs"))
    mean = sum(ADCS_COUNTS.values()) / len(ADCS_COUNTS) / 153
    assert round(mean, 3) == 0.345
    assert found.rate.pair_count > 250
    assert found.rate.lower is not None
    assert found.rate.upper is not None
    assert found.rate.lower < mean < found.rate.upper


def test_what_is_seen_after_the_date_of_the_report_is_left_out_and_counted() -> None:
    engine = shipped_engine()
    spells, sightings = load_spells(engine, "dcs"), load_sightings(engine, "dcs")
    early = measure_turnover("dcs", date(2020, 12, 31), spells, sightings)
    assert early.window is not None
    assert early.window[1] <= date(2020, 12, 31)
    later = sum(s.seen > date(2020, 12, 31) for s in sightings)
    assert ("sightings after the date of the report", later) in early.excluded
    assert later > 100


def test_the_changes_of_each_year_bracket_what_the_directors_association_counts() -> None:
    engine = shipped_engine()
    found = measure_turnover("dcs", date(2026, 1, 31), load_spells(engine, "dcs"), load_sightings(engine, "dcs"))
    years = {y.label: y for y in found.years}
    outside = {
        label: (years[label].certain, count, years[label].possible)
        for label, count in ADCS_COUNTS.items()
        if not years[label].certain <= count <= years[label].possible
    }
    assert outside == {}


def test_lengths_agree_with_the_rate_of_the_sightings_and_footings_are_apart() -> None:
    of = measure_account(load_role(shipped_engine(), "dcs"), Asking(date(2026, 1, 31), draws=20))
    everyone, lasting, interim = of.staying
    # Under a constant rate half have left after ln 2 / rate years: two independent roads to one figure.
    expected = 0.6931 / of.turnover.rate.rate
    assert everyone.median.lower is not None
    assert everyone.median.upper is not None
    assert everyone.median.lower < expected < everyone.median.upper
    assert interim.median.value is not None
    assert lasting.median.lower is not None
    assert interim.median.value < 1 < lasting.median.lower
    assert everyone.count == lasting.count + interim.count > 150


def test_days_are_mostly_unknown_and_none_is_called_vacant() -> None:
    of = measure_account(load_role(shipped_engine(), "dcs"), Asking(date(2026, 1, 31), draws=0))
    assert of.days.vacant.upper == 0
    assert of.days.unknown.upper > 0.5
    assert not of.observed.is_full
    # Certain stretches are those in which the holder stayed: their rate must not pass for a national one.
    assert of.turnover.rate.lower is not None
    assert (of.observed.rate.upper or 0) < of.turnover.rate.lower


def test_the_facts_of_a_role_hold_every_post_and_only_vacancies_that_a_source_states() -> None:
    engine = shipped_engine()
    seats = {s.post_id: s for s in load_seats(engine, "dcs")}
    assert len(seats) >= 153
    assert all(s.body_ids for s in seats.values())
    assert seats["north-northamptonshire_dcs"].opened == date(2021, 4, 1)
    assert seats["northamptonshire_dcs"].closed == date(2021, 3, 31)
    assert load_gaps(engine, "dcs") == []
    out = load_first_sources(engine, "dcs")
    spells = {s.tenure_id for s in load_spells(engine, "dcs")}
    assert set(out) <= spells
    assert len(out) > 0.8 * len(spells)
