"""Store folders that are somebody else's, damaged, or of another format: what is said, and that nothing is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sendgraph.store.build import build_store
from sendgraph.store.folder import MARKER, StoreError, open_current, read_marker, write_store
from sendgraph.store.version import find_version
from tests.model.village_facts import VILLAGE
from tests.store.processes import fill_nothing, silent


def _build(folder: Path) -> None:
    build_store(folder, [VILLAGE], find_version([VILLAGE]), silent)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write_store(tmp_path / "store", "0" * 64, "data", 0, fill_nothing)
    return tmp_path / "store"


@pytest.mark.parametrize("name", ["thesis.txt", "db-backup", ".building-site", ".hidden"])
def test_a_folder_with_other_files_is_refused_and_left_untouched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "chapter").write_text("mine")
    with pytest.raises(
        StoreError, match=r"is not a sendgraph store and is not empty: name an empty folder or a new one"
    ):
        _build(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in sorted(tmp_path.rglob("*"))] == [name, f"{name}/chapter"]


def test_files_beside_a_store_are_never_removed(store: Path) -> None:
    (store / "db-backup").mkdir()
    _build(store)
    assert (store / "db-backup").is_dir()


def test_a_file_in_place_of_a_folder_is_refused_and_left_untouched(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("mine")
    with pytest.raises(StoreError, match=r"cannot be a store .Not a directory.: name an empty folder or a new one"):
        _build(tmp_path / "store")
    assert (tmp_path / "store").read_text() == "mine"


def test_an_empty_folder_and_a_missing_one_hold_no_store(tmp_path: Path) -> None:
    assert read_marker(tmp_path) is None
    assert read_marker(tmp_path / "missing") is None
    with pytest.raises(StoreError, match="holds no store: run sendgraph build --store"):
        open_current(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        "{}",
        '{"format": 1}',
        '{"format": 1, "current": "../..", "key": "", "data_version": "", "triple_count": 0}',
    ],
)
def test_a_damaged_marker_says_to_delete_the_folder_and_build_again(store: Path, content: str) -> None:
    (store / MARKER).write_text(content)
    for use in (read_marker, open_current, _build):
        with pytest.raises(StoreError, match="delete the folder and build again"):
            use(store)
    assert (store / MARKER).read_text() == content


def test_a_marker_that_is_no_text_says_the_same(store: Path) -> None:
    (store / MARKER).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match=r"cannot be read .*: delete the folder and build again"):
        read_marker(store)


def test_a_store_of_another_format_says_so_even_if_its_marker_has_other_keys(store: Path) -> None:
    for marker in ({"format": 2, "copy": "db-1"}, json.loads((store / MARKER).read_text()) | {"format": 0}):
        (store / MARKER).write_text(json.dumps(marker))
        with pytest.raises(StoreError, match=r"has store format [02], this version reads 1: delete the folder"):
            open_current(store)


def test_a_copy_that_is_gone_or_damaged_says_what_to_do(store: Path) -> None:
    marker = read_marker(store)
    assert marker is not None
    (store / marker.current / "CURRENT").write_text("rubbish")
    with pytest.raises(StoreError, match=r"cannot be opened .*: delete the folder and build again"):
        open_current(store)
    shutil.rmtree(store / marker.current)
    with pytest.raises(StoreError, match=r"cannot be opened .*: delete the folder and build again"):
        open_current(store)
    assert not (store / marker.current).exists()
