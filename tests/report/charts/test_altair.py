"""Figures as altair charts: the same numbers, for those who have altair."""

from __future__ import annotations

from datetime import date

import pytest

from sendgraph.report.charts.altair_ import altair_chart, rows_of
from sendgraph.report.figures import (
    Bar,
    Bars,
    Curve,
    Curves,
    Dots,
    Estimate,
    Figure,
    Funnel,
    Lane,
    Pairing,
    Point,
    Span,
    Timeline,
)

SPAN = Span("Ann", "", date(2020, 1, 1), date(2020, 3, 1), date(2021, 1, 1), None, is_interim=True)
FIGURES = [
    Timeline("timeline", date(2020, 1, 1), date(2022, 1, 1), [Lane("Director", [SPAN])]),
    Funnel("funnel", 0.3, [Point("Ampton", 4, 2), Point("unseen", 0, 0)], []),
    Dots("dots", "share", [Pairing("good", Estimate(0.2, 0.1, 0.3), Estimate(None))]),
    Curves("curves", "years", [Curve("lasting", [(0, 1.0, None, None), (1, 0.5, 0.4, 0.6)], [])]),
    Bars("bars", "changes", [Bar("2021", 1, 2, 3)]),
]


def test_rows_hold_the_certain_and_the_uncertain_stretch_of_a_holder() -> None:
    first, second = rows_of(FIGURES[0])
    assert (first["from"], first["to"], first["certain"]) == ("2020-01-01", "2020-03-01", False)
    assert (second["from"], second["to"], second["certain"], second["footing"]) == (
        "2020-03-01",
        "2021-01-01",
        True,
        "interim",
    )


def test_rows_of_the_other_figures_are_their_numbers() -> None:
    assert rows_of(FIGURES[1]) == [{"label": "Ampton", "years": 4, "changes": 2, "rate": 0.5}]
    assert [row["value"] for row in rows_of(FIGURES[2])] == [0.2, None]
    assert rows_of(FIGURES[3])[1] == {"label": "lasting", "years": 1, "share": 0.5, "lower": 0.4, "upper": 0.6}
    assert rows_of(FIGURES[4]) == [{"label": "2021", "certain": 1, "possible": 2, "published": 3}]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f.title)
def test_a_chart_is_a_valid_specification_with_the_rows_in_it(figure: Figure) -> None:
    pytest.importorskip("altair")
    made = altair_chart(figure).to_dict()
    held = [made, *made.get("layer", [])]
    assert rows_of(figure) in [each["data"]["values"] for each in held if "values" in each.get("data", {})]
    assert figure.title in [each.get("title") for each in held]
