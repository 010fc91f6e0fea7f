"""``sendgraph report inspections``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("inspections", short_help="What inspectors found, by framework and year, and where councils stand.")
@click.option("--no-machine-read", is_flag=True, help="Leave out what only a program has read.")
@asked
def command(common: Asked, no_machine_read: bool) -> None:
    """What inspectors found, by framework and year, and where councils stand on the day of the report."""
    from sendgraph.analysis.visits import load_visits
    from sendgraph.report.inspections import inspections_report

    def make(of: Setting) -> Report:
        visits = load_visits(of.ask.engine, use_machine_read=not no_machine_read)
        visits = [v for v in visits if v.published <= of.as_of]
        day = of.as_of.isoformat()
        leave_out = {"leave_out": "program"} if no_machine_read else {}
        standing = of.ask("latest_judgements", on=day, **leave_out)
        return inspections_report(visits, standing, of.ask("revisit_totals"), of.as_of, of.data_version, of.attribution)

    common.write(make)
