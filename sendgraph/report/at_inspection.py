"""The report on who led when inspectors came, and how long they had been there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.visits import AtVisit, AtVisits
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Dots, Estimate, Pairing
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.outcomes import TOO_FEW, count_or_bounds, framework_name, outcome_name
from sendgraph.report.words import count_of

__all__ = ["at_inspection_report"]

_FEWEST = 5
"""Below so many dated leaders a median says more about those few than about the outcome."""


def at_inspection_report(
    role: str,
    found: Sequence[AtVisit],
    measured: Sequence[AtVisits],
    as_of: date,
    version: str,
    attribution: Sequence[str],
) -> Report:
    """The report: a table by framework and outcome, then every inspection with its leader."""
    label = code_lists()["role"][role].label
    certain = [f for f in found if f.holder]
    visits = len({f.visit.inspection_id for f in found})
    bodies = len({f.visit.body_id for f in found})
    return Report(
        title=f"Leadership at inspection: {label}",
        answer=_answer(label, found, measured),
        sections=[_groups(measured), _list(found)],
        caveats=[
            "Time in post runs from the first to the last day that the sources allow for the start: the true median "
            "lies between the two medians shown, for the leaders who could be dated.",
            f"The sources name a certain holder at {len(certain)} of {visits} inspections. Councils in the news, "
            "often after a poor report, are better covered, so groups differ in who could be dated.",
            "Outcomes of different frameworks are not comparable. A short time in post before a poor outcome may "
            "follow from changes made because trouble was known, as much as the other way round.",
        ],
        provenance=Provenance(
            question=f"Who was {label} when inspectors came, and for how long had they been in post?",
            as_of=as_of.isoformat(),
            data_version=version,
            facts_used=f"{count_of(visits, 'full inspection')} of {count_of(bodies, 'council')}",
            left_out=_left_out(found),
            attribution=attribution,
        ),
        values={
            "role": role,
            "n_inspections": visits,
            "n_certain": len(certain),
            "groups": [_group_values(m) for m in measured],
            "inspections": [_visit_values(f) for f in found],
        },
        coverage=[
            ("inspections", str(visits)),
            ("councils", str(bodies)),
            ("with a certain holder", str(len(certain))),
            ("of whom the start is bounded", str(sum(m.dated for m in measured))),
        ],
    )


def _answer(label: str, found: Sequence[AtVisit], measured: Sequence[AtVisits]) -> str:
    dated = sorted((m for m in measured if m.dated >= _FEWEST), key=lambda m: m.dated, reverse=True)
    if not dated:
        return f"The sources date too few holders of the post of {label} at inspections for a figure."
    worst = next(
        (m for m in measured if (m.framework, m.grade) == ("ilacs", "inadequate") and m.dated >= _FEWEST), None
    )
    best = next(
        (m for m in measured if (m.framework, m.grade) == ("ilacs", "outstanding") and m.dated >= _FEWEST), None
    )
    n = sum(1 for f in found if f.holder)
    start = f"The sources show for certain who was {label} at {n} of {len(found)} inspections"
    if worst and best:
        return (
            f"{start}; where children's services were judged inadequate the median holder had been in post for "
            f"{count_or_bounds(worst.median_least, worst.median_most)} years (n = {worst.dated}), where outstanding "
            f"for {count_or_bounds(best.median_least, best.median_most)} years (n = {best.dated})."
        )
    most = dated[0]
    return (
        f"{start}; in the largest group, {outcome_name(most.grade)} under {framework_name(most.framework)}, the median "
        f"holder had been in post for {count_or_bounds(most.median_least, most.median_most)} years (n = {most.dated})."
    )


def _groups(measured: Sequence[AtVisits]) -> Section:
    rows = [
        (
            framework_name(m.framework),
            outcome_name(m.grade),
            str(m.visits),
            str(m.certain),
            str(m.interim),
            str(m.dated),
            count_or_bounds(m.median_least, m.median_most) if m.dated >= _FEWEST else TOO_FEW,
            count_or_bounds(m.under_year_certain, m.under_year_possible, 0) if m.dated else "–",
        )
        for m in measured
    ]
    columns = (
        "framework",
        "outcome",
        "inspections",
        "holder certain",
        "of them interim",
        "start bounded",
        "median years in post",
        "under a year",
    )
    pairings = [
        Pairing(
            f"{framework_name(m.framework)}: {outcome_name(m.grade)}",
            Estimate(m.median_least, note=f"n = {m.dated}"),
            Estimate(m.median_most, note=f"n = {m.dated}"),
        )
        for m in measured
        if m.dated >= _FEWEST
    ]
    return Section(
        "Time in post on the first day of the inspection",
        f"Medians of the shortest and of the longest time that the sources allow. Below {_FEWEST} leaders: too few.",
        columns,
        rows,
        figure=Dots(
            "Median years in post on the first day of the inspection, least and most",
            "years in post",
            pairings,
            before="least",
            after="most",
        )
        if pairings
        else None,
        is_main=True,
    )


def _list(found: Sequence[AtVisit]) -> Section:
    ordered = sorted(found, key=lambda f: (f.visit.council, f.visit.start_earliest, f.visit.inspection_id))
    rows, links = [], {}
    for number, each in enumerate(ordered):
        visit = each.visit
        years = (None if d is None else d / DAYS_A_YEAR for d in (each.least_days, each.most_days))
        least, most = years
        time = "–" if not each.holder else f"at least {least:.1f}" if most is None else count_or_bounds(least, most)
        rows.append(
            (
                visit.council,
                visit.start_earliest.isoformat(),
                framework_name(visit.framework),
                outcome_name(visit.grade),
                _leader(each),
                time,
                each.holder.tenure_id if each.holder else "",
            )
        )
        if visit.report_url:
            links[number, 3] = visit.report_url
    columns = ("council", "visit began", "framework", "outcome", "in post", "years in post", "id")
    return Section("Every inspection, by council", "", columns, rows, links=links)


def _leader(each: AtVisit) -> str:
    if each.holder:
        return each.holder.person + (f" ({each.holder.basis})" if each.holder.is_interim else "")
    names = sorted({s.person for s in each.possible})
    return f"possibly {', '.join(names)}" if names else "no source"


def _left_out(found: Sequence[AtVisit]) -> list[str]:
    possible = sum(1 for f in found if not f.holder and f.possible)
    none = sum(1 for f in found if not f.possible)
    return [
        f"inspections where a holder is only possible: {possible}",
        f"inspections where no source names a holder: {none}",
    ]


def _group_values(m: AtVisits) -> dict[str, object]:
    return {
        "framework": m.framework,
        "grade": m.grade,
        "n_inspections": m.visits,
        "n_certain": m.certain,
        "n_interim": m.interim,
        "n_dated": m.dated,
        "median_years_lower": m.median_least,
        "median_years_upper": m.median_most,
        "under_a_year": [m.under_year_certain, m.under_year_possible],
    }


def _visit_values(each: AtVisit) -> dict[str, object]:
    return {
        "inspection": each.visit.inspection_id,
        "council": each.visit.body_id,
        "framework": each.visit.framework,
        "grade": each.visit.grade,
        "start": each.visit.start_earliest.isoformat(),
        "holder": each.holder.person_id if each.holder else None,
        "tenure": each.holder.tenure_id if each.holder else None,
        "possible": sorted({s.person_id for s in each.possible}),
        "days_in_post": [each.least_days, each.most_days],
    }
