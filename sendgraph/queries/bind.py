"""Parameters into a template: each value becomes one typed, escaped term inside its ``VALUES`` block.

Nothing is pasted as text. A value that does not parse as its type never reaches the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from sendgraph.core.ids import ID_BASE, is_id
from sendgraph.facts.codes import code_iri, code_lists
from sendgraph.queries.template import Parameter, Template, TemplateError, values_blocks

__all__ = ["Resolve", "bind", "defaults_of", "term_of"]

Resolve = Callable[[str, str], str]
"""From the type of a thing (body, person, post, thing) and what the user wrote to its id."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_VALUE = re.compile(r'"([^"]*)"(?:\^\^\S+)?|(\S+)')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LONGEST = 1_000


def bind(template: Template, given: Mapping[str, Sequence[str]], resolve: Resolve) -> str:
    """The SPARQL text with the given values. Raises ``TemplateError`` for an unknown name or an unfit value.

    A parameter that is not given keeps the template's default; an optional one then means "any".
    """
    for name in given:
        if name not in template.parameters:
            known = ", ".join(template.parameters) or "none"
            raise TemplateError(f"{template.name} has no parameter {name!r}: it has {known}")
    text, shift = template.text, 0
    blocks = values_blocks(text)
    for name, (start, end) in sorted(blocks.items(), key=lambda item: item[1]):
        if name not in given:
            continue
        terms = " ".join(term_of(template.parameters[name], value, resolve) for value in given[name])
        text = f"{text[: start + shift]} {terms} {text[end + shift :]}"
        shift += len(terms) + 2 - (end - start)
    return text


def defaults_of(template: Template) -> dict[str, list[str]]:
    """For each parameter that leaves something out where it is not given: the template's own values, as one types them.

    A parameter whose block is ``UNDEF`` takes anything, and is not there.
    """
    blocks = values_blocks(template.text)
    found = {name: _typed(template.text[slice(*blocks[name])]) for name in template.parameters if name in blocks}
    return {name: values for name, values in found.items() if values}


def _typed(block: str) -> list[str]:
    """The values inside a ``VALUES`` block, terms by the last part of their name."""
    found = [(text, term) for text, term in _VALUE.findall(block) if term != "UNDEF"]
    return [text or re.split("[/#:]", term.strip("<>"))[-1] for text, term in found]


def term_of(parameter: Parameter, value: str, resolve: Resolve) -> str:
    """The SPARQL term of a value. Raises ``TemplateError`` with the way out."""
    if len(value) > _LONGEST:
        raise TemplateError(f"{parameter.name}: the value has {len(value)} characters, at most {_LONGEST} are taken")
    if parameter.type == "date":
        return f'"{_day(parameter, value)}"^^<http://www.w3.org/2001/XMLSchema#date>'
    if parameter.type == "integer":
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raise TemplateError(f"{parameter.name}: {value!r} is no whole number")
        return str(int(value))
    if parameter.type == "code":
        codes = code_lists()[parameter.code_list]
        if value not in codes:
            raise TemplateError(f"{parameter.name}: {value!r} is not one of {', '.join(codes)}")
        return f"<{code_iri(parameter.code_list, value)}>"
    if parameter.type == "text":
        return '"' + "".join(_escape(c) for c in value) + '"'
    name = resolve(parameter.type, value)
    if not is_id(name):
        raise TemplateError(f"{parameter.name}: {value!r} is no id")
    return f"<{ID_BASE}{name}>"


def _day(parameter: Parameter, value: str) -> str:
    """The day that the value writes. The date room is imported only to say what is wrong with another text."""
    if _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    from sendgraph.core.dates import DateError, parse_day

    try:
        return parse_day(value).isoformat()
    except DateError as error:
        raise TemplateError(f"{parameter.name}: {error}") from None


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise TemplateError("the value holds half a character")
    return f"\\u{code:04X}" if code < 32 or code == 127 else character
