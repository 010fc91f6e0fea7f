"""Councils, tenures, identities and claims from one query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from sendgraph.analysis.networks.rows import Options, Stretch
from sendgraph.analysis.networks.stream import Row, ask_rows, day_of, id_of
from sendgraph.analysis.networks.world import Council, Held, Saying, World, by_person, group_people
from sendgraph.queries.engine import Engine

__all__ = ["held_of", "load_councils", "load_world", "presumed_pairs", "saying_of", "stream_people"]


def load_councils(engine: Engine) -> dict[str, Council]:
    """Every council by id, from one query."""
    found: dict[str, Council] = {}
    heirs: dict[str, list[str]] = defaultdict(list)
    for row in ask_rows(engine, "council_places", {}):
        council = id_of(row["council"])
        if row["heir"]:
            heirs[council].append(id_of(row["heir"]))
        closed = day_of(row["closed_latest"])
        life = Stretch(
            day_of(row["opened_earliest"]),
            day_of(row["opened_latest"]),
            day_of(row["closed_earliest"]),
            closed,
            closed is None,
        )
        latitude, longitude = (float(row[c]) if row[c] else None for c in ("latitude", "longitude"))
        place = (row["region"], row["council_type"], latitude, longitude)
        found[council] = Council(council, row["name"], *place, life, tuple(heirs[council]))
    return found


def held_of(rows: Sequence[Row], group: Mapping[str, str]) -> Held:
    """The tenure that the rows of one tenure give: one row for each council and role."""
    row = rows[0]
    holder = id_of(row["person"])
    starts = (day_of(row["start_earliest"]), day_of(row["start_latest"]))
    ends = (day_of(row["end_earliest"]), day_of(row["end_latest"]))
    return Held(
        tenure_id=id_of(row["tenure"]),
        holder_id=holder,
        group_id=group.get(holder, holder),
        person=row["name"],
        post_id=id_of(row["post"]),
        post_title=row["post_title"],
        role=min((r["post_role"] for r in rows if r["post_role"]), default=""),
        seats=int(row["seats"] or 1),
        title=row["title"],
        basis=row["basis"],
        first_basis=row["first_basis"],
        councils=tuple(sorted({id_of(r["council"]) for r in rows})),
        days=Stretch(*starts, *ends, row["end_status"] == "ongoing"),
        first_seen=day_of(row["first_seen"]),
        last_seen=day_of(row["last_seen"]),
        is_shared=row["is_shared"] == "true",
        is_disputed=row["is_disputed"] == "true",
    )


def presumed_pairs(engine: Engine, options: Options) -> tuple[tuple[str, str], ...]:
    """The pairs of people presumed to be one, none where the options leave them out."""
    if not options.use_presumed:
        return ()
    return tuple((id_of(r["person_a"]), id_of(r["person_b"])) for r in ask_rows(engine, "presumed_same", {}))


def stream_people(engine: Engine, options: Options, group: Mapping[str, str]) -> Iterator[list[Held]]:
    """The tenures of one person after the other, from one query; those of presumed groups come last.

    Only people who are presumed to be others are held in memory.
    """
    waiting: list[Held] = []
    rows = ask_rows(engine, "tenures_at_councils", {"role": options.role})
    for person, of_person in groupby(rows, key=itemgetter("person")):
        by_tenure: dict[str, list[Row]] = defaultdict(list)
        for row in of_person:
            by_tenure[row["tenure"]].append(row)
        stays = [held for each in by_tenure.values() if _is_known(held := held_of(each, group), options.as_of)]
        if id_of(person) in group:
            waiting += stays
        elif stays:
            yield stays
    yield from by_person(waiting)


def _is_known(held: Held, as_of: date | None) -> bool:
    """Whether the tenure can have begun by that day."""
    return not (as_of and held.days.start_earliest and held.days.start_earliest > as_of)


def load_world(engine: Engine, options: Options) -> World:
    """The councils, tenures, identities and claims that the options ask for, from one query each."""
    pairs = presumed_pairs(engine, options)
    held = [h for stays in stream_people(engine, options, group_people(pairs)) for h in stays]
    claims: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, tuple[str, str]] = {}
    sayings: list[Saying] = []
    for row in ask_rows(engine, "tenure_claims", {"role": options.role}):
        tenure, claim = id_of(row["tenure"]), id_of(row["claim"])
        claims[tenure].append(claim)
        sources[claim] = (row["publisher"], row["source_url"])
        sayings += saying_of(row)
    behind = {tenure: tuple(dict.fromkeys(of)) for tenure, of in claims.items()}
    return World(load_councils(engine), held, pairs, behind, sources, tuple(sayings), options)


def saying_of(row: Row) -> list[Saying]:
    """What a claim says of where the holder came from or went to; nothing for most claims."""
    if not (row["came_from"] or row["went_to"]):
        return []
    return [Saying(id_of(row["tenure"]), id_of(row["claim"]), id_of(row["came_from"]), id_of(row["went_to"]))]
