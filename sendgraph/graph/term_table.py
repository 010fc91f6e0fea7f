"""The tables of terms and codes in ``ontology/README.md``, made from the ontology's own labels and definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE, Code, code_lists
from sendgraph.graph.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["COMMAND", "MARK", "readme_text", "term_table", "write_readme"]

MARK = "<!-- Made from here on by sendgraph.graph.term_table: change send.ttl or codes/, not this page. -->\n"
"""The line of the page under which everything is generated."""

COMMAND = "python -m sendgraph.graph.term_table"
"""What writes the page anew."""

_EDTF = "http://id.loc.gov/datatypes/edtf"
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")


@dataclass(slots=True)
class _Term:
    """What the ontology says of one term: the values of each predicate, both as prefixed names."""

    name: str
    values: dict[str, list[str]] = field(default_factory=dict)

    def cell(self, *predicates: str) -> str:
        """The values of the predicates, the first that has any, as code; a dash where none has."""
        found = next((self.values[p] for p in predicates if self.values.get(p)), [])
        return ", ".join(f"`{v}`" for v in found) or "–"

    @property
    def is_class(self) -> bool:
        return "owl:Class" in self.values["rdf:type"]


def term_table(triples: Iterable[Triple], lists: Mapping[str, Mapping[str, Code]]) -> str:
    """The Markdown tables of the terms that ``triples`` declare and of the codes in ``lists``."""
    terms = _read_terms(triples)
    properties = [t for t in terms if not t.is_class]
    claimed = [t for t in properties if t.name.startswith("send:claimed")]
    facts = [t for t in properties if t not in claimed]
    return "\n".join(
        [
            f"## Classes ({len(terms) - len(properties)})\n",
            *_rows(("term", "meaning", "narrower than"), map(_class_row, (t for t in terms if t.is_class))),
            f"\n## Properties of things and facts ({len(facts)})\n",
            *_rows(("term", "meaning", "of", "holds", "narrower than"), map(_property_row, facts)),
            f"\n## What claims say ({len(claimed)})\n",
            "A claim's values have terms of their own, so that a question about facts never picks up a claim.\n",
            *_rows(("term", "meaning", "holds"), (_short(_property_row(t)) for t in claimed)),
            f"\n## Code lists ({len(lists)})\n",
            f"A code is the SKOS concept `{CODE_BASE}<list>/<code>`.",
            *(line for name in sorted(lists) for line in _list_lines(name, lists[name])),
            "",
        ]
    )


def _read_terms(triples: Iterable[Triple]) -> list[_Term]:
    """The terms in the order of the file, which keeps what belongs together side by side."""
    found: dict[str, _Term] = {}
    for triple in triples:
        name = _shorten(getattr(triple.subject, "value", ""))
        if name.startswith("send:"):
            values = found.setdefault(name, _Term(name)).values
            values.setdefault(_shorten(triple.predicate.value), []).append(
                _shorten(getattr(triple.object, "value", ""))
            )
    return [t for t in found.values() if any(f"owl:{k}" in t.values.get("rdf:type", ()) for k in _KINDS)]


def _shorten(iri: str) -> str:
    if iri == _EDTF:
        return "EDTF text"
    if iri.startswith(CODE_BASE) and "/" not in iri.removeprefix(CODE_BASE):
        return "code of " + iri.removeprefix(CODE_BASE)
    prefix, base = next(((p, b) for p, b in PREFIXES.items() if iri.startswith(b) and "/code/" not in b), ("", ""))
    return f"{prefix}:{iri.removeprefix(base)}" if prefix else iri


def _class_row(term: _Term) -> tuple[str, ...]:
    return f"`{term.name}`", _meaning(term), term.cell("rdfs:subClassOf")


def _property_row(term: _Term) -> tuple[str, ...]:
    holds = term.cell("rdfs:seeAlso", "schema:rangeIncludes")
    return (
        f"`{term.name}`",
        _meaning(term),
        term.cell("schema:domainIncludes"),
        holds,
        term.cell("rdfs:subPropertyOf"),
    )


def _short(row: tuple[str, ...]) -> tuple[str, ...]:
    return row[0], row[1], row[3]


def _meaning(term: _Term) -> str:
    return f"**{term.values['rdfs:label'][0]}**: {term.values['skos:definition'][0]}"


def _list_lines(name: str, codes: Mapping[str, Code]) -> list[str]:
    rows = (
        (f"`{c.code}`", f"**{c.label}**: {c.definition}", f"`{c.scheme}`" if c.scheme else "") for c in codes.values()
    )
    if any(c.scheme for c in codes.values()):
        return [f"\n### {name}\n", *_rows(("code", "meaning", "judgement scheme"), rows)]
    return [f"\n### {name}\n", *_rows(("code", "meaning"), (r[:2] for r in rows))]


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return [f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines]


def readme_text(text: str) -> str:
    """``ontology/README.md`` as it must stand: what ``text`` says down to the mark, then the tables."""
    from pyoxigraph import RdfFormat, parse

    head, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError("ontology/README.md has lost the line under which the tables stand")
    triples = parse(path=str(shipped("ontology") / "send.ttl"), format=RdfFormat.TURTLE)
    return head + mark + "\n" + term_table(triples, code_lists())


def write_readme() -> Path:
    """Write the tables of ``ontology/README.md`` anew; returns its path."""
    path = shipped("ontology") / "README.md"
    path.write_text(readme_text(path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_readme()
