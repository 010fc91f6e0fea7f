"""The invented village: bounds of its tenures, worked out on paper beside each case."""

from __future__ import annotations

from sendgraph.model.assemble import find_model_problems
from tests.model.village_facts import assembled, bounds, conflicts_in, holders, tenure, village


def test_sightings_alone_bound_the_change_between_two_holders() -> None:
    # Ann seen 2018-03-05 and 2019-06-10, Bob seen 2020-02-03: the change lies from 2019-06-10 to 2020-02-03.
    assert holders("ashby_dcs") == ["ann", "bob"]
    assert bounds("ashby_dcs_ann") == ("[..2018-03-05]", "[2019-06-10..2020-02-03]")
    assert bounds("ashby_dcs_bob") == ("[2019-06-10..2020-02-03]", "[2020-02-03..]")
    assert tenure("ashby_dcs_ann").bounded_by == ("t_bob_1",)
    assert tenure("ashby_dcs_bob").bounded_by == ("t_ann_2",)


def test_the_status_of_an_end_is_ended_ongoing_or_unknown() -> None:
    # Ann has a successor, Bob was last seen in post, of Val only starts are known.
    found = [tenure(name).end_status for name in ("ashby_dcs_ann", "ashby_dcs_bob", "dene_head_val")]
    assert found == ["ended", "ongoing", "unknown"]
    assert str(tenure("ashby_dcs_bob").last_seen) == "2020-02-03"


def test_starts_and_ends_given_to_the_year_or_month_are_cut_by_sightings() -> None:
    # Cat: start 2016 and seen 2016-09-12, so from 1 January to then; end 2018-05 and seen 2018-05-20, so from then on.
    assert bounds("brock_dcs_cat") == ("[2016-01-01..2016-09-12]", "[2018-05-20..2018-05-31]")


def test_a_range_is_cut_by_a_sighting_and_an_approximate_month_is_not_widened() -> None:
    # Dan: start some day from 2018-06-01 to 2018-08-31, seen 2018-07-02; end 2019-11~.
    assert bounds("brock_dcs_dan") == ("[2018-06-01..2018-07-02]", "2019-11")
    assert tenure("brock_dcs_dan").days_a_week == 3


def test_a_holder_who_returns_after_another_has_two_tenures() -> None:
    # Fay seen 2020-09 (the 30th at the latest, the 1st at the earliest), Gus 2021-03-01, Fay 2022-01-10.
    assert holders("dene_dcs") == ["fay", "gus", "fay_2"]
    assert bounds("dene_dcs_fay") == ("[..2020-09-30]", "[2020-09-01..2021-03-01]")
    assert bounds("dene_dcs_gus") == ("[2020-09-01..2021-03-01]", "[2021-03-01..2022-01-10]")
    assert bounds("dene_dcs_fay_2") == ("[2021-03-01..2022-01-10]", "[2022-01-10..]")


def test_a_claimed_end_before_a_later_sighting_makes_two_tenures() -> None:
    # Hal started 2015-05-12, ended 2017-05-09, and was seen again 2019-06-03.
    assert bounds("ashby_lead_hal") == ("2015-05-12", "2017-05-09")
    assert bounds("ashby_lead_hal_2") == ("[2017-05-09..2019-06-03]", "[2019-06-03..]")


def test_stint_labels_part_what_the_claims_alone_would_join() -> None:
    # Ivy seen 2016-01-11 (first) and 2018-02-05 (second), nobody known between.
    assert bounds("brock_lead_ivy_first") == ("[..2016-01-11]", "[2016-01-11..2018-02-05]")
    assert bounds("brock_lead_ivy_second") == ("[2016-01-11..2018-02-05]", "[2018-02-05..]")


def test_two_people_shown_in_one_seat_on_crossing_days_are_a_conflict_and_bound_nobody() -> None:
    # Jan from 2018 to 2019-09-02 at least, Kit from 2019-02-04 to 2019-05-06 at least.
    (conflict,) = conflicts_in("ashby_send")
    assert (conflict.kind, conflict.claim_a, conflict.claim_b) == ("overlap", "t_jan_2", "t_kit_2")
    assert (conflict.value_a, conflict.value_b) == ("jan_ashby in post 2019-09-02", "kit_ashby started 2019-02-04")
    assert not conflict.is_resolved
    assert bounds("ashby_send_jan") == ("2018", "[2019-09-02..]")
    assert bounds("ashby_send_kit") == ("2019-02-04", "[2019-05-06..]")


def test_two_people_sighted_on_one_day_are_a_conflict_and_bound_nobody() -> None:
    (conflict,) = conflicts_in("brock_send")
    assert (conflict.claim_a, conflict.claim_b) == ("t_lee_1", "t_meg_1")
    assert bounds("brock_send_lee") == bounds("brock_send_meg") == ("[..2020-10-05]", "[2020-10-05..]")


