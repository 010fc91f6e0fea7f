"""The dataset that an import fills, as it is before: read in pieces and kept on disk, since it may be large too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sendgraph.core.files import shown_path
from sendgraph.core.problems import Place, Problem
from sendgraph.facts.column import Row
from sendgraph.facts.dataset import read_description, table_files
from sendgraph.facts.lines import MAX_LINE
from sendgraph.facts.read import read_table
from sendgraph.facts.tables import TABLES, Table
from sendgraph.intake.spool import Spool

__all__ = ["read_held"]

_PIECE = 2_000


def read_held(folder: Path) -> tuple[Spool, list[Problem]]:
    """The rows of the dataset in the folder, on disk; and what is wrong with the dataset.

    A folder without ``dataset.toml`` may have tables; one that is not there is a dataset without rows.
    """
    spool, problems = Spool(), []
    is_described = (folder / "dataset.toml").is_file()
    if is_described:
        problems += read_description(folder)[1]
    for path in table_files(folder) if folder.is_dir() else ():
        if table := TABLES.get(path.name.removesuffix(".csv")):
            held = spool.rows(table.name)
            for rows, found in _pieces(path, table, folder.resolve().name):
                problems += found
                for row in rows:
                    held.add(row)
        elif is_described:
            near = get_close_matches(path.stem.lower(), TABLES, n=1, cutoff=0.8)
            way_out = f"did you mean {near[0] + '.csv'!r}?" if near else f"tables: {', '.join(TABLES)}"
            problems.append(Problem(Place(shown_path(path)), "UNKNOWN_TABLE", f"{path.name!r} is no table", way_out))
    return spool, problems


def _pieces(path: Path, table: Table, dataset: str) -> Iterator[tuple[list[Row], list[Problem]]]:
    """Rows and problems of a table file, so many lines at a time, as ``read_table`` gives them for the whole.

    Each piece is a file of its own for a moment, under the header of the whole. The places of the rows are the piece's.
    """
    with path.open("rb") as stream, TemporaryDirectory() as folder:
        # A line longer than a row may be comes in parts, so that it is never held; the reader of the piece names it.
        lines = iter(partial(stream.readline, MAX_LINE + 8), b"")
        header = next(lines, b"")
        piece, skipped = Path(folder, path.name), 0
        while True:
            body = list(islice(lines, _PIECE))
            piece.write_bytes(header + b"".join(body))
            rows, problems = read_table(piece, table, dataset)
            yield rows, [_at_home(problem, path, skipped) for problem in problems]
            # What stops the reading of the file, or is wrong with its header, every other piece would only say again.
            is_unreadable = not rows and bool(problems) and (len(problems) == 1 or problems[0].place.line <= 1)
            if len(body) < _PIECE or is_unreadable:
                return
            skipped += _PIECE


def _at_home(problem: Problem, path: Path, skipped: int) -> Problem:
    line = problem.place.line
    place = replace(problem.place, path=shown_path(path), line=line + skipped if line > 1 else line)
    return replace(problem, place=place)
