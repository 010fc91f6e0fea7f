"""``sendgraph network``: reports on the networks of councils, posts and officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from sendgraph.cli.asking import Asked, Setting, asked, parse_day_option

if TYPE_CHECKING:
    from sendgraph.analysis.networks.rows import Options


def _parse_code(code_list: str) -> Callable[[click.Context, click.Parameter, str | None], str]:
    def parse(_: click.Context, __: click.Parameter, value: str | None) -> str:
        from sendgraph.facts.codes import code_lists

        if value and value not in code_lists()[code_list]:
            raise click.BadParameter(f"{value!r} is not one of {', '.join(code_lists()[code_list])}")
        return value or ""

    return parse


def network_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that choose the part of a network, beside those of every report."""
    role = click.option("--role", callback=_parse_code("role"), help="Only posts with this role, such as dcs.")
    since = click.option(
        "--since", callback=parse_day_option, metavar="DATE", help="Only what can have lasted on or after it."
    )
    until = click.option(
        "--until", callback=parse_day_option, metavar="DATE", help="Only what can have lasted on or before it."
    )
    region = click.option(
        "--region", callback=_parse_code("region"), help="Only what touches a council of this region."
    )
    presumed = click.option(
        "--no-presumed", is_flag=True, help="Take people as one only where that is decided, not where it is presumed."
    )
    for option in (presumed, region, until, since, role):
        function = option(function)
    return asked(function)


def _options(setting: Setting, chosen: dict[str, Any]) -> Options:
    from sendgraph.analysis.networks.rows import Options

    since: date | None = chosen["since"]
    until: date | None = chosen["until"]
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    return Options(
        role=chosen["role"],
        since=since,
        until=until,
        region=chosen["region"],
        use_presumed=not chosen["no_presumed"],
        as_of=setting.as_of,
    )


@click.group("network", short_help="Analyse moves, interims, brokers and succession.")
def command() -> None:
    """Analyse the networks of councils and officers, with the people and claims behind every line."""


@command.command("moves")
@network_options
def moves(asked_for: Asked, **chosen: Any) -> None:
    """Who moved from which council to which, and which councils supply others."""
    from sendgraph.analysis.networks.study import study_moves
    from sendgraph.report.network_moves import moves_report

    asked_for.write(
        lambda s: moves_report(study_moves(s.ask.engine, _options(s, chosen)), s.data_version, s.attribution)
    )


@command.command("interims")
@network_options
def interims(asked_for: Asked, **chosen: Any) -> None:
    """Interims one after another in a post, and the same interims at several councils."""
    from sendgraph.analysis.networks.interims import study_interims
    from sendgraph.report.network_interims import interims_report

    asked_for.write(
        lambda s: interims_report(study_interims(s.ask.engine, _options(s, chosen)), s.data_version, s.attribution)
    )


@command.command("brokers")
@network_options
def brokers(asked_for: Asked, **chosen: Any) -> None:
    """Councils that stand between others, by region, and officers who tie regions."""
    from sendgraph.analysis.networks.study import study_brokers
    from sendgraph.report.network_brokers import brokers_report

    asked_for.write(
        lambda s: brokers_report(study_brokers(s.ask.engine, _options(s, chosen)), s.data_version, s.attribution)
    )


@command.command("succession")
@network_options
def succession(asked_for: Asked, **chosen: Any) -> None:
    """Who followed whom in each post, where they came from, and chains of vacancies."""
    from sendgraph.analysis.networks.origins import study_succession
    from sendgraph.report.network_succession import succession_report

    asked_for.write(
        lambda s: succession_report(study_succession(s.ask.engine, _options(s, chosen)), s.data_version, s.attribution)
    )


@command.command("mixing")
@click.option(
    "--aspect",
    default="overall-effectiveness",
    callback=_parse_code("aspect"),
    help="What was judged, such as overall-effectiveness, action-required or experiences-and-outcomes.",
)
@network_options
def mixing(asked_for: Asked, aspect: str, **chosen: Any) -> None:
    """Between councils of which inspection grades officers moved, at the time of the move."""
    from sendgraph.analysis.networks.mixing import study_mixing
    from sendgraph.report.network_mixing import mixing_report

    asked_for.write(
        lambda s: mixing_report(
            study_mixing(s.ask.engine, _options(s, chosen), [aspect]), s.data_version, s.attribution
        )
    )


@command.command("paths")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@network_options
def paths(asked_for: Asked, source: str, target: str, **chosen: Any) -> None:
    """The earliest way through time from one council to another, along officers who held posts at both."""
    from sendgraph.analysis.networks.paths import study_paths
    from sendgraph.report.layout import Report
    from sendgraph.report.network_paths import paths_report

    def make(s: Setting) -> Report:
        ends = [s.ask.resolver("body", name) for name in (source, target)]
        return paths_report(study_paths(s.ask.engine, _options(s, chosen), *ends), s.data_version, s.attribution)

    asked_for.write(make)
