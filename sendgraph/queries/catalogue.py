"""The page ``queries/README.md``: every template and every rule, made from their headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sendgraph.core.shipped import shipped
from sendgraph.queries.checks import Check, read_checks
from sendgraph.queries.template import Template, read_templates

__all__ = ["COMMAND", "MARK", "catalogue_text", "readme_text", "write_readme"]

MARK = "<!-- Made from here on by sendgraph.queries.catalogue: change the headers of the queries, not this page. -->\n"
"""The line of the page under which everything is generated."""

COMMAND = "python -m sendgraph.queries.catalogue"
"""What writes the page anew."""

_AREAS = {
    "people": "People and who led",
    "posts": "Posts",
    "inspections": "Inspections",
    "measures": "What followed",
    "turnover": "Turnover",
    "moves": "Moves between councils",
    "evidence": "Evidence",
    "quality": "Quality of the facts",
}


def catalogue_text(templates: Sequence[Template], checks: Sequence[Check]) -> str:
    """The generated part: a table of questions, then each template with its parameters and columns, then the rules."""
    areas = [a for a in _AREAS if any(t.area == a for t in templates)]
    areas += sorted({t.area for t in templates} - set(areas))
    lines = [f"\n{len(templates)} templates in {len(areas)} areas, and {len(checks)} rules.\n"]
    for area in areas:
        own = [t for t in templates if t.area == area]
        lines += [f"\n## {_AREAS.get(area, area.capitalize())}\n", "| template | question |", "|---|---|"]
        lines += [f"| [`{t.name}`](#{t.name}) | {_cell(t.question)} |" for t in own]
        for template in own:
            lines += _template(template)
    lines += ["\n## Rules that must return no rows\n", "Run by `sendgraph check --graph`.\n"]
    lines += ["| rule | severity | problem | why it matters | mend |", "|---|---|---|---|---|"]
    lines += [f"| `{c.name}` | {c.severity} | {_cell(c.problem)} | {_cell(c.why)} | {_cell(c.fix)} |" for c in checks]
    return "\n".join(lines) + "\n"


def _template(template: Template) -> Iterator[str]:
    yield f"\n### {template.name}\n"
    yield f"{template.question}\n"
    if template.parameters:
        yield "| parameter | type | meaning |"
        yield "|---|---|---|"
        for one in template.parameters.values():
            kind = f"code of `{one.code_list}`" if one.type == "code" else one.type
            yield f"| `{one.name}` | {kind}{', optional' if one.is_optional else ''} | {_cell(one.meaning)} |"
        yield ""
    yield "| column | meaning |"
    yield "|---|---|"
    for name, meaning in template.columns.items():
        yield f"| `{name}` | {_cell(meaning)} |"
    if template.caveats:
        yield ""
        for caveat in template.caveats:
            yield f"- {caveat}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def readme_text(page: str) -> str:
    """The page with its generated part made anew. Raises ``ValueError`` for a page without the mark."""
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError("the page has lost the line under which it is generated")
    return head + mark + catalogue_text(read_templates(), read_checks())


def write_readme() -> None:
    """Write the page anew."""
    path = shipped("queries") / "README.md"
    path.write_text(readme_text(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write_readme()
