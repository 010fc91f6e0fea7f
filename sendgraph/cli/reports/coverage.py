"""``sendgraph report coverage``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked, parse_code, parse_day_option

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("coverage", short_help="How much is known of who held a post, and what to look for next.")
@click.option("--role", default="dcs", callback=parse_code("role"), help="The role, such as dcs or lead-member.")
@click.option(
    "--since", default="2013-01-01", callback=parse_day_option, metavar="DATE", help="The first day of the window."
)
@asked
def command(common: Asked, role: str, since: date) -> None:
    """How much is known of who held a post, and what to look for next."""
    from sendgraph.analysis.coverage import measure_coverage
    from sendgraph.analysis.load import load_spells, local_id
    from sendgraph.report.coverage import coverage_report

    if since >= common.as_of:
        raise click.BadParameter(f"{since} is not before the day of the report, {common.as_of}", param_hint="--since")

    def make(of: Setting) -> Report:
        live = [
            (local_id(r["body"]), r["council"] or "", date.fromisoformat(r["opened"]) if r["opened"] else None)
            for r in of.ask("live_councils")
        ]
        covered = measure_coverage(live, load_spells(of.ask.engine, role), since, of.as_of)
        return coverage_report(role, since.isoformat(), covered, of.as_of.isoformat(), of.data_version, of.attribution)

    common.write(make)
