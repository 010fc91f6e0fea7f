"""The fact tables as they are edited, with ``datapackage.json`` beside them: one folder that describes itself.

Follows the Data Package, Tabular Data Resource and Table Schema specifications, version 1 (specs.frictionlessdata.io).
The CSV files are the datasets' own bytes, so that the folder can be checked, edited and given to ``--data``.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sendgraph.export.formats import Asked, ExportError, Files
from sendgraph.facts.dataset import Dataset, read_description
from sendgraph.facts.schema import data_package

__all__ = ["write"]


def write(asked: Asked) -> Files:
    """The files, by their path in the folder. Raises ``ExportError`` where only a finished store is at hand."""
    if not asked.folders:
        raise ExportError("a store does not hold the fact tables: leave --store out, and name datasets with --data")
    described = [d for folder in asked.folders if (d := read_description(folder)[0])]
    datasets = {d.name: d for d in described}
    package = data_package(list(asked.folders))
    files: dict[str, list[bytes]] = {}
    for resource in package["resources"]:
        name, _, table = resource["path"].partition("/")
        content = (datasets[name].folder / table).read_bytes()
        files[resource["path"]] = [content]
        resource.update(_described(datasets[name], content))
    for name, dataset in datasets.items():
        files[f"{name}/dataset.toml"] = [(dataset.folder / "dataset.toml").read_bytes()]
    licences = {d.licence: {"title": d.licence, "name": _licence_name(d)} for d in described}
    told = {"licenses": list(licences.values()), "sendgraph:dataVersion": asked.data_version}
    text = json.dumps({**package, **told, "resources": package["resources"]}, indent=1, ensure_ascii=False) + "\n"
    return {"datapackage.json": [text.encode()], **files}


def _described(dataset: Dataset, content: bytes) -> dict[str, Any]:
    """What a resource says of its file and of whom to name."""
    source = {"title": dataset.publisher, **({"path": dataset.url} if dataset.url else {})}
    told: dict[str, Any] = {
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [{"title": dataset.licence, "name": _licence_name(dataset)}],
        "sources": [source],
    }
    return told | ({"sendgraph:attribution": dataset.attribution} if dataset.attribution else {})


def _licence_name(dataset: Dataset) -> str:
    """The licence by its identifier at the Open Definition, where it is one of the usual; else "other-open"."""
    known = {"Open Government Licence v3.0": "OGL-UK-3.0", "CC BY 4.0": "CC-BY-4.0", "CC0": "CC0-1.0"}
    return next((name for words, name in known.items() if dataset.licence.startswith(words)), "other-open")
