"""The report on one officer or councillor: the posts held, in order, and the claims behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendgraph.analysis.load import local_id
from sendgraph.queries.run import Asker
from sendgraph.report.council_sections import role_name
from sendgraph.report.council_timeline import dated_share, officer_timeline
from sendgraph.report.disputes import Disputes, disputed_so_far, disputes_of, tenure_remark
from sendgraph.report.evidence import Row, evidence_of, find_sources, status_of
from sendgraph.report.known import tenures_known
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.tenure_dates import TenureDates, dates_of
from sendgraph.report.words import count_of

__all__ = ["officer_report"]


def officer_report(ask: Asker, name: str, as_of: str, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on the person whom ``name`` names, as far as things had come to pass on the day ``as_of``.

    Raises ``TemplateError`` for an unknown or unclear name.
    """
    person = ask.resolver("person", name)
    every = ask("tenures_of_person", person=person)
    label = every[0]["name"] or person if every else person
    disputes = disputes_of(ask)
    rows = disputed_so_far(tenures_known(every, as_of), disputes)
    dates = dates_of(ask, (local_id(row["tenure"]) for row in rows), as_of)
    by_tenure = evidence_of(ask, (local_id(row["tenure"]) for row in rows))
    evidence = [
        (row, claim)
        for row in rows
        for claim in by_tenure[local_id(row["tenure"])]
        if dates.is_known(row, claim["claim"])
    ]
    bodies = len({r["body"] for r in rows})
    later = len(every) - len(rows)
    return Report(
        title=label,
        answer=f"{label} is shown in {count_of(len(rows), 'tenure')} at {count_of(bodies, 'body', 'bodies')}.",
        sections=[_posts(label, rows, by_tenure, dates, disputes), _claims(evidence)],
        caveats=[
            "Two rows of one name at two bodies are one person only where a decision with a reason joins them.",
            "Only public roles are recorded. CONTRIBUTING says how a person asks for a correction.",
            'A day after "about" is one that the source gives as approximate, announced or planned.',
        ],
        provenance=Provenance(
            question=f"Which posts did {label} hold, and who says so?",
            as_of=as_of,
            data_version=data_version,
            facts_used=f"{count_of(len(rows), 'tenure')}, {count_of(len(evidence), 'claim')}",
            left_out=[f"{count_of(later, 'tenure')} that began after {as_of}"] if later else [],
            attribution=attribution,
        ),
        coverage=(
            ("tenures", str(len(rows))),
            ("starts and ends known to within a month", dated_share(rows)),
            ("claims", str(len(evidence))),
        ),
        values={
            "person": person,
            "name": label,
            "tenures": [
                {k: local_id(v) if k in ("tenure", "person_id", "body", "post") else v for k, v in r.items()}
                for r in rows
            ],
            "claims": [{**c, "claim": local_id(c["claim"]), "tenure": local_id(r["tenure"])} for r, c in evidence],
        },
    )


def _posts(
    label: str,
    rows: Sequence[Row],
    by_tenure: Mapping[str, Sequence[Row]],
    dates: TenureDates,
    disputes: Disputes,
) -> Section:
    """The posts held, with what each is for and whether a party contests it."""
    table = [
        (
            r["council"] or "",
            r["title"] or "",
            role_name(r["role"]),
            (r["basis"] or "").replace("-", " "),
            dates.started(r),
            dates.ended(r),
            "" if r["link"] == "same" else "presumed the same person",
            tenure_remark(r, disputes),
            local_id(r["tenure"]),
        )
        for r in rows
    ]
    return Section(
        "Posts held",
        "",
        ("body", "title", "role", "basis", "started", "ended", "identity", "remark", "id"),
        table,
        officer_timeline(label, rows, by_tenure, dates),
        sources={i: find_sources(by_tenure[local_id(r["tenure"])]) for i, r in enumerate(rows)},
    )


def _claims(evidence: Sequence[tuple[Row, Row]]) -> Section:
    """The claims behind each post."""
    table = [
        (local_id(row["tenure"]), c["publisher"] or "", c["says"] or "", status_of(c), c["source_url"] or "")
        for row, c in evidence
    ]
    return Section("Claims and sources", "", ("tenure", "publisher", "says", "status", "address"), table)
