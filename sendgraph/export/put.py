"""Put an export in its place: a file, a folder or a .zip file, whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from sendgraph.core.files import write_whole
from sendgraph.export.formats import ExportError, Files

__all__ = ["put_file", "put_folder"]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a .zip: the first that the format can hold, so that equal exports are equal bytes."""


def put_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file; raises ``ExportError`` where a folder is in its place."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder, and this format is one file: name a file")
    write_whole(path, b"", pieces)


def put_folder(path: Path, files: Files) -> None:
    """Write the files into a new folder, or into a .zip file where the name ends so.

    A folder that is there already is replaced where it holds nothing but files of the same names, as an earlier
    export does. Raises ``ExportError`` where it holds anything else.
    """
    if path.suffix.lower() == ".zip":
        put_file(path, [_zipped(files)])
        return
    path = path.resolve()
    _require_own(path, files)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    before = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        beside.mkdir(parents=True)
        for name, pieces in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(beside / name, b"", pieces)
        if path.exists():
            path.rename(before)
        beside.rename(path)
    finally:
        if before.exists() and not path.exists():
            before.rename(path)
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)


def _require_own(path: Path, files: Files) -> None:
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path} is a file, and this format is a folder: name a folder, or a file that ends in .zip")
    there = [p.relative_to(path).as_posix() for p in path.rglob("*") if not p.is_dir()] if path.is_dir() else []
    if strange := sorted(set(there) - set(files)):
        raise ExportError(f"{path} holds {strange[0]}, which is no part of this export: name another folder")


def _zipped(files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, b"".join(pieces))
    return out.getvalue()
