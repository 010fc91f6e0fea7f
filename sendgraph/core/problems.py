"""Problems found in the fact tables: where, which code, what is wrong, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["FactsError", "Place", "Problem"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: path as shown to the user, line from 1, column from 1 (0: the whole line or file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``code`` has a heading in CONTRIBUTING.md; ``is_advice`` does not stop a build."""

    place: Place
    code: str
    message: str
    way_out: str = ""
    is_advice: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        advice = "advice: " if self.is_advice else ""
        return f"{self.place} {self.code} {advice}{self.message}" + (f"; {self.way_out}" if self.way_out else "")


class FactsError(Exception):
    """The tables cannot be used as they are; carries every problem, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(problems)} problem{'s' * (len(problems) != 1)} in the fact tables")
