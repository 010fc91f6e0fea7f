"""The Frictionless Data description of the tables, generated from their columns.

Follows the Data Package and Table Schema specifications, version 1.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sendgraph.core.files import write_whole
from sendgraph.core.shipped import shipped
from sendgraph.facts.cells import SEPARATOR
from sendgraph.facts.codes import code_lists
from sendgraph.facts.column import KINDS, Column, columns_of
from sendgraph.facts.dataset import Dataset, read_description
from sendgraph.facts.folders import dataset_folders
from sendgraph.facts.tables import KEYS, TABLES, Table

__all__ = ["data_package", "data_package_text", "table_schema", "write_data_package"]

_TYPES = {"count": "integer", "number": "number", "day": "date"}


def _field(column: Column, table: Table) -> dict[str, Any]:
    several = f" Several are separated by {SEPARATOR!r}." if column.many else ""
    unit = f" Unit: {column.unit}." if column.unit else ""
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": f"{column.meaning[0].upper()}{column.meaning[1:]}.{unit}{several} Form: {KINDS[column.kind]}.",
    }
    constraints: dict[str, Any] = {}
    # The tombstone of a withdrawn claim holds no content, so only id and status are in every row of claims.
    if column.required and (not table.is_claims or column.name in (table.key, "status")):
        constraints["required"] = True
    if column.name == table.key:
        constraints["unique"] = True
    if column.kind == "code" and not column.many:
        constraints["enum"] = list(code_lists()[column.to])
    if column.form and column.kind not in _TYPES:  # Table Schema knows patterns of texts only
        constraints["pattern"] = column.form
    if column.kind == "yes":
        constraints["enum"] = ["yes"]
    if constraints:
        field["constraints"] = constraints
    if column.example:
        field["example"] = column.example
    if column.kind == "ref":
        field["sendgraph:refersTo"] = [f"{t}.{KEYS[t][0]}" for t in column.to.split("|")]
    if column.kind == "code":
        field["sendgraph:codeList"] = column.to
    return field


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table."""
    fields = [_field(c, table) for c in columns_of(table.row)]
    return {"fields": fields, "primaryKey": [table.key], "missingValues": [""]}


def _resources(dataset: Dataset) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{dataset.name}-{table.name.replace('_', '-')}",
            "title": f"{dataset.title}: {table.name}",
            "description": table.title,
            "path": f"{dataset.name}/{table.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(table),
        }
        for table in TABLES.values()
        if (dataset.folder / f"{table.name}.csv").is_file()
    ]


def data_package(folders: list[Path] | None = None) -> dict[str, Any]:
    """The Data Package of the shipped datasets, or of the given folders."""
    described = [read_description(f)[0] for f in (folders if folders is not None else dataset_folders())]
    datasets = [d for d in described if d]
    return {
        "name": "sendgraph",
        "title": "Who led special-needs services in England's councils",
        "profile": "tabular-data-package",
        "resources": [r for d in datasets for r in _resources(d)],
    }


def data_package_text() -> str:
    """``data/datapackage.json`` as it must stand."""
    return json.dumps(data_package(), indent=1, ensure_ascii=False) + "\n"


def write_data_package() -> Path:
    """Write ``data/datapackage.json`` beside the shipped datasets; returns its path."""
    path = shipped("data") / "datapackage.json"
    write_whole(path, data_package_text().encode())
    return path
