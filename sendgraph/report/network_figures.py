"""Figures of networks beside what chance gives, as cells, tables and plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, log10

from sendgraph.analysis.networks.nulls import Beside
from sendgraph.report.layout import Section

__all__ = [
    "BESIDE_TEXT",
    "FIGURE_COLUMNS",
    "chance_cells",
    "chance_pair",
    "chance_values",
    "figure_section",
    "figure_values",
    "number_text",
]

FIGURE_COLUMNS = ("figure", "moves", "value", "mean by chance", "percentile")
BESIDE_TEXT = (
    "By chance is the mean where the same moves have their destinations dealt out anew, in brackets the percentile: "
    "how much of what chance gives lies below; near 50 is what random moves show too."
)


def number_text(value: float | None, digits: int = 3) -> str:
    """A number with as many digits that count, a whole one in full; a dash for none.

    >>> [number_text(v) for v in (207.296, 3.492, 0.0041234, 0.000099999, 12.0, 4100.0, 0, None)]
    ['207', '3.49', '0.00412', '0.000100', '12', '4,100', '0', '–']
    """
    if value is None:
        return "–"
    if float(value).is_integer():
        return f"{value:,.0f}"
    rounded = float(f"{value:.{digits}g}")
    return f"{value:,.{max(0, digits - 1 - floor(log10(abs(rounded))))}f}"


def chance_cells(figure: Beside) -> tuple[str, str, str]:
    """The value, the mean by chance and the percentile as cells."""
    percentile = "–" if figure.percentile is None else f"{figure.percentile:.0f}"
    return number_text(figure.value), number_text(figure.null_mean), percentile


def chance_pair(figure: Beside) -> tuple[str, str]:
    """The value, and in one short cell the mean by chance with the percentile in brackets.

    >>> chance_pair(Beside("pairs", 8.0, 7.604, 64.2, 500)), chance_pair(Beside("pairs", 1.0, None, None, 0))
    (('8', '7.6 (64)'), ('1', '–'))
    """
    mean = number_text(figure.null_mean, digits=2)
    return number_text(figure.value), mean if figure.percentile is None else f"{mean} ({figure.percentile:.0f})"


def chance_values(figure: Beside) -> dict[str, object]:
    """A figure beside chance as plain values, without its name."""
    return {
        "value": figure.value,
        "null_mean": figure.null_mean,
        "percentile": figure.percentile,
        "null_draws": figure.draws,
    }


def figure_section(heading: str, text: str, figures: Mapping[str, Sequence[Beside]]) -> Section:
    """Figures beside chance as a table; ``figures`` are by which moves they are of."""
    rows = [(f.name, of, *chance_cells(f)) for of, each in figures.items() for f in each]
    return Section(heading, text, FIGURE_COLUMNS, rows)


def figure_values(figures: Iterable[Beside]) -> list[dict[str, object]]:
    """Figures beside chance as plain values, each with its name."""
    return [{"name": f.name, **chance_values(f)} for f in figures]
