"""People, bodies, posts, who held them and the documents that say so, as FollowTheMoney entities, one JSON a line.

Follows the FollowTheMoney 4 model: Person, PublicBody, Organization, Position, Occupancy, Document, Documentation and
Succession. ``proof`` of an occupancy are the documents that its claims cite. Nobody is marked as a political or risky
person, and ``status`` is "ended" or "unknown": whether somebody is in post today is not in the data.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from sendgraph.export.database import make_database
from sendgraph.export.formats import Asked
from sendgraph.export.holders import cited_by_fact, names_of_people, partial_date, rows_of, split
from sendgraph.facts.codes import code_lists

__all__ = ["ftm_id", "write"]

_NOT_PUBLIC = frozenset({"association", "parent-carer-forum", "political-group", "trust"})
"""Kinds of body that are no public body; the others are."""

_REFERENCES = frozenset(
    {"document", "entity", "holder", "organization", "post", "predecessor", "proof", "successor"},
)
"""Properties that hold ids of other entities."""

Values = Sequence[str]


def ftm_id(key: str) -> str:
    """Our id as the model allows ids, which have no underscore; ours have no dot, so that it can be taken back.

    >>> ftm_id("jane-example_kent")
    'jane-example.kent'
    """
    return key.replace("_", ".")


def write(asked: Asked) -> Iterable[bytes]:
    """The entities: documents first, then what they prove, each kind sorted by id."""
    with closing(make_database(asked)) as database:
        parts = (_documents, _people, _bodies, _successions, _posts, _holdings)
        return [line for part in parts for line in part(database)]


def _entity(key: str, schema: str, **properties: str | Values) -> bytes:
    """One line; a property without a value is left out."""
    several = {n: [v] if isinstance(v, str) else list(v) for n, v in properties.items()}
    several |= {n: [ftm_id(v) for v in several[n]] for n in _REFERENCES.intersection(several)}
    kept = {n: [v for v in values if v] for n, values in sorted(several.items()) if any(values)}
    return json.dumps({"id": ftm_id(key), "schema": schema, "properties": kept}, ensure_ascii=False).encode() + b"\n"


def _documents(database: sqlite3.Connection) -> Iterator[bytes]:
    for row in rows_of(database, "SELECT * FROM sources ORDER BY source_id"):
        yield _entity(
            row["source_id"],
            "Document",
            title=row["title"],
            fileName=row["file_name"] or row["source_id"],
            publisher=row["publisher"],
            sourceUrl=row["url"],
            publishedAt=partial_date(row["published_earliest"], row["published_latest"]),
            retrievedAt=row["retrieved"],
        )


def _people(database: sqlite3.Connection) -> Iterator[bytes]:
    for person, (name, *others) in names_of_people(database).items():
        yield _entity(person, "Person", name=name, alias=others)


def _bodies(database: sqlite3.Connection) -> Iterator[bytes]:
    labels = code_lists()["body-kind"]
    for row in rows_of(database, "SELECT * FROM bodies ORDER BY body_id"):
        yield _entity(
            row["body_id"],
            "Organization" if row["body_kind"] in _NOT_PUBLIC else "PublicBody",
            name=row["name"],
            alias=split(row["other_names"]),
            country="gb",
            classification=labels[row["body_kind"]].label,
            idNumber=row["gss_code"],
            incorporationDate=partial_date(row["opened_earliest"], row["opened_latest"]),
            dissolutionDate=partial_date(row["closed_earliest"], row["closed_latest"]),
        )
        yield _documentation(row["body_id"], row["source_id"])


def _documentation(key: str, source: str) -> bytes:
    """The link from a thing to the document that shows it."""
    return _entity(f"documentation_{key}", "Documentation", document=source, entity=key, role="shows it")


def _successions(database: sqlite3.Connection) -> Iterator[bytes]:
    for row in rows_of(database, "SELECT * FROM body_links WHERE relation_kind = 'succeeded-by' ORDER BY link_id"):
        date = partial_date(row["start_earliest"], row["start_latest"])
        ends = {"predecessor": row["body_id"], "successor": row["other_body_id"]}
        yield _entity(row["link_id"], "Succession", **ends, date=date, proof=row["source_id"])


def _posts(database: sqlite3.Connection) -> Iterator[bytes]:
    roles = code_lists()["role"]
    for row in rows_of(database, "SELECT * FROM posts_current ORDER BY post_id"):
        yield _entity(
            row["post_id"],
            "Position",
            name=f"{row['title']}, {row['bodies'].replace('; ', ' and ')}",
            alias=split(row["other_titles"]),
            summary=[roles[r].label for r in split(row["roles"])],
            organization=split(row["body_ids"]),
            country="gb",
            subnationalArea=split(row["bodies"]),
            numberOfSeats=str(row["seats"]),
            inceptionDate=partial_date(row["opened_earliest"], row["opened_latest"]),
            dissolutionDate=partial_date(row["closed_earliest"], row["closed_latest"]),
        )
        yield _documentation(row["post_id"], row["source_id"])


def _holdings(database: sqlite3.Connection) -> Iterator[bytes]:
    cited = cited_by_fact(database, "tenures")
    for row in rows_of(database, "SELECT * FROM tenures_current ORDER BY tenure_id"):
        is_ended = row["end_status"] == "ended"
        sources = cited[row["tenure_id"]]
        yield _entity(
            row["tenure_id"],
            "Occupancy",
            holder=row["person_id"],
            post=row["post_id"],
            startDate=partial_date(row["start_earliest"], row["start_latest"]),
            endDate=partial_date(row["end_earliest"], row["end_latest"]) if is_ended else "",
            date=row["last_seen"],
            status="ended" if is_ended else "unknown",
            summary=row["title"],
            description=_told(row["start"], row["end"], row["basis"], is_disputed=bool(row["is_disputed"])),
            proof=[c.source_id for c in sources],
            sourceUrl=sorted({c.url for c in sources}),
        )


def _told(start: str, end: str, basis: str, *, is_disputed: bool) -> str:
    """What the model has no place for: dates with their bounds (EDTF), the footing, a dispute."""
    parts = [("start", start), ("end", end), ("basis", basis), ("disputed", "yes" if is_disputed else "")]
    return "; ".join(f"{name}: {value}" for name, value in parts if value)
