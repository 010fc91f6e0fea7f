"""The timelines of councils and officers: lanes, marks and spans from the rows of the tables."""

from __future__ import annotations

from datetime import date

from sendgraph.report.council_timeline import council_timeline, dated_share, officer_timeline
from sendgraph.report.evidence import evidence_of, find_sources
from sendgraph.report.tenure_dates import TenureDates
from tests.shipped import asker, rows

AS_OF = "2026-06-30"
DATES = TenureDates({}, AS_OF)
ROLES = {"ampton_dcs": "dcs", "ampton_chief-executive": "chief-executive"}
Row = dict[str, str | None]


def holder(post: str, person: str, *days: str | None, basis: str = "not stated") -> Row:
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    return {
        "post": f"https://w3id.org/sendgraph/id/{post}",
        "post_title": post.rpartition("_")[2],
        "tenure": f"https://w3id.org/sendgraph/id/tenure_{post}_{person}",
        "person": person,
        "basis": basis,
        "is_disputed": None,
        "role": ROLES.get(post),
        **dict(zip(names, days, strict=True)),
    }


def visit(framework: str, day: str, aspect: str | None = None, grade: str | None = None) -> Row:
    return {
        "inspection": f"{framework}_{day}",
        "framework": framework,
        "kind": "full",
        "start_latest": day,
        "published_earliest": None,
        "published_latest": None,
        "aspect": aspect,
        "grade": grade,
        "report_url": None,
    }


HOLDERS = [
    holder("ampton_chief-executive", "Ann", "2019-01-01", "2019-01-31", "2021-05-01", "2021-05-31"),
    holder("ampton_councillor", "Bob", None, "2020-01-01", "2020-01-01", None, basis="elected"),
    holder("ampton_dcs", "Cat", "2018-03-01", "2018-03-01", "2024-01-01", None, basis="acting"),
]


def test_inspections_of_each_kind_come_first_and_then_the_statutory_post() -> None:
    visits = [
        visit("ilacs", "2021-02-01", "help-and-protection", "good"),
        visit("ilacs", "2021-02-01", "overall-effectiveness", "inadequate"),
        visit("area-send-2023", "2024-02-01", "experiences-and-outcomes", "inconsistent"),
    ]
    made = council_timeline("Ampton", HOLDERS, visits, {}, DATES)
    assert made is not None
    assert [lane.label for lane in made.lanes] == [
        "Area SEND inspections",
        "Inspections of children's services (SIF, ILACS)",
        "dcs (statutory)",
        "chief-executive",
        "councillor",
    ]
    (mark,) = made.lanes[1].marks
    assert (mark.grade, mark.label) == (
        "inadequate",
        "ILACS, full inspection, 2021-02-01; overall effectiveness: inadequate",
    )
    assert (made.since, made.until) == (date(2018, 1, 1), date(2026, 6, 30))


def test_footing_openness_and_words_of_a_span_follow_the_row() -> None:
    made = council_timeline("Ampton", HOLDERS, [], {}, DATES)
    assert made is not None
    cat, ann, bob = (lane.spans[0] for lane in made.lanes)
    assert (cat.is_interim, cat.is_open, cat.note) == (True, True, "acting")
    assert (ann.is_interim, ann.is_open, ann.note) == (False, False, "")
    assert ann.details == "started 2019-01; ended 2021-05"
    assert bob.details == "started by 2020-01-01; in post on 2020-01-01 or later, then unknown"
    assert bob.note == ""


def test_nothing_after_the_day_of_the_report_is_shown() -> None:
    made = council_timeline("Ampton", HOLDERS, [visit("ilacs", "2021-02-01")], {}, TenureDates({}, "2019-06-30"))
    assert made is not None
    assert [lane.label for lane in made.lanes] == ["dcs (statutory)", "chief-executive"]


def test_a_timeline_looks_back_at_most_25_years() -> None:
    old = holder("ampton_dcs", "Old", "1974-04-01", "1974-04-01", "1990-01-01", "1990-01-01")
    made = council_timeline("Ampton", [old, *HOLDERS], [], {}, DATES)
    assert made is not None
    assert made.since == date(2001, 1, 1)
    assert "Old" not in [span.label for lane in made.lanes for span in lane.spans]


def test_without_holders_there_is_no_timeline() -> None:
    assert council_timeline("Ampton", [], [visit("ilacs", "2021-02-01")], {}, DATES) is None
    assert officer_timeline("Ann", [], {}, DATES) is None


def test_starts_and_ends_known_to_a_month_are_counted_among_those_spoken_of() -> None:
    # Ann's two, Cat's start; not Bob's start without an earliest day, nor the ends that nobody tells.
    assert dated_share(HOLDERS) == "3 of 4"


def test_evidence_of_many_tenures_comes_from_one_query_and_says_what_it_bears_on() -> None:
    tenures = [row["tenure"] for row in rows("tenures_of_body", body="derbyshire")]
    found = evidence_of(asker(), tenures)
    assert set(found) == set(tenures)
    for tenure in tenures:
        alone = {row["claim"] for row in rows("evidence", thing=tenure)}
        assert {(row["claim"] or "").rpartition("/")[2] for row in found[tenure]} <= alone
        assert "holder" in {row["bears_on"] for row in found[tenure]}
    carol = {row["bears_on"] for row in found["tenure_derbyshire_dcs_carol-cammiss"]}
    assert carol == {"holder", "bounds"}
    assert evidence_of(asker(), []) == {}


def test_a_document_counts_once_and_only_if_it_shows_the_holder() -> None:
    claim = {
        "bears_on": "holder",
        "publisher": "Echo",
        "source_title": "Director leaves",
        "published": "[2012-12..2013-02]",
        "source_url": "",
    }
    other = {**claim, "source_url": "https://example.org/b"}
    bound = {**claim, "bears_on": "bounds", "source_title": "Another"}
    assert find_sources([claim, other, bound]) == [("Echo", "https://example.org/b")]
