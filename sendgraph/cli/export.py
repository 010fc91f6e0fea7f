"""``sendgraph export``."""

from __future__ import annotations

from pathlib import Path

import click

from sendgraph.cli.options import data_option, open_engine, output_option, store_option, uninterrupted_death, write_out


@click.command("export", short_help="Write the graph in another format.")
@click.argument("form", metavar="FORMAT", type=click.Choice(["nquads", "turtle"]))
@data_option
@store_option
@output_option
def command(form: str, overlays: tuple[Path, ...], store_folder: Path | None, output: Path | None) -> None:
    """Write the whole graph as FORMAT: nquads (sorted) or turtle. The same facts give the same bytes."""
    from sendgraph.export.rdf import export_rdf

    engine, _ = open_engine(overlays, store_folder)
    with uninterrupted_death():
        content = export_rdf(engine.store, form)
    write_out(content, output)
