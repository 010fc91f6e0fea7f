"""Laws of assembly, on random true histories: what sources truthfully say, however vaguely, is never contradicted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sendgraph.facts.claims import TenureClaim, VacancyClaim
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Person
from sendgraph.graph.build import build_graph
from sendgraph.model.assemble import assemble
from sendgraph.model.kinds import Tenure
from tests.model.histories import FINE, FULL, History, Stay, histories, returns
from tests.model.making import claim, facts_of, is_within

SLOW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _matched(history: History) -> list[tuple[Stay, Tenure]]:
    """Each true stay with the tenure assembled from its claims; people hold the post once."""
    by_person = {t.person_id: t for t in assemble(facts_of(*history.claims)).tenures}
    return [(s, by_person[f"{s.person}_dale"]) for s in history.stays]


@SLOW
@given(histories())
def test_bounds_contain_the_true_first_and_last_day(history: History) -> None:
    pairs = _matched(history)
    assert len(pairs) == len(history.stays)
    for stay, tenure in pairs:
        assert stay.first in tenure.start, (stay, tenure)
        assert stay.last in tenure.end, (stay, tenure)


@SLOW
@given(histories())
def test_truthful_claims_never_conflict(history: History) -> None:
    assert assemble(facts_of(*history.claims)).conflicts == []


@SLOW
@given(histories())
def test_a_person_who_held_the_post_once_has_one_tenure(history: History) -> None:
    assert sorted(t.person_id for t in assemble(facts_of(*history.claims)).tenures) == sorted(
        f"{s.person}_dale" for s in history.stays
    )


@SLOW
@given(histories())
def test_holders_whose_order_is_certain_are_listed_in_it(history: History) -> None:
    found = [t.person_id for t in assemble(facts_of(*history.claims)).tenures]
    by_person: dict[str, list[TenureClaim]] = {}
    for each in history.claims:
        if isinstance(each, TenureClaim):
            by_person.setdefault(each.person_id, []).append(each)
    people = [f"{s.person}_dale" for s in history.stays]
    for i, early in enumerate(people):
        for late in people[i + 1 :]:
            if _is_certainly_first(by_person[early], by_person[late]):
                assert found.index(early) < found.index(late)


def _is_certainly_first(early: list[TenureClaim], late: list[TenureClaim]) -> bool:
    """Whether the claims show the one on a day before a day of the other, whatever day each means."""
    firsts = [d.bounds.latest for c in early for d in (c.started, c.seen, c.ended) if d and not d.is_interval]
    lasts = [d.bounds.earliest for c in late for d in (c.started, c.seen, c.ended) if d and not d.is_interval]
    return any(a and b and a < b for a in firsts for b in lasts)


@SLOW
@given(histories(gap=1, forms=FINE))
def test_the_next_evidence_bounds_an_end_and_the_last_evidence_before_bounds_a_start(history: History) -> None:
    tenures = assemble(facts_of(*history.claims)).tenures
    for a, b in pairwise(tenures):
        if a.first_seen < b.last_seen:
            assert a.end.latest is not None
            assert a.end.latest <= b.first_seen
            assert b.start.earliest is not None
            assert b.start.earliest >= a.last_seen


@SLOW
@given(returns())
def test_people_who_take_turns_have_a_tenure_for_each_turn_with_the_true_days_in_its_bounds(history: History) -> None:
    assembly = assemble(facts_of(*history.claims))
    assert [t.person_id for t in assembly.tenures] == [f"{s.person}_dale" for s in history.stays]
    assert assembly.conflicts == []
    for stay, tenure in zip(history.stays, assembly.tenures, strict=True):
        assert stay.first in tenure.start, (stay, tenure)
        assert stay.last in tenure.end, (stay, tenure)


@SLOW
@given(histories() | returns(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(history: History, random: Random) -> None:
    rows = list(history.claims)
    random.shuffle(rows)
    one, other = facts_of(*history.claims), facts_of(*rows)
    assert assemble(one) == assemble(other)


@SLOW
@given(histories(forms=FULL), st.data())
def test_any_sighting_inside_the_bounds_of_precisely_dated_holders_widens_no_bound(
    history: History, data: st.DataObject
) -> None:
    before = assemble(facts_of(*history.claims))
    tenure = data.draw(st.sampled_from(before.tenures))
    first, last = tenure.start.earliest or date(2014, 1, 1), tenure.end.latest or date(2035, 1, 1)
    seen = data.draw(st.dates(first, last))
    more = claim("claim_more", tenure.person_id.removesuffix("_dale"), seen=seen.isoformat())
    after = assemble(facts_of(*history.claims, more))
    assume(after.conflicts == [])  # two people sighted on the day of a handover
    _assert_nothing_wider(before.tenures, after.tenures)


@SLOW
@given(histories(), st.data())
def test_a_further_true_sighting_widens_no_bound(history: History, data: st.DataObject) -> None:
    before = assemble(facts_of(*history.claims)).tenures
    index = data.draw(st.integers(0, len(history.stays) - 1))
    stay = history.stays[index]
    others = {d for s in history.stays if s != stay for d in (s.first, s.last)}
    days = [d for d in (stay.first + (stay.last - stay.first) * n / 7 for n in range(8)) if d not in others]
    assume(days)
    seen = data.draw(st.sampled_from(days))
    more = claim("claim_more", stay.person, seen=seen.isoformat())
    _assert_nothing_wider(before, assemble(facts_of(*history.claims, more)).tenures)


def _assert_nothing_wider(before: list[Tenure], after: list[Tenure]) -> None:
    found = {t.id: t for t in after}
    assert found.keys() == {t.id for t in before}
    for tenure in before:
        assert is_within(found[tenure.id].start, tenure.start)
        assert is_within(found[tenure.id].end, tenure.end)


@SLOW
@given(histories(forms=FINE), st.data())
def test_a_sighting_between_the_first_and_the_last_changes_nothing(history: History, data: st.DataObject) -> None:
    before = assemble(facts_of(*history.claims)).tenures
    certain = [t for t in before if t.first_seen and t.last_seen and t.first_seen < t.last_seen]
    assume(certain)
    tenure = data.draw(st.sampled_from(certain))
    inside = (tenure.last_seen - tenure.first_seen).days
    assume(inside > 1)
    seen = tenure.first_seen + timedelta(days=data.draw(st.integers(1, inside - 1)))
    more = claim("claim_more", tenure.person_id.removesuffix("_dale"), seen=seen.isoformat())
    after = assemble(facts_of(*history.claims, more)).tenures
    assert [(t.id, t.start, t.end) for t in after] == [(t.id, t.start, t.end) for t in before]


@settings(max_examples=25, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_bytes_of_the_graph_never_depend_on_the_order_of_rows(history: History, random: Random) -> None:
    rows = list(history.claims)
    random.shuffle(rows)
    texts = []
    for claims in (history.claims, rows):
        facts = _with_people(claims)
        texts.append(build_graph(facts, assemble(facts), [], "test").ntriples)
    assert texts[0] == texts[1]


def _with_people(claims: Iterable[TenureClaim | VacancyClaim]) -> Facts:
    facts = facts_of(*claims)
    names = sorted({c.person_id for c in facts.tenures})
    return replace(facts, people=[Person(person_id=n, name=n) for n in names])
