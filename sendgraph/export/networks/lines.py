"""JSON written piece by piece: one node or edge a line, so that a large network is never held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

__all__ = ["dump", "listed"]


def dump(value: object) -> str:
    """The value as JSON on one line, in the order it is in; letters as they are.

    Raises ``ValueError`` for numbers without end, which JSON has not.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def listed(values: Iterable[object]) -> Iterator[bytes]:
    """The values as the inside of a JSON array, one a line."""
    before = ""
    for value in values:
        yield f"{before}\n{dump(value)}".encode()
        before = ","
