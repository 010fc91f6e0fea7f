"""The tree as a newcomer finds it: layers, sizes, words, and a README whose commands run."""

from __future__ import annotations

import ast
import os
import re
import shlex
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "sendgraph").rglob("*.py"))


def test_layers_point_down() -> None:
    done = subprocess.run(["lint-imports"], cwd=ROOT, env=with_scripts(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


def with_scripts() -> dict[str, str]:
    """The environment with the scripts of this Python's environment first on the path."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def test_files_are_small() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(p): n for p, n in lengths.items() if n > 400} == {}
    assert statistics.median(n for p, n in lengths.items() if p.name != "__init__.py") <= 160
    queries = {p.name: p.read_text(encoding="utf-8").count("\n") for p in (ROOT / "queries").glob("*/*.rq")}
    assert {name: n for name, n in queries.items() if n > 98} == {}, "the style asks for 60: none may get longer"


@pytest.mark.parametrize("word", ["membership", "appointment", "utils"])
def test_words_that_are_not_ours_stay_out_of_the_code(word: str) -> None:
    named = re.compile(rf"\b(def|class)\s+\w*{word}\w*|\b\w*{word}\w*\s*[:=]", re.IGNORECASE)
    assert [str(p) for p in SOURCES if named.search(p.read_text(encoding="utf-8"))] == []


def commands_of_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [line.split("#")[0].strip() for line in text.splitlines() if line.startswith("sendgraph ")]


def test_the_readme_sets_up_with_two_command_lines() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[0].endswith("sendgraph report turnover")
    assert lines[1].endswith("python -m pytest")
    assert all(line in text for line in lines)


@pytest.mark.parametrize("command", commands_of_readme())
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    where = {**os.environ, "PYTHONPATH": str(ROOT), "SENDGRAPH_CACHE": str(tmp_path.parent / "readme-cache")}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=tmp_path, env=where, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or "wrote" in done.stderr


def test_the_readme_shows_commands() -> None:
    assert len(commands_of_readme()) >= 7


def test_every_problem_code_is_explained_in_contributing() -> None:
    emitted = {code for path in SOURCES if path.parent.name in ("facts", "model") for code in codes_in(path)}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", text, re.MULTILINE))
    assert len(emitted) > 50
    assert emitted == explained


def codes_in(path: Path) -> set[str]:
    """Codes of problems: constants in capitals that a call is given."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    given = (a.value for call in calls for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
    return {text for text in given if re.fullmatch(r"[A-Z][A-Z0-9_]{2,}", text) and text != "NFC"}
