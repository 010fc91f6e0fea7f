"""The measures over columns give what the measures over spells give, on random spells and on the shipped ones."""

from __future__ import annotations

import random
import statistics
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis import panel
from sendgraph.analysis.at_scale import (
    count_posts,
    count_years,
    find_column_changes,
    measure_column_days,
    measure_column_lengths,
    measure_column_observed,
    median_days,
)
from sendgraph.analysis.changes import changes_by_year, find_changes
from sendgraph.analysis.columns import Columns, columns_of, lives_of, pair_columns
from sendgraph.analysis.lengths import CONTRADICTED, VAGUE, lengths_of
from sendgraph.analysis.load import load_spells
from sendgraph.analysis.load_role import load_first_sources, load_seats
from sendgraph.analysis.observed import measure_observed
from sendgraph.analysis.panel import DAYS_A_YEAR, Pair, bootstrap_rate
from sendgraph.analysis.panel_at_scale import bootstrap_columns
from sendgraph.analysis.shares import Seat, measure_days
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.survival import kaplan_meier
from sendgraph.analysis.staying import curve_of
from sendgraph.analysis.turnover import posts_by_year
from sendgraph.core.intervals import Interval
from tests.analysis.spells import FIRST, random_spells
from tests.shipped import shipped_engine

AS_OF = FIRST + timedelta(days=3500)
WINDOW = Interval(FIRST + timedelta(days=700), FIRST + timedelta(days=3600))
SEATS = [
    Seat("p0", ("b0",), "zero", 1, None, None),
    Seat("p1", ("b0",), "one", 1, FIRST + timedelta(days=1200), None),
    Seat("p2", ("b1",), "two", 1, None, FIRST + timedelta(days=2500)),
    Seat("p3", ("b1",), "three", 2, None, None),
    Seat("p4", ("b1",), "four", 1, None, None),
]


def assert_equal(spells: list[Spell], seats: list[Seat], window: Interval, as_of: date) -> None:
    """Every figure over the spells and over their columns."""
    columns, posts, tenures = columns_of(spells)
    assert len(columns) == len(tenures)
    lives = lives_of(seats, posts, window)
    changes, found = find_changes(spells), find_column_changes(columns)
    ours = zip(found.post, found.earliest, found.latest, found.before, found.after, strict=True)
    assert [(posts[p], date.fromordinal(a), date.fromordinal(b), tenures[x], tenures[y]) for p, a, b, x, y in ours] == [
        (c.post_id, c.earliest, c.latest, c.before_tenure, c.after_tenure) for c in changes
    ]
    assert count_years(found, 2015, 2024) == changes_by_year(changes, 2015, 2024)
    assert count_posts(columns, 2015, 2024) == posts_by_year(spells, range(2015, 2025))
    assert measure_column_days(columns, lives) == measure_days(seats, spells, [], window)
    theirs = measure_observed(seats, spells, changes, window)
    assert measure_column_observed(columns, found, lives) == theirs


def assert_lengths_equal(spells: list[Spell], out_since: dict[str, date], as_of: date, since: date | None) -> None:
    columns, _, tenures = columns_of(spells)
    out = np.array([d.toordinal() if (d := out_since.get(t)) else 0 for t in tenures], dtype=np.int64)
    found = measure_column_lengths(columns, out, as_of, since)
    lengths, left_out = lengths_of(spells, out_since, as_of, since)
    assert (found.vague, found.contradicted) == (left_out[VAGUE], left_out[CONTRADICTED])
    assert [tenures[row] for row in found.row] == sorted(x.tenure_id for x in lengths)
    entered = [None if np.isnan(e) else float(e) for e in found.entered]
    ours = list(zip(entered, found.left.tolist(), found.is_ended.tolist(), strict=True))
    assert ours == [(x.entered, x.left, x.is_ended) for x in sorted(lengths, key=lambda x: x.tenure_id)]


@settings(max_examples=60)
@given(random_spells())
def test_columns_give_the_counts_and_shares_of_spells(spells: list[Spell]) -> None:
    assert_equal(spells, SEATS, WINDOW, AS_OF)


@settings(max_examples=60)
@given(random_spells(), st.integers(0, 4000), st.sampled_from([None, FIRST + timedelta(days=900)]))
def test_columns_give_the_lengths_of_spells(spells: list[Spell], shift: int, since: date | None) -> None:
    out = {s.tenure_id: FIRST + timedelta(days=(shift + 170 * i) % 4000) for i, s in enumerate(spells) if i % 5}
    assert_lengths_equal(spells, out, AS_OF, since)


def test_columns_of_the_shipped_directors_give_the_counts_and_lengths_of_their_spells() -> None:
    engine = shipped_engine()
    spells, window = load_spells(engine, "dcs"), Interval(date(2018, 4, 1), date(2026, 4, 1))
    seats = load_seats(engine, "dcs")
    assert len(spells) > 400
    assert_equal(spells, list(seats), window, date(2026, 1, 31))
    assert_lengths_equal(spells, dict(load_first_sources(engine, "dcs")), date(2026, 1, 31), None)


