"""``sendgraph report compare``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked, choice_options, parse_code, parse_day_option

if TYPE_CHECKING:
    from sendgraph.analysis.spells import Choice
    from sendgraph.report.layout import Report


@click.command("compare", short_help="Two or more councils side by side: holders, changes, inspections.")
@click.argument("councils", nargs=-1, required=True, metavar="COUNCIL COUNCIL…")
@click.option("--role", default="dcs", callback=parse_code("role"), help="The role, such as dcs or lead-member.")
@click.option(
    "--since", default="2013-01-01", callback=parse_day_option, metavar="DATE", help="The first day of the window."
)
@choice_options
@asked
def command(common: Asked, councils: tuple[str, ...], role: str, since: date, choice: Choice) -> None:
    """Two or more councils side by side: who held a post, what changed, what is unknown, what inspectors found."""
    from sendgraph.analysis.coverage import measure_coverage
    from sendgraph.analysis.load import load_presumed, load_spells, local_id
    from sendgraph.analysis.spells import choose
    from sendgraph.analysis.visits import load_visits
    from sendgraph.report.compare import compare_report

    if len(councils) < 2:
        raise click.UsageError("name two councils or more, such as southend-on-sea suffolk")
    if since >= common.as_of:
        raise click.BadParameter(f"{since} is not before the day of the report, {common.as_of}", param_hint="--since")

    def make(of: Setting) -> Report:
        engine = of.ask.engine
        chosen = {local_id(of.ask.resolver("body", name)) for name in councils}
        every = {local_id(r["body"]): r["label"] or "" for r in of.ask("names_of_bodies")}
        names = {body: every[body] for body in sorted(chosen)}
        spells = choose(load_spells(engine, role), choice, load_presumed(engine))
        visits = load_visits(engine, use_machine_read=choice.use_machine_read)
        opened = {local_id(r["body"]): r["opened"] for r in of.ask("live_councils")}
        bodies = [(b, n, date.fromisoformat(day) if (day := opened.get(b)) else None) for b, n in names.items()]
        covered = measure_coverage(bodies, [s for s in spells if s.body_id in chosen], since, of.as_of)
        return compare_report(role, names, spells, visits, covered, since, of.as_of, of.data_version, of.attribution)

    common.write(make)
