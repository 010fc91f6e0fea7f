"""The organizations of a Popolo file: those we know already, and those that are new bodies of a kind we have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sendgraph.core.names import fold
from sendgraph.facts.codes import code_lists
from sendgraph.intake.councils import CouncilError, Councils
from sendgraph.intake.rows import Cells, RowError, clean_text, known_elsewhere, make_id

__all__ = ["Bodies", "Element", "objects", "text_of"]

_KINDS = {
    "local authority": "council",
    "county council": "council",
    "city council": "council",
    "borough council": "council",
    "unitary authority": "council",
    "ministry": "department",
    "ministerial department": "department",
    "government department": "department",
    "non ministerial department": "department",
    "executive agency": "department",
    "committee": "board",
    "party": "political-group",
    "political party": "political-group",
    "parliamentary group": "political-group",
    "childrens trust": "trust",
}
"""Words of ``classification`` that are not simply one of our codes or its label."""

_SCHEMES = {
    "gss": "gss_code",
    "ons": "gss_code",
    "gss code": "gss_code",
    "ons code": "gss_code",
    "dfe": "dfe_code",
    "dfe code": "dfe_code",
    "la code": "dfe_code",
    "ofsted": "ofsted_number",
    "ofsted number": "ofsted_number",
}


class Element(NamedTuple):
    """An object of the file: its section, the line it starts on, and itself."""

    section: str
    line: int
    value: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What a message calls it."""
        return text_of(self.value, "id") or text_of(self.value, "name") or f"one of the {self.section}"


Adding = Callable[[str, Cells, Element], None]


def text_of(value: Mapping[str, Any], name: str) -> str:
    """The text or number under that name, on one line; empty where it is missing or something else."""
    found = value.get(name)
    return clean_text(str(found)) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def objects(value: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects in the array under that name; none where it is missing or something else."""
    found = value.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


class Bodies:
    """The bodies that organizations are, looked up as they are needed and written once."""

    def __init__(
        self, elements: Sequence[Element], councils: Councils, family: str, add: Adding, file_source: Callable[[], str]
    ) -> None:
        self._organizations: dict[str, Element] = {}
        self._areas: dict[str, str] = {}
        for element in elements:
            key = text_of(element.value, "id")
            if element.section == "organizations" and key:
                self._organizations.setdefault(key, element)
            elif element.section == "areas" and key:
                self._areas[key] = text_of(element.value, "name")
        self._councils, self._add, self._file_source = councils, add, file_source
        known = known_elsewhere(councils.facts, family)
        self._taken_ids = set(known)
        self._kinds = {b.body_id: b.kind for b in councils.facts.bodies if b.body_id in known}
        self._named = {
            fold(name): b.body_id
            for b in councils.facts.bodies
            if b.body_id in known and b.kind != "council"
            for name in (b.name, *b.other_names)
        }
        self._new: dict[str, str] = {}

    def find(self, organization: str, on: date | None) -> str:
        """The body's id on that day; a new one is written. Raises ``RowError``."""
        element = self._organizations.get(organization)
        if element is None:
            raise RowError(f"the organization {organization!r} is not in the file" if organization else "it names none")
        name = text_of(element.value, "name")
        codes = _codes(element.value)
        kind = _kind(text_of(element.value, "classification"))
        if organization in self._new:
            return self._new[organization]
        told = ""
        if codes or kind in ("", "council"):
            try:
                gss, dfe, urn = (codes.get(c, "") for c in ("gss_code", "dfe_code", "ofsted_number"))
                return self._councils.find(name=name, gss=gss, dfe=dfe, urn=urn, on=on)
            except CouncilError as error:
                told = str(error)
        if kind == "council":
            raise RowError(told)
        if found := self._named.get(fold(name)):
            return found
        if not kind:
            unknown = text_of(element.value, "classification") or "none"
            raise RowError(f"the organization {name!r} has a classification, {unknown}, that is no kind of body here")
        return self._write_new(organization, element, kind, codes)

    def write(self, element: Element) -> None:
        """Write an organization, and the one it belongs to. Raises ``RowError``."""
        key = text_of(element.value, "id")
        if self._organizations.get(key) is not element:
            raise RowError("an organization needs an id of its own")
        body = self.find(key, None)
        if parent := text_of(element.value, "parent_id"):
            other = self.find(parent, None)
            row = {"link_id": f"{body}_member-of_{other}", "body_id": body, "kind": "member-of", "other_id": other}
            self._add("body_links", {**row, "source_id": self._file_source()}, element)

    def _write_new(self, key: str, element: Element, kind: str, codes: Mapping[str, str]) -> str:
        value = element.value
        name = text_of(value, "name")
        body = make_id(name)
        body = body if body not in self._taken_ids else make_id(f"{name} {key}")
        others = [text_of(o, "name") for o in objects(value, "other_names")]
        row = {
            "body_id": body,
            "kind": kind,
            "name": name,
            "other_names": [o for o in others if o and o != name],
            "opened": text_of(value, "founding_date"),
            "closed": text_of(value, "dissolution_date"),
            "source_id": self._file_source(),
            **codes,
        }
        self._add("bodies", row, element)
        self._new[key] = body
        self._taken_ids.add(body)
        self._kinds[body] = kind
        return body

    def kind(self, body: str) -> str:
        """What sort of body it is."""
        return self._kinds.get(body, "")

    def name(self, organization: str) -> str:
        """The name of an organization of the file."""
        element = self._organizations.get(organization)
        return text_of(element.value, "name") if element else ""

    def area(self, value: Mapping[str, Any]) -> str:
        """The name of the area an object is for."""
        area = value.get("area")
        return text_of(area, "name") if isinstance(area, dict) else self._areas.get(text_of(value, "area_id"), "")


@cache
def _kind(classification: str) -> str:
    """Our code for what sort of organization it is, or nothing."""
    asked = fold(classification)
    if asked in _KINDS:
        return _KINDS[asked]
    return next((c.code for c in code_lists()["body-kind"].values() if asked in (fold(c.code), fold(c.label))), "")


def _codes(value: Mapping[str, Any]) -> dict[str, str]:
    """The official codes among the identifiers, by our columns."""
    found = {}
    for each in objects(value, "identifiers"):
        if column := _SCHEMES.get(fold(text_of(each, "scheme"))):
            found[column] = text_of(each, "identifier")
    return found
