"""A report as a value, apart from any format: writers for the terminal, Markdown and JSON take it from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Provenance", "Report", "Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a paragraph, a table, or both; ``wide`` names columns that may wrap."""

    heading: str
    text: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


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
    """A report: its answer in one sentence, its sections, the caveats that fit it, and the same as plain values."""

    title: str
    answer: str
    sections: Sequence[Section]
    caveats: Sequence[str]
    provenance: Provenance
    values: dict[str, Any] = field(default_factory=dict)
