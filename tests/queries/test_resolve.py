"""Councils and people by what users write for them."""

from __future__ import annotations

import pytest

from sendgraph.queries.resolve import Resolver
from sendgraph.queries.template import TemplateError
from tests.shipped import shipped_engine

RESOLVE = Resolver(shipped_engine())


@pytest.mark.parametrize(
    "written",
    [
        "southend-on-sea",
        "Southend-on-Sea",
        "SOUTHEND ON SEA",
        "Southend-on-Sea City Council",
        "E06000033",
        "882",
        "id:southend-on-sea",
        "https://w3id.org/sendgraph/id/southend-on-sea",
    ],
)
def test_a_council_is_understood_by_id_name_other_name_and_codes(written: str) -> None:
    assert RESOLVE("body", written) == "southend-on-sea"


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("E08000016", "barnsley"),
        ("BCP Council", "bournemouth-christchurch-and-poole"),
        ("Bristol, City of", "bristol"),
        ("Hull", "kingston-upon-hull"),
        ("st helens", "st-helens"),
    ],
)
def test_former_codes_and_usual_names_are_understood(written: str, body: str) -> None:
    assert RESOLVE("body", written) == body


def test_a_number_that_a_successor_took_over_names_the_successor() -> None:
    # The Department for Education's 815 was North Yorkshire County Council's and is North Yorkshire Council's.
    assert RESOLVE("body", "815") == "north-yorkshire"


def test_an_unknown_council_gets_suggestions() -> None:
    with pytest.raises(TemplateError, match=r"no body is called 'Sufolk': did you mean .*suffolk \(Suffolk\)"):
        RESOLVE("body", "Sufolk")


def test_a_person_is_understood_by_name_with_either_apostrophe() -> None:
    assert (
        RESOLVE("person", "John O’Loughlin") == RESOLVE("person", "john o'loughlin") == "john-oloughlin_southend-on-sea"
    )


def test_a_name_at_two_bodies_asks_for_the_id() -> None:
    with pytest.raises(TemplateError, match="names more than one person"):
        RESOLVE("person", "Milorad Vasic")


def test_a_term_is_no_thing_and_the_way_to_its_meaning_is_named() -> None:
    with pytest.raises(TemplateError, match="sendgraph explain says what a term means"):
        RESOLVE("thing", "https://w3id.org/sendgraph/ontology#Finding")
