"""Everything that the graph holds on the turnover of a role, from one query each."""

from __future__ import annotations

from datetime import date

from sendgraph.analysis.account import RoleFacts
from sendgraph.analysis.load import load_presumed, load_sightings, load_spells, local_id, read_day
from sendgraph.analysis.shares import Gap, Seat
from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine, Rows
from sendgraph.queries.template import find_template

__all__ = ["load_first_sources", "load_gaps", "load_role", "load_seats"]


def _ask(engine: Engine, name: str, role: str) -> Rows:
    return engine.rows(bind(find_template(name), {"role": [role]}, lambda _, text: text))


def load_first_sources(engine: Engine, role: str) -> dict[str, date]:
    """For every tenure of the role the day by which the first source on it was out."""
    first: dict[str, date] = {}
    for tenure, _, since in _ask(engine, "first_sources_of_role", role):
        day = read_day(since)
        if day:
            name = local_id(tenure)
            first[name] = min(day, first.get(name, day))
    return first


def load_seats(engine: Engine, role: str) -> list[Seat]:
    """Every post of the role, also one without a holder; a joint post once, with all its bodies."""
    seats: dict[str, Seat] = {}
    for post, body, name, count, opened, closed in _ask(engine, "posts_of_role", role):
        post_id, body_id = local_id(post), local_id(body)
        before = seats.get(post_id)
        bodies = (*before.body_ids, body_id) if before else (body_id,)
        first = before.name if before else name or ""
        seats[post_id] = Seat(post_id, bodies, first, int(count or 1), read_day(opened), read_day(closed))
    return list(seats.values())


def load_gaps(engine: Engine, role: str) -> list[Gap]:
    """Every stretch for which a source says that a post of the role was vacant; a covered one is not."""
    rows = _ask(engine, "vacancies_of_role", role)
    return [Gap(local_id(post), *map(read_day, days)) for post, _, kind, *days, _ in rows if kind == "vacant"]


def load_role(engine: Engine, role: str) -> RoleFacts:
    """Everything on the role, before any choice of what to believe."""
    return RoleFacts(
        role=role,
        spells=load_spells(engine, role),
        sightings=load_sightings(engine, role),
        seats=load_seats(engine, role),
        gaps=load_gaps(engine, role),
        out_since=load_first_sources(engine, role),
        presumed=load_presumed(engine),
    )
