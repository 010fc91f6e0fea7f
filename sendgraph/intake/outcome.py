"""What came of reading a file: the rows it gave, and what was left out or read in a special way, by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sendgraph.intake.spool import Spool

__all__ = ["LeftOut", "Taken"]


class LeftOut(NamedTuple):
    """A row that gave nothing: where it stands and why."""

    sheet: str
    line: int
    reason: str


@dataclass
class Taken:
    """What one file gave, by table.

    ``family`` is how the ids of its sources begin where each report is a source of its own, so that a row the file
    no longer has is known for one of this importer's; ``is_part`` says that the file is only a part of what its
    publisher has, so that nothing can be told from what it lacks.
    """

    rows: Spool = field(default_factory=Spool)
    read: int = 0
    mapped: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    family: str = ""
    is_part: bool = False
