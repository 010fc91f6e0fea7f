"""The timelines of the council and the officer report, made from the rows that their tables show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sendgraph.analysis.load import local_id, read_day
from sendgraph.analysis.spells import PASSING
from sendgraph.facts.codes import code_lists
from sendgraph.report.evidence import Row, find_sources
from sendgraph.report.figures import Lane, Mark, Span, Timeline
from sendgraph.report.tenure_dates import TenureDates
from sendgraph.report.words import day_range

__all__ = ["council_timeline", "dated_share", "officer_timeline", "role_rank"]

_LONGEST_YEARS = 25
_FIRST_ROLES = ("dcs", "lead-member", "chief-executive")
_MAIN_ASPECTS = ("overall-effectiveness", "experiences-and-outcomes", "action-required", "sufficient-progress")
_SEND = "Area SEND inspections"
_SERVICES = "Inspections of children's services (SIF, ILACS)"


def council_timeline(
    council: str,
    holders: Sequence[Row],
    inspections: Sequence[Row],
    evidence: Mapping[str, Sequence[Row]],
    dates: TenureDates,
) -> Timeline | None:
    """Inspections of each kind, then the holders of each post, the statutory one first; ``None`` without any holder."""
    marks: dict[str, list[Mark]] = {}
    for rows in _grouped(inspections, "inspection").values():
        mark = _mark(rows)
        if mark:
            marks.setdefault(_SEND if (rows[0]["framework"] or "").startswith("area-send") else _SERVICES, []).append(
                mark
            )
    lanes = [Lane(name, (), marks[name]) for name in (_SEND, _SERVICES) if name in marks]
    posts = sorted(_grouped(holders, "post").items(), key=lambda item: (role_rank(item[1][0]["role"]), item[0]))
    for _, rows in posts:
        lanes.append(Lane(_lane_name(rows[0]), [_span(r, r["person"] or "", evidence, dates) for r in rows]))
    return _within(f"Holders of posts at {council}, and inspections", lanes, dates) if holders else None


def officer_timeline(
    person: str, tenures: Sequence[Row], evidence: Mapping[str, Sequence[Row]], dates: TenureDates
) -> Timeline | None:
    """The posts of one person, body by body; ``None`` without any."""
    lanes = [
        Lane(rows[0]["council"] or "", [_span(r, r["title"] or "", evidence, dates) for r in rows])
        for rows in _grouped(tenures, "body").values()
    ]
    return _within(f"Posts held by {person}", lanes, dates) if tenures else None


def dated_share(tenures: Iterable[Row], most_days: int = 31) -> str:
    """How many of the starts, and of the ends that the sources speak of, are known to within a month, in words.

    >>> bounds = {"start_earliest": "2021-11-01", "start_latest": "2021-11-30", "end_earliest": None}
    >>> dated_share([{**bounds, "end_latest": "2023-01-01"}])
    '1 of 2'
    """
    sides = [
        (read_day(r[f"{side}_earliest"]), read_day(r[f"{side}_latest"])) for r in tenures for side in ("start", "end")
    ]
    known = [(first, last) for first, last in sides if last is not None]
    close = sum(first is not None and (last - first).days < most_days for first, last in known)
    return f"{close} of {len(known)}"


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column] or "", []).append(row)
    return found


def role_rank(role: str | None) -> int:
    """Where posts of the role stand in a report: the statutory director first, then the lead member."""
    return _FIRST_ROLES.index(role) if role in _FIRST_ROLES else len(_FIRST_ROLES)


def _lane_name(row: Row) -> str:
    """The printed title; a director's with what the post is for, since a title alone does not tell."""
    title, role = row["post_title"] or "", row["role"]
    if role == "dcs":
        return f"{title} (statutory)"
    return f"{title} ({code_lists()['role'][role].label})" if role and "director" in title.lower() else title


def _span(row: Row, label: str, evidence: Mapping[str, Sequence[Row]], dates: TenureDates) -> Span:
    basis = (row["basis"] or "").replace("-", " ")
    details = f"started {dates.started(row)}; {dates.until(row)}"
    sources = find_sources(evidence.get(local_id(row["tenure"]), ()))
    return Span(
        label,
        "" if basis in ("not stated", "permanent", "elected") else basis,
        read_day(row["start_earliest"]),
        read_day(row["start_latest"]),
        read_day(row["end_earliest"]),
        read_day(row["end_latest"]),
        is_interim=basis in PASSING,
        is_open=row["end_latest"] is None and row["end_earliest"] is not None,
        is_disputed=bool(row.get("is_disputed")),
        href=next((address for _, address in sources if address), ""),
        details=details,
    )


def _mark(rows: Sequence[Row]) -> Mark | None:
    """The inspection as a moment on its first day, with its main judgement; ``None`` where no day is known."""
    first, codes = rows[0], code_lists()
    day = read_day(first["start_latest"] or first["published_latest"])
    if day is None:
        return None
    by_aspect = {row["aspect"]: row for row in rows if row["grade"]}
    main = next((by_aspect[aspect] for aspect in _MAIN_ASPECTS if aspect in by_aspect), None)
    framework, kind = first["framework"] or "", first["kind"] or ""
    parts = [f"{codes['framework'][framework].label}, {codes['inspection-kind'][kind].label}, {day}"]
    if main:
        aspect, grade = main["aspect"] or "", main["grade"] or ""
        parts.append(f"{codes['aspect'][aspect].label}: {codes['grade'][grade].label}")
    if first["published_latest"]:
        parts.append(f"published {day_range(first['published_earliest'], first['published_latest'])}")
    grade = (main["grade"] or "") if main else ""
    return Mark(day, "; ".join(parts), "inspection", grade, first["report_url"] or "")


def _known(lane: Lane) -> list[date]:
    days = [mark.day for mark in lane.marks]
    for span in lane.spans:
        days += [d for d in (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest) if d]
    return days


def _within(title: str, lanes: Sequence[Lane], dates: TenureDates) -> Timeline:
    """The timeline from the first known day, at most 25 years back, to the day of the report, and no further."""
    as_of = date.fromisoformat(dates.as_of)
    days = [day for lane in lanes for day in _known(lane) if day <= as_of]
    since = date(max(min(days, default=as_of).year, as_of.year - _LONGEST_YEARS), 1, 1)

    def is_within(of: Span | Mark) -> bool:
        found = [of.day] if isinstance(of, Mark) else _known(Lane("", [of]))
        return bool(found) and min(found) <= as_of and max(found) >= since

    kept = [
        Lane(lane.label, [s for s in lane.spans if is_within(s)], [m for m in lane.marks if is_within(m)])
        for lane in lanes
    ]
    return Timeline(title, since, as_of, [lane for lane in kept if lane.spans or lane.marks])
