"""The coverage report: how much is known of who held a post, and what a volunteer should look for next."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.coverage import Coverage
from sendgraph.facts.codes import code_lists
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of

__all__ = ["coverage_report"]


def coverage_report(
    role: str, since: str, covered: Sequence[Coverage], as_of: str, data_version: str, attribution: Sequence[str]
) -> Report:
    """The report on measured coverage, the council with the most to find first."""
    label = code_lists()["role"][role].label
    years = sum(c.covered_years for c in covered)
    window = sum(c.window_years for c in covered)
    dated = [sum(getattr(c, name) for c in covered) for name in ("within_month", "within_year", "wider")]
    some = sum(c.covered_years > 0 for c in covered)
    rows = [
        (
            c.council,
            f"{c.covered_years:.1f} of {c.window_years:.1f}",
            str(c.within_month),
            str(c.within_year),
            str(c.wider),
            c.wanted.words,
        )
        for c in covered
    ]
    return Report(
        title=f"Coverage: {label}",
        answer=(
            f"Since {since} the sources show for certain who was {label} in {years:,.0f} of {window:,.0f} "
            f"council-years, with some such stretch in {some} of {count_of(len(covered), 'council')}; {sum(dated)} "
            f"changes are known, {dated[0]} of them dated to within a month and {dated[1]} more to within a year."
        ),
        sections=[
            Section(
                "By council, most to find first",
                "The last column is the one fact that lies among the most unknown days.",
                ("council", "years covered", "changes ≤ month", "≤ year", "wider", "look for"),
                rows,
            )
        ],
        caveats=[
            "A day is covered only when the bounds leave no doubt who held the post; any other is unknown, not vacant.",
            "A council founded by a reorganisation counts from its first day; its predecessors are not counted.",
        ],
        provenance=Provenance(
            question=f"How much is known of who was {label}, and what should one look for next?",
            as_of=as_of,
            data_version=data_version,
            facts_used=count_of(len(covered), "council"),
            attribution=attribution,
        ),
        values={
            "role": role,
            "since": since,
            "covered_years": years,
            "window_years": window,
            "n_changes_within_month": dated[0],
            "n_changes_within_year": dated[1],
            "n_changes_wider": dated[2],
            "councils": [
                {
                    "id": c.body_id,
                    "council": c.council,
                    "covered_years": round(c.covered_years, 2),
                    "window_years": round(c.window_years, 2),
                    "n_within_month": c.within_month,
                    "n_within_year": c.within_year,
                    "n_wider": c.wider,
                    "look_for": c.wanted.words,
                    "unknown_days": c.wanted.days,
                }
                for c in covered
            ],
        },
    )
