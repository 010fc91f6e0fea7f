"""``sendgraph init``."""

from __future__ import annotations

import json
from pathlib import Path

import click

_DESCRIPTION = """title = {title}
publisher = "your name"
licence = "CC BY 4.0"
made = "Say how the rows were made and checked."
"""


@click.command("init", short_help="Start a dataset of your own.")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Start a dataset of your own in a new or empty FOLDER.

    It overlays the shipped facts: sendgraph report council kent --data FOLDER.
    """
    from sendgraph.core.files import write_whole
    from sendgraph.core.ids import is_id
    from sendgraph.core.names import slug
    from sendgraph.facts.column import columns_of
    from sendgraph.facts.tables import TABLES

    name = folder.resolve().name
    if not is_id(name):
        way_out = f"use lower-case letters, digits and hyphens, such as {slug(name) or 'mine'}"
        raise click.UsageError(f"{name!r} cannot name a dataset: {way_out}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and not empty: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "dataset.toml", _DESCRIPTION.format(title=json.dumps(name)).encode())
    for table in ("sources", "people", "posts", "tenures"):
        header = ",".join(c.name for c in columns_of(TABLES[table].row))
        write_whole(folder / f"{table}.csv", f"{header}\n".encode())
    click.echo(f"started {folder}: fill in dataset.toml, then run sendgraph add --dataset {folder}")
