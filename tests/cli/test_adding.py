"""A dataset of one's own: started, added to, and laid over the shipped facts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-m", "sendgraph"]
CLAIM = [
    *("--council", "Kent", "--person", "Zelda Example", "--role", "dcs", "--basis", "interim"),
    *("--url", "https://example.org/news/1", "--publisher", "Kent Example", "--source-kind", "local-press"),
    *("--source-title", "New director at Kent", "--published", "2024-05-03"),
    *("--passage", "Zelda Example has been interim director of children's services since the first of May."),
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    assert run(tmp_path, "init", "mine").returncode == 0
    return folder


def run(cwd: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [*RUN, *arguments], capture_output=True, text=True, input=typed, cwd=cwd, env=where, check=False, timeout=120
    )


def test_a_started_dataset_is_in_order(own: Path) -> None:
    done = run(own.parent, "check", "mine")
    assert done.returncode == 0
    assert "0 problems" in done.stderr


def test_init_leaves_a_folder_with_files_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    done = run(tmp_path, "init", ".")
    assert done.returncode == 2
    assert "not empty" in done.stderr


@pytest.mark.parametrize(
    ("name", "way_out"), [("My_Set", "such as my-set"), ('a"b', "such as a-b"), ("ä_", "such as a")]
)
def test_a_name_that_no_dataset_can_have_is_refused(tmp_path: Path, name: str, way_out: str) -> None:
    done = run(tmp_path, "init", name)
    assert done.returncode == 2
    assert "cannot name a dataset" in done.stderr
    assert way_out in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_claim_is_added_and_says_what_it_changes(own: Path) -> None:
    done = run(own.parent, "add", "--dataset", "mine", *CLAIM, "--started", "2024-05-01", "--no-input")
    assert done.returncode == 0, done.stderr
    assert "new: tenure_kent_dcs_zelda-example, interim, started 2024-05-01" in done.stdout
    assert "changed: tenure_kent_dcs_" in done.stdout, "the holder before her is bounded by her start"
    tenures = (own / "tenures.csv").read_text()
    assert "Zelda Example has been … the first of May." in tenures
    assert "interim director of children's services since" not in tenures, "a passage is never kept"
    assert run(own.parent, "check", "mine").returncode == 0
    report = run(own.parent, "report", "officer", "Zelda Example", "--data", "mine")
    assert "Kent Example" in report.stdout


def test_a_second_claim_uses_the_source_the_person_and_the_post_again(own: Path) -> None:
    assert run(own.parent, "add", "--dataset", "mine", *CLAIM, "--started", "2024-05-01", "--no-input").returncode == 0
    assert run(own.parent, "add", "--dataset", "mine", *CLAIM, "--ended", "2024-09", "--no-input").returncode == 0
    assert (own / "sources.csv").read_text().count("\n") == 2
    assert (own / "people.csv").read_text().count("\n") == 2
    assert (own / "tenures.csv").read_text().count("\n") == 3
    assert (own / "posts.csv").read_text().count("\n") == 1, "the post is one of the shipped ones"


def test_a_dry_run_writes_nothing(own: Path) -> None:
    before = {p.name: p.read_bytes() for p in own.iterdir()}
    done = run(own.parent, "add", "--dataset", "mine", *CLAIM, "--started", "2024-05-01", "--no-input", "--dry-run")
    assert done.returncode == 0
    assert "nothing was written" in done.stderr
    assert {p.name: p.read_bytes() for p in own.iterdir()} == before


def test_what_is_missing_is_asked_for_or_named(own: Path) -> None:
    without_person = [*CLAIM[:2], *CLAIM[4:]]
    silent = run(own.parent, "add", "--dataset", "mine", *without_person, "--started", "2024-05-01", "--no-input")
    assert silent.returncode == 2
    assert "--person is missing" in silent.stderr
    asked = run(
        own.parent, "add", "--dataset", "mine", *without_person, "--started", "2024-05-01", typed="Zelda Example\ny\n"
    )
    assert asked.returncode == 0, asked.stderr
    assert "Zelda Example" in (own / "people.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--started", "1 May 2024"], "no EDTF date"),
        (["--started", "2024-05-01", "--ended", "2023-01-01"], "REVERSED_DATES"),
        ([], "NO_DATE"),
    ],
)
def test_a_claim_that_would_be_a_problem_is_not_written(own: Path, arguments: list[str], message: str) -> None:
    done = run(own.parent, "add", "--dataset", "mine", *CLAIM, *arguments, "--no-input")
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert (own / "tenures.csv").read_text().count("\n") == 1


def test_a_conflict_is_shown_before_it_is_written(own: Path) -> None:
    clash = ["--seen", "2020-01-15"]
    done = run(own.parent, "add", "--dataset", "mine", *CLAIM, *clash, "--no-input", "--dry-run")
    assert "CONFLICT: kent_dcs holder" in done.stdout, done.stdout + done.stderr


def test_an_unknown_council_gets_suggestions(own: Path) -> None:
    done = run(
        own.parent, "add", "--dataset", "mine", "--council", "Sufolk", *CLAIM[2:], "--seen", "2024-05", "--no-input"
    )
    assert done.returncode == 2
    assert "did you mean Suffolk" in done.stderr


def test_a_council_is_asked_for_until_it_is_one_before_anything_else(own: Path) -> None:
    given = [*CLAIM[2:4], *CLAIM[6:], "--seen", "2024-05"]
    done = run(own.parent, "add", "--dataset", "mine", *given, "--dry-run", typed="Sufolk\nSuffolk\ndcs\n")
    assert done.returncode == 0, done.stderr
    assert "did you mean Suffolk" in done.stderr
    assert done.stderr.index("did you mean") < done.stderr.index("Role")
    assert "tenure_suffolk_dcs_zelda-example" in done.stdout


@pytest.mark.parametrize("option", ["--role", "--source-kind", "--basis"])
def test_a_code_that_is_not_in_its_list_is_named_with_the_list(own: Path, option: str) -> None:
    done = run(own.parent, "add", "--dataset", "mine", *CLAIM, option, "boss", "--seen", "2024-05", "--no-input")
    assert done.returncode == 2
    assert f"Invalid value for '{option}': 'boss' is not one of " in done.stderr


def test_a_problem_of_a_new_row_names_its_table(own: Path) -> None:
    claim = ["add", "--dataset", "mine", *CLAIM, "--started", "2024-05-01", "--no-input"]
    assert run(own.parent, *claim).returncode == 0
    again = run(own.parent, *claim)
    assert again.returncode == 1
    assert again.stderr.startswith("new row of tenures SAME_CLAIM the row says the same as mine/tenures.csv:2;")


def test_a_sighting_after_its_source_was_out_is_not_written(own: Path) -> None:
    done = run(own.parent, "add", "--dataset", "mine", *CLAIM, "--seen", "2024-05-04", "--no-input")
    assert done.returncode == 1
    assert "SEEN_TOO_LATE seen 2024-05-04 is after 2024-05-03" in done.stderr
