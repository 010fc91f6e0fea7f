"""Columns of the exported tables: what a term of the ontology holds decides the type of its column.

A moment is three columns: its EDTF text as ``x``, and its bounds as ``x_earliest`` and ``x_latest``, which are full
days and the only ones to compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE
from sendgraph.graph.terms import PREFIXES

__all__ = ["CLASS_TABLES", "SQL_TYPES", "Field", "Term", "fields_of_term", "ontology_terms"]

SQL_TYPES = {
    "id": "TEXT",
    "ref": "TEXT",
    "code": "TEXT",
    "text": "TEXT",
    "edtf": "TEXT",
    "url": "TEXT",
    "day": "DATE",
    "whole": "INTEGER",
    "decimal": "REAL",
    "flag": "BOOLEAN",
}
"""Kinds of column, and the type each is declared with. Days are ISO 8601 text, as SQLite keeps them."""

CLASS_TABLES = {
    "Body": "bodies",
    "Person": "people",
    "Post": "posts",
    "Source": "sources",
    "Dataset": "datasets",
    "Tenure": "tenures",
    "Inspection": "inspections",
    "Measure": "measures",
    "Finding": "findings",
    "Event": "events",
    "Claim": "claims",
}
"""Classes that a column can refer to, and their tables."""

_KINDS = {
    "string": "text",
    "date": "day",
    "integer": "whole",
    "decimal": "decimal",
    "boolean": "flag",
    "anyURI": "url",
    "edtf": "edtf",
}
_FEET = {
    "earliest": "The earliest day it can be (ISO 8601); empty where nothing limits it.",
    "latest": "The latest day it can be (ISO 8601); empty where nothing limits it.",
}


class Field(NamedTuple):
    """One column: its name, kind, meaning, and the property it comes from.

    ``to`` is the table whose key it holds, empty where it can be of several; ``codes`` is the code list;
    ``is_many`` is several values: ids and codes are rows of a table of their own, texts are joined by "; ".
    """

    name: str
    kind: str
    meaning: str
    term: str = ""
    to: str = ""
    codes: str = ""
    is_many: bool = False

    @property
    def sql_type(self) -> str:
        """The type that the column is declared with."""
        return "TEXT" if self.is_many else SQL_TYPES[self.kind]


class Term(NamedTuple):
    """What the ontology says of one property: kind of value, classes it leads to, code list, definition, subjects."""

    kind: str
    leads_to: tuple[str, ...]
    codes: str
    definition: str
    of: tuple[str, ...]


@cache
def ontology_terms() -> dict[str, Term]:
    """Every property that ``ontology/send.ttl`` declares, by its local name, in the order of the file."""
    from pyoxigraph import RdfFormat, parse

    said: dict[str, dict[str, list[str]]] = {}
    for triple in parse(path=str(shipped("ontology") / "send.ttl"), format=RdfFormat.TURTLE):
        subject = getattr(triple.subject, "value", "")
        if subject.startswith(PREFIXES["send"]):
            values = said.setdefault(subject.removeprefix(PREFIXES["send"]), {})
            values.setdefault(_local(triple.predicate.value), []).append(getattr(triple.object, "value", ""))
    return {name: _term(v) for name, v in said.items() if any(t.endswith("Property") for t in v.get("type", ()))}


def _term(values: dict[str, list[str]]) -> Term:
    held = values.get("rangeIncludes", [""])
    lists = [v.removeprefix(CODE_BASE) for v in values.get("seeAlso", ()) if v.startswith(CODE_BASE)]
    classes = tuple(sorted(_local(v) for v in held if v.startswith(PREFIXES["send"])))
    if lists or any(v.endswith("#Concept") for v in held):
        kind = "code"
    else:
        kind = "ref" if classes else _KINDS[_local(held[0])]
    subjects = tuple(sorted(map(_local, values.get("domainIncludes", ()))))
    return Term(kind, classes, lists[0] if lists else "", values["definition"][0], subjects)


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def fields_of_term(name: str, term: str, *, is_many: bool = False) -> Iterator[Field]:
    """The column ``name`` of the values of that term, and the two of its bounds where it is a moment.

    Raises ``KeyError`` where the ontology does not declare the term.
    """
    if ":" in term:
        kind, meaning = _OUTSIDE[term]
        yield Field(name, kind, meaning, term)
        return
    declared = ontology_terms()[term]
    to = CLASS_TABLES[declared.leads_to[0]] if len(declared.leads_to) == 1 else ""
    yield Field(name, declared.kind, declared.definition, term, to, declared.codes, is_many)
    if declared.kind == "edtf":
        for foot, meaning in _FEET.items():
            yield Field(f"{name}_{foot}", "day", meaning, f"{term}{foot.capitalize()}")


_OUTSIDE = {
    "rdfs:label": ("text", "The name or title that people know it by."),
    "schema:latitude": ("decimal", "Degrees north of its middle, WGS 84."),
    "schema:longitude": ("decimal", "Degrees east of its middle, WGS 84."),
}
"""Properties of other vocabularies that the graph uses as they are."""
