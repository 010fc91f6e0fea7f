"""The council and the officer report on the shipped facts: disputes, roles, order, exactness of dates, and the day."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from sendgraph.report.council import council_report
from sendgraph.report.council_answer import council_answer
from sendgraph.report.council_sections import pay_section, vacancies_section
from sendgraph.report.known import conflicts_known, inspections_known, tenures_known
from sendgraph.report.layout import Report
from sendgraph.report.officer import officer_report
from sendgraph.report.tenure_dates import TenureDates
from sendgraph.report.write import render_json
from tests.shipped import asker, rows


@cache
def council(name: str, as_of: str = "2026-06-30") -> Report:
    return council_report(asker(), name, as_of, "v", ())


@cache
def officer(name: str, as_of: str = "2026-06-30") -> Report:
    return officer_report(asker(), name, as_of, "v", ())


def table(report: Report, heading: str) -> list[dict[str, str]]:
    """The rows of a section by column; none where the report has no such section."""
    found = [s for s in report.sections if s.heading == heading]
    return [dict(zip(s.columns, row, strict=True)) for s in found for row in s.rows]


def holder(report: Report, person: str) -> dict[str, str]:
    (row,) = [r for r in table(report, "Who held which post") if r["person"] == person]
    return row


SAID = "A local paper reported that he said he had resigned."


def test_a_disputed_departure_is_told_as_disputed_with_what_is_said() -> None:
    report = council("somerset-county")
    lewis, wooster = table(report, "Departures")
    assert lewis["remark"] == f"disputed: {SAID}"
    assert wooster["remark"] == ""
    assert holder(report, "Peter Lewis")["remark"] == f"how it ended is disputed: {SAID}"
    own = table(officer("peter-lewis_somerset-county"), "Posts held")
    assert [r["remark"] for r in own if r["body"].startswith("Somerset")] == [f"how it ended is disputed: {SAID}"]


def test_of_an_end_that_is_not_known_yet_no_dispute_is_told() -> None:
    report = council("somerset-county", "2014-01-01")
    assert holder(report, "Peter Lewis")["remark"] == ""
    assert {r["is_disputed"] for r in report.values["holders"]} == {None}
    assert holder(report, "Peter Lewis")["ended"] == "in post on 2014-01-01, then unknown"
    assert table(report, "Departures") == []


def test_the_role_tells_a_head_of_a_team_from_the_statutory_director() -> None:
    report = council("southend-on-sea")
    assert holder(report, "John O'Loughlin")["role"] == "head of a team"
    assert holder(report, "Michael Marks")["role"] == "statutory director of children's services"
    assert holder(report, "Simon Leftley")["role"] == "–"
    assert {r["role"] for heading in ("Departures", "Pay figures as published") for r in table(report, heading)} == {
        "head of a team"
    }
    figure = next(s.figure for s in report.sections if s.heading == "Who held which post")
    marked = [lane.label for lane in getattr(figure, "lanes", ()) if "irector" in lane.label]
    assert marked == [
        "Executive Director (Children and Public Health) (statutory)",
        "Director of children's services (head of a team)",
    ]


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("central-bedfordshire", "the last Amana Gordon (in post in 2024-11, then unknown)"),
        ("nottingham", "the last Sarah Nardone (in post on 2025-01-01 or later, then unknown)"),
        ("stoke-on-trent", "the last Neil Macdonald (in post on 2024-12-01 or later, then unknown)"),
        ("northumberland", "the last Audrey Kingham and Graham Reiter together (in post on 2022-08-31, then unknown)"),
        ("somerset-county", "the last Julian Wooster (ended about 2022-10-31)"),
    ],
)
def test_the_answer_names_the_last_holders_in_the_order_of_the_analyses(name: str, last: str) -> None:
    assert last in council(name).answer


def row(post: str, role: str | None, person: str) -> dict[str, str | None]:
    return {
        "post": post,
        "role": role,
        "person": person,
        "person_id": person,
        "tenure": f"tenure_{post}_{person}",
        **dict.fromkeys(("start_latest", "first_seen", "last_seen", "end_earliest"), "2020-01-01"),
        **dict.fromkeys(("start_earliest", "end_latest", "is_shared")),
    }


def test_the_director_is_known_by_the_role_of_the_post_and_not_by_its_id() -> None:
    holders = [row("ampton_dcs", None, "Ann"), row("ampton_head", "dcs", "Bob"), row("ampton_x_dcs", "team-head", "C")]
    answer = council_answer("Ampton", holders, [], TenureDates({}, "2026-01-01"), 0)
    assert "1 holder of the post of director of children's services is evidenced, the last Bob" in answer


def test_only_holders_who_share_the_seat_are_named_together() -> None:
    days = TenureDates({}, "2026-01-01")
    both = [{**row("ampton_dcs", "dcs", person), "is_shared": "true"} for person in ("Ann", "Bob")]
    once: dict[str, str | None] = {**row("ampton_dcs", "dcs", "Abe"), "first_seen": "2019-01-01"}
    assert "the last Ann and Bob together (" in council_answer("Ampton", [once, *both], [], days, 0)
    alone = [row("ampton_dcs", "dcs", person) for person in ("Ann", "Bob")]
    assert "the last Bob (" in council_answer("Ampton", [once, *alone], [], days, 0)


@pytest.mark.parametrize("name", ["southend-on-sea", "derbyshire", "suffolk"])
def test_nothing_later_than_the_day_of_the_report_is_told(name: str) -> None:
    report = council(name, "2015-01-01")
    assert report.provenance.left_out
    days = {
        day
        for section in report.sections
        if section.heading != "Sources"
        for cells in section.rows
        for day in re.findall(r"\b\d{4}(?:-\d\d)*", " ".join(cells[:-1]))
    }
    assert days
    assert {day for day in days if day > "2015-01-01"} == set()
    assert set(re.findall(r"\b20(?:1[6-9]|2\d)\b", report.answer)) == set()


def test_an_officer_report_of_an_early_day_leaves_later_posts_and_claims_out() -> None:
    early, late = officer("Alison Noble", "2022-06-30"), officer("Alison Noble")
    (own,) = [r for r in table(early, "Posts held") if r["basis"] == "interim"]
    assert own["id"] == "tenure_derbyshire_dcs_alison-noble"
    assert len([r for r in table(late, "Posts held") if r["basis"] == "interim"]) == 2
    claims = json.loads(render_json(early))["claims"]
    assert claims
    assert len(claims) < len(json.loads(render_json(late))["claims"])


def test_a_report_of_a_visit_that_is_not_out_yet_gives_no_grade() -> None:
    visit = {"inspection": "v", "start_latest": "2020-02-01", "published_latest": "2020-04-01", "report_url": "u"}
    judged: list[dict[str, str | None]] = [{**visit, "aspect": aspect, "grade": "good"} for aspect in ("a", "b")]
    (told,) = inspections_known(judged, "2020-03-01")
    assert (told["aspect"], told["grade"], told["published_latest"], told["report_url"]) == (None, None, None, None)
    assert inspections_known(judged, "2020-04-01") == judged
    assert inspections_known(judged, "2020-01-31") == []


def test_a_tenure_counts_from_its_first_sighting_and_a_later_end_is_unknown() -> None:
    tenure = {**row("ampton_dcs", "dcs", "Ann"), "end_earliest": "2021-05-01", "end_latest": "2021-05-31"}
    assert tenures_known([tenure], "2019-12-31") == []
    assert tenures_known([tenure], "2021-05-31") == [tenure]
    assert tenures_known([tenure], "2021-05-10") == [{**tenure, "end_latest": None}]
    assert tenures_known([tenure], "2020-06-01") == [{**tenure, "end_earliest": "2020-06-01", "end_latest": None}]


def test_a_sighting_in_a_month_is_told_as_a_month() -> None:
    courtenay = holder(council("southend-on-sea"), "James Courtenay")
    assert courtenay["ended"] == "in post in 2021-11, then unknown"
    assert holder(council("southend-on-sea"), "Michael Marks")["ended"] == "in post on 2023-06-28, then unknown"


def test_an_announced_day_is_told_with_about() -> None:
    report = council("norfolk")
    assert holder(report, "Lisa Christensen")["ended"] == "about 2013-07-18"
    assert [r["when"] for r in table(report, "Departures") if r["person"] == "Lisa Christensen"] == ["about 2013-07-18"]
    assert [r["ended"] for r in table(officer("Lisa Christensen"), "Posts held")] == ["about 2013-07-18"]


def dated(*claims: tuple[str, str, str | None, str | None]) -> TenureDates:
    names = ("moment", "printed", "earliest", "latest")
    said = [{"claim": str(n), **dict(zip(names, each, strict=True))} for n, each in enumerate(claims)]
    return TenureDates({"tenure_ampton_dcs_Ann": said}, "2026-01-01")


def test_a_plain_date_beside_an_approximate_one_makes_the_day_sure() -> None:
    ann: dict[str, str | None] = {**row("ampton_dcs", "dcs", "Ann"), "start_earliest": "2020-01-01"}
    about = ("start", "2020-01-01~", "2020-01-01", "2020-01-01")
    plain = ("start", "2020-01-01", "2020-01-01", "2020-01-01")
    assert dated(about).started(ann) == "about 2020-01-01"
    assert dated(about, plain).started(ann) == "2020-01-01"
    assert dated(("seen", "2020-01-01~", "2020-01-01", "2020-01-01")).started(ann) == "2020-01-01"


def test_an_end_that_has_only_a_first_day_is_told_as_such() -> None:
    ann = row("ampton_dcs", "dcs", "Ann")
    assert dated(("end", "[2020-01-01..]", "2020-01-01", None)).ended(ann) == "from 2020-01-01 on"
    assert dated(("seen", "2020-01-01", "2020-01-01", "2020-01-01")).until(ann) == "in post on 2020-01-01, then unknown"


def paid(**given: str | None) -> str:
    base: dict[str, str | None] = {
        "pay": "p",
        "person": "Ann",
        "title": "t",
        "role": "dcs",
        "per": "year",
        "days": None,
    }
    money = {"amount": "140000", "amount_upper": None, "currency": "gbp", "is_disputed": None}
    section = pay_section([{**base, **money, **given}], {"p": ["The council gives less."]})
    return section.rows[0][3] + "|" + section.rows[0][-1]


def test_pay_is_told_with_both_ends_its_currency_and_whether_it_is_disputed() -> None:
    assert paid() == "£140,000.00|"
    assert paid(amount_upper="150000") == "£140,000.00 to £150,000.00|"
    assert paid(currency="eur") == "EUR 140,000.00|"
    assert paid(amount=None) == "no figure|"
    assert paid(is_disputed="true") == "£140,000.00|disputed: The council gives less."


def test_a_vacancy_that_lasts_is_told_from_when_to_when() -> None:
    sides = {"start_earliest": "2018-09-01", "start_latest": "2018-09-01"}
    ends = {"end_earliest": "2018-09-30", "end_latest": "2018-09-30"}
    names = ("vacancy", "title", "kind", "covered_by", "covered_by_post", "plan", "is_disputed")
    blank: dict[str, str | None] = dict.fromkeys(names)
    (cells,) = vacancies_section([{**blank, **sides, **ends}], {}).rows
    assert cells[3] == "began 2018-09-01, ended 2018-09-30"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Bournemouth", "It ended on 2019-03-31, succeeded by Bournemouth, Christchurch and Poole."),
        ("Cumberland", "It took over from Cumbria, which ended on 2023-03-31."),
    ],
)
def test_old_and_new_councils_point_to_each_other(name: str, said: str) -> None:
    report = council(name)
    assert report.answer.endswith(said)
    assert table(report, "Councils before and after")


def test_a_contradiction_on_a_later_day_is_not_told_yet() -> None:
    later = {"value_a": "in post 2024-11-14", "value_b": "started 2019"}
    undated = {"value_a": "interim", "value_b": "permanent"}
    assert conflicts_known([later, undated], "2020-01-01") == [undated]
    assert conflicts_known([later, undated], "2024-11-14") == [later, undated]


def test_a_council_that_is_still_to_end_is_not_told_to_have_ended() -> None:
    report = council("Bournemouth", "2018-01-01")
    assert "succeeded" not in report.answer
    assert table(report, "Councils before and after") == []


def test_the_documents_are_those_of_the_facts_that_are_told() -> None:
    every: Any = {r["source"] for r in rows("sources_of_body", body="derbyshire")}
    told = {r["source"] for r in json.loads(render_json(council("derbyshire")))["sources"]}
    early = {r["source"] for r in json.loads(render_json(council("derbyshire", "2016-01-01")))["sources"]}
    assert told == every
    assert early < told
