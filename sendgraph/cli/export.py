"""``sendgraph export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sendgraph.cli.export_network import choices_of, network_choices
from sendgraph.cli.options import data_option, open_engine, store_option, talk, uninterrupted_death
from sendgraph.export.formats import FORMATS, Asked, ExportError, Format, find_write

_OF_FILES = frozenset({".csv", ".tsv", ".json", ".parquet", ".txt", ".xlsx", ".ods"})
"""Endings that nobody gives a folder on purpose."""


class _ExportCommand(click.Command):
    """A command whose help lists the formats from their registry."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the formats, those of networks apart."""
        for title, is_network in (("Formats", False), ("Formats of a network, with --network", True)):
            rows = [(name, _meaning(f)) for name, f in sorted(FORMATS.items()) if f.is_network == is_network]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _meaning(form: Format) -> str:
    return f"{form.meaning} (a folder, or FILE.zip)" if form.is_folder else form.meaning


class _CannotExportError(click.ClickException):
    """The format cannot be written here."""

    exit_code = 3


@click.command("export", cls=_ExportCommand, short_help="Write the graph in another format.")
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "--network",
    metavar="NAME",
    default="",
    help="Which network to write: moves, succession, officers-councils, officer-post-council or "
    "council-inspection-measure.",
)
@network_choices
@click.option("--raw", is_flag=True, help="In CSV, do not guard cells that a spreadsheet would run as formulas.")
@data_option
@store_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file, or folder of files."
)
def command(
    name: str,
    network: str,
    raw: bool,
    overlays: tuple[Path, ...],
    store_folder: Path | None,
    output: Path | None,
    **chosen: Any,
) -> None:
    """Write the whole graph, or a network, as FORMAT. The same facts give the same bytes."""
    form = FORMATS[name]
    _require_fitting(name, form, network, raw=raw, output=output)
    choices = choices_of(name, network, chosen, is_network=form.is_network)
    engine, marker = open_engine(overlays, store_folder)
    from sendgraph.facts.folders import dataset_folders

    folders = dataset_folders(overlays) if store_folder is None else []
    try:
        with uninterrupted_death():
            made = find_write(name)(Asked(engine, marker.data_version, network, raw, folders, choices))
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.writelines(made)
            sys.stdout.buffer.flush()
            return
        from sendgraph.export.put import put_file, put_folder

        (put_folder if form.is_folder else put_file)(output, made)
    except ExportError as error:
        raise _CannotExportError(str(error)) from None
    talk(f"wrote {output}")


def _require_fitting(name: str, form: Format, network: str, *, raw: bool, output: Path | None) -> None:
    """Refuse options that the format has no use for, and a place that it cannot be written to."""
    if form.is_network and not network:
        raise click.UsageError(f"{name} is a format of a network: say which with --network NAME")
    if network and not form.is_network:
        raise click.UsageError(f"{name} is no format of a network: leave --network out")
    if raw and not form.has_raw:
        raise click.UsageError(f"{name} is not guarded against formulas: leave --raw out")
    if output is None and form.is_folder:
        raise click.UsageError(f"{name} is several files: name a folder, or a file that ends in .zip, with -o")
    if output and form.is_folder and output.suffix.lower() in _OF_FILES and not output.is_dir():
        raise click.UsageError(f"{name} is several files, and {output} is named like one: name a folder or FILE.zip")
    if output is None and form.is_binary and sys.stdout.isatty():
        raise click.UsageError(f"{name} is not for a terminal: name a file with -o")
