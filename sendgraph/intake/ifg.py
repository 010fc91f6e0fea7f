"""Import of the Institute for Government's ministers database: a folder of its CSV tables.

Departments that only changed their name are one body, and a post is a title at a body, whatever its rank: the
Institute itself groups ministers of state with under-secretaries. Each row of ``appointment_characteristics`` gives a
claim, because acting and leave are told there. Why a minister was on leave is never taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sendgraph.core.names import fold
from sendgraph.core.problems import Place
from sendgraph.facts.column import Row
from sendgraph.facts.lookalikes import find_lookalikes
from sendgraph.facts.tables import Facts
from sendgraph.intake.councils import Councils
from sendgraph.intake.ifg_spells import (
    RENAMING,
    Joined,
    Spell,
    Stretch,
    find_carried,
    find_cover,
    stretches_of,
    turns_of,
)
from sendgraph.intake.ifg_tables import WAYS, Cells, Reading, read_folder
from sendgraph.intake.outcome import LeftOut, Taken
from sendgraph.intake.rows import Cells as OurCells
from sendgraph.intake.rows import RowError, clean_text, count_seats, known_elsewhere, make_id, make_row, take_out_faulty
from sendgraph.intake.spool import Spool

__all__ = ["DESCRIPTION", "SOURCE", "take"]

SOURCE = {
    "source_id": "ifg_ministers-database",
    "kind": "open-dataset",
    "publisher": "Institute for Government",
    "title": "IfG Ministers Database",
    "url": "https://github.com/instituteforgov/ifg-ministers-database-public",
    "licence": "cc-by-4",
}
DESCRIPTION = {
    "title": "Ministers of the United Kingdom government since 1979",
    "publisher": "Institute for Government",
    "licence": "Creative Commons Attribution 4.0 International",
    "url": SOURCE["url"],
    "attribution": "Institute for Government, IfG Ministers Database, CC BY 4.0.",
    "made": "Taken over from the database's tables by sendgraph import ifg-ministers: departments that changed their"
    " name are one body, titles at a body are its posts, last days are the day before the database's end dates.",
}
_CITED = SOURCE["source_id"]
_STEP = 1_000
_DAY = timedelta(days=1)


def take(path: Path, councils: Councils, progress: Callable[[int, int], None]) -> Taken:
    """The rows of ours that the folder's tables give. Raises ``IntakeError`` where a table or a column is missing."""
    writing = _Writing(read_folder(path))
    total = len(writing.reading.spells)
    writing.add("sources", SOURCE)
    writing.write_bodies(known_elsewhere(councils.facts, "ifg_"))
    writing.join_posts()
    people = writing.write_people()
    cover = find_cover(writing.stretches)
    posts = writing.write_posts(count_seats(turns_of(writing.stretches, cover)))
    writing.write_tenures(people, posts, cover, lambda done: progress(done, total))
    writing.write_decisions()
    return writing.finish(councils)


