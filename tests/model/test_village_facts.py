"""The invented village: who is who, departures, pay, inspections and what was said of them."""

from __future__ import annotations

from dataclasses import replace

from sendgraph.core.dates import bounds_text
from sendgraph.model.assemble import assemble
from tests.model.village_facts import assembled, bounds, holders, village, without_decision


def test_two_rows_of_one_person_in_one_post_make_one_tenure() -> None:
    # Bea seen 2017-03-06, Beatrix 2018-03-05, decided to be the same.
    assert bounds("brock_team_bea") == ("[..2017-03-06]", "[2018-03-05..]")
    assert holders("brock_team") == ["bea"]


def test_a_chain_of_decisions_joins_three_rows_under_the_first_in_the_alphabet() -> None:
    found = {t.post_id: t.person_id for t in assembled().tenures if t.post_id.endswith("_deputy")}
    assert found == {"ashby_deputy": "cy_ashby", "brock_deputy": "cy_ashby", "dene_deputy": "cy_ashby"}


def test_presumed_people_are_linked_and_not_joined_and_different_ones_neither() -> None:
    assert assembled().presumed == [("dot_ashby", "dot_dene")]
    assert not {"dot_ashby", "dot_dene", "ed_ashby", "ed_brock"} & assembled().leader.keys()


def test_a_presumption_ends_where_the_two_are_decided_to_be_different() -> None:
    facts = village()[0]
    (presumed,) = [d for d in facts.same_people if d.decision == "presumed"]
    parted = replace(presumed, decision_id="decision_6", decision="different")
    assert assemble(replace(facts, same_people=[*facts.same_people, parted])).presumed == []


def test_taking_a_decision_back_restores_the_facts_from_before_it_exactly() -> None:
    facts = village()[0]
    never = assemble(replace(facts, same_people=[d for d in facts.same_people if d.decision != "same"]))
    apart = replace(facts, same_people=[d for d in facts.same_people if d.decision_id != "decision_1"])
    parted = without_decision("decision_1")
    assert parted == assemble(apart)
    in_post = [t for t in parted.tenures if t.post_id == "brock_team"]
    assert in_post == [t for t in never.tenures if t.post_id == "brock_team"]
    # Apart, Bea and Beatrix are two holders, and the change lies between their sightings.
    assert [bounds_text(t.end) for t in in_post] == ["[2017-03-06..2018-03-05]", "[2018-03-05..]"]
    again = replace(
        apart, same_people=[*apart.same_people, *(d for d in facts.same_people if d not in apart.same_people)]
    )
    assert assemble(again) == assembled()


def test_taking_back_the_middle_of_a_chain_parts_it_there() -> None:
    parted = without_decision("decision_3")
    assert parted.leader["cy_brock"] == "cy_ashby"
    assert "cy_dene" not in parted.leader


def test_people_in_events_measures_and_responses_are_those_who_stand_for_all_joined() -> None:
    (event,), (measure,), (response,) = assembled().events, assembled().measures, assembled().responses
    assert event.person_ids == ("cy_ashby",)
    assert event.about == ("ashby_area-send_2018-10", "bea_brock")
    assert measure.person_id == "cy_ashby"
    assert response.person_id == "cy_ashby"


def test_departures_keep_what_was_withheld_stated_or_disputed_and_infer_nothing() -> None:
    found = {d.tenure_id.removeprefix("tenure_"): d for d in assembled().departures}
    assert set(found) == {"ashby_lead_hal", "brock_dcs_cat", "brock_dcs_dan"}
    dan, cat, hal = found["brock_dcs_dan"], found["brock_dcs_cat"], found["ashby_lead_hal"]
    assert (dan.reason_statuses, dan.withheld_by, dan.reasons) == (("withheld",), ("brock",), ())
    assert (dan.manner, dan.notice_served) == ("immediate", "no")
    assert (cat.manner, cat.reasons) == ("retired", ("Retirement.",))
    assert cat.evidence == ("d_cat_1", "d_cat_2")
    assert (hal.is_disputed, hal.reason_statuses) == (True, ("disputed",))


def test_a_departure_belongs_to_the_stretch_whose_end_it_dates() -> None:
    # Hal left on 2017-05-09 and was back in 2019: the departure is of the first stretch.
    assert [d.tenure_id for d in assembled().departures if "hal" in d.id] == ["tenure_ashby_lead_hal"]


def test_pay_figures_stand_side_by_side() -> None:
    assert [(p.amount, p.per, p.days, p.is_derived) for p in assembled().pay] == [
        (600.5, "day", None, False),
        (93678.0, "year", 156.0, True),
    ]


def test_a_covered_post_is_a_vacancy_that_names_the_cover_and_bounds_nobody() -> None:
    covered = next(v for v in assembled().vacancies if v.kind == "covered")
    assert (covered.covered_by_post, bounds_text(covered.seen)) == ("ashby_chair", "2018-01")
    assert bounds_text(covered.start) == "[..2018-01-31]"
    assert bounds_text(covered.end) == "[2018-01-01..]"
    assert bounds("ashby_lead_hal_2")[0] == "[2017-05-09..2019-06-03]"


def test_an_inspection_takes_what_two_sources_agree_on_and_the_widest_where_they_do_not() -> None:
    visit = next(i for i in assembled().inspections if i.id == "ashby_area-send_2018-10")
    # Starts 2018-10-01 and 2018-10 meet on the first; ends 2018-10-05 and 2018-10-06 do not.
    assert (bounds_text(visit.start), bounds_text(visit.end)) == ("2018-10-01", "[2018-10-05..2018-10-06]")
    assert visit.report_url == "https://inspectorate.example/ashby-2018"
    assert visit.evidence == ("i_ashby_1", "i_ashby_2")


def test_a_count_on_which_two_sources_differ_is_no_fact() -> None:
    found = {j.aspect: (j.grade, j.tally, j.total) for j in assembled().judgements}
    assert found == {"action-required": ("required", None, None), "weaknesses-remaining": ("", None, 4)}


def test_a_measure_keeps_its_due_date_and_the_inspection_it_follows() -> None:
    (measure,) = assembled().measures
    assert (bounds_text(measure.start), bounds_text(measure.due)) == ("2018-12-12", "2019-03")
    assert measure.follows == "ashby_area-send_2018-10"


def test_a_response_that_was_rejected_is_no_fact() -> None:
    assert [(r.id, r.stance) for r in assembled().responses] == [("response_r_ashby_1", "disputes")]
