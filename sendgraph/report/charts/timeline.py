"""Who held which post when, one line a holder, with inspections as lettered diamonds and stretches without a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sendgraph.report.charts.axes import WIDTH
from sendgraph.report.charts.grades import find_grade
from sendgraph.report.charts.legend import Entry, legend
from sendgraph.report.charts.palette import GRID, HOLDER, INK, INTERIM, PAPER, SOFT
from sendgraph.report.charts.scale import Days, day_ticks
from sendgraph.report.charts.spans import BAR, arrow, bar, known_days, paint, patterns, stretch_of
from sendgraph.report.charts.svg import document, group, line, polygon, rect, text, text_width
from sendgraph.report.figures import Lane, Mark, Span, Timeline
from sendgraph.report.markup import Markup, element
from sendgraph.report.words import count_of

__all__ = ["draw_timeline", "find_gaps"]

_LEFT, _RIGHT = 12, 836
_SPAN_ROW, _MARK_ROW, _GAP_ROW = 35, 24, 17
_HALF = 10.5


def draw_timeline(figure: Timeline, prefix: str) -> Markup:
    """The timeline as SVG. A lane without holders is a lane of moments: their lines run through all lanes below."""
    scale = Days(figure.since, figure.until, _LEFT, _RIGHT)
    y, lanes, through = 30.0, [], []
    for lane in figure.lanes:
        drawn, below, places = _lane(lane, figure, scale, prefix, y)
        lanes += drawn
        if not lane.spans:
            through += [(x, below - 3) for x in places]
        y = below
    key, bottom = legend(_entries(figure, prefix), _LEFT, y + 26, _RIGHT)
    # Lines stand behind everything else.
    behind = [
        *_years(figure, scale, y),
        *(line(x, top, x, y, stroke="#767676", stroke_dasharray="1 3") for x, top in through),
    ]
    linked = any(span.href for lane in figure.lanes for span in lane.spans)
    linked = linked or any(mark.href for lane in figure.lanes for mark in lane.marks)
    definitions = element("defs", None, *patterns(prefix))
    return document(
        prefix,
        WIDTH,
        bottom + 6,
        figure.title,
        _described(figure),
        definitions,
        *behind,
        *lanes,
        *key,
        is_linked=linked,
    )


def find_gaps(spans: Iterable[Span], since: date, until: date) -> list[tuple[date, date]]:
    """The stretches, first and last day, of the window in which no source connects anybody with the post."""
    gaps, next_day = [], since
    for first, last in sorted(days for span in spans if (days := known_days(span))):
        if first > next_day:
            gaps.append((next_day, min(first - timedelta(days=1), until)))
        next_day = max(next_day, last + timedelta(days=1))
    if next_day <= until:
        gaps.append((next_day, until))
    return [(first, last) for first, last in gaps if first <= last]


def _years(figure: Timeline, scale: Days, bottom: float) -> list[Markup]:
    parts = []
    for day, words in day_ticks(figure.since, figure.until, 15):
        x = scale(day)
        parts.append(line(x, 22, x, bottom, stroke=GRID))
        parts += [text(x, y, words, size=12, fill=SOFT, text_anchor=_anchor(x)) for y in (16, bottom + 14)]
    return parts


def _anchor(x: float) -> str:
    return "start" if x < _LEFT + 14 else "end" if x > _RIGHT - 4 else "middle"


def _lane(
    lane: Lane, figure: Timeline, scale: Days, prefix: str, top: float
) -> tuple[list[Markup], float, list[float]]:
    """The shapes of a lane, where the next lane starts, and where its marks stand across."""
    parts = [
        line(_LEFT, top, _RIGHT, top, stroke=SOFT, stroke_width=0.75),
        text(_LEFT, top + 17, lane.label, font_weight="bold", halo=True),
    ]
    y = top + 22
    marks, y, places = _marks(lane.marks, scale, y)
    foot = y
    for span in lane.spans:
        parts.append(_holder(span, scale, prefix, foot))
        foot += _SPAN_ROW
    if lane.spans:
        parts += [line(x, y - 4, x, foot, stroke="#767676", stroke_dasharray="1 3") for x in places]
        gaps = find_gaps(lane.spans, figure.since, figure.until)
        parts += [_gap(first, last, scale, foot + 1) for first, last in gaps]
        foot += _GAP_ROW if gaps else 0
    return [*parts, *marks], foot + 6, places


def _holder(span: Span, scale: Days, prefix: str, top: float) -> Markup:
    words = [("interim" if span.is_interim and "interim" not in span.note else ""), span.note]
    words = [w for w in [*words, "disputed" if span.is_disputed else ""] if w]
    rest = ", ".join(words)
    width = text_width(span.label, 13) * 1.06 + text_width(" " + rest, 12)
    start = stretch_of(span, scale).first
    fits = start + width <= WIDTH - 6
    name = element("tspan", {"font-weight": "600"}, span.label)
    after = element("tspan", {"fill": SOFT, "font-size": 12}, f" {rest}" if rest else "")
    x = start if fits else max(_RIGHT, 0)
    label = text(x, top + 14, name, after, halo=True, text_anchor=None if fits else "end")
    title = f"{span.label}: {'; '.join(each for each in (rest, span.details) if each)}".removesuffix(": ")
    return group(title, span.href, label, *bar(span, scale, prefix, top + 19))


def _gap(first: date, last: date, scale: Days, y: float) -> Markup:
    left, right = scale(first), scale(last, is_over=True)
    frame = rect(left, y, right - left, 13, fill=PAPER, stroke="#767676", stroke_width=1, stroke_dasharray="1 2")
    fits = right - left > text_width("no source", 11) + 6
    words = [text((left + right) / 2, y + 10, "no source", size=11, fill=SOFT, text_anchor="middle")] if fits else []
    return group(f"No source from {first} to {last}", None, frame, *words)


def _marks(marks: Sequence[Mark], scale: Days, top: float) -> tuple[list[Markup], float, list[float]]:
    """The diamonds in as many rows as keep them apart, where the next thing starts, and their places across."""
    ends: list[float] = []
    parts, places = [], []
    for mark in sorted(marks, key=lambda m: (m.day, m.label)):
        x = min(max(scale(mark.day), _LEFT + _HALF), WIDTH - _HALF)
        row = next((i for i, end in enumerate(ends) if x - end >= 2 * _HALF + 1), len(ends))
        ends[row : row + 1] = [x]
        places.append(x)
        parts.append(group(mark.label, mark.href, *_diamond(x, top + _MARK_ROW * row + 12, mark.grade)))
    return parts, top + _MARK_ROW * len(ends) + (4 if ends else 0), places


def _diamond(x: float, y: float, code: str, half: float = _HALF) -> list[Markup]:
    grade = find_grade(code)
    if grade is None:
        half *= 0.6
    corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
    if grade is None:
        return [polygon(corners, fill=PAPER, stroke=INK, stroke_width=1.5)]
    letter = text(x, y + 4, grade.letter, size=11, fill=PAPER, text_anchor="middle", font_weight="bold")
    return [polygon(corners, fill=grade.colour, stroke=PAPER, stroke_width=1), letter]


def _entries(figure: Timeline, prefix: str) -> list[Entry]:
    """What the chart shows, and nothing that it does not."""
    spans = [span for lane in figure.lanes for span in lane.spans]
    entries = []

    def sample(fill: str, edge: str, dashes: str | None = None) -> Markup:
        return rect(0, 1, 30, BAR, fill=fill, stroke=edge, stroke_dasharray=dashes)

    if any(not span.is_interim for span in spans):
        entries.append(Entry(sample(HOLDER, HOLDER), "in post"))
    if any(span.is_interim for span in spans):
        entries.append(Entry(sample(paint(prefix, is_interim=True, is_certain=True), INTERIM), "in post as interim"))
    if any(_is_vague(span) for span in spans):
        vague = paint(prefix, is_interim=False, is_certain=False)
        entries.append(
            Entry(sample(vague, HOLDER, "2 2"), "started or ended on some day of these; pointed: no bound known")
        )
    if any(span.is_open and span.end_latest is None for span in spans):
        shapes = element("g", None, *arrow(2, 1, HOLDER))
        entries.append(Entry(shapes, "still in post in the last source; what came after is unknown"))
    if any(find_gaps(lane.spans, figure.since, figure.until) for lane in figure.lanes if lane.spans):
        words = "no source says who held the post: not the same as vacant"
        entries.append(Entry(rect(0, 1, 30, 12, fill=PAPER, stroke="#767676", stroke_dasharray="1 2"), words))
    marks = [mark for lane in figure.lanes for mark in lane.marks]
    for code in dict.fromkeys(mark.grade for mark in marks if mark.grade):
        grade = find_grade(code)
        entries.append(Entry(element("g", None, *_diamond(15, 7, code)), grade.words if grade else code))
    if any(not mark.grade for mark in marks):
        entries.append(Entry(element("g", None, *_diamond(15, 7, "")), "visit without a grade"))
    return entries


def _is_vague(span: Span) -> bool:
    return span.start_earliest != span.start_latest or (span.end_earliest != span.end_latest and not span.is_open)


def _described(figure: Timeline) -> str:
    holders = sum(len(lane.spans) for lane in figure.lanes)
    marks = sum(len(lane.marks) for lane in figure.lanes)
    parts = [count_of(len(figure.lanes), "lane"), count_of(holders, "stretch in post", "stretches in post")]
    parts += [count_of(marks, "inspection or visit", "inspections and visits")] if marks else []
    return f"From {figure.since} to {figure.until}: {', '.join(parts)}. The tables of this report hold the same facts."
