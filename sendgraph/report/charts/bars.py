"""Counts by year or group: what is certain as a solid bar, what is possible as an open one on top of it."""

from __future__ import annotations

from sendgraph.report.charts.axes import WIDTH, Frame, across, upright
from sendgraph.report.charts.legend import Entry, legend, wrapped
from sendgraph.report.charts.palette import HOLDER, INTERIM, PAPER, SOFT
from sendgraph.report.charts.scale import Linear, nice_ticks
from sendgraph.report.charts.svg import document, group, hatch, line, polygon, rect, text, text_width
from sendgraph.report.figures import Bar, Bars
from sendgraph.report.markup import Markup, element

__all__ = ["bar_title", "draw_bars"]

_SHORT = 8
_ROW = 26.0


def draw_bars(figure: Bars, prefix: str) -> Markup:
    """The bars as SVG: upright ones for many short labels such as years, else level ones with their numbers beside."""
    highest = max([max(b.possible, b.certain, b.published or 0) for b in figure.bars], default=1) or 1
    stands = len(figure.bars) > 5 and all(len(b.label) <= _SHORT for b in figure.bars)
    parts, below = (_upright if stands else _level)(figure, prefix, nice_ticks(0, highest, 6))
    key, bottom = legend(_entries(figure, prefix), 12, below, WIDTH - 24)
    pattern = hatch(f"{prefix}-possible", 5, 1.2, HOLDER, paper=PAPER)
    definitions = element("defs", None, pattern)
    return document(prefix, WIDTH, bottom + 4, figure.title, _described(figure), definitions, *parts, *key)


def bar_title(bar: Bar, published_label: str = "") -> str:
    """The bar in words.

    >>> bar_title(Bar("2019/20", 9, 94)), bar_title(Bar("2023/24", 4, 4, 62), "ADCS")
    ('2019/20: 9 certain, up to 94 possible', '2023/24: 4; ADCS 62')
    """
    numbers = (
        f"{bar.certain:g}"
        if bar.possible == bar.certain
        else f"{bar.certain:g} certain, up to {bar.possible:g} possible"
    )
    if bar.published is not None:
        numbers += f"; {published_label or 'published'} {bar.published:g}"
    return f"{bar.label}: {numbers}"


def _upright(figure: Bars, prefix: str, ticks: tuple[float, ...]) -> tuple[list[Markup], float]:
    frame = Frame(52, 36, 836, 330)
    y = Linear(0, ticks[-1], frame.bottom, frame.top)
    parts = upright(frame, y, ticks, figure.axis)
    step = (frame.right - frame.left) / len(figure.bars)
    width = min(step * 0.72, 44)
    widest = max(text_width(b.label, 12) for b in figure.bars) + 8
    every = max(1, -int(-widest // step))
    for place, bar in enumerate(figure.bars):
        middle = frame.left + step * (place + 0.5)
        left = middle - width / 2
        solid = rect(left, y(bar.certain), width, y(0) - y(bar.certain), fill=HOLDER)
        shapes = [solid]
        if bar.possible > bar.certain:
            shapes.append(rect(left, y(bar.possible), width, y(bar.certain) - y(bar.possible), **_open(prefix)))
        if bar.published is not None:
            shapes.append(_published(middle, y(bar.published)))
        parts.append(group(bar_title(bar, figure.published_label), None, *shapes))
        if place % every == 0:
            parts.append(text(middle, frame.bottom + 17, bar.label, size=12, fill=SOFT, text_anchor="middle"))
    return [*parts, line(frame.left, y(0), frame.right, y(0), stroke=SOFT)], frame.bottom + 32


def _level(figure: Bars, prefix: str, ticks: tuple[float, ...]) -> tuple[list[Markup], float]:
    side = min(max((text_width(b.label, 13) for b in figure.bars), default=0) + 34, 270)
    frame = Frame(side, 12, 780, 18 + _ROW * len(figure.bars))
    x = Linear(0, ticks[-1], frame.left, frame.right)
    parts = across(frame, x, ticks, figure.axis)
    for place, bar in enumerate(figure.bars):
        top = frame.top + 4 + _ROW * place
        (words,) = wrapped(bar.label, side - 24, 13, most=1)
        parts.append(text(frame.left - 8, top + 14, words, text_anchor="end"))
        shapes = [rect(x(0), top, x(bar.certain) - x(0), 18, fill=HOLDER)]
        if bar.possible > bar.certain:
            shapes.append(rect(x(bar.certain), top, x(bar.possible) - x(bar.certain), 18, **_open(prefix)))
        if bar.published is not None:
            shapes.append(_published(x(bar.published), top + 9))
        numbers = f"{bar.certain:g}" if bar.possible == bar.certain else f"{bar.certain:g} to {bar.possible:g}"
        at = x(max(bar.possible, bar.certain)) + 6
        if bar.published is not None and abs(x(bar.published) - at) < 14:
            at = x(bar.published) + 12
        shapes.append(text(at, top + 13.5, numbers, size=12, fill=SOFT, halo=True))
        parts.append(group(bar_title(bar, figure.published_label), None, *shapes))
    return [*parts, line(frame.left, frame.top, frame.left, frame.bottom, stroke=SOFT)], frame.bottom + 48


def _open(prefix: str) -> dict[str, str | float | None]:
    return {"fill": f"url(#{prefix}-possible)", "stroke": HOLDER, "stroke_width": 1}


def _published(x: float, y: float) -> Markup:
    corners = [(x - 6.5, y), (x, y - 6.5), (x + 6.5, y), (x, y + 6.5)]
    return polygon(corners, fill=INTERIM, stroke=PAPER, stroke_width=1.2)


def _entries(figure: Bars, prefix: str) -> list[Entry]:
    is_vague = any(b.possible > b.certain for b in figure.bars)
    is_beside = any(b.published is not None for b in figure.bars)
    entries = [Entry(rect(0, 1, 30, 12, fill=HOLDER), "certain" if is_vague else figure.axis)]
    if is_vague:
        entries.append(Entry(rect(0, 1, 30, 12, **_open(prefix)), "possible as well"))
    if is_beside:
        entries.append(Entry(_published(15, 7), figure.published_label or "published figure"))
    return entries if is_vague or is_beside else []


def _described(figure: Bars) -> str:
    lines = "; ".join(bar_title(b, figure.published_label) for b in figure.bars)
    return f"{figure.axis}. {lines}."
