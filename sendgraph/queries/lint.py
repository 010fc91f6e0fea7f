"""What makes a template unfit: words it must not use, parameters that do not match, columns that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendgraph.facts.codes import CODE_BASE, code_lists
from sendgraph.graph.terms import PREFIXES, send_terms
from sendgraph.queries.compare import find_loose_comparisons
from sendgraph.queries.template import PARAMETER_TYPES, Template, values_blocks
from sendgraph.queries.tokens import Token, tokens_of

__all__ = ["find_faults", "forbidden_words"]

FORBIDDEN = {
    *("SERVICE", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"),
    *("NOW", "RAND", "UUID", "STRUUID", "BNODE", "FROM", "GRAPH"),
}
"""Words of updates and federation, of results that change by themselves, and of named graphs."""


_VOCABULARIES = {
    PREFIXES["rdf"]: {"type"},
    PREFIXES["rdfs"]: {"label", "comment", "subClassOf", "subPropertyOf", "seeAlso"},
    PREFIXES["skos"]: {"notation", "prefLabel", "definition", "inScheme", "Concept", "ConceptScheme"},
    PREFIXES["xsd"]: {"date", "integer", "decimal", "boolean", "string", "anyURI"},
}
"""Of the vocabularies that others declare, the names that are of use on this graph."""


def forbidden_words(text: str) -> list[str]:
    """The forbidden words a query uses, in capitals, each once; never those inside strings, IRIs or comments."""
    return sorted({t.text.upper() for t in tokens_of(text) if t.kind == "word"} & FORBIDDEN)


def find_faults(template: Template) -> list[str]:
    """What is wrong with a template, one sentence each; none for a fit one."""
    tokens = list(tokens_of(template.text))
    faults = (
        *_words(tokens),
        *_terms(tokens),
        *_parameters(template),
        *_columns(template, tokens),
        *sorted(set(find_loose_comparisons(template))),
    )
    return [f"{template.name}: {fault}" for fault in faults]


def _words(tokens: list[Token]) -> Iterator[str]:
    for word in sorted({t.text.upper() for t in tokens if t.kind == "word"} & FORBIDDEN):
        yield f"uses {word}"


def _terms(tokens: list[Token]) -> Iterator[str]:
    """Names that nothing declares, whether written with a prefix or in full."""
    prefixes: dict[str, str] = {}
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else token
        if token.kind == "iri" and before.kind == "name" and tokens[index - 2].text.upper() == "PREFIX":
            prefixes[before.text.removesuffix(":")] = token.text[1:-1]
        elif token.kind == "iri":
            yield from _unknown(token.text, token.text[1:-1])
        elif token.kind == "name" and before.text.upper() != "PREFIX":
            prefix, _, local = token.text.partition(":")
            if prefix not in prefixes:
                yield f"uses {token.text} and does not declare its prefix"
            else:
                yield from _unknown(token.text, prefixes[prefix] + local)


def _unknown(written: str, iri: str) -> Iterator[str]:
    """What is wrong with a name that lies in a vocabulary we know; the bare base, as for STRSTARTS, is no name."""
    for base, names in _VOCABULARIES.items():
        local = iri.removeprefix(base)
        if iri.startswith(base) and local and local not in names:
            yield f"uses {written}, which {base} does not declare"
    if iri.startswith(PREFIXES["send"]) and iri != PREFIXES["send"]:
        if iri.removeprefix(PREFIXES["send"]) not in send_terms():
            yield f"uses {written}, which the ontology does not declare"
    elif iri.startswith(CODE_BASE):
        name, _, code = iri.removeprefix(CODE_BASE).partition("/")
        if name not in code_lists() or (code and code not in code_lists()[name]):
            yield f"uses the unknown code {written}"


def _parameters(template: Template) -> Iterator[str]:
    blocks = values_blocks(template.text)
    for name, parameter in template.parameters.items():
        if name not in blocks:
            yield f"declares {name} and has no VALUES ?{name} block"
        if parameter.type not in PARAMETER_TYPES:
            yield f"{name} has the unknown type {parameter.type}"
        if parameter.type == "code" and parameter.code_list not in code_lists():
            yield f"{name} names the unknown list {parameter.code_list!r}"
    for name in blocks:
        if name not in template.parameters:
            yield f"has a VALUES ?{name} block that the header does not declare"
    written = re.findall(r"\bVALUES\b\s*(\S)", _bare(template.text), re.IGNORECASE)
    if len(written) != len(blocks) or any(first not in "?$" for first in written):
        yield "has a VALUES block of several variables, or two of one: a parameter is one block of one variable"
    yield from _late_blocks(template, blocks)


def _bare(text: str) -> str:
    """The query without its comments, and with nothing inside its texts."""
    return " ".join('""' if t.kind == "string" else t.text for t in tokens_of(text))


def _late_blocks(template: Template, blocks: dict[str, tuple[int, int]]) -> Iterator[str]:
    """A block that does not stand first in a WHERE makes a query hundreds of times slower."""
    for name, (start, _) in blocks.items():
        if not re.search(rf"(\bWHERE\s*\{{|\}})\s*VALUES\s+\?{name}\s*\{{$", template.text[:start]):
            yield f"has the VALUES block of {name} after other patterns"


def _columns(template: Template, tokens: list[Token]) -> Iterator[str]:
    selected = _selected(template.text)
    if list(template.columns) != selected:
        yield f"declares the columns {list(template.columns)} and selects {selected}"
    words = [t.text.upper() for t in tokens if t.kind == "word"]
    if "ORDER" not in words:
        yield "has no ORDER BY"


def _selected(text: str) -> list[str]:
    """Names of the selected variables, in order."""
    match = re.search(r"SELECT\s+(?:DISTINCT\s+)?(.*?)\s*WHERE", text, re.DOTALL)
    clause = match.group(1) if match else ""
    depth, names, last = 0, [], ""
    for token in tokens_of(clause):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable":
            last = token.text[1:]
            if depth == 0:
                names.append(last)
        elif token.text == ")" and depth == 0:
            names.append(last)
    return names
