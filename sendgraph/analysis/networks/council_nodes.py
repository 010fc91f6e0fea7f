"""Councils as nodes: where they lie, of which kind they are, and the grades they had last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sendgraph.analysis.networks.grades import AREA_SEND, OVERALL, Grade, grade_on, stream_grades
from sendgraph.analysis.networks.rows import Attribute, Node, Options
from sendgraph.analysis.networks.world import Council
from sendgraph.queries.engine import Engine

__all__ = ["COUNCIL_ATTRIBUTES", "council_nodes", "wide"]

COUNCIL_ATTRIBUTES = (
    Attribute("region", "string", "code of the council's region"),
    Attribute("council_type", "string", "code of the kind of council"),
    Attribute("latitude", "double", "of the council's middle, degrees north, WGS 84"),
    Attribute("longitude", "double", "of the council's middle, degrees east, WGS 84"),
    Attribute("overall_grade", "string", "latest overall effectiveness whose report is out"),
    Attribute("overall_framework", "string", "the rules that overall grade was given under"),
    Attribute("area_send_grade", "string", "latest result of an area SEND inspection whose report is out"),
    Attribute("area_send_framework", "string", "the rules that result was given under"),
)
"""The attributes that every network gives its councils, first among its node attributes."""


def council_nodes(
    engine: Engine, options: Options, councils: Mapping[str, Council], wanted: Iterable[str], width: int
) -> Iterator[Node]:
    """The wanted councils by id as nodes of ``width`` values, those after the council attributes being ``None``."""
    names, day = sorted(wanted), options.as_of or date.max
    latest = {council: _latest(grades, day) for council, grades in stream_grades(engine)}
    for name in names:
        council = councils.get(name, Council(name, name))
        values = (
            council.region or None,
            council.kind or None,
            council.latitude,
            council.longitude,
            *latest.get(name, (None, None, None, None)),
        )
        yield Node(name, "council", council.name, wide(values, width), (council.life,))


def _latest(grades: Sequence[Grade], day: date) -> tuple[str | None, ...]:
    """The grade and the framework of the latest in each sort of aspects."""
    found = (grade_on(grades, aspects, day) for aspects in (OVERALL, AREA_SEND))
    return tuple(word for grade in found for word in ((grade.grade, grade.framework) if grade else (None, None)))


def wide(values: tuple[object, ...], width: int) -> tuple[object, ...]:
    """The values, with ``None`` up to the width."""
    return values + (None,) * (width - len(values))