@dataclass(slots=True)
class _Writing:
    """What was read, and what of it is joined, on the way to rows of ours."""

    reading: Reading
    rows: dict[str, list[Row]] = field(default_factory=dict)
    bodies: Joined = field(default_factory=Joined)
    body_ids: dict[Hashable, str] = field(default_factory=dict)
    posts: Joined = field(default_factory=Joined)
    stretches: list[Stretch] = field(default_factory=list)
    moves: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, table: str, values: OurCells, sheet: str = "", line: int = 0) -> None:
        """A row of ours, or the report that it cannot be. The number of the row tells apart those of one line."""
        rows = self.rows.setdefault(table, [])
        try:
            rows.append(make_row(table, values, Place(f"{sheet}.csv", line, len(rows) + 1)))
        except RowError as error:
            self.reading.leave_out(sheet, line, str(error))

    def write_bodies(self, known: set[str]) -> None:
        """Departments, those that only changed their name as one; one that another dataset has keeps its row there."""
        organisations = self.reading.by_id("organisation")
        for line, link in self.reading.links:
            if link.kind == RENAMING:
                self.bodies.join(link.before, link.after)
                names = f"{organisations[link.before]['name']!r} and {organisations[link.after]['name']!r}"
                self.reading.note("organisation_link", line, f"{names} are one body that changed its name")
        chains: dict[Hashable, list[tuple[str, int, Cells]]] = defaultdict(list)
        for line, cells in self.reading.tables["organisation"]:
            chains[self.bodies.find(cells["id"])].append((cells["start_date"], line, cells))
        # Of bodies of one name the latest has the plain id, so it is given out first.
        for leader, chain in sorted(chains.items(), key=lambda c: max(c[1])[:2], reverse=True):
            chain.sort(key=lambda c: c[:2])
            (opened, _, _), (_, line, latest) = chain[0], chain[-1]
            name, closed = clean_text(latest["name"]), latest["end_date"]
            body = make_id(name)
            if body in self.body_ids.values():
                body = make_id(f"{name} {(opened or closed)[:4]}")
            self.body_ids[leader] = body
            if body in known:
                continue
            row = {
                "body_id": body,
                "kind": "department",
                "name": name,
                "other_names": sorted({clean_text(c["name"]) for _, _, c in chain} - {name}),
                "opened": opened,
                "closed": _last_day(closed),
                "source_id": _CITED,
            }
            self.add("bodies", row, "organisation", line)
        self._write_links(organisations)

    def _write_links(self, organisations: Mapping[str, Cells]) -> None:
        """Which bodies followed those that ended; a transfer of functions ends nothing."""
        seen = set()
        for line, link in self.reading.links:
            one, other = (self.body_ids[self.bodies.find(key)] for key in (link.before, link.after))
            is_end = link.kind.startswith(("Merger", "Demerger")) and organisations[link.before]["end_date"]
            if not is_end or one == other or (one, other) in seen:
                continue
            seen.add((one, other))
            row = {
                "link_id": f"{one}_succeeded-by_{other}",
                "body_id": one,
                "kind": "succeeded-by",
                "other_id": other,
                "started": str(link.first) if link.first == link.last else f"[{link.first}..{link.last}]",
                "source_id": _CITED,
            }
            self.add("body_links", row, "organisation_link", line)

    def join_posts(self) -> None:
        """Posts of one title at one body are one; so are those that somebody carried through a change of name."""
        home = {key: cells["organisation_id"] for key, cells in self.reading.by_id("post").items()}
        titles = {key: fold(cells["name"]) for key, cells in self.reading.by_id("post").items()}
        post_of = {key: (self.bodies.find(body), titles[key]) for key, body in home.items()}
        groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for _, cells in self.reading.tables["post_relationship"]:
            groups[cells["post_id"]].add((cells["group_name"], cells["group_seniority"]))
        joined = set()
        links = [link for _, link in self.reading.links]
        for link, one, other in find_carried(self.reading.spells, links, home, groups):
            if link.kind == RENAMING:
                self.posts.join(post_of[one.post], post_of[other.post])
                joined.add((one.key, other.key))
                told = "goes on from another spell through a change of name: one tenure"
            else:
                self.moves[one.key, "went_to"] = self.body_ids[self.bodies.find(home[other.post])]
                self.moves[other.key, "came_from"] = self.body_ids[self.bodies.find(home[one.post])]
                told = f"goes on from another spell by {link.kind.lower()}: two tenures at two bodies"
            self.reading.note(WAYS, other.line, told)
        leaders = {key: self.posts.find(post) for key, post in post_of.items()}
        self.stretches = list(stretches_of(self.reading.spells, leaders, joined))

    def write_people(self) -> dict[str, str]:
        """People, each under the name of their last office; returns their ids by the publisher's."""
        names: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        for line, cells in self.reading.tables["person"]:
            names[cells["id"]].append((cells["start_date"], line, clean_text(cells["name"])))
        last = {s.person: str(s.start) for s in sorted(self.reading.spells, key=lambda s: s.start)}
        ids: dict[str, str] = {}
        for key, rows in names.items():
            # The name of first office makes the id, so that a later peerage does not change it.
            rows.sort()
            line, first = rows[0][1:]
            person = make_id(first, f"ifg {key[:8]}")
            ids[key] = person if person not in ids.values() else make_id(first, f"ifg {key}")
            name = [first, *(each for start, _, each in rows[1:] if start <= last.get(key, ""))][-1]
            others = [each for each in dict.fromkeys(each for _, _, each in rows) if each != name]
            self.add("people", {"person_id": ids[key], "name": name, "other_names": others}, "person", line)
        return ids

    def write_posts(self, seats: Mapping[Hashable, int]) -> dict[Hashable, str]:
        """Posts that somebody held, under the title that was in use last; returns their ids."""
        titles: dict[Hashable, dict[str, date]] = defaultdict(dict)
        lines = {fold(cells["name"]): line for line, cells in self.reading.tables["post"]}
        for stretch in self.stretches:
            known = titles[stretch.post]
            for spell in stretch.spells:
                known[spell.title] = max(spell.end or date.max, known.get(spell.title, date.min))
        ids: dict[Hashable, str] = {}
        for post, known in titles.items():
            *others, title = sorted(known, key=lambda t: (known[t], t))
            assert isinstance(post, tuple), "a post is a body and a title"
            body = self.body_ids[post[0]]
            ids[post] = f"{body}_{make_id(title)}"
            row = {
                "post_id": ids[post],
                "body_ids": [body],
                "roles": ["minister"],
                "title": title,
                "other_titles": sorted(others),
                "seats": str(seats[post]) if seats.get(post, 1) > 1 else "",
                "source_id": _CITED,
                "note": "Seats: the most holders the source shows at one time." if seats.get(post, 1) > 1 else "",
            }
            self.add("posts", row, "post", lines[fold(title)])
        return ids

    def write_tenures(
        self, people: Mapping[str, str], posts: Mapping[Hashable, str], cover: set[str], progress: Callable[[int], None]
    ) -> None:
        """A claim for every spell; those of one stretch share a label where the person held the post again."""
        as_of = max((d for s in self.reading.spells for d in (s.start, s.end) if d), default=date.min)
        held: dict[tuple[str, Hashable], int] = defaultdict(int)
        for stretch in self.stretches:
            held[stretch.person, stretch.post] += 1
        done = 0
        for stretch in self.stretches:
            is_labelled = len(stretch.spells) > 1 or held[stretch.person, stretch.post] > 1
            for spell in stretch.spells:
                row = {
                    **_dates(spell, stretch, as_of),
                    "claim_id": make_id("ifg", spell.key, "tenure"),
                    "source_id": _CITED,
                    "locator": f"row {spell.key}",
                    "status": "accepted",
                    "read_by": "table",
                    "person_id": people[spell.person],
                    "post_id": posts[stretch.post],
                    "title": spell.title,
                    "basis": "acting" if spell.is_acting else "permanent",
                    "stint": stretch.spells[0].start.isoformat() if is_labelled else "",
                    "is_shared": "yes" if spell.key in cover else "",
                    "came_from": self.moves.get((spell.key, "came_from"), ""),
                    "went_to": self.moves.get((spell.key, "went_to"), ""),
                    "note": "On leave in this time, and still the holder." if spell.is_on_leave else "",
                }
                self.add("tenures", row, WAYS, spell.line)
                if spell.is_acting or spell.is_on_leave:
                    told = "on leave; the reason is not taken" if spell.is_on_leave else "acting"
                    self.reading.note(WAYS, spell.line, told)
                done += 1
                if done % _STEP == 0:
                    progress(done)
        progress(done)
        if any(s.end is None for s in self.reading.spells):
            told = f"no end date is read as in post on {as_of}, the latest day that the files name"
            self.reading.note(WAYS, 0, told)

    def write_decisions(self) -> None:
        """People of one name whom the publisher keeps apart are different."""
        rows = self.rows
        for alike in find_lookalikes(Facts(people=rows.get("people", []))):  # type: ignore[arg-type]
            a, b = alike.a.person_id, alike.b.person_id
            reason = "The Institute for Government's database has them as two people."
            row = {"decision_id": f"identity_{a}_{b}", "person_a": a, "person_b": b, "decision": "different"}
            self.add("same_people", {**row, "reason": reason, "source_id": _CITED}, "person", alike.a.place.line)

    def finish(self, councils: Councils) -> Taken:
        """Leave out what the check of the tables would not take, and count."""
        taken = self.reading.taken
        for problem in take_out_faulty(self.rows, councils.facts, councils.held):
            taken.left_out.append(LeftOut(problem.place.path, problem.place.line, problem.message))
        self.reading.tell_notes()
        taken.rows = Spool(self.rows)
        taken.mapped = taken.read - len({(out.sheet, out.line) for out in taken.left_out})
        return taken


def _dates(spell: Spell, stretch: Stretch, as_of: date) -> Cells:
    """The first spell dates the start, the last the end, and each that it went on in between."""
    last = spell.end - _DAY if spell.end else as_of
    cells = {}
    if spell is stretch.spells[0]:
        cells["started"] = spell.start.isoformat()
    if spell is stretch.last and spell.end:
        cells["ended"] = last.isoformat()
    if len(stretch.spells) > 1:
        cells["seen"] = f"{spell.start}/{last}" if spell.start < last else spell.start.isoformat()
    elif not spell.end:
        cells["seen"] = last.isoformat()
    return cells


def _last_day(end: str) -> str:
    """The last day before the day on which something is over."""
    return (date.fromisoformat(end) - _DAY).isoformat() if end else ""
