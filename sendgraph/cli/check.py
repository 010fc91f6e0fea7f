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
def command(folders: tuple[Path, ...], form: str, fix: bool, sources: Path | None) -> None:
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
    _print(checked.problems, form)
    told = f"{checked.datasets} datasets, {checked.rows:,} rows"
    if sources is not None:
        told += f", {checked.passages:,} passages looked up in their sources"
    talk(f"{told}: {serious} problem{'s' * (serious != 1)}, {len(checked.problems) - serious} of advice")
    sys.exit(1 if serious else 0)


def _print(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        rows = [
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
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for problem in problems:
        click.echo(_github(problem) if form == "github" else str(problem))


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
