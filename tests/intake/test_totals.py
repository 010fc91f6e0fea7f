"""Totals that Ofsted published, and that must come out of queries on the shipped facts."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.shipped import rows


def counts(name: str, column: str, **given: str) -> dict[str, int]:
    (key,) = {k for k in rows(name, **given)[0] if k != column}
    return {row[key]: int(row[column]) for row in rows(name, **given)}


def test_of_149_areas_82_had_to_write_a_statement_of_action() -> None:
    assert counts("statement_of_action_totals", "areas") == {"required": 82, "not-required": 149 - 82}


def test_revisits_found_progress_in_all_some_or_no_weaknesses() -> None:
    assert counts("revisit_totals", "revisits") == {"all-weaknesses": 20, "some-weaknesses": 24, "no-weakness": 2}


@pytest.mark.parametrize(
    ("until", "positive", "inconsistent", "systemic"),
    [("2023-12-31", 7, 11, 8), ("2024-12-31", 14, 26, 14)],
)
def test_area_send_outcomes_since_2023(until: str, positive: int, inconsistent: int, systemic: int) -> None:
    assert counts("area_send_outcome_totals", "inspections", until=until) == {
        "typically-positive": positive,
        "inconsistent": inconsistent,
        "systemic-failings": systemic,
    }


def test_outcomes_that_only_a_program_read_can_be_left_out() -> None:
    checked = counts("area_send_outcome_totals", "inspections", until="2024-12-31", leave_out="program")
    assert sum(checked.values()) == 17  # sixteen of the management information, and Derbyshire, which the press repeats


AT_MARCH_2025 = {"good": 67, "outstanding": 36, "requires-improvement": 31, "inadequate": 19}


@pytest.mark.parametrize("given", [{}, {"published_by": "2025-06-30"}, {"leave_out": "program"}])
def test_councils_by_their_latest_judgement_at_31_march_2025(given: dict[str, str]) -> None:
    assert counts("latest_judgement_totals", "councils", on="2025-03-31", **given) == AT_MARCH_2025


def test_each_of_the_153_councils_has_one_latest_judgement() -> None:
    found = rows("latest_judgements", on="2025-03-31")
    assert len(found) == len({row["council"] for row in found}) == 153
    assert Counter(row["grade"] for row in found) == AT_MARCH_2025


def test_a_council_has_the_judgement_of_the_one_it_alone_succeeded() -> None:
    found = {row["council"]: row["inspected"] for row in rows("latest_judgements", on="2023-06-30")}
    assert found["somerset"] == "somerset-county"
    assert "cumberland" not in found
    assert "somerset-county" not in found


def test_a_judgement_that_only_a_program_read_is_told_and_can_be_left_out() -> None:
    before = {row["council"]: row for row in rows("latest_judgements", on="2017-06-30")}
    assert before["norfolk"]["is_machine_read"] == "true"
    checked = rows("latest_judgements", on="2017-06-30", leave_out="program")
    assert {row["is_machine_read"] for row in checked} == {"false"}
    assert {row["council"] for row in checked} == {"southend-on-sea"}


def test_a_report_that_came_out_later_can_be_left_out() -> None:
    later = {row["council"]: row["start_latest"] for row in rows("latest_judgements", on="2025-03-31")}
    then = {
        row["council"]: row["start_latest"]
        for row in rows("latest_judgements", on="2025-03-31", published_by="2025-06-30")
    }
    assert {c: (then[c], later[c]) for c in then if then[c] != later[c]} == {"wakefield": ("2021-11-08", "2025-03-24")}


@pytest.mark.parametrize(
    ("framework", "kind", "aspect", "inspections"),
    [
        ("area-send-2016", "full", "action-required", 149),
        ("area-send-2016", "revisit", "sufficient-progress", 46),
        ("area-send-2023", "full", "experiences-and-outcomes", 96),
        ("sif", "full", "overall-effectiveness", 165),
    ],
)
def test_the_record_is_as_large_as_the_published_lists(
    framework: str, kind: str, aspect: str, inspections: int
) -> None:
    found = rows("outcomes_by_framework")
    wanted = {"framework": framework, "kind": kind, "aspect": aspect}
    assert sum(int(r["inspections"]) for r in found if wanted.items() <= r.items()) == inspections
