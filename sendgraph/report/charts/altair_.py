"""A figure as an altair chart, for notebooks. Needs the extra ``charts``; the reports themselves use our own SVG."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sendgraph.report.figures import Bars, Curves, Dots, Figure, Funnel, Timeline

__all__ = ["altair_chart", "rows_of"]


def altair_chart(figure: Figure) -> Any:
    """The figure as an altair chart, of one or more layers, with its rows. Raises ``ImportError`` without altair."""
    altair: Any = import_module("altair")
    base = altair.Chart(altair.Data(values=rows_of(figure)), title=figure.title)
    match figure:
        case Timeline():
            return base.mark_bar().encode(
                x=altair.X("from:T", title=None),
                x2="to:T",
                y=altair.Y("holder:N", sort=None, title=None),
                row=altair.Row("lane:N", sort=None, title=None),
                color="footing:N",
                opacity=altair.Opacity("certain:N", scale=altair.Scale(domain=[True, False], range=[1, 0.35])),
                tooltip=["holder:N", "from:T", "to:T", "footing:N", "certain:N"],
            )
        case Funnel():
            return base.mark_point().encode(
                x=altair.X("years:Q", title="years watched"),
                y=altair.Y("rate:Q", title="changes a year"),
                tooltip=["label:N", "changes:Q", "years:Q"],
            )
        case Dots():
            shared = base.encode(y=altair.Y("label:N", sort=None, title=None), color="when:N", yOffset="when:N")
            ends = shared.mark_rule().encode(x="lower:Q", x2="upper:Q")
            return ends + shared.mark_point(filled=True).encode(
                x=altair.X("value:Q", title=figure.axis), shape="when:N"
            )
        case Curves():
            shared = base.encode(x=altair.X("years:Q", title=figure.axis), color="label:N")
            area = shared.mark_area(opacity=0.25, interpolate="step-after").encode(y="lower:Q", y2="upper:Q")
            steps = shared.mark_line(interpolate="step-after")
            return area + steps.encode(y=altair.Y("share:Q", title="share still in post"), strokeDash="label:N")
        case Bars():
            shared = base.encode(x=altair.X("label:N", sort=None, title=None))
            possible = shared.mark_bar(fillOpacity=0.2).encode(y=altair.Y("possible:Q", title=figure.axis))
            return possible + shared.mark_bar().encode(y="certain:Q") + shared.mark_point().encode(y="published:Q")


def rows_of(figure: Figure) -> list[dict[str, Any]]:
    """The figure's values as rows of plain values: for a timeline one for each certain and each uncertain stretch."""
    match figure:
        case Timeline():
            return _stretches(figure)
        case Funnel():
            points = [p for p in figure.points if p.years > 0]
            return [
                {"label": p.label, "years": p.years, "changes": p.changes, "rate": p.changes / p.years} for p in points
            ]
        case Dots():
            sides = [
                (r.label, when, e)
                for r in figure.rows
                for when, e in ((figure.before, r.before), (figure.after, r.after))
            ]
            return [
                {"label": label, "when": when, "value": e.value, "lower": e.lower, "upper": e.upper, "note": e.note}
                for label, when, e in sides
            ]
        case Curves():
            return [
                {"label": c.label, "years": years, "share": share, "lower": lower, "upper": upper}
                for c in figure.curves
                for years, share, lower, upper in c.steps
            ]
        case Bars():
            names = ("label", "certain", "possible", "published")
            return [{name: getattr(bar, name) for name in names} for bar in figure.bars]


def _stretches(figure: Timeline) -> list[dict[str, Any]]:
    rows = []
    for lane in figure.lanes:
        for span in lane.spans:
            ends = (
                (span.start_earliest, span.start_latest, False),
                (span.start_latest, span.end_earliest, True),
                (span.end_earliest, span.end_latest, False),
            )
            footing = "interim" if span.is_interim else "in post"
            rows += [
                {
                    "lane": lane.label,
                    "holder": span.label,
                    "from": first.isoformat(),
                    "to": last.isoformat(),
                    "certain": is_certain,
                    "footing": footing,
                }
                for first, last, is_certain in ends
                if first and last and first < last
            ]
    return rows
