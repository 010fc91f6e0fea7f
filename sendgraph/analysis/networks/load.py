"""Councils, tenures, identities and claims from one query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sendgraph.analysis.load import local_id, read_day
from sendgraph.analysis.networks.asking import Kept, Row, ask_rows
from sendgraph.analysis.networks.rows import Options, Stretch
from sendgraph.analysis.networks.world import Council, Held, Saying, World, group_people, is_inside, known_on
from sendgraph.queries.engine import Engine

__all__ = ["Sayings", "Tenures", "load_councils", "load_world"]


def load_councils(engine: Engine) -> dict[str, Council]:
    """Every council by id, from one query."""
    found: dict[str, Council] = {}
    heirs: dict[str, list[str]] = defaultdict(list)
    for row in ask_rows(engine, "council_places"):
        council = local_id(row["council"])
        if row["heir"]:
            heirs[council].append(local_id(row["heir"]))
        closed = read_day(row["closed_latest"])
        life = Stretch(
            read_day(row["opened_earliest"]),
            read_day(row["opened_latest"]),
            read_day(row["closed_earliest"]),
            closed,
            closed is None,
        )
        latitude, longitude = (float(row[c]) if row[c] else None for c in ("latitude", "longitude"))
        place = (row["region"], row["council_type"], latitude, longitude)
        found[council] = Council(council, row["name"], *place, life, tuple(heirs[council]))
    return found


def _held_of(rows: Sequence[Row]) -> Held:
    """The tenure that the rows of one tenure give: one row for each council and role."""
    row = rows[0]
    roles = tuple(sorted({r["post_role"] for r in rows if r["post_role"]}))
    starts = (read_day(row["start_earliest"]), read_day(row["start_latest"]))
    ends = (read_day(row["end_earliest"]), read_day(row["end_latest"]))
    return Held(
        tenure_id=local_id(row["tenure"]),
        holder_id=local_id(row["person"]),
        group_id=row["group_id"],
        person=row["name"],
        post_id=local_id(row["post"]),
        post_title=row["post_title"],
        role=min(roles, default=""),
        seats=int(row["seats"] or 1),
        title=row["title"],
        basis=row["basis"],
        first_basis=row["first_basis"],
        councils=tuple(sorted({local_id(r["council"]) for r in rows})),
        days=Stretch(*starts, *ends, row["end_status"] == "ongoing"),
        roles=roles,
        first_seen=read_day(row["first_seen"]),
        last_seen=read_day(row["last_seen"]),
        is_shared=row["is_shared"] == "true",
        is_disputed=row["is_disputed"] == "true",
    )


class Tenures:
    """The tenures at councils that the options ask for, from one query, and kept on disk.

    ``presumed`` are the pairs of people presumed to be one, none where the options leave them out; ``group`` has for
    each of them who stands for all. Tenures are as they stood on the day ``as_of``.
    ``councils`` are all there are.
    """

    def __init__(self, engine: Engine, options: Options) -> None:
        pairs = ask_rows(engine, "presumed_same") if options.use_presumed else []
        self.presumed = tuple((local_id(r["person_a"]), local_id(r["person_b"])) for r in pairs)
        self.group = group_people(self.presumed)
        self.councils = load_councils(engine)
        self._options = options
        more = {"group_id": lambda row: self.group_of(local_id(row["person"]))}
        self._kept = Kept(engine, "tenures_at_councils", {"role": options.role}, more)

    def group_of(self, person: str) -> str:
        """Who stands for all who are presumed to be that person."""
        return self.group.get(person, person)

    def by_person(self) -> Iterator[list[Held]]:
        """The tenures of one person after the other, in order of time; people presumed to be one are one."""
        return self._grouped("group_id", "start_latest", "tenure")

    def by_post(self) -> Iterator[list[Held]]:
        """The tenures of one post after the other, in order of time."""
        return self._grouped("post", "start_latest", "first_seen", "tenure")

    def inside(self, groups: Iterable[list[Held]]) -> Iterator[list[Held]]:
        """Of each list the tenures that touch the window and region of the options, where there are any."""
        for held in groups:
            if kept := [h for h in held if is_inside(h, self._options, self.councils)]:
                yield kept

    def _grouped(self, by: str, *order: str) -> Iterator[list[Held]]:
        rows = self._kept.in_order(by, *order, "council", "post_role")
        for _, together in groupby(rows, key=itemgetter(by)):
            tenures = (_held_of(list(of)) for _, of in groupby(together, key=itemgetter("tenure")))
            if held := [known for h in tenures if (known := known_on(h, self._options.as_of))]:
                yield held


class Sayings:
    """What claims say of where holders came from or went to, person by person, from one query."""

    def __init__(self, engine: Engine, options: Options, tenures: Tenures) -> None:
        more = {"group_id": lambda row: tenures.group_of(local_id(row["person"]))}
        self._as_of = options.as_of
        self._kept = Kept(engine, "origins_claimed", {"role": options.role}, more)

    def of_each(self, people: Iterable[list[Held]]) -> Iterator[tuple[list[Held], list[Saying]]]:
        """The tenures of each person as ``Tenures.by_person`` gives them, with what is said of them.

        Where somebody went who was still in post on the day ``as_of`` was not known yet.
        """
        said = self._by_person()
        person, sayings = next(said, ("", []))
        for stays in people:
            while sayings and person < stays[0].group_id:
                person, sayings = next(said, ("", []))
            known = {h.tenure_id: h.days for h in stays} if person == stays[0].group_id else {}
            yield stays, [s for s in sayings if (days := known.get(s.tenure_id)) and not self._is_early(s, days)]

    def _is_early(self, saying: Saying, days: Stretch) -> bool:
        return bool(saying.went_to) and days.is_open and days.end_earliest == self._as_of is not None

    def _by_person(self) -> Iterator[tuple[str, list[Saying]]]:
        rows = self._kept.in_order("group_id", "tenure", "claim", "came_from", "went_to")
        for person, said in groupby(rows, key=itemgetter("group_id")):
            yield person, [_saying_of(row) for row in said]


def _saying_of(row: Row) -> Saying:
    return Saying(local_id(row["tenure"]), local_id(row["claim"]), local_id(row["came_from"]), local_id(row["went_to"]))


def load_world(engine: Engine, options: Options) -> World:
    """The councils, tenures, identities and claims that the options ask for, from one query each."""
    tenures = Tenures(engine, options)
    held: list[Held] = []
    sayings: list[Saying] = []
    for stays, said in Sayings(engine, options, tenures).of_each(tenures.by_person()):
        held += stays
        sayings += said
    claims: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, tuple[str, str]] = {}
    for row in ask_rows(engine, "tenure_claims", {"role": options.role}):
        tenure, claim = local_id(row["tenure"]), local_id(row["claim"])
        claims[tenure].append(claim)
        sources[claim] = (row["publisher"], row["source_url"])
    behind = {tenure: tuple(dict.fromkeys(of)) for tenure, of in claims.items()}
    return World(tenures.councils, held, tenures.presumed, behind, sources, tuple(sayings), options)
