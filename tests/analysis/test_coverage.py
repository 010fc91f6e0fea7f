"""Coverage of a window, worked out by hand."""

from __future__ import annotations

from datetime import date

from sendgraph.analysis.coverage import measure_coverage
from tests.analysis.test_changes import spell

SINCE, UNTIL = date(2020, 1, 1), date(2022, 1, 1)
BODY = [("b", "Beeching", None)]


def test_only_days_without_doubt_are_covered() -> None:
    # Ann is shown from 2020-01-01 to 2020-12-31: 366 of the 731 days of the window.
    (found,) = measure_coverage(BODY, [spell("ann", "2020-01-01", "2020-12-31")], SINCE, UNTIL)
    assert round(found.covered_years * 365.25) == 366
    assert round(found.window_years * 365.25) == 731


def test_the_wanted_fact_lies_in_the_longest_gap_between_two_holders() -> None:
    held = [spell("ann", "2020-01-01", "2020-02-01"), spell("ben", "2021-06-01", "2021-12-31")]
    (found,) = measure_coverage(BODY, held, SINCE, UNTIL)
    assert found.wanted.words == "when did Ben follow Ann, between 2020-02-02 and 2021-05-31?"
    assert found.wanted.days == 485  # 2020-02-02 to 2021-05-31, both included
    assert (found.within_month, found.within_year, found.wider) == (0, 0, 1)


def test_a_council_without_evidence_comes_first_and_asks_who() -> None:
    bodies = [*BODY, ("c", "Cawdle", None)]
    held = [spell("ann", "2020-01-01", "2021-12-31")]
    first, last = measure_coverage(bodies, held, SINCE, UNTIL)
    assert first.wanted.words == "who was in post from 2020-01-01 on?"
    assert last.wanted.days == 0


def test_the_last_day_that_shows_the_holder_is_named_and_not_the_day_after() -> None:
    (found,) = measure_coverage(BODY, [spell("ann", "2020-01-01", "2020-01-05")], SINCE, UNTIL)
    assert found.wanted.words == "until when was Ann in post after 2020-01-05, and who came next?"


def test_a_council_counts_from_its_first_day() -> None:
    (found,) = measure_coverage([("b", "Beeching", date(2021, 1, 1))], [], SINCE, UNTIL)
    assert round(found.window_years * 365.25) == 365


def test_a_council_that_opens_on_the_day_of_the_report_or_later_is_left_out() -> None:
    bodies = [*BODY, ("c", "Cawdle", UNTIL), ("d", "Dunmere", date(2023, 4, 1))]
    assert [found.body_id for found in measure_coverage(bodies, [], SINCE, UNTIL)] == ["b"]


def test_changes_are_sorted_by_how_closely_they_are_dated() -> None:
    held = [
        spell("ann", "2020-01-01", "2020-03-01"),
        spell("ben", "2020-03-31", "2020-06-01"),
        spell("cat", "2021-03-01", "2021-04-01"),
    ]
    (found,) = measure_coverage(BODY, held, SINCE, UNTIL)
    # 2020-03-01 to 2020-03-31 are 31 days; 2020-06-01 to 2021-03-01 are 274.
    assert (found.within_month, found.within_year, found.wider) == (1, 1, 0)
