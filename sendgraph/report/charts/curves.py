"""Survival curves as steps, with the sampling interval, the band of imprecise dates, and the numbers at risk below.

Follows Morris et al., "Proposals on Kaplan–Meier plots in medical research" (KMunicate), BMJ Open 9 (2019).
"""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.report.charts.axes import WIDTH, Frame, across, percent, upright
from sendgraph.report.charts.legend import Entry, legend, wrapped
from sendgraph.report.charts.palette import GRID, INK, PAPER, SERIES, SOFT, TINTS
from sendgraph.report.charts.scale import Linear, nice_ticks
from sendgraph.report.charts.svg import document, group, hatch, line, path, polygon, rect, text, text_width
from sendgraph.report.figures import Curve, Curves
from sendgraph.report.markup import Markup, element
from sendgraph.report.words import count_of

__all__ = ["draw_curves", "stepped"]

_DASHES = (None, "9 4", "2 3", "12 4 2 4", "5 3", "1 4")
_TOP, _BOTTOM, _ROW = 36.0, 356.0, 19.0
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def draw_curves(figure: Curves, prefix: str) -> Markup:
    """The curves as SVG. Each has dashes and a name of its own at its end; the sixth and later ones share dashes."""
    widest = max((text_width(c.label, 12.5) for c in figure.curves), default=0)
    side = min(max(widest * 1.1 + 34, 70), 200)
    frame = Frame(side, _TOP, WIDTH - side - 6, _BOTTOM)
    most = max((step[0] for c in figure.curves for step in c.steps), default=1)
    ticks = nice_ticks(0, most, 10)
    x, y = Linear(0, ticks[-1], frame.left, frame.right), Linear(0, 1, frame.bottom, frame.top)
    parts = [
        *across(frame, x, ticks, figure.axis),
        *upright(frame, y, _SHARES, "share still in post", percent),
        line(frame.left, y(0.5), frame.right, y(0.5), stroke=SOFT, stroke_dasharray="2 3"),
    ]
    curves = list(enumerate(figure.curves))
    parts += [band for i, curve in curves for band in _bands(curve, i, x, y, prefix)]
    parts += [_line(curve, i, x, y) for i, curve in curves]
    parts += _names(figure.curves, x, y, frame.right)
    below = _at_risk(figure.curves, ticks, x, frame.bottom + 62, side)
    key, bottom = legend(_entries(figure, prefix), 12, frame.bottom + 70 + _ROW * (len(figure.curves) + 1), WIDTH - 24)
    patterns = [hatch(f"{prefix}-dates-{i}", 6, 1, SERIES[i % len(SERIES)], angle=45 + 90 * (i % 2)) for i, _ in curves]
    return document(
        prefix,
        WIDTH,
        bottom + 4,
        figure.title,
        _described(figure),
        element("defs", None, *patterns),
        *parts,
        *below,
        *key,
    )


