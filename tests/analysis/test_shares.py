"""Shares of post-days, newness, stability and holders per post, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sendgraph.analysis.shares import Gap, Range, holders_per_post, look_back, measure_days
from sendgraph.core.intervals import Interval
from tests.analysis.worlds import bounded, exact, seat

YEAR = Interval(date(2020, 1, 1), date(2021, 1, 1))
"""366 days."""


def test_days_are_lasting_interim_or_unknown_and_unknown_is_never_vacant() -> None:
    # Ann 2020-01-01 to 2020-04-30 (121 days), Ben interim 2020-07-01 to 2020-08-31 (62 days), else nothing is said.
    spells = [exact("ann", "2020-01-01", "2020-04-30"), exact("ben", "2020-07-01", "2020-08-31", basis="interim")]
    of = measure_days([seat()], spells, [], YEAR)
    assert of.lasting == Range(121 / 366, 121 / 366)
    assert of.interim == Range(62 / 366, 62 / 366)
    assert of.vacant == Range(0, 0)
    assert of.unknown == Range(183 / 366, 183 / 366)
    assert of.interim_of_filled == Range(62 / 183, 62 / 183)


def test_a_post_is_vacant_only_where_a_source_says_so() -> None:
    spells = [exact("ann", "2020-01-01", "2020-06-30")]
    gap = Gap("p", date(2020, 7, 1), date(2020, 7, 1), date(2020, 9, 30), date(2020, 9, 30))
    of = measure_days([seat()], spells, [gap], YEAR)
    assert of.vacant == Range(92 / 366, 92 / 366)  # July to September
    assert of.unknown == Range(92 / 366, 92 / 366)  # October to December
    assert of.interim_of_filled == Range(0, 0)
    assert of.interim_or_vacant == Range(92 / 274, 92 / 274)


def test_vague_dates_give_bounds() -> None:
    # Ann leaves between 2020-03-01 and 2020-05-31, Ben is interim from then to the end of the year.
    ann = bounded("ann", (date(2020, 1, 1), date(2020, 1, 1)), (date(2020, 3, 1), date(2020, 5, 31)))
    ben = bounded(
        "ben", (date(2020, 3, 1), date(2020, 5, 31)), (date(2020, 12, 31), date(2020, 12, 31)), basis="interim"
    )
    of = measure_days([seat()], [ann, ben], [], YEAR)
    # Ann is certain for 61 days and possible for 152, less the last, which is certain to be Ben's.
    assert of.lasting == Range(61 / 366, 151 / 366)
    # Ben is certain for 215 days and possible for 306, less 1 March, which is certain to be Ann's.
    assert of.interim == Range(215 / 366, 305 / 366)
    assert of.unknown == Range(0, (366 - 61 - 215) / 366)
    assert of.interim_of_filled is not None
    assert of.interim_of_filled == pytest.approx((215 / (215 + 151), 305 / (305 + 61)))


def test_who_covers_a_leave_takes_no_days_from_the_holder() -> None:
    spells = [
        exact("ann", "2020-01-01", "2020-12-31", is_shared=True),
        exact("ben", "2020-03-01", "2020-03-31", basis="acting", is_shared=True),
    ]
    of = measure_days([seat()], spells, [], YEAR)
    assert of.lasting == Range(1, 1)
    assert of.interim == Range(0, 0)


def test_a_post_counts_only_while_its_body_is_there_and_only_with_one_seat() -> None:
    opened = seat(opened=date(2020, 7, 1))
    closed = seat("q", closed=date(2020, 1, 31))
    of = measure_days([opened, closed, seat("r", seats=3)], [exact("ann", "2019-01-01", "2021-12-31")], [], YEAR)
    assert of.post_count == 2
    assert round(of.post_years * 365.25) == 184 + 31
    assert of.lasting == Range(184 / 215, 184 / 215)


def test_a_holder_is_new_if_they_came_within_the_months_before_the_day() -> None:
    spells = [
        exact("ann", "2019-10-01", "2022-01-01"),
        exact("ben", "2018-01-01", "2022-01-01", post="q"),
        exact("cat", "2010-01-01", "2022-01-01", post="r"),
    ]
    (first,) = look_back([seat(), seat("q"), seat("r")], spells, Interval(date(2020, 1, 1), date(2020, 12, 1)))
    assert first.day == date(2020, 4, 1)
    assert first.posts == 3
    assert first.new_in_12_months == Range(1 / 3, 1 / 3)
    assert first.new_in_36_months == Range(2 / 3, 2 / 3)
    assert first.stability is None  # a year later lies after the window


def test_who_came_a_year_ago_to_the_day_is_not_new() -> None:
    window = Interval(date(2020, 1, 1), date(2020, 12, 1))
    (to_the_day,) = look_back([seat()], [exact("ann", "2019-04-01", "2022-01-01")], window)
    (a_day_later,) = look_back([seat()], [exact("ann", "2019-04-02", "2022-01-01")], window)
    assert to_the_day.new_in_12_months == Range(0, 0)
    assert a_day_later.new_in_12_months == Range(1, 1)


def test_a_start_within_bounds_makes_newness_a_range() -> None:
    spell = bounded("ann", (date(2018, 6, 1), date(2019, 6, 1)), (date(2022, 1, 1), None))
    (first,) = look_back([seat()], [spell], Interval(date(2020, 1, 1), date(2020, 12, 1)))
    assert first.new_in_12_months == Range(0, 1)
    assert first.new_in_36_months == Range(1, 1)


def test_stability_takes_the_unknown_once_for_leavers_and_once_for_stayers() -> None:
    # On 1 April 2020: Ann stays for certain, Ben has left for certain, of Cat nothing is known after 2020.
    spells = [
        exact("ann", "2019-01-01", "2022-01-01"),
        exact("ben", "2019-01-01", "2020-12-31", post="q"),
        bounded("cat", (date(2019, 1, 1), date(2019, 1, 1)), (date(2020, 6, 1), None), post="r"),
    ]
    window = Interval(date(2020, 1, 1), date(2021, 6, 1))
    first = look_back([seat(), seat("q"), seat("r")], spells, window)[0]
    assert (first.same, first.left) == (1, 1)
    assert first.stability == Range(1 / 3, 2 / 3)


def test_somebody_elses_certain_day_shows_that_the_holder_left() -> None:
    ann = bounded("ann", (date(2019, 1, 1), date(2019, 1, 1)), (date(2020, 6, 1), None))
    ben = bounded("ben", (None, date(2021, 3, 1)), (date(2021, 5, 1), None))
    first = look_back([seat()], [ann, ben], Interval(date(2020, 1, 1), date(2021, 6, 1)))[0]
    assert (first.same, first.left) == (0, 1)


def test_a_post_that_was_closed_in_between_is_not_in_the_stability() -> None:
    spells = [exact("ann", "2019-01-01", "2020-09-30"), exact("ben", "2019-01-01", "2022-01-01", post="q")]
    window = Interval(date(2020, 1, 1), date(2021, 6, 1))
    first = look_back([seat(closed=date(2020, 9, 30)), seat("q")], spells, window)[0]
    assert first.posts == 2
    assert first.stability == Range(1, 1)


def test_holders_per_post_count_people_once_and_those_possible_in_the_upper_bound() -> None:
    window = Interval(date(2020, 1, 1), date(2021, 1, 1))
    spells = [
        exact("ann", "2020-01-01", "2020-02-01"),
        exact("ben", "2020-02-02", "2020-05-01"),
        exact("ann", "2020-05-02", "2020-12-31"),
        bounded("cat", (None, date(2021, 5, 1)), (date(2021, 6, 1), None), post="q"),
        exact("dan", "2015-01-01", "2019-12-31", post="q"),
    ]
    # Post p: Ann and Ben. Post q: Dan had left by then, Cat may have come before 2021.
    assert holders_per_post([seat(), seat("q")], spells, window) == Range(1.0, 1.5)
    board = [exact(f"m{i}", "2019-01-01", "2021-12-31", post="r", seats=5) for i in range(5)]
    assert holders_per_post([seat(), seat("q"), seat("r", seats=5)], [*spells, *board], window) == Range(1.0, 1.5)


def test_without_posts_there_is_nothing_to_share() -> None:
    of = measure_days([], [], [], YEAR)
    assert of.unknown == Range(0, 1)
    assert of.interim_of_filled is None
    assert holders_per_post([], [], YEAR) is None
    assert look_back([], [], YEAR) == []
