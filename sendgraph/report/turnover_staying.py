"""The sections on how long holders stay: curves with delayed entry, completed tenures, and, apart, time so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sendgraph.analysis.account import Account
from sendgraph.analysis.staying import HORIZON_YEARS, Staying, Step
from sendgraph.report.figures import Curve, Curves
from sendgraph.report.layout import Section
from sendgraph.report.turnover_words import TOO_FEW, percent, percents, span, years_text
from sendgraph.report.words import count_of

if TYPE_CHECKING:
    from sendgraph.analysis.statistics.turnbull import Masses

__all__ = ["FEWEST_AT_RISK", "FEWEST_TENURES", "curve_section", "staying_sections"]

FEWEST_AT_RISK = 5
"""A curve ends where fewer than so many are at risk."""

FEWEST_TENURES = 10
"""Medians and shares of fewer tenures at risk are not told."""

_TABLE_YEARS = (0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)


def staying_sections(account: Account) -> list[Section]:
    """How long holders stay, the curves in numbers, Turnbull's estimate where asked, and the time in post so far."""
    groups = [s for s in account.staying if s.count]
    if not groups:
        return []
    curves = curve_section(account.staying)
    turnbull = [] if account.turnbull is None else [_turnbull(account.turnbull)]
    return [_table(account, groups), *([curves] if curves else []), *turnbull, _stock(account)]


def _table(account: Account, groups: Sequence[Staying]) -> Section:
    rows = [
        (
            g.label,
            f"{g.at_risk_count} ({g.at_risk_ended})",
            *_read_off(g),
            f"{years_text(g.completed)}, {g.ended}",
        )
        for g in groups
    ]
    draws = account.staying[0].versions
    dates = (
        f"Dates known only within bounds are drawn {draws} times, holders in order and successors as close behind as "
        "is usual; figures are the middle of the draws, and the band of dates is what the draws do to the median, "
        "not chance."
        if draws > 1
        else "Dates known only within bounds stand at the middle of their bounds."
    )
    text = (
        "Years until half have left, and the share still there after 12 and 24 months, by Kaplan–Meier. Lasting are "
        "permanent holders and those whose basis no source states. A tenure counts from the day when the first "
        "source on it was out, at the age it had by then (delayed entry); one found only after it had ended is not "
        f"in it. The start must be known to a year. {dates} Completed tenures alone leave out the long ones that are "
        "still going on and hold those that somebody remembered afterwards; their bounds are the worst that the "
        "dates allow."
    )
    columns = (
        "basis",
        "at risk (ended)",
        "median years (95%)",
        "band of dates",
        "after 12 months (95%)",
        "after 24 months (95%)",
        f"mean, at most {HORIZON_YEARS:.0f} years",
        "completed only (bounds)",
    )
    return Section("How long holders stay", text, columns, rows)


def _read_off(of: Staying) -> tuple[str, str, str, str, str]:
    """Median, its band, two shares and a mean; with fewer than ten at risk they would be chance."""
    if of.at_risk_count < FEWEST_TENURES:
        return (TOO_FEW, "–", TOO_FEW, TOO_FEW, TOO_FEW)
    return (
        years_text(of.median),
        "–" if of.versions == 1 else span(of.median_band.lower, of.median_band.upper, 1),
        _share(of.at(1.0)),
        _share(of.at(2.0)),
        "–" if of.mean_years is None else f"{of.mean_years:.1f}",
    )


def _share(step: Step | None) -> str:
    if step is None:
        return "not observed"
    return f"{percent(step.share.value)} ({percents((step.share.lower, step.share.upper))})"


def _drawn(of: Staying) -> list[Step]:
    """The steps that are shown: up to where too few are at risk, the first months of late entry not counted."""
    last = max((s.years for s in of.steps if s.at_risk >= FEWEST_AT_RISK), default=None)
    return [] if last is None else [s for s in of.steps if s.years <= last]


def curve_section(groups: Sequence[Staying]) -> Section | None:
    """The curves of the groups but the first, which is all of them, with their numbers as a table."""
    shown = [(g, steps) for g in groups[1:] if (steps := _drawn(g))] or [
        (g, steps) for g in groups[:1] if (steps := _drawn(g))
    ]
    if not shown:
        return None
    curves = tuple(
        Curve(
            g.label,
            tuple((s.years, s.share.value or 0.0, s.share.lower, s.share.upper) for s in steps),
            tuple((s.years, s.at_risk) for s in steps if s.years == int(s.years)),
            tuple((s.years, s.band.lower, s.band.upper) for s in steps) if g.versions > 1 else (),
        )
        for g, steps in shown
    )
    rows = [
        (
            f"{years:g}",
            g.label,
            percent(step.share.value),
            percents((step.share.lower, step.share.upper)),
            "–" if g.versions == 1 else percents(step.band),
            str(step.at_risk),
        )
        for years in _TABLE_YEARS
        for g, steps in shown
        if (step := next((s for s in steps if abs(s.years - years) < 0.01), None))
    ]
    if not rows:
        return None
    return Section(
        "Still in post, by years since the start",
        f"A curve ends where fewer than {FEWEST_AT_RISK} are at risk. Since tenures enter late, the number at risk "
        "may rise before it falls.",
        ("years", "basis", "still in post", "95% interval", "band of dates", "at risk"),
        rows,
        figure=Curves("Still in post, by years since the start", "years in post", curves),
    )


def _turnbull(masses: Masses) -> Section:
    median = masses.median()
    rows = [("median", "not reached" if median is None else f"{median[0]:.1f} to {median[1]:.1f} years")]
    rows += [
        (f"still in post after {years} years", percents(masses.survival_at(float(years)))) for years in (1, 2, 3, 5)
    ]
    return Section(
        "Lengths from bounds alone (Turnbull)",
        f"From {count_of(masses.count, 'tenure')} by the bounds of their lengths, no date drawn. This estimate knows "
        "no delayed entry: it takes tenures as if all had been watched from their first day and reads too long.",
        ("measure", "between"),
        rows,
    )


def _stock(account: Account) -> Section:
    of = account.stock
    mean = "too few" if of.mean is None or of.count < FEWEST_AT_RISK else years_text(of.mean)
    rows = [
        ("mean years in post so far (bounds of the dates)", mean),
        ("holders shown in post within the year before, start known to a year", str(of.count)),
        ("left out: no source shows them within the year before", str(of.not_shown)),
        ("left out: start not known to a year", str(of.vague)),
    ]
    beside = " The mean time in post that ADCS prints is of this kind." if account.turnover.role == "dcs" else ""
    return Section(
        "Not a length of tenures: time in post so far of those in post",
        f"How long ago those came who were in post on {account.asking.as_of}. It does not say how long holders stay: "
        "none of them has left, and who stays long is met more often. By the time they leave, people in post on a "
        f"day will have served about twice as long as tenures last on average.{beside}",
        ("measure", "value"),
        rows,
    )
