"""``sendgraph check``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendgraph.cli.options import talk

if TYPE_CHECKING:
    from sendgraph.core.problems import Problem
    from sendgraph.queries.checks import Violation


@click.command("check", short_help="Check fact tables and say how to mend them.")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[DATASET]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print problems."
)
@click.option("--fix", is_flag=True, help="First write every readable table in canonical form.")
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Check passages and hashes against the source texts in this folder.",
)
@click.option("--graph", "is_graph", is_flag=True, help="Also run the rules that go across the whole graph.")
def command(folders: tuple[Path, ...], form: str, fix: bool, sources: Path | None, is_graph: bool) -> None:
    """Check fact tables: the shipped ones, or DATASET folders on top of them.

    Every problem is printed at once as path:line:column CODE message and the way out. Advice, such as two sources
    that contradict each other, does not stop a build. Exit status 1 if there is a problem.
    """
    from sendgraph.facts.folders import dataset_folders

    chosen = dataset_folders(folders)
    own = [f for f in chosen if not folders or any(f == g or g in f.parents for g in folders)]
    if fix:
        from sendgraph.facts.canonical import fix_folder

        for path in (p for folder in own for p in fix_folder(folder)):
            talk(f"wrote {path} in canonical form")
    from sendgraph.model.check import check_folders

    checked = check_folders(chosen, own, sources)
    serious = sum(not p.is_advice for p in checked.problems)
    told = f"{checked.datasets} datasets, {checked.rows:,} rows"
    if sources is not None:
        told += f", {checked.passages:,} passages looked up in their sources"
    told += f": {serious} problem{'s' * (serious != 1)}, {len(checked.problems) - serious} of advice"
    broken: list[Violation] = []
    if is_graph and not serious:
        broken = _broken_rules(folders)
        errors = sum(v.check.severity == "error" for v in broken)
        told += f"; across the graph {errors} error{'s' * (errors != 1)}, {len(broken) - errors} of warning"
        serious += errors
    _print(checked.problems, broken, form)
    talk(told)
    sys.exit(1 if serious else 0)


def _broken_rules(folders: Sequence[Path]) -> list[Violation]:
    """What breaks the rules of ``queries/checks`` on the graph of the datasets."""
    from sendgraph.cli.options import open_engine, uninterrupted_death
    from sendgraph.queries.checks import read_checks, run_checks

    engine, _ = open_engine(folders, None)
    with uninterrupted_death():
        return list(run_checks(engine, read_checks()))


def _print(problems: Sequence[Problem], broken: Sequence[Violation], form: str) -> None:
    if form == "json":
        rows: list[dict[str, object]] = [
            {
                "path": p.place.path,
                "line": p.place.line,
                "column": p.place.column,
                "code": p.code,
                "message": p.message,
                "way_out": p.way_out,
                "is_advice": p.is_advice,
            }
            for p in problems
        ]
        rows += [{"check": v.check.name, "severity": v.check.severity, "thing": v.thing, **v.values} for v in broken]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for problem in problems:
        click.echo(_github(problem) if form == "github" else str(problem))
    for check, thing, values in broken:
        more = "".join(f", {name} {value}" for name, value in values.items() if value)
        line = f"{check.severity} {check.name} {thing}{more}: {check.problem} {check.fix}"
        click.echo(f"::{check.severity}::{line}" if form == "github" else line)


def _github(problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line."""
    kind = "warning" if problem.is_advice else "error"
    place = f"file={problem.place.path},line={max(problem.place.line, 1)},col={max(problem.place.column, 1)}"
    text = (
        f"{problem.code} {problem.message}; {problem.way_out}".replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
    )
    return f"::{kind} {place}::{text}"
