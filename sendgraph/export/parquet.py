"""The tables as Parquet files, the same as the CSV files but with types: days are days, flags are flags.

Needs pyarrow, which is not installed with sendgraph unless asked for. Follows Apache Parquet format 2.6.
"""

from __future__ import annotations

import io
from contextlib import closing
from datetime import date
from typing import Any

from sendgraph.export.database import make_database
from sendgraph.export.fields import Field
from sendgraph.export.formats import Asked, ExportError, Files
from sendgraph.export.sheets import Sheet, sheets

__all__ = ["write"]


def write(asked: Asked) -> Files:
    """The files, by their path in the folder. Raises ``ExportError`` where pyarrow is not installed."""
    try:
        import pyarrow  # type: ignore[import-not-found,import-untyped,unused-ignore]
        import pyarrow.parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        way_out = "pip install 'sendgraph[parquet]'"
        raise ExportError(f"Parquet files need pyarrow: {way_out}, or export csv, which has the same tables") from None
    types = {"day": pyarrow.date32(), "flag": pyarrow.bool_(), "whole": pyarrow.int64(), "decimal": pyarrow.float64()}
    files = {}
    with closing(make_database(asked)) as database:
        for sheet in sheets(database):
            columns = [
                pyarrow.field(f.name, types.get(f.kind, pyarrow.string()), metadata={"meaning": f.meaning})
                for f in sheet.fields
            ]
            schema = pyarrow.schema(columns, metadata={"meaning": sheet.meaning, "data version": asked.data_version})
            table = pyarrow.table(_columns(sheet), schema=schema)
            out = io.BytesIO()
            pyarrow.parquet.write_table(table, out, version="2.6", compression="zstd")
            files[f"{sheet.path}.parquet"] = [out.getvalue()]
    return files


def _columns(sheet: Sheet) -> list[list[Any]]:
    """The values of each column, as Python has their types."""
    rows = list(sheet.rows)
    return [[_typed(field, row[i]) for row in rows] for i, field in enumerate(sheet.fields)]


def _typed(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == "day":
        return date.fromisoformat(value)
    return bool(value) if field.kind == "flag" else value
