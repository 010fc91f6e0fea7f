"""Single rules of stretches and holders that the village does not show, each on a few claims."""

from __future__ import annotations

from dataclasses import replace

from sendgraph.core.dates import bounds_text
from sendgraph.facts.claims import DepartureClaim
from sendgraph.model.assemble import assemble
from tests.model.making import POST, claim, facts_of, overlaps_of, tenures_of, vacancy


def test_a_wide_sighting_does_not_hide_the_break_between_two_stretches() -> None:
    # Fay 2019-01-07, Gus 2020-06-01, Fay 2021-02-01; "Fay was there some day in the 2010s or 2020s" parts nothing.
    found = tenures_of(
        claim("a", "fay", seen="2019-01-07"),
        claim("b", "fay", seen="[2012..2028]"),
        claim("c", "gus", seen="2020-06-01"),
        claim("d", "fay", seen="2021-02-01"),
    )
    assert list(found) == ["fay", "gus", "fay_2"]


def test_a_start_known_to_the_year_stays_with_the_later_sighting_of_that_year() -> None:
    # Fay 2020-07-02, Gus 2020-09-01, Fay back, "since 2020", on 2020-12-20: she came back after 2020-09-01.
    found = tenures_of(
        claim("a", "fay", seen="2020-07-02"),
        claim("b", "gus", seen="2020-09-01"),
        claim("c", "fay", started="2020", seen="2020-12-20"),
    )
    assert bounds_text(found["fay_2"].start) == "[2020-09-01..2020-12-20]"
    assert bounds_text(found["fay"].end) == "[2020-07-02..2020-09-01]"


def test_holders_whose_order_no_claim_tells_bound_neither() -> None:
    # Ann some day in 2020, Bob on 2020-03-01: either may have been first.
    found = tenures_of(claim("a", "ann", seen="2020"), claim("b", "bob", seen="2020-03-01"))
    assert bounds_text(found["ann"].start) == "[..2020-12-31]"
    assert bounds_text(found["bob"].start) == "[..2020-03-01]"
    assert not found["ann"].bounded_by


def test_a_post_handed_over_on_one_day_is_no_conflict_where_a_claim_says_so() -> None:
    claims = [
        claim("a", "ann", seen="2019-05-01", ended="2020-03-02"),
        claim("b", "bob", started="2020-03-02", seen="2021-05-04"),
    ]
    assert overlaps_of(assemble(facts_of(*claims))) == []
    letters = [claim("c", "ann", seen="2020-03-02"), claim("d", "bob", seen="2020-03-02")]
    assert overlaps_of(assemble(facts_of(*claims, *letters))) == []
    # Without the claims that date the handover, two letters of one day are a conflict, in either order of people.
    seen = [claim("a", "ann", seen="2019-05-01"), claim("b", "bob", seen="2021-05-04")]
    assembly = assemble(facts_of(*seen, *letters))
    assert overlaps_of(assembly) == [("c", "d")]
    # The two letters bound nobody else; the other sightings do: Ann left by 2021-05-04, Bob came after 2019-05-01.
    assert [bounds_text(t.end) for t in assembly.tenures] == ["[2020-03-02..2021-05-04]", "[2021-05-04..]"]
    assert bounds_text(assembly.tenures[1].start) == "[2019-05-01..2020-03-02]"


def test_somebody_known_by_a_clashing_letter_alone_bounds_nobody() -> None:
    claims = [claim("a", "ann", seen="2019-05-01"), claim("c", "ann", seen="2020-03-02")]
    found = tenures_of(*claims, claim("d", "bob", seen="2020-03-02"))
    assert bounds_text(found["ann"].end) == "[2020-03-02..]"
    assert bounds_text(found["bob"].start) == "[..2020-03-02]"