def test_the_curve_of_column_lengths_is_that_of_lengths() -> None:
    chance = random.Random(3)
    columns = Columns(
        *(np.array(each, dtype=np.int64) for each in zip(*(_row(chance, i) for i in range(300)), strict=True)),
        *(np.zeros(300, dtype=bool) for _ in range(2)),
        np.ones(300, dtype=bool),
    )
    found = measure_column_lengths(columns, columns.start_latest + 30, AS_OF)
    is_watched = ~np.isnan(found.entered)
    curve = kaplan_meier(found.entered[is_watched], found.left[is_watched], found.is_ended[is_watched])  # type: ignore[arg-type]
    assert 200 < curve.count < 300
    assert curve.median().value is not None


def _row(chance: random.Random, number: int) -> tuple[int, ...]:
    start = FIRST.toordinal() + chance.randint(0, 3000)
    end = start + chance.randint(10, 1500)
    return number // 5, number, start, start + 3, end, end + 9, start + 20, end


def test_columns_of_different_lengths_are_refused() -> None:
    one, two = np.zeros(1, np.int64), np.zeros(2, np.int64)
    with pytest.raises(ValueError, match="the columns are not of one length"):
        Columns(one, two, one, one, one, one, one, one, one > 0, one > 0, one > 0)


def test_nothing_has_columns_too() -> None:
    assert_equal([], SEATS, WINDOW, AS_OF)
    assert_equal([], [], WINDOW, AS_OF)
    assert curve_of([]).count == 0


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 50)), max_size=60))
def test_medians_of_groups_are_the_medians_of_each_group(drawn: list[tuple[int, int]]) -> None:
    group, days = (np.array([row[i] for row in drawn], dtype=np.int64) for i in (0, 1))
    found = median_days(group, days, 6)
    for code in range(6):
        own = [length for number, length in drawn if number == code]
        assert np.isnan(found[code]) if not own else found[code] == statistics.median(own)
    with pytest.raises(ValueError, match="between 0 and what dates can be apart"):
        median_days(np.array([0]), np.array([-1]), 1)


def sighted(count: int, seed: int) -> list[Pair]:
    chance, first = random.Random(seed), date(2018, 1, 1)
    found = []
    for number in range(count):
        days = chance.randint(60, 1500)
        is_changed = chance.random() > np.exp(-0.35 * days / DAYS_A_YEAR)
        found.append(Pair(f"p{number}", f"c{number % (count // 4)}", first, first + timedelta(days=days), is_changed))
    return found


def test_many_pairs_are_worked_out_in_columns_with_the_same_rate_and_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = sighted(1_200, 1)
    expected = bootstrap_rate(pairs, draws=500)
    monkeypatch.setattr(panel, "_LARGE", 1_000)
    found, again = bootstrap_rate(pairs, draws=500), bootstrap_rate(pairs, draws=500)
    assert found == again
    assert found.rate == pytest.approx(expected.rate, rel=1e-10)
    assert (found.pair_count, found.change_count, found.cluster_count) == (
        expected.pair_count,
        expected.change_count,
        expected.cluster_count,
    )
    # Both intervals come of chance: the ends of 500 draws are known to about 0.1 of the standard error of 0.013.
    assert found.lower == pytest.approx(expected.lower, abs=0.005)
    assert found.upper == pytest.approx(expected.upper, abs=0.005)


def test_a_resample_solved_by_the_parabola_is_the_resample_solved_in_full() -> None:
    pairs = sighted(4_000, 2)
    found = bootstrap_columns(pair_columns(pairs), draws=1, seed=9)
    names = sorted({p.cluster for p in pairs})
    drawn = np.random.default_rng(9).integers(0, len(names), len(names), dtype=np.int32)
    by_cluster = {name: [p for p in pairs if p.cluster == name] for name in names}
    full = panel.panel_rate([p for i in drawn for p in by_cluster[names[i]]])
    assert found.lower == found.upper == pytest.approx(full, rel=2e-5)


def test_many_pairs_without_a_change_or_with_nothing_else_have_no_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel, "_LARGE", 10)
    first, last = date(2018, 1, 1), date(2019, 1, 1)
    for is_changed, rate in ((False, 0.0), (True, float("inf"))):
        found = bootstrap_rate([Pair("p", f"c{i}", first, last, is_changed) for i in range(20)])
        assert (found.rate, found.lower, found.upper, found.cluster_count) == (rate, None, None, 20)


def test_the_report_counts_in_columns_from_many_spells_on(monkeypatch: pytest.MonkeyPatch) -> None:
    spells, seats = load_spells(shipped_engine(), "dcs"), load_seats(shipped_engine(), "dcs")
    window = Interval(date(2018, 4, 1), date(2026, 1, 1))
    one_by_one = measure_days(seats, spells, [], window)
    monkeypatch.setattr("sendgraph.analysis.shares.MANY", 10)
    called = []
    monkeypatch.setattr(
        "sendgraph.analysis.at_scale.measure_column_days",
        lambda *given: called.append(given) or measure_column_days(*given),
    )
    assert measure_days(seats, spells, [], window) == one_by_one
    assert len(called) == 1
