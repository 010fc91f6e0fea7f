"""Seed 001: Suffolk's failed revisit of 2019."""

from __future__ import annotations

from tests.shipped import rows


def test_suffolk_failed_its_revisit_in_three_of_four_areas() -> None:
    judged = {
        r["aspect"]: r["grade"] or f"{r['tally']} of {r['total']}"
        for r in rows("inspections_of", council="suffolk")
        if r["kind"] == "revisit"
    }
    assert judged["weaknesses-remaining"] == "3 of 4"
    assert judged["sufficient-progress"] == "some-weaknesses"
    assert any("first in the country" in r["statement"] for r in rows("findings_on", body="suffolk"))


def test_the_oversight_board_was_to_meet_in_april_2019() -> None:
    (board,) = {
        (r["label"][:20], r["start_earliest"], r["start_latest"])
        for r in rows("measures_on", body="suffolk")
        if r["kind"] == "board"
    }
    assert board == ("SEND oversight board", "2019-04-01", "2019-04-30")


def test_the_lead_member_and_the_opposition_spokespeople() -> None:
    assert ("Gordon Jones", "Cabinet member for children's services, education and skills") in {
        (r["person"], r["title"]) for r in rows("tenures_of_body", body="suffolk")
    }
    assert [r["person"] for r in rows("tenures_of_body", body="suffolk-ldgi-group")] == ["Penny Otton"]
    assert [r["person"] for r in rows("tenures_of_body", body="suffolk-labour-group")] == ["Jack Abbott"]


def test_both_opposition_groups_called_for_a_review_and_what_the_lead_member_said() -> None:
    said = rows("sayings_at", body="suffolk")
    callers = {r["actor"] for r in said if r["kind"] == "call for a review"}
    assert callers == {
        "Labour group, Suffolk County Council",
        "Liberal Democrat, Green and Independent group, Suffolk County Council",
    }
    (answer,) = [r for r in said if r["kind"] == "qualifies" and r["actor"] == "Gordon Jones"]
    assert "All options" in answer["says"]


def test_the_parent_carer_network_was_refused_a_seat_that_council_and_health_groups_asked_for() -> None:
    asked = [r for r in rows("sayings_at", body="suffolk") if r["kind"] == "request for a seat"]
    assert {r["actor"] for r in asked} == {"Suffolk", "Clinical commissioning groups in Suffolk"}
    assert {r["outcome"] for r in asked} == {"refused"}
    assert "suffolk-parent-carer-network" in {r["about"] for r in asked}


def test_the_wrong_date_of_the_first_inspection_is_a_resolved_conflict() -> None:
    (conflict,) = [r for r in rows("conflicts") if r["thing"] == "suffolk_area-send_2016-12"]
    assert {conflict["value_a"], conflict["value_b"]} == {"2016-12-12", "2016-01"}
    assert conflict["resolved"] == "true"
    assert "December 2016" in conflict["reason"]
    starts = {
        r["start_earliest"]
        for r in rows("inspections_of", council="suffolk")
        if r["inspection"] == "suffolk_area-send_2016-12"
    }
    assert starts == {"2016-12-12"}


def test_who_was_the_director_from_2013_and_where_she_came_from() -> None:
    held = {
        (r["person"], r["basis"], r["start_earliest"], r["start_latest"])
        for r in rows("tenures_of_body", body="suffolk")
        if r["post"] == "suffolk_dcs" and r["person"] == "Sue Cook"
    }
    assert held == {("Sue Cook", "not stated", "2013-02-01", "2013-02-28")}
    (before,) = [r for r in rows("tenures_of_body", body="southend-on-sea") if r["person"] == "Sue Cook"]
    assert (before["basis"], before["end_latest"]) == ("interim", "2013-02-28")
