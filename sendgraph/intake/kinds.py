"""The kinds of file that can be imported, each with the module that reads it, imported only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sendgraph.intake.councils import Councils
from sendgraph.intake.outcome import Taken

__all__ = ["KINDS", "Kind", "find_kind"]

KINDS = {
    "ifg-ministers": "ifg",
    "ofsted-area-send-2016": "ofsted_area_2016",
    "ofsted-area-send-2023": "ofsted_area_2023",
    "ofsted-area-send-leads": "ofsted_leads",
    "ofsted-focused-visits": "ofsted_focused",
    "ofsted-ilacs-history": "ofsted_history",
    "ofsted-la-outcomes": "ofsted_outcomes",
    "ofsted-sif": "ofsted_sif",
    "ofsted-sightings": "ofsted_sightings",
    "popolo": "popolo",
    "tables": "own_tables",
}
"""Names of kinds, and their modules in this room. Each has ``take``, and ``DESCRIPTION`` for a new dataset."""

Take = Callable[[Path, Councils, Callable[[int, int], None]], Taken]


class Kind(NamedTuple):
    """How one kind of file is read, and what a dataset made of it is called."""

    take: Take
    description: dict[str, str]


def find_kind(name: str) -> Kind:
    """The kind of that name; raises ``KeyError`` where there is none."""
    module = import_module(f"sendgraph.intake.{KINDS[name]}")
    fallback = {
        "title": name,
        "publisher": "not stated",
        "licence": "not stated",
        "made": f"Taken over by sendgraph import {name}.",
    }
    return Kind(module.take, getattr(module, "DESCRIPTION", fallback))
