"""Totals that Ofsted published must come out of queries on the shipped facts."""

from __future__ import annotations

import pytest

from tests.shipped import rows


def counts(name: str, **given: str) -> dict[str, int]:
    """First column against last of a template's rows."""
    return {next(iter(r.values())): int(list(r.values())[-1]) for r in rows(name, **given)}


def test_82_of_149_areas_had_to_write_a_statement_of_action() -> None:
    assert counts("statement_of_action_totals") == {"required": 82, "not-required": 67}


def test_revisits_found_sufficient_progress_in_all_some_or_no_weaknesses() -> None:
    assert counts("revisit_totals") == {"all-weaknesses": 20, "some-weaknesses": 24, "no-weakness": 2}


@pytest.mark.parametrize(
    ("until", "positive", "inconsistent", "systemic"), [("2023-12-31", 7, 11, 8), ("2024-12-31", 14, 26, 14)]
)
def test_outcomes_of_area_inspections_since_2023(until: str, positive: int, inconsistent: int, systemic: int) -> None:
    expected = {"typically-positive": positive, "inconsistent": inconsistent, "systemic-failings": systemic}
    assert counts("area_send_outcome_totals", until=until) == expected


def test_latest_judgements_of_all_councils_at_the_end_of_march_2025() -> None:
    expected = {"good": 67, "outstanding": 36, "requires-improvement": 31, "inadequate": 19}
    assert counts("latest_judgement_totals", on="2025-03-31") == expected
    by_council = rows("latest_judgements", on="2025-03-31")
    assert len(by_council) == len({r["council"] for r in by_council}) == 153


def test_machine_read_judgements_can_be_left_out() -> None:
    everything, checked = (
        rows("latest_judgements", on="2018-03-31"),
        rows("latest_judgements", on="2018-03-31", leave_out="program"),
    )
    assert len(checked) < len(everything)
    assert {r["is_machine_read"] for r in checked} == {"false"}
