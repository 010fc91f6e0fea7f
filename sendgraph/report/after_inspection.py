"""The report on changes of leader before and after inspections. It never says why anybody left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from sendgraph.analysis.around import DATED_DAYS, DatedRatio, Share
from sendgraph.analysis.periods import PeriodRates
from sendgraph.analysis.statistics.permutation import Permutation
from sendgraph.analysis.statistics.proportions import Interval3
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Dots, Estimate, Pairing
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.outcomes import TOO_FEW, framework_name, outcome_name, percent, ratio_text
from sendgraph.report.words import count_of

__all__ = ["Group", "SideOf", "after_inspection_report"]

_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """The worst outcomes, or all others: panel-observed rate and dated changes inside the windows and outside."""

    label: str
    visits: int
    panel: PeriodRates | None
    dated: DatedRatio


@dataclass(frozen=True, slots=True)
class SideOf:
    """One side of the inspections: before the visit, or after publication."""

    shares: Sequence[Share]
    groups: Sequence[Group]
    test: Permutation | None


def after_inspection_report(
    role: str,
    months: int,
    before: SideOf,
    after: SideOf,
    as_of: date,
    version: str,
    attribution: Sequence[str],
) -> Report:
    """The report: shares by framework and outcome on both sides, rates inside and outside the windows, and tests."""
    label = code_lists()["role"][role].label
    window = count_of(months, "month")
    return Report(
        title=f"Around inspections: {label}, {window}",
        answer=_answer(label, window, before, after),
        sections=[_shares(before, after, window), _rates(before, after), _tests(before, after)],
        caveats=[
            "A change after an inspection is not a change because of it. Holders often change before a poor report is "
            "printed, and for reasons that no source gives; so the same window before the visit is shown as well.",
            "The share counts posts whose holder is certain on the first day of the window and whose fate is known at "
            "its end. The press writes more about poor outcomes, so that changes after them are seen sooner.",
            "The panel-observed rate is set against the time of all councils outside windows. Few councils make up the "
            "worst outcomes: read the interval, not the number.",
            f"The ratio of dated changes holds if dating (to within {DATED_DAYS} days) is as complete inside windows "
            "as outside; news makes it more complete after poor outcomes, so that this ratio leans upwards.",
        ],
        provenance=Provenance(
            question=f"How often did the holder of the post of {label} change within {window} of an inspection?",
            as_of=as_of.isoformat(),
            data_version=version,
            facts_used=count_of(sum(s.visits for s in after.shares), "full inspection"),
            left_out=_left_out(before, after),
            attribution=attribution,
        ),
        values={
            "role": role,
            "window_months": months,
            "before": _values(before),
            "after": _values(after),
        },
        coverage=[
            ("inspections", str(sum(s.visits for s in after.shares))),
            ("followed after", str(sum(s.followed for s in after.shares))),
            ("followed before", str(sum(s.followed for s in before.shares))),
        ],
    )


def _answer(label: str, window: str, before: SideOf, after: SideOf) -> str:
    worst, others = after.groups[0], after.groups[1]
    if worst.panel is None or worst.panel.ratio.value is None:
        return f"The sightings of the post of {label} are too few for a rate in the {window} after inspections."
    inside, outside = worst.panel.rates[-1], worst.panel.rates[0]
    earlier = before.groups[0].panel
    text = (
        f"In the {window} after a report with the worst outcome of its framework the post of {label} changed hands "
        f"{inside.value:.2f} times a year, against {outside.value:.2f} outside all such windows: "
        f"{ratio_text(worst.panel.ratio)} times as often (95% interval in brackets)"
    )
    if others.panel and others.panel.ratio.value is not None:
        text += f"; after all other outcomes {ratio_text(others.panel.ratio)} times"
    if earlier and earlier.ratio.value is not None:
        text += f"; in the {window} before the visits that led to the worst outcomes {ratio_text(earlier.ratio)} times"
    return text + "."


def _shares(before: SideOf, after: SideOf, window: str) -> Section:
    rows, pairings = [], []
    for one, other in zip(before.shares, after.shares, strict=True):
        name = f"{framework_name(other.framework)}: {outcome_name(other.grade)}"
        rows.append((framework_name(other.framework), outcome_name(other.grade), *_cells(one), *_cells(other)))
        if one.followed >= _FEWEST or other.followed >= _FEWEST:
            pairings.append(Pairing(name, _estimate(one), _estimate(other)))
    columns = (
        "framework",
        "outcome",
        "before: changed",
        "share (95%)",
        "fate unknown",
        "after: changed",
        "share (95%) after",
        "fate unknown after",
    )
    text = (
        f"Of the posts with a certain, lasting holder {window} before the visit, how many had another when it began; "
        "and of those with one on the day of publication, how many had another at the end of the window. A share "
        f"stands where at least {_FEWEST} were followed."
    )
    figure = Dots(
        f"Share of posts that changed hands in the {window} before the visit and after publication",
        "share that changed hands",
        pairings,
        baseline=_baseline(after, window),
        baseline_label="expected outside windows, from the panel-observed rate",
    )
    return Section(
        f"Changed hands within {window}", text, columns, rows, figure=figure if pairings else None, is_main=True
    )


def _baseline(after: SideOf, window: str) -> float | None:
    """The share that would change in such a window at the rate outside all windows: 1 − exp(−λ·years)."""
    panel = after.groups[1].panel or after.groups[0].panel
    if panel is None or panel.rates[0].value is None:
        return None
    return 1 - exp(-panel.rates[0].value * int(window.split()[0]) / 12)


def _cells(of: Share) -> tuple[str, str, str]:
    share = percent(of.share) if of.followed >= _FEWEST else TOO_FEW
    return f"{of.changed} of {of.followed}", share, str(of.unknown)


def _estimate(of: Share) -> Estimate:
    note = f"{of.changed} of {of.followed}"
    if of.followed < _FEWEST:
        return Estimate(None, note=note)
    return Estimate(of.share.value, of.share.lower, of.share.upper, note=note)


def _rates(before: SideOf, after: SideOf) -> Section:
    rows = []
    for side, of in (("before the visit", before), ("after publication", after)):
        for group in of.groups:
            dated = group.dated
            rows.append(
                (
                    side,
                    group.label,
                    str(group.visits),
                    _rate(group.panel.rates[-1]) if group.panel else TOO_FEW,
                    _rate(group.panel.rates[0]) if group.panel else TOO_FEW,
                    ratio_text(group.panel.ratio) if group.panel else TOO_FEW,
                    f"{dated.inside} in {dated.inside_years:.0f} y",
                    f"{dated.outside} in {dated.outside_years:.0f} y",
                    ratio_text(dated.ratio),
                )
            )
    columns = (
        "window",
        "outcome",
        "inspections",
        "changes a year inside",
        "outside",
        "ratio (95%)",
        "dated changes inside",
        "dated outside",
        "their ratio (95%)",
    )
    text = (
        "Changes a year from pairs of sightings, piecewise constant, whole councils drawn again; beside it the closely "
        "dated changes from all sources with the exact interval of their ratio."
    )
    return Section("Rates inside the windows and outside", text, columns, rows)


def _rate(rate: Interval3) -> str:
    if rate.value is None:
        return TOO_FEW
    bounds = "" if rate.lower is None or rate.upper is None else f" ({rate.lower:.2f}–{rate.upper:.2f})"
    return f"{rate.value:.2f}{bounds}"


def _tests(before: SideOf, after: SideOf) -> Section:
    rows = []
    for side, test in (("before the visit", before.test), ("after publication", after.test)):
        if test is None:
            rows.append((side, TOO_FEW, TOO_FEW, "–"))
        else:
            rows.append((side, f"{test.observed:+.0%}".replace("%", " points"), f"{test.p:.3f}", f"{test.draws:,}"))
    text = (
        "The share that changed hands at the worst outcome of each framework less that at all others, among "
        "followed posts. p is how often outcomes shuffled within each framework give as large a difference; it tests "
        "whether the two go together, not which comes first or why."
    )
    return Section("Is the difference more than chance?", text, ("window", "difference", "p", "shuffles"), rows)


def _left_out(before: SideOf, after: SideOf) -> list[str]:
    lines = []
    for name, of in (("before", before), ("after", after)):
        for reason, attribute in (
            ("no certain holder on the first day of the window", "uncertain"),
            ("an interim in post on that day", "interim"),
            ("fate at the end of the window unknown", "unknown"),
            ("window not over on the day of the report", "too_recent"),
        ):
            count = sum(getattr(s, attribute) for s in of.shares)
            if count:
                lines.append(f"{name}, {reason}: {count}")
    return lines


def _values(of: SideOf) -> dict[str, object]:
    return {
        "shares": [
            {
                "framework": s.framework,
                "grade": s.grade,
                "n_inspections": s.visits,
                "n_followed": s.followed,
                "n_changed": s.changed,
                "n_unknown": s.unknown,
                "share": s.share.value,
                "share_lower": s.share.lower,
                "share_upper": s.share.upper,
                "bounds": [s.least, s.most],
            }
            for s in of.shares
        ],
        "rates": [
            {
                "group": g.label,
                "n_inspections": g.visits,
                "rate_inside": list(g.panel.rates[-1]) if g.panel else None,
                "rate_outside": list(g.panel.rates[0]) if g.panel else None,
                "ratio": list(g.panel.ratio) if g.panel else None,
                "dated_inside": g.dated.inside,
                "dated_inside_years": g.dated.inside_years,
                "dated_outside": g.dated.outside,
                "dated_outside_years": g.dated.outside_years,
                "dated_left_out": g.dated.left_out,
                "dated_ratio": list(g.dated.ratio),
            }
            for g in of.groups
        ],
        "difference": of.test.observed if of.test else None,
        "p": of.test.p if of.test else None,
    }
