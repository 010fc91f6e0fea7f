"""The explanation of one id: what the graph says of it directly, and every claim behind it with words and link."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.load import local_id
from sendgraph.core.ids import short_id
from sendgraph.queries.run import Asker
from sendgraph.queries.template import TemplateError
from sendgraph.report.evidence import status_of
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of

__all__ = ["explain_report"]

_LEFT_OUT = ("evidence", "boundedBy")


def explain_report(ask: Asker, thing: str, as_of: str, data_version: str, attribution: Sequence[str]) -> Report:
    """The explanation of the thing with that id. Raises ``TemplateError`` where there is none."""
    name = ask.resolver("thing", thing)
    said = ask("thing", thing=name)
    if not said:
        raise TemplateError(
            f"nothing in the graph has the id {name!r}: ids stand in the last column of reports and queries"
        )
    claims = ask("evidence", thing=name)
    facts = [
        (
            r["label"] or _short(r["property"]),
            r["value_label"] or short_id(r["value"]),
            short_id(r["value"]) if r["value_label"] else "",
        )
        for r in said
        if _short(r["property"]) not in _LEFT_OUT
    ]
    evidence = [
        (
            c["publisher"] or "",
            c["published"] or "",
            c["says"] or "",
            c["words"] or c["locator"] or "",
            status_of(c),
            c["source_url"] or "",
            local_id(c["claim"]),
        )
        for c in claims
    ]
    label = next((r["value"] or "" for r in said if _short(r["property"]) == "label"), name)
    return Report(
        title=label,
        answer=f"{label} rests on {count_of(len(claims), 'claim')}."
        if claims
        else f"{label}: no claim speaks of it directly.",
        sections=[
            Section("What the graph says", "", ("property", "value", "id"), facts),
            Section(
                "Claims", "", ("publisher", "published", "says", "words or place", "status", "address", "id"), evidence
            ),
        ],
        caveats=[
            "Bounds that no claim here gives come from the holders before and after; bounded-by claims are listed too."
        ]
        if any(_short(r["property"]) == "boundedBy" for r in said)
        else [],
        provenance=Provenance(
            question=f"What is {name}, and who says so?",
            as_of=as_of,
            data_version=data_version,
            facts_used=count_of(len(claims), "claim"),
            attribution=attribution,
        ),
        values={
            "id": name,
            "says": [
                {"property": r["property"], "label": r["label"], "value": r["value"], "value_label": r["value_label"]}
                for r in said
            ],
            "claims": [{**c, "claim": local_id(c["claim"])} for c in claims],
        },
    )


def _short(iri: str | None) -> str:
    return (iri or "").replace("#", "/").rpartition("/")[2]
