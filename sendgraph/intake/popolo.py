"""Import of Popolo JSON: persons, organizations, posts and memberships, as the Popolo specification lays them out.

A membership gives a claim for each document it cites under ``sources``, or else under ``links``; one that cites none
is cited to the file itself. Only what is about the public post is taken: no dates of birth, addresses or pictures.

Follows the Popolo Project's data specification: http://www.popoloproject.com/specs/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sendgraph.core.dates import DateError, parse_edtf
from sendgraph.core.names import fold, slug
from sendgraph.core.problems import Place
from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.codes import code_lists
from sendgraph.facts.column import Row
from sendgraph.facts.things import Post
from sendgraph.intake.councils import Councils
from sendgraph.intake.json_lines import read_arrays
from sendgraph.intake.outcome import LeftOut, Taken
from sendgraph.intake.popolo_bodies import Bodies, Element, objects, text_of
from sendgraph.intake.rows import Cells, RowError, clean_text, count_seats, make_id, make_row, take_out_faulty
from sendgraph.intake.sheets import IntakeError
from sendgraph.intake.spool import Spool

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "People and posts from a Popolo file",
    "publisher": "not stated in the file",
    "licence": "not stated in the file",
    "made": "Taken over from persons, organizations, posts and memberships by sendgraph import popolo.",
}
_ONE_A_BODY = frozenset({"dcs", "chief-executive", "council-leader"})
"""Roles that a body has one post for: where another dataset has that post already, the claims are about it."""

_STEP = 1_000

_SECTIONS = ("persons", "organizations", "posts", "memberships")
_OWNERS = {"persons": "person_id", "organizations": "organization_id", "posts": "post_id"}
_MINISTER = re.compile(r"\bminister\b|\bsecretary of state\b|\bunder secretary\b")
_BASIS = re.compile(r"\b(acting|interim|temporary)\b")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_NOT_TAKEN = ("birth_date", "death_date", "gender", "contact_details", "image", "images", "biography", "email")


def take(path: Path, councils: Councils, progress: Callable[[int, int], None]) -> Taken:
    """The rows of ours that the file gives. Raises ``IntakeError`` where it is no Popolo file."""
    arrays = read_arrays(path)
    elements = _elements(arrays)
    if not any(e.section == "memberships" for e in elements):
        found = ", ".join(arrays) or "none"
        raise IntakeError(f"{path.name} has no memberships. A Popolo file has {', '.join(_SECTIONS)}; found: {found}")
    return _Writing(path, councils, elements).write(progress)


def _elements(arrays: Mapping[str, list[tuple[int, Any]]]) -> list[Element]:
    """Every object of the sections; those nested in another know it by the id the specification gives them."""
    return [
        e for name in (*_SECTIONS, "areas") for line, value in arrays.get(name, ()) for e in _unfold(name, line, value)
    ]


def _unfold(section: str, line: int, value: Any) -> Iterator[Element]:
    own = value if isinstance(value, dict) else {}
    yield Element(section, line, own)
    if owner := _OWNERS.get(section):
        for inner in ("posts", "memberships"):
            for each in objects(own, inner):
                yield from _unfold(inner, line, {owner: own.get("id"), **each})


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:10]


class _Writing:
    """The objects of a file on the way to rows of ours."""

    def __init__(self, path: Path, councils: Councils, elements: list[Element]) -> None:
        # A date at the end of the name is the version's: the next version is to update these rows.
        stem = slug(re.sub(r"[-_. ]*\d[-_.\d]*$", "", path.stem)) or "file"
        self.elements = elements
        self.taken = Taken(family=f"popolo-{stem}_")
        self.rows: dict[str, list[Row]] = {}
        self.file_name = clean_text(path.name)
        self.beside, self.held = councils.facts, councils.held
        self.known = {s.source_id: s for s in councils.facts.sources}
        self.one_post: dict[str, dict[str, str]] = {}
        for post in councils.facts.posts:
            if not post.source_id.startswith(self.taken.family):
                for body, role in product(post.body_ids, _ONE_A_BODY.intersection(post.roles)):
                    self.one_post.setdefault(body, {}).setdefault(role, post.post_id)
        self.people: dict[str, str] = {}
        self.posts: dict[str, Element] = {}
        self.written: set[str] = set()
        self.titled: set[str] = set()
        self.bodies = Bodies(elements, councils, self.taken.family, self.add, self.file_source)

    def write(self, progress: Callable[[int, int], None]) -> Taken:
        """All rows: people first, because claims name them."""
        total = len(self.elements)
        for element in self.elements:
            if element.section == "persons":
                self.trying(element, self.write_person)
            elif element.section == "posts":
                self.posts.setdefault(text_of(element.value, "id"), element)
        ways = {"organizations": self.bodies.write, "posts": self.write_post, "memberships": self.write_claims}
        for done, element in enumerate(self.elements, start=1):
            if element.section in ways:
                self.trying(element, ways[element.section])
            if done % _STEP == 0 or done == total:
                progress(done, total)
        return self.finish()

    def trying(self, element: Element, write: Callable[[Element], None]) -> None:
        """Write what the object gives, or report why it gives nothing."""
        try:
            if not element.value:
                raise RowError("it is empty, or no object")
            write(element)
        except RowError as error:
            self.taken.left_out.append(LeftOut(element.section, element.line, f"{element.name}: {error}"))

    def add(self, table: str, values: Cells, element: Element) -> None:
        """A row of ours. Raises ``RowError``."""
        rows = self.rows.setdefault(table, [])
        rows.append(make_row(table, values, Place(element.section, element.line, len(rows) + 1)))

    def note(self, element: Element, told: str) -> None:
        """Report that an object was read in a special way."""
        self.taken.notes.append(f"{element.section} line {element.line}: {element.name}: {told}")

    def file_source(self) -> str:
        """The id of the file as a source, written when it is first cited."""
        source = f"{self.taken.family}file"
        row = {
            "source_id": source,
            "kind": "open-dataset",
            "publisher": f"publisher of {self.file_name}",
            "title": f"People and posts in Popolo form, {self.file_name}",
            "file_name": self.file_name,
        }
        if self.add_source(row, Element("sources", 0, {})):
            self.taken.notes.append(f"the file does not say who publishes it: complete {source} in sources.csv")
        return source

    def add_source(self, row: Mapping[str, str], element: Element) -> bool:
        """Write a source once, whether it is new; what somebody completed in the dataset stays. Raises ``RowError``."""
        source = row["source_id"]
        if source in self.written:
            return False
        if source in self.known:
            self.rows.setdefault("sources", []).append(self.known[source])
        else:
            self.add("sources", row, element)
        self.written.add(source)
        return source not in self.known

    def write_person(self, element: Element) -> None:
        """A person with all names; the publisher's numbers go into the note."""
        value, key = element.value, text_of(element.value, "id")
        name = text_of(value, "name") or f"{text_of(value, 'given_name')} {text_of(value, 'family_name')}".strip()
        if not key or not name:
            raise RowError("a person needs an id and a name")
        if key in self.people:
            raise RowError("another person has the id already")
        prefix = text_of(value, "honorific_prefix")
        name = name.removeprefix(f"{prefix} ") if prefix else name
        others = [text_of(o, "name") for o in objects(value, "other_names")]
        numbers = [f"{text_of(i, 'scheme')} {text_of(i, 'identifier')}".strip() for i in objects(value, "identifiers")]
        person = make_id(name, f"popolo-{_digest(self.taken.family, key)[:8]}")
        row = {
            "person_id": person,
            "name": name,
            "other_names": [o for o in others if o and o != name],
            "note": f"Numbers: {', '.join(numbers)}." if numbers else "",
        }
        self.add("people", row, element)
        self.people[key] = person
        if aside := [n for n in _NOT_TAKEN if value.get(n)]:
            self.note(element, f"not taken, being no part of a public post: {', '.join(aside)}")

    def write_post(self, element: Element) -> None:
        """A post as it is today, where no membership has written it yet."""
        if self.posts[text_of(element.value, "id")] is not element:
            raise RowError("another post has the id already")
        self.post_of(element.value, element, None)

    def post_of(self, value: Mapping[str, Any], element: Element, on: date | None) -> str:
        """The id of the post that ``value``, a post or a membership without one, is about; written when first met."""
        title = text_of(value, "label") or text_of(value, "role")
        if element.section == "memberships":
            title = text_of(value, "role") or text_of(value, "label")
        if not title:
            raise RowError("it names no post, role or label")
        body = self.bodies.find(text_of(value, "organization_id"), on)
        area = self.bodies.area(value) if element.section == "posts" else ""
        roles = _roles(title, text_of(value, "role"), is_department=self.bodies.kind(body) == "department")
        for role in set(roles) & _ONE_A_BODY:
            if role in self.one_post.get(body, {}):
                return self.one_post[body][role]
        post = f"{body}_{make_id(title if fold(area) in fold(title) else f'{title} {area}')}"
        if element.section == "memberships":
            self.titled.add(post)
        if post not in self.written:
            row = {
                "post_id": post,
                "body_ids": [body],
                "roles": roles,
                "title": title,
                "source_id": self.file_source(),
                "note": f"Area: {area}." if area else "",
            }
            self.add("posts", row, element)
            self.written.add(post)
        return post

    def write_claims(self, element: Element) -> None:
        """A claim for each document that a membership cites."""
        value = element.value
        person = self.people.get(text_of(value, "person_id"), "")
        asked = text_of(value, "post_id")
        if not person:
            raise RowError(f"the person {text_of(value, 'person_id')!r} is not in the file or was left out")
        if asked and asked not in self.posts:
            raise RowError(f"the post {asked!r} is not in the file")
        days = {ours: self.date_of(element, name) for ours, name in (("started", "start_date"), ("ended", "end_date"))}
        if not any(days.values()):
            raise RowError("it has neither start_date nor end_date, so dates nothing")
        on = _first_day(days["started"] or days["ended"])
        about = self.posts[asked] if asked else element
        inherited = {} if text_of(about.value, "organization_id") else {"organization_id": value.get("organization_id")}
        post = self.post_of({**about.value, **inherited}, about, on)
        title = text_of(value, "label") or text_of(value, "role")
        basis = _BASIS.search(fold(f"{title} {text_of(value, 'role')}"))
        told = {"On behalf of": self.bodies.name(text_of(value, "on_behalf_of_id")), "For": self.bodies.area(value)}
        key = text_of(value, "id")
        plain = key if slug(key) == key else _digest(key)
        name = f"{self.taken.family}{plain or _digest(person, post, days['started'], title)}_tenure"
        cited = self.cited(element)
        for number, source in enumerate(cited, start=1):
            row = {
                **days,
                "claim_id": name if number == 1 else f"{name}_{number}",
                "source_id": source,
                "locator": f"membership {key}" if key and source.endswith("_file") else "",
                "status": "accepted",
                "read_by": "table",
                "person_id": person,
                "post_id": post,
                "title": title,
                "basis": basis[1] if basis else "not-stated",
                "note": " ".join(f"{what} {who}." for what, who in told.items() if who),
            }
            self.add("tenures", row, element)

    def date_of(self, element: Element, name: str) -> str:
        """The date as the tables write it; zeros for an unknown month or day go, a time of day too."""
        text = text_of(element.value, name)
        if not text:
            return ""
        match = _DATE.fullmatch(text)
        if not match:
            raise RowError(f"{name} {text!r} is none of YYYY, YYYY-MM and YYYY-MM-DD")
        parts = [p for p in match.groups() if p]
        while parts[-1] == "00":
            parts.pop()
        found = "" if parts[0] == "9999" else "-".join(parts)
        if found != text:
            self.note(element, f"{name} {text!r} is read as {found or 'no date'}")
        return found

    def cited(self, element: Element) -> list[str]:
        """Ids of the documents a membership cites, or of the file."""
        found = []
        for each in objects(element.value, "sources") or objects(element.value, "links"):
            url = text_of(each, "url")
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            source = f"{self.taken.family}{slug(host) or 'page'}-{_digest(url)}"
            row = {"source_id": source, "kind": "other", "publisher": host, "title": text_of(each, "note") or url}
            try:
                self.add_source({**row, "url": url}, element)
            except RowError as error:
                self.note(element, f"a source is not taken: {error}")
            else:
                found.append(source)
        return list(dict.fromkeys(found)) or [self.file_source()]

    def finish(self) -> Taken:
        """Give posts their seats, leave out what the check of the tables would not take, and count."""
        taken = self.taken
        turns = {turn for claim in self.rows.get("tenures", []) if (turn := _turn(claim, self.titled))}
        seats = count_seats((post, start, end) for post, start, end, _ in sorted(turns, key=str))
        for number, post in enumerate(self.rows.get("posts", [])):
            assert isinstance(post, Post)
            if seats.get(post.post_id, 1) > 1:
                note = f"{post.note} Seats: the most holders the source shows at one time.".strip()
                self.rows["posts"][number] = replace(post, seats=seats[post.post_id], note=note)
        for problem in take_out_faulty(self.rows, self.beside, self.held):
            taken.left_out.append(LeftOut(problem.place.path, problem.place.line, problem.message))
        taken.rows = Spool(self.rows)
        taken.left_out.sort()
        taken.read = len([e for e in self.elements if e.section in _SECTIONS])
        taken.mapped = taken.read - len({(out.sheet, out.line, out.reason) for out in taken.left_out})
        return taken