def stepped(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a step function that keeps each value up to the next point.

    >>> stepped([(0, 1), (2, 0.5)])
    [(0, 1), (2, 1), (2, 0.5)]
    """
    corners: list[tuple[float, float]] = []
    for at, value in points:
        if corners:
            corners.append((at, corners[-1][1]))
        corners.append((at, value))
    return corners


def _area(rows: Sequence[tuple[float, float, float]], x: Linear, y: Linear) -> list[tuple[float, float]]:
    upper = stepped([(at, high) for at, _, high in rows])
    lower = stepped([(at, low) for at, low, _ in rows])
    return [(x(at), y(value)) for at, value in (*upper, *reversed(lower))]


def _bands(curve: Curve, place: int, x: Linear, y: Linear, prefix: str) -> list[Markup]:
    parts = []
    sampled = [(at, low, high) for at, _, low, high in curve.steps if low is not None and high is not None]
    colour = place % len(SERIES)
    if len(sampled) > 1:
        parts.append(polygon(_area(sampled, x, y), fill=TINTS[colour], fill_opacity=0.65))
    if len(curve.band) > 1:
        shape = _area(curve.band, x, y)
        parts.append(polygon(shape, fill=f"url(#{prefix}-dates-{place})", stroke=SERIES[colour], stroke_width=0.6))
    return parts


def _line(curve: Curve, place: int, x: Linear, y: Linear) -> Markup:
    corners = [(x(at), y(value)) for at, value in stepped([(at, share) for at, share, _, _ in curve.steps])]
    colour, dashes = SERIES[place % len(SERIES)], _DASHES[place % len(_DASHES)]
    shape = path(corners, stroke=colour, stroke_width=2.2, stroke_dasharray=dashes)
    return group(f"{curve.label}: {_summary(curve)}", None, shape)


def _names(curves: Sequence[Curve], x: Linear, y: Linear, right: float) -> list[Markup]:
    """The names at the ends of the curves, from the top down, kept apart."""
    ends = sorted((y(c.steps[-1][1]), x(c.steps[-1][0]), i, c.label) for i, c in enumerate(curves) if c.steps)
    parts, level = [], float("-inf")
    for up, at, place, label in ends:
        level = max(up + 4, level + 15)
        colour = SERIES[place % len(SERIES)]
        (words,) = wrapped(label, WIDTH - min(at, right) - 14, 12.5, most=1)
        parts.append(text(at + 6, level, words, size=12.5, fill=colour, font_weight="600", halo=True))
    return parts


def _at_risk(curves: Sequence[Curve], ticks: Sequence[float], x: Linear, top: float, side: float) -> list[Markup]:
    parts = [text(12, top, "at risk", size=12, fill=SOFT), line(12, top + 5, WIDTH - 24, top + 5, stroke=GRID)]
    for place, curve in enumerate(curves):
        level = top + _ROW * (place + 1)
        colour = SERIES[place % len(SERIES)]
        (words,) = wrapped(curve.label, side - 36, 12, most=1)
        parts.append(text(12, level, words, size=12, fill=colour, font_weight="600"))
        numbers = {at: count for at, count in curve.at_risk if any(abs(at - tick) < 0.01 for tick in ticks)}
        parts += [
            text(x(at), level, f"{count:,}", size=12, fill=INK, text_anchor="middle", halo=True)
            for at, count in numbers.items()
        ]
    return parts


def _entries(figure: Curves, prefix: str) -> list[Entry]:
    entries = []
    if any(low is not None for c in figure.curves for _, _, low, _ in c.steps):
        entries.append(Entry(rect(0, 1, 30, 12, fill=TINTS[0]), "95% interval of chance"))
    banded = next((i for i, c in enumerate(figure.curves) if len(c.band) > 1), None)
    if banded is not None:
        sample = rect(0, 1, 30, 12, fill=f"url(#{prefix}-dates-{banded})", stroke=SERIES[banded % len(SERIES)])
        entries.append(Entry(sample, "what imprecise dates do: not an interval of chance"))
    half = line(0, 7, 30, 7, stroke=SOFT, stroke_dasharray="2 3")
    return [*entries, Entry(element("g", None, rect(0, 0, 30, 14, fill=PAPER), half), "half have left")]


def _summary(curve: Curve) -> str:
    """When half have left, and where the curve ends."""
    if not curve.steps:
        return "no steps"
    half = next((at for at, share, _, _ in curve.steps if share <= 0.5), None)
    years, share = curve.steps[-1][0], curve.steps[-1][1]
    median = "half not reached" if half is None else f"half have left after {half:.1f} years"
    return f"{median}; {percent(round(share, 2))} still in post after {years:.1f} years"


def _described(figure: Curves) -> str:
    lines = ". ".join(f"{c.label}: {_summary(c)}" for c in figure.curves)
    return f"{count_of(len(figure.curves), 'curve')}. {lines}. The tables of this report hold the numbers."
