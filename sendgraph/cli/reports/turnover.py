"""``sendgraph report turnover``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked, require_role

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("turnover", short_help="How often the holder of a post changes, nationally and by council.")
@click.option("--role", default="dcs", callback=require_role, help="The role, such as dcs or lead-member.")
@asked
def command(common: Asked, role: str) -> None:
    """How often the holder of a post changes, nationally and by council."""
    from sendgraph.analysis.load import load_sightings, load_spells
    from sendgraph.analysis.turnover import measure_turnover
    from sendgraph.report.turnover import turnover_report

    def make(of: Setting) -> Report:
        engine = of.ask.engine
        measured = measure_turnover(role, of.as_of, load_spells(engine, role), load_sightings(engine, role))
        not_taken = len({r["claim"] for r in of.ask("claims_not_taken", role=role)})
        return turnover_report(measured, of.data_version, of.attribution, not_taken)

    common.write(make)
