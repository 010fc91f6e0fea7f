"""Which council a row means, and which visit."""

from __future__ import annotations

from functools import cache

import pytest

from sendgraph.core.dates import parse_moment
from sendgraph.core.shipped import shipped
from sendgraph.facts.claims import InspectionClaim
from sendgraph.facts.dataset import read_datasets
from sendgraph.intake.councils import CouncilError, Councils
from sendgraph.intake.visits import Visits


@cache
def councils() -> Councils:
    return Councils(read_datasets([shipped("data") / "register"])[0])


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        ({"gss": "E06000033"}, "southend-on-sea"),
        ({"gss": "E08000016", "on": "2019-01-01"}, "barnsley"),
        ({"gss": "E08000038", "on": "2019-01-01"}, "barnsley"),
        ({"urn": "80565"}, "suffolk"),
        ({"dfe": "882"}, "southend-on-sea"),
        ({"gss": "E99999999", "name": "Kent"}, "kent"),
        ({"name": "Bristol, City of"}, "bristol"),
        ({"name": "telford & wrekin"}, "telford-and-wrekin"),
        ({"name": "London Borough of Barnet"}, "barnet"),
        ({"name": "london corporation"}, "city-of-london"),
        ({"name": "St Helens"}, "st-helens"),
        ({"name": "Cumbria"}, "cumbria"),
    ],
)
def test_a_council_is_found_by_any_code_or_name(asked: dict[str, str], body: str) -> None:
    assert councils().find(**asked) == body


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        ({"gss": "E06000066", "on": "2022-07-18"}, "somerset-county"),
        ({"gss": "E06000066", "on": "2023-04-01"}, "somerset"),
        ({"name": "North Yorkshire", "on": "2018-07-02"}, "north-yorkshire-county"),
        ({"gss": "E10000002", "on": "2022-03-01"}, "buckinghamshire"),
        ({"gss": "E06000060", "on": "2014-06-03"}, "buckinghamshire-county"),
        ({"dfe": "815", "on": "2019-01-01"}, "north-yorkshire-county"),
        ({"name": "durham", "on": "2020-01-01"}, "county-durham"),
    ],
)
def test_a_day_gives_the_council_there_was_then(asked: dict[str, str], body: str) -> None:
    assert councils().find(**asked) == body


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"name": "Bornemouth"}, "no council has the name 'Bornemouth'; did you mean Bournemouth or "),
        ({"gss": "E1"}, "no council has the ONS code 'E1'"),
        ({}, "no council has the empty name"),
        (
            {"name": "Cumberland", "on": "2019-01-01"},
            "the council with the name 'Cumberland' was not there on 2019-01-01: cumberland from 2023-04-01 to now",
        ),
        (
            {"name": "Dorset", "on": "2009-01-01", "gss": "E06000061"},
            "the council with the name 'Dorset' and ONS code 'E06000061' was not there on 2009-01-01: "
            "north-northamptonshire from 2021-04-01 to now",
        ),
    ],
)
def test_a_council_that_is_not_found_is_told_with_what_is_near(asked: dict[str, str], message: str) -> None:
    with pytest.raises(CouncilError) as caught:
        councils().find(**asked)
    assert str(caught.value).startswith(message)


def test_a_code_of_another_time_is_told_from_the_present_one() -> None:
    assert councils().has_moved("E08000016", "barnsley")
    assert not councils().has_moved("E08000038", "barnsley")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("NHS Greater Manchester ICB", "greater-manchester-icb"),
        ("Herefordshire and Worcestershire NHS Integrated Care Board", "herefordshire-and-worcestershire-icb"),
        ("Cornwall and Isles of Scilly ICB", "cornwall-and-the-isles-of-scilly-icb"),
        ("NHS Cheshire and Merseyside Integrated Care Board (ICB)", "cheshire-and-merseyside-icb"),
    ],
)
def test_a_care_board_is_found_however_it_is_printed(name: str, body: str) -> None:
    assert councils().board(name) == body


def visits(*known: tuple[str, str, str]) -> Visits:
    """Visits known already: id, first day, day of publication."""
    claims = [
        InspectionClaim(
            claim_id=f"c{i}",
            inspection_id=name,
            kind="full",
            started=parse_moment(started) if started else None,
            published=parse_moment(published) if published else None,
        )
        for i, (name, started, published) in enumerate(known)
    ]
    return Visits(claims)


def test_a_visit_is_named_by_body_label_and_month() -> None:
    assert visits().find("kent", "ilacs", "full", "2022-05-09", "2022-07-01") == "kent_ilacs_2022-05"
    assert visits().find("kent", "ilacs", "full", "", "2022-07-01") == "kent_ilacs_2022-07"


def test_a_known_visit_is_found_by_its_first_day_or_by_the_day_of_its_report() -> None:
    known = visits(("kent_ilacs_2022-07", "", "2022-07-01"), ("kent_ilacs_2024-01", "2024-01-15", "2024-03-01"))
    assert known.find("kent", "ilacs", "full", "2022-05-09", "2022-07-01") == "kent_ilacs_2022-07"
    assert known.find("kent", "ilacs", "full", "2024-01-15", "") == "kent_ilacs_2024-01"
    assert known.find("kent", "ilacs", "full", "2024-01-11", "2024-03-01") == "kent_ilacs_2024-01"
    assert known.find("kent", "focused-visit", "focused-visit", "2024-01-15", "") == "kent_focused-visit_2024-01"


def test_a_day_that_a_source_adds_to_a_known_visit_is_known_from_then_on() -> None:
    made = visits(("kent_ilacs_2022-07", "", "2022-07-01"))
    assert made.known("kent", "ilacs", "2022-05-09", "") is None
    assert made.find("kent", "ilacs", "full", "2022-05-09", "2022-07-01") == "kent_ilacs_2022-07"
    assert made.find("kent", "ilacs", "full", "2022-05-09", "") == "kent_ilacs_2022-07"


def test_a_second_visit_in_a_month_gets_its_day() -> None:
    made = visits()
    assert (
        made.find("kent", "focused-visit", "focused-visit", "2024-05-01", "2024-06-01") == "kent_focused-visit_2024-05"
    )
    assert made.find("kent", "focused-visit", "focused-visit", "2024-05-28", "2024-07-01") == (
        "kent_focused-visit_2024-05-28"
    )
    assert made.find("kent", "focused-visit", "focused-visit", "2024-05-28", "") == "kent_focused-visit_2024-05-28"


def test_days_of_the_same_week_are_one_visit_that_two_sources_date_differently() -> None:
    made = visits(("kent_area-send_2023-05", "2023-05-11", ""))
    assert made.find("kent", "area-send", "full", "2023-05-15", "2023-07-11") == "kent_area-send_2023-05"
