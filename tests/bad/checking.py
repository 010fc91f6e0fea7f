"""Building and checking the bad datasets of this folder: a tiny valid base, and what a case changes of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from sendgraph.core.problems import FactsError, Problem
from sendgraph.facts.folders import dataset_folders
from sendgraph.model.check import check_folders

HERE = Path(__file__).parent
BASE = HERE / "_base"
CASES = sorted(p.parent.name for p in HERE.glob("*/expected.txt"))
_ABOUT_THE_CASE = ("expected.txt", "absent.txt")


def lay_out(case: str, root: Path) -> list[Path]:
    """Write the base with the changes of ``case`` to ``root``; returns the dataset folders to check.

    ``absent.txt`` names files of the base that the case does without; a folder in the case with a ``dataset.toml``
    is a second dataset, and ``texts`` holds texts of sources.
    """
    changes = HERE / case
    shutil.copytree(BASE, root)
    absent = changes / "absent.txt"
    for name in absent.read_text().split() if absent.is_file() else ():
        (root / name).unlink()
    shutil.copytree(changes, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_ABOUT_THE_CASE))
    return [root, *sorted(p.parent for p in root.glob("*/dataset.toml"))]


def check(folders: Sequence[Path], texts: Path | None = None) -> list[Problem]:
    """Every problem of the folders: of their files, of the rows together, of the assembled facts, of the evidence."""
    try:
        found = dataset_folders(folders, with_shipped=False)
    except FactsError as error:
        return list(error.problems)
    return check_folders(found, found, texts).problems
