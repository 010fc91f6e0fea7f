"""Changes a year against the years seen, with the limits of chance: who lies outside, instead of a league table.

Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sendgraph.report.charts.axes import WIDTH, Frame, across, upright
from sendgraph.report.charts.legend import Entry, legend
from sendgraph.report.charts.palette import HOLDER, INK, INTERIM, PAPER, SOFT
from sendgraph.report.charts.scale import Linear, nice_ticks
from sendgraph.report.charts.svg import circle, clip, document, group, line, path, polygon, text, text_width
from sendgraph.report.figures import Funnel, Point
from sendgraph.report.markup import Markup, element
from sendgraph.report.words import count_of

__all__ = ["draw_funnel", "is_outside", "limits_at"]

_FRAME = Frame(48, 36, 836, 400)


def draw_funnel(figure: Funnel, prefix: str) -> Markup:
    """The funnel plot as SVG: points outside the 99.8% limits are diamonds with their names beside them."""
    points = [p for p in figure.points if p.years > 0]
    most = max([p.years for p in points] + [row[0] for row in figure.limits], default=1)
    highest = max([p.changes / p.years for p in points] + [figure.rate * 2], default=1)
    ticks_x, ticks_y = nice_ticks(0, most, 10), nice_ticks(0, highest, 6)
    x = Linear(0, ticks_x[-1], _FRAME.left, _FRAME.right)
    y = Linear(0, ticks_y[-1], _FRAME.bottom, _FRAME.top)
    frame = [
        *across(_FRAME, x, ticks_x, "years watched"),
        *upright(_FRAME, y, ticks_y, "changes a year"),
    ]
    limits = element("g", {"clip-path": f"url(#{prefix}-frame)"}, *_limits(figure, x, y))
    outside = [p for p in points if is_outside(p, figure.limits)]
    dots = [_dot(same, x, y) for same in _together([p for p in points if p not in outside])]
    key, bottom = legend(_entries(figure, bool(outside)), _FRAME.left, _FRAME.bottom + 50, _FRAME.right)
    definitions = element(
        "defs", None, clip(f"{prefix}-frame", _FRAME.left, _FRAME.top, WIDTH - _FRAME.left, _FRAME.bottom - _FRAME.top)
    )
    inside = [definitions, *frame, limits, *dots, *_named(outside, x, y), *key]
    return document(prefix, WIDTH, bottom + 4, figure.title, _described(figure, outside), *inside)


def limits_at(years: float, limits: Sequence[tuple[float, float, float, float, float]]) -> tuple[float, ...] | None:
    """Lower and upper 95%, lower and upper 99.8% limits at so many years, between the rows that are given.

    ``None`` before the first row and after the last one.
    """
    for before, after in pairwise(limits):
        if before[0] <= years <= after[0]:
            part = (years - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
            return tuple(a + (b - a) * part for a, b in zip(before[1:], after[1:], strict=True))
    return None


def is_outside(point: Point, limits: Sequence[tuple[float, float, float, float, float]]) -> bool:
    """Whether the point lies beyond the 99.8% limits, where chance alone puts two points in a thousand."""
    found = limits_at(point.years, limits)
    return found is not None and not found[2] <= point.changes / point.years <= found[3]


def _limits(figure: Funnel, x: Linear, y: Linear) -> list[Markup]:
    rows = sorted(figure.limits)
    styles = ((1, None), (2, None), (3, "6 4"), (4, "6 4"))
    lines = [
        path([(x(r[0]), y(r[i])) for r in rows], stroke=SOFT, stroke_width=1.3, stroke_dasharray=dashes)
        for i, dashes in styles
        if rows
    ]
    return [*lines, line(x.start, y(figure.rate), x.stop, y(figure.rate), stroke=INK, stroke_width=1.6)]


def _together(points: Sequence[Point]) -> list[list[Point]]:
    """Points of one place together, so that one mark can say how many it stands for."""
    found: dict[tuple[float, int], list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.years, p.changes, p.label)):
        found.setdefault((round(point.years, 1), point.changes), []).append(point)
    return list(found.values())


def _title(point: Point) -> str:
    return f"{point.label}: {count_of(point.changes, 'change')} in {point.years:.1f} years"


def _dot(same: Sequence[Point], x: Linear, y: Linear) -> Markup:
    first, count = same[0], len(same)
    across_at, up_at = x(first.years), y(first.changes / first.years)
    radius = 4 if count == 1 else 7.5
    shapes = [
        circle(across_at, up_at, radius, fill="#d6e2ee" if count == 1 else PAPER, stroke=HOLDER, stroke_width=1.4)
    ]
    if count > 1:
        shapes.append(text(across_at, up_at + 3.5, str(count), size=10, text_anchor="middle"))
    return group("; ".join(map(_title, same)), None, *shapes)


def _named(points: Sequence[Point], x: Linear, y: Linear) -> list[Markup]:
    """Diamonds with their names, which keep clear of each other."""
    parts: list[Markup] = []
    taken: list[tuple[float, float, float]] = []
    for point in sorted(points, key=lambda p: (-p.changes / p.years, p.label)):
        at, up = x(point.years), y(point.changes / point.years)
        width = text_width(point.label, 12)
        is_left = at + 9 + width > WIDTH - 6
        start = at - 9 - width if is_left else at + 9
        level = up + 4
        while any(abs(level - other) < 13 and start < end and left < start + width for left, end, other in taken):
            level += 13
        taken.append((start, start + width, level))
        corners = [(at - 6, up), (at, up - 6), (at + 6, up), (at, up + 6)]
        anchor = "end" if is_left else None
        label = text(at - 9 if is_left else start, level, point.label, size=12, halo=True, text_anchor=anchor)
        parts.append(group(_title(point), None, polygon(corners, fill=INTERIM, stroke=PAPER), label))
    return parts


def _entries(figure: Funnel, has_outside: bool) -> list[Entry]:
    entries = [
        Entry(line(0, 7, 30, 7, stroke=INK, stroke_width=1.6), f"all together: {figure.rate:.2f} changes a year"),
        Entry(line(0, 7, 30, 7, stroke=SOFT, stroke_width=1.3), "19 of 20 lie between these by chance alone"),
        Entry(line(0, 7, 30, 7, stroke=SOFT, stroke_width=1.3, stroke_dasharray="6 4"), "998 of 1,000"),
        Entry(
            circle(15, 7, 4, fill="#d6e2ee", stroke=HOLDER, stroke_width=1.4),
            "one post; a number where several coincide",
        ),
    ]
    if has_outside:
        diamond = polygon([(9, 7), (15, 1), (21, 7), (15, 13)], fill=INTERIM)
        entries.append(Entry(diamond, "outside the outer limits, by name"))
    return entries


def _described(figure: Funnel, outside: Sequence[Point]) -> str:
    names = ", ".join(sorted(p.label for p in outside)) or "none"
    return (
        f"{count_of(len(figure.points), 'post')} by changes a year and years watched; all together {figure.rate:.2f} "
        f"changes a year. Outside the 99.8% limits: {names}. The tables of this report hold the numbers."
    )
