"""Tables of things: documents, bodies, people and posts. Nothing in them is dated evidence of who held what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sendgraph.core.dates import Edtf
from sendgraph.facts.column import Row, column

__all__ = ["Body", "BodyCode", "BodyLink", "IdentityDecision", "Person", "Post", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """A document that claims cite."""

    source_id: str = column(
        "id", "name of the document in these tables", required=True, example="echo_2021-11-southend"
    )
    kind: str = column("code", "what sort of document it is", to="source-kind", required=True)
    publisher: str = column("text", "who published it", required=True)
    title: str = column("text", "its printed title, or what it is in our words", required=True)
    url: str = column("url", "where a reader finds it")
    file_name: str = column("text", "the publisher's name of the file, where the url is only the page it hangs on")
    published: Edtf | None = column("moment", "when it was published")
    retrieved: date | None = column("day", "when the copy that was read had been taken")
    licence: str = column("code", "the terms its text is under; facts taken from it carry none", to="licence")
    text_sha256: str = column("sha256", "hash of its normalised text, where a copy is held for checks")
    note: str = column("text", "anything a reader should know of it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Row):
    """An organisation: council, health body, inspectorate, department, board or network."""

    body_id: str = column("id", "name of the body in these tables", required=True, example="southend-on-sea")
    kind: str = column("code", "what sort of body it is", to="body-kind", required=True)
    name: str = column("text", "its usual name", required=True)
    other_names: tuple[str, ...] = column("text", "other names it is found under", many=True)
    gss_code: str = column("text", "its ONS code today", form=r"[EWNSK]\d{8}")
    dfe_code: str = column("text", "its Department for Education number", form=r"\d{3}")
    ofsted_number: str = column("text", "its Ofsted provider number", form=r"\d+")
    region: str = column("code", "its region", to="region")
    council_type: str = column("code", "which kind of council it is", to="council-type")
    opened: Edtf | None = column("moment", "its first day")
    closed: Edtf | None = column("moment", "its last day")
    latitude: float | None = column("number", "of its middle", unit="degrees north, WGS 84")
    longitude: float | None = column("number", "of its middle", unit="degrees east, WGS 84")
    source_id: str = column("ref", "the document that says so", to="sources", required=True)
    note: str = column("text", "anything a reader should know of it")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCode(Row):
    """A code a body had once: the council goes on, only its number changed."""

    code_id: str = column("id", "name of this row", required=True)
    body_id: str = column("ref", "whose code it was", to="bodies", required=True)
    scheme: str = column("code", "whose numbering it is", to="code-scheme", required=True)
    code: str = column("text", "the former code", required=True, example="E08000016")
    closed: Edtf | None = column("moment", "the last day it was in use")
    source_id: str = column("ref", "the document that says so", to="sources", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLink(Row):
    """A relation between two bodies."""

    link_id: str = column("id", "name of this row", required=True)
    body_id: str = column("ref", "the body", to="bodies", required=True)
    kind: str = column("code", "how it relates to the other", to="body-relation", required=True)
    other_id: str = column("ref", "the other body", to="bodies", required=True)
    started: Edtf | None = column("moment", "since when")
    ended: Edtf | None = column("moment", "until when")
    source_id: str = column("ref", "the document that says so", to="sources", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """A person as named at one body. The same name elsewhere is another row until ``same_people`` joins them."""

    person_id: str = column("id", "name of the person here, then the body", required=True, example="jane-example_kent")
    name: str = column("text", "the name as printed, without honorific", required=True)
    other_names: tuple[str, ...] = column("text", "other printed forms of the name", many=True)
    note: str = column("text", "anything a reader should know of the name; nothing about the person's life")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDecision(Row):
    """Whether two people rows are one person. Taking the row away takes the decision back."""

    decision_id: str = column("id", "name of this decision", required=True)
    person_a: str = column("ref", "one of the two", to="people", required=True)
    person_b: str = column("ref", "the other", to="people", required=True)
    decision: str = column("code", "same, different or presumed", to="identity-decision", required=True)
    reason: str = column("text", "what the decision rests on", required=True)
    source_id: str = column("ref", "the document that supports it", to="sources")
    decided: date | None = column("day", "when it was decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Row):
    """A position in a body. It exists with or without a holder."""

    post_id: str = column(
        "id", "the body's id, an underscore, then the post", required=True, example="southend-on-sea_dcs"
    )
    body_ids: tuple[str, ...] = column(
        "ref", "the body, or the bodies of a joint post", to="bodies", many=True, required=True
    )
    roles: tuple[str, ...] = column("code", "what it is for, only where a source supports it", to="role", many=True)
    title: str = column("text", "its printed title", required=True)
    other_titles: tuple[str, ...] = column("text", "titles it was also printed with", many=True)
    seats: int | None = column("count", "how many people hold it at a time; empty means one")
    opened: Edtf | None = column("moment", "its first day")
    closed: Edtf | None = column("moment", "its last day")
    source_id: str = column("ref", "the document that shows the post and its role", to="sources", required=True)
    note: str = column("text", "anything a reader should know of it")
