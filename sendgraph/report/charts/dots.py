"""Estimates with their intervals, row by row: before as an open square, after as a solid circle."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.report.charts.axes import WIDTH, Frame, across, percent
from sendgraph.report.charts.legend import Entry, legend, wrapped
from sendgraph.report.charts.palette import GRID, HOLDER, INK, INTERIM, PAPER, SOFT
from sendgraph.report.charts.scale import Linear, nice_ticks, tick_text
from sendgraph.report.charts.svg import circle, document, group, line, rect, text
from sendgraph.report.figures import Dots, Estimate, Pairing
from sendgraph.report.markup import Markup

__all__ = ["draw_dots", "estimate_text"]

_LABELS, _ROW, _TOP = 236.0, 46.0, 14.0


def draw_dots(figure: Dots, prefix: str) -> Markup:
    """The dot plot as SVG, on an axis that starts at nought; an estimate without a value says "too few"."""
    bottom = _TOP + _ROW * len(figure.rows) + 6
    frame = Frame(_LABELS + 14, _TOP, 830, bottom)
    ticks = nice_ticks(min(0.0, _lowest(figure)), _highest(figure), 8)
    scale = Linear(ticks[0], ticks[-1], frame.left, frame.right)
    words = percent if figure.axis.startswith("share") else tick_text
    parts = across(frame, scale, ticks, figure.axis, words)
    if figure.baseline is not None:
        x = scale(figure.baseline)
        parts.append(line(x, frame.top, x, frame.bottom, stroke=INK, stroke_width=1.4, stroke_dasharray="5 3"))
    for place, row in enumerate(figure.rows):
        parts += _row(figure, row, frame, scale, _TOP + _ROW * place)
    key, below = legend(_entries(figure), 12, bottom + 48, frame.right)
    return document(prefix, WIDTH, below + 4, figure.title, _described(figure), *parts, *key)


def estimate_text(estimate: Estimate) -> str:
    """The estimate in words.

    >>> estimate_text(Estimate(0.4, 0.25, 0.6)), estimate_text(Estimate(None)), estimate_text(Estimate(3, note="n = 8"))
    ('0.4 (0.25 to 0.6)', 'too few', '3, n = 8')
    """
    if estimate.value is None:
        return ", ".join(filter(None, ("too few", estimate.note)))
    value = f"{estimate.value:.3g}"
    if estimate.lower is not None and estimate.upper is not None:
        value += f" ({estimate.lower:.3g} to {estimate.upper:.3g})"
    return ", ".join(filter(None, (value, estimate.note)))


def _figures(figure: Dots) -> list[float]:
    estimates = [e for row in figure.rows for e in (row.before, row.after)]
    found = [v for e in estimates for v in (e.value, e.lower, e.upper)] + [figure.baseline]
    return [v for v in found if v is not None]


def _lowest(figure: Dots) -> float:
    return min(_figures(figure), default=0.0)


def _highest(figure: Dots) -> float:
    return max(_figures(figure), default=1.0) or 1.0


def _row(figure: Dots, row: Pairing, frame: Frame, scale: Linear, top: float) -> list[Markup]:
    lines = wrapped(row.label, _LABELS - 12, 13)
    start = top + _ROW / 2 + 4.5 - 8 * (len(lines) - 1)
    parts = [text(12, start + 16 * i, words) for i, words in enumerate(lines)]
    parts.append(line(12, top + _ROW, frame.right, top + _ROW, stroke=GRID))
    levels = top + 15, top + 31
    if _is_range(row):
        levels = top + _ROW / 2, top + _ROW / 2
        ends = [scale(e.value) for e in (row.before, row.after) if e.value is not None]
        parts.append(line(ends[0], levels[0], ends[1], levels[0], stroke=SOFT, stroke_width=1.6))
    for level, name, estimate, is_after in (
        (levels[0], figure.before, row.before, False),
        (levels[1], figure.after, row.after, True),
    ):
        if estimate.value is None and not name:
            continue
        title = f"{row.label}, {name}: {estimate_text(estimate)}"
        parts.append(group(title, None, *_estimate(estimate, name, scale, level, is_after=is_after)))
    return parts


def _is_range(row: Pairing) -> bool:
    """Whether the two are the ends of one range: both there, and neither with an interval of its own."""
    return all(e.value is not None and e.lower is None and e.upper is None for e in (row.before, row.after))


def _estimate(estimate: Estimate, name: str, scale: Linear, y: float, *, is_after: bool) -> list[Markup]:
    colour = HOLDER if is_after else INTERIM
    if estimate.value is None:
        return [text(scale(0) + 6, y + 4, f"{name}: {estimate_text(estimate)}", size=11.5, fill=SOFT, halo=True)]
    parts = []
    if estimate.lower is not None and estimate.upper is not None:
        low, high = scale(estimate.lower), scale(estimate.upper)
        ends = [line(x, y - 4, x, y + 4, stroke=colour, stroke_width=1.6) for x in (low, high)]
        parts = [line(low, y, high, y, stroke=colour, stroke_width=1.6), *ends]
    return [*parts, _mark(scale(estimate.value), y, is_after=is_after)]


def _mark(x: float, y: float, *, is_after: bool) -> Markup:
    if is_after:
        return circle(x, y, 5.5, fill=HOLDER, stroke=PAPER, stroke_width=1)
    return rect(x - 4.5, y - 4.5, 9, 9, fill=PAPER, stroke=INTERIM, stroke_width=2.2)


def _entries(figure: Dots) -> list[Entry]:
    entries: list[Entry] = []
    for name, estimates, is_after in (
        (figure.before, [r.before for r in figure.rows], False),
        (figure.after, [r.after for r in figure.rows], True),
    ):
        if name and (_has_values(estimates) or not is_after):
            entries.append(Entry(_mark(15, 7, is_after=is_after), name))
    estimates = [e for row in figure.rows for e in (row.before, row.after)]
    if any(e.lower is not None for e in estimates):
        entries.append(Entry(line(0, 7, 30, 7, stroke=INK, stroke_width=1.6), "95% interval"))
    if figure.baseline is not None:
        sample = line(0, 7, 30, 7, stroke=INK, stroke_width=1.4, stroke_dasharray="5 3")
        entries.append(Entry(sample, figure.baseline_label or f"{figure.baseline:g}"))
    return entries


def _has_values(estimates: Sequence[Estimate]) -> bool:
    return any(e.value is not None for e in estimates)


def _described(figure: Dots) -> str:
    rows = [
        f"{row.label}: {figure.before} {estimate_text(row.before)}; {figure.after} {estimate_text(row.after)}"
        for row in figure.rows
    ]
    return f"{figure.axis}. " + ". ".join(rows) + "."
