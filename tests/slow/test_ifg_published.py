"""What the Institute for Government published from its ministers database, found again by importing and measuring it.

Set SENDGRAPH_IFG to a folder with the tables of github.com/instituteforgovernment/ifg-ministers-database-public.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sendgraph.analysis.changes import find_changes
from sendgraph.analysis.shares import Seat, holders_per_post
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.statistics.survival import kaplan_meier
from sendgraph.core.intervals import Interval
from sendgraph.facts.dataset import read_datasets
from sendgraph.facts.folders import dataset_folders
from sendgraph.facts.tables import Facts
from sendgraph.intake import ifg
from sendgraph.intake.councils import Councils
from sendgraph.model.assemble import assemble

pytestmark = pytest.mark.slow

BLAIR, COALITION = date(1997, 5, 2), date(2010, 5, 12)
LAUNCH = date(2024, 9, 5)
"""When the database was launched, with "The IfG Ministers Database tells us a lot about the last six decades in UK
politics" (instituteforgovernment.org.uk/comment/ifg-ministers-database)."""
REPORT = date(2020, 1, 31)
""""Government reshuffles: the case for keeping ministers in post longer", January 2020."""


@pytest.fixture(scope="module")
def facts() -> Facts:
    given = os.environ.get("SENDGRAPH_IFG")
    if not given:
        pytest.skip("SENDGRAPH_IFG names no folder with the tables of the ministers database")
    register = [folder for folder in dataset_folders() if folder.name == "register"]
    rows = ifg.take(Path(given), Councils(read_datasets(register)[0]), lambda _, __: None).rows
    return Facts(**{table: list(own) for table, own in rows.items()})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def spells(facts: Facts) -> list[Spell]:
    """Every tenure of a minister as the analyses see it; a sighting is not needed, all dates are to the day."""
    posts, names = {p.post_id: p for p in facts.posts}, {p.person_id: p.name for p in facts.people}
    return [
        Spell(
            tenure_id=t.id,
            post_id=t.post_id,
            body_id=posts[t.post_id].body_ids[0],
            council="",
            region="",
            council_type="",
            seats=posts[t.post_id].seats or 1,
            person_id=t.person_id,
            person=names[t.person_id],
            title=posts[t.post_id].title,
            basis=t.basis,
            start_earliest=t.start.earliest,
            start_latest=t.start.latest,
            end_earliest=t.end.earliest,
            end_latest=t.end.latest,
            end_status=t.end_status,
            first_seen=t.first_seen,
            last_seen=t.last_seen,
            is_shared=t.is_shared,
            is_disputed=t.is_disputed,
            closed=None,
        )
        for t in assemble(facts).tenures
    ]


def of(spells: list[Spell], is_so: Callable[[str], bool]) -> list[Spell]:
    """The spells of the posts whose title is such, as those of one post."""
    return [replace(s, post_id="the-post", seats=1) for s in spells if is_so(s.title)]


def holders(spells: list[Spell], since: date, until: date) -> int:
    """How many different people held the post in the window, by our measure of holders per post."""
    seat = Seat("the-post", ("a-body",), "", 1, None, None)
    found = holders_per_post([seat], spells, Interval(since, until))
    assert found is not None
    assert found.lower == found.upper, "dates to the day leave nothing open"
    return int(found.lower)


def days(spell: Spell) -> int | None:
    """Days in post, the last one not counted, as the Institute counts."""
    assert spell.start_latest
    return (spell.end_latest - spell.start_latest).days + 1 if spell.end_latest else None


def test_the_database_holds_what_was_announced(facts: Facts) -> None:
    # "more than 3,500 ministerial appointments … more than 1,100 individuals"
    assert len(facts.people) > 1_100
    assert len(facts.tenures) > 3_500


def test_there_were_23_chief_secretaries_to_the_treasury_since_1997_and_four_lasted_less_than_six_months(
    spells: list[Spell],
) -> None:
    own = of(spells, lambda title: title == "Chief Secretary to the Treasury")
    assert holders(own, BLAIR, LAUNCH) == 23
    short = [s for s in own if s.start_latest and BLAIR <= s.start_latest < LAUNCH and (days(s) or 999) < 182]
    assert len(short) == 4
    inside = [c for c in find_changes(own) if c.latest > BLAIR and c.earliest < LAUNCH]
    # 23 holders, none of whom came back, make 22 changes after the first; the first followed the last before Blair.
    assert len(inside) in (22, 23)


@pytest.mark.parametrize(
    ("person", "title", "length"),
    [
        ("Michelle Donelan", "Secretary of State for Education", 2),
        ("Grant Shapps", "Secretary of State for the Home Department", 6),
    ],
)
def test_the_shortest_stays_last_as_many_days_as_was_said(
    spells: list[Spell], person: str, title: str, length: int
) -> None:
    # "Michelle Donelan's two days as education secretary … and Grant Shapps's six days as home secretary"
    own = [s for s in spells if s.person == person and s.title.startswith(title)]
    assert [days(s) for s in own] == [length]


def test_the_ministry_of_justice_had_seven_secretaries_of_state_by_2020(spells: list[Spell]) -> None:
    # "The Ministry of Justice has had seven secretaries of state since 2010": Institute for Government, February 2020
    own = of(spells, lambda title: title == "Secretary of State for Justice and Lord Chancellor")
    assert holders(own, COALITION, REPORT) == 7


def test_work_and_pensions_was_led_by_six_people_in_less_than_four_years(spells: list[Spell]) -> None:
    # the same statement: "six different secretaries of state in less than four years", from March 2016 on
    own = of(spells, lambda title: title == "Secretary of State for Work and Pensions")
    assert holders(own, date(2016, 3, 19), REPORT) == 6


def test_there_were_nine_housing_ministers_from_2010_to_2020_and_shapps_stayed_longest(spells: list[Spell]) -> None:
    # "Of the nine housing ministers since 2010, Grant Shapps was the longest in post", just over two years; then a
    # tenth came in February 2020.
    named = ("Minister for Housing", "Minister for Housing and Planning")
    own = [s for s in of(spells, lambda title: title in named) if s.start_latest and s.start_latest >= COALITION]
    assert holders(own, date(2010, 5, 13), date(2020, 2, 13)) == 9
    assert holders(own, date(2010, 5, 13), date(2020, 2, 14)) == 10
    known = {s.person: length for s in own if (length := days(s)) and s.start_latest and s.start_latest < REPORT}
    assert max(known, key=lambda person: known[person]) == "Grant Shapps"
    assert 730 < known["Grant Shapps"] < 900


def test_secretaries_of_state_stayed_two_years_on_average_since_1997(spells: list[Spell]) -> None:
    # "Since 1997, secretaries of state have stayed in post for two years on average": the January 2020 report
    own = [s for s in spells if s.title.startswith("Secretary of State") and s.start_latest and s.seats == 1]
    entries, exits, ended = [], [], []
    for s in own:
        start, end = s.start_latest, min(s.end_latest or REPORT, REPORT)
        if start and start < REPORT and end > BLAIR:
            entries.append(float(max((BLAIR - start).days, 0)))
            exits.append(float((end - start).days + 1))
            ended.append(bool(s.end_latest and s.end_latest <= REPORT))
    curve = kaplan_meier(entries, exits, ended)
    assert curve.restricted_mean(min(curve.last, 3_650)) / 365.25 == pytest.approx(2.0, abs=0.25)
