"""The report on what inspectors found: outcomes by framework and year, and where councils stand on the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sendgraph.analysis.visits import WORST, Visit, group_visits
from sendgraph.report.figures import Bar, Bars
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.outcomes import framework_name, outcome_name
from sendgraph.report.words import count_of

__all__ = ["inspections_report"]

Row = dict[str, str | None]

_STANDING = ("outstanding", "good", "requires-improvement", "inadequate")


def inspections_report(
    visits: Sequence[Visit],
    standing: Sequence[Row],
    revisits: Sequence[Row],
    as_of: date,
    version: str,
    attribution: Sequence[str],
) -> Report:
    """The report on the visits begun by ``as_of``.

    ``standing`` are the councils' latest overall judgements on that day, ``revisits`` what revisits found (rows of the
    templates ``latest_judgements`` and ``revisit_totals``).
    """
    bodies = len({v.body_id for v in visits})
    years = sorted({v.start_latest.year for v in visits})
    return Report(
        title="Inspections",
        answer=_answer(visits, standing, as_of),
        sections=[
            *_by_framework(visits),
            _revisits(revisits),
            _standing(standing, visits),
            _list(visits),
        ],
        caveats=[
            "Outcomes of different frameworks are not comparable: the area framework of 2016 to 2022 gave no grade, "
            "only whether a statement of action was required.",
            "A year is that of the visit, as in Ofsted's tables; reports come out weeks later. An inspection of two "
            "councils counts once for each.",
            f"The last report on record came out on {max((v.published for v in visits), default='–')}; later ones are "
            "not in the graph.",
            "Grades from before 2018 and some later ones were read out of reports by a program; --no-machine-read "
            "leaves them out.",
        ],
        provenance=Provenance(
            question="Which full inspections were there, and what did they find?",
            as_of=as_of.isoformat(),
            data_version=version,
            facts_used=f"{count_of(len(visits), 'full inspection')} of {count_of(bodies, 'council')}",
            attribution=attribution,
        ),
        values={
            "n_inspections": len(visits),
            "n_councils": bodies,
            "years": years,
            "outcomes": [
                {"framework": f, "grade": g, "n": sum(1 for v in visits if (v.framework, v.grade) == (f, g))}
                for f, g in group_visits(visits)
            ],
            "standing": dict(sorted(Counter(r["grade"] or "" for r in standing).items())),
        },
        coverage=[("inspections", str(len(visits))), ("councils", str(bodies))],
    )


def _answer(visits: Sequence[Visit], standing: Sequence[Row], as_of: date) -> str:
    if not visits:
        return "No full inspection is on record."
    area = [v for v in visits if v.framework == "area-send-2023"]
    failing = sum(1 for v in area if v.grade in WORST)
    grades = Counter(r["grade"] or "" for r in standing)
    first = min(v.start_latest for v in visits)
    text = f"By {as_of.day} {as_of:%B %Y} {count_of(len(visits), 'full inspection')} since {first:%Y} are on record"
    if parts := ", ".join(f"{grades[g]} {outcome_name(g)}" for g in _STANDING if grades[g]):
        text += f"; children's services of {sum(grades.values())} councils stand at {parts}"
    if area:
        text += f"; {failing} of {len(area)} area SEND inspections since 2023 found widespread or systemic failings"
    return text + "."


def _by_framework(visits: Sequence[Visit]) -> list[Section]:
    sections = []
    for framework in dict.fromkeys(f for f, _ in group_visits(visits)):
        own = [v for v in visits if v.framework == framework]
        grades = [g for f, g in group_visits(own) if f == framework]
        years = sorted({v.start_latest.year for v in own})
        counts = Counter((v.grade, v.start_latest.year) for v in own)
        rows = [
            (outcome_name(g), *(str(counts[g, y]) for y in years), str(sum(counts[g, y] for y in years)))
            for g in grades
        ]
        bars = [Bar(outcome_name(g), n, n) for g in grades if (n := sum(counts[g, y] for y in years))]
        sections.append(
            Section(
                framework_name(framework),
                f"{count_of(len(own), 'full inspection')} by year of the visit.",
                ("outcome", *map(str, years), "all"),
                rows,
                figure=Bars(f"{framework_name(framework)}: full inspections by outcome", "inspections", bars),
            )
        )
    return sections


def _revisits(revisits: Sequence[Row]) -> Section:
    rows = [(outcome_name(r["grade"] or ""), r["revisits"] or "") for r in revisits]
    text = "Whether all, some or no weaknesses named before had been dealt with well enough, by area."
    return Section("Revisits under the area framework of 2016 to 2022", text, ("sufficient progress", "areas"), rows)


def _standing(standing: Sequence[Row], visits: Sequence[Visit]) -> Section:
    regions = {v.body_id: v.region for v in visits}
    counts = Counter((regions.get((r["council"] or "").rpartition("/")[2], ""), r["grade"] or "") for r in standing)
    names = sorted({region for region, _ in counts if region})
    rows = [(n, *(str(counts[n, g]) for g in _STANDING), str(sum(counts[n, g] for g in _STANDING))) for n in names]
    columns = ("region", *map(outcome_name, _STANDING), "councils")
    text = (
        "Councils by the latest overall judgement of their children's services, of visits begun by that day, "
        "as in Ofsted's tables; in order of the region's name."
    )
    return Section("Where councils stand", text, columns, rows)


def _list(visits: Sequence[Visit]) -> Section:
    ordered = sorted(visits, key=lambda v: (v.council, v.start_earliest, v.inspection_id))
    rows = [
        (
            v.council,
            v.start_earliest.isoformat(),
            v.published.isoformat(),
            framework_name(v.framework),
            outcome_name(v.grade),
            v.inspection_id,
        )
        for v in ordered
    ]
    links = {(n, 4): v.report_url for n, v in enumerate(ordered) if v.report_url}
    columns = ("council", "visit began", "published", "framework", "outcome", "id")
    return Section("Every full inspection, by council", "", columns, rows, links=links, is_main=True)
