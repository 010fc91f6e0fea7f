"""Datasets: folders with a ``dataset.toml`` and tables, and all of them read together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from sendgraph.core.files import shown_path
from sendgraph.core.problems import FactsError, Place, Problem
from sendgraph.facts.cells import CellError, parse_cell
from sendgraph.facts.claims import Claim
from sendgraph.facts.column import Column
from sendgraph.facts.lines import unreadable
from sendgraph.facts.read import read_table
from sendgraph.facts.rules import find_problems
from sendgraph.facts.tables import TABLES, Facts

__all__ = ["Dataset", "load_facts", "read_datasets", "read_description", "table_files"]

_KEYS = {
    c.name: c
    for c in (
        Column("title", "text", "what the dataset is called", required=True),
        Column("publisher", "text", "who publishes it", required=True),
        Column("licence", "text", "its licence in words", required=True),
        Column("made", "text", "how its rows were made", required=True),
        Column("url", "url", "where it comes from"),
        Column("retrieved", "day", "when it was taken from there"),
        Column("attribution", "text", "whom to name when using it"),
    )
}
"""Keys of ``dataset.toml``, read by the same rules as cells."""

_NAME = Column("the folder's name", "id", "the name of the dataset")


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


def read_description(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """What ``dataset.toml`` says of the folder, and what is wrong with it."""
    path = folder / "dataset.toml"
    shown = shown_path(path)
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        return None, [unreadable(path, error)]
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(Place(shown), "BAD_TOML", f"the file is not TOML: {error}", "correct the line it names")]
    except UnicodeDecodeError:
        return None, [Problem(Place(shown), "NOT_UTF8", "the file is not UTF-8", "save it as UTF-8")]
    problems = [
        Problem(Place(shown), "UNKNOWN_KEY", f"{key!r} is no key of dataset.toml", f"keys: {', '.join(_KEYS)}")
        for key in values
        if key not in _KEYS
    ]
    for key, column in _KEYS.items():
        if column.required and values.get(key, "") == "":
            problems.append(Problem(Place(shown), "MISSING_KEY", f"{key!r} is missing", f'add {key} = "…"'))
        elif key in values:
            problems += _value_problems(values[key], column, Place(shown))
    name = folder.resolve().name
    problems += _value_problems(name, _NAME, Place(shown_path(folder)))
    if problems:
        return None, problems
    return Dataset(name=name, folder=folder, **{k: str(v) for k, v in values.items()}), []


def _value_problems(value: object, column: Column, place: Place) -> list[Problem]:
    """What is wrong with one value of ``dataset.toml``; a TOML date is as good as its text."""
    if not isinstance(value, str | date):
        return [Problem(place, "BAD_FORM", f"{column.name} is no text", f"put {column.meaning} in quotes")]
    try:
        parse_cell(str(value), column)
    except CellError as error:
        return [Problem(place, error.code, error.message, error.way_out)]
    return []


def table_files(folder: Path) -> list[Path]:
    """The files of the folder that are tables or look like tables, in the order of their names."""
    return sorted(p for p in folder.iterdir() if p.suffix.lower() == ".csv")


def read_datasets(folders: Iterable[Path]) -> tuple[Facts, list[Dataset], list[Problem]]:
    """All rows of the folders, their descriptions, and every problem of the single files, in file order."""
    facts, datasets, problems = Facts(), [], []
    for folder in folders:
        description, found = read_description(folder)
        problems += found
        if description is not None:
            datasets.append(description)
        for path in table_files(folder):
            table = TABLES.get(path.name.removesuffix(".csv"))
            if table is None:
                near = get_close_matches(path.stem.lower(), TABLES, n=1, cutoff=0.8)
                way_out = f"did you mean {near[0] + '.csv'!r}?" if near else f"tables: {', '.join(TABLES)}"
                problems.append(
                    Problem(Place(shown_path(path)), "UNKNOWN_TABLE", f"{path.name!r} is no table", way_out)
                )
                facts.incomplete.update(near)
                continue
            rows, found = read_table(path, table, folder.resolve().name)
            for row in rows:
                if isinstance(row, Claim) and row.status == "withdrawn":
                    facts.withdrawn.append(row)
                else:
                    facts.rows(table.name).append(row)
            problems += found
            if found:
                facts.incomplete.add(table.name)
    return facts, datasets, problems


def load_facts(folders: Iterable[Path]) -> tuple[Facts, list[Dataset]]:
    """All rows and descriptions of the folders, checked. Raises ``FactsError`` with every problem found."""
    facts, datasets, problems = read_datasets(folders)
    problems += find_problems(facts)
    serious = sorted(p for p in problems if not p.is_advice)
    if serious:
        raise FactsError(serious)
    return facts, datasets
