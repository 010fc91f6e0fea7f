"""A store folder: a marker file that names the finished copy in use, and the copies themselves.

A copy is written aside, closed, renamed to its final name and only then named in the marker, which is replaced by
one atomic rename. So at any moment, also after a kill, the marker names a whole copy. The copy before stays until
the next build, for readers that have just read the old marker. A reader never opens a copy that is being written:
measured, that gave errors in one opening of four.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sendgraph.facts.canonical import write_whole

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Marker", "StoreError", "open_current", "read_marker", "write_store"]

MARKER = "sendgraph-store.json"
_FORMAT = 1


class StoreError(Exception):
    """The store folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What the marker file says of the copy in use."""

    format: int
    current: str
    key: str
    data_version: str
    triple_count: int


def read_marker(folder: Path) -> Marker | None:
    """The marker of a store folder, or ``None`` where the folder is missing or empty.

    Raises ``StoreError`` where the folder is somebody else's or its marker cannot be read.
    """
    path = folder / MARKER
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        marker = Marker(**values)
    except FileNotFoundError:
        foreign = folder.is_dir() and any(not p.name.startswith((".building-", "db-")) for p in folder.iterdir())
        if foreign or (folder.exists() and not folder.is_dir()):
            message = f"{folder} is not a sendgraph store and is not empty: name an empty folder or a new one"
            raise StoreError(message) from None
        return None
    except (ValueError, TypeError) as error:
        raise StoreError(f"the marker {path} cannot be read ({error}): delete the folder and build again") from None
    if marker.format != _FORMAT:
        raise StoreError(f"{folder} has store format {marker.format}, this version reads {_FORMAT}: build again")
    return marker


def open_current(folder: Path) -> Store:
    """The copy in use, opened read-only. Raises ``StoreError`` where there is none or it is damaged."""
    from pyoxigraph import Store

    failure: OSError | None = None
    for _ in range(3):
        marker = read_marker(folder)
        if marker is None:
            raise StoreError(f"{folder} holds no store: run sendgraph build --store {folder}")
        try:
            return Store.read_only(str(folder / marker.current))
        except OSError as error:
            failure = error
            if read_marker(folder) == marker:
                break
    raise StoreError(f"the store in {folder} cannot be opened ({failure}): delete the folder and build again")


def write_store(folder: Path, key: str, data_version: str, triple_count: int, fill: Callable[[Store], None]) -> Marker:
    """Build a new copy with ``fill``, put it in use, and remove the copies that nobody can be reading.

    Raises ``StoreError`` where the folder is not empty and not a store, or cannot be written.
    """
    from pyoxigraph import Store

    before = read_marker(folder)
    mark = f"{key[:12]}-{os.getpid()}-{secrets.token_hex(4)}"
    building = folder / f".building-{mark}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(str(building))
        fill(store)
        store.flush()
        del store
        building.rename(folder / f"db-{mark}")
        marker = Marker(_FORMAT, f"db-{mark}", key, data_version, triple_count)
        write_whole(folder / MARKER, (json.dumps(asdict(marker), indent=1) + "\n").encode())
    except OSError as error:
        raise StoreError(f"the store cannot be written to {folder}: {error}") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _remove_old(folder, {marker.current, before.current if before else ""})
    return marker


def _remove_old(folder: Path, kept: set[str]) -> None:
    for path in folder.glob("db-*"):
        if path.name not in kept and not _is_alive(path):
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(".building-*"):
        if not _is_alive(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(path: Path) -> bool:
    """Whether the process that writes or wrote the copy still runs."""
    try:
        pid = int(path.name.rsplit("-", 2)[1])
        os.kill(pid, 0)
    except (ValueError, IndexError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return pid != os.getpid()
