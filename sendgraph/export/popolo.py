"""People, organisations, posts and who held them as Popolo JSON.

Follows the Popolo Project's data specification, with what it has no place for as properties of our own behind "+":
the bounds of a date, what is known of an end, and whether a party disputes it. Popolo reads a missing ``end_date`` as
still in post; here it only says that no end can be written, and ``+end_status`` says why.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from sendgraph.export.database import make_database
from sendgraph.export.formats import Asked
from sendgraph.export.holders import Cited, cited_by_fact, names_of_people, partial_date, rows_of, split, without_empty
from sendgraph.facts.codes import code_lists

__all__ = ["write"]

_SCHEMES = ("gss_code", "dfe_code", "ofsted_number")
_SAID = frozenset({"not-stated", "elected", "permanent"})
"""Footings that a role is not called by."""


def write(asked: Asked) -> Iterable[bytes]:
    """One JSON object with four arrays, each object of them on a line of its own and sorted by id."""
    with closing(make_database(asked)) as database:
        sections = {
            "persons": _persons(database),
            "organizations": _organizations(database),
            "posts": _posts(database),
            "memberships": _holdings(database),
        }
        about = {"data_version": asked.data_version, "licences": _licences(database)}
        return list(_pieces(about, sections))


def _pieces(about: dict[str, Any], sections: dict[str, Iterator[dict[str, Any]]]) -> Iterator[bytes]:
    yield f'{{"+about": {json.dumps(about, ensure_ascii=False)}'.encode()
    for name, objects in sections.items():
        lines = ",\n".join(json.dumps(o, ensure_ascii=False) for o in objects)
        yield f',\n"{name}": [\n{lines}\n]'.encode()
    yield b"\n}\n"


def _licences(database: sqlite3.Connection) -> list[str]:
    rows = rows_of(database, "SELECT title, licence FROM datasets ORDER BY dataset_id")
    return [f"{r['title']}: {r['licence']}" for r in rows]


def _persons(database: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for person, (name, *others) in names_of_people(database).items():
        yield without_empty([("id", person), ("name", name), ("other_names", [{"name": o} for o in others])])


def _organizations(database: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    labels = code_lists()["body-kind"]
    parents = "SELECT body_id, other_body_id FROM body_links WHERE relation_kind = 'member-of' ORDER BY 1, 2"
    parent = {r["body_id"]: r["other_body_id"] for r in rows_of(database, parents)}
    for row in rows_of(database, "SELECT * FROM bodies_current ORDER BY body_id"):
        yield without_empty(
            [
                ("id", row["body_id"]),
                ("name", row["name"]),
                ("other_names", [{"name": o} for o in split(row["other_names"])]),
                ("classification", labels[row["body_kind"]].label),
                ("identifiers", [{"scheme": s, "identifier": row[s]} for s in _SCHEMES if row[s]]),
                ("parent_id", parent.get(row["body_id"])),
                ("founding_date", partial_date(row["opened_earliest"], row["opened_latest"])),
                ("dissolution_date", partial_date(row["closed_earliest"], row["closed_latest"])),
                ("sources", _links([Cited("", row["source"], row["publisher"], row["source_url"])])),
            ]
        )


def _posts(database: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for row in rows_of(database, "SELECT * FROM posts_current ORDER BY post_id"):
        first, *others = split(row["body_ids"])
        yield without_empty(
            [
                ("id", row["post_id"]),
                ("label", row["title"]),
                ("role", _role("", row["roles"])),
                ("organization_id", first),
                ("+joint_with_ids", others),
                ("start_date", partial_date(row["opened_earliest"], row["opened_latest"])),
                ("end_date", partial_date(row["closed_earliest"], row["closed_latest"])),
                ("sources", _links([Cited("", row["source"], row["publisher"], row["source_url"])])),
            ]
        )


def _holdings(database: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The tenures, which Popolo calls memberships."""
    cited = cited_by_fact(database, "tenures")
    for row in rows_of(database, "SELECT * FROM tenures_current ORDER BY tenure_id"):
        is_ended = row["end_status"] == "ended"
        yield without_empty(
            [
                ("id", row["tenure_id"]),
                ("label", row["title"]),
                ("role", _role(row["basis"], row["roles"])),
                ("person_id", row["person_id"]),
                ("organization_id", split(row["body_ids"])[0]),
                ("post_id", row["post_id"]),
                ("start_date", partial_date(row["start_earliest"], row["start_latest"])),
                ("end_date", partial_date(row["end_earliest"], row["end_latest"]) if is_ended else ""),
                ("sources", _links(cited[row["tenure_id"]])),
                ("+start", row["start"]),
                ("+end", row["end"]),
                ("+end_status", row["end_status"]),
                ("+last_seen", row["last_seen"]),
                ("+basis", row["basis"]),
                ("+is_disputed", bool(row["is_disputed"])),
            ]
        )


def _role(basis: str, roles: str) -> str:
    """Such as "interim director of children's services"; nothing for a post without a role."""
    labels = [code_lists()["role"][r].label for r in split(roles)]
    return " ".join([*([basis] if basis and basis not in _SAID else []), " and ".join(labels)]) if labels else ""


def _links(cited: Iterable[Cited]) -> list[dict[str, str]]:
    """Documents with an address, each address once."""
    found = {c.url: {"url": c.url, "note": f"{c.title} ({c.publisher})"} for c in cited if c.url}
    return list(found.values())
