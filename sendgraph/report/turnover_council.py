"""The turnover report on one council: its holders and changes with their bounds, and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sendgraph.analysis.account import Account
from sendgraph.analysis.one_body import Unknown, length_bounds, rate_of_body, unknown_stretches
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.shares import Gap
from sendgraph.analysis.spells import Spell
from sendgraph.core.intervals import Interval
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Lane, Span, Timeline
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.turnover import facts_used, left_out
from sendgraph.report.turnover_values import turnover_values
from sendgraph.report.turnover_words import percents, span
from sendgraph.report.words import count_of, day_range, ending

__all__ = ["one_body_report"]

_MOST_UNKNOWN = 40


def one_body_report(
    of: Account,
    name: str,
    gaps: Sequence[Gap],
    data_version: str,
    attribution: Sequence[str],
    uncorroborated: int,
) -> Report:
    """The report on the posts of a role in one body, called ``name``. It tells no rate below three post-years."""
    role = code_lists()["role"][of.turnover.role].label
    window = of.window
    unknown = unknown_stretches(of.seats, of.spells, gaps, window)
    excluded = left_out(of.turnover, uncorroborated, None, of.not_chosen)
    sections = [_holders(of, role, window), _changes(of), _figures(of), _unknown(unknown)]
    return Report(
        title=f"Turnover at {name}: {role}",
        answer=_answer(of, name, role, unknown, window),
        sections=[s for s in sections if s.rows],
        caveats=[
            "A stretch without a certain holder is unknown: no source in the graph covers it. It was not vacant "
            "unless a source says so.",
            "Changes counted are least counts: a holder whom no source names is missing.",
            "No reason for a change is given or implied; that one follows an inspection does not mean that it was "
            "caused by it.",
        ],
        provenance=Provenance(
            question=f"Who held the post of {role} at {name}, when did it change, and what is not known?",
            as_of=of.asking.as_of.isoformat(),
            data_version=data_version,
            facts_used=facts_used(of.turnover),
            left_out=[f"{each['reason']}: {each['count']}" for each in excluded],
            attribution=attribution,
        ),
        values={**turnover_values(of.turnover, excluded), "unknown": [_plain(u) for u in unknown]},
    )


def _plain(of: Unknown) -> dict[str, Any]:
    return {
        "first": of.first.isoformat(),
        "last": of.last.isoformat(),
        "days": of.days,
        "before": of.before,
        "after": of.after,
    }


def _answer(of: Account, name: str, role: str, unknown: Sequence[Unknown], window: Interval) -> str:
    turnover = of.turnover
    if not turnover.tenure_count:
        return f"No source in the graph names a holder of the post of {role} at {name}."
    days = sum(u.days for u in unknown)
    years = (window.days or 0) / DAYS_A_YEAR
    return (
        f"Since {window.start:%B %Y} the sources name {count_of(turnover.holder_count, 'holder')} of the post of "
        f"{role} at {name} and show at least {count_of(len(turnover.changes), 'change')}; who held it is unknown for "
        f"{days / DAYS_A_YEAR:.1f} of the {years:.1f} years."
    )


def _holders(of: Account, role: str, window: Interval) -> Section:
    ordered = sorted({s.tenure_id: s for s in of.spells}.values(), key=lambda s: s.place)
    rows = [
        (
            s.person,
            s.basis.replace("-", " "),
            day_range(s.start_earliest, s.start_latest),
            ending(_text(s.end_earliest), _text(s.end_latest)),
            _length(s),
            "disputed" if s.is_disputed else "",
            s.tenure_id,
        )
        for s in ordered
    ]
    lanes = []
    for post in dict.fromkeys(s.post_id for s in ordered):
        own = [s for s in ordered if s.post_id == post]
        lanes.append(Lane(role, tuple(_span(s) for s in own)))
    figure = Timeline("Holders over time", window.start, of.asking.as_of, tuple(lanes)) if lanes else None
    return Section(
        "Holders",
        "Each start and end lies within the days given. Years in post: the fewest and most that those days allow.",
        ("person", "basis", "came", "left", "years in post", "", "id"),
        rows,
        figure=figure,
        is_main=True,
    )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _length(of: Spell) -> str:
    shortest, longest = length_bounds(of)
    low = shortest / DAYS_A_YEAR
    return f"{low:.1f} or more" if longest is None else span(low, longest / DAYS_A_YEAR, 1)


def _span(of: Spell) -> Span:
    return Span(
        label=of.person,
        note=of.basis.replace("-", " "),
        start_earliest=of.start_earliest,
        start_latest=of.start_latest,
        end_earliest=of.end_earliest,
        end_latest=of.end_latest,
        is_interim=of.is_interim,
        is_open=of.end_status == "ongoing",
        is_disputed=of.is_disputed,
    )


def _changes(of: Account) -> Section:
    lasting = {(c.before_tenure, c.after_tenure) for c in of.turnover.lasting_changes}
    rows = [
        (
            c.before,
            c.after,
            day_range(c.earliest, c.latest),
            f"{c.days:,}",
            "yes" if (c.before_tenure, c.after_tenure) in lasting else "no",
        )
        for c in of.turnover.changes
    ]
    return Section(
        "Changes",
        "Between two consecutive holders lies at least one change, on one of so many days.",
        ("from", "to", "when", "days in question", "from one lasting holder to another"),
        rows,
    )


def _figures(of: Account) -> Section:
    turnover = of.turnover
    pairs, years = turnover.rate.pair_count, sum(p.years for p in turnover.pairs)
    rows = [
        ("days filled by a lasting holder", percents(of.days.lasting)),
        ("days filled by an interim", percents(of.days.interim)),
        ("days vacant, as a source says", percents(of.days.vacant)),
        ("days unknown", percents(of.days.unknown)),
        ("changes lasting to lasting, interims merged", str(len(turnover.lasting_changes))),
        (
            "pairs of inspectors' sightings with another holder",
            f"{turnover.rate.change_count} of {pairs}, over {years:.1f} years",
        ),
    ]
    own = turnover.councils[0] if turnover.councils else None
    rate = rate_of_body(own) if own and len(turnover.councils) == 1 else None
    told = "too few: less than three post-years between sightings"
    if rate is not None:
        told = f"{rate.value or 0:.2f} (95% interval {span(rate.lower, rate.upper, 2)})"
    rows.append(("changes seen a year between sightings, at least", told))
    return Section("In figures", f"Days from {of.window.start} to {of.asking.as_of}.", ("measure", "value"), rows)


def _unknown(unknown: Sequence[Unknown]) -> Section:
    longest = sorted(sorted(unknown, key=lambda u: -u.days)[:_MOST_UNKNOWN], key=lambda u: (u.post_id, u.first))
    rows = [
        (u.first.isoformat(), u.last.isoformat(), f"{u.days:,}", u.before or "nobody named", u.after or "nobody named")
        for u in longest
    ]
    return Section(
        "What is unknown",
        "Stretches for which no source in the graph makes the holder certain.",
        ("from", "to", "days", "shown before", "shown after"),
        rows,
    )
