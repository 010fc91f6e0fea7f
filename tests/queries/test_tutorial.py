"""The tutorial prints what it says it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.queries.tutorial import COMMAND, PAGE, blocks, run

BLOCKS = blocks(PAGE.read_text(encoding="utf-8"))


def test_there_are_ten_questions() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")][-1].startswith("## 10. ")
    assert len(BLOCKS) == 10


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[str(n) for n in range(1, len(BLOCKS) + 1)])
def test_a_block_prints_what_the_page_shows(command: str, output: str, tmp_path: Path) -> None:
    assert output
    assert run(command, tmp_path) == output, f"queries/TUTORIAL.md is behind: run {COMMAND}"
