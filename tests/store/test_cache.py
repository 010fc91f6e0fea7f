"""The store in the user's cache: built once for each version of the data, and opened for reading only."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sendgraph.store.build import build_store, cache_folder, make_graph, open_store, sorted_nquads
from sendgraph.store.folder import open_current, read_marker
from sendgraph.store.version import find_version, known_version
from tests.model.village_facts import VILLAGE
from tests.store.processes import readable_triples, silent, start_opening


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SENDGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A copy of the village that a test may change."""
    return Path(shutil.copytree(VILLAGE, tmp_path / "village"))


def _stores(cache: Path) -> list[Path]:
    """The store folders of the cache; files beside them only remember versions."""
    return [p for p in cache.iterdir() if p.is_dir()]


def test_the_first_use_builds_and_the_second_opens_without_building(cache: Path) -> None:
    said: list[str] = []
    store, marker = open_store([VILLAGE], said.append)
    assert len(said) == 3
    assert said[0].startswith("building the store")
    assert readable_triples(store) == marker.triple_count == make_graph([VILLAGE], "any").triple_count
    del store
    copies = sorted(p.name for p in cache.glob("*/db-*"))
    said.clear()
    _, again = open_store([VILLAGE], said.append)
    assert (said, again) == ([], marker)
    assert sorted(p.name for p in cache.glob("*/db-*")) == copies == [marker.current]


def test_the_cache_is_where_the_environment_says(cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder() == cache
    open_store([VILLAGE], silent)
    assert [p.name for p in _stores(cache)] == [find_version([VILLAGE]).key[:16]]
    monkeypatch.delenv("SENDGRAPH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert cache_folder().name == "sendgraph"
    assert cache_folder() != cache


def test_changed_data_have_another_key_and_are_built_anew(cache: Path, village: Path) -> None:
    before = find_version([village])
    _, first = open_store([village], silent)
    people = village / "people.csv"
    people.write_text(people.read_text() + "zed_ashby,Zed Ashbyton\n")
    after = find_version([village])
    assert (after.key != before.key, after.data != before.data) == (True, True)
    said: list[str] = []
    _, second = open_store([village], said.append)
    assert said
    assert second.triple_count == first.triple_count + 2  # a type and a name
    assert len(_stores(cache)) == 2


def test_the_same_data_have_one_key_wherever_they_lie(village: Path) -> None:
    assert find_version([village]) == find_version([VILLAGE])
    (village / "notes.txt").write_text("not a table")
    assert find_version([village]) == find_version([VILLAGE])


def test_a_change_is_seen_although_size_and_time_of_the_file_are_as_before(cache: Path, village: Path) -> None:
    people = village / "people.csv"
    before = people.stat()
    long_ago = before.st_mtime_ns - 3_600_000_000_000
    for path in village.iterdir():
        os.utime(path, ns=(long_ago, long_ago))
    assert known_version([village], cache) == find_version([village])
    (stamp,) = cache.glob("version-*.json")
    later = before.st_ctime_ns + 3_600_000_000_000
    os.utime(stamp, ns=(later, later))  # as if an hour had passed before the change: the stamp is trusted from now on
    people.write_text(people.read_text().replace("Zoe Ashbyton", "Zoe Ashbyten"))
    os.utime(people, ns=(long_ago, long_ago))
    assert people.stat().st_size == before.st_size
    assert known_version([village], cache) == find_version([village])


def test_a_description_is_part_of_the_version(village: Path) -> None:
    toml = village / "dataset.toml"
    toml.write_text(toml.read_text().replace("nobody", "somebody"))
    assert find_version([village]).key != find_version([VILLAGE]).key


def test_two_processes_that_start_at_once_both_get_the_whole_store(tmp_path: Path) -> None:
    for round_number in range(3):
        cache = tmp_path / f"cache-{round_number}"
        running = [start_opening(cache), start_opening(cache)]
        answers = [process.communicate(timeout=60) for process in running]
        assert [p.returncode for p in running] == [0, 0], answers
        (ours, promised, _), (theirs, _, _) = (out.split() for out, _ in answers)
        assert ours == theirs == promised
        (folder,) = _stores(cache)
        marker = read_marker(folder)
        assert marker is not None
        assert str(readable_triples(open_current(folder))) == promised
        assert list(folder.glob(".*")) == []


def test_the_store_is_opened_for_reading_only(cache: Path) -> None:
    store, _ = open_store([VILLAGE], silent)
    with pytest.raises((OSError, RuntimeError), match="read-write"):
        store.update("INSERT DATA { <https://a.example/a> <https://a.example/b> <https://a.example/c> }")
    with pytest.raises((OSError, RuntimeError), match="read-write"):
        store.clear()


def test_stores_of_other_versions_are_kept_up_to_four_and_then_removed(cache: Path, village: Path) -> None:
    toml = village / "dataset.toml"
    for number in range(7):
        toml.write_text(toml.read_text() + f"# change {number}\n")
        open_store([village], silent)
    assert len(_stores(cache)) == 5
    assert (cache / find_version([village]).key[:16]).is_dir()


def test_two_builds_give_byte_identical_sorted_nquads(tmp_path: Path) -> None:
    version = find_version([VILLAGE])
    texts = []
    for name in ("one", "two"):
        build_store(tmp_path / name, [VILLAGE], version, silent)
        texts.append(sorted_nquads(open_current(tmp_path / name)))
    assert texts[0] == texts[1]
    lines = texts[0].splitlines()
    assert lines == sorted(lines)
    marker = read_marker(tmp_path / "one")
    assert marker is not None
    assert len(lines) == marker.triple_count
