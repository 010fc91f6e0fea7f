"""The key below a chart: a sample of each mark that the chart has, with its meaning in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sendgraph.report.charts.palette import INK
from sendgraph.report.charts.svg import text, text_width
from sendgraph.report.markup import Markup, element, number

__all__ = ["SAMPLE_WIDTH", "Entry", "legend", "wrapped"]

SAMPLE_WIDTH = 30
_ROW, _GAP, _SIZE = 21, 18, 12


class Entry(NamedTuple):
    """A sample, drawn in a box 30 wide and 14 high with its corner at (0, 0), and what it means."""

    sample: Markup
    words: str


def legend(entries: Sequence[Entry], left: float, top: float, right: float) -> tuple[list[Markup], float]:
    """The entries in rows between left and right, and where the next thing may start below them."""
    parts: list[Markup] = []
    x, y = left, top
    for entry in entries:
        width = SAMPLE_WIDTH + 6 + text_width(entry.words, _SIZE)
        if x > left and x + width > right:
            x, y = left, y + _ROW
        place = {"transform": f"translate({number(x)} {number(y)})"}
        words = text(SAMPLE_WIDTH + 6, 11.5, entry.words, size=_SIZE, fill=INK)
        parts.append(element("g", place, entry.sample, words))
        x += width + _GAP
    return parts, (y + _ROW if entries else top)


def wrapped(words: str, width: float, size: float, most: int = 3) -> list[str]:
    """The words in lines of about that width, at most so many; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    lines = lines or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return [_shortened(each, width, size) for each in lines]


def _shortened(words: str, width: float, size: float) -> str:
    if text_width(words, size) <= width:
        return words
    while len(words) > 1 and text_width(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"
