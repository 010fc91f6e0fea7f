"""The options of ``sendgraph export`` that choose how a network is written, and which part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sendgraph.cli.network_part import part_of, part_options

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


def network_choices(function: F) -> F:
    """The options; the command takes them as ``**chosen`` and hands them to ``choices_of``."""
    function = part_options(function)
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
    options = part_of(chosen)
    from sendgraph.analysis.networks.rows import NETWORKS

    if network not in NETWORKS:
        raise click.UsageError(f"no network {network!r}: one of {', '.join(NETWORKS)}")
    from sendgraph.export.networks.choices import Choices

    return Choices(chosen["date_policy"] or "widest", chosen["is_dynamic"], chosen["layout"] or "seeded", options)
