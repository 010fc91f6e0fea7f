"""The options of ``sendgraph export`` that choose how a network is written, and which part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sendgraph.cli.asking import parse_day_option

if TYPE_CHECKING:
    from sendgraph.export.networks.choices import Choices

__all__ = ["choices_of", "network_choices"]

F = TypeVar("F", bound=Callable[..., Any])

_NAMES = {
    "date_policy": "--date-policy",
    "is_dynamic": "--dynamic",
    "layout": "--layout",
    "role": "--role",
    "since": "--since",
    "until": "--until",
    "region": "--region",
    "no_presumed": "--no-presumed",
}


def _parse_code(_: click.Context, parameter: click.Parameter, value: str) -> str:
    from sendgraph.facts.codes import code_lists

    codes = code_lists()[str(parameter.name)]
    if value and value not in codes:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(codes)}")
    return value


def network_choices(function: F) -> F:
    """The options; the command takes them as ``**chosen`` and hands them to ``choices_of``."""
    for option in reversed(
        (
            click.option(
                "--date-policy",
                type=click.Choice(["widest", "midpoint", "certain"]),
                default=None,
                help="Which days an uncertain stretch is shown for. [default: widest]",
            ),
            click.option(
                "--dynamic", "is_dynamic", is_flag=True, help="In GEXF, also the grades of councils as they changed."
            ),
            click.option(
                "--layout",
                type=click.Choice(["seeded", "map"]),
                default=None,
                help="Where nodes lie: by their links, or councils where they are. [default: seeded]",
            ),
            click.option("--role", callback=_parse_code, default="", help="Only posts with this role, such as dcs."),
            click.option(
                "--since", callback=parse_day_option, metavar="DATE", help="Only what can have lasted on or after it."
            ),
            click.option(
                "--until", callback=parse_day_option, metavar="DATE", help="Only what can have lasted on or before it."
            ),
            click.option(
                "--region", callback=_parse_code, default="", help="Only what touches a council of this region."
            ),
            click.option(
                "--no-presumed", is_flag=True, help="Take people as one only where that is decided, not presumed."
            ),
        )
    ):
        function = option(function)
    return function


def choices_of(name: str, network: str, chosen: Mapping[str, Any], *, is_network: bool) -> Choices | None:
    """The choices for the format of that name, ``None`` for one of no network. Raises ``UsageError`` if they clash."""
    if not is_network:
        if given := [_NAMES[key] for key, value in chosen.items() if value]:
            raise click.UsageError(f"{name} is no format of a network: leave {given[0]} out")
        return None
    if chosen["is_dynamic"] and name != "gexf":
        raise click.UsageError(f"{name} has no values that change with time: leave --dynamic out, or take gexf")
    since, until = chosen["since"], chosen["until"]
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    from sendgraph.analysis.networks.rows import NETWORKS, Options

    if network not in NETWORKS:
        raise click.UsageError(f"no network {network!r}: one of {', '.join(NETWORKS)}")
    from sendgraph.export.networks.choices import Choices

    options = Options(chosen["role"], since, until, chosen["region"], use_presumed=not chosen["no_presumed"])
    return Choices(chosen["date_policy"] or "widest", chosen["is_dynamic"], chosen["layout"] or "seeded", options)
