"""The turnover report: how often the holder of a post changes, nationally and by council."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.changes import Change
from sendgraph.analysis.turnover import CouncilTurnover, Turnover
from sendgraph.facts.codes import code_lists
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of, day_range

__all__ = ["turnover_report"]

_CAVEATS = (
    "The rate rests on the officers whom Ofsted's letters and reports name, months or years apart. It takes "
    "the chance of a change as even over time, and a holder who left and came back in between as one who stayed.",
    "Changes counted here are least counts: short interims whom no source names are missing. ADCS counts every change.",
    "Names are compared as printed within a council; an unnoticed spelling variant would count as a change.",
    "No reason for a change is given or implied.",
)


def turnover_report(of: Turnover, data_version: str, attribution: Sequence[str], uncorroborated: int) -> Report:
    """The report on a measured turnover. ``uncorroborated`` is how many sightings were not taken."""
    role = code_lists()["role"][of.role].label
    excluded = [{"reason": reason, "count": count} for reason, count in of.excluded]
    if uncorroborated:
        excluded.append(
            {"reason": "claims on these posts that are not taken (uncorroborated or rejected)", "count": uncorroborated}
        )
    left_out = [f"{each['reason']}: {each['count']}" for each in excluded]
    return Report(
        title=f"Turnover: {role}",
        answer=_answer(of, role),
        sections=[_national(of), *_years(of), _councils(of.councils)],
        caveats=_CAVEATS,
        provenance=Provenance(
            question=f"How often does the holder of the post of {role} change?",
            as_of=of.as_of.isoformat(),
            data_version=data_version,
            facts_used=f"{count_of(of.tenure_count, 'tenure')} in {count_of(of.post_count, 'post')}",
            left_out=left_out,
            attribution=attribution,
        ),
        values=_values(of, excluded),
    )


def _answer(of: Turnover, role: str) -> str:
    rate = of.rate
    if not of.window or not 0 < rate.rate < float("inf"):
        return f"The sightings of the post of {role} are too few for a rate."
    interval = ""
    if rate.lower and rate.upper:
        interval = f" (95% interval once every {1 / rate.upper:.1f} to {1 / rate.lower:.1f} years)"
    return (
        f"Between {of.window[0]:%B %Y} and {of.window[1]:%B %Y} the post of {role} changed hands about once every "
        f"{1 / rate.rate:.1f} years per council{interval}, from {rate.pair_count} pairs of sightings in "
        f"{rate.cluster_count} councils."
    )


def _number(value: float | None) -> str:
    return "too few" if value is None else f"{value:.3f}"


def _national(of: Turnover) -> Section:
    rate = of.rate
    rows = [
        ("changes a year per post", _number(rate.rate)),
        ("95% interval, whole councils drawn again", f"{_number(rate.lower)} to {_number(rate.upper)}"),
        ("pairs of consecutive sightings", str(rate.pair_count)),
        ("of which with another holder", str(rate.change_count)),
        ("posts with an evidenced holder", str(of.post_count)),
        ("evidenced holders", str(of.holder_count)),
        ("certain changes, all sources", str(len(of.changes))),
    ]
    return Section("National", columns=("measure", "value"), rows=rows)


def _years(of: Turnover) -> list[Section]:
    if not of.years:
        return []
    rows = [(y.label, str(y.certain), str(y.possible)) for y in of.years]
    text = "A change counts for certain in a year when its bounds lie in it, and as possible when they reach into it."
    return [Section("Changes by financial year", text, ("year", "certain", "possible"), rows)]


def _councils(councils: Sequence[CouncilTurnover]) -> Section:
    rows = [
        (
            council.council,
            str(len({h.tenure_id for h in council.holders})),
            str(len(council.changes)),
            f"{council.pair_change_count} of {council.pair_count}",
            "; ".join(f"{c.before} → {c.after}, {day_range(c.earliest, c.latest)}" for c in council.changes) or "–",
        )
        for council in councils
    ]
    columns = ("council", "holders", "changes", "pairs changed", "changes and when")
    return Section("By council, in order of name", columns=columns, rows=rows)


def _values(of: Turnover, excluded: list[dict[str, object]]) -> dict[str, object]:
    rate = of.rate
    return {
        "role": of.role,
        "n_posts": of.post_count,
        "n_holders": of.holder_count,
        "n_pairs": rate.pair_count,
        "n_changes": rate.change_count,
        "n_certain_changes": len(of.changes),
        "rate_per_year": rate.rate if rate.rate < float("inf") else None,
        "rate_lower": rate.lower,
        "rate_upper": rate.upper,
        "window": [day.isoformat() for day in of.window] if of.window else [],
        "excluded": excluded,
        "years": [{"year": y.label, "certain": y.certain, "possible": y.possible} for y in of.years],
        "councils": [
            {
                "id": council.body_id,
                "council": council.council,
                "region": council.region,
                "n_holders": len({h.tenure_id for h in council.holders}),
                "n_changes": len(council.changes),
                "n_pairs": council.pair_count,
                "n_pair_changes": council.pair_change_count,
                "changes": [_change(c) for c in council.changes],
            }
            for council in of.councils
        ],
    }


def _change(change: Change) -> dict[str, str]:
    return {
        "from": change.before,
        "to": change.after,
        "earliest": change.earliest.isoformat(),
        "latest": change.latest.isoformat(),
        "from_tenure": change.before_tenure,
        "to_tenure": change.after_tenure,
        "to_basis": change.after_basis,
    }
