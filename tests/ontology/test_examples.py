"""The examples: an invented village, and one valid and one invalid node for every class."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from sendgraph.core.shipped import shipped
from sendgraph.graph.terms import send_terms

SEND = Namespace("https://w3id.org/sendgraph/ontology#")
FOLDER = Path(shipped("ontology")) / "examples"


def file_name(class_name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", class_name).lower()


CLASSES = sorted(n for n in send_terms() if n[0].isupper())
NAMES = [file_name(c) for c in CLASSES]


def example(name: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.parse(FOLDER / f"{name}.ttl", format="turtle")
    return graph


def rule_broken_by(name: str) -> str:
    first = (FOLDER / f"{name}.ttl").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# Breaks: ")
    return first.removeprefix("# Breaks: ")


@pytest.fixture(scope="session")
def findings(find: Callable[[Graph], list]) -> dict[str, list[tuple[str, str]]]:
    """What the shapes find in the village with all valid, and with all invalid examples, by kind and node.

    No example names another, so checking them together finds what checking each alone would, in one go.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in ("valid", "invalid"):
        graph = example("village")
        for name in NAMES:
            graph += example(f"{name}_{kind}")
        for node, _, message in find(graph):
            found.setdefault(f"{kind} {node}", []).append((node, message))
    return found


def test_there_is_one_valid_and_one_invalid_example_for_every_class_and_nothing_else() -> None:
    wanted = {"village.ttl"} | {f"{n}_{kind}.ttl" for n in NAMES for kind in ("valid", "invalid")}
    assert {p.name for p in FOLDER.iterdir()} == wanted


def test_no_two_examples_of_a_kind_name_each_other() -> None:
    for kind in ("valid", "invalid"):
        for name in NAMES:
            node = "example_" + name.replace("_", "-")
            named = {str(o) for o in example(f"{name}_{kind}").objects() if "/id/example_" in str(o)}
            assert named == set(), node


@pytest.mark.parametrize(("class_name", "name"), list(zip(CLASSES, NAMES, strict=True)))
def test_an_example_is_one_node_of_its_class(class_name: str, name: str) -> None:
    for kind in ("valid", "invalid"):
        graph = example(f"{name}_{kind}")
        assert set(graph.subjects()) == {URIRef(f"https://w3id.org/sendgraph/id/example_{name.replace('_', '-')}")}
        assert SEND[class_name] in set(graph.objects(None, RDF.type))


@pytest.mark.parametrize("name", NAMES)
def test_a_valid_example_conforms(name: str, findings: dict) -> None:
    assert findings.get(f"valid example_{name.replace('_', '-')}", []) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_invalid_example_breaks_the_one_rule_its_first_line_states(name: str, findings: dict) -> None:
    node = f"example_{name.replace('_', '-')}"
    assert findings.get(f"invalid {node}") == [(node, rule_broken_by(f"{name}_invalid"))]


def test_the_examples_break_rules_in_their_own_nodes_only(findings: dict) -> None:
    assert {key for key in findings if " example_" not in key} == set()


def test_the_village_of_the_examples_is_what_its_tables_build(village: Graph) -> None:
    here, built = set(example("village")), set(village)
    change = [f"add: {' '.join(t.n3() for t in x)} ." for x in sorted(built - here)]
    change += [f"take away: {' '.join(t.n3() for t in x)} ." for x in sorted(here - built)]
    assert change == [], "ontology/examples/village.ttl is not what tests/ontology/village builds"
