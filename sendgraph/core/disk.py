"""A database of our own in a file without a name, for what is too much to hold in memory.

It stands where temporary files do (``TMPDIR``), is written only once it outgrows its cache, and goes with its last
user, however that one ends.
"""

from __future__ import annotations

import sqlite3

__all__ = ["open_disk"]

_CACHE_KILOBYTES = 4_000
"""What SQLite holds in memory before it writes, and again to sort."""


class _Disk(sqlite3.Connection):
    """A connection that closes, and so takes its file away, when nobody uses it any more."""

    def __del__(self) -> None:
        self.close()


def open_disk() -> sqlite3.Connection:
    """A new, empty database that nobody else sees, with a transaction begun."""
    disk = sqlite3.connect("", isolation_level=None, factory=_Disk)
    # The file is nobody else's and is gone after a crash: it needs no journal, and never waits for the disk.
    for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KILOBYTES}"):
        disk.execute(f"PRAGMA {setting}")
    disk.execute("BEGIN")
    return disk
