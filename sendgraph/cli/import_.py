"""``sendgraph import``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendgraph.cli.options import talk
from sendgraph.intake.kinds import KINDS

if TYPE_CHECKING:
    from sendgraph.facts.tables import Facts
    from sendgraph.intake.merge import Merged, Named
    from sendgraph.intake.outcome import Taken

_SHOWN = 20


@click.command(
    "import",
    short_help="Turn a published file into fact tables.",
    epilog=f"KIND is one of {', '.join(sorted(KINDS))}.",
)
@click.argument("kind", type=click.Choice(sorted(KINDS)), metavar="KIND")
@click.argument("file", type=click.Path(path_type=Path, exists=True), metavar="FILE")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DATASET",
    help="The dataset folder to put the rows into; it is made where it is missing.",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be done and write nothing.")
def command(kind: str, file: Path, folder: Path, is_dry: bool) -> None:
    """Take FILE, as its publisher gives it, into the tables of a dataset.

    Headers are found by their names, wherever they stand. Everything that was left out or read in a special way is
    said, by line. The same file again changes nothing; a newer one updates, and what it no longer has is listed and
    kept. Exit status 1 for a file whose layout is not known.
    """
    from sendgraph.core.problems import FactsError
    from sendgraph.facts.dataset import read_datasets
    from sendgraph.facts.folders import dataset_folders
    from sendgraph.intake.councils import Councils
    from sendgraph.intake.kinds import find_kind
    from sendgraph.intake.merge import merge_into
    from sendgraph.intake.sheets import IntakeError

    gc.disable()  # rows make no cycles, and looking for some in a large file takes an eighth of the time
    there = (folder / "dataset.toml").is_file()
    # A dataset replaces a shipped one of its name, so that one is not looked into even before the folder is there.
    others = [f for f in dataset_folders() if f.resolve().name != folder.resolve().name]
    facts, _, problems = read_datasets([*others, *([folder] if there else [])])
    if problems:
        raise FactsError(sorted(problems))
    chosen = find_kind(kind)
    try:
        taken = chosen.take(file, Councils(facts), _progress)
        elsewhere = _elsewhere(facts, folder.resolve().name)
        merged = merge_into(folder, taken, chosen.description, elsewhere=elsewhere, is_dry=is_dry)
    except IntakeError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join([*_told_of_reading(taken, file), *_told_of_merging(merged, folder, is_dry=is_dry)]))


def _progress(done: int, total: int) -> None:
    """Rows read so far, on one line of a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} rows", nl=done >= total, err=True)


def _elsewhere(facts: Facts, own: str) -> dict[str, frozenset[str]]:
    """By table, the keys of the rows that other datasets have."""
    from sendgraph.facts.tables import TABLES

    return {
        table.name: frozenset(getattr(row, table.key) for row in facts.rows(table.name) if row.dataset != own)
        for table in TABLES.values()
    }


def _told_of_reading(taken: Taken, file: Path) -> list[str]:
    lines = [f"{file.name}: {taken.read:,} rows read, {taken.mapped:,} mapped, {len(taken.left_out):,} left out"]
    lines += [f"  left out: {sheet}, line {line}: {reason}" for sheet, line, reason in taken.left_out]
    lines += [f"  note: {note}" for note in taken.notes]
    return lines


def _told_of_merging(merged: Merged, folder: Path, *, is_dry: bool) -> list[str]:
    would = "would be " if is_dry else ""
    counts = {name: len(getattr(merged, name)) for name in ("added", "changed", "unchanged", "dropped")}
    lines = [
        f"{folder}: {counts['added']:,} rows {would}added, {counts['changed']:,} {would}changed, "
        f"{counts['unchanged']:,} unchanged, {counts['dropped']:,} no longer in the file"
    ]
    lines += [f"  {would}added to {table}: {len(keys):,}" for table, keys in _by_table(merged.added)]
    lines += _named(merged.changed, f"{would}changed")
    lines += _named(merged.dropped, "no longer in the file, kept")
    lines += _named(merged.elsewhere, "in another dataset already, not repeated")
    if not is_dry and merged.is_change:
        talk("run sendgraph check to see how the new rows fit the others")
    return lines


def _by_table(named: Sequence[Named]) -> Iterator[tuple[str, list[str]]]:
    for table, group in groupby(named, key=lambda n: n[0]):
        yield table, [key for _, key in group]


def _named(named: Sequence[Named], what: str) -> list[str]:
    """The rows by table, the first of them by key."""
    lines = []
    for table, keys in _by_table(named):
        more = f" and {len(keys) - _SHOWN:,} more" if len(keys) > _SHOWN else ""
        lines.append(f"  {what}: {table}: {', '.join(keys[:_SHOWN])}{more}")
    return lines
