"""The turnover report: how often the holder of a post changes, nationally and by council."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sendgraph.analysis.account import Account
from sendgraph.analysis.turnover import BodyTurnover, Turnover
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Bar, Bars, Funnel
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.turnover_answer import caveats_of, national_answer
from sendgraph.report.turnover_days import choice_section, day_sections
from sendgraph.report.turnover_funnel import funnel_of, place_in_funnel
from sendgraph.report.turnover_staying import staying_sections
from sendgraph.report.turnover_values import account_values, turnover_values
from sendgraph.report.turnover_words import noun_of, percent, rate_text, span
from sendgraph.report.words import count_of, day_range

__all__ = ["facts_used", "left_out", "turnover_report", "years_section"]


def turnover_report(
    of: Turnover,
    data_version: str,
    attribution: Sequence[str],
    uncorroborated: int,
    account: Account | None = None,
    groups: Sequence[Section] = (),
    group_values: dict[str, Any] | None = None,
) -> Report:
    """The national report on a measured turnover. ``uncorroborated`` is how many claims were not taken.

    With ``account``, also how long holders stay, who was in post, and how much each choice moves the figures.
    ``groups`` are sections of groups, beside which only the national figures stand.
    """
    role = code_lists()["role"][of.role].label
    excluded = left_out(of, uncorroborated, account)
    sections = [*groups, _national(of, account)]
    if not groups:
        sections += [*_years(of), *([] if account is None else _account_sections(account)), _bodies(of)]
    return Report(
        title=f"Turnover: {role}",
        answer=national_answer(of, role, account),
        sections=sections if of.tenure_count or groups else [],
        caveats=caveats_of(of, account),
        provenance=Provenance(
            question=f"How often does the holder of the post of {role} change, and how long do holders stay?",
            as_of=of.as_of.isoformat(),
            data_version=data_version,
            facts_used=facts_used(of),
            left_out=[f"{each['reason']}: {each['count']}" for each in excluded],
            attribution=attribution,
        ),
        values={
            **turnover_values(of, excluded),
            **({} if account is None else account_values(account)),
            **(group_values or {}),
        },
        coverage=_coverage(of, account),
    )


def facts_used(of: Turnover) -> str:
    """How many tenures, posts and pairs the report rests on."""
    parts = [f"{count_of(of.tenure_count, 'tenure')} in {count_of(of.post_count, 'post')}"]
    if of.rate.pair_count:
        parts.append(f"{count_of(of.rate.pair_count, 'pair')} of inspectors' sightings")
    return ", ".join(parts)


def left_out(
    of: Turnover, uncorroborated: int, account: Account | None, not_chosen: Sequence[tuple[str, int]] = ()
) -> list[dict[str, Any]]:
    """What is left out and why, with counts."""
    reasons = [*not_chosen, *of.excluded]
    if account is not None:
        reasons = [*account.not_chosen, *reasons, *account.lengths_left_out]
    if uncorroborated:
        reasons.append(("claims on these posts that are not taken (uncorroborated or rejected)", uncorroborated))
    return [{"reason": reason, "count": count} for reason, count in reasons]


def _coverage(of: Turnover, account: Account | None) -> list[tuple[str, str]]:
    changes = of.changes
    close = sum(c.days <= 31 for c in changes)
    found = [
        ("posts with an evidenced holder", str(of.post_count)),
        ("evidenced holders", str(of.holder_count)),
        ("pairs of sightings", str(of.rate.pair_count)),
        ("changes dated to within a month", f"{close} of {len(changes)}"),
    ]
    if account is not None:
        found.append(("post-days with a certain holder", percent(account.observed.share)))
    return found


def _account_sections(account: Account) -> list[Section]:
    return [*staying_sections(account), *day_sections(account), choice_section(account)]


def _national(of: Turnover, account: Account | None) -> Section:
    rows = [
        (
            "changes a year per post, all changes",
            rate_text(of.rate),
            span(of.rate.lower, of.rate.upper),
            f"{count_of(of.rate.pair_count, 'pair')} of sightings, {of.rate.change_count} with another holder, in "
            f"{count_of(of.rate.cluster_count, *noun_of(of.are_councils))}",
        ),
        (
            "changes a year per post, from one lasting holder to another",
            rate_text(of.lasting_rate),
            span(of.lasting_rate.lower, of.lasting_rate.upper),
            f"{count_of(of.lasting_rate.pair_count, 'pair')} of sightings, {of.lasting_rate.change_count} with another",
        ),
    ]
    if account is not None:
        rows.append(_observed(account))
    rows += [
        (
            "changes that the sources show, a least count",
            str(len(of.changes)),
            "–",
            f"{count_of(of.holder_count, 'holder')} in {count_of(of.post_count, 'post')}",
        ),
        ("of them from one lasting holder to another", str(len(of.lasting_changes)), "–", "interims in between merged"),
    ]
    text = (
        "The rate of the first two lines comes from pairs of sightings of one post: whether the later names another "
        "holder than the earlier. Interval: whole councils drawn again. The third line is another figure, over the "
        "days whose holder is certain."
    )
    return Section("National", text, ("measure", "figure", "95% interval", "from"), rows)


def _observed(account: Account) -> tuple[str, str, str, str]:
    of = account.observed
    origin = (
        f"{count_of(of.separations, 'change')} dated to a month in {of.post_years:,.0f} certain post-years, "
        f"{percent(of.share)} of all"
    )
    label = "changes a year where every day is observed"
    if not of.is_full:
        return label, "too little observed", "–", origin
    return label, f"{of.rate.value or 0:.3f}", span(of.rate.lower, of.rate.upper), origin


def _years(of: Turnover) -> list[Section]:
    return [years_section(of)] if of.years else []


def years_section(of: Turnover, *, is_main: bool = False) -> Section:
    """Changes by financial year, certain and possible, in both series."""
    lasting = {y.year: y for y in of.lasting_years}
    rows = []
    for y in of.years:
        other = lasting.get(y.year)
        both = (str(other.certain), str(other.possible)) if other else ("0", "0")
        rows.append((y.label, str(y.certain), str(y.possible), *both, str(of.posts_in_year.get(y.year, 0))))
    text = (
        "A change counts for certain in a year when its bounds lie in it, and as possible when they reach into it; "
        "the true number of the changes that the sources show lies between the two. The last columns count changes "
        "from one lasting holder to another, interims in between merged. Posts in evidence have a named holder in "
        "the year for certain: where they are few, the counts tell of the sources more than of the posts."
    )
    figure = Bars("Changes by financial year", "changes", tuple(Bar(y.label, y.certain, y.possible) for y in of.years))
    columns = ("year", "certain", "possible", "lasting, certain", "lasting, possible", "posts in evidence")
    return Section("Changes by financial year", text, columns, rows, figure=figure, is_main=is_main)


def _bodies(of: Turnover) -> Section:
    one, _ = noun_of(of.are_councils)
    funnel = funnel_of(of)
    rows = [_body_row(body, funnel) for body in of.councils]
    columns = (one, "holders", "changes", "pairs changed", "years", "against chance", "changes and when")
    text = (
        "Pairs changed: pairs of consecutive sightings with another holder, over the years between first and last "
        "sighting. Against chance: whether that many lie inside the limits within which 95% of posts lie by chance "
        "alone if all have one rate; about one in twenty lies outside. No ranking: a post seen for less than three "
        "years says too little."
    )
    return Section(f"By {one}, in order of name", text if funnel else "", columns, rows, figure=funnel, is_main=True)


def _body_row(body: BodyTurnover, funnel: Funnel | None) -> tuple[str, ...]:
    changes = "; ".join(f"{c.before} → {c.after}, {day_range(c.earliest, c.latest)}" for c in body.changes)
    return (
        body.council,
        str(len({h.tenure_id for h in body.holders})),
        str(len(body.changes)),
        f"{body.pair_change_count} of {body.pair_count}",
        f"{body.pair_years:.1f}",
        place_in_funnel(body, funnel),
        changes or "–",
    )
