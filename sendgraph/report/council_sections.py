"""The sections of the report on one council, each a table of the rows of one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendgraph.analysis.load import local_id
from sendgraph.facts.codes import code_lists
from sendgraph.report.disputes import Disputes, departure_remark, remark, tenure_remark
from sendgraph.report.evidence import Row
from sendgraph.report.figures import Timeline
from sendgraph.report.layout import Section
from sendgraph.report.tenure_dates import TenureDates
from sendgraph.report.words import day_range

__all__ = [
    "conflicts_section",
    "departures_section",
    "findings_section",
    "holders_section",
    "inspections_section",
    "measures_section",
    "pay_section",
    "role_name",
    "sayings_section",
    "sources_section",
    "succession_section",
    "vacancies_section",
]

_SIGNS = {"gbp": "£"}


def role_name(role: str | None) -> str:
    """The name of a role, with the statutory director's marked; a dash where no source gives the post a role.

    >>> role_name("dcs"), role_name("team-head"), role_name(None)
    ("statutory director of children's services", 'head of a team', '–')
    """
    if not role:
        return "–"
    return ("statutory " if role == "dcs" else "") + code_lists()["role"][role].label


def succession_section(rows: Sequence[Row]) -> Section:
    """The councils before and after."""
    table = [
        (
            r["relation"] or "",
            r["name"] or "",
            day_range(r["closed_earliest"], r["closed_latest"]),
            local_id(r["body"]),
        )
        for r in rows
    ]
    return Section("Councils before and after", "", ("relation", "council", "last day of the old one", "id"), table)


def holders_section(
    rows: Sequence[Row],
    dates: TenureDates,
    disputes: Disputes,
    sources: Mapping[str, Sequence[tuple[str, str]]],
    figure: Timeline | None,
) -> Section:
    """Who held which post, with what the post is for."""
    table = [
        (
            r["post_title"] or "",
            role_name(r["role"]),
            r["person"] or "",
            r["basis"] or "",
            dates.started(r),
            dates.ended(r),
            tenure_remark(r, disputes),
            local_id(r["tenure"]),
        )
        for r in rows
    ]
    return Section(
        "Who held which post",
        "The role says what a post is for; a printed title alone does not make a statutory director.",
        ("post", "role", "person", "basis", "started", "ended", "remark", "id"),
        table,
        figure,
        sources={i: sources[local_id(r["tenure"])] for i, r in enumerate(rows)},
    )


def departures_section(rows: Sequence[Row], dates: TenureDates, disputes: Disputes) -> Section:
    """Who left, how, and what was said of it."""
    notices = {"yes": "notice served", "no": "no notice served"}
    table = [
        (
            r["person"] or "",
            r["title"] or "",
            role_name(r["role"]),
            dates.left(r),
            r["manner"] or "",
            notices.get(r["notice_served"] or "", "notice not reported"),
            r["reason"]
            or (f"reason withheld by {r['withheld_by']}" if r["withheld_by"] else f"reason {r['reason_status']}"),
            departure_remark(r, disputes),
        )
        for r in rows
    ]
    return Section("Departures", "", ("person", "post", "role", "when", "how", "notice", "reason", "remark"), table)


def vacancies_section(rows: Sequence[Row], disputes: Disputes) -> Section:
    """Posts that a source reports as empty or covered."""
    table = [
        (
            r["title"] or "",
            r["kind"] or "",
            r["covered_by"] or r["covered_by_post"] or "",
            _stretch(r),
            r["plan"] or "",
            remark(r, "vacancy", disputes),
        )
        for r in rows
    ]
    return Section("Vacancies", "", ("post", "kind", "covered by", "when", "to come", "remark"), table)


def _stretch(row: Row) -> str:
    """From when to when; what is only seen has no first and no last day."""
    seen = row["end_earliest"], row["start_latest"]
    if not row["start_earliest"] and not row["end_latest"] and seen[0] and seen[1] and seen[0] <= seen[1]:
        return f"at {day_range(*seen)}"
    began = day_range(row["start_earliest"], row["start_latest"])
    return f"began {began}, ended {day_range(row['end_earliest'], row['end_latest'])}"


def pay_section(rows: Sequence[Row], disputes: Disputes) -> Section:
    """Pay as published."""
    table = [
        (
            r["person"] or "",
            r["title"] or "",
            role_name(r["role"]),
            _figure(r),
            f"a {r['per']}",
            f"for {r['days']} days" if r["days"] else "",
            remark(r, "pay", disputes),
        )
        for r in rows
    ]
    columns = ("person", "post", "role", "figure", "per", "days", "remark")
    return Section("Pay figures as published", "", columns, table)


def _figure(row: Row) -> str:
    """The figure or range with its currency: £700.00, or £140,000.00 to £150,000.00."""
    currency = row["currency"] or ""
    sign = _SIGNS.get(currency, f"{currency.upper()} " if currency else "")
    ends = [f"{sign}{float(amount):,.2f}" for name in ("amount", "amount_upper") if (amount := row[name])]
    return " to ".join(ends) or "no figure"


def inspections_section(rows: Sequence[Row]) -> Section:
    """Every visit with what it judged."""
    table = []
    for r in rows:
        found = (r["grade"] or "").replace("-", " ")
        if r["tally"]:
            found = r["tally"] + (f" of {r['total']}" if r["total"] else "")
        table.append(
            (
                day_range(r["start_earliest"], r["start_latest"]),
                f"{r['framework']}, {r['kind']}",
                (r["aspect"] or "").replace("-", " "),
                found,
                day_range(r["published_earliest"], r["published_latest"]),
                local_id(r["inspection"]),
            )
        )
    return Section("Inspections", "", ("visit", "framework, kind", "aspect", "found", "published", "id"), table)


def findings_section(rows: Sequence[Row], disputes: Disputes) -> Section:
    """What inspectors and reviewers found, and what is said against it."""
    table = [(r["statement"] or "", remark(r, "finding", disputes), local_id(r["finding"])) for r in rows]
    return Section("Findings, in our words", "", ("finding", "remark", "id"), table)


def measures_section(rows: Sequence[Row], disputes: Disputes) -> Section:
    """What followed inspections."""
    merged: dict[str, list[Row]] = {}
    for r in rows:
        merged.setdefault(r["measure"] or "", []).append(r)
    table = [
        (
            rs[0]["kind"] or "",
            rs[0]["label"] or "",
            day_range(rs[0]["start_earliest"], rs[0]["start_latest"]),
            day_range(rs[0]["due_earliest"], rs[0]["due_latest"]) if rs[0]["due_latest"] else "",
            ", ".join(sorted({r["by"] or "" for r in rs} - {""})),
            remark(rs[0], "measure", disputes),
        )
        for rs in merged.values()
    ]
    return Section("What followed", "", ("kind", "what", "began", "due", "by", "remark"), table)


def sayings_section(rows: Sequence[Row]) -> Section:
    """Meetings, calls and answers."""
    merged: dict[str, list[Row]] = {}
    for r in rows:
        merged.setdefault(r["thing"] or "", []).append(r)
    table = [
        (
            day_range(rs[0]["earliest"], rs[0]["latest"]),
            rs[0]["kind"] or "",
            ", ".join(sorted({r["actor"] or "" for r in rs})),
            (rs[0]["says"] or "") + (f" ({rs[0]['outcome']})" if rs[0]["outcome"] else ""),
        )
        for rs in merged.values()
    ]
    return Section("What was done and said, in our words", "", ("when", "kind", "by", "what"), table)


def conflicts_section(rows: Sequence[Row]) -> Section:
    """Sources that contradict each other, and how that was settled."""
    table = [
        (
            local_id(r["thing"]),
            r["property"] or "",
            r["value_a"] or "",
            r["value_b"] or "",
            "resolved: " + (r["reason"] or "") if r["resolved"] == "true" else "open",
        )
        for r in rows
    ]
    return Section(
        "Sources that contradict each other", "", ("about", "on", "one says", "another says", "state"), table
    )


def sources_section(rows: Sequence[Row]) -> Section:
    """The documents that the facts rest on."""
    table = [(r["publisher"] or "", r["title"] or "", r["published"] or "", r["url"] or "") for r in rows]
    text = "A document may be later than the facts that it gives."
    return Section("Sources", text, ("publisher", "title", "published", "address"), table)
