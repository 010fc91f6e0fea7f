"""``sendgraph init``."""

from __future__ import annotations

from pathlib import Path

import click

_DESCRIPTION = """title = "{title}"
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
    from sendgraph.facts.column import columns_of
    from sendgraph.facts.tables import TABLES

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and not empty: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "dataset.toml", _DESCRIPTION.format(title=folder.resolve().name).encode())
    for name in ("sources", "people", "posts", "tenures"):
        header = ",".join(c.name for c in columns_of(TABLES[name].row))
        write_whole(folder / f"{name}.csv", f"{header}\n".encode())
    click.echo(f"started {folder}: fill in dataset.toml, then run sendgraph add --dataset {folder}")
