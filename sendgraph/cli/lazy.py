"""A group of commands, each imported only when it is called: start-up is a feature."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword

import click

__all__ = ["LazyGroup", "module_of"]


def module_of(name: str) -> str:
    """The module of a command: its name with underscores, and one more behind a word of Python's own."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


class LazyGroup(click.Group):
    """A group whose commands live in the modules of one package, each as its ``command``.

    ``commands_help`` are the names with their one-line helps, shown without an import; a test keeps them equal to the
    commands' own.
    """

    def __init__(self, *args: object, package: str, commands_help: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.package = package
        self.commands_help = commands_help

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names of commands."""
        return sorted(self.commands_help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.commands_help:
            return None
        command: click.Command = import_module(f"{self.package}.{module_of(cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their one-line helps."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.commands_help[name]) for name in sorted(self.commands_help)])
