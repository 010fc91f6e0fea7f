"""The report on one council: who held which post, what inspectors found, what followed, what was said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sendgraph.analysis.load import local_id
from sendgraph.core.ids import short_id
from sendgraph.queries.run import Asker, ask
from sendgraph.report.council_answer import council_answer
from sendgraph.report.council_sections import (
    conflicts_section,
    departures_section,
    findings_section,
    holders_section,
    inspections_section,
    measures_section,
    pay_section,
    sayings_section,
    sources_section,
    succession_section,
    vacancies_section,
)
from sendgraph.report.council_timeline import council_timeline, dated_share, role_rank
from sendgraph.report.disputes import Disputes, disputed_so_far, disputes_of
from sendgraph.report.evidence import evidence_of, find_sources
from sendgraph.report.known import (
    Row,
    conflicts_known,
    departures_known,
    findings_known,
    inspections_known,
    pay_known,
    sayings_known,
    stretches_known,
    succession_known,
    tenures_known,
)
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.tenure_dates import TenureDates, dates_of, place_in_post
from sendgraph.report.words import count_of

__all__ = ["council_report"]

Rows = dict[str, list[Row]]

_IDS = ("tenure", "post", "inspection", "measure", "of")
_CAVEATS = (
    "A stretch without a holder here means that no source in the graph names one, not that the post was empty.",
    "That somebody left after an inspection does not mean that they left because of it.",
    'A day after "about" is one that the source gives as approximate, announced or planned.',
)
_FACTS = ("tenure", "vacancy", "pay", "inspection", "measure", "thing")


def council_report(asker: Asker, name: str, as_of: str, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on the council that ``name`` names, as far as things had come to pass on the day ``as_of``.

    Raises ``TemplateError`` for an unknown council.
    """
    body = asker.resolver("body", name)
    label = next(
        (r["value"] or "" for r in asker("thing", thing=body) if local_id(r["property"]) == "rdf-schema#label"), body
    )
    disputes = disputes_of(asker)
    rows, left_out = _ask_all(asker, body, disputes, as_of)
    dates = dates_of(asker, (local_id(r["tenure"]) for r in rows["holders"]), as_of)
    visits = len({r["inspection"] for r in rows["inspections"]})
    tables, addresses = _sections(asker, label, rows, dates, disputes)
    return Report(
        title=label,
        answer=council_answer(label, rows["holders"], rows["succession"], dates, visits),
        sections=tables,
        caveats=_CAVEATS,
        provenance=Provenance(
            question=f"Who led at {label}, what did inspectors find, and who says so?",
            as_of=as_of,
            data_version=data_version,
            facts_used=f"{count_of(len(rows['holders']), 'tenure')}, {count_of(visits, 'inspection')}, "
            f"{count_of(len(rows['sources']), 'source')}",
            left_out=[f"{count_of(left_out, 'tenure')} that began after {as_of}"] if left_out else [],
            attribution=attribution,
        ),
        values={"body": body, "name": label, **_values(rows, addresses)},
        coverage=(
            ("posts with a holder named", str(len({r["post"] for r in rows["holders"]}))),
            ("tenures", str(len(rows["holders"]))),
            ("starts and ends known to within a month", dated_share(rows["holders"])),
            ("inspections and visits", str(visits)),
            ("documents", str(len(rows["sources"]))),
        ),
    )


def _ask_all(asker: Asker, body: str, disputes: Disputes, day: str) -> tuple[Rows, int]:
    """The rows of every query as far as known on the day, and how many tenures are left out as later."""
    holders = asker("tenures_of_body", body=body)
    inspections = asker("inspections_of", council=body)
    known = disputed_so_far(tenures_known(holders, day), disputes)
    known.sort(key=lambda r: (role_rank(r["role"]), r["post"] or "", place_in_post(r)))
    measures = stretches_known(asker("measures_on", body=body), day)
    rows = {
        "succession": succession_known(asker("succession_of", council=body), day),
        "holders": known,
        "departures": departures_known(asker("departures_of", body=body), day, {r["tenure"] for r in known}),
        "vacancies": stretches_known(asker("vacancies_of", body=body), day),
        "pay": pay_known(asker("pay_of", body=body), day),
        "inspections": inspections_known(inspections, day),
        "findings": findings_known(asker("findings_on", body=body), day, inspections, measures),
        "measures": measures,
        "sayings": sayings_known(asker("sayings_at", body=body), day),
    }
    rows["sources"] = _sources(asker, {local_id(r[k]) for rs in rows.values() for r in rs for k in _FACTS if r.get(k)})
    about = {local_id(r[k]) for rs in rows.values() for r in rs for k in _IDS if r.get(k)}
    conflicts = [c for c in asker("conflicts") if local_id(c["thing"]) in about]
    rows["conflicts"] = conflicts_known(conflicts, day)
    return rows, len(holders) - len(known)


def _sources(asker: Asker, facts: Collection[str]) -> list[Row]:
    """The documents that those facts rest on: one query for all."""
    if not facts:
        return []
    return list(ask(asker.engine, "sources_of_facts", {"fact": sorted(facts)}, asker.resolver).dicts())


def _sections(
    asker: Asker, label: str, rows: Rows, dates: TenureDates, disputes: Disputes
) -> tuple[list[Section], dict[str, list[tuple[str, str]]]]:
    """The sections that have rows, and the documents on each tenure."""
    evidence = evidence_of(asker, (local_id(r["tenure"]) for r in rows["holders"]))
    sources = {tenure: find_sources(claims) for tenure, claims in evidence.items()}
    figure = council_timeline(label, rows["holders"], rows["inspections"], evidence, dates)
    made = (
        holders_section(rows["holders"], dates, disputes, sources, figure),
        succession_section(rows["succession"]),
        departures_section(rows["departures"], dates, disputes),
        vacancies_section(rows["vacancies"], disputes),
        pay_section(rows["pay"], disputes),
        inspections_section(rows["inspections"]),
        findings_section(rows["findings"], disputes),
        measures_section(rows["measures"], disputes),
        sayings_section(rows["sayings"]),
        conflicts_section(rows["conflicts"]),
        sources_section(rows["sources"]),
    )
    return [section for section in made if section.rows], sources


def _values(rows: Rows, sources: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, Any]:
    values: dict[str, Any] = {key: [_plain(r) for r in value] for key, value in rows.items()}
    for row in values["holders"]:
        row["sources"] = [address for _, address in sources[row["tenure"]] if address]
    return values


def _plain(row: Row) -> Row:
    return {k: v and short_id(v) for k, v in row.items()}
