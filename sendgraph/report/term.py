"""The explanation of one term: what a class, property or code of the graph means."""

from __future__ import annotations

from sendgraph.core.ids import BASE
from sendgraph.facts.codes import CODE_BASE, code_lists
from sendgraph.graph.declared import declared_terms
from sendgraph.queries.template import TemplateError
from sendgraph.report.layout import Provenance, Report, Section

__all__ = ["is_term", "term_report"]

_ONTOLOGY = BASE + "ontology#"


def is_term(text: str) -> bool:
    """Whether the text is the address of a term of ours, and not of a thing.

    >>> is_term("https://w3id.org/sendgraph/code/role/dcs"), is_term("https://w3id.org/sendgraph/id/kent")
    (True, False)
    """
    return text.startswith((CODE_BASE, _ONTOLOGY))


def term_report(address: str, as_of: str, data_version: str) -> Report:
    """What the term with that address means. Raises ``TemplateError`` where there is none."""
    kind, label, meaning = _code(address) if address.startswith(CODE_BASE) else _declared(address)
    return Report(
        title=label,
        answer=meaning,
        sections=[Section("The term", "", ("kind", "label", "address"), [(kind, label, address)], is_main=True)],
        caveats=["This says what a term means; sendgraph report ontology lists all terms and codes."],
        provenance=Provenance(
            question=f"What does {address} mean?",
            as_of=as_of,
            data_version=data_version,
            facts_used="ontology/send.ttl and ontology/codes",
            attribution=["sendgraph contributors, CC BY 4.0"],
        ),
        values={"id": address, "kind": kind, "label": label, "definition": meaning},
    )


def _code(address: str) -> tuple[str, str, str]:
    """Kind, label and meaning of a code."""
    name, _, code = address.removeprefix(CODE_BASE).partition("/")
    found = code_lists().get(name, {}).get(code)
    if found is None:
        raise _unknown(address)
    return f"code of the list {name}", found.label, found.definition


def _declared(address: str) -> tuple[str, str, str]:
    """Kind, label and meaning of a class or property."""
    name = f"send:{address.removeprefix(_ONTOLOGY)}"
    found = next((term for term in declared_terms() if term.name == name), None)
    if found is None:
        raise _unknown(address)
    return "class" if found.is_class else "property", found.label, found.definition


def _unknown(address: str) -> TemplateError:
    return TemplateError(f"there is no term {address}: sendgraph report ontology lists all terms and codes")
