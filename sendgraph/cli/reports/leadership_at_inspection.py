"""``sendgraph report leadership-at-inspection``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked, choice_options, parse_code

if TYPE_CHECKING:
    from sendgraph.analysis.spells import Choice
    from sendgraph.report.layout import Report


@click.command("leadership-at-inspection", short_help="Who held a post when inspectors came, and for how long.")
@click.option("--role", default="dcs", callback=parse_code("role"), help="The role, such as dcs or lead-member.")
@choice_options
@asked
def command(common: Asked, role: str, choice: Choice) -> None:
    """Who held a post when inspectors came, and how long they had been there, by outcome."""
    from sendgraph.analysis.load import load_presumed, load_spells
    from sendgraph.analysis.spells import choose
    from sendgraph.analysis.visits import find_leaders, load_visits, measure_at_visits
    from sendgraph.report.at_inspection import at_inspection_report

    def make(of: Setting) -> Report:
        engine = of.ask.engine
        visits = [
            v for v in load_visits(engine, use_machine_read=choice.use_machine_read) if v.start_latest <= of.as_of
        ]
        spells = choose(load_spells(engine, role), choice, load_presumed(engine))
        found = find_leaders(visits, spells)
        measured = measure_at_visits(found)
        return at_inspection_report(role, found, measured, of.as_of, of.data_version, of.attribution)

    common.write(make)
