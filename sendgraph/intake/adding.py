"""One claim added by hand: the rows it needs, what they change in the assembled facts, and their writing.

Nothing is guessed that a source must say. Ids are suggested from what is given; an existing source, person or post is
used again where address, name or role are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sendgraph.core.dates import bounds_text
from sendgraph.core.files import write_whole
from sendgraph.core.names import fold, slug
from sendgraph.core.problems import FactsError, Place, Problem
from sendgraph.facts.canonical import canonical_text
from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.codes import code_lists
from sendgraph.facts.column import Row
from sendgraph.facts.dataset import read_datasets
from sendgraph.facts.evidence import passage_hash
from sendgraph.facts.read import read_table
from sendgraph.facts.rules import find_problems
from sendgraph.facts.tables import TABLES, Facts
from sendgraph.intake.rows import Cells, make_row
from sendgraph.model.assemble import assemble, find_model_problems
from sendgraph.model.kinds import Assembly, Tenure

__all__ = ["Addition", "added_rows", "changes_by", "facts_with", "find_added_problems", "write_rows"]


class Addition(NamedTuple):
    """What a person says of one holder of one post, and where it is printed."""

    body_id: str
    person: str
    role: str
    url: str
    publisher: str
    source_kind: str
    source_title: str
    published: str = ""
    title: str = ""
    basis: str = "not-stated"
    started: str = ""
    ended: str = ""
    seen: str = ""
    passage: str = ""
    note: str = ""


def added_rows(addition: Addition, facts: Facts) -> dict[str, list[Row]]:
    """The rows that the claim needs and that are not there yet, by table. Raises ``RowError`` for an unfit value."""
    rows: dict[str, list[Row]] = {}
    source = _source_id(addition, facts)
    if all(s.source_id != source for s in facts.sources):
        values = {
            "source_id": source,
            "kind": addition.source_kind,
            "publisher": addition.publisher,
            "title": addition.source_title,
            "url": addition.url,
            "published": addition.published,
            "licence": "all-rights-reserved",
        }
        rows["sources"] = [_new_row("sources", values)]
    person = _person_id(addition, facts)
    if all(p.person_id != person for p in facts.people):
        rows["people"] = [_new_row("people", {"person_id": person, "name": addition.person})]
    post = _post_id(addition, facts)
    if all(p.post_id != post for p in facts.posts):
        label = code_lists()["role"][addition.role].label
        named = {"title": addition.title or label[0].upper() + label[1:], "source_id": source}
        ids = {"post_id": post, "body_ids": [addition.body_id], "roles": [addition.role]}
        rows["posts"] = [_new_row("posts", {**ids, **named})]
    words, digest = _evidence(addition.passage)
    claim = {
        "claim_id": _claim_id(source, facts),
        "source_id": source,
        "words": words,
        "passage_sha256": digest,
        "status": "accepted",
        "read_by": "person",
        "note": addition.note,
        "person_id": person,
        "post_id": post,
        "title": addition.title,
        "basis": addition.basis,
        "started": addition.started,
        "ended": addition.ended,
        "seen": addition.seen,
    }
    rows["tenures"] = [_new_row("tenures", claim)]
    return rows


def _new_row(table: str, values: Cells) -> Row:
    """The row, which problems name by its table: it stands in no file yet."""
    return make_row(table, values, Place(f"new row of {table}"))


def _source_id(addition: Addition, facts: Facts) -> str:
    """The source of that address, or a new id: publisher, month or year, council."""
    for source in facts.sources:
        if source.url == addition.url:
            return source.source_id
    when = addition.published[:7].strip("~?%-") or "undated"
    stem = f"{slug(addition.publisher)}_{slug(when)}-{addition.body_id}"
    return _free(stem, {s.source_id for s in facts.sources})


def _free(stem: str, taken: set[str]) -> str:
    number = 2
    name = stem
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _person_id(addition: Addition, facts: Facts) -> str:
    """The person of that name at that body, under any printed form, or a new id."""
    wanted = fold(addition.person)
    for person in facts.people:
        here = person.person_id.endswith(f"_{addition.body_id}")
        if here and wanted in {fold(name) for name in (person.name, *person.other_names)}:
            return person.person_id
    return f"{slug(addition.person)}_{addition.body_id}"


def _post_id(addition: Addition, facts: Facts) -> str:
    """The body's post of that role, or a new id."""
    usual = f"{addition.body_id}_{addition.role}"
    fitting = [p.post_id for p in facts.posts if addition.role in p.roles and p.body_ids == (addition.body_id,)]
    return usual if usual in fitting or not fitting else fitting[0]


