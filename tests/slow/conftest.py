"""The slower gate: independent software and simulations. Run it with ``python -m pytest tests/slow -m slow``."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Answer = list[list[float]]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)


def _missing(what: str) -> None:
    """Skip, or fail where the gate demands every witness."""
    if os.environ.get("SENDGRAPH_REQUIRE_WITNESSES") == "1":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed; the extra 'witness' and r-cran-survival bring it")


@pytest.fixture(scope="session")
def witness() -> Callable[[str], ModuleType]:
    """Import a witness library by name."""

    def take(name: str) -> ModuleType:
        try:
            return importlib.import_module(name)
        except ImportError:
            _missing(name)
            raise

    return take


@pytest.fixture(scope="session")
def ask_r() -> Callable[[str, Path, Sequence[Sequence[float]]], Answer]:
    """Run R code on a table ``x`` without column names; what it leaves in ``answer`` comes back row by row."""
    found = shutil.which("Rscript")
    if found is None or subprocess.run([found, "-e", "library(survival)"], capture_output=True, check=False).returncode:
        _missing("R with its survival package")

    def ask(code: str, folder: Path, rows: Sequence[Sequence[float]]) -> Answer:
        table, out, script = folder / "x.csv", folder / "answer.csv", folder / "code.R"
        table.write_text("\n".join(",".join(repr(float(cell)) for cell in row) for row in rows), encoding="ascii")
        script.write_text(
            f"suppressWarnings(library(survival)); options(digits = 17)\n"
            f'x <- as.matrix(read.csv("{table}", header = FALSE))\n{code}\n'
            f'write.table(answer, "{out}", sep = ",", row.names = FALSE, col.names = FALSE)\n',
            encoding="ascii",
        )
        subprocess.run([str(found), "--vanilla", str(script)], check=True, capture_output=True)
        lines = out.read_text(encoding="ascii").splitlines()
        return [[float("nan") if cell == "NA" else float(cell) for cell in line.split(",")] for line in lines]

    return ask


@pytest.fixture(scope="module")
def browser(witness: Callable[[str], ModuleType]) -> Iterator[Any]:
    """A browser without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _missing("Chromium")
    with witness("playwright.sync_api").sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=FLAGS.split())
        yield opened
        opened.close()
