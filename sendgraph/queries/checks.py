"""Rules across the whole graph: each is a query that must return no rows, with its problem, reason and mend."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sendgraph.core.ids import short_id
from sendgraph.core.shipped import shipped
from sendgraph.queries.engine import Engine
from sendgraph.queries.template import TemplateError

__all__ = ["SEVERITIES", "Check", "Violation", "read_checks", "run_checks"]

SEVERITIES = ("error", "warning")
"""An error makes answers wrong; a warning is likely a slip, and sometimes the truth."""


class Check(NamedTuple):
    """A rule: what is wrong where it returns a row, why that matters, and how to mend it."""

    name: str
    severity: str
    title: str
    problem: str
    why: str
    fix: str
    text: str
    columns: Mapping[str, str]


class Violation(NamedTuple):
    """A row that a rule returned: the thing that breaks it, and the other columns by name."""

    check: Check
    thing: str
    values: Mapping[str, str]


def read_checks(folder: Path | None = None) -> list[Check]:
    """Every rule of ``queries/checks``, in order of name, with the severity that its table gives.

    Raises ``TemplateError`` where a header lacks a part, or table and files do not name the same rules.
    """
    where = folder or shipped("queries") / "checks"
    with (where / "severity.csv").open(encoding="utf-8", newline="") as table:
        severity = {row["check"]: row["severity"] for row in csv.DictReader(table)}
    files = {path.stem: path for path in sorted(where.glob("*.rq"))}
    if set(files) != set(severity) or set(severity.values()) - set(SEVERITIES):
        odd = sorted(set(files) ^ set(severity)) or sorted(set(severity.values()) - set(SEVERITIES))
        raise TemplateError(f"severity.csv and the rules beside it do not fit: {', '.join(odd)}")
    return [_parse(path.read_text(encoding="utf-8"), name, severity[name]) for name, path in files.items()]


def _parse(text: str, name: str, severity: str) -> Check:
    lines = text.splitlines()
    header = "\n".join(line.removeprefix("#+").removeprefix(" ") for line in lines if line.startswith("#+"))
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    try:
        read = tomllib.loads(header)
        title, problem, why, fix = (read[key] for key in ("title", "problem", "why", "fix"))
        return Check(name, severity, title, problem, why, fix, body, read["columns"])
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise TemplateError(f"{name}: the header has no or a broken part: {error}") from None


def run_checks(engine: Engine, checks: Sequence[Check]) -> Iterator[Violation]:
    """What breaks the rules, rule by rule."""
    for check in checks:
        names, rows = engine.columns(check.text)
        for row in rows:
            values = {name: short_id(value) for name, value in zip(names, row, strict=True)}
            yield Violation(check, values.pop("thing"), values)
