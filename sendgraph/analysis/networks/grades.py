"""Which grade a council had on a day: the latest whose report was out by then.

Grades of different aspects are on different scales and stay apart. Overall effectiveness is one scale under two
frameworks (SIF and ILACS); the area inspections of 2016 and of 2023 each have their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from sendgraph.analysis.load import local_id
from sendgraph.analysis.networks.asking import Kept, Row
from sendgraph.queries.engine import Engine

__all__ = ["AREA_SEND", "OVERALL", "Grade", "Grades", "grade_between", "grade_on", "stream_grades"]

OVERALL = ("overall-effectiveness",)
AREA_SEND = ("action-required", "experiences-and-outcomes")
"""Aspects that say how an inspection of one sort went."""


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """A grade, from the day by which its report was out."""

    published: date
    inspection_id: str
    framework: str
    aspect: str
    grade: str
    judgement_id: str


Grades = Mapping[str, Sequence[Grade]]
"""The grades of each council, in order of publication."""


def stream_grades(engine: Engine) -> Iterator[tuple[str, list[Grade]]]:
    """One council after the other with its overall and area grades, from one query.

    Reports of unknown date are left out, and councils without any other.
    """
    rows = Kept(engine, "council_grades").in_order("council")
    for council, of_council in groupby(rows, key=itemgetter("council")):
        if grades := sorted(_grade_of(row) for row in of_council if row["published_latest"]):
            yield local_id(council), grades


def _grade_of(row: Row) -> Grade:
    names = (
        local_id(row["inspection"]),
        row["framework"],
        row["aspect_code"],
        row["grade"],
        local_id(row["judgement"]),
    )
    return Grade(date.fromisoformat(row["published_latest"]), *names)


def grade_on(grades: Sequence[Grade], aspects: Sequence[str], day: date) -> Grade | None:
    """The latest grade in one of the aspects that was out on the day, ``None`` where there was none yet."""
    fitting = [g for g in grades if g.aspect in aspects]
    place = bisect_right([g.published for g in fitting], day)
    return fitting[place - 1] if place else None


def grade_between(
    grades: Sequence[Grade], aspects: Sequence[str], earliest: date | None, latest: date | None
) -> Grade | None:
    """The grade that held all through the days, ``None`` where there was none or it may have been either of two.

    An open side leaves it undecided, unless no report came out on that side at all.
    """
    fitting = [g for g in grades if g.aspect in aspects]
    first = grade_on(fitting, aspects, earliest or date.min)
    last = grade_on(fitting, aspects, latest or date.max)
    if first is None or last is None or first.grade != last.grade or first.aspect != last.aspect:
        return None
    between = [g for g in fitting if first.published < g.published <= last.published]
    return first if all((g.grade, g.aspect) == (first.grade, first.aspect) for g in between) else None
