"""Reports around inspections on the shipped facts: what they promise, in every format."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner

from sendgraph.cli.main import cli

REPORTS = {
    "inspections": (),
    "leadership-at-inspection": (),
    "after-inspection": ("--window", "12m"),
    "compare": ("southend-on-sea", "Suffolk", "derbyshire"),
    "quality": (),
}


@cache
def output(kind: str, form: str, *more: str) -> str:
    words = ["report", kind, *REPORTS[kind], "--format", form, "--as-of", "2026-06-30", *more]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def values(kind: str, *more: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(output(kind, "json", *more))
    return read


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_answers_in_one_sentence_and_ends_with_what_it_rests_on(kind: str) -> None:
    read = values(kind)
    assert read["answer"].endswith(".")
    assert "\n" not in read["answer"]
    assert read["as_of"] == "2026-06-30"
    assert read["caveats"]
    assert read["facts_used"]
    assert len(read["attribution"]) >= 3


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_is_one_rectangular_table_as_csv(kind: str) -> None:
    rows = list(csv.reader(io.StringIO(output(kind, "csv"))))
    assert len(rows) > 3
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("kind", REPORTS)
def test_a_page_is_small_and_runs_no_script(kind: str) -> None:
    page = output(kind, "html")
    assert len(page.encode()) < 300_000
    assert "<script" not in page
    assert values(kind)["title"].split(":")[0] in page


@pytest.mark.parametrize("kind", REPORTS)
def test_no_report_says_that_anybody_left_because_of_an_inspection(kind: str) -> None:
    text = output(kind, "text").lower()
    for phrase in ("because of the inspection", "as a result of", "caused by", "led to the departure", "forced out"):
        assert phrase not in text


def test_inspections_have_the_published_totals() -> None:
    counts = {(o["framework"], o["grade"]): o["n"] for o in values("inspections")["outcomes"]}
    assert (counts["area-send-2016", "required"], counts["area-send-2016", "not-required"]) == (82, 67)
    early = json.loads(output("inspections", "json", "--as-of", "2025-03-31"))
    assert early["standing"] == {"good": 67, "inadequate": 19, "outstanding": 36, "requires-improvement": 31}


def test_time_in_post_at_inspection_is_between_two_medians_and_counts_who_was_left_out() -> None:
    read = values("leadership-at-inspection")
    assert read["n_certain"] > 200
    for group in read["groups"]:
        assert group["n_dated"] <= group["n_certain"] <= group["n_inspections"]
        if group["median_years_lower"] is not None:
            assert group["median_years_lower"] <= group["median_years_upper"]
    assert sum(group["n_inspections"] for group in read["groups"]) == len(read["inspections"])


def test_both_windows_are_shown_with_counts_that_add_up() -> None:
    read = values("after-inspection")
    for side in ("before", "after"):
        for share in read[side]["shares"]:
            assert share["n_changed"] <= share["n_followed"] <= share["n_inspections"]
            assert share["share_lower"] <= (share["share"] or share["share_lower"]) <= share["share_upper"]
        assert 0 < read[side]["p"] <= 1
        for rate in read[side]["rates"]:
            value, lower, upper = rate["ratio"]
            assert lower <= value <= upper
    assert output("after-inspection", "json") == output("after-inspection", "json")


def test_a_longer_window_follows_fewer_and_finds_no_fewer_changes_among_all() -> None:
    short, long = (values("after-inspection", "--window", w)["after"]["shares"] for w in ("6m", "2y"))
    assert sum(s["n_changed"] for s in long) > sum(s["n_changed"] for s in short)


def test_councils_are_compared_in_order_of_name_and_none_is_ranked() -> None:
    read = values("compare")
    assert [c["council"] for c in read["councils"]] == ["Derbyshire", "Southend-on-Sea", "Suffolk"]
    assert all(c["covered_years"] <= c["window_years"] for c in read["councils"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["compare", "suffolk"], "name two councils or more"),
        (["compare", "suffolk", "atlantis"], "no body is called"),
        (["after-inspection", "--window", "soon"], "is no window"),
        (["after-inspection", "--window", "99y"], "is no window"),
        (["leadership-at-inspection", "--role", "wizard"], "is not one of"),
    ],
)
def test_a_wrong_word_says_what_to_write(words: list[str], message: str) -> None:
    done = CliRunner().invoke(cli, ["report", *words])
    assert done.exit_code != 0
    assert message in done.output + str(done.exception)


def test_quality_counts_what_makes_facts_and_what_does_not() -> None:
    read = values("quality")
    assert read["n_taken"] < read["n_claims"]
    precision = read["precision"]
    assert sum(precision["start"].values()) == sum(precision["end"].values())


def test_the_published_record_stands_beside_our_figures_with_its_sources() -> None:
    done = CliRunner().invoke(
        cli, ["report", "turnover", "--against", "published", "--impute", "0", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)["published"]
    assert len(figures) >= 45
    assert all(source["url"] for figure in figures for source in figure["sources"])
    years = [f for f in figures if f["kind"] == "holder-changes" and f["period"][0] >= "2018" and not f["region"]]
    assert len(years) == 7
    assert all(f["within"] for f in years)
    assert {f["within"] for f in figures if f["kind"] == "first-time-appointments"} == {None}
