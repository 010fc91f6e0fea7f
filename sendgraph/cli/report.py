"""``sendgraph report``."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendgraph.cli.options import (
    as_of_option,
    data_option,
    open_engine,
    output_option,
    store_option,
    uninterrupted_death,
    write_out,
)

if TYPE_CHECKING:
    from sendgraph.queries.run import Asker
    from sendgraph.report.layout import Report

FORMATS = ["text", "json", "md"]


def report_options(function: click.decorators.FC) -> click.decorators.FC:
    """The options of every report."""
    form = click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the report.")
    for option in (output_option, store_option, data_option, as_of_option, form):
        function = option(function)
    return function


@click.group("report", short_help="Report on turnover, a council or an officer.")
def command() -> None:
    """Report on turnover, a council or an officer, with the source of every fact."""


@command.command("turnover")
@click.option("--role", default="dcs", help="The role, such as dcs, lead-member or chief-executive.")
@report_options
def turnover(
    role: str, form: str, as_of: date, overlays: tuple[Path, ...], store_folder: Path | None, output: Path | None
) -> None:
    """How often the holder of a post changes, nationally and by council."""
    _known_role(role)
    from sendgraph.analysis.load import load_sightings, load_spells
    from sendgraph.analysis.turnover import measure_turnover
    from sendgraph.report.turnover import turnover_report

    ask, version = _asker(overlays, store_folder)
    with uninterrupted_death():
        measured = measure_turnover(role, as_of, load_spells(ask.engine, role), load_sightings(ask.engine, role))
        not_taken = len({r["claim"] for r in ask("claims_not_taken", role=role)})
        report = turnover_report(measured, version, attributions(ask), not_taken)
    write_report(report, form, output)


@command.command("council")
@click.argument("name")
@report_options
def council(
    name: str, form: str, as_of: date, overlays: tuple[Path, ...], store_folder: Path | None, output: Path | None
) -> None:
    """Who led at a council, what inspectors found, what followed, and who says so."""
    from sendgraph.report.council import council_report

    ask, version = _asker(overlays, store_folder)
    with uninterrupted_death():
        report = council_report(ask, name, as_of.isoformat(), version, attributions(ask))
    write_report(report, form, output)


@command.command("officer")
@click.argument("name")
@report_options
def officer(
    name: str, form: str, as_of: date, overlays: tuple[Path, ...], store_folder: Path | None, output: Path | None
) -> None:
    """Which posts a person held, in order, and who says so."""
    from sendgraph.report.officer import officer_report

    ask, version = _asker(overlays, store_folder)
    with uninterrupted_death():
        report = officer_report(ask, name, as_of.isoformat(), version, attributions(ask))
    write_report(report, form, output)


@command.command("coverage")
@click.option("--role", default="dcs", help="The role, such as dcs, lead-member or chief-executive.")
@click.option("--since", default="2013-01-01", metavar="DATE", help="The first day of the window.")
@report_options
def coverage(
    role: str,
    since: str,
    form: str,
    as_of: date,
    overlays: tuple[Path, ...],
    store_folder: Path | None,
    output: Path | None,
) -> None:
    """How much is known of who held a post, and what to look for next."""
    from sendgraph.analysis.coverage import measure_coverage
    from sendgraph.analysis.load import load_spells, local_id
    from sendgraph.core.dates import DateError, parse_day
    from sendgraph.report.coverage import coverage_report

    _known_role(role)
    try:
        first = parse_day(since)
    except DateError as error:
        raise click.BadParameter(str(error), param_hint="--since") from None
    if first >= as_of:
        raise click.BadParameter(f"{since} is not before the day of the report, {as_of}", param_hint="--since")
    ask, version = _asker(overlays, store_folder)
    with uninterrupted_death():
        live = [
            (local_id(r["body"]), r["council"] or "", date.fromisoformat(r["opened"]) if r["opened"] else None)
            for r in ask("live_councils")
        ]
        covered = measure_coverage(live, load_spells(ask.engine, role), first, as_of)
        report = coverage_report(role, since, covered, as_of.isoformat(), version, attributions(ask))
    write_report(report, form, output)


def _known_role(role: str) -> None:
    from sendgraph.facts.codes import code_lists

    if role not in code_lists()["role"]:
        raise click.BadParameter(f"{role!r} is not one of {', '.join(code_lists()['role'])}", param_hint="--role")


def _asker(overlays: tuple[Path, ...], store_folder: Path | None) -> tuple[Asker, str]:
    from sendgraph.queries.run import Asker

    engine, marker = open_engine(overlays, store_folder)
    return Asker.of(engine), marker.data_version


def attributions(ask: Asker) -> list[str]:
    """The words that a reuser of the datasets must print."""
    return [f"{r['attribution'] or r['title']} ({r['licence']})" for r in ask("attributions")]


def write_report(report: Report, form: str, output: Path | None) -> None:
    """The report in the wanted format: for people at a terminal with wrapping tables, else plain."""
    from sendgraph.report.write import render_json, render_markdown, render_rich, render_text

    if form == "json":
        write_out(render_json(report), output)
    elif form == "md":
        write_out(render_markdown(report), output)
    elif output is None and sys.stdout.isatty():
        import os

        colour = "NO_COLOR" not in os.environ
        write_out(render_rich(report, shutil.get_terminal_size().columns, colour=colour), None)
    else:
        write_out(render_text(report), output)
