"""The lines of a table file and the cells of a line, read strictly.

One line is one row: a cell never holds a line break, so a line number always means the same in an editor,
in a message and in ``git blame``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sendgraph.core.files import shown_path
from sendgraph.core.problems import Place, Problem

__all__ = ["MAX_LINE", "LineError", "cell_starts", "read_lines", "split_line", "unreadable"]

MAX_LINE = 20_000
"""Longest line in bytes; a longer one is a broken export, and reading it whole would cost the reader's memory."""

_BOM = b"\xef\xbb\xbf"
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


class LineError(ValueError):
    """What is wrong with a line: the position from 1 (0: the whole line), a code, a message and the way out."""

    def __init__(self, column: int, code: str, message: str, way_out: str) -> None:
        self.column, self.code, self.message, self.way_out = column, code, message, way_out
        super().__init__(message)


def read_lines(path: Path, *, any_form: bool = False) -> tuple[list[str], list[Problem]]:
    """The lines of the file without their ends, or the problem that stops its reading.

    With ``any_form`` a byte order mark and line ends in CR LF are taken away instead of reported.
    """
    lines: list[str] = []
    shown = shown_path(path)
    try:
        with path.open("rb") as stream:
            # A few bytes more than a line may have, for its end and the mark: no longer line is ever held.
            for number, raw in enumerate(iter(partial(stream.readline, MAX_LINE + 8), b""), start=1):
                try:
                    lines.append(_decode(_mend(raw, number) if any_form else raw, number))
                except LineError as error:
                    place = Place(shown, number, error.column)
                    return [], [Problem(place, error.code, error.message, error.way_out)]
    except OSError as error:
        return [], [unreadable(path, error)]
    return lines, []


def unreadable(path: Path, error: OSError) -> Problem:
    """The problem that a file cannot be opened or read."""
    message = f"the file cannot be read: {error.strerror}"
    return Problem(Place(shown_path(path)), "UNREADABLE", message, "check that it is a file and its permissions")


def _mend(raw: bytes, number: int) -> bytes:
    if number == 1:
        raw = raw.removeprefix(_BOM)
    return raw[:-2] if raw.endswith(b"\r\n") else raw


def _decode(raw: bytes, number: int) -> str:
    """The text of a raw line without its end. Raises ``LineError``."""
    if number == 1 and raw.startswith(_BOM):
        way_out = "save it as UTF-8 without BOM, or run sendgraph check --fix"
        raise LineError(1, "BOM", "the file starts with a byte order mark", way_out)
    raw = raw.removesuffix(b"\n")
    if len(raw) > MAX_LINE:
        raise LineError(
            0, "LINE_TOO_LONG", f"the line is longer than {MAX_LINE} bytes", "check the export that wrote it"
        )
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(raw[: error.start].decode("utf-8")) + 1
        message = f"byte 0x{raw[error.start]:02X} is not UTF-8"
        raise LineError(column, "NOT_UTF8", message, "save the file as UTF-8") from None
    if "\r" in line:
        column = line.index("\r") + 1
        if column < len(line):
            raise LineError(column, "CRLF", "the line holds a lone CR", "give each row a line that ends in LF")
        way_out = "save it with LF line ends, or run sendgraph check --fix"
        raise LineError(column, "CRLF", "the line ends in CR LF", way_out)
    return line


def split_line(line: str) -> list[str]:
    """The cells of a line. Raises ``LineError`` where its quotes are wrong."""
    if '"' not in line:
        return line.split(",")
    return [cell for _, cell in _walk(line)]


def cell_starts(line: str) -> list[int]:
    """The position from 1 at which each cell of a well-formed line starts."""
    return [start for start, _ in _walk(line)]


def _walk(line: str) -> Iterator[tuple[int, str]]:
    """Start and value of each cell.

    Follows RFC 4180, which lets no quote stand inside a cell that is not quoted.
    """
    at = 0
    while True:
        if line.startswith('"', at):
            quoted = _QUOTED.match(line, at)
            if not quoted:
                raise LineError(
                    at + 1, "OPEN_QUOTE", "a quote is not closed on its line", "close it; a cell is one line"
                )
            yield at + 1, quoted[1].replace('""', '"')
            at = quoted.end()
            if line[at : at + 1] not in ("", ","):
                raise LineError(at + 1, "BAD_CSV", "text follows a closing quote", 'write a quote inside a cell as ""')
        else:
            end = line.find(",", at)
            cell = line[at:] if end < 0 else line[at:end]
            if '"' in cell:
                message = "a quote stands in a cell that is not quoted"
                way_out = 'put the cell in quotes and write each quote inside it as ""'
                raise LineError(at + cell.index('"') + 1, "BAD_CSV", message, way_out)
            yield at + 1, cell
            at += len(cell)
        if at == len(line):
            return
        at += 1
