"""What tests of the exports share: the village and the shipped graph as something to export, and what comes out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from sendgraph.export.formats import FORMATS, Asked, find_write
from sendgraph.queries.engine import StoreEngine
from sendgraph.store.build import make_graph
from tests.shipped import shipped_engine

VILLAGE = Path(__file__).parents[1] / "ontology" / "village"
"""Invented tables that fill every column at least once."""


def asked_of(ntriples: bytes, **more: object) -> Asked:
    store = Store()
    store.extend(store_quads(ntriples))
    return Asked(StoreEngine(store), "0" * 12, **more)  # type: ignore[arg-type]


def store_quads(ntriples: bytes):  # type: ignore[no-untyped-def]
    from pyoxigraph import parse

    return parse(ntriples, format=RdfFormat.N_QUADS)


@cache
def village_triples() -> bytes:
    return make_graph([VILLAGE], "0" * 64).ntriples


@cache
def village() -> Asked:
    return asked_of(village_triples(), folders=(VILLAGE,))


@cache
def village_backwards() -> Asked:
    """The same graph, put into its store in the opposite order."""
    lines = village_triples().splitlines(keepends=True)
    return asked_of(b"".join(reversed(lines)), folders=(VILLAGE,))


def shipped() -> Asked:
    return Asked(shipped_engine(), "0" * 12)


def written(name: str, asked: Asked) -> bytes:
    """A file that the format writes."""
    assert not FORMATS[name].is_folder
    return b"".join(find_write(name)(asked))


def folder(name: str, asked: Asked) -> dict[str, bytes]:
    """The files that the format writes, by their path."""
    assert FORMATS[name].is_folder
    return {path: b"".join(pieces) for path, pieces in find_write(name)(asked).items()}
