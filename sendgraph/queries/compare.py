"""Which comparisons of a query stand on firm ground: bounds, days, numbers and typed parameters, and nothing else.

EDTF text looks like a date and sorts like one now and then: ``"2017" < "2017-05-01"`` is true as text, an error as
dates on one engine and false on another. So a comparison of anything that the ontology does not type is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sendgraph.core.shipped import shipped
from sendgraph.graph.terms import PREFIXES
from sendgraph.queries.template import Parameter, Template
from sendgraph.queries.tokens import Token, tokens_of

__all__ = ["find_loose_comparisons"]

_XSD = PREFIXES["xsd"]
_FIRM = {_XSD + name for name in ("date", "integer", "decimal", "boolean")}
_EDTF = "http://id.loc.gov/datatypes/edtf"
_NEVER_BOUND = "?none"
"""By convention the name of a variable that nothing binds, to leave a cell empty."""
_PATH = set("/|^?*+()")
_ENDS = {"&", "|", ",", "{", "}", ";", "FILTER", "BIND", "HAVING", "AS"}
_TEXT_OF = {"STR", "LCASE", "UCASE"}


@cache
def _ranges() -> dict[str, str]:
    """For each of our terms that holds a literal, its datatype."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    triples = parse(path=str(shipped("ontology") / "send.ttl"), format=RdfFormat.TURTLE)
    ranged = (t for t in triples if t.predicate.value == PREFIXES["schema"] + "rangeIncludes")
    return {
        t.subject.value.removeprefix(PREFIXES["send"]): t.object.value
        for t in ranged
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    }


def find_loose_comparisons(template: Template) -> Iterator[str]:
    """Each comparison on loose ground, as half a sentence: what is compared and why it must not be."""
    tokens = list(tokens_of(template.text))
    ground = _Ground(tokens, template)
    for index, token in enumerate(tokens):
        if token.kind != "mark" or token.text not in "<>=" or tokens[index - 1].text in ("<", ">", "!"):
            continue
        is_order = token.text != "="
        end = index + 2 if is_order and tokens[index + 1].text == "=" else index + 1
        before = _operand(tokens, index - 1, -1)
        for position in (*before, *_operand(tokens, end, 1)):
            why = ground.fault(position, is_order=is_order)
            if why:
                yield f"compares {tokens[position].text}, {why}"


def _operand(tokens: Sequence[Token], start: int, step: int) -> list[int]:
    """Positions of the variables on one side of an operator: up to the next connective or the bracket around it."""
    opening, closing = ("(", ")") if step > 0 else (")", "(")
    depth, found, index = 0, [], start
    while 0 <= index < len(tokens):
        text = tokens[index].text
        if depth == 0 and (text == closing or text.upper() in _ENDS):
            break
        depth += {opening: 1, closing: -1}.get(text, 0)
        if tokens[index].kind == "variable":
            found.append(index)
        index += step
    return found


class _Ground:
    """What each variable of a query stands for."""

    def __init__(self, tokens: Sequence[Token], template: Template) -> None:
        self._tokens = tokens
        self._parameters = {f"?{name}": p for name, p in template.parameters.items()}
        self._terms: dict[str, set[str]] = {}
        self._derived: dict[str, list[int]] = {}
        self._nodes = {t.text for i, t in enumerate(tokens) if t.kind == "variable" and self._is_node(i)}
        for index, token in enumerate(tokens):
            if token.kind == "variable":
                self._terms.setdefault(token.text, set()).update(self._predicates(index))
                if tokens[index - 1].text.upper() == "AS":
                    self._derived[token.text] = self._expression(index - 2)

    def fault(self, position: int, *, is_order: bool) -> str:
        """Why the variable at the position must not be compared; empty where it may."""
        return self._fault(position, frozenset(), is_order=is_order)

    def _fault(self, position: int, seen: frozenset[str], *, is_order: bool) -> str:
        name = self._tokens[position].text
        if name in seen or name == _NEVER_BOUND:
            return ""
        kinds = {_ranges().get(t.removeprefix("send:"), t) for t in self._terms.get(name, ())}
        if _EDTF in kinds:
            return "which is EDTF text: take the term that ends in Earliest or Latest"
        if not is_order or self._is_inside(position, _TEXT_OF | {"COUNT", "BOUND"}):
            return ""
        if name in self._derived:
            inner = (self._fault(p, seen | {name}, is_order=True) for p in self._derived[name])
            return next((why for why in inner if why), "")
        if name in self._parameters:
            return _of_parameter(self._parameters[name])
        if kinds and kinds <= _FIRM:
            return ""
        if not kinds and name not in self._nodes:
            return "which nothing binds"
        return "which is neither a date nor a number"

    def _predicates(self, index: int) -> set[str]:
        """The terms of which the variable is the object: the last step of the path before it."""
        names: set[str] = set()
        index -= 1
        while index >= 0 and (self._tokens[index].kind == "name" or self._tokens[index].text in _PATH):
            if self._tokens[index].text == "/" and names:
                break
            names |= {self._tokens[index].text} if self._tokens[index].kind == "name" else set()
            index -= 1
        is_path = index >= 0 and (self._tokens[index].kind == "variable" or self._tokens[index].text in (";", "/"))
        return names if is_path else set()

    def _is_node(self, index: int) -> bool:
        """Whether the variable is the subject of a pattern."""
        after = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        return after is not None and (after.kind == "name" or after.text == "a" or after.text in ("^",))

    def _expression(self, end: int) -> list[int]:
        """Positions of the variables that a derived value rests on, without those that are only tested for equality."""
        found, depth, index = [], 0, end
        while index >= 0 and depth >= 0:
            text = self._tokens[index].text
            depth += {")": 1, "(": -1}.get(text, 0)
            equals = (self._tokens[index + 1].text, self._tokens[index - 1].text)
            if self._tokens[index].kind == "variable" and not re.search(r"[=!]", "".join(equals)):
                found.append(index)
            index -= 1
        return found

    def _is_inside(self, position: int, functions: set[str]) -> bool:
        """Whether the innermost call around the variable is one of the functions."""
        depth, index = 0, position - 1
        while index > 0:
            text = self._tokens[index].text
            if text == "(" and depth == 0:
                return self._tokens[index - 1].text.upper() in functions
            depth += {")": 1, "(": -1}.get(text, 0)
            index -= 1
        return False


def _of_parameter(parameter: Parameter) -> str:
    return "" if parameter.type in ("date", "integer") else f"a parameter of type {parameter.type}"
