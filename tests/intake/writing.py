"""Small spreadsheets for the tests, written with nothing but zip and XML."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

__all__ = ["Cell", "write_csv", "write_ods", "write_xlsx"]

Cell = str | int | float | date | None

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_csv(path: Path, rows: Iterable[Sequence[Cell]], *, encoding: str = "utf-8") -> Path:
    """A CSV file of the rows."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([["" if c is None else str(c) for c in row] for row in rows])
    return path


def write_ods(path: Path, sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> Path:
    """An ODS file of the sheets; a text that starts with ``=HYPERLINK`` becomes a formula with its shown text."""
    tables = "".join(f"<table:table table:name={quoteattr(n)}>{_ods_rows(r)}</table:table>" for n, r in sheets.items())
    spaces = " ".join(f'xmlns:{n}="{_OFFICE}:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        manifest = f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"><manifest:file-entry '
        manifest += f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def _ods_rows(rows: Iterable[Sequence[Cell]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    formula = ""
    if cell.startswith("=HYPERLINK"):
        formula = f" table:formula={quoteattr('of:' + cell)}"
        cell = cell.split('"')[-2]
    return f'<table:table-cell office:value-type="string"{formula}><text:p>{escape(cell)}</text:p></table:table-cell>'


def write_xlsx(path: Path, sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> Path:
    """An XLSX file of the sheets, dates as numbers in a date format."""
    names = list(sheets)
    book = "".join(f'<sheet name={quoteattr(n)} sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, start=1))
    parts = {
        "[Content_Types].xml": _types(len(names)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{book}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(names) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for number, rows in enumerate(sheets.values(), start=1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as stream:
                stream.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                for at, row in enumerate(rows, start=1):
                    cells = "".join(_xlsx_cell(f"{_column(c)}{at}", cell) for c, cell in enumerate(row))
                    stream.write(f'<row r="{at}">{cells}</row>'.encode())
                stream.write(b"</sheetData></worksheet>")
    return path


def _column(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


def _xlsx_cell(at: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, date):
        return f'<c r="{at}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{at}"><v>{cell}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{i}.xml", "worksheet") for i in range(1, sheets + 1)]
    overrides = "".join(f'<Override PartName="{p}" ContentType="{_WORKBOOK}.{kind}+xml"/>' for p, kind in parts)
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{overrides}</Types>'
