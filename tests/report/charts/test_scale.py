"""Scales and round numbers on axes, worked out on paper."""

from __future__ import annotations

from datetime import date

import pytest

from sendgraph.report.charts.scale import Days, Linear, day_ticks, nice_ticks, tick_text


def test_a_number_lies_on_a_line_between_the_edges() -> None:
    scale = Linear(0, 4, 100, 300)
    assert [scale(v) for v in (0, 1, 4, 5)] == [100, 150, 300, 350]


def test_an_upright_scale_runs_downwards() -> None:
    assert Linear(0, 1, 300, 100)(0.25) == 250


def test_a_scale_without_a_range_puts_all_at_the_start() -> None:
    assert Linear(2, 2, 10, 20)(2) == 10
    assert Days(date(2020, 1, 1), date(2020, 1, 1), 5, 9)(date(2021, 1, 1)) == 5


def test_a_day_begins_and_ends_one_day_apart_and_none_lies_outside() -> None:
    # Ten days on 100 units: ten units a day.
    scale = Days(date(2020, 1, 1), date(2020, 1, 11), 0, 100)
    assert scale(date(2020, 1, 3)) == 20
    assert scale(date(2020, 1, 3), is_over=True) == 30
    assert scale(date(2019, 1, 1)) == 0
    assert scale(date(2021, 1, 1)) == 100


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 10, 5, (0, 2, 4, 6, 8, 10)),
        (0, 3, 6, (0, 0.5, 1, 1.5, 2, 2.5, 3)),
        (0, 0.07, 4, (0, 0.02, 0.04, 0.06, 0.08)),
        (-3, 7, 5, (-5, 0, 5, 10)),  # steps of two would be six
        (5, 5, 2, (5, 5.5, 6)),
        (0, 123456, 3, (0, 50000, 100000, 150000)),
    ],
)
def test_ticks_are_round_and_reach_over_the_range(
    low: float, high: float, most: int, expected: tuple[float, ...]
) -> None:
    ticks = nice_ticks(low, high, most)
    assert ticks == expected


@pytest.mark.parametrize(("low", "high"), [(1, 0), (0, float("inf")), (float("nan"), 1)])
def test_what_is_no_range_has_no_ticks(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="no axis"):
        nice_ticks(low, high, 5)


def test_a_tick_has_no_needless_zeros() -> None:
    assert [tick_text(v) for v in (0.0, 0.5, 0.125, 1000.0)] == ["0", "0.5", "0.125", "1,000"]


def test_long_windows_are_marked_by_years_that_fit() -> None:
    ticks = day_ticks(date(2003, 6, 1), date(2026, 11, 22), 6)
    assert [text for _, text in ticks] == ["2005", "2010", "2015", "2020", "2025"]
    assert all(day.month == day.day == 1 for day, _ in ticks)


def test_short_windows_are_marked_by_months() -> None:
    ticks = day_ticks(date(2024, 2, 10), date(2024, 6, 1), 6)
    assert [text for _, text in ticks] == ["2024-03", "2024-04", "2024-05", "2024-06"]