def test_an_end_on_no_known_last_day_is_unknown_unless_the_person_was_still_seen_that_day() -> None:
    # "She left in 2020 or later" after a sighting of 2019; "she is to go" on the day she was last seen.
    left = tenures_of(claim("a", "ann", seen="2019-05-01"), claim("b", "ann", ended="[2020-01-01..]"))["ann"]
    assert (bounds_text(left.end), left.end_status) == ("[2020-01-01..]", "unknown")
    going = tenures_of(claim("a", "ann", seen="2024-05-28", ended="[2024-05-28..]"))["ann"]
    assert (bounds_text(going.end), going.end_status) == ("[2024-05-28..]", "ongoing")


def test_a_council_that_closed_cuts_an_end_given_to_the_year() -> None:
    found = tenures_of(claim("a", "ann", seen="2018-05-01", ended="2019"), closed="2019-03-31")
    assert bounds_text(found["ann"].end) == "[2019-01-01..2019-03-31]"


def test_sources_that_disagree_on_an_end_give_the_widest_bounds() -> None:
    found = tenures_of(claim("a", "ann", ended="2020-03"), claim("b", "ann", ended="2020-05-20"))
    assert bounds_text(found["ann"].end) == "[2020-03-01..2020-05-20]"


def test_a_sighting_before_the_claimed_start_is_a_conflict_of_order() -> None:
    facts = facts_of(claim("a", "ann", started="2020-05-01"), claim("b", "ann", seen="2020-03-02"))
    (conflict,) = assemble(facts).conflicts
    assert (conflict.kind, conflict.aspect) == ("order", "started")
    assert (conflict.value_a, conflict.value_b) == ("started 2020-05-01", "in post 2020-03-02")


def test_a_sighting_that_goes_on_beyond_a_claimed_end_is_a_conflict_of_order() -> None:
    facts = facts_of(claim("a", "ann", ended="2020-03-02"), claim("b", "ann", seen="2020-01-06/2020-05-04"))
    (conflict,) = assemble(facts).conflicts
    assert (conflict.kind, conflict.aspect, conflict.claim_a, conflict.claim_b) == ("order", "ended", "a", "b")


def test_an_overlap_resolved_by_rejecting_one_sighting_stays_listed_with_the_reason() -> None:
    claims = [
        claim("a", "ann", seen="2020-03-02"),
        claim("b", "bob", seen="2020-03-02", status="rejected", status_reason="Another Bob."),
    ]
    (conflict,) = assemble(facts_of(*claims)).conflicts
    assert (conflict.kind, conflict.is_resolved, conflict.reason) == ("overlap", True, "Another Bob.")


def test_a_rejected_start_is_held_against_the_stretch_it_speaks_of_alone() -> None:
    assembly = assemble(
        facts_of(
            claim("a", "fay", started="2018-01-08", seen="2019-01-07"),
            claim("b", "gus", seen="2020-06-01"),
            claim("c", "fay", started="2021-01-04"),
            claim("d", "fay", started="2021-03-01", status="superseded", status_reason="Corrected."),
        )
    )
    assert [(c.thing, c.claim_a, c.claim_b) for c in assembly.conflicts] == [("tenure_dale_dcs_fay_2", "c", "d")]


def test_one_stint_label_names_one_stretch_whatever_lies_between() -> None:
    found = tenures_of(
        claim("a", "fay", seen="2018-01-08", stint="x"),
        claim("b", "fay", seen="2019-01-07", stint="y"),
        claim("c", "fay", seen="2020-01-06", stint="x"),
    )
    assert sorted(found) == ["fay_x", "fay_y"]


def test_a_label_that_is_a_number_never_makes_two_tenures_of_one_id() -> None:
    found = tenures_of(
        claim("a", "fay", seen="2018-01-08", ended="2018-02-05", stint="2"),
        claim("b", "fay", seen="2019-01-07"),
    )
    assert sorted(found) == ["fay_2", "fay_3"]