def test_people_who_share_a_seat_neither_conflict_nor_bound_each_other() -> None:
    # Ned seen 2021-01-04 and 2021-09-06, Oz between them on 2021-05-03.
    assert sorted(holders("dene_send")) == ["ned", "oz"]
    assert conflicts_in("dene_send") == []
    assert bounds("dene_send_ned") == ("[..2021-01-04]", "[2021-09-06..]")
    assert tenure("dene_send_oz").is_shared


def test_holders_of_a_post_of_several_seats_do_not_bound_each_other() -> None:
    # Pia seen 2021-05-10 and 2022-05-09, Quin 2021-06-14; three seats.
    assert sorted(holders("dene_councillor")) == ["pia", "quin"]
    assert bounds("dene_councillor_pia") == ("[..2021-05-10]", "[2022-05-09..]")
    assert bounds("dene_councillor_quin") == ("[..2021-06-14]", "[2021-06-14..]")


def test_a_joint_post_of_two_bodies_has_one_tenure() -> None:
    assert holders("brock-and-ashby_chief") == ["sam"]
    assert bounds("brock-and-ashby_chief_sam") == ("[..2020-01-13]", "[2020-01-13..]")


def test_a_vacancy_parts_two_stretches_of_one_person_and_bounds_both() -> None:
    # Tom seen 2018-02-12, the chair vacant on 2018-06-04, Tom seen 2019-01-21.
    assert bounds("ashby_chair_tom") == ("[..2018-02-12]", "[2018-02-12..2018-06-04]")
    assert bounds("ashby_chair_tom_2") == ("[2018-06-04..2019-01-21]", "[2019-01-21..]")
    assert tenure("ashby_chair_tom").bounded_by == ("v_chair_1",)


def test_an_interim_who_becomes_permanent_keeps_one_tenure_with_both_bases_and_titles() -> None:
    una = tenure("brock_head_una")
    assert (una.first_basis, una.basis) == ("interim", "permanent")
    assert una.title == "Head of service"
    assert una.evidence == ("t_una_1", "t_una_2")


def test_sources_that_disagree_on_a_start_give_the_widest_bounds_and_a_conflict() -> None:
    # 2020-05 (1st to 31st) or 2020-07-31: from 1 May to 31 July; the end is not before the earliest start.
    assert bounds("dene_head_val") == ("[2020-05-01..2020-07-31]", "[2020-05-01..]")
    (conflict,) = conflicts_in("tenure_dene_head_val")
    assert (conflict.aspect, conflict.value_a, conflict.value_b) == ("started", "2020-05", "2020-07-31")
    assert (conflict.place_a.line, conflict.place_b.line) == (44, 45)
    assert not conflict.is_resolved


def test_a_rejected_claim_resolves_a_conflict_which_stays_listed_with_the_reason() -> None:
    # 2017-03 was rejected, 2017-05-31 holds.
    assert bounds("cole_head_wes")[0] == "2017-05-31"
    assert tenure("cole_head_wes").evidence == ("t_wes_2",)
    (conflict,) = conflicts_in("tenure_cole_head_wes")
    assert (conflict.claim_a, conflict.claim_b, conflict.is_resolved) == ("t_wes_1", "t_wes_2", True)
    assert conflict.reason == "The paper corrected it."


def test_uncorroborated_and_withdrawn_claims_make_no_facts_and_disputed_ones_mark_theirs() -> None:
    assert holders("ashby_team") == ["zoe"]
    assert tenure("ashby_team_zoe").is_disputed
    assert not tenure("ashby_dcs_ann").is_disputed
    assert [t.id for t in assembled().tenures if t.is_disputed] == ["tenure_ashby_team_zoe"]


def test_a_tenure_ends_with_the_council() -> None:
    # Cole closed on 2020-03-31; Eve was seen on 2019-01-15.
    assert bounds("cole_dcs_eve") == ("[..2019-01-15]", "[2019-01-15..2020-03-31]")
    assert tenure("cole_dcs_eve").end_status == "ended"


def test_a_retitled_post_keeps_its_holder_and_shows_the_later_title() -> None:
    abe = tenure("dene_inclusion_abe")
    assert abe.title == "Assistant director, inclusion"
    assert bounds("dene_inclusion_abe") == ("[..2020-05-11]", "[2021-05-10..]")


def test_the_conflicts_of_the_village_are_those_drawn_into_it_and_stop_nothing() -> None:
    assert [(c.thing, c.aspect, c.is_resolved) for c in assembled().conflicts] == [
        ("ashby_area-send_2018-10", "ended", False),
        ("ashby_send", "holder", False),
        ("brock_send", "holder", False),
        ("judgement_ashby_revisit_2020-02_weaknesses-remaining", "tally", False),
        ("tenure_cole_head_wes", "started", True),
        ("tenure_dene_head_val", "started", False),
    ]
    problems = find_model_problems(village()[0], assembled())
    assert [(p.code, p.is_advice) for p in problems] == [("CONFLICT", True)] * 5
