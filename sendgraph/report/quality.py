"""The report on the data themselves: what they rest on, how exact they are, and what is contested or unchecked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sendgraph.analysis.spells import Spell
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Bar, Bars
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of

__all__ = ["quality_report"]

Row = dict[str, str | None]
_STEPS = ((1, "to the day"), (31, "to a month"), (92, "to a quarter"), (366, "to a year"), (None, "wider"))
_OPEN = "no bound on one side"


def quality_report(
    role: str,
    spells: Sequence[Spell],
    standing: Sequence[Row],
    sources: Sequence[Row],
    conflicts: Sequence[Row],
    disputed: Sequence[Row],
    presumed: int,
    as_of: date,
    version: str,
    attribution: Sequence[str],
) -> Report:
    """The report from rows of claims_by_standing, sources_by_kind, conflicts, disputed_claims, and all spells."""
    label = code_lists()["role"][role].label
    count = Counter[str]()
    for row in standing:
        count[row["status"] or ""] += int(row["claims"] or 0)
    taken, disputes = count["accepted"] + count["disputed"], count["disputed"]
    program = sum(int(r["claims"] or 0) for r in standing if r["read_by"] == "program")
    documents = sum(int(s["sources"] or 0) for s in sources)
    open_conflicts = [c for c in conflicts if c["resolved"] != "true"]
    return Report(
        title="Quality of the facts",
        answer=(
            f"{count_of(taken, 'claim')} from {count_of(documents, 'document')} make the facts. Of all claims "
            f"{program:,} have been read by a program alone; {_are(disputes, 'claim')} taken though disputed; "
            f"{_are(len(open_conflicts), 'contradiction')} open between sources; "
            f"{_are(presumed, 'person', 'people')} presumed to be another."
        ),
        sections=[
            _claims(standing),
            _sources(sources),
            _precision(label, spells),
            _conflicts(open_conflicts),
            _disputed(disputed),
        ],
        caveats=[
            "One source is no fault where there is only one: a letter, a grade. But no claim was seen on a live page; "
            "all were read in stored copies.",
            "A re-reading of curated claims by a second reader found about one date in twenty too precise; "
            "data/README.md gives the counts of each round.",
            "Exact dates are not a chance sample: what the press reports is dated, what it does not is vague.",
        ],
        provenance=Provenance(
            question="What do the facts rest on, and how far can they be trusted?",
            as_of=as_of.isoformat(),
            data_version=version,
            facts_used=f"{count_of(count.total(), 'claim')}, {count_of(len(spells), 'tenure')} of {label}",
            attribution=attribution,
        ),
        values={
            "role": role,
            "n_claims": count.total(),
            "n_taken": taken,
            "n_machine_read": program,
            "n_open_conflicts": len(open_conflicts),
            "n_disputed": disputes,
            "n_presumed": presumed,
            "precision": {"start": _tally(spells, "start"), "end": _tally(spells, "end")},
        },
        coverage=[("claims taken", f"{taken:,}"), ("tenures of the role", str(len(spells)))],
    )


def _are(number: int, one: str, many: str = "") -> str:
    return f"{count_of(number, one, many)} {'is' if number == 1 else 'are'}"


def _claims(standing: Sequence[Row]) -> Section:
    codes = code_lists()
    rows = [
        (
            r["dataset"] or "",
            codes["claim-status"][r["status"] or ""].label,
            codes["reading"][r["read_by"]].label if r["read_by"] else "–",
            r["claims"] or "0",
        )
        for r in standing
    ]
    text = "Only accepted and disputed claims make facts; the others are kept with the reason."
    return Section("Claims", text, ("dataset", "status", "read by", "claims"), rows, is_main=True)


def _sources(sources: Sequence[Row]) -> Section:
    rows = [(r["label"] or "", r["sources"] or "", r["claims"] or "") for r in sources]
    return Section("Documents", "", ("kind of document", "documents", "claims that are taken"), rows)


def _width(spell: Spell, side: str) -> int | None:
    """How many days the first or last day of a tenure can be; ``None`` where one side has no bound."""
    earliest, latest = getattr(spell, f"{side}_earliest"), getattr(spell, f"{side}_latest")
    return (latest - earliest).days + 1 if earliest and latest else None


def _tally(spells: Sequence[Spell], side: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for spell in spells:
        days = _width(spell, side)
        if days is None:
            found[_OPEN] += 1
        else:
            found[next(name for most, name in _STEPS if most is None or days <= most)] += 1
    return {name: found[name] for name in (*(name for _, name in _STEPS), _OPEN)}


def _precision(label: str, spells: Sequence[Spell]) -> Section:
    start, end = _tally(spells, "start"), _tally(spells, "end")
    rows = [(name, str(start[name]), str(end[name])) for name in start]
    bars = [Bar(name, start[name], start[name]) for name in start]
    text = f"How closely the first and the last day of the tenures of the post of {label} are known."
    figure = Bars(f"How closely the first day in the post of {label} is known", "tenures", bars)
    return Section("How exact the dates are", text, ("known", "first day", "last day"), rows, figure=figure)


def _conflicts(conflicts: Sequence[Row]) -> Section:
    rows = [
        (
            (c["thing"] or "").rpartition("/")[2],
            c["property"] or "",
            c["value_a"] or "",
            c["value_b"] or "",
        )
        for c in conflicts
    ]
    text = "Both sources stay, and the fact keeps the widest bounds, until somebody decides with a reason."
    return Section("Open contradictions", text if rows else "None.", ("about", "on", "one says", "another says"), rows)


def _disputed(disputed: Sequence[Row]) -> Section:
    rows = [
        ((d["claim"] or "").rpartition("/")[2], d["disputed_by"] or "", d["stance"] or "", d["source_url"] or "")
        for d in disputed
    ]
    text = "Those to which a response is on record."
    return Section("Disputed claims", text if rows else "None.", ("claim", "disputed by", "stance", "source"), rows)
