"""The one list of export formats: the module that writes each, what it is, and whether it is a file or a folder.

A format is one entry here and one module below ``sendgraph.export`` with a function ``write``, imported only when it
is asked for:

- a format of a file has ``write(asked: Asked) -> Iterable[bytes]``, the pieces of the file in order;
- a format of a folder has ``write(asked: Asked) -> Mapping[str, Iterable[bytes]]``, the pieces of each file by name.

``write`` opens no file: whole or not at all is the command's business. What cannot be written raises ``ExportError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sendgraph.export.networks.choices import Choices
    from sendgraph.queries.engine import Engine

__all__ = ["FORMATS", "Asked", "ExportError", "Files", "Format", "find_write"]

Files = Mapping[str, Iterable[bytes]]
"""A folder's files: the pieces of each by its name."""


class ExportError(Exception):
    """The format cannot be written here; the message says why and what to do."""


class Asked(NamedTuple):
    """What a format is written from, and what the user asked for beside its name.

    ``folders`` are the datasets that the graph was built from; there are none where a finished store was named.
    ``choices`` are how a network is written, the usual way where there are none.
    """

    engine: Engine
    data_version: str
    network: str = ""
    is_raw: bool = False
    folders: Sequence[Path] = ()
    choices: Choices | None = None


class Format(NamedTuple):
    """One format: its module below ``sendgraph.export``, its meaning on one line, and how it behaves.

    ``is_folder``: several files, so that ``-o`` names a folder or a .zip file; ``is_network``: needs ``--network``;
    ``is_binary``: not for a terminal; ``has_raw``: takes ``--raw``, because its CSV is guarded against formulas.
    """

    module: str
    meaning: str
    is_folder: bool = False
    is_network: bool = False
    is_binary: bool = False
    has_raw: bool = False


FORMATS: dict[str, Format] = {
    "nquads": Format("rdf", "the whole graph as sorted N-Quads, one triple a line"),
    "turtle": Format("rdf", "the whole graph as Turtle, for people who read RDF"),
    "trig": Format("rdf", "the whole graph as TriG, the claims of each source in a graph of its own"),
    "rdf12": Format("rdf12", "the whole graph as Turtle 1.2, each fact with the claims that state it"),
    "jsonld": Format("jsonld", "the whole graph as JSON-LD with its context inside"),
    "csv": Format("csv_files", "tables for spreadsheets, with names beside ids", is_folder=True, has_raw=True),
    "parquet": Format("parquet", "the tables of csv with types, for pandas, R and DuckDB", is_folder=True),
    "sqlite": Format("sqlite", "the tables of csv with keys and views, as one SQLite file", is_binary=True),
    "datapackage": Format("datapackage", "the fact tables as they are edited, as a Data Package", is_folder=True),
    "popolo": Format("popolo", "people, bodies, posts and holders as Popolo JSON"),
    "ftm": Format("ftm", "people, bodies, posts, holders and sources as FollowTheMoney entities, one a line"),
    "metadata": Format("metadata", "what the graph is, as VoID and DCAT, with every query as a SHACL-SPARQL example"),
    "gexf": Format("networks.gexf", "a network for Gephi and Gephi Lite, with a timeline", is_network=True),
    "graphml": Format("networks.graphml", "a network as GraphML, for networkx, igraph and yEd", is_network=True),
    "graphology-json": Format("networks.graphology", "a network for graphology, in web pages", is_network=True),
    "cytoscape": Format("networks.cytoscape", "a network for Cytoscape and cytoscape.js", is_network=True),
    "nodes-edges-csv": Format(
        "networks.tables", "a network as two tables", is_folder=True, is_network=True, has_raw=True
    ),
    "svg": Format("networks.svg", "a network drawn, one picture with its key", is_network=True),
    "png": Format("networks.png", "the same picture as pixels", is_network=True, is_binary=True),
    "html": Format("networks.html", "a network drawn, to zoom into, with a table of its links", is_network=True),
}
"""Every format by the name that the user types. Network formats are entries with ``is_network=True``."""


def find_write(name: str) -> Callable[[Asked], Any]:
    """The function that writes the format of that name; raises ``KeyError`` where there is none."""
    module = import_module(f"sendgraph.export.{FORMATS[name].module}")
    # Several forms of one thing, such as Turtle and N-Quads, may share a module: then each has its own function.
    write: Callable[[Asked], Any] = getattr(module, f"write_{name.replace('-', '_')}", None) or module.write
    return write
