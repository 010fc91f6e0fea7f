"""Seed 004: Derbyshire's inspection of 2024 and what followed."""

from __future__ import annotations

from tests.shipped import rows


def test_the_outcome_of_2024() -> None:
    judged = {
        (r["inspection"], r["grade"])
        for r in rows("inspections_of", council="derbyshire")
        if r["aspect"] == "experiences-and-outcomes"
    }
    assert judged == {("derbyshire_area-send_2024-09", "systemic-failings")}


def test_the_lead_member_of_seven_years_refused_to_resign_and_who_asked() -> None:
    (dale,) = [r for r in rows("tenures_of_body", body="derbyshire") if r["person"] == "Alex Dale"]
    assert dale["start_latest"] <= "2017-12-31"
    assert dale["end_earliest"] >= "2024-12-01"
    said = rows("sayings_at", body="derbyshire")
    calls = {(r["actor"], r["outcome"]) for r in said if r["kind"] == "call to resign"}
    assert calls == {("Joan Dixon", "refused"), ("Labour group, Derbyshire County Council", "refused")}
    refusals = [r for r in said if r["kind"] == "refuses"]
    assert [r["actor"] for r in refusals] == ["Alex Dale"]
    assert [r["actor"] for r in said if r["kind"] == "apologises"] == ["Alex Dale"]


def test_the_temporary_director_her_terms_and_her_earlier_stretch() -> None:
    first, second = [
        r
        for r in rows("tenures_of_body", body="derbyshire")
        if r["person"] == "Alison Noble" and r["post"] == "derbyshire_dcs"
    ]
    assert first["end_latest"] <= "2022-10-26"
    assert second["days_a_week"] == "3"
    assert second["start_latest"] <= "2024-12-31"
    assert second["start_earliest"] > first["end_earliest"]


def test_the_pay_figures_do_not_agree_as_day_rates() -> None:
    pay = {r["per"]: r for r in rows("pay_day_rates") if r["person"] == "Alison Noble"}
    assert pay["year"]["figure"] == "95967"
    assert pay["month"]["figure"] == "7997.25"
    assert pay["day"]["figure"] == "666"
    assert pay["year"]["implied_day_rate"] == "615.17"
    assert {r["agrees"] for r in pay.values()} == {"false"}


def test_two_sources_name_two_directors_on_the_day_of_the_report() -> None:
    conflicts = [r for r in rows("conflicts") if r["thing"] == "derbyshire_dcs"]
    assert any(
        "carol-cammiss" in r["value_a"] and "alison-noble" in r["value_b"] and r["resolved"] == "false"
        for r in conflicts
    )
    order = [r for r in rows("conflicts") if r["thing"].startswith("tenure_derbyshire_dcs_alison-noble")]
    assert any("in post 2024-11-14" in r["value_b"] for r in order)


def test_many_changes_without_names_are_a_finding_and_not_tenures() -> None:
    (found,) = [
        r for r in rows("findings_on", body="derbyshire") if r["finding"] == "derbyshire_finding_leadership-changes"
    ]
    assert "many times" in found["statement"]
