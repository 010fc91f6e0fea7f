"""Turnover group by group: tables in order of name, with intervals and counts, and never a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sendgraph.analysis.account import Account
from sendgraph.analysis.turnover import Periods, Turnover
from sendgraph.analysis.turnover_groups import FEWEST_PAIRS, FEWEST_YEARS, Group
from sendgraph.facts.codes import code_lists
from sendgraph.report.layout import Section
from sendgraph.report.turnover_staying import FEWEST_TENURES
from sendgraph.report.turnover_words import TOO_FEW, rate_text, span, years_text
from sendgraph.report.words import count_of

__all__ = ["groups_section", "period_values", "periods_section", "role_values", "roles_section"]


def _about_grades(on: date) -> str:
    return (
        " The grade is the latest judgement of overall effectiveness of children's services whose visit had begun by "
        f"{on}, before the window, so that it is older than every change counted here; a council that was founded "
        "later, or not judged by then, has none. It is a judgement of children's services as a whole, not of special "
        "needs."
    )


def groups_section(groups: Sequence[Group], by: str, on: date) -> Section:
    """The groups with their rates; ``on`` is the day before the window on which grades are taken."""
    text = (
        f"In order of {'the scale' if by == 'grade' else 'name'}. Below {FEWEST_PAIRS} pairs of sightings or "
        f"{FEWEST_YEARS:.0f} post-years a rate is not told, nor a median with fewer than {FEWEST_TENURES} tenures at "
        "risk. Groups whose intervals overlap are not told apart by these figures. Changes lie in the window for "
        "certain, or "
        "possibly; holders are those whom sources name." + (_about_grades(on) if by == "grade" else "")
    )
    columns = (
        {"type": "type of council"}.get(by, by),
        "posts",
        "changes a year",
        "95% interval",
        "pairs",
        "post-years",
        "changes in the window",
        "holders per post",
        "median years in post (95%)",
        "at risk",
    )
    return Section(f"By {columns[0]}", text, columns, [_group_row(g) for g in groups], is_main=True)


def _group_row(of: Group) -> tuple[str, ...]:
    rate, staying = of.rate, of.staying
    told = (rate_text(rate), span(rate.lower, rate.upper)) if of.has_rate else (TOO_FEW, "–")
    return (
        of.label.replace("-", " ") or "not in a region",
        str(of.posts),
        *told,
        str(rate.pair_count),
        f"{of.pair_years:.0f}",
        str(of.changes) if of.changes == of.possible_changes else f"{of.changes} to {of.possible_changes}",
        "–" if of.holders is None else span(*of.holders, 1),
        years_text(staying.median) if staying.at_risk_count >= FEWEST_TENURES else TOO_FEW,
        str(staying.at_risk_count),
    )


def periods_section(periods: Periods | None) -> list[Section]:
    """The rates before and after a day, and their ratio."""
    if periods is None or any(r.value is None for r in periods.rates.rates):
        return []
    (before, after), ratio = periods.rates.rates, periods.rates.ratio
    years = periods.rates.years
    rows = [
        (f"before {periods.cut}", f"{before.value:.3f}", span(before.lower, before.upper), f"{years[0]:.0f}"),
        (f"from {periods.cut} on", f"{after.value:.3f}", span(after.lower, after.upper), f"{years[1]:.0f}"),
        ("the later over the earlier", _ratio(ratio.value), span(ratio.lower, ratio.upper, 2), "–"),
    ]
    verdict = "The interval of the ratio holds 1: these figures do not tell the two apart."
    if ratio.lower is None or ratio.upper is None or not ratio.lower <= 1 <= ratio.upper:
        verdict = "The interval of the ratio does not hold 1."
    return [
        Section(
            "Two periods",
            "The rate is taken as even within each period; a gap between sightings that spans both is shared out. "
            f"{verdict} Rates of single years are not told: most gaps span several, so that they would be noise.",
            ("period", "changes a year", "95% interval", "post-years"),
            rows,
        )
    ]


def _ratio(value: float | None) -> str:
    return TOO_FEW if value is None else f"{value:.2f}"


def period_values(periods: Periods | None) -> dict[str, Any]:
    """The two rates and their ratio as plain values."""
    if periods is None:
        return {}
    return {
        "periods": {
            "cut": periods.cut.isoformat(),
            "rates": [r._asdict() for r in periods.rates.rates],
            "ratio": periods.rates.ratio._asdict(),
            "post_years": list(periods.rates.years),
        }
    }


def roles_section(accounts: Sequence[Account]) -> Section:
    """Every role with an evidenced holder: changes, and a rate where inspectors' sightings give one."""
    roles = code_lists()["role"]
    rows = [_role_row(roles[a.turnover.role].label, a) for a in accounts]
    rows.sort()
    return Section(
        "By role",
        "Only Ofsted's letters and reports name the holder of a post on days that have nothing to do with news of "
        "them. A role that they do not name has changes, which are least counts, and no rate.",
        ("role", "posts", "holders", "changes shown", "lasting only", "pairs", "changes a year", "95% interval", "why"),
        rows,
        is_main=True,
    )


def _role_row(label: str, account: Account) -> tuple[str, ...]:
    of: Turnover = account.turnover
    rate, seen = of.rate, account.observed
    enough = rate.pair_count >= FEWEST_PAIRS and sum(p.years for p in of.pairs) >= FEWEST_YEARS
    if enough:
        told = (rate_text(rate), span(rate.lower, rate.upper), "panel of sightings")
    elif seen.is_full:
        told = (
            f"{seen.rate.value or 0:.3f}",
            span(seen.rate.lower, seen.rate.upper),
            f"{count_of(seen.separations, 'change')} in {seen.post_years:,.0f} observed post-years",
        )
    else:
        why = "no post sighted twice by inspectors" if not rate.pair_count else f"only {rate.pair_count} pairs"
        told = ("no rate", "–", why)
    return (
        label,
        str(of.post_count),
        str(of.holder_count),
        str(len(of.changes)),
        str(len(of.lasting_changes)),
        str(rate.pair_count),
        *told,
    )


def role_values(accounts: Sequence[Account]) -> dict[str, Any]:
    """The roles as plain values."""
    return {
        "by": "role",
        "groups": [
            {
                "group": a.turnover.role,
                "n_posts": a.turnover.post_count,
                "n_holders": a.turnover.holder_count,
                "n_certain_changes": len(a.turnover.changes),
                "n_pairs": a.turnover.rate.pair_count,
                "rate_per_year": a.turnover.rate.rate if a.turnover.rate.pair_count >= FEWEST_PAIRS else None,
            }
            for a in accounts
        ],
    }
