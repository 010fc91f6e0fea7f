"""``sendgraph report officer``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("officer", short_help="Which posts a person held, in order, and who says so.")
@click.argument("name")
@asked
def command(common: Asked, name: str) -> None:
    """Which posts a person held, in order, and who says so."""
    from sendgraph.report.officer import officer_report

    def make(of: Setting) -> Report:
        return officer_report(of.ask, name, of.as_of.isoformat(), of.data_version, of.attribution)

    common.write(make)
