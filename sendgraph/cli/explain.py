"""``sendgraph explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sendgraph.cli.options import open_engine, uninterrupted_death
from sendgraph.cli.report import attributions, report_options, write_report


@click.command("explain", short_help="Show every claim, word and source behind an id.")
@click.argument("thing", metavar="ID")
@report_options
def command(
    thing: str, form: str, as_of: date, overlays: tuple[Path, ...], store_folder: Path | None, output: Path | None
) -> None:
    """Show every claim, word and source behind an id.

    Ids stand in the last column of reports and queries: of a tenure, post, person, council, inspection or claim.
    """
    from sendgraph.queries.run import Asker
    from sendgraph.report.explain import explain_report

    engine, marker = open_engine(overlays, store_folder)
    ask = Asker.of(engine)
    with uninterrupted_death():
        report = explain_report(ask, thing, as_of.isoformat(), marker.data_version, attributions(ask))
    write_report(report, form, output)
