"""N-Triples text: one line a triple, no blank nodes, so that the sorted lines are the graph's canonical form.

Text is emitted rather than objects: a line costs about half a microsecond and Oxigraph's loader reads it at its
full speed. Follows RDF 1.1 N-Triples, W3C Recommendation 2014.
"""

from __future__ import annotations

from datetime import date

from sendgraph.core.bounds import Bounds
from sendgraph.core.dates import Edtf, bounds_text
from sendgraph.graph.terms import concept, term, thing

__all__ = ["Lines"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_EDTF = "http://id.loc.gov/datatypes/edtf"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Lines:
    """Gathers the triples of a graph; every method skips an empty value."""

    def __init__(self) -> None:
        self.lines: set[str] = set()

    def sorted_text(self) -> bytes:
        """All triples, sorted, as N-Triples."""
        return ("\n".join(sorted(self.lines)) + "\n").encode()

    def add(self, subject: str, name: str, value: str) -> None:
        """A triple whose subject is an id and whose object is already N-Triples text."""
        self.lines.add(f"{thing(subject)} {term(name)} {value} .")

    def kind(self, subject: str, *names: str) -> None:
        """The classes of a thing."""
        for name in names:
            self.add(subject, "rdf:type", term(name))

    def link(self, subject: str, name: str, *ids: str) -> None:
        """Links to other things."""
        for each in ids:
            if each:
                self.add(subject, name, thing(each))

    def code(self, subject: str, name: str, list_name: str, *codes: str) -> None:
        """Links to codes."""
        for each in codes:
            if each:
                self.add(subject, name, concept(list_name, each))

    def text(self, subject: str, name: str, *values: str) -> None:
        """Plain strings."""
        for each in values:
            if each:
                self.add(subject, name, f'"{each.translate(_ESCAPES)}"')

    def typed(self, subject: str, name: str, value: str, datatype: str) -> None:
        """A literal of an XML Schema type, from its canonical text."""
        if value:
            self.add(subject, name, f'"{value.translate(_ESCAPES)}"^^<{_XSD}{datatype}>')

    def number(self, subject: str, name: str, value: float | int | None) -> None:
        """A decimal or an integer."""
        if isinstance(value, int):
            self.typed(subject, name, str(value), "integer")
        elif value is not None:
            digits = f"{value:.10f}".rstrip("0").rstrip(".")
            self.typed(subject, name, digits, "decimal")

    def flag(self, subject: str, name: str, value: bool) -> None:
        """``true``, and nothing where it is not so."""
        if value:
            self.typed(subject, name, "true", "boolean")

    def day(self, subject: str, name: str, value: date | None) -> None:
        """A day as ``xsd:date``."""
        if value:
            self.typed(subject, name, value.isoformat(), "date")

    def bounds(self, subject: str, name: str, bounds: Bounds, text: str = "") -> None:
        """A moment: its EDTF text as ``name``, its bounds as ``nameEarliest`` and ``nameLatest``."""
        edtf = text or bounds_text(bounds)
        if edtf:
            self.add(subject, name, f'"{edtf}"^^<{_EDTF}>')
        self.day(subject, f"{name}Earliest", bounds.earliest)
        self.day(subject, f"{name}Latest", bounds.latest)

    def moment(self, subject: str, name: str, value: Edtf | None) -> None:
        """A date as printed, with its bounds."""
        if value:
            self.bounds(subject, name, value.bounds, value.text)
