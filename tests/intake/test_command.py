"""``sendgraph import`` as a user meets it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sendgraph.cli.main import cli
from tests.intake.imports import problems_of
from tests.intake.test_ofsted_area import MI, SHEETS
from tests.intake.writing import write_csv, write_ods

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sendgraph", "import", *map(str, arguments)]
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=where, check=False, timeout=120)


def test_what_was_read_left_out_and_added_is_printed(tmp_path: Path) -> None:
    write_ods(tmp_path / "area.ods", SHEETS)
    done = run("ofsted-area-send-2016", "area.ods", "-o", "own", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "area.ods: 6 rows read, 3 mapped, 3 left out"
    assert "  left out: Area_SEND, line 7: Kent has no first day" in lines
    assert any(line.startswith("  note: sheet Area_SEND, line 3: revisit: 'Not revisited yet'") for line in lines)
    assert "  in another dataset already, not repeated: sources: ofsted_area-send-2016-2022" in lines
    assert "rows read" not in done.stderr
    assert "\r" not in done.stderr
    assert (tmp_path / "own" / "dataset.toml").is_file()
    again = run("ofsted-area-send-2016", "area.ods", "-o", "own", cwd=tmp_path)
    assert "0 rows added, 0 changed, " in again.stdout


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(tmp_path: Path) -> None:
    write_csv(tmp_path / "mi.csv", MI)
    done = run("ofsted-area-send-2023", "mi.csv", "-o", "own", "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert "rows would be added" in done.stdout
    assert not (tmp_path / "own").exists()


def test_an_unknown_layout_ends_with_status_1_and_the_headers_seen(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", [["Council", "Result"]])
    done = run("ofsted-sif", "x.csv", "-o", "own", cwd=tmp_path)
    assert done.returncode == 1
    assert "Headers seen: x: 'Council', 'Result'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "own").exists()


def test_an_unknown_kind_and_a_missing_file_are_wrong_use(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", [["Council"]])
    assert run("ofsted-sif", "absent.csv", "-o", "own", cwd=tmp_path).returncode == 2
    done = run("ofsted", "x.csv", "-o", "own", cwd=tmp_path)
    assert done.returncode == 2
    assert "ofsted-area-send-2016" in done.stderr


def test_a_dataset_with_a_problem_is_not_touched(tmp_path: Path) -> None:
    write_csv(tmp_path / "mi.csv", MI)
    run("ofsted-area-send-2023", "mi.csv", "-o", "own", cwd=tmp_path)
    path = tmp_path / "own" / "judgements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("accepted", "acepted"), encoding="utf-8")
    done = run("ofsted-area-send-2023", "mi.csv", "-o", "own", cwd=tmp_path)
    assert done.returncode == 1
    assert "UNKNOWN_CODE" in done.stderr


def test_no_room_for_the_rows_is_told_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_csv(tmp_path / "mi.csv", MI)

    def fill_up(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("sendgraph.intake.merge.merge_into", fill_up)
    monkeypatch.setattr("gc.disable", lambda: None)  # the command has a process of its own
    arguments = ["import", "ofsted-area-send-2023", str(tmp_path / "mi.csv"), "-o", str(tmp_path / "own")]
    told = CliRunner().invoke(cli, arguments).exception
    assert isinstance(told, OSError)
    assert str(told).endswith("database or disk is full; set TMPDIR to a folder with more room")


def readme_block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", (ROOT / "data" / "README.md").read_text(encoding="utf-8"), re.S)
    return found


def test_the_sheet_and_mapping_of_the_readme_are_imported_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "directors.csv").write_text(readme_block("csv"), encoding="utf-8")
    (tmp_path / "directors.toml").write_text(readme_block("toml"), encoding="utf-8")
    done = run("tables", "directors.csv", "-o", "mine", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "directors.csv: 2 rows read, 2 mapped, 0 left out")
    assert problems_of(tmp_path / "mine") == []
    assert "own_zelda-example_kent_2019-09-01_held" in (tmp_path / "mine" / "tenures.csv").read_text()


def test_a_sheet_without_a_mapping_is_sent_to_the_readme(tmp_path: Path) -> None:
    write_csv(tmp_path / "own.csv", [["Council"]])
    done = run("tables", "own.csv", "-o", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert f"write own.toml beside it, as {ROOT}/data/README.md shows" in done.stderr


def test_a_file_of_which_no_row_can_be_taken_writes_nothing(tmp_path: Path) -> None:
    sheet = readme_block("csv").replace("Kent", "Atlantis").replace("Suffolk", "Lyonesse")
    (tmp_path / "directors.csv").write_text(sheet, encoding="utf-8")
    (tmp_path / "directors.toml").write_text(readme_block("toml"), encoding="utf-8")
    done = run("tables", "directors.csv", "-o", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("directors.csv: 2 rows read, 0 mapped, 2 left out\n  left out: directors, line 2:")
    assert "nothing was written" in done.stderr
    assert not (tmp_path / "mine").exists()
