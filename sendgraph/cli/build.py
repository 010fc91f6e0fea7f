"""``sendgraph build``."""

from __future__ import annotations

from pathlib import Path

import click

from sendgraph.cli.options import data_option, store_option, talk


@click.command("build", short_help="Build a store from the fact tables.")
@data_option
@store_option
def command(overlays: tuple[Path, ...], store_folder: Path | None) -> None:
    """Build a store from the fact tables.

    Without --store the store goes to your cache, where the other commands look for it. With --store DIR it goes to a
    new or empty folder or replaces the store in it; the old one stays in use until the new one is whole.
    """
    from sendgraph.facts.folders import dataset_folders
    from sendgraph.store.build import build_store, cache_folder
    from sendgraph.store.version import find_version

    folders = dataset_folders(overlays)
    version = find_version(folders)
    folder = store_folder or cache_folder() / version.key[:16]
    marker = build_store(folder, folders, version, talk)
    click.echo(f"built {folder}: {marker.triple_count:,} triples, data version {marker.data_version}")
