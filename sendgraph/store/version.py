"""Which data, ontology and code a store was built from, as two hashes of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sendgraph import __version__
from sendgraph.core.shipped import shipped

__all__ = ["Version", "find_version"]

_CODE_ROOMS = ("core", "facts", "model", "graph", "store")
"""Rooms whose code decides what the store holds."""


@dataclass(frozen=True, slots=True)
class Version:
    """``data`` names the fact tables for people (12 hexadecimal digits); ``key`` also the ontology and the code."""

    data: str
    key: str


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def find_version(folders: Sequence[Path]) -> Version:
    """The version of the given dataset folders with the installed ontology and code."""
    tables = [
        (f"{folder.resolve().name}/{path.name}", path)
        for folder in folders
        for path in sorted([*folder.glob("*.csv"), folder / "dataset.toml"])
    ]
    ontology = shipped("ontology")
    terms = [(path.name, path) for path in [ontology / "send.ttl", *sorted((ontology / "codes").glob("*.ttl"))]]
    package = Path(__file__).resolve().parent.parent
    code = [(f"{room}/{p.name}", p) for room in _CODE_ROOMS for p in sorted((package / room).glob("*.py"))]
    data = _digest(tables)
    key = hashlib.sha256("\n".join((data, _digest(terms), _digest(code), __version__)).encode()).hexdigest()
    return Version(data[:12], key)
