"""Options that several commands share, and what they give: folders, an open store, a place to write."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sendgraph.queries.engine import StoreEngine
    from sendgraph.store.folder import Marker

__all__ = [
    "as_of_option",
    "chosen_form",
    "data_option",
    "open_engine",
    "output_option",
    "parse_near_day",
    "store_option",
    "talk",
    "uninterrupted_death",
    "write_out",
]

F = TypeVar("F", bound=Callable[..., Any])


def data_option(function: F) -> F:
    """``--data DIR``: datasets that add to the shipped ones, or replace those of the same name."""
    return click.option(
        "--data",
        "overlays",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A dataset, or a folder of them, that adds to the shipped ones or replaces one of the same name.",
    )(function)


def store_option(function: F) -> F:
    """``--store DIR``: a store of one's own instead of the one in the cache."""
    return click.option(
        "--store",
        "store_folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Use this store and not the cache's.",
    )(function)


def output_option(function: F) -> F:
    """``-o FILE``: write the answer to a file, whole or not at all."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to this file."
    )(function)


_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".md": "md", ".html": "html", ".htm": "html"}
_FOREIGN = {
    ".pdf": ("html", "print it from a browser"),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf"), ("html", "open it in the word processor")),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers"), ("csv", "open it in the spreadsheet")),
}
"""Endings of files that nothing here writes, with the format to take instead and what to do with it."""


def chosen_form(form: str | None, output: Path | None, forms: Sequence[str], otherwise: str) -> str:
    """The format that was named, else the one of the file's ending, else the other.

    Raises ``BadParameter`` for an ending of which there is no format.
    """
    if form or output is None:
        return form or otherwise
    ending = output.suffix.lower()
    found = _ENDINGS.get(ending, otherwise)
    if ending in _FOREIGN or found not in forms:
        instead, then = _FOREIGN.get(ending, ("", ""))
        known = ", ".join(name for name, each in _ENDINGS.items() if each in forms)
        way_out = f"write FILE.{instead} and {then}" if instead in forms else f"end its name in one of {known}"
        raise click.BadParameter(f"no {ending} file is written here: {way_out}", param_hint="-o")
    return found


_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def parse_near_day(value: str) -> date:
    """The day that the text writes, of the years that a report can be on. Raises ``BadParameter``."""
    from sendgraph.core.dates import DateError, parse_day

    try:
        day = parse_day(value)
    except DateError as error:
        raise click.BadParameter(str(error)) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise click.BadParameter(f"{day} is too far away: give a day of the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return day


def _parse_as_of(_: click.Context, __: click.Parameter, value: str | None) -> date:
    return date.today() if value is None else parse_near_day(value)


def as_of_option(function: F) -> F:
    """``--as-of DATE``: the day the report is for; today unless given."""
    return click.option(
        "--as-of", callback=_parse_as_of, metavar="DATE", help="The day the report is for (YYYY-MM-DD; default today)."
    )(function)


def talk(message: str) -> None:
    """Progress, for people, apart from the answer."""
    click.echo(message, err=True)


def open_engine(overlays: Sequence[Path], store_folder: Path | None) -> tuple[StoreEngine, Marker]:
    """The engine on the store folder, or on the cached store of the shipped and overlaid datasets."""
    from sendgraph.queries.engine import StoreEngine
    from sendgraph.store.folder import StoreError, open_current, read_marker

    if store_folder is not None:
        if overlays:
            raise click.UsageError("--store names a finished store: give --data to sendgraph build instead")
        marker = read_marker(store_folder)
        if marker is None:
            raise StoreError(f"{store_folder} holds no store: run sendgraph build --store {store_folder}")
        return StoreEngine(open_current(store_folder)), marker
    from sendgraph.facts.folders import dataset_folders
    from sendgraph.store.build import open_store

    store, marker = open_store(dataset_folders(overlays), talk)
    return StoreEngine(store), marker


@contextlib.contextmanager
def uninterrupted_death() -> Iterator[None]:
    """While inside, Ctrl-C ends the process at once.

    A running query never returns to Python's own handler, so that nothing less would stop it. Nothing is written
    inside: answers go out afterwards, whole.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def write_out(text: str | bytes, output: Path | None) -> None:
    """The answer to standard output, or whole into a file."""
    content = text.encode() if isinstance(text, str) else text
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from sendgraph.core.files import write_whole

    write_whole(output, content)
    talk(f"wrote {output}")
