"""Spells and sightings of a role, from one query each."""

from __future__ import annotations

from datetime import date

from sendgraph.analysis.panel import Sighting
from sendgraph.analysis.spells import Spell
from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine
from sendgraph.queries.template import find_template

__all__ = ["load_presumed", "load_sightings", "load_spells", "local_id", "read_day"]


def local_id(iri: str | None) -> str:
    """The id at the end of a thing's IRI."""
    return (iri or "").rpartition("/")[2]


def read_day(text: str | None) -> date | None:
    """The day of a result's cell, or ``None`` where it is empty."""
    return date.fromisoformat(text) if text else None


def _resolve(_: str, text: str) -> str:
    return text


def load_spells(engine: Engine, role: str) -> list[Spell]:
    """Every tenure of the posts with that role; a joint post gives one spell for each of its bodies."""
    template = find_template("tenures_of_role")
    names, rows = engine.columns(bind(template, {"role": [role]}, _resolve))
    spells = []
    for row in rows:
        value = dict(zip(names, row, strict=True))
        spells.append(
            Spell(
                tenure_id=local_id(value["tenure"]),
                post_id=local_id(value["post"]),
                body_id=local_id(value["body"]),
                council=value["council"] or "",
                region=value["region"] or "",
                council_type=value["council_type"] or "",
                seats=int(value["seats"] or 1),
                person_id=local_id(value["person_id"]),
                person=value["person"] or "",
                title=value["title"] or "",
                basis=value["basis"] or "not-stated",
                start_earliest=read_day(value["start_earliest"]),
                start_latest=read_day(value["start_latest"]),
                end_earliest=read_day(value["end_earliest"]),
                end_latest=read_day(value["end_latest"]),
                end_status=value["end_status"] or "unknown",
                first_seen=read_day(value["first_seen"]),
                last_seen=read_day(value["last_seen"]),
                is_shared=value["is_shared"] == "true",
                is_disputed=value["is_disputed"] == "true",
                closed=read_day(value["closed"]),
                is_machine_read=value["is_machine_read"] == "true",
            )
        )
    return spells


def load_sightings(engine: Engine, role: str) -> list[Sighting]:
    """Every sighting of the role in an inspectorate's letter or report, clustered by the first body of the post."""
    template = find_template("sightings_of_role")
    names, rows = engine.columns(bind(template, {"role": [role]}, _resolve))
    sightings = []
    for row in rows:
        value = dict(zip(names, row, strict=True))
        seen = read_day(value["seen"])
        assert seen, "the query gives a day with every sighting"
        post, body, person = (local_id(value[name]) for name in ("post", "body", "person_id"))
        shared, by_program = value["is_shared"] == "true", value["is_machine_read"] == "true"
        sightings.append(Sighting(post, body, person, seen, shared, by_program))
    return sightings


def load_presumed(engine: Engine) -> dict[str, str]:
    """For every person presumed to be another, the one who stands for all of them: the first id in the alphabet."""
    leader: dict[str, str] = {}

    def find(person: str) -> str:
        while leader.get(person, person) != person:
            person = leader[person]
        return person

    for row in engine.columns(find_template("presumed_same").text)[1]:
        first, second = sorted((find(local_id(row[0])), find(local_id(row[2]))))
        leader[first] = leader[second] = first
    return {person: find(person) for person in leader}
