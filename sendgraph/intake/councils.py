"""Finding the council a row means: by code, former code, provider number or name, on the day it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sendgraph.core.names import fold
from sendgraph.facts.claims import InspectionClaim
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Body
from sendgraph.intake.spool import Spool

__all__ = ["CouncilError", "Councils"]

_BEFORE = r"(?:the )?(?:council of the )?(?:london borough of |royal borough of |metropolitan borough of |"
_BEFORE += r"borough of |city of |county of |metropolitan district of )?"
_AFTER = r"(?: city of| county of)?(?: county council to \d{4})?(?: (?:city |county |borough |district |metropolitan )*"
_AFTER += r"(?:council|corporation|lbc|mbc))?"
_CORE = re.compile(f"{_BEFORE}(.*?){_AFTER}")
_ICB = re.compile(r"\b(?:nhs|integrated|care|board|icb|the|and)\b")
_ALIASES = {"london corporation": "city of london"}
"""Names in use that no register lists."""


_LOOKED_INTO = ("sources", "bodies", "body_codes", "body_links", "posts")
"""Tables of the dataset to be filled that importers look into, row by row and in any order."""


class CouncilError(LookupError):
    """No council, or more than one, fits; the message says what was looked for and what is near."""

    def __str__(self) -> str:
        return str(self.args[0])


class Councils:
    """The councils of the facts, and the other bodies an importer meets.

    ``facts`` are what the importer may look into: the register and the datasets beside it. ``held`` is the dataset it
    fills, on disk: its claims and people stay there, and the rest of it goes with the facts.
    """

    def __init__(self, facts: Facts, held: Spool | None = None) -> None:
        self.held = Spool() if held is None else held
        ours: dict[str, Any] = {name: [*facts.rows(name), *self.held.get(name, ())] for name in _LOOKED_INTO}
        self.facts = replace(facts, **ours)
        self._bodies = {b.body_id: b for b in self.facts.bodies}
        self._codes: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._former: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._boards: dict[str, str] = {}
        self._found: dict[tuple[str, str, str, str], tuple[str, ...]] = {}
        for body in self.facts.bodies:
            if body.kind == "council":
                self._enter(body)
            elif body.kind == "integrated-care-board":
                self._boards.update({board_key(name): body.body_id for name in (body.name, *body.other_names)})
        for code in self.facts.body_codes:
            self._codes[code.scheme, code.code].append(code.body_id)
            self._former[code.code] = code.body_id
        self._before: dict[str, list[str]] = defaultdict(list)
        self._after: dict[str, list[str]] = defaultdict(list)
        for link in self.facts.body_links:
            if link.kind == "succeeded-by":
                self._after[link.body_id].append(link.other_id)
                self._before[link.other_id].append(link.body_id)

    def inspections(self) -> Iterator[InspectionClaim]:
        """What is claimed of inspections already, but for what was withdrawn."""
        yield from self.facts.inspections
        for claim in self.held.get("inspections", ()):
            assert isinstance(claim, InspectionClaim)
            if claim.status != "withdrawn":
                yield claim

    def _enter(self, body: Body) -> None:
        for scheme, code in (("gss", body.gss_code), ("dfe", body.dfe_code), ("ofsted", body.ofsted_number)):
            if code:
                self._codes[scheme, code].append(body.body_id)
        for name in {key for n in (body.name, *body.other_names) for key in (fold(n), _core(n)) if key}:
            self._names[name].append(body.body_id)

    def find(self, *, name: str = "", gss: str = "", dfe: str = "", urn: str = "", on: date | str | None = None) -> str:
        """The body id of the council that had this code or name on that day; without a day, of the one there is now.

        A code or name goes on from a council to its only successor and back, or to the one of the same name, so that
        a row about 2019 with the code of 2023 gives the council of 2019. ``urn`` is Ofsted's provider number. Raises
        ``CouncilError`` with suggestions.
        """
        asked = (name, gss, dfe, urn)
        candidates = self._found.get(asked)
        if candidates is None:
            candidates = self._found[asked] = self._candidates(*asked)
        return self._on(candidates, date.fromisoformat(on) if isinstance(on, str) and on else (on or None), asked)

    def _candidates(self, name: str, gss: str, dfe: str, urn: str) -> tuple[str, ...]:
        for scheme, code in (("gss", gss), ("ofsted", urn), ("dfe", dfe)):
            if code and (found := self._codes.get((scheme, code))):
                return tuple(found)
        folded = _ALIASES.get(fold(name), fold(name))
        found = self._names.get(folded) or self._names.get(_core(folded)) if folded else None
        if found:
            return tuple(found)
        raise CouncilError(f"no council has the {_asked((name, gss, dfe, urn))}{self._near(folded)}")

    def _near(self, folded: str) -> str:
        if not folded:
            return ""
        from rapidfuzz import process

        near = process.extract(_core(folded), list(self._names), limit=3, score_cutoff=75)
        names = dict.fromkeys(self._bodies[self._names[key][0]].name for key, _, _ in near)
        return f"; did you mean {' or '.join(names)}?" if names else ""

    def _on(self, candidates: tuple[str, ...], on: date | str | None, asked: tuple[str, str, str, str]) -> str:
        assert not isinstance(on, str)
        alive = [c for c in candidates if self._offset(c, on) == 0]
        if not alive:
            alive = list(dict.fromkeys(c for c in (self._moved(each, on) for each in candidates) if c))
        if not alive and on is None and len(candidates) == 1:
            return candidates[0]
        if len(alive) == 1:
            return alive[0]
        when = f" on {on}" if on else ""
        if alive:
            raise CouncilError(f"more than one council has the {_asked(asked)}{when}: {', '.join(alive)}")
        raise CouncilError(f"the council with the {_asked(asked)} was not there{when}: {self._lives(candidates)}")

    def _offset(self, body_id: str, on: date | None) -> int:
        """-1 where the day is before the council's first, 1 where it is after its last, else 0."""
        body = self._bodies[body_id]
        opened = body.opened.bounds.earliest if body.opened else None
        closed = body.closed.bounds.latest if body.closed else None
        if on is None:
            return 1 if closed else 0
        return -1 if opened and on < opened else 1 if closed and on > closed else 0

    def _moved(self, body_id: str, on: date | None) -> str:
        """The council that stood for this one on that day, or none."""
        for _ in range(4):
            offset = self._offset(body_id, on)
            if offset == 0:
                return body_id
            there, back = (self._before, self._after) if offset < 0 else (self._after, self._before)
            same = [b for b in there[body_id] if self._core_of(b) == self._core_of(body_id)]
            only = [b for b in there[body_id] if len(there[body_id]) == len(back[b]) == 1]
            if not (step := same or only):
                return ""
            body_id = step[0]
        return ""

    def _core_of(self, body_id: str) -> str:
        return _core(self._bodies[body_id].name)

    def _lives(self, candidates: tuple[str, ...]) -> str:
        def life(body: Body) -> str:
            return f"{body.body_id} from {body.opened.text if body.opened else '…'} to {_until(body)}"

        return ", ".join(life(self._bodies[c]) for c in candidates)

    def name(self, body_id: str) -> str:
        """The body's usual name."""
        return self._bodies[body_id].name

    def has_moved(self, gss: str, body_id: str) -> bool:
        """Whether the code is not the one the council has now: recoded, or taken from its successor."""
        return bool(gss) and self._bodies[body_id].gss_code != gss

    def board(self, name: str) -> str:
        """The id of the integrated care board of that name. Raises ``CouncilError``."""
        if found := self._boards.get(board_key(name)):
            return found
        raise CouncilError(f"no integrated care board has the name {name!r}")


def _until(body: Body) -> str:
    return body.closed.text if body.closed else "now"


def _core(name: str) -> str:
    """A name without what sort of council it is.

    >>> _core("London Borough of Barnet"), _core("Bristol, City of"), _core("Durham County Council")
    ('barnet', 'bristol', 'durham')
    """
    match = _CORE.fullmatch(fold(name))
    return match[1] if match else fold(name)


def board_key(name: str) -> str:
    """What is compared of a care board's name: without brackets, and without the words all of them share."""
    return " ".join(_ICB.sub(" ", fold(re.sub(r"\([^)]*\)", " ", name))).split())


def _asked(asked: tuple[str, str, str, str]) -> str:
    named = zip(("name", "ONS code", "DfE number", "Ofsted number"), asked, strict=True)
    return " and ".join(f"{what} {value!r}" for what, value in named if value) or "empty name"
