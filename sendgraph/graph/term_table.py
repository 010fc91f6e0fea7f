"""The tables of terms and codes in ``ontology/README.md``, made from the ontology's own labels and definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import CODE_BASE, Code, code_lists
from sendgraph.graph.declared import Term, read_terms

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["COMMAND", "MARK", "readme_text", "term_table", "write_readme"]

MARK = "<!-- Made from here on by sendgraph.graph.term_table: change send.ttl or codes/, not this page. -->\n"
"""The line of the page under which everything is generated."""

COMMAND = "python -m sendgraph.graph.term_table"
"""What writes the page anew."""


def term_table(triples: Iterable[Triple], lists: Mapping[str, Mapping[str, Code]]) -> str:
    """The Markdown tables of the terms that ``triples`` declare and of the codes in ``lists``."""
    terms = read_terms(triples)
    properties = [t for t in terms if not t.is_class]
    claimed = [t for t in properties if t.name.startswith("send:claimed")]
    facts = [t for t in properties if t not in claimed]
    return "\n".join(
        [
            f"## Classes ({len(terms) - len(properties)})\n",
            *_rows(("term", "meaning", "narrower than", "close to"), map(_class_row, (t for t in terms if t.is_class))),
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


def _class_row(term: Term) -> tuple[str, ...]:
    return f"`{term.name}`", _meaning(term), term.cell("rdfs:subClassOf"), term.cell("skos:closeMatch")


def _property_row(term: Term) -> tuple[str, ...]:
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


def _meaning(term: Term) -> str:
    return f"**{term.label}**: {term.definition}"


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
