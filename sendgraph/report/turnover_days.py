"""The sections on post-days, on who was new and who stayed, and on how much each choice moves the figures."""

from __future__ import annotations

from sendgraph.analysis.account import Account
from sendgraph.analysis.sensitivity import Variant
from sendgraph.analysis.shares import Anniversary
from sendgraph.report.layout import Section
from sendgraph.report.turnover_words import percents, rate_text, span
from sendgraph.report.words import count_of

__all__ = ["choice_section", "day_sections"]


def day_sections(account: Account) -> list[Section]:
    """How the post-days of the window were spent, and who was new or stayed, 1 April by 1 April."""
    found = [_days(account)] if account.days.post_count else []
    if account.anniversaries:
        found.append(_anniversaries(account))
    return found


def _days(account: Account) -> Section:
    of, window = account.days, account.window
    rows = [
        ("filled by a lasting holder", percents(of.lasting)),
        ("filled by an interim", percents(of.interim)),
        ("vacant, as a source says", percents(of.vacant)),
        ("unknown: no source covers the day", percents(of.unknown)),
        ("interim, of the days that are filled", percents(of.interim_of_filled)),
        ("interim or vacant, of the days that are known", percents(of.interim_or_vacant)),
    ]
    if account.holders:
        low, high = account.holders
        rows.append(("different named holders per post in the window", span(low, high, 2)))
    assert window.end is not None, "a window has an end"
    return Section(
        "How the days of the posts were spent",
        f"From {window.start} to {account.asking.as_of}: {count_of(of.post_count, 'post')}, {of.post_years:,.0f} "
        "post-years. Each share lies between what is certain and what the bounds of the dates leave possible. "
        "Unknown is not vacant.",
        ("post-days", "share"),
        rows,
    )


def _anniversaries(account: Account) -> Section:
    rows = [_anniversary_row(a) for a in account.anniversaries]
    return Section(
        "On 1 April of each year",
        "Counted are posts whose holder on the day is certain. The same a year later: lower if all of whom nothing "
        "is known left, higher if all of them stayed. A holder is certain on a day more easily where they stayed "
        "long, so that these shares lean to those who stay.",
        (
            "day",
            "posts",
            "came within 12 months",
            "within 36 months",
            "the same a year later",
            "known to be",
            "known not",
        ),
        rows,
    )


def _anniversary_row(of: Anniversary) -> tuple[str, ...]:
    return (
        of.day.isoformat(),
        str(of.posts),
        percents(of.new_in_12_months),
        percents(of.new_in_36_months),
        percents(of.stability),
        "–" if of.same is None else str(of.same),
        "–" if of.left is None else str(of.left),
    )


def choice_section(account: Account) -> Section:
    """How much each choice of what to believe, and each usual mistake with lengths, moves the figures."""
    return Section(
        "How much each choice moves the figures",
        "Rates are told without intervals, since these figures rest on mostly the same facts. Below the first line "
        "the dates of lengths stand at the middle of their bounds, which takes the shortest and the longest for "
        "alike. What is called mistaken is what the report does not do.",
        ("with", "changes a year", "pairs", "changes shown", "median years in post", "at risk"),
        [_reported(account), *(_variant_row(v) for v in account.variants)],
    )


def _reported(account: Account) -> tuple[str, ...]:
    """The figures of this report as they stand above."""
    of, staying = account.turnover, account.staying[0]
    rate = rate_text(of.rate) if of.rate.pair_count else "no rate"
    return (
        "as in this report",
        rate,
        str(of.rate.pair_count),
        str(len(of.changes)),
        _median(staying.median.value),
        str(staying.at_risk_count),
    )


def _median(years: float | None) -> str:
    return "not reached" if years is None else f"{years:.1f}"


def _variant_row(of: Variant) -> tuple[str, ...]:
    lengths = (_median(of.median_years), str(of.at_risk_count))
    if of.is_about_lengths:
        return (of.label, "–", "–", "–", *lengths)
    rate = "no rate" if of.rate is None else f"{of.rate:.3f}"
    return (of.label, rate, str(of.pair_count), str(of.change_count), *lengths)
