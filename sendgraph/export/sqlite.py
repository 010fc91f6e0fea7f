"""The tables and views as one SQLite file, for people without SPARQL."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from sendgraph.export.database import make_database
from sendgraph.export.formats import Asked

__all__ = ["write"]


def write(asked: Asked) -> Iterable[bytes]:
    """The bytes of an SQLite 3 database (https://www.sqlite.org/fileformat2.html)."""
    with closing(make_database(asked)) as database:
        return [database.serialize()]
