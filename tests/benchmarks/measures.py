"""Time of the statistics against lifelines and polars, and of a turnover report's measures on a million spells.

All ratios come from one run, each from the fastest of several tries; the run fails when one misses what is allowed.
Needs the extra ``witness``. (Not named after what it measures: a file ``statistics.py`` here would hide Python's own.)
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

CURVE, TURNBULL, MEDIANS = 4.0, 50.0, 4.0
REPORT_SECONDS, REPORT_MEGABYTES = 3.0, 1000.0
MILLION = 1_000_000
ROOT = Path(__file__).parents[2]


def fastest(run: Callable[[], object], tries: int = 5) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(tries):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def told(what: str, ours: float, theirs: float, peer: str, ratio: float, allowed: str, is_fine: bool) -> bool:
    print(f"{what}: {1000 * ours:.1f} ms, {peer} {1000 * theirs:.1f} ms, {ratio:.1f} times (allowed {allowed})")
    return is_fine


def compare_curves(count: int) -> bool:
    """Kaplan–Meier with delayed entry on whole days, from the same arrays."""
    import numpy as np
    from lifelines import KaplanMeierFitter

    from sendgraph.analysis.statistics.survival import kaplan_meier

    chance = np.random.default_rng(1)
    exits = np.floor(chance.exponential(1000, count)) + 1
    entries = np.where(chance.random(count) < 0.5, 0, np.floor(exits * chance.random(count)))
    ended = chance.random(count) < 0.7
    ours = fastest(lambda: kaplan_meier(entries, exits, ended), 9)  # type: ignore[arg-type]
    theirs = fastest(lambda: KaplanMeierFitter().fit(exits, ended, entry=entries), 9)
    ratio = theirs / ours
    return told(f"curve of {count:,} spells", ours, theirs, "lifelines", ratio, f"≥ {CURVE:.0f} faster", ratio >= CURVE)


def compare_turnbull() -> bool:
    """Turnbull's estimate of lengths known to a month: lifelines at 10,000, and ours there and at 100,000."""
    import numpy as np
    from lifelines import KaplanMeierFitter

    from sendgraph.analysis.statistics.turnbull import turnbull

    def months(count: int) -> tuple[object, object]:
        chance = np.random.default_rng(2)
        length, first, step = (
            chance.exponential(30, count),
            chance.integers(1, 13, count),
            chance.integers(6, 25, count),
        )
        left = np.where(length <= first, 0, first + np.floor((length - first) / step) * step)
        right = np.where(length <= first, first, left + step)
        return left, np.where(right > 96, np.inf, right)

    few, many = months(10_000), months(100_000)
    ours = fastest(lambda: turnbull(*few))  # type: ignore[arg-type]
    theirs = fastest(lambda: KaplanMeierFitter().fit_interval_censoring(*few), 1)
    large = fastest(lambda: turnbull(*many))  # type: ignore[arg-type]
    print(
        f"Turnbull of 100,000 spells: {1000 * large:.1f} ms, {theirs / large:.1f} times faster than lifelines on 10,000"
    )
    ratio = theirs / ours
    what = "Turnbull of 10,000 spells"
    return told(what, ours, theirs, "lifelines", ratio, f"≥ {TURNBULL:.0f} faster", ratio >= TURNBULL)


def compare_medians() -> bool:
    """The median completed length in each of 153 councils, for a million spells."""
    import numpy as np
    import polars as pl

    from sendgraph.analysis.at_scale import median_days

    chance = np.random.default_rng(3)
    group, days = chance.integers(0, 153, MILLION), chance.exponential(1000, MILLION).astype(np.int64)
    frame = pl.DataFrame({"group": group, "days": days})
    by_group = frame.group_by("group").agg(pl.col("days").median()).sort("group")
    assert by_group["days"].to_list() == median_days(group, days, 153).tolist()
    ours = fastest(lambda: median_days(group, days, 153), 9)
    theirs = fastest(lambda: frame.group_by("group").agg(pl.col("days").median()), 9)
    ratio = ours / theirs
    return told("medians by council", ours, theirs, "polars", ratio, f"≤ {MEDIANS:.0f} as long", ratio <= MEDIANS)


