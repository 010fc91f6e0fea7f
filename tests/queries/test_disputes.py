"""Whoever gives a fact about a person also says whether a party contests it."""

from __future__ import annotations

import re

import pytest

from sendgraph.queries.template import Template, read_templates
from tests.shipped import rows

FACTS = re.compile(
    r"send:(?:holder|paidTo|reasonStatus|withheldBy|vacancyKind|tenure)\b|send:(?:Tenure|Departure|Pay|Vacancy)\b"
)
"""What only tenures, departures, pay and vacancies have."""

COUNTS = "it counts people or facts and names none"
CLAIMS = "its rows are claims, each with its status, or lead to claims"
MOVES = "kept with the networks, which choose by what is disputed when they load it"
EXEMPT = {
    "departure_totals": COUNTS,
    "leavers_by_grade": COUNTS,
    "many_holders": COUNTS,
    "posts_of_body": COUNTS,
    "posts_with_word": "it gives the titles of a post and no holder",
    "sayings_at": "it gives what was said; holders only lead to the events that are about them",
    "disputed_claims": "all that it gives is disputed",
    "dates_of_tenures": CLAIMS,
    "evidence": CLAIMS,
    "first_sources_of_role": CLAIMS,
    "sightings_of_role": "its rows are sightings; the tenures of the role say which of them is disputed",
    "sources_of_body": CLAIMS,
    "sources_of_facts": CLAIMS,
    "first_time_holders": MOVES,
    "origins_claimed": MOVES,
    "served_two_councils": MOVES,
    "stated_moves": MOVES,
    "tenure_claims": MOVES,
}
"""Templates that touch such a fact and do not say whether it is disputed, each with the reason."""


def gives_a_fact(template: Template) -> bool:
    return bool(FACTS.search(template.text))


@pytest.mark.parametrize("template", [t for t in read_templates() if gives_a_fact(t)], ids=lambda t: t.name)
def test_a_template_on_tenures_departures_pay_or_vacancies_says_what_is_disputed(template: Template) -> None:
    assert ("is_disputed" in template.columns) != (template.name in EXEMPT)


def test_every_exemption_is_a_template_that_gives_such_a_fact() -> None:
    assert set(EXEMPT) <= {t.name for t in read_templates() if gives_a_fact(t)}


def test_a_dispute_that_no_party_answered_is_listed_with_its_reason() -> None:
    (found,) = [r for r in rows("disputed_claims") if r["tenure"] == "tenure_somerset-county_dcs_peter-lewis"]
    assert found["about"] == "departure_tenure_somerset-county_dcs_peter-lewis"
    assert found["reason"] == "A local paper reported that he said he had resigned."
    assert (found["response"], found["disputed_by"]) == ("", "")


def test_a_disputed_departure_marks_the_tenure_wherever_it_is_told() -> None:
    told = {
        "departures_of": rows("departures_of", body="somerset-county"),
        "tenures_of_body": rows("tenures_of_body", body="somerset-county"),
        "tenures_of_person": rows("tenures_of_person", person="peter-lewis_somerset-county"),
        "holders_on_date": rows("holders_on_date", council="somerset-county", on="2014-01-01"),
        "holders_in_order": rows("holders_in_order", council="somerset-county", role="dcs"),
        "timeline": [r | {"tenure": r["thing"]} for r in rows("timeline", council="somerset-county")],
    }
    marked = {name: {r["tenure"] for r in found if r["is_disputed"]} for name, found in told.items()}
    assert marked == {name: {"tenure_somerset-county_dcs_peter-lewis"} for name in told}
