"""Figures as SVG: real text, no scripts, the same bytes every time; nothing is told by colour alone."""

from __future__ import annotations

from sendgraph.report.figures import Bars, Curves, Dots, Figure, Funnel, Timeline
from sendgraph.report.markup import Markup

__all__ = ["draw"]


def draw(figure: Figure, prefix: str) -> Markup:
    """The figure as an SVG element; ids inside it start with ``prefix``, which must be unlike others on the page."""
    match figure:
        case Timeline():
            from sendgraph.report.charts.timeline import draw_timeline

            return draw_timeline(figure, prefix)
        case Funnel():
            from sendgraph.report.charts.funnel import draw_funnel

            return draw_funnel(figure, prefix)
        case Dots():
            from sendgraph.report.charts.dots import draw_dots

            return draw_dots(figure, prefix)
        case Curves():
            from sendgraph.report.charts.curves import draw_curves

            return draw_curves(figure, prefix)
        case Bars():
            from sendgraph.report.charts.bars import draw_bars

            return draw_bars(figure, prefix)
