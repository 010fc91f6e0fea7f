from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sendgraph.core import files
from sendgraph.core.files import write_whole
from sendgraph.facts.canonical import canonical_text, find_untidy, fix_folder
from sendgraph.facts.folders import dataset_folders
from sendgraph.facts.read import read_table
from sendgraph.facts.tables import TABLES
from tests.bad.checking import BASE

TIDY = 'person_id,name,other_names,note\nada,Ada Quill,,\nben,"Thorn, Ben",B. Thorn; Benny,Siân’s\n'


@pytest.fixture
def village(tmp_path: Path) -> Path:
    folder = tmp_path / "village"
    folder.mkdir()
    return folder


def put(village: Path, content: str | bytes) -> Path:
    path = village / "people.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + TIDY.encode(),
        TIDY.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode(),
        TIDY.removesuffix("\n"),
        'person_id,name,other_names,note\nben,"Thorn, Ben",B. Thorn; Benny,Siân’s\nada,Ada Quill,,\n',
        'note,name,person_id,other_names\n,Ada Quill,ada,\nSiân’s,"Thorn, Ben",ben,B. Thorn; Benny\n',
        '"person_id","name",other_names,note\n"ada","Ada Quill",,\nben,"Thorn, Ben","B. Thorn; Benny",Siân’s\n',
    ],
)
def test_a_fix_mends_form_and_a_second_one_changes_nothing(village: Path, content: str | bytes) -> None:
    path = put(village, content)
    assert fix_folder(village) == [path]
    assert path.read_bytes() == TIDY.encode()
    assert find_untidy(village) == []
    assert fix_folder(village) == []


@pytest.mark.parametrize(
    "content",
    [
        TIDY.replace("Siân", "Sia\u0302n"),
        TIDY.replace("Ada Quill", "Ada  Quill"),
        TIDY.replace("Siân", "Siân").encode("latin-1", "replace").replace(b"?", b"\xe2"),
        TIDY.replace("\nben", "\n\nben"),
        TIDY.replace("Ada Quill", "Ada\rQuill").replace("\n", "\r\n"),
        TIDY.replace("ada,", "Ada,").replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + TIDY.replace("name", "nom").encode(),
        b"",
    ],
)
def test_a_file_with_any_other_problem_is_left_as_it_is(village: Path, content: str | bytes) -> None:
    path = put(village, content)
    before = path.read_bytes()
    assert fix_folder(village) == []
    assert path.read_bytes() == before
    assert [p.name for p in village.iterdir()] == ["people.csv"]


def test_what_is_no_table_is_not_touched(village: Path) -> None:
    (village / "notes.csv").write_bytes(b"a,b\r\n")
    (village / "events.csv").mkdir()
    assert fix_folder(village) == []
    assert (village / "notes.csv").read_bytes() == b"a,b\r\n"


def test_untidy_files_are_advice_and_name_the_command(village: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(village)
    put(village, TIDY.removesuffix("\n"))
    (problem,) = find_untidy(village)
    assert problem.is_advice
    assert str(problem) == (
        "people.csv NOT_CANONICAL advice: the file is not in canonical form; run sendgraph check --fix"
    )


@pytest.mark.parametrize("name", sorted(TABLES))
def test_canonical_text_of_canonical_text_is_the_same(name: str) -> None:
    path = BASE / f"{name}.csv"
    rows, problems = read_table(path, TABLES[name], "village")
    assert problems == []
    assert canonical_text(reversed(rows), TABLES[name]) == path.read_text(encoding="utf-8")


def test_a_write_that_fails_leaves_the_old_file_and_no_part_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["people.csv"]


def test_a_written_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_whole(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


@pytest.mark.parametrize("folder", dataset_folders(), ids=lambda f: f.name)
def test_the_shipped_tables_are_in_canonical_form(folder: Path, tmp_path: Path) -> None:
    assert [str(p) for p in find_untidy(folder)] == []
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    assert fix_folder(copy) == []
