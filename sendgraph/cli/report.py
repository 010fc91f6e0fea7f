"""``sendgraph report``: its kinds."""

from __future__ import annotations

import click

from sendgraph.cli.lazy import LazyGroup

KINDS = {
    "council": "Who led at a council, what inspectors found, what followed, and who says so.",
    "coverage": "How much is known of who held a post, and what to look for next.",
    "officer": "Which posts a person held, in order, and who says so.",
    "turnover": "How often the holder of a post changes, nationally and by council.",
}
"""Reports with their one-line help; each is a module of its name in ``cli/reports``."""


@click.group(
    "report",
    cls=LazyGroup,
    package="sendgraph.cli.reports",
    commands_help=KINDS,
    short_help="Report on turnover, a council or an officer.",
)
def command() -> None:
    """Report on turnover, inspections, councils and officers, with the source of every fact."""
