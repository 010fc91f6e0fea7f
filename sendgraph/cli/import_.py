"""``sendgraph import``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from sendgraph.cli.options import talk
from sendgraph.intake.kinds import KINDS

if TYPE_CHECKING:
    from sendgraph.facts.tables import Facts
    from sendgraph.intake.merge import Keys, Merged
    from sendgraph.intake.outcome import Taken


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
    kept. Exit status 1, and nothing written, for a file whose layout is not known or of which no row can be taken.
    """
    import sqlite3

    from sendgraph.core.problems import FactsError
    from sendgraph.facts.dataset import read_datasets
    from sendgraph.facts.folders import dataset_folders
    from sendgraph.intake.councils import Councils
    from sendgraph.intake.held import read_held
    from sendgraph.intake.kinds import find_kind
    from sendgraph.intake.merge import merge_into
    from sendgraph.intake.sheets import IntakeError

    gc.disable()  # rows make no cycles, and looking for some in a large file takes an eighth of the time
    # A dataset replaces a shipped one of its name, so that one is not looked into even before the folder is there.
    facts, _, problems = read_datasets(f for f in dataset_folders() if f.resolve().name != folder.resolve().name)
    chosen = find_kind(kind)
    try:
        held, found = read_held(folder)
        if problems + found:
            raise FactsError(sorted(problems + found))
        taken = chosen.take(file, Councils(facts, held), _progress)
        if taken.mapped <= 0 and not any(len(rows) for name, rows in taken.rows.items() if name != "sources"):
            _end_without_rows(taken, file)
        merged = merge_into(folder, taken, chosen.description, held=held, elsewhere=_keys(facts), is_dry=is_dry)
    except IntakeError as error:
        raise click.ClickException(str(error)) from None
    except sqlite3.OperationalError as error:
        way_out = "set TMPDIR to a folder with more room"
        raise OSError(f"the rows cannot be kept in a temporary file while they are read: {error}; {way_out}") from None
    for line in chain(_told_of_reading(taken, file), _told_of_merging(merged, folder, is_dry=is_dry)):
        click.echo(line)
    if not is_dry and merged.is_change:
        talk("run sendgraph check to see how the new rows fit the others")


def _end_without_rows(taken: Taken, file: Path) -> NoReturn:
    """End where no row of the file gives anything: a dataset of nothing but its source would look like success."""
    for line in _told_of_reading(taken, file):
        click.echo(line)
    talk("nothing was written: no row of the file gives a row of a table")
    sys.exit(1)


def _progress(done: int, total: int) -> None:
    """Rows read so far, on one line of a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} rows", nl=done >= total, err=True)


def _keys(facts: Facts) -> dict[str, frozenset[str]]:
    """By table, the keys of the rows that other datasets have."""
    from sendgraph.facts.tables import TABLES

    return {t.name: frozenset(getattr(row, t.key) for row in facts.rows(t.name)) for t in TABLES.values()}


def _told_of_reading(taken: Taken, file: Path) -> Iterator[str]:
    yield f"{file.name}: {taken.read:,} rows read, {taken.mapped:,} mapped, {len(taken.left_out):,} left out"
    for sheet, line, reason in taken.left_out:
        yield f"  left out: {sheet}, line {line}: {reason}"
    for note in taken.notes:
        yield f"  note: {note}"


def _told_of_merging(merged: Merged, folder: Path, *, is_dry: bool) -> Iterator[str]:
    would = "would be " if is_dry else ""
    yield (
        f"{folder}: {len(merged.added):,} rows {would}added, {len(merged.changed):,} {would}changed, "
        f"{len(merged.unchanged):,} unchanged, {len(merged.dropped):,} no longer in the file"
    )
    for table, number in merged.added.counts.items():
        yield f"  {would}added to {table}: {number:,}"
    yield from _named(merged.changed, f"{would}changed")
    yield from _named(merged.dropped, "no longer in the file, kept")
    yield from _named(merged.elsewhere, "in another dataset already, not repeated")


def _named(rows: Keys, what: str) -> Iterator[str]:
    """The rows by table, the first of them by key."""
    for table, number in rows.counts.items():
        first = [key for name, key in rows.first if name == table]
        more = f" and {number - len(first):,} more" if number > len(first) else ""
        yield f"  {what}: {table}: {', '.join(first)}{more}"
