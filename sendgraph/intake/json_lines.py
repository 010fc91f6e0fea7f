"""The objects in the arrays of a JSON file, each with the line it starts on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sendgraph.intake.sheets import IntakeError

__all__ = ["read_arrays"]

_SPACE = re.compile(r"[ \t\r\n]*")
_decode = json.JSONDecoder().raw_decode


def read_arrays(path: Path) -> dict[str, list[tuple[int, Any]]]:
    """The arrays of the file's top-level object by name, with line and value of each element.

    Other values of the object are read and left aside. Raises ``IntakeError`` with the line of what is no JSON.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise IntakeError(f"{path.name} is not UTF-8") from None
    reader = _Reader(text)
    try:
        return {name: values for name, values in reader.members() if values is not None}
    except (json.JSONDecodeError, RecursionError) as error:
        told = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise IntakeError(f"{path.name} is not the JSON it should be: {told}") from None


class _Reader:
    """A place in the text, and the line it is on."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self._counted, self._line = 0, 1

    def line(self) -> int:
        """The line of the place; counted from the place last asked for, so that all lines cost one pass."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def skip(self) -> str:
        """The next character that is no space, or nothing at the end; the place moves to it."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def take(self, wanted: str) -> str:
        """Go past the next character, which is one of ``wanted``."""
        found = self.skip()
        if not found or found not in wanted:
            raise json.JSONDecodeError(f"expected {' or '.join(wanted)}", self.text, self.at)
        self.at += 1
        return found

    def value(self) -> Any:
        """The value at the place; the place moves behind it."""
        self.skip()
        value, self.at = _decode(self.text, self.at)
        return value

    def members(self) -> Iterator[tuple[str, list[tuple[int, Any]] | None]]:
        """Each name of the object with its array, or with none where it is something else."""
        self.take("{")
        if self.skip() == "}":
            return
        while True:
            name = self.value()
            self.take(":")
            if self.skip() == "[":
                yield str(name), list(self.elements())
            else:
                self.value()
                yield str(name), None
            if self.take(",}") == "}":
                return

    def elements(self) -> Iterator[tuple[int, Any]]:
        """Line and value of each element of the array at the place."""
        self.take("[")
        if self.skip() == "]":
            self.at += 1
            return
        while True:
            self.skip()
            line = self.line()
            yield line, self.value()
            if self.take(",]") == "]":
                return
