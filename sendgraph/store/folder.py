"""A store folder: a marker file that names the finished copy in use, and the copies themselves.

A copy is written aside, closed, renamed to its final name and only then named in the marker, which is replaced by
one atomic rename. So at any moment, also after a kill, the marker names a whole copy. The copy before stays until
the next build, for readers that have just read the old marker. A reader never opens a copy that is being written:
measured, that gave errors in one opening of four.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendgraph.core.files import write_whole

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Marker", "StoreError", "open_current", "read_marker", "write_store"]

MARKER = "sendgraph-store.json"
_FORMAT = 1
_COPY = re.compile(r"(?:db|\.building)-[0-9a-f]+-([0-9]+)-[0-9a-f]{8}")
"""Names of copies, finished or not, with the process that writes or wrote them. Nothing else is ever removed."""
_MARKER_PART = re.compile(re.escape(f".{MARKER}.") + r"([0-9]+)\.part")


class StoreError(Exception):
    """The store folder cannot be used; the message says why and what to do."""


class Marker(NamedTuple):
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
        found = values["format"]
        marker = Marker(**values) if found == _FORMAT else None
    except (FileNotFoundError, NotADirectoryError):
        _require_ours(folder)
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(f"the marker {path} cannot be read ({error}): delete the folder and build again") from None
    except OSError as error:
        raise StoreError(f"the marker {path} cannot be read ({error.strerror}): check the folder") from None
    if marker is None:
        message = f"{folder} has store format {found}, this version reads {_FORMAT}: delete the folder and build again"
        raise StoreError(message)
    if not _COPY.fullmatch(str(marker.current)):
        raise StoreError(f"the marker {path} names no copy of a store: delete the folder and build again")
    return marker


def _require_ours(folder: Path) -> None:
    """Raise ``StoreError`` where the folder without a marker holds anything but leftovers of a build."""
    try:
        names = [p.name for p in folder.iterdir()]
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{folder} cannot be a store ({error.strerror}): name an empty folder or a new one") from None
    if not all(_COPY.fullmatch(name) or _MARKER_PART.fullmatch(name) for name in names):
        raise StoreError(f"{folder} is not a sendgraph store and is not empty: name an empty folder or a new one")


def open_current(folder: Path) -> Store:
    """The copy in use, opened read-only. Raises ``StoreError`` where there is none or it is damaged."""
    from pyoxigraph import Store

    failure: Exception | None = None
    for _ in range(3):
        marker = read_marker(folder)
        if marker is None:
            raise StoreError(f"{folder} holds no store: run sendgraph build --store {folder}")
        try:
            return Store.read_only(str(folder / marker.current))
        except (OSError, RuntimeError) as error:  # Oxigraph tells damaged files as a RuntimeError
            failure = error
            if read_marker(folder) == marker:
                break
    raise StoreError(f"the store in {folder} cannot be opened ({failure}): delete the folder and build again")


def write_store(folder: Path, key: str, data_version: str, triple_count: int, fill: Callable[[Store], None]) -> Marker:
    """Build a new copy with ``fill``, put it in use, and remove the copies that nobody can be reading.

    Raises ``StoreError`` where the folder is not empty and not a store, or cannot be written.
    """
    import shutil

    from pyoxigraph import Store

    before = read_marker(folder)
    mark = f"{key[:12]}-{os.getpid()}-{os.urandom(4).hex()}"
    building = folder / f".building-{mark}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(str(building))
        fill(store)
        store.flush()
        del store
        building.rename(folder / f"db-{mark}")
        marker = Marker(_FORMAT, f"db-{mark}", key, data_version, triple_count)
        replaced = read_marker(folder)
        write_whole(folder / MARKER, (json.dumps(marker._asdict(), indent=1) + "\n").encode())
    except OSError as error:
        raise StoreError(f"the store cannot be written to {folder}: {error}") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    # Another process may have put its copy in use meanwhile, and readers may just have read either marker.
    _remove_old(folder, {marker.current, *(m.current for m in (before, replaced) if m)})
    return marker


def _remove_old(folder: Path, kept: set[str]) -> None:
    """Remove the copies that are neither kept nor of a process still at work, and markers never put in place."""
    import shutil

    for path in folder.iterdir():
        copy, part = _COPY.fullmatch(path.name), _MARKER_PART.fullmatch(path.name)
        if part and not _is_alive(int(part[1])):
            path.unlink(missing_ok=True)
        elif copy and path.name not in kept and not _is_alive(int(copy[1])):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    """Whether another process of that number runs."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return pid != os.getpid()