def test_a_vacancy_known_only_by_its_first_and_last_day_parts_stretches_too() -> None:
    found = tenures_of(
        claim("a", "tom", seen="2018-02-12"),
        vacancy("v", started="2018-04-02", ended="2018-09-03"),
        claim("b", "tom", seen="2019-01-21"),
    )
    assert bounds_text(found["tom"].end) == "[2018-02-12..2018-04-02]"
    assert bounds_text(found["tom_2"].start) == "[2018-09-03..2019-01-21]"


def test_a_holder_sighted_while_the_post_was_vacant_is_a_conflict() -> None:
    facts = facts_of(claim("a", "ann", seen="2018-06-04"), vacancy("v", seen="2018-05-07/2018-09-03"))
    (conflict,) = assemble(facts).conflicts
    assert (conflict.value_a, conflict.value_b) == ("vacant 2018-05-07/2018-09-03", "ann_dale in post 2018-06-04")


def test_job_sharers_do_not_part_each_others_stretches_but_a_third_holder_does() -> None:
    shared = [
        claim("a", "ned", seen="2021-01-04", is_shared=True),
        claim("b", "oz", seen="2021-05-03", is_shared=True),
        claim("c", "ned", seen="2021-09-06", is_shared=True),
    ]
    assert sorted(tenures_of(*shared)) == ["ned", "oz"]
    assert sorted(tenures_of(*shared, claim("d", "pia", seen="2021-07-05"))) == ["ned", "ned_2", "oz", "pia"]


def test_a_certain_order_of_two_holders_goes_before_the_middle_of_their_days() -> None:
    # Ann on or before 10 January; Bob on or before the 5th and on or after the 12th, so Ann was first.
    claims = [
        claim("a", "ann", seen="[..2019-01-10]"),
        claim("b", "bob", seen="[..2019-01-05]"),
        claim("c", "bob", seen="[2019-01-12..]"),
    ]
    assert list(tenures_of(*claims)) == ["ann", "bob"]


def test_the_first_certain_break_parts_stretches_also_behind_a_vague_one() -> None:
    # Gus some day from 2020 to 2022 parts nothing; Hal on 2020-06-01 does.
    found = tenures_of(
        claim("a", "fay", seen="2020-01-01"),
        claim("b", "gus", seen="[2020-01-02..2022-12-31]"),
        claim("c", "hal", seen="2020-06-01"),
        claim("d", "fay", seen="2021-01-04"),
    )
    assert [name for name in found if name.startswith("fay")] == ["fay", "fay_2"]


def test_a_labelled_claim_goes_to_the_stretch_of_its_label_not_to_the_nearest() -> None:
    found = tenures_of(
        claim("a", "fay", seen="2018-01-08", stint="x"),
        claim("b", "gus", seen="2019-01-07"),
        claim("c", "fay", seen="2020-01-06"),
        claim("d", "fay", seen="2021-01-04", stint="x"),
    )
    assert found["fay_x"].evidence == ("a", "d")
    assert found["fay_2"].evidence == ("c",)


def test_a_departure_without_a_date_belongs_to_the_last_stretch() -> None:
    facts = facts_of(
        claim("a", "fay", seen="2018-01-08", ended="2018-05-07"), claim("b", "fay", seen="2020-01-06", ended="2021")
    )
    leaving = DepartureClaim(
        claim_id="d",
        source_id="letter",
        status="accepted",
        person_id="fay_dale",
        post_id=POST,
        manner="retired",
        reason_status="not-reported",
    )
    facts.departures.append(leaving)
    assert [d.tenure_id for d in assemble(facts).departures] == ["tenure_dale_dcs_fay_2"]


def test_a_vacancy_that_is_not_taken_is_no_fact_and_bounds_nobody() -> None:
    rejected = replace(vacancy("v", seen="2018-06-04"), status="rejected", status_reason="Filled by then.")
    assembly = assemble(facts_of(claim("a", "ann", seen="2018-02-12"), rejected))
    assert assembly.vacancies == []
    assert [bounds_text(t.end) for t in assembly.tenures] == ["[2018-02-12..]"]
