"""A report in the terminal, as Markdown, JSON or CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from sendgraph.report.below import table_lines
from sendgraph.report.layout import Report, Section
from sendgraph.report.tables import escape_markdown, markdown_table, plain, separated

__all__ = ["render_csv", "render_json", "render_markdown", "render_rich", "render_text"]


def _ending(report: Report) -> Iterator[tuple[str, str]]:
    """The lines every report ends with: name and text."""
    of = report.provenance
    yield "Question", of.question
    yield "As of", of.as_of
    yield "Data version", of.data_version
    yield "Facts used", of.facts_used
    for left_out in of.left_out:
        yield "Left out", left_out
    for attribution in of.attribution:
        yield "Attribution", attribution


_PLAIN_WIDTH = 100


def render_text(report: Report, *, blocks: bool = True) -> str:
    """The report as plain text, without colour or frames; ``blocks`` allows signs beyond ASCII in its small charts."""
    parts = [report.title, "=" * len(report.title), "", report.answer, ""]
    for section in report.sections:
        parts += [section.heading, "-" * len(section.heading)]
        parts += [section.text] if section.text else []
        parts += table_lines(section, _PLAIN_WIDTH, is_fitted=False) if section.rows else []
        drawn = _drawn(section, _PLAIN_WIDTH, blocks=blocks)
        parts += ["", *drawn] if drawn else []
        parts.append("")
    parts += [f"Note: {caveat}" for caveat in report.caveats]
    parts += ["", *(f"{name}: {text}" for name, text in _ending(report))]
    return "\n".join(plain(line) for part in parts for line in part.split("\n")) + "\n"


def _drawn(section: Section, width: int, *, blocks: bool) -> list[str]:
    """The section's figure in lines of text, where it has one that lines can show."""
    if section.figure is None:
        return []
    from sendgraph.report.inline import BLOCKS, PLAIN, inline_lines

    return inline_lines(section.figure, width, BLOCKS if blocks else PLAIN)


def render_markdown(report: Report) -> str:
    """The report as Markdown."""
    parts = [f"# {escape_markdown(report.title)}", escape_markdown(report.answer)]
    for section in report.sections:
        parts.append(f"## {escape_markdown(section.heading)}")
        parts += [escape_markdown(section.text)] if section.text else []
        parts += [markdown_table(section.columns, section.rows).rstrip("\n")] if section.rows else []
    parts.append("\n".join(f"- {escape_markdown(caveat)}" for caveat in report.caveats))
    parts.append("\n".join(f"- **{name}:** {escape_markdown(text)}" for name, text in _ending(report)))
    return "\n\n".join(part for part in parts if part) + "\n"


def render_json(report: Report) -> str:
    """The report's values as JSON, with its title, answer and caveats."""
    of = report.provenance
    values = {
        "title": report.title,
        "answer": report.answer,
        **report.values,
        "caveats": list(report.caveats),
        "question": of.question,
        "as_of": of.as_of,
        "data_version": of.data_version,
        "facts_used": of.facts_used,
        "left_out": list(of.left_out),
        "attribution": list(of.attribution),
    }
    return json.dumps(values, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def render_csv(report: Report) -> str:
    """The report's main table as CSV, guarded against formulas: the section marked so, else the first with rows."""
    tables = [s for s in report.sections if s.columns]
    if not tables:
        return separated(("answer",), ((report.answer,),), ",")
    chosen = next((s for s in tables if s.is_main), tables[0])
    return separated(chosen.columns, chosen.rows, ",")


def render_rich(report: Report, width: int, *, colour: bool, blocks: bool = True) -> str:
    """The report for a terminal of that width: tables that wrap, headings in bold, small charts below the tables."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False)
    console.print(Text(plain(report.title), style="bold"))
    console.print()
    console.print(Text(plain(report.answer)))
    for section in report.sections:
        console.print()
        console.print(Text(plain(section.heading), style="bold"))
        if section.text:
            console.print(Text(plain(section.text)))
        if section.rows and section.below:
            for line in table_lines(section, width, is_fitted=True):
                console.print(Text(line))
        elif section.rows:
            console.print(_rich_table(section))
        for line in _drawn(section, width, blocks=blocks):
            console.print(Text(plain(line)))
    console.print()
    for caveat in report.caveats:
        console.print(Padding(Text("Note: " + plain(caveat)), (0, 0)))
    console.print()
    for name, text in _ending(report):
        console.print(Text.assemble((f"{name}: ", "dim"), plain(text)))
    return out.getvalue()


def _rich_table(section: Section) -> object:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in section.columns:
        table.add_column(Text(plain(name)), overflow="fold")
    for row in section.rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    return table
