"""One holder's bar: solid or striped where certain, hatched between the earliest and the latest day of an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sendgraph.report.charts.palette import HOLDER, INTERIM, PAPER
from sendgraph.report.charts.scale import Days
from sendgraph.report.charts.svg import hatch, path, polygon, rect
from sendgraph.report.figures import Span
from sendgraph.report.markup import Markup

__all__ = ["BAR", "Stretch", "arrow", "bar", "paint", "patterns", "stretch_of"]

BAR = 12
"""How high a bar is."""
_FADE = 26
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a span lies: uncertain from ``first``, certain from ``sure`` to ``until``, uncertain to ``last``.

    Without certain days ``sure`` is ``until``, somewhere between. ``fades_in`` and ``fades_out`` mean that the
    sources set no bound on that side, and the uncertain part is a stub of a fixed length.
    """

    first: float
    sure: float
    until: float
    last: float
    fades_in: bool
    fades_out: bool


def stretch_of(span: Span, scale: Days) -> Stretch:
    """The places of a span on the scale. Its last days are inclusive, so that a bar ends with the end of the day."""
    starts = [d for d in (span.start_earliest, span.start_latest) if d]
    ends = [d for d in (span.end_earliest, span.end_latest) if d]
    if not starts and not ends:
        return Stretch(scale.start, scale.start, scale.start, scale.start, fades_in=True, fades_out=True)
    fades_in, fades_out = span.start_earliest is None, span.end_latest is None
    latest_start, earliest_end = span.start_latest, span.end_earliest
    if latest_start and earliest_end and latest_start <= earliest_end:
        sure, until = scale(latest_start), scale(earliest_end, is_over=True)
        first = max(scale.start, sure - _FADE) if fades_in else scale(span.start_earliest or latest_start)
        last = min(scale.stop, until + _FADE) if fades_out else scale(span.end_latest or earliest_end, is_over=True)
        return Stretch(first, sure, until, last, fades_in, fades_out)
    # No day is certain: the holder was there at some moment between the known bounds.
    low, high = scale(min(starts + ends)), scale(max(starts + ends), is_over=True)
    middle = (low + high) / 2
    low, high = min(low, middle - _LEAST / 2), max(high, middle + _LEAST / 2)
    return Stretch(
        max(scale.start, low - _FADE) if fades_in else low,
        middle,
        middle,
        min(scale.stop, high + _FADE) if fades_out and not span.is_open else high,
        fades_in,
        fades_out,
    )


def patterns(prefix: str) -> list[Markup]:
    """The patterns that ``bar`` fills with: upright stripes for an interim, slanted lines for what is uncertain."""
    return [
        hatch(f"{prefix}-interim", 6, 3.6, INTERIM, paper="#f7e3d3", angle=0),
        hatch(f"{prefix}-vague", 5, 1.3, HOLDER, paper=PAPER),
        hatch(f"{prefix}-vague-interim", 5, 1.3, INTERIM, paper=PAPER),
    ]


def paint(prefix: str, *, is_interim: bool, is_certain: bool) -> str:
    """What a part of a bar is filled with."""
    if is_certain:
        return f"url(#{prefix}-interim)" if is_interim else HOLDER
    return f"url(#{prefix}-vague{'-interim' if is_interim else ''})"


def bar(span: Span, scale: Days, prefix: str, y: float) -> list[Markup]:
    """The shapes of a holder's bar with its upper edge at y."""
    place = stretch_of(span, scale)
    edge = INTERIM if span.is_interim else HOLDER
    vague = paint(prefix, is_interim=span.is_interim, is_certain=False)
    parts: list[Markup] = []
    if place.sure > place.first:
        parts += _vague(place.first, place.sure, y, vague, edge, opens_left=place.fades_in)
    if place.last > place.until and not (span.is_open and place.fades_out):
        parts += _vague(place.until, place.last, y, vague, edge, opens_right=place.fades_out)
    if place.until > place.sure:
        sure = paint(prefix, is_interim=span.is_interim, is_certain=True)
        wide = max(place.until - place.sure, 2)
        parts.append(rect(place.sure, y, wide, BAR, fill=sure, stroke=edge, stroke_width=1))
    if span.is_open and place.fades_out:
        parts += arrow(max(place.until, place.sure + 2), y, edge)
    return parts


def arrow(x: float, y: float, colour: str) -> list[Markup]:
    """An arrow to the right: the last source shows the holder still in post."""
    middle = y + BAR / 2
    head = [(x + 12, middle - 6), (x + 21, middle), (x + 12, middle + 6)]
    return [path([(x, middle), (x + 13, middle)], stroke=colour, stroke_width=3), polygon(head, fill=colour)]


def _vague(
    left: float, right: float, y: float, fill: str, edge: str, *, opens_left: bool = False, opens_right: bool = False
) -> list[Markup]:
    """A hatched part with a broken outline, which is left open, and tapers, on a side without a bound."""
    top, bottom, middle = y + 0.5, y + BAR - 0.5, y + BAR / 2
    if opens_left:
        around = [(right, top), (left, middle), (right, bottom)]
    elif opens_right:
        around = [(left, top), (right, middle), (left, bottom)]
    else:
        around = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return [polygon(around, fill=fill, stroke=edge, stroke_width=1, stroke_dasharray="2 2")]


def known_days(span: Span) -> tuple[date, date] | None:
    """The widest stretch of days that the sources connect with the holder; ``None`` where they date nothing."""
    days = [d for d in (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest) if d]
    return (min(days), max(days)) if days else None
