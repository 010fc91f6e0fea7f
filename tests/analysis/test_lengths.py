"""Lengths of tenures with delayed entry and bounds, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sendgraph.analysis.lengths import (
    CONTRADICTED,
    VAGUE,
    Length,
    draw_lengths,
    from_the_start,
    lengths_of,
    measure_stock,
    turnbull_of,
)
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.staying import measure_staying, staying_by_footing
from tests.analysis.worlds import bounded, exact

AS_OF = date(2024, 12, 31)
YEAR = 365.25


def length(spell: Spell, out: str | None = None, **other: date) -> Length:
    out_since = {spell.tenure_id: date.fromisoformat(out)} if out else {}
    (found,), _ = lengths_of([spell], out_since, other.pop("as_of", AS_OF), **other)
    return found


def test_a_tenure_counts_from_the_day_its_first_source_was_out_at_the_age_it_had() -> None:
    ann = exact("ann", "2018-01-01", "2021-01-01")
    found = length(ann, "2019-01-01")
    assert found.entered == pytest.approx(365 / YEAR)
    assert found.left == pytest.approx(1096 / YEAR)
    assert (found.shortest, found.longest, found.is_ended) == (1096, 1096, True)
    assert length(ann, "2017-12-01").entered == 0.0  # announced before the first day


def test_a_tenure_found_only_after_its_end_or_without_a_dated_source_is_never_at_risk() -> None:
    ann = exact("ann", "2018-01-01", "2021-01-01")
    assert length(ann, "2021-01-01").entered is None
    assert length(ann, "2022-06-01").entered is None
    assert length(ann).entered is None


def test_one_still_in_post_is_censored_at_its_last_evidence_and_not_at_the_day_of_the_report() -> None:
    ann = bounded("ann", (date(2020, 1, 1), date(2020, 1, 1)), (date(2022, 1, 1), None))
    found = length(ann, "2020-01-01")
    assert found.left == pytest.approx(731 / YEAR)
    assert not found.is_ended
    assert found.longest is None


def test_what_ends_after_the_day_of_the_report_has_not_ended() -> None:
    found = length(exact("ann", "2020-01-01", "2024-01-01"), "2020-01-01", as_of=date(2021, 1, 1))
    assert not found.is_ended
    assert found.left == pytest.approx(366 / YEAR)


def test_with_a_window_a_tenure_enters_no_earlier_than_its_first_day() -> None:
    found = length(exact("ann", "2018-01-01", "2021-01-01"), "2018-01-01", since=date(2020, 1, 1))
    assert found.entered == pytest.approx(730 / YEAR)
    later = length(exact("ann", "2018-01-01", "2021-01-01"), "2019-01-01", since=date(2018, 6, 1))
    assert later.entered == pytest.approx(365 / YEAR)  # the source came out after the window had begun
    before = length(exact("ann", "2018-01-01", "2019-01-01"), "2018-01-01", since=date(2020, 1, 1))
    assert before.entered is None


def test_wide_ends_are_kept_and_wide_starts_left_out_and_counted() -> None:
    wide_end = bounded("ann", (date(2018, 1, 1), date(2018, 1, 1)), (date(2019, 1, 1), date(2023, 1, 1)))
    wide_start = bounded("ben", (date(2018, 1, 1), date(2019, 1, 3)), (date(2020, 1, 1), date(2020, 1, 1)))
    open_start = bounded("cat", (None, date(2019, 1, 3)), (date(2020, 1, 1), date(2020, 1, 1)))
    a_year = bounded("dan", (date(2018, 1, 1), date(2019, 1, 2)), (date(2020, 1, 1), date(2020, 1, 1)))
    found, left_out = lengths_of([wide_end, wide_start, open_start, a_year], {}, AS_OF)
    assert [x.tenure_id for x in found] == [wide_end.tenure_id, a_year.tenure_id]
    assert left_out == {VAGUE: 2, CONTRADICTED: 0}
    assert (found[0].shortest, found[0].longest) == (365, 1826)
    assert (found[1].shortest, found[1].longest) == (364, 730)  # from 2019-01-02 and from 2018-01-01
    assert found[0].left == pytest.approx(1095 / YEAR)  # 1 January 2021, the middle of 2019 to 2023


def test_an_end_before_the_start_or_the_last_evidence_is_left_out_and_counted() -> None:
    reversed_days = exact("ann", "2020-01-01", "2019-01-01")
    seen_later = bounded("ben", (date(2018, 1, 1), date(2018, 1, 1)), (date(2020, 1, 1), date(2019, 6, 1)))
    assert lengths_of([reversed_days, seen_later], {}, AS_OF) == ([], {VAGUE: 0, CONTRADICTED: 2})


def test_a_joint_post_gives_its_tenure_once() -> None:
    ann = exact("ann", "2018-01-01", "2021-01-01")
    twice = [ann, exact("ann", "2018-01-01", "2021-01-01", body_id="other")]
    assert len(lengths_of(twice, {}, AS_OF)[0]) == 1


def test_drawn_dates_stay_within_their_bounds_keep_order_and_repeat_for_one_seed() -> None:
    ann = bounded("ann", (date(2018, 1, 1), date(2018, 6, 30)), (date(2019, 1, 1), date(2021, 1, 1)))
    ben = bounded("ben", (date(2020, 6, 1), date(2021, 1, 1)), (date(2022, 1, 1), None))
    spells, out = [ann, ben], {ann.tenure_id: date(2018, 1, 1), ben.tenure_id: date(2020, 1, 1)}
    lengths, _ = lengths_of(spells, out, AS_OF)
    versions = list(draw_lengths(spells, lengths, out, AS_OF, draws=30, seed=1))
    assert versions == list(draw_lengths(spells, lengths, out, AS_OF, draws=30, seed=1))
    assert len(versions) == 30
    lasted = [version[0].left * YEAR for version in versions]
    assert min(lasted) >= 185 - 0.01  # 2018-06-30 to 2019-01-01
    assert max(lasted) <= 1096 + 0.01  # 2018-01-01 to 2021-01-01
    assert max(lasted) - min(lasted) > 300
    assert all(not version[1].is_ended for version in versions)


def test_completed_medians_have_the_worst_bounds_and_footings_are_apart() -> None:
    # Lasting: 2 and 4 years. Interim: half a year.
    spells = [
        exact("ann", "2018-01-01", "2020-01-01"),
        exact("ben", "2018-01-01", "2022-01-01"),
        exact("cat", "2018-01-01", "2018-07-02", basis="interim"),
    ]
    lengths, _ = lengths_of(spells, {s.tenure_id: date(2018, 1, 1) for s in spells}, AS_OF)
    everyone, lasting, interim = staying_by_footing([lengths])
    assert (everyone.count, lasting.count, interim.count) == (3, 2, 1)
    assert lasting.completed.value == pytest.approx((730 + 1461) / 2 / YEAR)
    assert interim.completed == pytest.approx((182 / YEAR,) * 3)
    assert everyone.median.value == pytest.approx(730 / YEAR)


def test_the_worst_bounds_of_completed_lengths_hold_over_all_versions() -> None:
    short = Length("a", False, 100, 120, 0.0, 0.3, True)
    long = Length("b", False, 300, 400, 0.0, 0.9, True)
    found = measure_staying("all", [[short, long], [short, long._replace(is_ended=False)]])
    assert found.completed.lower == pytest.approx(100 / YEAR)
    assert found.completed.upper == pytest.approx(260 / YEAR)


def test_a_median_is_not_reached_while_more_than_half_stay() -> None:
    spells = [exact("ann", "2018-01-01", "2019-01-01")] + [
        bounded(f"b{i}", (date(2018, 1, 1),) * 2, (date(2023, 6, 1), None)) for i in range(3)
    ]
    lengths, _ = lengths_of(spells, {s.tenure_id: date(2018, 1, 1) for s in spells}, AS_OF)
    found = measure_staying("all", [lengths])
    assert found.median.value is None
    step = found.at(2.0)
    assert step is not None
    assert step.share.value == pytest.approx(0.75)
    assert (step.years, step.at_risk) == (2.0, 3)
    assert found.mean_years == pytest.approx((365 / YEAR + 3 * 5.0) / 4, abs=0.01)


def test_late_entry_lowers_what_watching_from_the_first_day_would_claim() -> None:
    # Ben had already stayed three years when the first source on him was out: at one year only Ann was at risk.
    ann, ben = exact("ann", "2018-01-01", "2019-01-01"), exact("ben", "2018-01-01", "2022-01-01")
    lengths, _ = lengths_of([ann, ben], {ann.tenure_id: date(2018, 1, 1), ben.tenure_id: date(2021, 1, 1)}, AS_OF)
    late = measure_staying("all", [lengths]).at(1.0)
    naive = measure_staying("all", [from_the_start(lengths)]).at(1.0)
    assert late is not None
    assert naive is not None
    assert late.share.value == 0.0
    assert naive.share.value == 0.5


def test_versions_give_a_band_and_one_version_none() -> None:
    one = Length("a", False, 300, 700, 0.0, 1.0, True)
    versions = [[one._replace(left=1.0 + i / 10), one._replace(left=3.0, tenure_id="b")] for i in range(41)]
    found = measure_staying("all", versions)
    assert found.median_band.lower == pytest.approx(1.1)
    assert found.median_band.upper == pytest.approx(3.0)
    single = measure_staying("all", versions[:1])
    assert single.median_band == (1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="at least one version"):
        measure_staying("all", [])


def test_bounds_of_lengths_go_into_turnbulls_estimate_whole() -> None:
    exact_one = Length("a", False, 365, 365, 0.0, 1.0, True)
    wide = Length("b", False, 366, 730, 0.0, 1.5, True)
    still = Length("c", False, 1000, None, 0.0, 2.7, False)
    masses = turnbull_of([exact_one, wide, still])
    assert masses.count == 3
    assert masses.survival_at(1.5) == pytest.approx((1 / 3, 2 / 3))
    assert masses.survival_at(2.1) == pytest.approx((1 / 3, 1 / 3))
    # One of exactly 366 days, one of 366 to 730: both bounds count, so that both can be 366.
    both = turnbull_of([exact_one._replace(shortest=366, longest=366), wide])
    assert both.survival_at(366 / YEAR) == pytest.approx((0, 0))


def test_time_so_far_counts_only_holders_shown_in_the_year_before() -> None:
    as_of = date(2024, 1, 1)
    spells = [
        bounded("ann", (date(2020, 1, 1), date(2020, 12, 31)), (date(2023, 6, 1), None)),
        bounded("ben", (date(2020, 1, 1),) * 2, (date(2022, 6, 1), None)),
        bounded("cat", (None, date(2020, 1, 1)), (date(2023, 6, 1), None)),
        exact("dan", "2020-01-01", "2023-12-31"),
        bounded("eve", (date(2024, 6, 1),) * 2, (date(2024, 7, 1), None)),
    ]
    found = measure_stock(spells, as_of)
    assert (found.count, found.not_shown, found.vague) == (1, 1, 1)
    assert found.mean is not None
    assert found.mean.lower == pytest.approx(1096 / YEAR)  # since 2020-12-31
    assert found.mean.upper == pytest.approx(1461 / YEAR)  # since 2020-01-01
    assert measure_stock([], as_of).mean is None
