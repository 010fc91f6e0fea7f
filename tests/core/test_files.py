"""Files written whole or not at all, and what is said where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendgraph.core.files import write_whole


def test_a_folder_that_is_not_there_is_named_as_it_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"^there is no folder reports/may: make it first, or name another$"):
        write_whole(Path("reports/may/kent.html"), b"")


def test_a_file_that_cannot_be_written_is_named_and_not_the_one_beside_it(tmp_path: Path) -> None:
    name = "x" * 250
    with pytest.raises(OSError, match=rf"/{name} cannot be written: File name too long$"):
        write_whole(tmp_path / name, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    def pieces() -> object:
        yield b"half"
        raise ValueError("no more")

    (tmp_path / "kent.html").write_bytes(b"before")
    with pytest.raises(ValueError, match="no more"):
        write_whole(tmp_path / "kent.html", b"", pieces())  # type: ignore[arg-type]
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("kent.html", b"before")]
