"""The dataset that is there before an import, read in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendgraph.facts.canonical import canonical_text
from sendgraph.facts.claims import InspectionClaim
from sendgraph.facts.tables import TABLES, Facts
from sendgraph.facts.things import Person
from sendgraph.intake.councils import Councils
from sendgraph.intake.held import read_held
from sendgraph.intake.merge import merge_into
from sendgraph.intake.outcome import Taken
from sendgraph.intake.spool import Spool

COUNT = 5_000
"""Rows enough for three pieces."""


@pytest.fixture(scope="module")
def lines() -> list[str]:
    people = (Person(person_id=f"p-{number:05}_kent", name=f"P {number}") for number in range(COUNT))
    return canonical_text(people, TABLES["people"]).splitlines(keepends=True)


def put(folder: Path, lines: list[str]) -> Path:
    folder.mkdir()
    (folder / "people.csv").write_text("".join(lines), encoding="utf-8")
    return folder


def test_every_row_of_every_piece_is_there(tmp_path: Path, lines: list[str]) -> None:
    held, problems = read_held(put(tmp_path / "own", lines))
    assert problems == []
    assert [text for _, _, text in held["people"].by_key()] == lines[1:]


@pytest.mark.parametrize("line", [2, 2_001, 2_002, 4_001, 4_002, COUNT + 1])
def test_a_problem_is_told_at_its_line_of_the_whole_table(tmp_path: Path, lines: list[str], line: int) -> None:
    spoilt = [*lines]
    spoilt[line - 1] = "Not_An_Id,P,,\n"
    _, problems = read_held(put(tmp_path / "own", spoilt))
    assert [(p.place.path, p.place.line, p.place.column, p.code) for p in problems] == [
        ((tmp_path / "own" / "people.csv").as_posix(), line, 1, "BAD_ID")
    ]


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        (lambda lines: ["\ufeff", *lines], 1, "BOM"),
        (lambda lines: [line.replace("\n", "\r\n") for line in lines], 1, "CRLF"),
        (lambda lines: [lines[0].replace(",name,", ",nam,"), *lines[1:]], 1, "UNKNOWN_COLUMN"),
        (lambda lines: [*lines[:3_000], "x" * 50_000 + "\n", *lines[3_000:]], 3_001, "LINE_TOO_LONG"),
        (lambda lines: lines[:0], 0, "EMPTY_FILE"),
    ],
)
def test_what_stops_the_reading_of_a_table_is_told_once(
    tmp_path: Path, lines: list[str], change: object, line: int, code: str
) -> None:
    _, problems = read_held(put(tmp_path / "own", change(lines)))  # type: ignore[operator]
    assert (problems[0].place.line, problems[0].code) == (line, code)
    assert len({p.code for p in problems}) == len(problems)


def test_a_table_of_no_name_and_a_bad_description_are_problems_of_a_dataset(tmp_path: Path, lines: list[str]) -> None:
    folder = put(tmp_path / "own", lines[:2])
    (folder / "persons.csv").write_text("x\n", encoding="utf-8")
    assert read_held(folder)[1] == []
    (folder / "dataset.toml").write_text('title = "t"\n', encoding="utf-8")
    assert {p.code for p in read_held(folder)[1]} == {"MISSING_KEY", "UNKNOWN_TABLE"}


def test_what_was_withdrawn_is_no_known_inspection(tmp_path: Path) -> None:
    visit = InspectionClaim(
        claim_id="c_1",
        source_id="s",
        status="accepted",
        inspection_id="kent_ilacs_2022-05",
        framework="ilacs",
        kind="full",
        body_ids=("kent",),
        inspected_by=("ofsted",),
    )
    gone = InspectionClaim(claim_id="c_2", status="withdrawn", status_reason="2026-01-31: the source fell")
    about = {"title": "t", "publisher": "p", "licence": "l", "made": "m"}
    merge_into(tmp_path / "own", Taken(rows=Spool({"inspections": [visit, gone]})), about)
    known = Councils(Facts(), read_held(tmp_path / "own")[0]).inspections()
    assert [claim.inspection_id for claim in known] == ["kent_ilacs_2022-05"]
