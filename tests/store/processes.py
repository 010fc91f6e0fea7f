"""Real processes that open or build a store of the village, and ways to look at what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pyoxigraph import Store

from tests.model.village_facts import VILLAGE

ROOT = Path(__file__).resolve().parent.parent.parent

_OPEN = """
import sys
from pathlib import Path
from sendgraph.store.build import open_store
said = []
store, marker = open_store([Path(sys.argv[1])], said.append)
print(len(store), marker.triple_count, len(said))
"""
_BUILD = """
import sys
from pathlib import Path
from sendgraph.store.build import build_store
from sendgraph.store.version import find_version
folders = [Path(sys.argv[1])]
version = find_version(folders)
print("started", flush=True)
for _ in range(int(sys.argv[3])):
    build_store(Path(sys.argv[2]), folders, version, lambda text: None)
"""


def start(script: str, *arguments: str | Path, cache: Path | None = None) -> subprocess.Popen[str]:
    """A Python process that runs the script."""
    env = os.environ | {"PYTHONPATH": str(ROOT)} | ({"SENDGRAPH_CACHE": str(cache)} if cache else {})
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def start_opening(cache: Path) -> subprocess.Popen[str]:
    """A process that opens the village from the cache and prints triples, promised triples and words said."""
    return start(_OPEN, VILLAGE, cache=cache)


def start_building(folder: Path, times: int = 1) -> subprocess.Popen[str]:
    """A process that builds the village in the folder, again and again; it says when it has read its code."""
    return start(_BUILD, VILLAGE, folder, times)


def readable_triples(store: Store) -> int:
    """How many triples can be read, one by one: a count alone would not notice a damaged block."""
    return sum(1 for _ in store)


def silent(text: str) -> None:
    """Take progress and say nothing."""


def fill_nothing(store: Store) -> None:
    """Leave a new store empty."""
