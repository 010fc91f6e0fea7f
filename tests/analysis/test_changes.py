"""Changes of holder and their bounds, worked out by hand."""

from __future__ import annotations

from datetime import date

from sendgraph.analysis.changes import Change, changes_by_year, find_changes
from sendgraph.analysis.spells import Spell


def spell(person: str, first: str, last: str, *, post: str = "p", **other: object) -> Spell:
    """A spell of a holder who is shown in post from first to last and of whom nothing else is known."""
    first_day, last_day = date.fromisoformat(first), date.fromisoformat(last)
    values: dict[str, object] = {
        "tenure_id": f"tenure_{post}_{person}_{first}",
        "post_id": post,
        "body_id": "b",
        "council": "Beeching",
        "region": "",
        "council_type": "",
        "seats": 1,
        "person_id": person,
        "person": person.title(),
        "title": "",
        "basis": "not-stated",
        "start_earliest": None,
        "start_latest": first_day,
        "end_earliest": last_day,
        "end_latest": None,
        "end_status": "ongoing",
        "first_seen": first_day,
        "last_seen": last_day,
        "is_shared": False,
        "is_disputed": False,
        "closed": None,
    }
    return Spell(**{**values, **other})  # type: ignore[arg-type]


def bounds(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(c.before, c.after, c.earliest.isoformat(), c.latest.isoformat()) for c in changes]


def test_of_two_holders_known_by_one_month_the_one_whose_end_is_known_is_first() -> None:
    # Ann follows in November whom Zoe covered for until then: by their names alone Ann would be first.
    zoe = spell("zoe", "2024-11-30", "2024-11-30", end_latest=date(2024, 11, 30))
    ann = spell("ann", "2024-11-30", "2024-11-30")
    assert [(c.before, c.after) for c in find_changes([ann, zoe])] == [("Zoe", "Ann")]


def test_a_change_lies_between_the_last_evidence_of_one_and_the_first_of_the_next() -> None:
    found = find_changes([spell("ben", "2020-05-01", "2021-01-01"), spell("ann", "2018-01-01", "2019-06-30")])
    assert bounds(found) == [("Ann", "Ben", "2019-06-30", "2020-05-01")]


def test_someone_who_follows_themselves_makes_no_change() -> None:
    assert find_changes([spell("ann", "2018-01-01", "2018-02-01"), spell("ann", "2020-01-01", "2020-02-01")]) == []


def test_a_return_after_another_holder_makes_two_changes() -> None:
    held = [
        spell("ann", "2018-01-01", "2018-02-01"),
        spell("ben", "2019-01-01", "2019-02-01"),
        spell("ann", "2020-01-01", "2020-02-01"),
    ]
    assert [(c.before, c.after) for c in find_changes(held)] == [("Ann", "Ben"), ("Ben", "Ann")]


def test_posts_of_several_seats_and_shared_seats_make_no_change() -> None:
    several = [spell("ann", "2018-01-01", "2018-02-01", seats=3), spell("ben", "2019-01-01", "2019-02-01", seats=3)]
    shared = [
        spell("ann", "2018-01-01", "2018-02-01", is_shared=True),
        spell("ben", "2018-01-01", "2018-02-01", is_shared=True),
    ]
    assert find_changes(several) == []
    assert find_changes(shared) == []


def test_who_covers_a_leave_and_follows_later_makes_one_change() -> None:
    held = [
        spell("ann", "2018-01-01", "2020-01-01", is_shared=True),
        spell("ben", "2019-01-01", "2019-06-01", is_shared=True),
        spell("ben", "2020-05-01", "2021-01-01"),
    ]
    assert bounds(find_changes(held)) == [("Ann", "Ben", "2020-01-01", "2020-05-01")]


def test_holders_shown_at_one_time_give_the_days_in_question_as_bounds() -> None:
    found = find_changes([spell("ann", "2018-01-01", "2019-06-30"), spell("ben", "2019-05-01", "2020-01-01")])
    assert bounds(found) == [("Ann", "Ben", "2019-05-01", "2019-06-30")]


def test_a_joint_post_counts_once() -> None:
    held = [
        spell("ann", "2018-01-01", "2018-02-01"),
        spell("ann", "2018-01-01", "2018-02-01", body_id="other"),
        spell("ben", "2019-01-01", "2019-02-01"),
        spell("ben", "2019-01-01", "2019-02-01", body_id="other"),
    ]
    assert len(find_changes(held)) == 1


def test_a_change_is_certain_in_the_year_that_holds_its_bounds_and_possible_in_all_it_touches() -> None:
    # 2019-06-30 to 2020-03-31 is inside 2019/20; 2020-03-31 to 2022-04-01 touches 2019/20 to 2022/23.
    held = [
        spell("ann", "2018-01-01", "2019-06-30"),
        spell("ben", "2020-03-31", "2020-03-31"),
        spell("cat", "2022-04-01", "2022-05-01"),
    ]
    counts = {y.label: (y.certain, y.possible) for y in changes_by_year(find_changes(held), 2018, 2022)}
    assert counts == {"2018/19": (0, 0), "2019/20": (1, 2), "2020/21": (0, 1), "2021/22": (0, 1), "2022/23": (0, 1)}
