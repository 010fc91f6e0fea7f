"""Our statistics against lifelines, SurPyval, scipy and R, on random and on published lengths."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from math import inf, isnan
from pathlib import Path
from types import ModuleType

import pytest

from sendgraph.analysis.statistics.distributions import beta_cdf, beta_quantile, gamma_cdf, gamma_quantile
from sendgraph.analysis.statistics.proportions import clopper_pearson, poisson_rate, poisson_ratio, wilson
from sendgraph.analysis.statistics.survival import kaplan_meier
from sendgraph.analysis.statistics.turnbull import turnbull

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

Witness = Callable[[str], ModuleType]
AskR = Callable[..., list[list[float]]]
Lengths = list[tuple[float, float, bool]]


def drawn(seed: int, *, halves: bool) -> Lengths:
    """Lengths in whole days, many of them tied, a half of them entered late; entries on half days if asked."""
    chance = random.Random(seed)
    found = []
    for _ in range(chance.choice([5, 40, 300])):
        leave = chance.randint(1, 40)
        entry = chance.choice([0, chance.randint(0, leave - 1)])
        found.append((entry + 0.5 if halves and entry else entry, leave, chance.random() < 0.7))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_curve_and_its_band_are_those_of_lifelines(seed: int, witness: Witness) -> None:
    # lifelines counts who enters at a time as at risk at that time already; so entries lie between the times here.
    lengths = drawn(seed, halves=True)
    entries, exits, ended = zip(*lengths, strict=True)
    ours = kaplan_meier(entries, exits, ended)
    fitted = witness("lifelines").KaplanMeierFitter().fit(exits, ended, entry=entries)
    theirs, band = fitted.survival_function_["KM_estimate"], fitted.confidence_interval_
    for time, s, lower, upper in zip(ours.times, ours.survival, ours.lower, ours.upper, strict=True):
        assert theirs.loc[time] == pytest.approx(s, abs=1e-9)
        if 0 < s < 1:
            assert tuple(band.loc[time]) == pytest.approx((lower, upper), abs=1e-9)
    median = fitted.median_survival_time_
    assert ours.median().value == (None if median == inf else median)


@pytest.mark.parametrize("seed", range(6))
def test_the_curve_and_its_band_are_those_of_r(seed: int, ask_r: AskR, tmp_path: Path) -> None:
    lengths = drawn(100 + seed, halves=False)
    ours = kaplan_meier(*zip(*lengths, strict=True))  # type: ignore[arg-type]
    code = """
    f <- survfit(Surv(x[, 1], x[, 2], x[, 3]) ~ 1, conf.type = "log-log")
    k <- f$n.event > 0
    answer <- cbind(f$time, f$n.risk, f$n.event, f$surv, f$lower, f$upper)[k, , drop = FALSE]
    """
    theirs = ask_r(code, tmp_path, lengths)
    assert len(theirs) == len(ours.times) > 0
    for row, time, n, d, s, lower, upper in zip(
        theirs, ours.times, ours.at_risk, ours.events, ours.survival, ours.lower, ours.upper, strict=True
    ):
        assert row[:4] == pytest.approx([time, n, d, s], abs=1e-9)
        if not isnan(row[4]):
            assert row[4:] == pytest.approx([lower, upper], abs=1e-9)


def test_medians_and_means_are_those_of_r(ask_r: AskR, tmp_path: Path) -> None:
    lengths = [(0, leave, ended) for _, leave, ended in drawn(7, halves=False)]
    ours = kaplan_meier(*zip(*lengths, strict=True))  # type: ignore[arg-type]
    code = """
    f <- survfit(Surv(x[, 2], x[, 3]) ~ 1, conf.type = "log-log")
    q <- quantile(f, c(.25, .5) - 1e-6) # where S is flat at the level R takes the middle of the step, we its start
    m <- summary(f, rmean = 20)$table["rmean"]
    answer <- rbind(cbind(q$quantile, q$lower, q$upper), c(m, 0, 0))
    """
    first, second, mean = ask_r(code, tmp_path, lengths)
    for row, quantile in ((first, ours.quantile(0.25)), (second, ours.median())):
        assert [None if isnan(cell) else cell for cell in row] == list(quantile)
    assert ours.restricted_mean(20) == pytest.approx(mean[0], abs=1e-9)


def test_canadian_senators_sit_for_a_median_of_5031_days(witness: Witness) -> None:
    senators = witness("lifelines.datasets").load_canadian_senators()
    lengths, ended = senators["diff_days"].tolist(), senators["observed"].tolist()
    assert (sum(ended), len(ended)) == (834, 933)
    # Three declined and sat for no day. lifelines lets them end at 0; for us they count only if they sat a moment.
    curve = kaplan_meier([0] * len(lengths), [days or 0.5 for days in lengths], ended)
    assert curve.median().value == 5031
    without = kaplan_meier([0] * len(lengths), lengths, ended)
    sat = senators[senators["diff_days"] > 0]
    fitted = witness("lifelines").KaplanMeierFitter().fit(sat["diff_days"], sat["observed"])
    assert (without.count, without.median().value) == (930, fitted.median_survival_time_)


def test_leaders_of_states_stay_for_a_median_of_four_years(witness: Witness) -> None:
    leaders = witness("lifelines.datasets").load_dd()
    curve = kaplan_meier([0] * len(leaders), leaders["duration"].tolist(), leaders["observed"].astype(bool).tolist())
    fitted = witness("lifelines").KaplanMeierFitter().fit(leaders["duration"], leaders["observed"])
    assert curve.median().value == fitted.median_survival_time_ == 4


def bounded(seed: int) -> list[tuple[float, float]]:
    """Lengths known to lie between two visits, some to the day, some still going on."""
    chance = random.Random(seed)
    found = []
    for _ in range(chance.choice([12, 60, 200])):
        length, now = chance.expovariate(0.1), 0
        while True:
            later = now + chance.randint(2, 9)
            if length <= later or later > 40:
                break
            now = later
        if length > later:
            found.append((float(now), inf))
        elif chance.random() < 0.3:
            found.append((float(int(length) + 1), float(int(length) + 1)))
        else:
            found.append((float(now), float(later)))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_turnbulls_estimate_is_that_of_surpyval(seed: int, witness: Witness) -> None:
    bounds = bounded(seed)
    ours = turnbull([a for a, _ in bounds], [b for _, b in bounds])
    surpyval = witness("surpyval")
    lefts, rights = [a for a, _ in bounds], [b for _, b in bounds]
    how = {"turnbull_estimator": "Kaplan-Meier", "tol": 1e-12, "max_iter": 100_000}
    fitted = surpyval.Turnbull.fit(xl=lefts, xr=rights, **how)
    curve = dict(zip(fitted.x.tolist(), fitted.R.tolist(), strict=True))
    ends = {right for _, right in ours.intervals if right < inf}
    assert ends
    for time in ends:
        low, high = ours.survival_at(time)
        assert low == pytest.approx(high, abs=1e-9)
        assert curve[time] == pytest.approx(low, abs=2e-5)


def test_turnbulls_estimate_is_that_of_the_npsurv_package(witness: Witness) -> None:
    # Wang's constrained Newton method, another algorithm; its answer ships with SurPyval's own tests.
    folder = Path(str(witness("surpyval").__file__)).parent / "tests" / "reference" / "data"
    if not (folder / "r_npsurv.json").is_file():
        pytest.skip("this SurPyval comes without its reference figures")
    rows = json.loads((folder / "fixtures.json").read_text(encoding="utf-8"))["interval"]["columns"]
    theirs = json.loads((folder / "r_npsurv.json").read_text(encoding="utf-8"))["references"]["npmle_interval"][
        "values"
    ]
    ours = turnbull(rows["left"], rows["right"])
    masses = dict(zip(ours.intervals, ours.masses, strict=True))
    expected = {(a, b): p for a, b, p in zip(theirs["left"], theirs["right"], theirs["p"], strict=True) if p > 1e-9}
    assert {k: v for k, v in masses.items() if v > 1e-9} == pytest.approx(expected, abs=1e-6)


def test_turnbulls_estimate_is_near_that_of_r(ask_r: AskR, tmp_path: Path) -> None:
    # R stops its iterations early: it is a witness to a hundredth only.
    bounds = bounded(42)
    ours = turnbull([a for a, _ in bounds], [b for _, b in bounds])
    code = """
    x[!is.finite(x)] <- NA
    f <- survfit(Surv(x[, 1], x[, 2], type = "interval2") ~ 1)
    answer <- cbind(f$time, f$surv)
    """
    theirs = ask_r(code, tmp_path, [(a, 1e300 * 1e10 if b == inf else b) for a, b in bounds])
    for _, right in ours.intervals:
        if right < inf:
            s = [row[1] for row in theirs if row[0] <= right][-1]
            assert s == pytest.approx(ours.survival_at(right)[0], abs=0.015)


def test_intervals_of_shares_rates_and_ratios_are_those_of_r(ask_r: AskR, tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = []
    for _ in range(40):
        n, m = chance.randint(1, 400), chance.randint(1, 60)
        rows.append((chance.randint(0, n), n, chance.uniform(0.5, 900), m, chance.uniform(0.5, 90)))
    code = """
    answer <- t(apply(x, 1, function(r) c(
      prop.test(r[1], r[2], correct = FALSE)$conf.int, binom.test(r[1], r[2])$conf.int,
      poisson.test(r[1], r[3])$conf.int, poisson.test(c(r[1], r[4]), c(r[3], r[5]))$conf.int)))
    """
    for row, theirs in zip(rows, ask_r("suppressWarnings({" + code + "})", tmp_path, rows), strict=True):
        x, n, years, m, other = row
        ours = (wilson(x, n), clopper_pearson(x, n), poisson_rate(x, years), poisson_ratio(x, years, m, other))
        flat = [bound for each in ours for bound in each[1:]]
        assert flat == pytest.approx(theirs, rel=1e-6, abs=1e-9)


def test_distributions_are_those_of_scipy(witness: Witness) -> None:
    special, chance = witness("scipy.special"), random.Random(4)
    for _ in range(500):
        a, b, x, share = (
            chance.uniform(0.1, 500),
            chance.uniform(0.1, 500),
            chance.random(),
            chance.uniform(0.001, 0.999),
        )
        assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-11)
        assert gamma_cdf(x * 2 * a, a) == pytest.approx(special.gammainc(a, x * 2 * a), abs=1e-11)
        assert beta_quantile(share, a, b) == pytest.approx(special.betaincinv(a, b, share), rel=1e-8)
        assert gamma_quantile(share, a) == pytest.approx(special.gammaincinv(a, share), rel=1e-8)
