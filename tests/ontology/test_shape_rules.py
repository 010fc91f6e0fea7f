"""Each rule of the shapes can fire: the village's graph is broken in every way, and every rule must notice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import XSD, Graph, Literal, Namespace, URIRef

from sendgraph.core.shipped import shipped

SH = Namespace("http://www.w3.org/ns/shacl#")
ID = Namespace("https://w3id.org/sendgraph/id/")
SEND = Namespace("https://w3id.org/sendgraph/ontology#")
CODE = "https://w3id.org/sendgraph/code/"
RDF_TYPE = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf")
STRANGE = Literal("?", datatype=URIRef("https://example.org/no-such-type"))

Find = Callable[[Graph], list[tuple[str, str, str]]]
COUNTED = {"MinCountConstraintComponent", "MaxCountConstraintComponent"}


def copy_of(graph: Graph) -> Graph:
    new = Graph(bind_namespaces="none")
    for triple in graph:
        new.add(triple)
    return new


def disputed(graph: Graph) -> Graph:
    """A copy in which every fact is disputed, which in the village itself only some are."""
    new = copy_of(graph)
    for node in set(graph.subjects(SEND.evidence)):
        new.add((node, SEND.isDisputed, Literal(True)))
    return new


def property_shapes(shapes: Graph) -> list[tuple[URIRef, str, int, bool]]:
    """Path, message, least count and whether there is a greatest count, of all that classes and dates are asked for."""
    owners = {*shapes.subjects(SH.closed, None), *shapes.subjects(SH.targetSubjectsOf, None)}
    found = []
    for owner in owners:
        for shape in shapes.objects(owner, SH.property):
            path = shapes.value(shape, SH.path)
            if isinstance(path, URIRef) and shapes.value(shape, SH.datatype | SH["class"] | SH.nodeKind | SH["or"]):
                least = int(shapes.value(shape, SH.minCount) or 0)
                most = shapes.value(shape, SH.maxCount) is not None
                found.append((path, str(shapes.value(shape, SH.message)), least, most))
    return found


def test_a_second_value_is_noticed_wherever_only_one_may_stand(find: Find, shapes: Graph, village: Graph) -> None:
    wanted = [(p, m) for p, m, _, most in property_shapes(shapes) if most]
    broken = disputed(village)
    for path, _ in wanted:
        for node in set(broken.subjects(path)):
            broken.add((node, path, STRANGE))
    noticed = {m for _, kind, m in find(broken) if kind == "MaxCountConstraintComponent"}
    assert {m for _, m in wanted} - noticed == set()
    assert len(wanted) > 150


def test_a_missing_value_is_noticed_wherever_one_must_stand(find: Find, shapes: Graph, village: Graph) -> None:
    wanted = [(p, m) for p, m, least, _ in property_shapes(shapes) if least]
    broken = copy_of(village)
    for path, _ in wanted:
        broken.remove((None, path, None))
    noticed = {m for _, kind, m in find(broken) if kind == "MinCountConstraintComponent"}
    assert {m for _, m in wanted} - noticed == set()
    assert len(wanted) > 60


def test_a_value_of_another_kind_is_noticed_everywhere(find: Find, shapes: Graph, village: Graph) -> None:
    wanted = property_shapes(shapes)
    broken = disputed(village)
    for path, *_ in wanted:
        for node in set(broken.subjects(path)):
            broken.remove((node, path, None))
            broken.add((node, path, STRANGE))
    noticed = {m for _, kind, m in find(broken) if kind not in COUNTED}
    assert {m for _, m, *_ in wanted} - noticed == set()


def test_a_code_of_another_list_is_noticed_everywhere(find: Find, shapes: Graph, village: Graph) -> None:
    coded = {(s, shapes.value(s, SH.path)) for s, p in shapes.subject_objects(SH.pattern) if CODE in p}
    broken = copy_of(village)
    for _, path in coded:
        for node in set(village.subjects(path)):
            broken.remove((node, path, None))
            broken.add((node, path, URIRef(CODE + "licence/mit" if path != SEND.licence else CODE + "role/dcs")))
    noticed = {m for _, kind, m in find(broken) if kind == "PatternConstraintComponent"}
    assert {str(shapes.value(s, SH.message)) for s, _ in coded} - noticed == set()
    assert len(coded) > 40


def test_an_unknown_property_is_noticed_in_every_class(find: Find, shapes: Graph, village: Graph) -> None:
    broken = copy_of(village)
    for node in set(village.subjects()):
        broken.add((node, SEND.surname, Literal("Mallow")))
    noticed = {m for _, kind, m in find(broken) if kind == "ClosedConstraintComponent"}
    assert noticed == {str(shapes.value(s, SH.message)) for s in shapes.subjects(SH.closed, None)}


def test_an_id_outside_ours_is_noticed_in_every_class(find: Find, shapes: Graph, village: Graph) -> None:
    broken = Graph(bind_namespaces="none")
    for s, p, o in village:
        broken.add((URIRef(str(s).replace("/id/", "/ID/")), p, o))
    noticed = {m for _, kind, m in find(broken) if kind == "PatternConstraintComponent"}
    assert {str(shapes.value(s, SH.message)) for s in shapes.subjects(SH.closed, None)} - noticed == set()


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def code(name: str) -> URIRef:
    return URIRef(CODE + name)


Change = tuple[URIRef, URIRef, object]
TENURE, DEPARTURE = ID["tenure_larkmere_dcs_ada-mallow"], ID["departure_tenure_larkmere_dcs_ada-mallow"]
VISIT, MEASURE = ID["larkmere_area-send_2022"], ID["larkmere_statement-of-action_2018"]
ENDED = code("end-status/ended")

RULES: list[tuple[str, str, list[Change], list[Change]]] = [
    # name, message, triples taken away (None for any value), triples added
    ("a council that is no body", "A council is typed send:Body too.", [(ID.fenholt, RDF_TYPE, SEND.Body)], []),
    (
        "a council typed as a mere body",
        "A body of the kind council is typed send:Council.",
        [(ID.fenholt, RDF_TYPE, SEND.Council)],
        [],
    ),
    (
        "a last day without ended",
        "A tenure with a latest last day has the end status ended.",
        [(TENURE, SEND.endStatus, ENDED)],
        [(TENURE, SEND.endStatus, code("end-status/ongoing"))],
    ),
    (
        "withheld by nobody",
        "A departure names who withheld the reason where it was withheld, and only there.",
        [(DEPARTURE, SEND.withheldBy, None)],
        [],
    ),
    (
        "a stated reason left out",
        "A departure has a reason where one was stated, and only there.",
        [(DEPARTURE, SEND.reason, None)],
        [],
    ),
    (
        "three improved of two",
        "The tally of a judgement is not above its total.",
        [(ID["judgement_larkmere_area-send_2022_weaknesses-improved"], SEND.total, None)],
        [(ID["judgement_larkmere_area-send_2022_weaknesses-improved"], SEND.total, Literal(2))],
    ),
    (
        "a claim without subject",
        "A claim has its source, dataset, subject and what it says, unless it is withdrawn: then it has none.",
        [(ID.t1, SEND.about, None)],
        [],
    ),
    (
        "a withdrawn claim that still speaks",
        "A claim has its source, dataset, subject and what it says, unless it is withdrawn: then it has none.",
        [],
        [(ID.t8, SEND.says, Literal("seen: 2021"))],
    ),
    (
        "rejected without a word",
        "A claim that is neither accepted nor disputed says why.",
        [(ID.t7, SEND.statusReason, None)],
        [],
    ),
    (
        "a hash without words",
        "A claim with the hash of a passage has the words of it.",
        [(ID.t1, SEND.words, None)],
        [],
    ),
    (
        "resolved for no reason",
        "A conflict that is resolved says why, and no other does.",
        [(None, SEND.resolution, None)],  # type: ignore[list-item]
        [],
    ),
    (
        "a first day after the last",
        "The earliest send:start is not after the latest send:end.",
        [(VISIT, SEND.startEarliest, None), (VISIT, SEND.startLatest, None)],
        [(VISIT, SEND.startEarliest, day("2022-12-01")), (VISIT, SEND.startLatest, day("2022-12-02"))],
    ),
    (
        "a report before the visit",
        "The earliest send:start is not after the latest send:published.",
        [(VISIT, SEND.publishedEarliest, None), (VISIT, SEND.publishedLatest, None)],
        [(VISIT, SEND.publishedEarliest, day("2022-11-01")), (VISIT, SEND.publishedLatest, day("2022-11-01"))],
    ),
    (
        "due before it began",
        "The earliest send:start is not after the latest send:due.",
        [(MEASURE, SEND.dueEarliest, None), (MEASURE, SEND.dueLatest, None)],
        [(MEASURE, SEND.dueEarliest, day("2018-11-30")), (MEASURE, SEND.dueLatest, day("2018-11-30"))],
    ),
    (
        "closed before it opened",
        "The earliest send:opened is not after the latest send:closed.",
        [(ID["old-larkmere"], SEND.openedEarliest, None), (ID["old-larkmere"], SEND.openedLatest, None)],
        [
            (ID["old-larkmere"], SEND.openedEarliest, day("2010-01-01")),
            (ID["old-larkmere"], SEND.openedLatest, day("2010-01-01")),
        ],
    ),
    (
        "a date in words",
        "Beside its bounds stands exactly one send:start, and it is EDTF text.",
        [(VISIT, SEND.start, None)],
        [(VISIT, SEND.start, Literal("last week", datatype=EDTF))],
    ),
]


@pytest.mark.parametrize(("message", "gone", "new"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_a_broken_rule_across_properties_is_noticed(
    message: str, gone: list[Change], new: list[Change], find: Find, village: Graph
) -> None:
    broken = copy_of(village)
    for triple in gone:
        assert triple in broken, "the case no longer fits the village"
        broken.remove(triple)  # type: ignore[arg-type]
    for triple in new:
        broken.add(triple)  # type: ignore[arg-type]
    assert {m for _, _, m in find(broken)} == {message}


def test_no_rule_across_properties_is_without_a_case(shapes: Graph) -> None:
    tried = {r[1] for r in RULES}
    for path in (shipped("ontology") / "examples").glob("*_invalid.ttl"):
        tried.add(path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# Breaks: "))
    closed = set(shapes.subjects(SH.closed, None))
    rules = set(shapes.subjects(SH.targetClass, None)) - closed
    wanted = {str(m) for s in rules for m in shapes.objects(s, SH.message)}
    wanted |= {str(m) for s in rules for p in shapes.objects(s, SH.property) for m in shapes.objects(p, SH.message)}
    assert wanted - tried == set()
