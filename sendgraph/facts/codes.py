"""The code lists, read from the SKOS files in ``ontology/codes``: the only place where codes are defined."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import NamedTuple

from sendgraph.core.ids import BASE
from sendgraph.core.shipped import shipped

__all__ = ["CODE_BASE", "Code", "code_iri", "code_lists"]

CODE_BASE = BASE + "code/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SEND = BASE + "ontology#"


class Code(NamedTuple):
    """One code of a list; ``scheme`` is the judgement scheme it belongs to or is graded in, where there is one."""

    list_name: str
    code: str
    label: str
    definition: str
    scheme: str = ""


def code_iri(list_name: str, code: str) -> str:
    """The IRI of a code: ``…/code/<list>/<code>``."""
    return f"{CODE_BASE}{list_name}/{code}"


@cache
def code_lists() -> dict[str, dict[str, Code]]:
    """Every code list by name, each a mapping from code to ``Code`` in the order of the file."""
    from pyoxigraph import RdfFormat, parse

    files = sorted((shipped("ontology") / "codes").glob("*.ttl"))
    triples = chain.from_iterable(parse(path=str(f), format=RdfFormat.TURTLE) for f in files)
    found: dict[str, dict[str, str]] = {}
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        values = found.setdefault(getattr(subject, "value", ""), {})
        values[predicate] = getattr(value, "value", "")
    lists: dict[str, dict[str, Code]] = {}
    for iri, values in found.items():
        if _SKOS + "notation" not in values:
            continue
        list_name, _, code = iri.removeprefix(CODE_BASE).partition("/")
        scheme = (values.get(_SEND + "scheme") or values.get(_SEND + "gradedIn") or "").rpartition("/")[2]
        label, definition = values[_SKOS + "prefLabel"], values.get(_SKOS + "definition", "")
        lists.setdefault(list_name, {})[code] = Code(list_name, code, label, definition, scheme)
    return lists
