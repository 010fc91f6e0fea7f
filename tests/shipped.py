"""The shipped graph in memory, built once a test run, and what tests ask of it."""

from __future__ import annotations

from functools import cache

from pyoxigraph import RdfFormat, Store

from sendgraph.facts.folders import dataset_folders
from sendgraph.graph.build import Graph
from sendgraph.queries.engine import StoreEngine
from sendgraph.queries.run import Asker
from sendgraph.store.build import make_graph
from sendgraph.store.version import find_version

SEND_ID = "https://w3id.org/sendgraph/id/"


@cache
def shipped_graph() -> Graph:
    folders = dataset_folders()
    return make_graph(folders, find_version(folders).data)


@cache
def shipped_engine() -> StoreEngine:
    store = Store()
    store.bulk_load(shipped_graph().ntriples, format=RdfFormat.N_TRIPLES)
    return StoreEngine(store)


@cache
def asker() -> Asker:
    return Asker.of(shipped_engine())


def rows(name: str, **given: str) -> list[dict[str, str]]:
    """Rows of a template on the shipped graph: ids without their base, empty text where a value is unbound."""
    return [{k: (v or "").removeprefix(SEND_ID) for k, v in row.items()} for row in asker()(name, **given)]
