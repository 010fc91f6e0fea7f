"""``sendgraph report council``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("council", short_help="Who led at a council, what inspectors found, what followed, and who says so.")
@click.argument("name")
@asked
def command(common: Asked, name: str) -> None:
    """Who led at a council, what inspectors found, what followed, and who says so."""
    from sendgraph.report.council import council_report

    def make(of: Setting) -> Report:
        return council_report(of.ask, name, of.as_of.isoformat(), of.data_version, of.attribution)

    common.write(make)
