"""A build killed at any moment leaves the old store or the new one, and its leftovers go with the next build."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from sendgraph.store.build import build_store
from sendgraph.store.folder import MARKER, open_current, read_marker, write_store
from sendgraph.store.version import find_version
from tests.model.village_facts import VILLAGE
from tests.store.processes import fill_nothing, readable_triples, silent, start_building

ROUNDS = 12


def _kill_after(folder: Path, delay: float) -> None:
    """Start builds in the folder and kill them without a warning."""
    process = start_building(folder, times=50)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    assert process.poll() is None, "the builds were over before the kill"
    process.kill()
    process.communicate()


def test_a_killed_rebuild_leaves_a_whole_store_and_the_next_build_cleans_up(tmp_path: Path) -> None:
    folder, version = tmp_path / "store", find_version([VILLAGE])
    marker = build_store(folder, [VILLAGE], version, silent)
    chance = random.Random(20260101)
    for number in range(ROUNDS):
        _kill_after(folder, 0.01 + number * 0.03 + chance.random() * 0.03)
        found = read_marker(folder)
        assert found is not None
        assert readable_triples(open_current(folder)) == found.triple_count == marker.triple_count
    before = read_marker(folder)
    assert before is not None
    last = build_store(folder, [VILLAGE], version, silent)
    assert {p.name for p in folder.iterdir()} == {MARKER, last.current, before.current}


def test_a_killed_first_build_leaves_a_folder_that_the_next_build_takes(tmp_path: Path) -> None:
    version = find_version([VILLAGE])
    for number in range(4):
        folder = tmp_path / f"store-{number}"
        _kill_after(folder, 0.02 + number * 0.06)
        marker = build_store(folder, [VILLAGE], version, silent)
        assert readable_triples(open_current(folder)) == marker.triple_count


@pytest.mark.parametrize("leftover", [".building-0123456789ab-99999999-00c0ffee", "db-0123456789ab-99999999-00c0ffee"])
def test_copies_of_a_process_that_is_gone_are_removed_by_the_next_build(tmp_path: Path, leftover: str) -> None:
    (tmp_path / leftover).mkdir()
    (tmp_path / leftover / "CURRENT").write_text("half")
    marker = write_store(tmp_path, "0" * 64, "data", 0, fill_nothing)
    assert {p.name for p in tmp_path.iterdir()} == {MARKER, marker.current}


def test_a_marker_that_was_never_put_in_place_is_no_stranger(tmp_path: Path) -> None:
    (tmp_path / f".{MARKER}.99999999.part").write_text("{")
    assert read_marker(tmp_path) is None
    marker = write_store(tmp_path, "0" * 64, "data", 0, fill_nothing)
    assert {p.name for p in tmp_path.iterdir()} == {MARKER, marker.current}


def test_the_copy_before_stays_for_readers_until_the_build_after_the_next(tmp_path: Path) -> None:
    markers = [write_store(tmp_path, "0" * 64, str(n), 0, fill_nothing) for n in range(3)]
    assert {p.name for p in tmp_path.glob("db-*")} == {m.current for m in markers[1:]}


def test_a_failing_build_leaves_the_store_in_use_and_no_leftovers(tmp_path: Path) -> None:
    marker = write_store(tmp_path, "0" * 64, "old", 0, fill_nothing)

    def fail(store: object) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        write_store(tmp_path, "1" * 64, "new", 0, fail)
    assert read_marker(tmp_path) == marker
    assert {p.name for p in tmp_path.iterdir()} == {MARKER, marker.current}
