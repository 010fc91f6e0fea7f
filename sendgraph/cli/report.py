"""``sendgraph report``: its kinds."""

from __future__ import annotations

import click

from sendgraph.cli.lazy import LazyGroup

KINDS = {
    "after-inspection": "How often the holder of a post changes before and after inspections.",
    "compare": "Two or more councils side by side: holders, changes, inspections.",
    "council": "Who led at a council, what inspectors found, what followed, and who says so.",
    "coverage": "How much is known of who held a post, and what to look for next.",
    "inspections": "What inspectors found, by framework and year, and where councils stand.",
    "leadership-at-inspection": "Who held a post when inspectors came, and for how long.",
    "officer": "Which posts a person held, in order, and who says so.",
    "ontology": "The terms and codes of the graph, with what each means.",
    "quality": "What the facts rest on, how exact they are, what is contested or unchecked.",
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
