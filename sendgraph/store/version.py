"""Which data, ontology and code a store was built from, as two hashes of their content.

Hashing everything at each start would cost more than most queries. So the version is kept in a stamp beside the stores,
with the size and time of every file; it is trusted only if all are as they were and older than the stamp by more than
a file system's clock step, as git does with its index.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sendgraph import __version__
from sendgraph.core.files import write_whole
from sendgraph.core.shipped import shipped

__all__ = ["Version", "find_version", "known_version"]

_CODE_ROOMS = ("core", "facts", "model", "graph", "store")
"""Rooms whose code decides what the store holds."""

_CLOCK_STEP = 2_000_000_000
"""Nanoseconds; the coarsest clock of a usual file system steps by two seconds."""


class Version(NamedTuple):
    """``data`` names the fact tables for people (12 hexadecimal digits); ``key`` also the ontology and the code."""

    data: str
    key: str


def _named(parent: str, folder: Path, *endings: str) -> Iterator[tuple[str, str]]:
    """Name and path of the folder's files with those endings, sorted; ``os.scandir`` is quicker than ``glob``."""
    with os.scandir(folder) as entries:
        files = sorted((e.name, e.path) for e in entries if e.name.endswith(endings))
    return ((f"{parent}/{name}", path) for name, path in files)


def _files(folders: Sequence[Path]) -> list[list[tuple[str, str]]]:
    """The files that decide the version: tables, terms and code, each with a name that is the same everywhere."""
    ontology, package = shipped("ontology"), Path(__file__).resolve().parent.parent
    tables = [f for folder in folders for f in _named(folder.resolve().name, folder, ".csv", "dataset.toml")]
    terms = [("send.ttl", str(ontology / "send.ttl")), *_named("codes", ontology / "codes", ".ttl")]
    code = [f for room in _CODE_ROOMS for f in _named(room, package / room, ".py")]
    return [tables, terms, code]


def _digest(files: Iterable[tuple[str, str]]) -> str:
    import hashlib

    digest = hashlib.sha256()
    for name, path in files:
        content = Path(path).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def find_version(folders: Sequence[Path]) -> Version:
    """The version of the given dataset folders with the installed ontology and code."""
    tables, terms, code = _files(folders)
    data = _digest(tables)
    return Version(data[:12], _key([data, _digest(terms), _digest(code), __version__]))


def _key(parts: Sequence[str]) -> str:
    import hashlib

    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def known_version(folders: Sequence[Path], stamps: Path) -> Version:
    """The same as ``find_version``, from a stamp in the folder ``stamps`` where one still holds."""
    import zlib

    states = [(name, path, Path(path).stat()) for group in _files(folders) for name, path in group]
    # A copy may keep the size and time of the file it replaces; the time of its inode's change it cannot keep.
    seen = [[name, path, state.st_size, state.st_mtime_ns, state.st_ctime_ns] for name, path, state in states]
    newest = max((max(state.st_mtime_ns, state.st_ctime_ns) for *_, state in states), default=0)
    stamp = stamps / f"version-{zlib.crc32(repr([__version__, *(s[1] for s in seen)]).encode()):08x}.json"
    try:
        kept = json.loads(stamp.read_bytes())
        if kept["files"] == seen and stamp.stat().st_mtime_ns > newest + _CLOCK_STEP:
            return Version(kept["data"], kept["key"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # No stamp, or not one of ours: the version is found from the content.
    version = find_version(folders)
    try:
        stamps.mkdir(parents=True, exist_ok=True)
        write_whole(stamp, json.dumps({"data": version.data, "key": version.key, "files": seen}).encode())
    except OSError:
        pass  # A cache that cannot be written only costs the time of hashing again.
    return version