@cache
def _role_of(text: str) -> str:
    """The role whose code or label the text is, or nothing."""
    folded = fold(text)
    return next((c.code for c in code_lists()["role"].values() if folded in (fold(c.code), fold(c.label))), "")


def _roles(*texts: str, is_department: bool) -> list[str]:
    """The roles that a title or a role's name is by itself; of a department's posts also minister."""
    found = list(dict.fromkeys(role for text in texts if (role := _role_of(text))))
    if not found and is_department and any(_MINISTER.search(fold(text)) for text in texts):
        return ["minister"]
    return found


def _first_day(text: str) -> date | None:
    try:
        return parse_edtf(text).bounds.earliest
    except DateError as error:
        raise RowError(str(error)) from None


def _turn(claim: Row, titled: set[str]) -> tuple[str, date, date | None, str] | None:
    """Post, the days on which the claim certainly shows its person there, half-open, and the person.

    What has no end goes on where a membership names only a role, which may have any number of holders; a post is
    taken to be held by one person, so that there an end nobody wrote down makes no second seat.
    """
    assert isinstance(claim, TenureClaim)
    start = claim.started.bounds.latest if claim.started else None
    if start is None:
        return None
    end = claim.ended.bounds.earliest if claim.ended else None
    if end is None and claim.post_id not in titled:
        end = start
    if end is not None and end < start:
        return None
    return claim.post_id, start, end + timedelta(days=1) if end else None, claim.person_id
