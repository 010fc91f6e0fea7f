"""A query template: one question in one ``.rq`` file, with a TOML header behind ``#+``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sendgraph.core.shipped import shipped
from sendgraph.queries.tokens import Token, tokens_of

__all__ = [
    "Parameter",
    "Template",
    "TemplateError",
    "find_template",
    "parse_template",
    "read_templates",
    "unordered",
    "values_blocks",
]

PARAMETER_TYPES = ("body", "person", "post", "thing", "date", "code", "text", "integer")


class TemplateError(ValueError):
    """A template or its use is wrong; the message says what to do."""


class Parameter(NamedTuple):
    """A parameter: its type, what it means, and for a code its list. ``is_optional``: left out means any."""

    name: str
    type: str
    meaning: str
    code_list: str = ""
    is_optional: bool = False


class Template(NamedTuple):
    """A template: its name, header and SPARQL text, which runs as it stands with its default values.

    A named tuple like the other values every query needs at once: frozen dataclasses take five times as long to define.
    """

    name: str
    area: str
    title: str
    question: str
    text: str
    parameters: Mapping[str, Parameter] = MappingProxyType({})
    columns: Mapping[str, str] = MappingProxyType({})
    caveats: tuple[str, ...] = ()


def parse_template(text: str, name: str, area: str = "") -> Template:
    """The template that the text writes. Raises ``TemplateError``."""
    lines = text.splitlines()
    header = "\n".join(line[2:].removeprefix(" ") for line in lines if line.startswith("#+"))
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    try:
        values: dict[str, Any] = tomllib.loads(header)
        parameters = {
            key: Parameter(key, p["type"], p["meaning"], p.get("list", ""), p.get("optional", False))
            for key, p in values.get("params", {}).items()
        }
        return Template(
            name=name,
            area=area,
            title=values["title"],
            question=values["question"],
            text=body,
            parameters=parameters,
            columns=values.get("columns", {}),
            caveats=tuple(values.get("caveats", ())),
        )
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{name}: the header is not TOML: {error}") from None
    except KeyError as error:
        raise TemplateError(f"{name}: the header has no {error}") from None


def template_files(folder: Path | None = None) -> Iterator[Path]:
    """The ``.rq`` files of the shipped queries, or of a folder, in order of area and name.

    ``checks`` is no area: its queries are rules that must return no rows, and are read by what runs them.
    """
    yield from sorted(p for p in (folder or shipped("queries")).glob("*/*.rq") if p.parent.name != "checks")


def read_templates(folder: Path | None = None) -> list[Template]:
    """Every shipped template."""
    return [parse_template(p.read_text(encoding="utf-8"), p.stem, p.parent.name) for p in template_files(folder)]


def find_template(name: str) -> Template:
    """The template of that name; an unknown one raises ``TemplateError`` with the nearest names."""
    for path in template_files():
        if path.stem == name:
            return parse_template(path.read_text(encoding="utf-8"), name, path.parent.name)
    from difflib import get_close_matches

    near = get_close_matches(name, [p.stem for p in template_files()], n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "sendgraph query --list shows them all"
    raise TemplateError(f"there is no query {name!r}: {hint}")


def unordered(sparql: str) -> str:
    """The query without the ORDER BY that it ends with, for which an engine has to hold every row.

    >>> unordered("SELECT ?x WHERE { ?x ?p ?o }\\nORDER BY ?x")
    'SELECT ?x WHERE { ?x ?p ?o }'
    """
    query, found, _ = sparql.rpartition("\nORDER BY ")
    return query if found else sparql


def values_blocks(text: str) -> dict[str, tuple[int, int]]:
    """For each ``VALUES ?name { … }`` of one variable, where the inside of its braces starts and ends."""
    found: dict[str, tuple[int, int]] = {}
    tokens: list[Token] = list(tokens_of(text))
    for index, token in enumerate(tokens[:-3]):
        variable, brace = tokens[index + 1], tokens[index + 2]
        if (
            token.text.upper() == "VALUES"
            and token.kind == "word"
            and variable.kind == "variable"
            and brace.text == "{"
        ):
            closing = next((t for t in tokens[index + 3 :] if t.text == "}"), None)
            if closing:
                found[variable.text[1:]] = (brace.end, closing.start)
    return found
