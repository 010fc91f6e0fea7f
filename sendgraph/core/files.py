"""Paths as messages show them, and files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

__all__ = ["shown_path", "write_whole"]


def shown_path(path: Path) -> str:
    """The path as messages print it: from the current folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def write_whole(path: Path, content: bytes, pieces: Iterable[bytes] = ()) -> None:
    """Write a file whole or not at all: beside it first, then renamed over it. A link stays one.

    ``pieces`` follow the content and are taken one by one, so that a large file is never held. Raises ``OSError`` with
    the path that was asked for where it cannot be written.
    """
    target, path = path, path.resolve()
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {shown_path(target.parent)}: make it first, or name another")
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    opened = _opened(beside, target)
    try:
        with opened as stream:
            stream.write(content)
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _opened(beside: Path, target: Path) -> BinaryIO:
    """The file beside the target, open to be written; an error names the target, which the user knows."""
    try:
        return beside.open("wb")
    except OSError as error:
        raise type(error)(f"{shown_path(target)} cannot be written: {error.strerror}") from None
