"""Build a store from fact tables, and open the one that fits: the user's cache, or a folder of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sendgraph.store.folder import Marker, open_current, read_marker, write_store
from sendgraph.store.version import Version, known_version

if TYPE_CHECKING:
    from pyoxigraph import Store

    from sendgraph.graph.build import Graph

__all__ = ["build_store", "cache_folder", "make_graph", "open_store", "sorted_nquads"]

_KEPT = 4
"""How many stores of other versions the cache keeps."""

Talk = Callable[[str], None]


def cache_folder() -> Path:
    """Where stores are kept: ``$SENDGRAPH_CACHE``, else the user's cache folder as the platform has it.

    Written out because importing platformdirs takes longer than a query. Follows the XDG Base Directory
    Specification 0.8, and the usual folders of macOS and Windows.
    """
    own = os.environ.get("SENDGRAPH_CACHE")
    if own:
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "sendgraph"


def make_graph(folders: Sequence[Path], data_version: str) -> Graph:
    """The graph of the folders. Raises ``FactsError`` with every problem where the tables cannot be used."""
    # The rooms below are imported only to build: opening a built store is what nearly every command does.
    from sendgraph.core.problems import FactsError
    from sendgraph.facts.dataset import load_facts
    from sendgraph.graph.build import build_graph
    from sendgraph.model.assemble import assemble, find_model_problems

    facts, datasets = load_facts(folders)
    assembly = assemble(facts)
    serious = [p for p in find_model_problems(facts, assembly) if not p.is_advice]
    if serious:
        raise FactsError(serious)
    return build_graph(facts, assembly, datasets, data_version)


def build_store(folder: Path, folders: Sequence[Path], version: Version, talk: Talk) -> Marker:
    """Build the store of the folders in ``folder``; the copy in use stays until the new one is whole."""
    from pyoxigraph import RdfFormat

    read_marker(folder)
    talk("reading and checking the fact tables")
    graph = make_graph(folders, version.data)
    talk(f"loading {graph.triple_count:,} triples")

    def fill(store: Store) -> None:
        store.bulk_load(graph.ntriples, format=RdfFormat.N_TRIPLES)

    return write_store(folder, version.key, version.data, graph.triple_count, fill)


def open_store(folders: Sequence[Path], talk: Talk) -> tuple[Store, Marker]:
    """The store of the folders from the user's cache, built first where it is missing."""
    version = known_version(folders, cache_folder())
    folder = cache_folder() / version.key[:16]
    marker = read_marker(folder)
    if marker is None or marker.key != version.key:
        talk("building the store; this happens once for each version of the data")
        marker = build_store(folder, folders, version, talk)
        _remove_old_versions(folder)
    return open_current(folder), marker


def _remove_old_versions(current: Path) -> None:
    """Keep the newest stores of other versions and remove the rest; a failure to remove is no failure."""
    import shutil

    others = [p for p in current.parent.iterdir() if p != current and (p / "sendgraph-store.json").is_file()]
    others.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for path in others[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
    # A stamp is written again when it is wanted; one for a store that is gone would only gather.
    for stamp in sorted(current.parent.glob("version-*.json"), key=lambda p: p.stat().st_mtime, reverse=True)[_KEPT:]:
        stamp.unlink(missing_ok=True)


def sorted_nquads(store: Store) -> bytes:
    """Every triple of the store as sorted N-Quads; the same graph gives the same bytes."""
    from pyoxigraph import RdfFormat

    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    return b"".join(sorted(dumped.splitlines(keepends=True)))
