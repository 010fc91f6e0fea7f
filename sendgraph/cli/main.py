"""The ``sendgraph`` command: its list of commands, and what each kind of failure means for the exit status."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from sendgraph.cli.lazy import LazyGroup

__all__ = ["main"]

_COMMANDS = {
    "add": "Add a claim to a dataset and show what it changes.",
    "build": "Build a store from the fact tables.",
    "check": "Check fact tables and say how to mend them.",
    "explain": "Show every claim, word and source behind an id.",
    "export": "Write the graph in another format.",
    "import": "Turn a published file into fact tables.",
    "init": "Start a dataset of your own.",
    "network": "Analyse moves, interims, brokers and succession.",
    "query": "Answer a question with a query template.",
    "report": "Report on turnover, a council or an officer.",
}
"""Commands with their one-line help: shown without importing any of them. A test keeps the two equal."""


@click.group(
    cls=LazyGroup,
    package="sendgraph.cli",
    commands_help=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="sendgraph", prog_name="sendgraph")
def cli() -> None:
    """Who led special-needs services in England's councils, what inspectors found, and who says so.

    Works with no set-up: the shipped facts are built into a store in your cache on first use.
    Exit status: 0 fine, 1 problems or no answer, 2 usage, 3 cannot run, 130 interrupted.
    """


def main() -> NoReturn:
    """Run the command line and exit with the documented status; never with a traceback for a user's mistake."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our answer, such as head, has what it wanted.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - sorted by kind below, and raised again where it is a defect
        _fail(error)
    sys.exit(0)


def _fail(error: Exception) -> NoReturn:
    """Exit for an error of one of our kinds; the kinds are imported only now, when something has failed."""
    from sendgraph.core.problems import FactsError
    from sendgraph.queries.template import TemplateError
    from sendgraph.store.folder import StoreError

    if isinstance(error, FactsError):
        for problem in error.problems:
            click.echo(str(problem), err=True)
        click.echo(str(error), err=True)
        sys.exit(1)
    if isinstance(error, TemplateError):
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    if isinstance(error, StoreError | OSError):
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)
    raise error
