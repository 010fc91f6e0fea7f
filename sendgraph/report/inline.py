"""Small charts in lines of text, for a terminal: timelines, bars, dots with intervals, curves as sparklines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from sendgraph.report.figures import Bars, Curves, Dots, Estimate, Figure, Lane, Mark, Span, Timeline

__all__ = ["BLOCKS", "PLAIN", "Signs", "can_show_blocks", "inline_lines"]

_LEAST, _MOST_LABEL = 20, 34


class Signs(NamedTuple):
    """What the parts of a chart are written with."""

    full: str
    striped: str
    light: str
    nothing: str
    more: str
    change: str
    line: str
    end: str
    before: str
    after: str
    levels: str
    visit: str


BLOCKS = Signs("█", "▓", "░", "·", "→", "│", "─", "┼", "○", "●", "▁▂▃▄▅▆▇█", "◇")
PLAIN = Signs("#", "=", "?", ".", ">", "|", "-", "+", "o", "*", "12345678", "v")


def can_show_blocks(encoding: str | None) -> bool:
    """Whether a terminal with that encoding can show the block signs.

    >>> can_show_blocks("utf-8"), can_show_blocks("latin-1"), can_show_blocks(None)
    (True, False, False)
    """
    try:
        "".join(BLOCKS).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def inline_lines(figure: Figure, width: int, signs: Signs = BLOCKS) -> list[str]:
    """The figure in lines of at most ``width`` characters, with a key; none for a figure that lines cannot show."""
    if isinstance(figure, Timeline):
        lines = _timeline(figure, width, signs)
    elif isinstance(figure, Bars):
        lines = _bars(figure, width, signs)
    elif isinstance(figure, Dots):
        lines = _dots(figure, width, signs)
    else:
        lines = _curves(figure, width, signs) if isinstance(figure, Curves) else []
    # Labels and grades hold an ellipsis or a dash of their own.
    return lines if signs is not PLAIN else [line.translate({0x2026: "~", 0x2013: "-"}) for line in lines]


def _label(text: str, room: int) -> str:
    """The label in so much room; one that is too long loses its middle, because labels often differ at their ends.

    >>> _label("2016 to 2022: action not required", 20), _label("Kent", 6)
    ('2016 t… not required', 'Kent  ')
    """
    if len(text) > room:
        first = (room - 1) // 3
        text = f"{text[:first]}…{text[len(text) - (room - 1 - first) :]}"
    return text.ljust(room)


def _split(labels: Sequence[str], width: int) -> tuple[int, int]:
    """How wide the labels and the chart are."""
    room = min(max(map(len, labels), default=0), _MOST_LABEL, max(width - _LEAST - 2, 8))
    return room, max(width - room - 2, _LEAST)


def _timeline(figure: Timeline, width: int, signs: Signs) -> list[str]:
    room, cells = _split([lane.label for lane in figure.lanes], width)
    days = max((figure.until - figure.since).days, 1)
    years = range(figure.since.year + 1, figure.until.year + 1)
    step = next((s for s in (1, 2, 5, 10) if cells / max(len(years), 1) * s >= 6), 20)
    scale = [" "] * cells
    for year in (y for y in years if y % step == 0):
        at = (figure.since.replace(year=year, month=1, day=1) - figure.since).days * cells // days
        if at + 4 <= cells:
            scale[at : at + 4] = str(year)
    lines = [" " * (room + 2) + "".join(scale).rstrip()]
    for lane in figure.lanes:
        drawn = _marks(lane.marks, figure, cells, signs) if not lane.spans else _lane(lane, figure, cells, signs)
        lines.append(f"{_label(lane.label, room)}  {drawn}".rstrip())
    return [*lines, *_timeline_key(figure, width, signs)]


def _at(figure: Timeline, cells: int) -> Callable[[int], int]:
    first, days = figure.since.toordinal(), max((figure.until - figure.since).days + 1, 1)
    return lambda day: min(max((day - first) * cells // days, 0), cells - 1)


def _marks(marks: Sequence[Mark], figure: Timeline, cells: int, signs: Signs) -> str:
    place, row = _at(figure, cells), [" "] * cells
    for mark in sorted(marks, key=lambda m: (m.day, m.label)):
        at = place(mark.day.toordinal())
        while at + 1 < cells and row[at] != " ":
            at += 1
        row[at] = _letter(mark, signs)
    return "".join(row)


def _letter(mark: Mark, signs: Signs) -> str:
    from sendgraph.report.charts.grades import find_grade

    grade = find_grade(mark.grade)
    return grade.letter if grade else signs.visit


def _lane(lane: Lane, figure: Timeline, cells: int, signs: Signs) -> str:
    """The lane's holders in one line: certain days cover uncertain ones, and a bar parts two certain holders."""
    place = _at(figure, cells)
    row, holders = [signs.nothing] * cells, [-1] * cells
    for span in lane.spans:
        known = [d for d in (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest) if d]
        if known:
            for at in range(place(min(known).toordinal()), place(max(known).toordinal()) + 1):
                row[at] = signs.light
    for number, span in enumerate(lane.spans):
        sure, until = span.start_latest, span.end_earliest
        if sure is None or until is None or sure > until:
            continue
        for at in range(place(sure.toordinal()), place(until.toordinal()) + 1):
            is_new = holders[at - 1] not in (-1, number) if at else False
            row[at] = signs.change if is_new and holders[at] == -1 else signs.striped if span.is_interim else signs.full
            holders[at] = number
    for span in lane.spans:
        _point_on(span, row, place, signs)
    return "".join(row)


