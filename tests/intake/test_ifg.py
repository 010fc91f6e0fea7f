"""The ministers database: spells in office, renamed departments, acting, leave, and rows that cannot be."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sendgraph.facts.claims import TenureClaim
from sendgraph.intake import ifg
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError
from tests.intake.imports import assembled, bring_in, problems_of, take

TABLES = {
    "person": "id,name,gender,start_date,end_date",
    "organisation": "id,name,short_name,start_date,end_date",
    "organisation_link": "id,predecessor_organisation_id,successor_organisation_id,type,link_start_date,link_end_date",
    "post": "id,organisation_id,name,rank_equivalence",
    "post_relationship": "id,post_id,group_name,group_seniority",
    "appointment": "id,person_id,post_id,start_date,end_date",
    "appointment_characteristics": "id,appointment_id,rank,is_acting,is_on_leave,leave_reason,start_date,end_date",
}
PEOPLE = [
    ("ann", "Ann Archer", "F", "", "2015-01-01"),
    ("ann", "Baroness Archer of Example", "F", "2015-01-01", ""),
    ("bob", "Bob Baker", "M", "", ""),
    ("cat", "Cat Cooper", "F", "", ""),
]
ORGANISATIONS = [
    ("games", "Department of Games", "DG", "2001-01-01", "2010-05-12"),
    ("play", "Department for Play", "DP", "2010-05-12", "2020-01-01"),
    ("toys", "Department for Toys", "DT", "2020-01-01", ""),
]
LINKS = [
    ("l1", "games", "play", "Name change", "2010-05-12", "2010-05-14"),
    ("l2", "play", "toys", "Merger", "2020-01-01", "2020-01-01"),
]
POSTS = [
    ("games-sos", "games", "Secretary of State for Games", "SoS"),
    ("games-chess", "games", "Minister for Chess", "MoS"),
    ("play-sos", "play", "Secretary of State for Play", "SoS"),
    ("play-chess", "play", "Minister for Chess", "PUSS"),
    ("toys-sos", "toys", "Secretary of State for Toys", "SoS"),
]
GROUPS = [
    ("g1", "games-sos", "Games", "SoS"),
    ("g2", "play-sos", "Games", "SoS"),
    ("g3", "toys-sos", "Games", "SoS"),
    ("g4", "games-chess", "Chess", "MoS/PUSS"),
    ("g5", "play-chess", "Chess", "MoS/PUSS"),
]
Spell = tuple[str, str, str, str, str]


def write_tables(folder: Path, held: list[Spell], ways: list[tuple[str, ...]] | None = None) -> Path:
    """A folder of the database: ``held`` as id, person, post, start, end, and ``ways`` told apart where they differ."""
    folder.mkdir(exist_ok=True)
    plain = [(f"c-{key}", key, "Full cabinet", "False", "False", "", start, end) for key, _, _, start, end in held]
    rows = [PEOPLE, ORGANISATIONS, LINKS, POSTS, GROUPS, held, plain if ways is None else ways]
    for (name, header), own in zip(TABLES.items(), rows, strict=True):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([header.split(","), *own])
    return folder


def claims(taken: Taken) -> dict[str, TenureClaim]:
    """The claims by the publisher's id of their row."""
    found = {}
    for row in taken.rows["tenures"]:
        assert isinstance(row, TenureClaim)
        found[row.locator.removeprefix("row ")] = row
    return found


def tenures(dataset: Path) -> list[tuple[str, str, str, str]]:
    """Person, post, first and last day of what the dataset's claims make."""
    return sorted(
        (t.person_id.partition("_")[0], t.post_id, str(t.start.latest or ""), str(t.end.latest or ""))
        for t in assembled(dataset).tenures
    )


