"""Everything that can be wrong with fact tables, in one go: files, rows together, assembled facts, evidence, names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sendgraph.core.problems import Problem
from sendgraph.facts.canonical import find_untidy
from sendgraph.facts.dataset import read_datasets
from sendgraph.facts.evidence import find_evidence_problems
from sendgraph.facts.lookalikes import lookalike_problems
from sendgraph.facts.rules import find_problems
from sendgraph.facts.tables import TABLES
from sendgraph.model.assemble import assemble, find_model_problems

__all__ = ["Checked", "check_folders"]


class Checked(NamedTuple):
    """The problems in the order to print them, and how much was looked at."""

    problems: list[Problem]
    datasets: int
    rows: int
    passages: int


def check_folders(folders: Sequence[Path], tidy: Sequence[Path] = (), texts: Path | None = None) -> Checked:
    """Check the dataset folders together; those in ``tidy`` also for canonical form, and passages against ``texts``.

    Assembled facts are checked only where the rows are sound, because a conflict in broken rows means nothing.
    Problems come in file order, look-alike people last and in the order in which a decision is most useful.
    """
    facts, datasets, problems = read_datasets(folders)
    problems += find_problems(facts)
    is_sound = all(p.is_advice for p in problems)
    problems += [p for folder in tidy for p in find_untidy(folder)]
    passages = 0
    if is_sound:
        problems += find_model_problems(facts, assemble(facts))
        if texts is not None:
            found, passages = find_evidence_problems(facts, texts)
            problems += found
    alike = lookalike_problems(facts) if is_sound else []
    rows = sum(len(facts.rows(name)) for name in TABLES)
    return Checked([*sorted(set(problems)), *alike], len(datasets), rows, passages)
