"""The ontology as a page for people: classes with their properties, what claims say, and every code list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sendgraph.facts.codes import code_lists
from sendgraph.graph.declared import Term, declared_terms
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.words import count_of

__all__ = ["ontology_report"]


def ontology_report(as_of: str, data_version: str) -> Report:
    """The page: one section for the classes, one for the properties of each, one for claims, one a code list."""
    terms, lists = declared_terms(), code_lists()
    classes = [t for t in terms if t.is_class]
    properties = [t for t in terms if not t.is_class]
    facts = [t for t in properties if not t.name.startswith("send:claimed")]
    codes = sum(map(len, lists.values()))
    return Report(
        title="The SEND leadership ontology",
        answer=(
            f"{count_of(len(classes), 'class', 'classes')}, {count_of(len(properties), 'property', 'properties')} and "
            f"{count_of(codes, 'code')} in {count_of(len(lists), 'list')} say what the graph holds; each has one "
            "sentence that says what it means."
        ),
        sections=[
            _classes(classes),
            *(section for name, meaning in _owners(classes) if (section := _properties(name, meaning, facts)).rows),
            _claimed([t for t in properties if t.name.startswith("send:claimed")]),
            *(
                Section(
                    f"Codes: {name.replace('-', ' ')}",
                    "",
                    ("code", "label", "meaning", "judgement scheme"),
                    [(c.code, c.label, c.definition, c.scheme or "–") for c in lists[name].values()],
                )
                for name in sorted(lists)
            ),
        ],
        caveats=[
            "A date x stands as send:x (EDTF text), send:xEarliest and send:xLatest (days): compare only the last two.",
            "The name w3id.org/sendgraph is not registered yet: until then no term opens in a browser.",
        ],
        provenance=Provenance(
            question="Which terms does the graph use, and what do they mean?",
            as_of=as_of,
            data_version=data_version,
            facts_used="ontology/send.ttl and ontology/codes",
            attribution=["sendgraph contributors, CC BY 4.0"],
        ),
        values={
            "terms": [
                {"term": t.name, "label": t.label, "definition": t.definition, "is_class": t.is_class} for t in terms
            ],
            "codes": [
                {"list": c.list_name, "code": c.code, "label": c.label, "definition": c.definition}
                for c in chain.from_iterable(each.values() for each in lists.values())
            ],
        },
    )


def _cell(term: Term, *predicates: str) -> str:
    return term.cell(*predicates).replace("`", "")


def _classes(classes: Sequence[Term]) -> Section:
    rows = [(t.name, t.label, t.definition, _cell(t, "rdfs:subClassOf"), _cell(t, "skos:closeMatch")) for t in classes]
    return Section("Classes", "", ("class", "label", "meaning", "narrower than", "close to"), rows, is_main=True)


def _owners(classes: Sequence[Term]) -> list[tuple[str, str]]:
    """Whatever has properties, with its meaning: every class, and codes."""
    return [*((c.name, c.definition) for c in classes), ("skos:Concept", "A code of one of the lists below.")]


def _properties(name: str, meaning: str, properties: Sequence[Term]) -> Section:
    rows = [
        (
            t.name,
            t.label,
            t.definition,
            _cell(t, "rdfs:seeAlso", "schema:rangeIncludes"),
            _cell(t, "rdfs:subPropertyOf"),
        )
        for t in properties
        if name in t.values.get("schema:domainIncludes", ())
    ]
    columns = ("property", "label", "meaning", "holds", "narrower than")
    return Section(f"Properties of {name}", meaning, columns, rows)


def _claimed(claimed: Sequence[Term]) -> Section:
    rows = [(t.name, t.label, t.definition, _cell(t, "rdfs:seeAlso", "schema:rangeIncludes")) for t in claimed]
    text = "A claim's values have terms of their own, so that a question about facts never picks up a claim."
    return Section("What claims say", text, ("property", "label", "meaning", "holds"), rows)