def measure_report() -> None:
    """The turnover report's statistics on a million spells of 100,000 posts and as many pairs, in this process."""
    import numpy as np

    from sendgraph.analysis.at_scale import (
        count_posts,
        count_years,
        find_column_changes,
        measure_column_days,
        measure_column_lengths,
        measure_column_observed,
        median_days,
    )
    from sendgraph.analysis.columns import Columns, Lives, PairColumns
    from sendgraph.analysis.panel_at_scale import bootstrap_columns
    from sendgraph.analysis.statistics.survival import kaplan_meier

    chance, each = np.random.default_rng(4), 10
    count, first, as_of = MILLION // each, date(2000, 1, 1).toordinal(), date(2026, 1, 1)
    last = as_of.toordinal()
    length = chance.exponential(900, (count, each)).astype(np.int64) + 30
    end = (first + chance.integers(0, 800, (count, 1)) + np.cumsum(length, 1)).ravel()
    start, doubt = end - length.ravel(), chance.integers(0, 300, (2, MILLION))
    shown, gone = np.minimum(start + doubt[0], end), np.maximum(end - doubt[1], np.minimum(start + doubt[0], end))
    begun, gone = np.minimum(shown, last), np.minimum(gone, last)
    drawn = chance.random(MILLION)
    columns = Columns(
        post=np.repeat(np.arange(count), each),
        person=chance.integers(0, MILLION // 3, MILLION),
        start_earliest=np.minimum(start - doubt[1], begun),
        start_latest=begun,
        end_earliest=gone,
        end_latest=np.where(end + doubt[0] > last, 0, end + doubt[0]),
        first_seen=begun,
        last_seen=gone,
        is_interim=drawn < 0.2,
        is_shared=drawn > 0.97,
        is_single=np.ones(MILLION, dtype=bool),
    )
    lives = Lives(np.full(count, date(2010, 4, 1).toordinal()), np.full(count, last))
    gaps, is_changed = chance.uniform(0.2, 4, MILLION), chance.random(MILLION) < 0.5
    pairs = PairColumns(chance.integers(0, count // 5, MILLION), gaps, is_changed)
    out_since, council = columns.start_latest + 60, columns.post % 153
    started = time.perf_counter()
    for chosen in (columns, columns.only(~columns.is_interim)):
        changes = find_column_changes(chosen)
        years = count_years(changes, 2000, 2025)
    posts = count_posts(columns, 2000, 2025)
    days = measure_column_days(columns, lives)
    observed = measure_column_observed(columns, changes, lives)
    lengths = measure_column_lengths(columns, out_since, as_of)
    is_interim, is_watched = columns.is_interim[lengths.row], ~np.isnan(lengths.entered)
    for group in (is_watched, is_watched & is_interim, is_watched & ~is_interim):
        curve = kaplan_meier(lengths.entered[group], lengths.left[group], lengths.is_ended[group])  # type: ignore[arg-type]
        assert curve.median().value and curve.restricted_mean(5) > 1  # noqa: PT018 - both are worked out
    completed = (lengths.left[lengths.is_ended] * 365.25).round().astype(np.int64)
    medians = median_days(council[lengths.row[lengths.is_ended]], completed, 153)
    rate = bootstrap_columns(pairs, draws=1_000, seed=1)
    seconds = time.perf_counter() - started
    assert years and posts and days.post_count == count and observed.separations and len(medians) == 153  # noqa: PT018
    assert rate.lower
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def check_report() -> bool:
    """The report's statistics in a process of their own, so that their memory is their own."""
    tries = []
    for _ in range(3):
        done = subprocess.run([sys.executable, __file__, "report"], capture_output=True, text=True, check=True)
        tries.append(tuple(map(float, done.stdout.split())))
    seconds, megabytes = min(tries)
    print(
        f"turnover statistics of {MILLION:,} spells: {seconds:.2f} s (allowed {REPORT_SECONDS:.0f}), "
        f"{megabytes:.0f} MB with the data (allowed {REPORT_MEGABYTES:.0f})"
    )
    return seconds <= REPORT_SECONDS and megabytes <= REPORT_MEGABYTES


def main() -> None:
    warnings.simplefilter("ignore")
    checks = (
        ("curve at 100,000", lambda: compare_curves(100_000)),
        ("curve at a million", lambda: compare_curves(MILLION)),
        ("Turnbull", compare_turnbull),
        ("medians", compare_medians),
        ("report", check_report),
    )
    missed = [name for name, check in checks if not check()]
    if missed:
        sys.exit(f"too slow: {', '.join(missed)}")


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    if sys.argv[1:] == ["report"]:
        measure_report()
    else:
        main()
