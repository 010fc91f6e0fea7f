"""``sendgraph explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


@click.command("explain", short_help="Show every claim, word and source behind an id.")
@click.argument("thing", metavar="ID")
@asked
def command(common: Asked, thing: str) -> None:
    """Show every claim, word and source behind an id.

    Ids stand in the last column of reports and queries: of a tenure, post, person, council, inspection or claim. Of a
    term or code, whose id is a whole address, it says what it means.
    """
    from sendgraph.report.explain import explain_report
    from sendgraph.report.term import is_term, term_report

    def make(of: Setting) -> Report:
        if is_term(thing):
            return term_report(thing, of.as_of.isoformat(), of.data_version)
        return explain_report(of.ask, thing, of.as_of.isoformat(), of.data_version, of.attribution)

    common.write(make)
