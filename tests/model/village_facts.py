"""The village read and assembled once, and short ways to ask for its facts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from sendgraph.core.dates import bounds_text
from sendgraph.facts.dataset import Dataset, load_facts
from sendgraph.facts.tables import Facts
from sendgraph.graph.build import Graph, build_graph
from sendgraph.model.assemble import assemble
from sendgraph.model.kinds import Assembly, Conflict, Tenure

VILLAGE = Path(__file__).parent / "village"


@cache
def village() -> tuple[Facts, list[Dataset]]:
    """The tables of the village, checked, and its description."""
    return load_facts([VILLAGE])


@cache
def assembled() -> Assembly:
    """The facts of the village."""
    return assemble(village()[0])


def village_graph() -> Graph:
    """The graph of the village, built anew."""
    facts, datasets = village()
    return build_graph(facts, assemble(facts), datasets, "test")


def tenure(name: str) -> Tenure:
    """The tenure of that id, without its first word."""
    (found,) = [t for t in assembled().tenures if t.id == f"tenure_{name}"]
    return found


def bounds(name: str) -> tuple[str, str]:
    """The bounds of a tenure's first and last day, as EDTF text."""
    found = tenure(name)
    return bounds_text(found.start), bounds_text(found.end)


def holders(post: str) -> list[str]:
    """The ids of the tenures of a post in their order, without what they share."""
    return [t.id.removeprefix(f"tenure_{post}_") for t in assembled().tenures if t.post_id == post]


def conflicts_in(thing: str, assembly: Assembly | None = None) -> list[Conflict]:
    """The conflicts in a thing."""
    return [c for c in (assembly or assembled()).conflicts if c.thing == thing]


def without_decision(decision_id: str) -> Assembly:
    """The facts of the village when one identity decision is taken back."""
    facts = village()[0]
    return assemble(replace(facts, same_people=[d for d in facts.same_people if d.decision_id != decision_id]))
