"""Distribution functions that exact intervals invert: the binomial's and the Poisson's, by incomplete beta and gamma.

Written out because importing scipy costs more time than a whole report. Continued fractions by Lentz's method:
Abramowitz and Stegun, Handbook of mathematical functions (1964), 26.5.8 for the beta, 6.5.29 and 6.5.31 for the gamma.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, log1p

__all__ = ["beta_cdf", "beta_quantile", "gamma_cdf", "gamma_quantile", "poisson_cdf", "poisson_quantile"]

_TINY = 1e-300
_PRECISION = 1e-15
_STEPS = 100_000


def _fraction(first: float, parts: Callable[[int], tuple[float, float]]) -> float:
    """The continued fraction first + a1 / (b1 + a2 / (b2 + …)) with ``parts(i)`` giving a and b, by Lentz's method."""
    value = first or _TINY
    c, d = value, 0.0
    for i in range(1, _STEPS):
        a, b = parts(i)
        d = 1 / ((b + a * d) or _TINY)
        c = (b + a / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < _PRECISION:
            return value
    raise ArithmeticError("a continued fraction did not settle")


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: the share of a beta distribution up to ``x``.

    >>> round(beta_cdf(0.5, 2, 3), 6)  # 1 - (1-x)^4 - 4x(1-x)^3 at a half: 11/16
    0.6875
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)

    def parts(i: int) -> tuple[float, float]:
        if i == 1:
            return 1.0, 1.0
        half, odd = divmod(i - 1, 2)
        if odd:
            return -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1)), 1.0
        return half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half)), 1.0

    scale = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return scale * _fraction(0.0, parts)


def gamma_cdf(x: float, shape: float) -> float:
    """The regularised lower incomplete gamma function: the share of a gamma distribution with scale 1 up to ``x``.

    >>> round(gamma_cdf(2.0, 1), 6)  # 1 - exp(-2)
    0.864665
    """
    if x <= 0:
        return 0.0
    scale = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        part = total = 1 / shape
        step = shape
        while part > total * _PRECISION:
            step += 1
            part *= x / step
            total += part
        return scale * total

    def parts(i: int) -> tuple[float, float]:
        return (1.0, x + 1 - shape) if i == 1 else ((i - 1) * (shape - i + 1), x + 2 * i - 1 - shape)

    return 1 - scale * _fraction(0.0, parts)


def beta_quantile(share: float, a: float, b: float) -> float:
    """The ``x`` up to which ``share`` of a beta distribution lies."""
    return _invert(lambda x: beta_cdf(x, a, b), share, 1.0)


def gamma_quantile(share: float, shape: float) -> float:
    """The ``x`` up to which ``share`` of a gamma distribution with scale 1 lies."""
    high = shape + 1.0
    while gamma_cdf(high, shape) < share:
        high *= 2
    return _invert(lambda x: gamma_cdf(x, shape), share, high)


def _invert(cdf: Callable[[float], float], share: float, high: float) -> float:
    """Where a distribution function between 0 and ``high`` passes ``share``, by halving down to the last bit."""
    low = 0.0
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return middle
        low, high = (middle, high) if cdf(middle) < share else (low, middle)


def poisson_cdf(count: int, mean: float) -> float:
    """The chance that a Poisson number with that mean is ``count`` or fewer."""
    return 0.0 if count < 0 else 1 - gamma_cdf(mean, count + 1)


def poisson_quantile(share: float, mean: float) -> int:
    """The smallest number that a Poisson number with that mean does not exceed with chance ``share`` or more."""
    low, high = -1, int(mean) + 1
    while poisson_cdf(high, mean) < share:
        high = 2 * high + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if poisson_cdf(middle, mean) < share else (low, middle)
    return high
