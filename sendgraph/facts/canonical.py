"""The one canonical form of a table file: all columns in order, rows sorted by key, minimal quoting, LF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from sendgraph.core.files import shown_path, write_whole
from sendgraph.core.problems import Place, Problem
from sendgraph.facts.cells import cell_text
from sendgraph.facts.column import Row, columns_of
from sendgraph.facts.dataset import table_files
from sendgraph.facts.read import read_table
from sendgraph.facts.tables import TABLES, Table

__all__ = ["canonical_text", "find_untidy", "fix_folder"]


def canonical_text(rows: Iterable[Row], table: Table) -> str:
    """The canonical CSV of the rows."""
    columns = columns_of(table.row)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([c.name for c in columns])
    for row in sorted(rows, key=lambda r: str(getattr(r, table.key))):
        writer.writerow([cell_text(getattr(row, c.name), c) for c in columns])
    return out.getvalue()


def find_untidy(folder: Path) -> list[Problem]:
    """Advice for each readable table file that is not in canonical form."""
    problems = []
    for path in table_files(folder):
        table = TABLES.get(path.name.removesuffix(".csv"))
        if table is None:
            continue
        rows, found = read_table(path, table, folder.name)
        if not found and canonical_text(rows, table).encode() != path.read_bytes():
            message = "the file is not in canonical form"
            problems.append(
                Problem(Place(shown_path(path)), "NOT_CANONICAL", message, "run sendgraph check --fix", True)
            )
    return problems


def fix_folder(folder: Path) -> list[Path]:
    """Write every readable table of the folder in canonical form; returns the files that changed.

    Mends only form: byte order marks, line ends, column order, row order, quoting, zeros at the end of a
    decimal. A file with any other problem is left as it is.
    """
    changed = []
    for path in table_files(folder):
        table = TABLES.get(path.name.removesuffix(".csv"))
        if table is None:
            continue
        rows, problems = read_table(path, table, folder.name, any_form=True)
        if problems:
            continue
        after = canonical_text(rows, table).encode()
        if after != path.read_bytes():
            write_whole(path, after)
            changed.append(path)
    return changed
