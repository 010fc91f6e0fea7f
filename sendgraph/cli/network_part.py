"""The options that choose a part of a network, for reports on it and for its exports alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sendgraph.cli.asking import parse_code, parse_day_option

if TYPE_CHECKING:
    from sendgraph.analysis.networks.rows import Options

__all__ = ["part_of", "part_options"]

F = TypeVar("F", bound=Callable[..., Any])


def part_options(function: F) -> F:
    """The options; the command takes them as ``**chosen`` and hands them to ``part_of``."""
    for option in (
        click.option(
            "--no-presumed",
            is_flag=True,
            help="Take people as one only where that is decided, not where it is presumed.",
        ),
        click.option(
            "--region",
            callback=parse_code("region", is_optional=True),
            help="Only what touches a council of this region.",
        ),
        click.option(
            "--until", callback=parse_day_option, metavar="DATE", help="Only what can have lasted on or before it."
        ),
        click.option(
            "--since", callback=parse_day_option, metavar="DATE", help="Only what can have lasted on or after it."
        ),
        click.option(
            "--role", callback=parse_code("role", is_optional=True), help="Only posts with this role, such as dcs."
        ),
    ):
        function = option(function)
    return function


def part_of(chosen: Mapping[str, Any], as_of: date | None = None) -> Options:
    """The part of the network that was asked for. Raises ``UsageError`` for days in the wrong order or to come."""
    from sendgraph.analysis.networks.rows import Options

    since, until = chosen["since"], chosen["until"]
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    day = as_of or date.today()
    if since and since > day:
        raise click.UsageError(f"--since {since} is after {day}, up to which facts are taken: give an earlier day")
    return Options(
        role=chosen["role"],
        since=since,
        until=until,
        region=chosen["region"],
        use_presumed=not chosen["no_presumed"],
        as_of=as_of,
    )
