"""The frame of a chart with numbers on both sides: lines at round numbers, their texts, and what the axes measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sendgraph.report.charts.palette import GRID, SOFT
from sendgraph.report.charts.scale import Linear, tick_text
from sendgraph.report.charts.svg import line, text
from sendgraph.report.markup import Markup

__all__ = ["WIDTH", "Frame", "across", "percent", "upright"]

WIDTH = 860
"""How wide every chart is."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of the part of a chart where marks stand."""

    left: float
    top: float
    right: float
    bottom: float


def percent(value: float) -> str:
    """A share as a text.

    >>> percent(0.25)
    '25%'
    """
    return f"{value * 100:g}%"


def across(
    frame: Frame, scale: Linear, ticks: Sequence[float], name: str, words: Callable[[float], str] = tick_text
) -> list[Markup]:
    """The horizontal axis: an upright line and a number for each tick, and the name below."""
    parts = []
    for tick in ticks:
        x = scale(tick)
        parts.append(line(x, frame.top, x, frame.bottom, stroke=GRID))
        parts.append(text(x, frame.bottom + 16, words(tick), size=12, fill=SOFT, text_anchor="middle"))
    middle = (frame.left + frame.right) / 2
    return [*parts, text(middle, frame.bottom + 35, name, size=12.5, text_anchor="middle")]


def upright(
    frame: Frame, scale: Linear, ticks: Sequence[float], name: str, words: Callable[[float], str] = tick_text
) -> list[Markup]:
    """The upright axis: a level line and a number for each tick, and the name above, where it can be read."""
    parts = []
    for tick in ticks:
        y = scale(tick)
        parts.append(line(frame.left, y, frame.right, y, stroke=GRID))
        parts.append(text(frame.left - 7, y + 4, words(tick), size=12, fill=SOFT, text_anchor="end"))
    return [*parts, text(frame.left, frame.top - 10, name, size=12.5)]
