"""The grade that each council had on each day, as attributes that change with time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sendgraph.analysis.networks.grades import AREA_SEND, OVERALL, Grade, stream_grades
from sendgraph.analysis.networks.rows import Attribute
from sendgraph.export.networks.stretches import Days, until
from sendgraph.queries.engine import Engine

__all__ = ["GRADE_ATTRIBUTES", "Spans", "grade_spans", "spans_of"]

GRADE_ATTRIBUTES = (
    Attribute("overall_grade_then", "string", "latest overall effectiveness whose report was out on the day"),
    Attribute("area_send_grade_then", "string", "latest area SEND result whose report was out on the day"),
)
_ASPECTS = (OVERALL, AREA_SEND)

Spans = Mapping[str, Sequence[tuple[str, str, Days]]]
"""For each council the attribute, the grade, and the first and last day that it was the latest; both inclusive."""


def grade_spans(engine: Engine) -> Spans:
    """The grades of every council over time, from the day by which each report was out to the day before the next."""
    return {council: tuple(spans_of(grades)) for council, grades in stream_grades(engine)}


def spans_of(grades: Sequence[Grade]) -> Iterator[tuple[str, str, Days]]:
    """The spans of one council's grades; of two reports out on one day the last in order counts.

    The same grade given again makes one span longer.
    """
    for attribute, aspects in zip(GRADE_ATTRIBUTES, _ASPECTS, strict=True):
        latest = {g.published: g.grade for g in sorted(grades) if g.aspect in aspects}
        days = [d for d, before in zip(latest, [None, *latest.values()], strict=False) if latest[d] != before]
        for day, following in zip(days, [*days[1:], None], strict=False):
            yield attribute.name, latest[day], (day, until(following) if following else None)
