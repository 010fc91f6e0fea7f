"""The command line. Commands are imported when they are called, so that help and errors come at once."""

from sendgraph.cli.main import main

__all__ = ["main"]
