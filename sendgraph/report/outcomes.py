"""Names of frameworks and their outcomes, the same in every report on inspections."""

from __future__ import annotations

from sendgraph.analysis.statistics.proportions import Interval3
from sendgraph.facts.codes import code_lists

__all__ = ["TOO_FEW", "count_or_bounds", "framework_name", "outcome_name", "percent", "ratio_text"]

TOO_FEW = "too few"


def framework_name(code: str) -> str:
    """The framework as people read it."""
    return code_lists()["framework"][code].label


def outcome_name(code: str) -> str:
    """The outcome as people read it; of the area framework of 2016 it says what was required."""
    label = code_lists()["grade"][code].label
    return f"statement of action {label}" if code in ("required", "not-required") else label


def percent(share: Interval3) -> str:
    """A share with its interval in whole percent.

    >>> percent(Interval3(0.375, 0.137, 0.694)), percent(Interval3(None, 0.0, 1.0))
    ('38% (14–69%)', 'too few')
    """
    if share.value is None or share.lower is None or share.upper is None:
        return TOO_FEW
    return f"{share.value:.0%} ({share.lower:.0%}–{share.upper:.0%})".replace("%–", "–", 1)


def ratio_text(ratio: Interval3 | None) -> str:
    """A ratio with its interval.

    >>> ratio_text(Interval3(1.875, 0.8, 3.926)), ratio_text(Interval3(2.0, 0.5, None)), ratio_text(None)
    ('1.9 (0.8–3.9)', '2.0 (0.5 or more)', 'too few')
    """
    if ratio is None or ratio.value is None:
        return TOO_FEW
    if ratio.lower is None:
        return f"{ratio.value:.1f}"
    upper = " or more" if ratio.upper is None else f"–{ratio.upper:.1f}"
    return f"{ratio.value:.1f} ({ratio.lower:.1f}{upper})"


def count_or_bounds(least: float | None, most: float | None, digits: int = 1) -> str:
    """A figure between two bounds, or one figure where they are the same.

    >>> count_or_bounds(1.22, 3.24), count_or_bounds(2.0, 2.0, 0), count_or_bounds(None, None)
    ('1.2 to 3.2', '2', 'too few')
    """
    if least is None or most is None:
        return TOO_FEW
    low, high = f"{least:.{digits}f}", f"{most:.{digits}f}"
    return low if low == high else f"{low} to {high}"
