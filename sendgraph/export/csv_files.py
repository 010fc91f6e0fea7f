"""The tables as CSV files for spreadsheets: ``current/`` has facts, ``claims/`` what each source says.

Follows RFC 4180 but for the line ends, which are LF. Unless raw, a text that a spreadsheet would run as a formula gets
an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import closing

from sendgraph.core.formulas import guarded
from sendgraph.export.database import make_database
from sendgraph.export.fields import Field
from sendgraph.export.formats import Asked, Files
from sendgraph.export.gather import Cell
from sendgraph.export.sheets import sheets

__all__ = ["csv_text", "write"]


def csv_text(names: Iterable[str], rows: Iterable[Iterable[object]], *, is_raw: bool = False) -> bytes:
    """A CSV file in UTF-8: the header, then the rows; nothing is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    if is_raw:
        writer.writerows(rows)
    else:
        writer.writerows([guarded(c) if isinstance(c, str) else c for c in row] for row in rows)
    return out.getvalue().encode()


def write(asked: Asked) -> Files:
    """The files, by their path in the folder."""
    files = {}
    with closing(make_database(asked)) as database:
        for sheet in sheets(database):
            rows = (_told(row, sheet.fields) for row in sheet.rows)
            files[f"{sheet.path}.csv"] = [csv_text((f.name for f in sheet.fields), rows, is_raw=asked.is_raw)]
    return files


def _told(row: tuple[Cell, ...], fields: tuple[Field, ...]) -> Iterator[Cell]:
    """The row with flags as words, and with whole decimals as people write them."""
    for cell, field in zip(row, fields, strict=True):
        if field.kind == "flag":
            yield "true" if cell else "false"
        elif isinstance(cell, float) and cell.is_integer():
            yield int(cell)
        else:
            yield cell
