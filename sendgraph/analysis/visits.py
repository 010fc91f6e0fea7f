"""Full inspections with their headline outcome, and who held a post on their first day, for how long.

Grades of different frameworks are never put on one scale. A holder is certain where the bounds of the tenure
cover every day that the visit can have begun on, and possible where they reach one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sendgraph.analysis.load import local_id
from sendgraph.analysis.panel import DAYS_A_YEAR
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.proportions import quantile
from sendgraph.facts.codes import code_lists
from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine
from sendgraph.queries.template import find_template

__all__ = [
    "WORST",
    "AtVisit",
    "AtVisits",
    "Visit",
    "certain_holder",
    "find_leaders",
    "group_visits",
    "is_holder",
    "load_visits",
    "may_hold",
    "measure_at_visits",
    "spells_by_body",
]

WORST = frozenset({"required", "systemic-failings", "inadequate"})
"""The outcome of each scheme that obliges a council to act: the one that tests compare with all others."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A full inspection of one council: the bounds of its first day, its publication and its headline outcome."""

    inspection_id: str
    framework: str
    body_id: str
    council: str
    region: str
    start_earliest: date
    start_latest: date
    published: date
    grade: str
    report_url: str


@dataclass(frozen=True, slots=True)
class AtVisit:
    """Who held the post when a visit began: certain and possible holders; days in post from ``least`` to ``most``."""

    visit: Visit
    holder: Spell | None
    possible: tuple[Spell, ...]
    least_days: int | None
    most_days: int | None


@dataclass(frozen=True, slots=True)
class AtVisits:
    """Visits of one framework and grade: how many, with whom in post, and how long the certain holders had been there.

    Medians are in years, from the shortest and from the longest that the bounds allow, over ``dated`` visits.
    """

    framework: str
    grade: str
    visits: int
    certain: int
    only_possible: int
    interim: int
    dated: int
    median_least: float | None
    median_most: float | None
    under_year_certain: int
    under_year_possible: int


def load_visits(engine: Engine, *, use_machine_read: bool = True) -> list[Visit]:
    """Every full inspection of a council that has a headline outcome and a day of publication, one for each council."""
    given = {} if use_machine_read else {"leave_out": ["program"]}
    names, rows = engine.columns(bind(find_template("headline_outcomes"), given, lambda _, text: text))
    visits = []
    for row in rows:
        value = {name: text or "" for name, text in zip(names, row, strict=True)}
        if not value["published_latest"]:
            continue
        published = date.fromisoformat(value["published_latest"])
        start = value["start_latest"]
        visits.append(
            Visit(
                inspection_id=local_id(value["inspection"]),
                framework=value["framework"],
                body_id=local_id(value["body"]),
                council=value["council"],
                region=value["region"],
                start_earliest=date.fromisoformat(value["start_earliest"] or start) if start else published,
                start_latest=date.fromisoformat(start) if start else published,
                published=published,
                grade=value["grade"],
                report_url=value["report_url"],
            )
        )
    return visits


def is_holder(spell: Spell, first: date, last: date) -> bool:
    """Whether the spell's person holds the post on every day from ``first`` to ``last`` for certain."""
    return bool(
        spell.start_latest and spell.start_latest <= first and spell.end_earliest and spell.end_earliest >= last
    )


def may_hold(spell: Spell, first: date, last: date) -> bool:
    """Whether the bounds allow that the spell's person holds the post on some day from ``first`` to ``last``."""
    return (spell.start_earliest is None or spell.start_earliest <= last) and (
        spell.end_latest is None or spell.end_latest >= first
    )


def spells_by_body(spells: Iterable[Spell]) -> dict[str, list[Spell]]:
    """The spells of one-seat posts, by council; a council without any has an empty list."""
    held: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        if spell.seats == 1:
            held[spell.body_id].append(spell)
    return held


def certain_holder(held: Iterable[Spell], first: date, last: date) -> Spell | None:
    """The spell of the one person who holds the post from ``first`` to ``last`` for certain; none where two do."""
    certain = [s for s in held if is_holder(s, first, last)]
    return certain[0] if len({s.person_id for s in certain}) == 1 else None


def find_leaders(visits: Iterable[Visit], spells: Iterable[Spell]) -> list[AtVisit]:
    """For every visit who held the role's post of that council on its first day.

    Where two people are certain, because they share the seat or because sources differ, nobody is.
    """
    held = spells_by_body(spells)
    found = []
    for visit in visits:
        first, last = visit.start_earliest, visit.start_latest
        holder = certain_holder(held[visit.body_id], first, last)
        possible = tuple(s for s in held[visit.body_id] if may_hold(s, first, last))
        least = most = None
        if holder and holder.start_latest:
            least = (first - holder.start_latest).days
            most = (last - holder.start_earliest).days if holder.start_earliest else None
        found.append(AtVisit(visit, holder, possible, least, most))
    return found


def group_visits(visits: Iterable[Visit]) -> list[tuple[str, str]]:
    """The framework and grade of the visits, each pair once, in the order of the code lists."""
    frameworks, grades = list(code_lists()["framework"]), list(code_lists()["grade"])
    pairs = {(v.framework, v.grade) for v in visits}
    return sorted(pairs, key=lambda p: (frameworks.index(p[0]), grades.index(p[1])))


def measure_at_visits(found: Sequence[AtVisit]) -> list[AtVisits]:
    """The visits by framework and grade, with the time in post of their certain holders."""
    groups: dict[tuple[str, str], list[AtVisit]] = defaultdict(list)
    for each in found:
        groups[each.visit.framework, each.visit.grade].append(each)
    return [_measure(*pair, groups[pair]) for pair in group_visits(f.visit for f in found)]


def _measure(framework: str, grade: str, own: Sequence[AtVisit]) -> AtVisits:
    certain = [e for e in own if e.holder]
    dated = [(e.least_days, e.most_days) for e in certain if e.least_days is not None and e.most_days is not None]
    least, most = sorted(a for a, _ in dated), sorted(b for _, b in dated)
    year = DAYS_A_YEAR
    return AtVisits(
        framework=framework,
        grade=grade,
        visits=len(own),
        certain=len(certain),
        only_possible=sum(1 for e in own if not e.holder and e.possible),
        interim=sum(1 for e in certain if e.holder and e.holder.is_interim),
        dated=len(dated),
        median_least=quantile(least, 0.5) / year if least else None,
        median_most=quantile(most, 0.5) / year if most else None,
        under_year_certain=sum(1 for b in most if b < year),
        under_year_possible=sum(1 for a in least if a < year),
    )
