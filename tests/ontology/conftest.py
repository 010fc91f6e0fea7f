"""What the ontology's tests share: its files as rdflib graphs, the shipped graph, and the graph of the village."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

from sendgraph.core.shipped import shipped
from sendgraph.facts.folders import dataset_folders
from sendgraph.graph.build import vocabulary_lines
from sendgraph.store.build import make_graph

SH = Namespace("http://www.w3.org/ns/shacl#")

Finding = tuple[str, str, str]
"""Local name of the node, local name of the SHACL constraint, and the message."""


def read(text: bytes | str, form: str = "nt") -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.parse(data=text, format=form)
    return graph


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """``send.ttl`` and the code lists, as they go into every graph."""
    return read("\n".join(sorted(vocabulary_lines())))


@pytest.fixture(scope="session")
def terms() -> Graph:
    """``send.ttl`` alone."""
    return read((shipped("ontology") / "send.ttl").read_bytes(), "turtle")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read((shipped("ontology") / "shapes.ttl").read_bytes(), "turtle")


@pytest.fixture(scope="session")
def shipped_graph() -> Graph:
    return read(make_graph(dataset_folders(), "0" * 64).ntriples)


@pytest.fixture(scope="session")
def village() -> Graph:
    """The graph of ``village``, whose invented tables fill every column at least once; without the vocabulary."""
    lines = make_graph([Path(__file__).parent / "village"], "0" * 64).ntriples.decode().splitlines()
    return read("\n".join(sorted(set(lines) - vocabulary_lines())))


@pytest.fixture(scope="session")
def find(shapes: Graph, vocabulary: Graph) -> Callable[[Graph], list[Finding]]:
    """A function that validates a graph, with the vocabulary beside it, and returns what the shapes find."""

    def find_violations(graph: Graph) -> list[Finding]:
        whole = Graph(bind_namespaces="none")
        for part in (vocabulary, graph):
            for triple in part:
                whole.add(triple)
        conforms, report, _ = validate(whole, shacl_graph=shapes, inplace=True, advanced=False, js=False)
        assert isinstance(report, Graph)
        found = [
            tuple(
                str(report.value(result, SH[name])).rpartition("/")[2].rpartition("#")[2]
                if name != "resultMessage"
                else str(report.value(result, SH[name]))
                for name in ("focusNode", "sourceConstraintComponent", "resultMessage")
            )
            for result in report.objects(None, SH.result)
        ]
        assert conforms == (not found)
        return sorted(found)  # type: ignore[arg-type]

    return find_violations
