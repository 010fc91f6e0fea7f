"""The graph as compact JSON-LD, one node a line, with its context inside so that nothing is fetched to read it.

Follows JSON-LD 1.1, W3C Recommendation 2020. Nodes are written one after the other, so that the file is never held
as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sendgraph.export.context import context, context_text
from sendgraph.export.formats import Asked, ExportError
from sendgraph.graph.terms import PREFIXES
from sendgraph.queries.engine import StoreEngine
from sendgraph.store.build import sorted_nquads

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

__all__ = ["write"]

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"


def write(asked: Asked) -> Iterable[bytes]:
    """The pieces of one JSON object: the context, then the nodes sorted by IRI, each with its values sorted."""
    from pyoxigraph import RdfFormat, parse

    if not isinstance(asked.engine, StoreEngine):
        raise ExportError("the whole graph is written from a store only: build one with sendgraph build")
    quads = parse(sorted_nquads(asked.engine.store), format=RdfFormat.N_QUADS)
    return _pieces(groupby(quads, key=lambda q: q.subject))


def _pieces(nodes: Iterable[tuple[Any, Iterable[Quad]]]) -> Iterator[bytes]:
    yield context_text().rstrip().removesuffix("}").encode() + b',\n"@graph": ['
    writing = _Writing()
    separator = "\n"
    for subject, quads in nodes:
        yield f"{separator}{json.dumps(writing.node(subject, quads), ensure_ascii=False)}".encode()
        separator = ",\n"
    yield b"\n]}\n"


class _Writing:
    """Nodes in the short forms that the context allows."""

    def __init__(self) -> None:
        self.entries = context()
        named = {n: e["@id"] for n, e in self.entries.items() if isinstance(e, dict)}
        self.names = {self.whole(iri): name for name, iri in named.items()}
        self.types = {name: self.entries[name].get("@type", "") for name in named}
        self.languages = {name: self.entries[name].get("@language", "") for name in named}

    def whole(self, iri: str) -> str:
        """A prefixed name of the context as an IRI."""
        prefix, _, local = iri.partition(":")
        return self.entries[prefix] + local if isinstance(self.entries.get(prefix), str) else iri

    def node(self, subject: NamedNode, quads: Iterable[Quad]) -> dict[str, Any]:
        """The node as a JSON object: id, type, then its properties in the order of their IRIs."""
        values: dict[str, list[Any]] = {}
        for quad in quads:
            predicate, value = quad.predicate.value, quad.object
            assert not isinstance(value, str)
            if predicate == _TYPE:
                values.setdefault("type", []).append(self.class_name(value.value))  # type: ignore[union-attr]
            else:
                name = self.names.get(predicate) or self.short(predicate)
                values.setdefault(name, []).append(self.value(name, value))
        node: dict[str, Any] = {"id": self.reference(subject.value)}
        for name in sorted(values, key=lambda n: (n != "type", n)):
            several = values[name]
            node[name] = several[0] if len(several) == 1 else several
        return node

    def class_name(self, iri: str) -> str:
        """A class, which the context names too."""
        return self.names.get(iri) or self.short(iri)

    def short(self, iri: str) -> str:
        """An IRI with a prefix of the context, or as it is."""
        for prefix, base in self.entries.items():
            if isinstance(base, str) and base.startswith("http") and not prefix.startswith("@") and iri != base:
                local = iri.removeprefix(base)
                if local != iri and not local.startswith("//"):
                    return f"{prefix}:{local}"
        return iri

    def reference(self, iri: str) -> str:
        """An IRI where an id stands: ours relative to the base, a code by its prefix."""
        base = self.entries["@base"]
        if iri.startswith(base) and not set(iri[len(base) :]) & set(":/?#"):
            return iri[len(base) :]
        return self.short(iri)

    def value(self, name: str, value: Any) -> Any:
        """A value as plain as the context's type for the property allows."""
        from pyoxigraph import NamedNode

        wanted = self.types.get(name, "")
        if isinstance(value, NamedNode):
            short = self.reference(value.value)
            return short if wanted == "@id" else {"id": short}
        return self._literal(name, wanted, value)

    def _literal(self, name: str, wanted: str, value: Literal) -> Any:
        datatype = value.datatype.value
        if value.language:
            return (
                value.value
                if self.languages.get(name) == value.language
                else {"@value": value.value, "@language": value.language}
            )
        if datatype == f"{_XSD}boolean" and value.value in ("true", "false"):
            return value.value == "true"
        if datatype == f"{_XSD}string":
            plain = not wanted and not self.languages.get(name)
            return value.value if plain else {"@value": value.value}
        short = self.short(datatype)
        return value.value if wanted in (short, datatype) else {"@value": value.value, "@type": short}
