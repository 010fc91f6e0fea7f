"""The tutorial's blocks: what each runs, what it prints, and how to write the outputs anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).parents[2] / "queries" / "TUTORIAL.md"
COMMAND = "python -m tests.queries.tutorial"
_CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
_SPARQL = re.compile(r"```sparql\n(.*?)```", re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    """Each command with the output that the page shows."""
    return [(m["command"], m["output"]) for m in _CONSOLE.finditer(text)]


def run(command: str, folder: Path) -> str:
    """What the command prints in a folder that holds the page's own query as ``regions.rq``."""
    query = _SPARQL.search(PAGE.read_text(encoding="utf-8"))
    assert query
    (folder / "regions.rq").write_text(query[1], encoding="utf-8")
    scripts = Path(sys.executable).parent
    where = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=where, capture_output=True, text=True, check=True
    )
    return done.stdout


def rewritten(text: str, folder: Path) -> str:
    """The page with every output as it is now."""
    return _CONSOLE.sub(lambda m: f"```console\n$ {m['command']}\n{run(m['command'], folder)}```", text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
