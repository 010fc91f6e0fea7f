"""The one-sentence answer of the turnover report, and the caveats that fit its figures."""

from __future__ import annotations

from sendgraph.analysis.account import Account
from sendgraph.analysis.turnover import Turnover
from sendgraph.report.turnover_words import every, noun_of
from sendgraph.report.words import count_of

__all__ = ["caveats_of", "has_rate", "national_answer"]


def has_rate(of: Turnover) -> bool:
    """Whether the pairs of sightings give a rate that can be told."""
    return of.window is not None and 0 < of.rate.rate < float("inf")


def national_answer(of: Turnover, role: str, account: Account | None) -> str:
    """What the figures say in one sentence."""
    one, many = noun_of(of.are_councils)
    if has_rate(of):
        assert of.window, "a rate has a window"
        rate = of.rate
        interval = ""
        if rate.lower and rate.upper:
            interval = f" (95% interval once every {1 / rate.upper:.1f} to {1 / rate.lower:.1f} years)"
        return (
            f"Between {of.window[0]:%B %Y} and {of.window[1]:%B %Y} the post of {role} changed hands about "
            f"{every(rate.rate)} per {one}{interval}, from {count_of(rate.pair_count, 'pair')} of sightings in "
            f"{count_of(rate.cluster_count, one, many)}."
        )
    shown = _shown(of, role)
    if account is not None and account.observed.is_full and account.observed.rate.value:
        seen = account.observed
        return (
            f"Between {account.window.start:%B %Y} and {of.as_of:%B %Y} the post of {role} changed hands about "
            f"{every(account.observed.rate.value)} per post (95% interval once every {1 / (seen.rate.upper or 1):.1f} "
            f"to {1 / (seen.rate.lower or 1):.1f} years), from {count_of(seen.separations, 'change')} in "
            f"{seen.post_years:,.0f} post-years, {seen.share:.0%} of them with a certain holder."
        )
    return f"{shown} {_why_no_rate(of, account)}" if of.tenure_count else shown


def _shown(of: Turnover, role: str) -> str:
    if not of.tenure_count:
        return f"No source in the graph names a holder of the post of {role}."
    return (
        f"The sources show at least {count_of(len(of.changes), 'change')} of holder in "
        f"{count_of(of.post_count, 'post')} of {role}."
    )


def _why_no_rate(of: Turnover, account: Account | None) -> str:
    if account is not None and not account.asking.choice.use_machine_read:
        return (
            "There is no rate: it rests on the officers whom Ofsted's letters name, and those were read from the "
            "letters by a program, which is left out here."
        )
    if of.rate.pair_count:
        return f"The sightings of the post are too few for a rate: {count_of(of.rate.pair_count, 'pair')}."
    return (
        "There is no rate: inspectors sighted no post of this role twice, and what the press writes about is no "
        "chance sample."
    )


def caveats_of(of: Turnover, account: Account | None) -> list[str]:
    """The caveats that fit the figures shown."""
    if not of.tenure_count:
        return ["That no source in the graph names a holder does not mean that there was none."]
    found = []
    if has_rate(of):
        found.append(
            "The rate rests on the officers whom Ofsted's letters and reports name, months or years apart. It takes "
            "the chance of a change as even over time, and a holder who left and came back in between as one who "
            "stayed."
        )
        if account is not None and account.machine_read_sightings:
            found.append(
                f"{account.machine_read_sightings} of the {account.sighting_count} sightings were read from Ofsted's "
                "letters by a program; --no-machine-read shows what is left without them."
            )
    beside = " ADCS counts every change." if of.role == "dcs" else ""
    found.append(
        f"Changes counted here are least counts: short interims whom no source names are missing.{beside} Which "
        "changes are known beyond the sightings depends on what the press and councils wrote."
    )
    if account is not None and any(s.at_risk_count for s in account.staying):
        found.append(
            "A holder whose basis no source states counts as lasting; one who came as an interim and was later "
            "confirmed counts as lasting from the start."
        )
    found += [
        "Names are compared as printed within a body; an unnoticed spelling variant would count as a change.",
        "No reason for a change is given or implied; that one follows an inspection does not mean that it was caused "
        "by it.",
    ]
    return found
