"""Our figures beside published ones: hand-worked counts, and the national record."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sendgraph.analysis.against import _MEASURES, Compared, Published, compare_published, load_published
from sendgraph.analysis.changes import find_changes
from sendgraph.analysis.load_role import load_role
from sendgraph.analysis.panel import PanelRate, bootstrap_rate, pair_sightings
from sendgraph.analysis.shares import Range, Seat
from sendgraph.analysis.spells import Spell
from sendgraph.facts.codes import code_lists
from tests.analysis.test_changes import spell
from tests.shipped import shipped_engine

RATE = PanelRate(0.3, 0.2, 0.4, 100, 30, 50)
SEATS = [Seat(p, ("b",), "Beeching", 1, None, None) for p in "pq"]


def figure(kind: str, first: str, last: str, value: float, **only: str) -> Published:
    limits = {"basis": "", "grade": "", "region": "", "note": "", **only}
    return Published("f", kind, date.fromisoformat(first), date.fromisoformat(last), value, sources=(), **limits)


def ours(of: Published, spells: list[Spell]) -> Compared:
    (found,) = compare_published([of], spells, SEATS, find_changes(spells), RATE)
    return found


HELD = [
    spell("ann", "2018-01-01", "2019-05-01"),
    spell("ben", "2019-06-01", "2020-01-01", basis="interim", start_earliest=date(2019, 5, 2)),
    spell("cat", "2021-07-01", "2023-01-01"),
]


def test_a_change_is_certain_in_a_year_that_holds_its_bounds_and_possible_in_one_they_reach() -> None:
    # Ann to Ben from 1 May to 1 June 2019: surely 2019/20. Ben to Cat from January 2020 to July 2021: in three years.
    assert ours(figure("holder-changes", "2019-04-01", "2020-03-31", 2), HELD).ours.bounds == Range(1, 2)
    later = ours(figure("holder-changes", "2020-04-01", "2021-03-31", 2), HELD)
    assert later.ours.bounds == Range(0, 1)
    assert later.agrees is False
    assert ours(figure("bodies-with-change", "2019-04-01", "2020-03-31", 1), HELD).ours.bounds == Range(1, 1)


def test_an_interim_starts_and_is_in_post_within_the_bounds_of_its_tenure() -> None:
    assert ours(figure("interim-appointments", "2019-04-01", "2020-03-31", 1), HELD).ours.bounds == Range(1, 1)
    assert ours(figure("interims-in-post", "2019-12-31", "2019-12-31", 1), HELD).ours.bounds == Range(1, 1)
    # On 15 May Ben may or may not have begun; after his last evidence he may still be there.
    assert ours(figure("interims-in-post", "2019-05-15", "2019-05-15", 1), HELD).ours.bounds == Range(0, 1)
    assert ours(figure("interims-in-post", "2018-05-15", "2018-05-15", 1), HELD).ours.bounds == Range(0, 0)


def test_a_region_takes_its_own_councils_only() -> None:
    here = [spell(n, f"20{y}-05-01", f"20{y}-06-01", region="South West") for n, y in (("ann", 18), ("ben", 19))]
    inside = ours(figure("holder-changes", "2018-04-01", "2020-03-31", 1, region="south-west"), here)
    elsewhere = ours(figure("holder-changes", "2018-04-01", "2020-03-31", 1, region="london"), here)
    assert (inside.ours.bounds, elsewhere.ours.bounds) == (Range(1, 1), Range(0, 0))


def test_the_yearly_mean_is_set_against_the_rate_times_the_posts() -> None:
    assert ours(figure("changes-per-year", "2007-04-01", "2024-03-31", 0.5), HELD).ours.bounds == Range(0.4, 0.8)


def test_what_cannot_be_compared_says_so() -> None:
    for kind, only in (("first-time-appointments", {}), ("holders-per-post", {"grade": "good"}), ("holders-total", {})):
        found = ours(figure(kind, "2008-07-01", "2014-07-31", 3, **only), HELD)
        assert found.agrees is None
        assert found.ours.words.startswith("Not comparable")


def test_every_kind_of_figure_has_a_measure() -> None:
    assert set(_MEASURES) == set(code_lists()["figure-kind"])


@cache
def national() -> list[Compared]:
    facts = load_role(shipped_engine(), "dcs")
    rate = bootstrap_rate(pair_sightings(facts.sightings).pairs, draws=300)
    published = load_published(shipped_engine(), "dcs")
    return compare_published(published, facts.spells, facts.seats, find_changes(facts.spells), rate)


@pytest.mark.parametrize("year", range(2018, 2025))
def test_our_bounds_of_changes_contain_the_published_count_of_each_year(year: int) -> None:
    (found,) = [
        c
        for c in national()
        if c.published.kind == "holder-changes" and c.published.first == date(year, 4, 1) and not c.published.region
    ]
    assert found.agrees, (found.published.value, found.ours.bounds)


def test_the_mean_of_all_years_lies_in_the_interval_of_our_rate() -> None:
    (found,) = [c for c in national() if c.published.kind == "changes-per-year"]
    assert found.agrees


def test_every_published_figure_names_a_source_with_an_address() -> None:
    assert len(national()) >= 45
    assert all(url.startswith("http") for c in national() for _, url in c.published.sources)
