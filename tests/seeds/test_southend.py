"""Seeds 000, 002 and 003: what the three articles on Southend say must come out of the shipped facts."""

from __future__ import annotations

from tests.shipped import rows

LEFT = "tenure_southend-on-sea_director-of-childrens-services-2021_john-oloughlin"


def test_who_left_in_november_2021_how_and_with_what_notice() -> None:
    (departure,) = rows("departures_of", body="southend-on-sea")
    assert departure["person"] == "John O'Loughlin"
    assert departure["manner"] == "at once"
    assert departure["notice_served"] == "no"
    assert "2021-11-01" <= departure["end_earliest"] <= departure["end_latest"] < "2021-11-23"


def test_the_reason_was_withheld_and_by_whom() -> None:
    (withheld,) = [r for r in rows("departures_reason_withheld") if r["person"] == "John O'Loughlin"]
    assert (withheld["body"], withheld["withheld_by"]) == ("Southend-on-Sea", "Southend-on-Sea")
    assert withheld["source_url"].startswith("https://www.echo-news.co.uk/news/19716651")


def test_the_anonymous_reason_is_kept_as_a_claim_and_never_became_a_fact() -> None:
    (departure,) = rows("departures_of", body="southend-on-sea")
    assert departure["reason"] == ""
    claims = rows("evidence", thing="john-oloughlin_southend-on-sea")
    anonymous = [c for c in claims if c["status"] == "uncorroborated"]
    assert len(anonymous) == 1
    assert "reason: Changes in the department" in anonymous[0]["says"]


def test_the_printed_director_is_not_the_statutory_director() -> None:
    on_the_day = rows("holders_on_date", council="southend-on-sea", on="2021-11-20")
    posts = {r["person"]: r["post"] for r in on_the_day}
    assert posts["John O'Loughlin"] == "southend-on-sea_director-of-childrens-services-2021"
    assert posts["Michael Marks"] == "southend-on-sea_dcs"
    statutory = rows("holders_on_date", council="southend-on-sea", on="2021-11-20", role="dcs")
    assert [r["person"] for r in statutory] == ["Michael Marks"]


def test_the_pay_who_covered_and_what_was_to_come() -> None:
    (pay,) = rows("pay_of", body="southend-on-sea")
    assert (pay["person"], pay["amount"], pay["per"]) == ("John O'Loughlin", "92000", "year")
    (vacancy,) = rows("vacancies_of", body="southend-on-sea")
    assert vacancy["kind"] == "covered"
    assert vacancy["covered_by_post"] == "Executive Director (Children and Public Health)"
    assert vacancy["plan"] == "interim, then permanent"


def test_the_peer_review_and_who_called_for_it() -> None:
    (review,) = {
        (r["kind"], r["start_earliest"], r["end_latest"])
        for r in rows("measures_on", body="southend-on-sea")
        if r["kind"] == "peer review"
    }
    assert review == ("peer review", "2021-11-23", "2021-11-26")
    calls = [r for r in rows("sayings_at", body="southend-on-sea") if r["kind"] == "call for a review"]
    assert [(r["actor"], r["outcome"]) for r in calls] == [("Conservative group, Southend Council", "granted")]
    (found,) = [
        r for r in rows("findings_on", body="southend-on-sea") if r["of"] == "southend-on-sea_send-peer-review_2021"
    ]
    assert found["tally"] == "15"


def test_the_earlier_revisit_found_progress_in_three_of_four() -> None:
    revisit = [r for r in rows("inspections_of", council="southend-on-sea") if r["kind"] == "revisit"]
    assert {(r["aspect"], r["grade"] or f"{r['tally']} of {r['total']}") for r in revisit} == {
        ("sufficient-progress", "some-weaknesses"),
        ("weaknesses-improved", "3 of 4"),
        ("weaknesses-remaining", "1 of 4"),
    }


def test_the_2018_inspection_and_when_the_statement_of_action_was_due() -> None:
    visits = [
        r
        for r in rows("inspections_of", council="southend-on-sea")
        if r["inspection"] == "southend-on-sea_area-send_2018-10"
    ]
    assert {(r["aspect"], r["grade"] or r["tally"]) for r in visits} == {
        ("action-required", "required"),
        ("weaknesses", "4"),
    }
    assert {r["start_earliest"] for r in visits} == {"2018-10-01"}
    due = {(r["due_earliest"], r["due_latest"]) for r in rows("measures_on", body="southend-on-sea") if r["due_latest"]}
    assert due == {("2019-03-01", "2019-03-31")}


def test_the_27_young_people_and_the_dispute_of_what_it_means() -> None:
    (found,) = [r for r in rows("findings_on", body="southend-on-sea") if r["tally"] == "27"]
    assert found["is_disputed"] == "true"
    (dispute,) = [r for r in rows("disputed_claims") if r["about"] == found["finding"]]
    assert (dispute["disputed_by"], dispute["stance"]) == ("Helen Boyd", "disputes")
    assert "#:~:text=" in dispute["source_url"]


def test_the_clinical_commissioning_group_was_in_special_measures() -> None:
    kinds = {(r["kind"], r["start_earliest"], r["start_latest"]) for r in rows("measures_on", body="nhs-southend-ccg")}
    assert ("special measures", "2018-01-01", "2018-01-31") in kinds


def test_the_lead_member_and_the_chief_nurse_of_december_2018() -> None:
    assert ("Helen Boyd", "Cabinet member for children and learning") in {
        (r["person"], r["title"]) for r in rows("tenures_of_body", body="southend-on-sea")
    }
    assert [(r["person"], r["title"]) for r in rows("tenures_of_body", body="nhs-southend-ccg")] == [
        ("Tricia D'Orsi", "Chief Nurse")
    ]


def test_two_judgements_of_requires_improvement_with_twelve_then_four_areas() -> None:
    judged = {
        (r["framework"], r["start_earliest"][:4], r["aspect"]): r["grade"] or r["tally"]
        for r in rows("inspections_of", council="southend-on-sea")
        if r["aspect"] in ("overall-effectiveness", "areas-for-improvement")
    }
    assert judged["sif", "2016", "overall-effectiveness"] == "requires-improvement"
    assert judged["ilacs", "2019", "overall-effectiveness"] == "requires-improvement"
    assert judged["sif", "2016", "areas-for-improvement"] == "12"
    assert judged["ilacs", "2019", "areas-for-improvement"] == "4"


def test_the_board_meeting_of_22_october_2019() -> None:
    meetings = {
        r["actor"]
        for r in rows("sayings_at", body="southend-on-sea")
        if r["kind"] == "meeting" and (r["earliest"], r["latest"]) == ("2019-10-22", "2019-10-22")
    }
    assert "Southend Education Board" in meetings


def test_the_two_dates_of_the_focused_visit_stand_as_an_open_conflict() -> None:
    found = {
        (r["property"], r["value_a"], r["value_b"], r["resolved"])
        for r in rows("conflicts")
        if r["thing"] == "southend-on-sea_focused-visit_2022-03"
    }
    assert found == {("started", "2022-03-22", "2022-03-23", "false"), ("ended", "2022-03-23", "2022-03-24", "false")}
