"""Intervals of shares, rates and ratios against R (numbers kept here), identities, and the limits of a funnel."""

from __future__ import annotations

from math import comb, exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.analysis.statistics.distributions import (
    beta_cdf,
    beta_quantile,
    gamma_cdf,
    gamma_quantile,
    poisson_cdf,
    poisson_quantile,
)
from sendgraph.analysis.statistics.proportions import (
    Interval3,
    clopper_pearson,
    funnel_limits,
    poisson_rate,
    poisson_ratio,
    quantile,
    wilson,
)


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [
        # prop.test(x, n, correct = FALSE) in R 4.2
        (3, 8, 0.1368442858, 0.6942576054),
        (9, 20, 0.2581978583, 0.6579146575),
        (24, 50, 0.3479713529, 0.6148825511),
        (0, 5, 0, 0.4344824648),
        (5, 5, 0.5655175352, 1),
    ],
)
def test_wilsons_interval_is_that_of_r(x: int, n: int, lower: float, upper: float) -> None:
    assert wilson(x, n) == pytest.approx((x / n, lower, upper), abs=1e-9)


def test_the_exact_share_is_that_of_r() -> None:
    # binom.test(3, 8)
    assert clopper_pearson(3, 8) == pytest.approx((0.375, 0.08523341414, 0.75513678363), abs=1e-10)
    assert clopper_pearson(0, 4) == pytest.approx((0, 0, 1 - 0.025 ** (1 / 4)))
    assert clopper_pearson(4, 4) == pytest.approx((1, 0.025 ** (1 / 4), 1))


def test_the_exact_rate_is_that_of_r() -> None:
    # poisson.test(9, 18)
    assert poisson_rate(9, 18) == pytest.approx((0.5, 0.2286318387, 0.9491557473), abs=1e-9)


def test_the_ratio_of_rates_is_that_of_r() -> None:
    # poisson.test(c(9, 40), c(18, 150)); with 0 and 40; with 9 and 0
    assert poisson_ratio(9, 18, 40, 150) == pytest.approx((1.875, 0.7999909352, 3.9255566324), abs=1e-9)
    assert poisson_ratio(0, 18, 40, 150) == pytest.approx((0, 0, 0.8050685594), abs=1e-9)
    ratio = poisson_ratio(9, 18, 0, 150)
    assert ratio.value is None
    assert ratio.lower == pytest.approx(16.4485526, abs=1e-7)
    assert ratio.upper is None


def test_of_nothing_watched_nothing_is_claimed() -> None:
    assert wilson(0, 0) == Interval3(None, 0, 1)
    assert clopper_pearson(0, 0) == Interval3(None, 0, 1)
    assert poisson_rate(0, 0) == Interval3(None, 0, None)
    assert poisson_ratio(0, 0, 3, 5) == Interval3(None, 0, None)
    assert poisson_ratio(0, 5, 0, 5) == Interval3(None, 0, None)


@pytest.mark.parametrize(("x", "n"), [(3, 2), (-1, 2)])
def test_more_than_all_is_no_share(x: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{x} of {n} is no share"):
        wilson(x, n)
    with pytest.raises(ValueError, match=f"{x} of {n} is no share"):
        clopper_pearson(x, n)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="is no rate"):
        poisson_rate(-1, 2)
    with pytest.raises(ValueError, match="not negative"):
        poisson_ratio(-1, 2, 1, 2)
    with pytest.raises(ValueError, match="no numbers"):
        quantile([], 0.5)


@given(st.integers(1, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_the_beta_distribution_sums_the_binomial(a: int, b: int, x: float) -> None:
    n = a + b
    at_least = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_cdf(x, a, n - a + 1) == pytest.approx(at_least, abs=1e-12)


@given(st.integers(0, 60), st.floats(0.01, 80))
def test_the_gamma_distribution_sums_the_poisson(count: int, mean: float) -> None:
    assert poisson_cdf(count, mean) == pytest.approx(
        sum(exp(-mean) * mean**k / factorial(k) for k in range(count + 1)), abs=1e-12
    )


@given(st.floats(0.001, 0.999), st.floats(0.2, 300), st.floats(0.2, 300))
def test_quantiles_are_where_the_distribution_passes(share: float, a: float, b: float) -> None:
    assert beta_cdf(beta_quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-9)
    assert gamma_cdf(gamma_quantile(share, a), a) == pytest.approx(share, abs=1e-9)


def test_distributions_hold_for_counts_of_a_million() -> None:
    # scipy.special.betainc(400000, 600001, .4) and gammainc(1e6, 1000500)
    assert beta_cdf(0.4, 400_000, 600_001) == pytest.approx(0.5003800241, abs=1e-8)
    assert gamma_cdf(1_000_500, 1_000_000) == pytest.approx(0.6915504758, abs=1e-8)


@given(st.floats(0.01, 0.99), st.floats(0.01, 200))
def test_the_poisson_quantile_is_the_first_count_that_reaches_the_share(share: float, mean: float) -> None:
    count = poisson_quantile(share, mean)
    assert poisson_cdf(count, mean) >= share > poisson_cdf(count - 1, mean)


def test_quantiles_lie_between_neighbours() -> None:
    # Type 7: position 0.3 of 3 is 0.9, so nine tenths of the way from 1 to 2.
    assert quantile([1, 2, 4, 8], 0.3) == pytest.approx(1.9)
    assert quantile([5], 0.9) == 5
    assert (quantile([1, 2], 0), quantile([1, 2], 1)) == (1, 2)


def test_a_funnel_narrows_around_the_rate_with_the_years_watched() -> None:
    limits = [funnel_limits(0.35, years) for years in (1, 3, 10, 30, 1000)]
    assert [each.years for each in limits] == [1, 3, 10, 30, 1000]
    for near, far in zip(limits[1:], limits, strict=False):
        assert far.upper95 >= near.upper95
    for each in limits:
        assert each.lower998 <= each.lower95 <= 0.35 <= each.upper95 <= each.upper998
    assert limits[0].lower95 == 0
    # With 350 expected the limits are near 0.35 ± 1.96 √350 / 1000.
    assert (limits[-1].lower95, limits[-1].upper95) == pytest.approx((0.3133, 0.3867), abs=0.001)
    assert funnel_limits(0, 5) == (5, 0, 0, 0, 0)


def test_a_funnel_limit_is_between_whole_counts() -> None:
    # Mean 2: P(X ≤ 5) = .98344, P(X ≤ 4) = .94735; 97.5% lies (.98344 - .975) / .03609 = .234 below 5.
    assert funnel_limits(1, 2).upper95 == pytest.approx((5 - 0.2338) / 2, abs=1e-3)
    with pytest.raises(ValueError, match="a funnel needs a rate and years"):
        funnel_limits(0.3, 0)