def test_an_end_is_the_first_day_it_is_over(tmp_path: Path) -> None:
    held = [("1", "ann", "games-sos", "2001-01-01", "2003-06-13"), ("2", "bob", "games-sos", "2003-06-13", "")]
    taken, _ = bring_in(ifg, write_tables(tmp_path / "in", held), tmp_path / "ministers")
    found = claims(taken)
    assert str(found["c-1"].ended.text) == "2003-06-12"  # type: ignore[union-attr]
    assert found["c-2"].ended is None
    assert found["c-2"].seen.text == "2003-06-13", "the latest day the files name"  # type: ignore[union-attr]
    assert problems_of(tmp_path / "ministers") == []
    assert taken.read == taken.mapped == 4 + 3 + 2 + 5 + 5 + 2 + 2


def test_a_row_that_ends_before_it_starts_is_quarantined_by_line(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-sos", "2003-09-01", "2003-05-14"),
        ("2", "bob", "games-sos", "2003-05-14", "2003-05-14"),
    ]
    held.append(("3", "cat", "games-sos", "2004-01-01", "2005-01-01"))
    taken, _ = bring_in(ifg, write_tables(tmp_path / "in", held), tmp_path / "ministers")
    assert [(o.sheet, o.line) for o in taken.left_out] == [
        ("appointment.csv", 2),
        ("appointment.csv", 3),
        ("appointment_characteristics.csv", 2),
        ("appointment_characteristics.csv", 3),
    ]
    assert taken.left_out[0].reason == "quarantined: it starts on 2003-09-01 and ends on 2003-05-14, so lasts no day"
    assert list(claims(taken)) == ["c-3"]
    assert taken.read - taken.mapped == 4


def test_a_change_of_name_makes_one_body_one_post_and_one_tenure(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-sos", "2008-01-01", "2010-05-12"),
        ("2", "ann", "play-sos", "2010-05-14", "2012-01-01"),
        ("3", "bob", "play-sos", "2012-01-01", "2013-01-01"),
    ]
    dataset = tmp_path / "ministers"
    taken, _ = bring_in(ifg, write_tables(tmp_path / "in", held), dataset)
    post = "department-for-play_secretary-of-state-for-play"
    assert tenures(dataset) == [
        ("ann-archer", post, "2008-01-01", "2011-12-31"),
        ("bob-baker", post, "2012-01-01", "2012-12-31"),
    ]
    bodies = (dataset / "bodies.csv").read_text()
    assert "department-for-play,department,Department for Play,Department of Games,,,,,,2001-01-01,2019-12-31" in bodies
    assert "department-of-games" not in bodies
    assert "Secretary of State for Play,Secretary of State for Games" in (dataset / "posts.csv").read_text()
    assert any("line 3: goes on from another spell through a change of name: one tenure" in n for n in taken.notes)
    assert problems_of(dataset) == []


def test_posts_of_another_group_are_not_carried_through_a_change_of_name(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-sos", "2008-01-01", "2010-05-12"),
        ("2", "ann", "play-chess", "2010-05-12", "2012-01-01"),
    ]
    dataset = tmp_path / "ministers"
    bring_in(ifg, write_tables(tmp_path / "in", held), dataset)
    assert [t[2:] for t in tenures(dataset)] == [("2010-05-12", "2011-12-31"), ("2008-01-01", "2010-05-11")]


def test_a_spell_that_starts_after_the_days_of_the_link_is_another_tenure(tmp_path: Path) -> None:
    held = [("1", "ann", "games-sos", "2008-01-01", "2010-05-12"), ("2", "ann", "play-sos", "2010-05-15", "2012-01-01")]
    dataset = tmp_path / "ministers"
    bring_in(ifg, write_tables(tmp_path / "in", held), dataset)
    assert [t[2:] for t in tenures(dataset)] == [("2008-01-01", "2010-05-11"), ("2010-05-15", "2011-12-31")]


def test_one_title_of_two_ranks_at_a_renamed_body_is_one_post(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-chess", "2008-01-01", "2010-05-12"),
        ("2", "bob", "play-chess", "2010-05-12", "2012-01-01"),
    ]
    dataset = tmp_path / "ministers"
    bring_in(ifg, write_tables(tmp_path / "in", held), dataset)
    assert {t[1] for t in tenures(dataset)} == {"department-for-play_minister-for-chess"}


