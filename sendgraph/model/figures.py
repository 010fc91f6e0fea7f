"""Figures that others counted: one fact a figure, from all claims on it."""

from __future__ import annotations

from sendgraph.facts.claims import FigureClaim
from sendgraph.facts.tables import Facts
from sendgraph.model.agree import Agreement
from sendgraph.model.kinds import Conflict, Figure
from sendgraph.model.visits import gather

__all__ = ["assemble_figures"]


def assemble_figures(facts: Facts) -> tuple[list[Figure], list[Conflict]]:
    """The published figures, and the conflicts among their claims."""
    return gather(facts.figures, lambda c: c.figure_id, _figure)


def _figure(of: Agreement[FigureClaim]) -> Figure:
    return Figure(
        id=of.thing,
        evidence=of.evidence,
        is_disputed=of.is_disputed,
        kind=of.sort_of("kind"),
        role=of.sort_of("role"),
        period=of.moment("period"),
        value=of.one("value"),
        basis=of.one("basis"),
        grade=of.one("grade"),
        region=of.one("region"),
    )
