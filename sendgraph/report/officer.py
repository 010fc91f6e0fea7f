"""The report on one officer or councillor: the posts held, in order, and the claims behind each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sendgraph.analysis.load import local_id
from sendgraph.queries.run import Asker
from sendgraph.report.council_timeline import dated_share, officer_timeline
from sendgraph.report.evidence import evidence_of, find_sources
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of, day_range, ending

__all__ = ["officer_report"]


def officer_report(ask: Asker, name: str, as_of: str, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on the person whom ``name`` names. Raises ``TemplateError`` for an unknown or unclear name."""
    person = ask.resolver("person", name)
    rows = ask("tenures_of_person", person=person)
    label = rows[0]["name"] or person if rows else person
    by_tenure = evidence_of(ask, (local_id(row["tenure"]) for row in rows))
    evidence = [(row, claim) for row in rows for claim in by_tenure[local_id(row["tenure"])]]
    posts = [
        (
            r["council"] or "",
            r["title"] or "",
            (r["basis"] or "").replace("-", " "),
            day_range(r["start_earliest"], r["start_latest"]),
            ending(r["end_earliest"], r["end_latest"]),
            "" if r["link"] == "same" else "presumed the same person",
            local_id(r["tenure"]),
        )
        for r in rows
    ]
    claims = [
        (local_id(row["tenure"]), c["publisher"] or "", c["says"] or "", c["status"] or "", c["source_url"] or "")
        for row, c in evidence
    ]
    bodies = len({r["body"] for r in rows})
    return Report(
        title=label,
        answer=f"{label} is shown in {count_of(len(rows), 'tenure')} at {count_of(bodies, 'body', 'bodies')}.",
        sections=[
            Section(
                "Posts held",
                "",
                ("body", "title", "basis", "started", "ended", "identity", "id"),
                posts,
                officer_timeline(label, rows, by_tenure, date.fromisoformat(as_of)),
                sources={i: find_sources(by_tenure[local_id(r["tenure"])]) for i, r in enumerate(rows)},
            ),
            Section("Claims and sources", "", ("tenure", "publisher", "says", "status", "address"), claims),
        ],
        caveats=[
            "Two rows of one name at two bodies are one person only where a decision with a reason joins them.",
            "Only public roles are recorded. CONTRIBUTING says how a person asks for a correction.",
        ],
        provenance=Provenance(
            question=f"Which posts did {label} hold, and who says so?",
            as_of=as_of,
            data_version=data_version,
            facts_used=f"{count_of(len(rows), 'tenure')}, {count_of(len(evidence), 'claim')}",
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