def test_a_merger_leaves_two_tenures_that_name_each_others_body(tmp_path: Path) -> None:
    held = [("1", "ann", "play-sos", "2018-01-01", "2020-01-01"), ("2", "ann", "toys-sos", "2020-01-01", "")]
    dataset = tmp_path / "ministers"
    taken, _ = bring_in(ifg, write_tables(tmp_path / "in", held), dataset)
    found = claims(taken)
    assert found["c-1"].went_to == "department-for-toys"
    assert found["c-2"].came_from == "department-for-play"
    assert len(tenures(dataset)) == 2
    assert "department-for-play_succeeded-by_department-for-toys" in (dataset / "body_links.csv").read_text()
    assert problems_of(dataset) == []


def test_somebody_first_acting_has_one_tenure_with_both_footings(tmp_path: Path) -> None:
    held = [("1", "bob", "games-sos", "2003-01-01", "2004-01-01")]
    ways = [
        ("w1", "1", "Full cabinet", "True", "False", "", "2003-01-01", "2003-03-01"),
        ("w2", "1", "Full cabinet", "False", "False", "", "2003-03-01", "2004-01-01"),
    ]
    dataset = tmp_path / "ministers"
    taken, _ = bring_in(ifg, write_tables(tmp_path / "in", held, ways), dataset)
    tenure = assembled(dataset).tenures[0]
    assert len(assembled(dataset).tenures) == 1
    assert (tenure.first_basis, tenure.basis) == ("acting", "permanent")
    assert (str(tenure.start.latest), str(tenure.end.earliest)) == ("2003-01-01", "2003-12-31")
    assert claims(taken)["w1"].seen.text == "2003-01-01/2003-02-28"  # type: ignore[union-attr]
    assert "appointment_characteristics.csv line 2: acting" in taken.notes


def test_a_leave_keeps_the_holder_beside_who_covers_it_and_its_reason_is_not_taken(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-sos", "2003-01-01", "2005-01-01"),
        ("2", "bob", "games-sos", "2003-06-01", "2003-09-01"),
    ]
    ways = [
        ("w1", "1", "Full cabinet", "False", "False", "", "2003-01-01", "2003-06-01"),
        ("w2", "1", "Full cabinet", "False", "True", "Secret reason", "2003-06-01", "2003-09-01"),
        ("w3", "1", "Full cabinet", "False", "False", "", "2003-09-01", "2005-01-01"),
        ("w4", "2", "Full cabinet", "True", "False", "", "2003-06-01", "2003-09-01"),
    ]
    dataset = tmp_path / "ministers"
    taken, _ = bring_in(ifg, write_tables(tmp_path / "in", held, ways), dataset)
    made = assembled(dataset)
    assert [t[2:] for t in tenures(dataset)] == [("2003-01-01", "2004-12-31"), ("2003-06-01", "2003-08-31")]
    assert made.conflicts == []
    found = claims(taken)
    assert {key for key, claim in found.items() if claim.is_shared} == {"w2", "w4"}
    assert found["w4"].basis == "acting"
    assert found["w2"].note == "On leave in this time, and still the holder."
    assert "Secret reason" not in "".join(p.read_text() for p in dataset.glob("*.csv")) + str(taken.notes)


def test_a_department_that_is_known_already_is_not_written_again(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "in", [("1", "ann", "toys-sos", "2020-01-01", "")])
    organisations = folder / "organisation.csv"
    organisations.write_text(organisations.read_text().replace("Department for Toys", "Department for Education"))
    taken = take(ifg, folder)
    assert [getattr(b, "body_id", "") for b in taken.rows["bodies"]] == ["department-for-play"]
    assert claims(taken)["c-1"].post_id.startswith("department-for-education_")


def test_two_holders_for_months_make_two_seats_and_a_slow_handover_does_not(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-chess", "2003-01-01", "2005-01-01"),
        ("2", "bob", "games-chess", "2004-01-01", "2005-01-01"),
        ("3", "ann", "games-sos", "2005-01-01", "2006-02-01"),
        ("4", "bob", "games-sos", "2006-01-15", "2007-01-01"),
    ]
    taken = take(ifg, write_tables(tmp_path / "in", held))
    seats = {getattr(p, "post_id", "").partition("_")[2]: getattr(p, "seats", None) for p in taken.rows["posts"]}
    assert seats == {"minister-for-chess": 2, "secretary-of-state-for-games": None}


