"""Datasets: folders with a ``dataset.toml`` and tables, and all of them read together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sendgraph.core.problems import FactsError, Place, Problem
from sendgraph.core.shipped import shipped
from sendgraph.facts.read import read_table, shown_path
from sendgraph.facts.tables import TABLES, Facts

__all__ = ["Dataset", "dataset_folders", "load_facts", "read_datasets", "read_description"]

_KEYS = {
    "title": True,
    "publisher": True,
    "licence": True,
    "made": True,
    "url": False,
    "retrieved": False,
    "attribution": False,
}
"""Keys of ``dataset.toml`` and whether they must be there."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder of tables with one publisher and licence, as its ``dataset.toml`` says."""

    name: str
    folder: Path
    title: str
    publisher: str
    licence: str
    made: str
    url: str = ""
    retrieved: str = ""
    attribution: str = ""


def dataset_folders(overlays: Sequence[Path] = (), *, with_shipped: bool = True) -> list[Path]:
    """The dataset folders to read: the shipped ones, then the overlays, which replace one of the same name.

    An overlay is a dataset folder or a folder of them. Raises ``FactsError`` where it is neither.
    """
    found: dict[str, Path] = {}
    places = [shipped("data")] if with_shipped else []
    for place in [*places, *overlays]:
        folders = (
            [place] if (place / "dataset.toml").is_file() else sorted(p.parent for p in place.glob("*/dataset.toml"))
        )
        if not folders:
            missing = not place.exists()
            message = "there is no such folder" if missing else "the folder is no dataset: it has no dataset.toml"
            way_out = "check the path" if missing else "name a dataset folder, or start one with sendgraph init"
            raise FactsError([Problem(Place(shown_path(place)), "NO_DATASET", message, way_out)])
        found.update({f.resolve().name: f for f in folders})
    return list(found.values())


def read_description(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """What ``dataset.toml`` says of the folder, and what is wrong with it."""
    path = folder / "dataset.toml"
    shown = shown_path(path)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(Place(shown), "BAD_TOML", f"the file is not TOML: {error}", "correct the line it names")]
    except UnicodeDecodeError:
        return None, [Problem(Place(shown), "NOT_UTF8", "the file is not UTF-8", "save it as UTF-8")]
    problems = [
        Problem(Place(shown), "UNKNOWN_KEY", f"{key!r} is no key of dataset.toml", f"keys: {', '.join(_KEYS)}")
        for key in values
        if key not in _KEYS
    ]
    for key, required in _KEYS.items():
        if required and not str(values.get(key, "")).strip():
            problems.append(Problem(Place(shown), "MISSING_KEY", f"{key!r} is missing", f'add {key} = "…"'))
    if problems:
        return None, problems
    return Dataset(name=folder.resolve().name, folder=folder, **{k: str(v) for k, v in values.items()}), []


def read_datasets(folders: Iterable[Path]) -> tuple[Facts, list[Dataset], list[Problem]]:
    """All rows of the folders, their descriptions, and every problem of the single files, in file order."""
    facts, datasets, problems = Facts(), [], []
    for folder in folders:
        description, found = read_description(folder)
        problems += found
        if description is not None:
            datasets.append(description)
        for path in sorted(folder.glob("*.csv")):
            table = TABLES.get(path.stem)
            if table is None:
                way_out = f"tables: {', '.join(TABLES)}"
                problems.append(
                    Problem(Place(shown_path(path)), "UNKNOWN_TABLE", f"{path.stem!r} is no table", way_out)
                )
                continue
            rows, found = read_table(path, table, folder.resolve().name)
            facts.rows(table.name).extend(rows)
            problems += found
    return facts, datasets, problems


def load_facts(folders: Iterable[Path]) -> tuple[Facts, list[Dataset]]:
    """All rows and descriptions of the folders, checked. Raises ``FactsError`` with every problem found."""
    from sendgraph.facts.rules import find_problems

    facts, datasets, problems = read_datasets(folders)
    problems += find_problems(facts)
    serious = sorted(p for p in problems if not p.is_advice)
    if serious:
        raise FactsError(serious)
    return facts, datasets
