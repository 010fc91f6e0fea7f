"""Changes around inspections, worked out by hand, and laws that hold for any world."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.around import (
    Followed,
    compare_dated,
    follow,
    measure_shares,
    panel_ratio,
    watched_lives,
    window_of,
    worst_against_others,
)
from sendgraph.analysis.changes import find_changes
from sendgraph.analysis.panel import Pair
from sendgraph.core.intervals import Interval
from tests.analysis.test_changes import spell
from tests.analysis.test_visits import visit

LATE = date(2026, 1, 1)
YEAR = 365


def test_the_window_after_begins_with_publication_and_the_one_before_ends_with_the_visit() -> None:
    one = visit("2019-03-01", "2019-05-01")
    assert window_of(one, 10, "after") == Interval(date(2019, 5, 1), date(2019, 5, 11))
    assert window_of(one, 10, "before") == Interval(date(2019, 2, 19), date(2019, 3, 1))


def fate(*, last: str, end_latest: str | None = None, as_of: date = LATE, side: str = "after", **other: object) -> str:
    end = date.fromisoformat(end_latest) if end_latest else None
    held = [spell("ann", "2018-01-01", last, end_latest=end, **other)]
    (found,) = follow([visit("2019-03-01", "2019-05-01")], held, YEAR, side, as_of)  # type: ignore[arg-type]
    return found.fate


def test_a_holder_whose_last_day_lies_in_the_window_changed_and_one_in_post_on_the_day_after_it_stayed() -> None:
    # The window runs from 1 May 2019 up to 30 April 2020, which is its first day outside.
    assert fate(last="2019-06-01", end_latest="2020-04-29") == "changed"
    assert fate(last="2019-06-01", end_latest="2020-04-30") == "unknown"
    assert fate(last="2020-04-29") == "unknown"
    assert fate(last="2020-04-30") == "stayed"


def test_other_posts_are_counted_apart_with_the_reason() -> None:
    assert fate(last="2020-06-01", as_of=date(2020, 4, 29)) == "too recent"
    assert fate(last="2019-04-30") == "nobody certain"
    assert fate(last="2020-06-01", basis="interim") == "interim"
    assert fate(last="2020-06-01", seats=2) == "nobody certain"


def test_before_a_visit_the_holder_of_a_year_earlier_is_followed_to_its_first_day() -> None:
    assert fate(last="2018-06-01", end_latest="2019-02-28", side="before") == "changed"
    assert fate(last="2019-03-01", side="before") == "stayed"


def followed(grade: str, fates: str, framework: str = "ilacs") -> list[Followed]:
    names = {"c": "changed", "s": "stayed", "u": "unknown", "i": "interim", "n": "nobody certain"}
    one = visit("2019-03-01", grade=grade, framework=framework)
    return [Followed(one, None, names[f]) for f in fates]  # type: ignore[arg-type]


def test_a_share_is_of_followed_posts_and_its_bounds_take_the_unknown_either_way() -> None:
    (share,) = measure_shares(followed("good", "cccsssssuuin"))
    assert (share.visits, share.followed, share.changed, share.unknown, share.interim) == (12, 8, 3, 2, 1)
    # Wilson's interval of 3 of 8, as R gives it.
    assert [round(x or 0, 3) for x in share.share] == [0.375, 0.137, 0.694]
    assert (share.least, share.most) == (0.3, 0.5)


def test_the_test_of_difference_compares_within_a_framework_only() -> None:
    # In each scheme everybody alike changed or stayed, so no shuffle changes anything: p is 1, though shares differ.
    alike = [
        *followed("inadequate", "cc"),
        *followed("good", "cc"),
        *followed("systemic-failings", "s", "area-send-2023"),
    ]
    alike += followed("inconsistent", "ssss", "area-send-2023")
    result = worst_against_others(alike, draws=200)
    assert result is not None
    assert result.p == 1.0
    apart = worst_against_others([*followed("inadequate", "c" * 8), *followed("good", "s" * 8)], draws=999)
    assert apart is not None
    assert apart.observed == 1.0
    assert apart.p < 0.01
    assert worst_against_others(followed("good", "cs")) is None


def pair(first: str, second: str, *, changed: bool, cluster: str = "b") -> Pair:
    return Pair(cluster, cluster, date.fromisoformat(first), date.fromisoformat(second), changed)


def test_the_panel_ratio_needs_three_years_and_ten_pairs_inside() -> None:
    visits = [visit("2019-03-01", "2019-05-01", body=f"b{n}", grade="inadequate") for n in range(12)]
    inside = [pair("2019-05-01", "2020-04-30", changed=n < 9, cluster=f"b{n}") for n in range(12)]
    outside = [pair("2021-05-01", "2022-05-01", changed=n < 3, cluster=f"b{n}") for n in range(12)]
    rates = panel_ratio([*inside, *outside], visits, visits, YEAR, "after", draws=50)
    assert rates is not None
    # Inside 9 of 12 changed in a year: 1 - exp(-λ) = 3/4; outside 3 of 12: 1/4. ln 4 / ln (4/3) is 4.82.
    assert rates.ratio.value == pytest.approx(4.8188, rel=0.01)
    assert panel_ratio([*inside[:9], *outside], visits, visits, YEAR, "after", draws=50) is None


def test_dated_changes_count_in_a_window_or_outside_all_windows() -> None:
    held = [
        spell("ann", "2018-01-01", "2019-06-01"),
        spell("ben", "2019-06-02", "2021-01-01"),
        spell("cat", "2021-01-02", "2023-01-01"),
        spell("dan", "2024-01-01", "2024-02-01"),
    ]
    visits = [visit("2019-03-01", "2019-05-01")]
    lives = {"b": Interval(date(2018, 1, 1), date(2025, 1, 1))}
    found = compare_dated(find_changes(held), visits, visits, YEAR, "after", lives)
    # Ann to Ben in the window, Ben to Cat outside; Cat to Dan spans a year and is left out.
    assert (found.inside, found.outside, found.left_out) == (1, 1, 1)
    assert found.inside_years == pytest.approx(365 / 365.25)
    assert found.inside_years + found.outside_years == pytest.approx(2557 / 365.25)
    assert found.ratio.value is None  # less than three years inside


def test_a_council_is_watched_from_its_first_evidence_to_its_end() -> None:
    held = [spell("ann", "2018-01-01", "2019-06-01", closed=date(2020, 3, 31))]
    assert watched_lives([visit("2019-03-01")], held, LATE) == {"b": Interval(date(2018, 1, 1), date(2020, 3, 31))}
    assert watched_lives([visit("2019-03-01", body="x")], held, LATE) == {}


DAYS = st.dates(date(2015, 1, 1), date(2024, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=6), DAYS, st.integers(30, 800))
def test_known_fates_hold_for_every_history_within_the_bounds(
    ends: list[tuple[date, date]], published: date, days: int
) -> None:
    one = visit(published.isoformat(), published.isoformat())
    for first, second in ends:
        early, late = min(first, second), max(first, second)
        held = [spell("ann", "2014-01-01", early.isoformat(), end_latest=late)]
        (found,) = follow([one], held, days, "after", date(2030, 1, 1))
        close = published + timedelta(days=days)
        true_ends = [early, early + (late - early) / 2, late]
        if found.fate == "changed":
            assert all(published <= end < close for end in true_ends)
        if found.fate == "stayed":
            assert all(end >= close for end in true_ends)
