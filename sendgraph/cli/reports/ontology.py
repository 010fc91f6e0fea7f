"""``sendgraph report ontology``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("ontology", short_help="The terms and codes of the graph, with what each means.")
@asked
def command(common: Asked) -> None:
    """The terms and codes of the graph, with what each means: -o ontology.html makes a page of it."""
    from sendgraph.report.ontology import ontology_report

    def make(of: Setting) -> Report:
        return ontology_report(of.as_of.isoformat(), of.data_version)

    common.write(make)
