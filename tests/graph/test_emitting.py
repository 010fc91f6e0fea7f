"""What the village's facts and claims look like as triples."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import RdfFormat, Store

from sendgraph.graph.terms import BASE, prefix_lines
from tests.model.village_facts import village_graph


@cache
def _store() -> Store:
    store = Store()
    store.bulk_load(village_graph().ntriples, format=RdfFormat.N_TRIPLES)
    return store


def _about(subject: str) -> dict[str, list[str]]:
    """The properties of a thing by local name, each with its values in order, without the bases."""
    found: dict[str, list[str]] = {}
    query = f"{prefix_lines()}SELECT ?p ?o WHERE {{ id:{subject} ?p ?o }} ORDER BY ?p ?o"
    for solution in _store().query(query):  # type: ignore[union-attr]
        name = solution["p"].value.rpartition("#")[2].rpartition("/")[2]
        found.setdefault(name, []).append(solution["o"].value.removeprefix(BASE).removeprefix("id/"))
    return found


def _count(pattern: str) -> int:
    return len(list(_store().query(f"{prefix_lines()}SELECT * WHERE {{ {pattern} }}")))  # type: ignore[arg-type]


def test_a_tenure_has_its_holder_post_bounds_status_and_evidence() -> None:
    found = _about("tenure_ashby_dcs_ann")
    assert found.pop("type") == ["ontology#Tenure"]
    assert found == {
        "label": ["Ann Ashbyton, Director of children's services"],
        "holder": ["ann_ashby"],
        "post": ["ashby_dcs"],
        "basis": ["code/basis/not-stated"],
        "firstBasis": ["code/basis/not-stated"],
        "title": ["Director of children's services"],
        "start": ["[..2018-03-05]"],
        "startLatest": ["2018-03-05"],
        "end": ["[2019-06-10..2020-02-03]"],
        "endEarliest": ["2019-06-10"],
        "endLatest": ["2020-02-03"],
        "endStatus": ["code/end-status/ended"],
        "firstSeen": ["2018-03-05"],
        "lastSeen": ["2019-06-10"],
        "evidence": ["t_ann_1", "t_ann_2"],
        "boundedBy": ["t_bob_1"],
    }


def test_a_withdrawn_claim_is_only_its_status_and_when_and_why() -> None:
    assert _about("t_yan_1") == {
        "type": ["ontology#Claim"],
        "status": ["code/claim-status/withdrawn"],
        "statusReason": ["2020-02-01: taken back by the paper."],
    }


def test_an_uncorroborated_claim_is_in_the_graph_and_evidence_of_nothing() -> None:
    assert _about("t_xan_1")["status"] == ["code/claim-status/uncorroborated"]
    assert _count("?fact send:evidence id:t_xan_1") == 0
    assert _count("?fact send:evidence id:t_zoe_1 ; send:isDisputed true") == 1


def test_every_fact_has_evidence_and_all_evidence_is_a_claim_with_a_source() -> None:
    kinds = "send:Tenure send:Departure send:Pay send:Vacancy send:Inspection send:Judgement send:Measure "
    facts = f"VALUES ?kind {{ {kinds} send:Finding send:Event send:Response }} ?fact a ?kind"
    assert _count(facts) == 32 + 3 + 2 + 2 + 2 + 2 + 1 + 1 + 1 + 1
    assert _count(f"{facts} FILTER NOT EXISTS {{ ?fact send:evidence ?claim }}") == 0
    assert _count("?fact send:evidence ?claim FILTER NOT EXISTS { ?claim a send:Claim ; send:source ?s }") == 0


def test_a_claims_values_stand_under_their_own_terms() -> None:
    found = _about("t_cat_1")
    assert found["claimedStart"] == ["2016"]
    assert (found["claimedStartEarliest"], found["claimedStartLatest"]) == (["2016-01-01"], ["2016-12-31"])
    assert found["says"] == ["person: cat_brock, post: brock_dcs, basis: permanent, started: 2016"]
    assert "start" not in found


def test_a_resolved_conflict_says_so_and_why() -> None:
    assert _count('?c a send:Conflict ; send:isResolved true ; send:resolution "The paper corrected it."') == 1
    assert _count("?c a send:Conflict ; send:isResolved false") == 5


def test_a_joined_person_points_to_the_one_who_stands_for_both() -> None:
    assert _about("beatrix_brock")["mergedInto"] == ["bea_brock"]
    assert _about("dot_dene")["presumedSameAs"] == ["dot_ashby"]
    assert "presumedSameAs" not in _about("ed_brock")


def test_a_joint_post_is_in_both_bodies() -> None:
    found = _about("brock-and-ashby_chief")
    assert found["postIn"] == ["ashby", "brock"]
    assert found["label"] == ["Joint chief executive, Ashby and Brock"]


@pytest.mark.parametrize(("name", "value"), [("due", "2019-03~"), ("claimedDue", "2019-03~")])
def test_a_claim_keeps_the_text_of_an_approximate_date(name: str, value: str) -> None:
    thing = {"due": "ashby_statement_2019", "claimedDue": "m_ashby_1"}[name]
    assert _about(thing)[name] == [value if name == "claimedDue" else "2019-03"]
