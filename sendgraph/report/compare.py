"""The report that sets councils side by side: holders, changes, what is unknown, and inspections. It ranks nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sendgraph.analysis.changes import Change, find_changes
from sendgraph.analysis.coverage import Coverage
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.visits import Visit
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Lane, Mark, Span, Timeline
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.outcomes import framework_name, outcome_name
from sendgraph.report.words import count_of, day_range, ending

__all__ = ["compare_report"]


def compare_report(
    role: str,
    names: Mapping[str, str],
    spells: Sequence[Spell],
    visits: Sequence[Visit],
    covered: Sequence[Coverage],
    since: date,
    as_of: date,
    version: str,
    attribution: Sequence[str],
) -> Report:
    """The report on the councils of ``names`` (id to name), in order of name, from ``since`` to ``as_of``."""
    label = code_lists()["role"][role].label
    bodies = sorted(names, key=lambda b: names[b])
    held = {
        b: sorted((s for s in spells if s.body_id == b and _is_within(s, since, as_of)), key=lambda s: s.place)
        for b in bodies
    }
    inspected = {b: [v for v in visits if v.body_id == b and since <= v.start_latest <= as_of] for b in bodies}
    changes = find_changes(s for b in bodies for s in held[b])
    changes = [c for c in changes if c.latest >= since and c.earliest <= as_of]
    known = {c.body_id: c for c in covered}
    return Report(
        title=f"{_list_of([names[b] for b in bodies])}: {label}",
        answer=_answer(label, bodies, names, held, changes, known, since),
        sections=[
            _summary(bodies, names, held, inspected, changes, known),
            _holders(bodies, names, held, inspected, since, as_of),
            _inspections(bodies, names, inspected),
        ],
        caveats=[
            "Fewer changes in the table can mean fewer sources: compare them only where the years covered are alike.",
            "A stretch without a holder means that no source in the graph names one, not that the post was empty.",
            "Counts from a few years of one council say little about what to expect there; no rate is given.",
        ],
        provenance=Provenance(
            question=f"Who was {label} at each council since {since}, and what did inspectors find?",
            as_of=as_of.isoformat(),
            data_version=version,
            facts_used=f"{count_of(sum(map(len, held.values())), 'tenure')} and "
            f"{count_of(sum(map(len, inspected.values())), 'full inspection')} of {count_of(len(bodies), 'council')}",
            attribution=attribution,
        ),
        values={
            "role": role,
            "since": since.isoformat(),
            "councils": [_values(b, names[b], held[b], inspected[b], changes, known.get(b)) for b in bodies],
        },
        coverage=[
            (names[b], f"{known[b].covered_years:.1f} of {known[b].window_years:.1f} years covered")
            for b in bodies
            if b in known
        ],
    )


def _is_within(spell: Spell, since: date, as_of: date) -> bool:
    last = spell.end_latest or spell.last_seen or spell.end_earliest or date.max
    first = spell.start_earliest or spell.first_seen or spell.start_latest or date.min
    return last >= since and first <= as_of


def _list_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _people(held: Sequence[Spell]) -> int:
    return len({s.person_id for s in held})


def _answer(
    label: str,
    bodies: Sequence[str],
    names: Mapping[str, str],
    held: Mapping[str, Sequence[Spell]],
    changes: Sequence[Change],
    known: Mapping[str, Coverage],
    since: date,
) -> str:
    parts = []
    for body in bodies:
        count = sum(c.body_id == body for c in changes)
        people = count_of(_people(held[body]), "person", "people")
        text = f"at {names[body]} the sources show {people} in the post of {label} and {count_of(count, 'change')}"
        if body in known and known[body].window_years:
            text += f" ({known[body].covered_years / known[body].window_years:.0%} of the time covered)"
        parts.append(text)
    return f"Since {since}, " + "; ".join(parts) + "."


def _summary(
    bodies: Sequence[str],
    names: Mapping[str, str],
    held: Mapping[str, Sequence[Spell]],
    inspected: Mapping[str, Sequence[Visit]],
    changes: Sequence[Change],
    known: Mapping[str, Coverage],
) -> Section:
    rows = []
    for body in bodies:
        own = known.get(body)
        latest = max((v for v in inspected[body]), key=lambda v: v.start_latest, default=None)
        rows.append(
            (
                names[body],
                f"{own.covered_years:.1f} of {own.window_years:.1f}" if own else "–",
                str(_people(held[body])),
                str(sum(c.body_id == body for c in changes)),
                str(sum(s.is_interim for s in held[body])),
                str(len(inspected[body])),
                f"{outcome_name(latest.grade)} ({framework_name(latest.framework)}, {latest.start_latest.year})"
                if latest
                else "–",
            )
        )
    columns = ("council", "years covered", "holders", "changes at least", "interims", "inspections", "latest outcome")
    return Section("Side by side, in order of name", "", columns, rows, is_main=True)


def _holders(
    bodies: Sequence[str],
    names: Mapping[str, str],
    held: Mapping[str, Sequence[Spell]],
    inspected: Mapping[str, Sequence[Visit]],
    since: date,
    as_of: date,
) -> Section:
    rows = [
        (
            names[b],
            s.person,
            "" if s.basis == "not-stated" else s.basis,
            day_range(s.start_earliest, s.start_latest),
            ending(*(d.isoformat() if d else None for d in (s.end_earliest, s.end_latest))),
            s.tenure_id,
        )
        for b in bodies
        for s in held[b]
    ]
    lanes = [Lane(names[b], [_span(s) for s in held[b]], [_mark(v) for v in inspected[b]]) for b in bodies]
    columns = ("council", "holder", "basis", "started", "ended", "id")
    figure = Timeline("Holders of the post and full inspections, council by council", since, as_of, lanes)
    return Section("Holders", "", columns, rows, figure=figure)


def _span(spell: Spell) -> Span:
    return Span(
        spell.person,
        spell.basis.replace("-", " ") if spell.is_interim else "",
        spell.start_earliest,
        spell.start_latest,
        spell.end_earliest,
        spell.end_latest,
        is_interim=spell.is_interim,
        is_open=spell.end_latest is None and spell.end_earliest is not None,
        is_disputed=spell.is_disputed,
    )


def _mark(visit: Visit) -> Mark:
    label = f"{framework_name(visit.framework)}, {visit.start_latest}: {outcome_name(visit.grade)}"
    return Mark(visit.start_latest, label, "inspection", visit.grade, visit.report_url)


def _inspections(bodies: Sequence[str], names: Mapping[str, str], inspected: Mapping[str, Sequence[Visit]]) -> Section:
    ordered = [v for b in bodies for v in sorted(inspected[b], key=lambda v: v.start_latest)]
    rows = [
        (
            names[v.body_id],
            v.start_latest.isoformat(),
            framework_name(v.framework),
            outcome_name(v.grade),
            v.inspection_id,
        )
        for v in ordered
    ]
    links = {(n, 3): v.report_url for n, v in enumerate(ordered) if v.report_url}
    return Section("Full inspections", "", ("council", "visit began", "framework", "outcome", "id"), rows, links=links)


def _values(
    body: str,
    name: str,
    held: Sequence[Spell],
    inspected: Sequence[Visit],
    changes: Sequence[Change],
    known: Coverage | None,
) -> dict[str, object]:
    return {
        "id": body,
        "council": name,
        "covered_years": known.covered_years if known else None,
        "window_years": known.window_years if known else None,
        "n_holders": _people(held),
        "n_changes": sum(c.body_id == body for c in changes),
        "n_interims": sum(s.is_interim for s in held),
        "holders": [{"person": s.person_id, "tenure": s.tenure_id, "basis": s.basis} for s in held],
        "inspections": [{"inspection": v.inspection_id, "grade": v.grade} for v in inspected],
    }
