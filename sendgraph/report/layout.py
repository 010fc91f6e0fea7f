"""A report as a value, apart from any format: the writers of each format take it from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sendgraph.report.figures import Figure

__all__ = ["Provenance", "Report", "Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a paragraph, a table, a figure of the same numbers, or all of them.

    ``links`` gives addresses for cells, by row and column; ``is_main`` marks the table that ``--format csv`` writes.
    ``sources`` gives the documents that a row rests on, by row: name and address, which may be empty. ``below`` names
    columns that text and the terminal write as lines under each row; other formats have them in their place.
    """

    heading: str
    text: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    figure: Figure | None = None
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_main: bool = False
    sources: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    below: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What every report ends with."""

    question: str
    as_of: str
    data_version: str
    facts_used: str
    left_out: Sequence[str] = ()
    attribution: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its answer in one sentence, its sections, the caveats that fit it, and the same as plain values.

    ``coverage`` says how much the answer rests on, in names and figures: how many councils, how exact the dates.
    """

    title: str
    answer: str
    sections: Sequence[Section]
    caveats: Sequence[str]
    provenance: Provenance
    values: dict[str, Any] = field(default_factory=dict)
    coverage: Sequence[tuple[str, str]] = ()
