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
    "data_option",
    "open_engine",
    "output_option",
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


def _parse_as_of(_: click.Context, __: click.Parameter, value: str | None) -> date:
    if value is None:
        return date.today()
    from sendgraph.core.dates import DateError, parse_day

    try:
        return parse_day(value)
    except DateError as error:
        raise click.BadParameter(str(error)) from None


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
