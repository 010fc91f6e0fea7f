"""``sendgraph report quality``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked, parse_code

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("quality", short_help="What the facts rest on, how exact they are, what is contested or unchecked.")
@click.option("--role", default="dcs", callback=parse_code("role"), help="The role whose dates are looked at.")
@asked
def command(common: Asked, role: str) -> None:
    """What the facts rest on, how exact the dates are, and what is contested, contradicted or unchecked."""
    from sendgraph.analysis.load import load_presumed, load_spells
    from sendgraph.report.quality import quality_report

    def make(of: Setting) -> Report:
        return quality_report(
            role,
            load_spells(of.ask.engine, role),
            of.ask("claims_by_standing"),
            of.ask("sources_by_kind"),
            of.ask("conflicts"),
            of.ask("disputed_claims"),
            len(load_presumed(of.ask.engine)),
            of.as_of,
            of.data_version,
            of.attribution,
        )

    common.write(make)
