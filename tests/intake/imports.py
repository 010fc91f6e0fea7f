"""What the tests of importers share: the councils there are, and a dataset made of what a file gave."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from sendgraph.core.shipped import shipped
from sendgraph.facts.dataset import read_datasets
from sendgraph.intake.councils import Councils
from sendgraph.intake.held import read_held
from sendgraph.intake.merge import Merged, merge_into
from sendgraph.intake.outcome import Taken
from sendgraph.model.assemble import assemble
from sendgraph.model.check import check_folders
from sendgraph.model.kinds import Assembly


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


def known(dataset: Path | None = None) -> Councils:
    """The councils of the register, and the dataset, as the command gives them to an importer."""
    facts = read_datasets([shipped("data") / "register"])[0]
    held, problems = read_held(dataset) if dataset else (None, [])
    assert problems == []
    return Councils(facts, held)


def take(kind: ModuleType, path: Path, dataset: Path | None = None) -> Taken:
    """What the kind takes from the path, where the register and the dataset are known."""
    taken: Taken = kind.take(path, known(dataset), silent)
    return taken


def bring_in(kind: ModuleType, path: Path, dataset: Path) -> tuple[Taken, Merged]:
    """Import the path into the dataset."""
    councils = known(dataset)
    taken: Taken = kind.take(path, councils, silent)
    return taken, merge_into(dataset, taken, kind.DESCRIPTION, held=councils.held)


def problems_of(dataset: Path) -> list[str]:
    """What ``sendgraph check`` finds wrong beside the shipped register, advice left aside."""
    found = check_folders([shipped("data") / "register", dataset], [dataset]).problems
    return [str(p) for p in found if not p.is_advice or p.code == "NOT_CANONICAL"]


def assembled(dataset: Path) -> Assembly:
    """The facts that the dataset and the register make."""
    return assemble(read_datasets([shipped("data") / "register", dataset])[0])