@pytest.mark.parametrize(
    ("start", "name", "others"),
    [
        ("2003-01-01", "Ann Archer", ("Baroness Archer of Example",)),
        ("2016-01-01", "Baroness Archer of Example", ("Ann Archer",)),
    ],
)
def test_a_person_has_the_name_of_the_last_office_and_the_id_of_the_first(
    tmp_path: Path, start: str, name: str, others: tuple[str, ...]
) -> None:
    held = [("0", "ann", "games-chess", "2002-01-01", "2002-02-01"), ("1", "ann", "games-sos", start, "")]
    ann, *_ = take(ifg, write_tables(tmp_path / "in", held)).rows["people"]
    found = (getattr(ann, column, None) for column in ("person_id", "name", "other_names"))
    assert tuple(found) == ("ann-archer_ifg-ann", name, others)


def test_the_days_of_the_finer_table_are_taken_and_the_difference_told(tmp_path: Path) -> None:
    held = [("1", "ann", "games-sos", "2003-01-01", "2005-01-01")]
    ways = [("w1", "1", "Full cabinet", "False", "False", "", "2003-01-21", "2005-01-01")]
    taken = take(ifg, write_tables(tmp_path / "in", held, ways))
    assert claims(taken)["w1"].started.text == "2003-01-21"  # type: ignore[union-attr]
    assert any("csv line 2: 2003-01-01 to 2005-01-01 here, 2003-01-21 to 2005-01-01 in" in n for n in taken.notes)


def test_the_same_tables_again_change_nothing_and_newer_ones_update(tmp_path: Path) -> None:
    held = [("1", "ann", "games-sos", "2001-01-01", "2003-06-13"), ("2", "bob", "games-sos", "2003-06-13", "")]
    dataset = tmp_path / "ministers"
    _, first = bring_in(ifg, write_tables(tmp_path / "in", held), dataset)
    before = {p.name: p.read_bytes() for p in dataset.iterdir()}
    _, again = bring_in(ifg, tmp_path / "in", dataset)
    assert first.added
    assert (len(again.added), len(again.changed), len(again.dropped)) == (0, 0, 0)
    assert {p.name: p.read_bytes() for p in dataset.iterdir()} == before
    newer = [(*held[1][:4], "2004-05-01"), ("3", "cat", "games-sos", "2004-05-01", "")]
    _, third = bring_in(ifg, write_tables(tmp_path / "in", newer), dataset)
    assert third.changed.first == [("tenures", "ifg_c-2_tenure")]
    assert third.added.first == [("tenures", "ifg_c-3_tenure")]
    assert third.dropped.first == [("tenures", "ifg_c-1_tenure")]
    assert "ifg_c-1_tenure" in (dataset / "tenures.csv").read_text()


def test_a_folder_without_a_table_says_which(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "in", [])
    (folder / "post.csv").unlink()
    with pytest.raises(IntakeError, match=r"lacks post\.csv"):
        take(ifg, folder)


def test_the_folder_above_the_tables_will_do(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    held = [("1", "ann", "games-sos", "2001-01-01", "2003-06-13")]
    shutil.move(write_tables(tmp_path / "in", held), tmp_path / "repository" / "data")
    assert list(claims(take(ifg, tmp_path / "repository"))) == ["c-1"]


def test_turnover_of_ministers_can_be_reported(tmp_path: Path) -> None:
    held = [
        ("1", "ann", "games-sos", "2001-01-01", "2003-06-13"),
        ("2", "bob", "games-sos", "2003-06-13", "2004-01-01"),
    ]
    bring_in(ifg, write_tables(tmp_path / "in", held), tmp_path / "ministers")
    command = [sys.executable, "-m", "sendgraph", "report", "turnover", "--role", "minister", "--data", "ministers"]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=where, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Ann Archer → Bob Baker, 2003-06-12 to 2003-06-13" in done.stdout