def _claim_id(source: str, facts: Facts) -> str:
    """The next free number behind the source's id."""
    taken = {c.claim_id for table in TABLES.values() if table.is_claims for c in _claims(facts, table.name)}
    number = 1
    while f"{source}_{number}" in taken:
        number += 1
    return f"{source}_{number}"


def _claims(facts: Facts, table: str) -> Sequence[TenureClaim]:
    return facts.rows(table)  # type: ignore[return-value] # every claim has the one column asked for


def _evidence(passage: str) -> tuple[str, str]:
    """First and last words of a passage, and its hash; the passage itself is never kept."""
    words = passage.split()
    if not words:
        return "", ""
    if len(words) <= 8:
        return " ".join(words), passage_hash(passage)
    return f"{' '.join(words[:4])} … {' '.join(words[-4:])}", passage_hash(passage)


def _together(facts: Facts, rows: Mapping[str, Sequence[Row]]) -> Facts:
    joined = Facts()
    for name in TABLES:
        joined.rows(name).extend([*facts.rows(name), *rows.get(name, ())])
    return joined


def find_added_problems(facts: Facts, rows: Mapping[str, Sequence[Row]]) -> list[Problem]:
    """What the new rows would make wrong, conflicts as advice included; what was wrong before is left out."""
    joined = _together(facts, rows)
    before = {str(p) for p in find_problems(facts)}
    problems = [p for p in find_problems(joined) if str(p) not in before]
    if not problems:
        known = {str(p) for p in find_model_problems(facts, assemble(facts))}
        problems = [p for p in find_model_problems(joined, assemble(joined)) if str(p) not in known]
    return problems


def changes_by(facts: Facts, rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """What the new rows change in the assembled tenures and conflicts, one line each."""
    before, after = _by_id(assemble(facts)), _by_id(assemble(_together(facts, rows)))
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if old is None and new is not None:
            lines.append(f"new: {name}, {_said(new)}")
        elif new is None and old is not None:
            lines.append(f"gone: {name}, {_said(old)}")
        elif old is not None and new is not None:
            was, now = _said(old), _said(new)
            more = f"was {was}, is {now}" if was != now else "more evidence, the same bounds"
            lines.append(f"changed: {name}, {more}")
    return lines


def _by_id(assembly: Assembly) -> dict[str, Tenure]:
    return {t.id: t for t in assembly.tenures}


def _said(tenure: Tenure) -> str:
    start, end = bounds_text(tenure.start) or "unknown", bounds_text(tenure.end) or "unknown"
    return f"{tenure.basis}, started {start}, ended {end}"


def write_rows(folder: Path, rows: Mapping[str, Sequence[Row]]) -> list[Path]:
    """Add the rows to the tables of the dataset folder in canonical form; returns the files written.

    Raises ``FactsError`` where a table there cannot be read as it is.
    """
    texts: list[tuple[Path, str]] = []
    for name, new in rows.items():
        path, table = folder / f"{name}.csv", TABLES[name]
        kept, problems = read_table(path, table, folder.name) if path.exists() else ([], [])
        if problems:
            raise FactsError(problems)
        texts.append((path, canonical_text([*kept, *new], table)))
    for path, text in texts:
        write_whole(path, text.encode())
    return [path for path, _ in texts]


def facts_with(folders: Sequence[Path]) -> Facts:
    """All rows of the folders. Raises ``FactsError`` where they are not in order."""
    facts, _, problems = read_datasets(folders)
    serious = [p for p in [*problems, *find_problems(facts)] if not p.is_advice]
    if serious:
        raise FactsError(serious)
    return facts
