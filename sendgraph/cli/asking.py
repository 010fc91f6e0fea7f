"""What every report is asked with, and how it is written: format, day, datasets, store, file."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sendgraph.cli.options import (
    as_of_option,
    chosen_form,
    data_option,
    open_engine,
    output_option,
    parse_near_day,
    store_option,
    uninterrupted_death,
    write_out,
)

if TYPE_CHECKING:
    from sendgraph.queries.run import Asker
    from sendgraph.report.layout import Report

__all__ = ["FORMATS", "Asked", "Setting", "asked", "choice_options", "parse_code", "parse_day_option", "parse_months"]

FORMATS = ["text", "json", "csv", "md", "html"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report needs beside its own options: the graph, its day, the data version, whom to attribute."""

    ask: Asker
    as_of: date
    data_version: str
    attribution: list[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that every report has."""

    form: str
    as_of: date
    overlays: tuple[Path, ...]
    store_folder: Path | None
    output: Path | None

    def write(self, make: Callable[[Setting], Report]) -> None:
        """Open the graph, make the report and write it in the wanted format: nothing is written if making it fails."""
        from sendgraph.queries.run import Asker

        engine, marker = open_engine(self.overlays, self.store_folder)
        ask = Asker.of(engine)
        with uninterrupted_death():
            words = [f"{r['attribution'] or r['title']} ({r['licence']})" for r in ask("attributions")]
            report = make(Setting(ask, self.as_of, marker.data_version, words))
        write_out(self._rendered(report), self.output)

    def _rendered(self, report: Report) -> str:
        from sendgraph.report import write

        if self.form == "html":
            from sendgraph.report.page import render_page

            return render_page(report)
        if self.form == "text" and self.output is None and sys.stdout.isatty():
            import os

            from sendgraph.report.inline import can_show_blocks

            return write.render_rich(
                report,
                shutil.get_terminal_size().columns,
                colour="NO_COLOR" not in os.environ,
                blocks=can_show_blocks(sys.stdout.encoding),
            )
        return {
            "text": write.render_text,
            "json": write.render_json,
            "csv": write.render_csv,
            "md": write.render_markdown,
        }[self.form](report)


def asked(function: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of every report; the function gets them as one ``Asked`` in front."""

    @functools.wraps(function)
    def command(*, form: str | None, output: Path | None, **rest: Any) -> None:
        form = chosen_form(form, output, FORMATS, "text")
        common = {name: rest.pop(name) for name in ("as_of", "overlays", "store_folder")}
        function(Asked(form=form, output=output, **common), **rest)

    form = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="How to print the report. [default: by the ending of -o FILE, else text]",
    )
    for option in (output_option, store_option, data_option, as_of_option, form):
        command = option(command)
    return command


def choice_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that leave uncertain facts out; the function gets them as one ``choice``."""

    @functools.wraps(function)
    def command(*args: Any, only: str | None, no_presumed: bool, no_machine_read: bool, **rest: Any) -> None:
        from sendgraph.analysis.spells import Choice

        choice = Choice(
            use_disputed=only != "accepted", use_presumed=not no_presumed, use_machine_read=not no_machine_read
        )
        function(*args, choice=choice, **rest)

    only = click.option("--only", type=click.Choice(["accepted"]), help="Leave out facts that a party disputes.")
    presumed = click.option("--no-presumed", is_flag=True, help="Take people presumed to be one as two.")
    machine = click.option("--no-machine-read", is_flag=True, help="Leave out what only a program has read.")
    return only(presumed(machine(command)))


def parse_months(_: click.Context, __: click.Parameter, value: str) -> int:
    """The months of a window such as ``12m`` or ``2y``, for a click callback. Raises ``BadParameter`` for others."""
    unit = {"m": 1, "y": 12}.get(value[-1:].lower(), 0)
    number = value[:-1]
    if not unit or not (number.isascii() and number.isdigit()) or not 1 <= int(number) * unit <= 120:
        raise click.BadParameter(f"{value!r} is no window: write months or years up to ten, such as 6m, 12m or 2y")
    return int(number) * unit


def parse_code(
    list_name: str, *, is_optional: bool = False
) -> Callable[[click.Context, click.Parameter, str | None], str]:
    """A click callback that takes a code of that list, or none if optional; raises ``BadParameter`` with the list."""

    def parse(_: click.Context, __: click.Parameter, value: str | None) -> str:
        from sendgraph.facts.codes import code_lists

        codes = code_lists()[list_name]
        if value not in codes and not (is_optional and not value):
            raise click.BadParameter(f"{value!r} is not one of {', '.join(codes)}")
        return value or ""

    return parse


def parse_day_option(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """The day of an option, for a click callback. Raises ``BadParameter`` with what is wrong with it."""
    return parse_near_day(value) if value else None
