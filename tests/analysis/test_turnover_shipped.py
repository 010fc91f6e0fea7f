"""The national figures on the shipped sightings."""

from __future__ import annotations

from datetime import date

from sendgraph.analysis.load import load_sightings, load_spells
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
        if label >= "2018/19" and not years[label].certain <= count <= years[label].possible
    }
    assert outside == {}
