"""``sendgraph network``: reports on the networks of councils, posts and officers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from sendgraph.cli.asking import Asked, Setting, asked
from sendgraph.cli.network_part import part_of, part_options

if TYPE_CHECKING:
    from sendgraph.report.layout import Report


ASPECTS = ("overall-effectiveness", "experiences-and-outcomes", "action-required")
"""The aspects whose grades say how a whole inspection went."""


def network_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that choose the part of a network, beside those of every report."""
    return asked(part_options(function))


def _write(asked_for: Asked, chosen: dict[str, Any], study: Callable[..., Any], report: Callable[..., Report]) -> None:
    """Study the part of the network that was asked for, and write the report on it."""
    asked_for.write(lambda s: report(study(s.ask.engine, part_of(chosen, s.as_of)), s.data_version, s.attribution))


@click.group("network", short_help="Analyse moves, interims, brokers and succession.")
def command() -> None:
    """Analyse the networks of councils and officers, with the people and claims behind every line."""


@command.command("moves")
@network_options
def moves(asked_for: Asked, **chosen: Any) -> None:
    """Who moved from which council to which, and which councils supply others."""
    from sendgraph.analysis.networks.study import study_moves
    from sendgraph.report.network_moves import moves_report

    _write(asked_for, chosen, study_moves, moves_report)


@command.command("interims")
@network_options
def interims(asked_for: Asked, **chosen: Any) -> None:
    """Interims one after another in a post, and the same interims at several councils."""
    from sendgraph.analysis.networks.interims import study_interims
    from sendgraph.report.network_interims import interims_report

    _write(asked_for, chosen, study_interims, interims_report)


@command.command("brokers")
@network_options
def brokers(asked_for: Asked, **chosen: Any) -> None:
    """Councils that stand between others, by region, and officers who tie regions."""
    from sendgraph.analysis.networks.study import study_brokers
    from sendgraph.report.network_brokers import brokers_report

    _write(asked_for, chosen, study_brokers, brokers_report)


@command.command("succession")
@network_options
def succession(asked_for: Asked, **chosen: Any) -> None:
    """Who followed whom in each post, where they came from, and chains of vacancies."""
    from sendgraph.analysis.networks.origins import study_succession
    from sendgraph.report.network_succession import succession_report

    _write(asked_for, chosen, study_succession, succession_report)


@command.command("mixing")
@click.option(
    "--aspect",
    type=click.Choice(ASPECTS),
    default=ASPECTS[0],
    show_default=True,
    help="What was judged.",
)
@network_options
def mixing(asked_for: Asked, aspect: str, **chosen: Any) -> None:
    """Between councils of which inspection grades officers moved, at the time of the move."""
    from sendgraph.analysis.networks.mixing import study_mixing
    from sendgraph.report.network_mixing import mixing_report

    _write(asked_for, chosen, lambda engine, options: study_mixing(engine, options, [aspect]), mixing_report)


@command.command("paths")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@network_options
def paths(asked_for: Asked, source: str, target: str, **chosen: Any) -> None:
    """The earliest way through time from one council to another, along officers who held posts at both."""
    from sendgraph.analysis.networks.paths import study_paths
    from sendgraph.report.network_paths import paths_report

    def make(s: Setting) -> Report:
        ends = [s.ask.resolver("body", name) for name in (source, target)]
        try:
            study = study_paths(s.ask.engine, part_of(chosen, s.as_of), *ends)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        return paths_report(study, s.data_version, s.attribution)

    asked_for.write(make)