def _point_on(span: Span, row: list[str], place: Callable[[int], int], signs: Signs) -> None:
    """An arrow after the last day shown, where nobody else is shown."""
    if span.is_open and span.end_latest is None and span.end_earliest:
        at = place((span.end_earliest + timedelta(days=1)).toordinal())
        after = next((i for i in range(at, len(row)) if row[i] == signs.nothing), None)
        if after is not None and after - at <= 1:
            row[after] = signs.more


def _timeline_key(figure: Timeline, width: int, signs: Signs) -> list[str]:
    from textwrap import wrap

    from sendgraph.report.charts.grades import find_grade

    marks = [mark for lane in figure.lanes for mark in lane.marks]
    grades = [g for code in dict.fromkeys(m.grade for m in marks if m.grade) if (g := find_grade(code))]
    found = [f"{g.letter} {g.words}" for g in grades]
    found += [f"{signs.visit} visit without a grade"] if any(not m.grade for m in marks) else []
    key = (
        f"{signs.full} in post, {signs.striped} as interim, {signs.light} not certain, {signs.nothing} no source, "
        f"{signs.more} still in post in the last source"
    )
    return [*wrap(key, width), *wrap(", ".join(found), width)]


def _bars(figure: Bars, width: int, signs: Signs) -> list[str]:
    room, cells = _split([b.label for b in figure.bars], width - 12)
    most = max((max(b.possible, b.certain) for b in figure.bars), default=0) or 1
    lines = []
    for bar in figure.bars:
        sure, open_ = round(bar.certain / most * cells), round(max(bar.possible, bar.certain) / most * cells)
        numbers = f"{bar.certain:g}" if bar.possible == bar.certain else f"{bar.certain:g} to {bar.possible:g}"
        drawn = signs.full * sure + signs.light * (open_ - sure)
        lines.append(f"{_label(bar.label, room)}  {drawn} {numbers}")
    return [*lines, f"{figure.axis}: {signs.full} certain, {signs.light} possible as well"]


def _dots(figure: Dots, width: int, signs: Signs) -> list[str]:
    names = [f"{row.label}, {name}" for row in figure.rows for name in (figure.before, figure.after)]
    room, cells = _split(names, width)
    found = [v for row in figure.rows for e in (row.before, row.after) for v in (e.value, e.upper)]
    high = max((v for v in [*found, figure.baseline] if v is not None), default=1.0) or 1.0
    lines = []
    for row in figure.rows:
        for name, estimate, sign in ((figure.before, row.before, signs.before), (figure.after, row.after, signs.after)):
            named = f"{_label(row.label, max(room - len(name) - 2, 4)).rstrip()}, {name}"
            lines.append(f"{_label(named, room)}  {_interval(estimate, high, cells, sign, signs)}".rstrip())
    base = f"; {figure.baseline_label or 'baseline'} {figure.baseline:.3g}" if figure.baseline is not None else ""
    return [*lines, f"{figure.axis}: from 0 to {high:.3g}{base}"]


def _interval(estimate: Estimate, high: float, cells: int, sign: str, signs: Signs) -> str:
    if estimate.value is None:
        return "too few"

    def place(value: float) -> int:
        return min(max(round(value / high * (cells - 1)), 0), cells - 1)

    row = [" "] * cells
    if estimate.lower is not None and estimate.upper is not None:
        low, top = place(estimate.lower), place(estimate.upper)
        row[low : top + 1] = signs.line * (top - low + 1)
        row[low] = row[top] = signs.end
    row[place(estimate.value)] = sign
    return "".join(row)


def _curves(figure: Curves, width: int, signs: Signs) -> list[str]:
    room, cells = _split([c.label for c in figure.curves], width)
    last = max((c.steps[-1][0] for c in figure.curves if c.steps), default=0)
    lines = []
    for curve in figure.curves:
        row = []
        for i in range(cells):
            years = last * i / max(cells - 1, 1)
            share = next((s for at, s, _, _ in reversed(curve.steps) if at <= years), None)
            is_over = not curve.steps or years > curve.steps[-1][0]
            top = len(signs.levels) - 1
            row.append(" " if share is None or is_over else signs.levels[min(int(share * (top + 1)), top)])
        lines.append(f"{_label(curve.label, room)}  {''.join(row).rstrip()}")
    return [
        *lines,
        f"{figure.axis}: from 0 to {last:.3g}; height {signs.levels[0]} to {signs.levels[-1]} is the share still there",
    ]
