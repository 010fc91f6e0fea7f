"""The report on one council: who held which post, what inspectors found, what followed, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sendgraph.analysis.load import local_id
from sendgraph.queries.run import Asker
from sendgraph.report.council_timeline import council_timeline, dated_share
from sendgraph.report.evidence import evidence_of, find_sources
from sendgraph.report.figures import Timeline
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of, day_range, ending

__all__ = ["council_report"]

Row = dict[str, str | None]


def council_report(ask: Asker, name: str, as_of: str, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on the council that ``name`` names. Raises ``TemplateError`` for an unknown one."""
    body = ask.resolver("body", name)
    label = next(
        (r["value"] or "" for r in ask("thing", thing=body) if local_id(r["property"]) == "rdf-schema#label"), body
    )
    rows = {
        "holders": ask("tenures_of_body", body=body),
        "departures": ask("departures_of", body=body),
        "vacancies": ask("vacancies_of", body=body),
        "pay": ask("pay_of", body=body),
        "inspections": ask("inspections_of", council=body),
        "findings": ask("findings_on", body=body),
        "measures": ask("measures_on", body=body),
        "sayings": ask("sayings_at", body=body),
        "sources": ask("sources_of_body", body=body),
    }
    about = {
        local_id(r[k])
        for rs in rows.values()
        for r in rs
        for k in ("tenure", "post", "inspection", "measure", "of")
        if r.get(k)
    }
    rows["conflicts"] = [c for c in ask("conflicts") if local_id(c["thing"]) in about]
    evidence = evidence_of(ask, (local_id(r["tenure"]) for r in rows["holders"]))
    sources = {tenure: find_sources(claims) for tenure, claims in evidence.items()}
    figure = council_timeline(label, rows["holders"], rows["inspections"], evidence, date.fromisoformat(as_of))
    sections = [
        _holders(rows["holders"], sources, figure),
        _departures(rows["departures"]),
        _vacancies(rows["vacancies"]),
        _pay(rows["pay"]),
        _inspections(rows["inspections"]),
        _findings(rows["findings"]),
        _measures(rows["measures"]),
        _sayings(rows["sayings"]),
        _conflicts(rows["conflicts"]),
        _sources(rows["sources"]),
    ]
    visits = len({r["inspection"] for r in rows["inspections"]})
    values: dict[str, Any] = {key: [_plain(r) for r in value] for key, value in rows.items()}
    for row in values["holders"]:
        row["sources"] = [address for _, address in sources[row["tenure"]] if address]
    return Report(
        title=label,
        answer=_answer(label, rows["holders"], visits),
        sections=[s for s in sections if s.rows],
        caveats=[
            "A stretch without a holder here means that no source in the graph names one, not that the post was empty.",
            "That somebody left after an inspection does not mean that they left because of it.",
        ],
        provenance=Provenance(
            question=f"Who led at {label}, what did inspectors find, and who says so?",
            as_of=as_of,
            data_version=data_version,
            facts_used=f"{count_of(len(rows['holders']), 'tenure')}, {count_of(visits, 'inspection')}, "
            f"{count_of(len(rows['sources']), 'source')}",
            attribution=attribution,
        ),
        values={"body": body, "name": label, **values},
        coverage=(
            ("posts with a holder named", str(len({r["post"] for r in rows["holders"]}))),
            ("tenures", str(len(rows["holders"]))),
            ("starts and ends known to within a month", dated_share(rows["holders"])),
            ("inspections and visits", str(visits)),
            ("documents", str(len(rows["sources"]))),
        ),
    )


def _plain(row: Row) -> Row:
    return {k: local_id(v) if v and v.startswith("https://w3id.org/sendgraph/id/") else v for k, v in row.items()}


def _answer(label: str, holders: list[Row], visits: int) -> str:
    directors = [r for r in holders if local_id(r["post"]).endswith("_dcs")]
    if not directors:
        return (
            f"No source in the graph names a director of children's services of {label}; "
            f"{count_of(visits, 'inspection')} on record."
        )
    last, people = directors[-1], len({r["person_id"] for r in directors})
    shown = last["end_earliest"] or last["start_latest"] or "an unknown day"
    return (
        f"{label}: {count_of(people, 'holder')} of the post of director of children's services "
        f"{'is' if people == 1 else 'are'} evidenced, the last {last['person']}, shown up to {shown}; "
        f"{count_of(visits, 'inspection')} {'is' if visits == 1 else 'are'} on record."
    )


def _holders(rows: list[Row], sources: Mapping[str, Sequence[tuple[str, str]]], figure: Timeline | None) -> Section:
    table = [
        (
            r["post_title"] or "",
            r["person"] or "",
            r["basis"] or "",
            day_range(r["start_earliest"], r["start_latest"]),
            ending(r["end_earliest"], r["end_latest"]),
            "disputed" if r["is_disputed"] else "",
            local_id(r["tenure"]),
        )
        for r in rows
    ]
    return Section(
        "Who held which post",
        "",
        ("post", "person", "basis", "started", "ended", "remark", "id"),
        table,
        figure,
        sources={i: sources[local_id(r["tenure"])] for i, r in enumerate(rows)},
    )


def _departures(rows: list[Row]) -> Section:
    table = [
        (
            r["person"] or "",
            day_range(r["end_earliest"], r["end_latest"]),
            r["manner"] or "",
            {"yes": "notice served", "no": "no notice served"}.get(r["notice_served"] or "", "notice not reported"),
            r["reason"]
            or (f"reason withheld by {r['withheld_by']}" if r["withheld_by"] else f"reason {r['reason_status']}"),
        )
        for r in rows
    ]
    return Section("Departures", "", ("person", "when", "how", "notice", "reason"), table)


def _vacancies(rows: list[Row]) -> Section:
    table = [
        (
            r["title"] or "",
            r["kind"] or "",
            r["covered_by"] or r["covered_by_post"] or "",
            f"at {day_range(r['end_earliest'], r['start_latest'])}",
            r["plan"] or "",
        )
        for r in rows
    ]
    return Section("Vacancies", "", ("post", "kind", "covered by", "when", "to come"), table)


def _pay(rows: list[Row]) -> Section:
    table = [
        (
            r["person"] or "",
            r["title"] or "",
            f"£{float(r['amount'] or 0):,.2f}",
            f"a {r['per']}",
            f"for {r['days']} days" if r["days"] else "",
        )
        for r in rows
    ]
    return Section("Pay figures as published", "", ("person", "post", "figure", "per", "days"), table)


def _inspections(rows: list[Row]) -> Section:
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


def _findings(rows: list[Row]) -> Section:
    table = [(r["statement"] or "", "disputed" if r["is_disputed"] else "", local_id(r["finding"])) for r in rows]
    return Section("Findings, in our words", "", ("finding", "remark", "id"), table)


def _measures(rows: list[Row]) -> Section:
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
        )
        for rs in merged.values()
    ]
    return Section("What followed", "", ("kind", "what", "began", "due", "by"), table)


def _sayings(rows: list[Row]) -> Section:
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


def _conflicts(rows: list[Row]) -> Section:
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


def _sources(rows: list[Row]) -> Section:
    table = [(r["publisher"] or "", r["title"] or "", r["published"] or "", r["url"] or "") for r in rows]
    return Section("Sources", "", ("publisher", "title", "published", "address"), table)
