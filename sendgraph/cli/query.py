"""``sendgraph query``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendgraph.cli.options import (
    chosen_form,
    data_option,
    open_engine,
    output_option,
    store_option,
    talk,
    uninterrupted_death,
    write_out,
)

if TYPE_CHECKING:
    from sendgraph.queries.engine import Engine, Rows
    from sendgraph.queries.template import Template

_FORMATS = ["table", "csv", "tsv", "json", "md"]


@click.command("query", short_help="Answer a question with a query template.")
@click.argument("name", required=False)
@click.option(
    "-p",
    "--param",
    "params",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A parameter; repeat for several values.",
)
@click.option("--list", "is_list", is_flag=True, help="List the templates and their parameters.")
@click.option(
    "--file", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Run a query file of your own."
)
@click.option("--show", is_flag=True, help="Print the SPARQL, ready to paste elsewhere, and do not run it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to print the rows. [default: by the ending of -o FILE, else table]",
)
@click.option("--columns", "shown", metavar="A,B", help="Only these columns, in this order.")
@click.option(
    "--raw", is_flag=True, help="In CSV and TSV, do not guard cells that a spreadsheet would run as formulas."
)
@data_option
@store_option
@output_option
def command(
    name: str | None,
    params: tuple[tuple[str, str], ...],
    is_list: bool,
    file: Path | None,
    show: bool,
    form: str | None,
    shown: str | None,
    raw: bool,
    overlays: tuple[Path, ...],
    store_folder: Path | None,
    output: Path | None,
) -> None:
    """Answer a question with a query template.

    \b
    sendgraph query --list
    sendgraph query holders_on_date -p council southend-on-sea -p on 2021-11-20

    A council is understood by id, name, other name, ONS code or DfE number. A parameter that is left out keeps the
    template's own value, which is said. Exit status 1 if there is no row.
    """
    if is_list:
        write_out(_listing(), output)
        return
    form = chosen_form(form, output, _FORMATS, "table")
    template = _chosen(name, file)
    given: dict[str, list[str]] = {}
    for key, value in params:
        given.setdefault(key, []).append(value)
    from sendgraph.queries.bind import bind
    from sendgraph.queries.resolve import Resolver

    if show and not given:
        write_out(template.text, output)
        return
    engine, _ = open_engine(overlays, store_folder)
    sparql = bind(template, given, Resolver(engine))
    if show:
        write_out(sparql, output)
        return
    _tell_defaults(template, given)
    with uninterrupted_death():
        columns, rows = _run(engine, sparql)
    if shown:
        columns, rows = _only(columns, rows, [each.strip() for each in shown.split(",")])
    write_out(_render(columns, rows, form, raw=raw), output)
    if not rows:
        talk("no rows")
        sys.exit(1)


def _tell_defaults(template: Template, given: Mapping[str, Sequence[str]]) -> None:
    """Say with which values of its own the template answers, where somebody may have meant others."""
    from sendgraph.queries.bind import defaults_of

    used = {name: values for name, values in defaults_of(template).items() if name not in given}
    if used:
        choice = " ".join(f"-p {name} VALUE" for name in used)
        talk(f"answered with the template's own {_named(used)}: choose with {choice}")


def _named(values: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{name} {' and '.join(each)}" for name, each in values.items())


def _run(engine: Engine, sparql: str) -> tuple[Sequence[str], Rows]:
    """The columns and rows of the query. Raises ``TemplateError`` for one that the engine does not take."""
    from sendgraph.queries.template import TemplateError

    try:
        return engine.columns(sparql)
    except (SyntaxError, ValueError) as error:
        raise TemplateError(f"the query cannot be run: {error}") from None


def _only(columns: Sequence[str], rows: Rows, shown: Sequence[str]) -> tuple[Sequence[str], Rows]:
    """The columns of those names, in that order."""
    unknown = [each for each in shown if each not in columns]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is not one of {', '.join(columns)}", param_hint="--columns")
    places = [columns.index(each) for each in shown]
    return shown, [tuple(row[place] for place in places) for row in rows]


def _chosen(name: str | None, file: Path | None) -> Template:
    """The template of that name or file; a file with words that reach the network or chance is refused."""
    from sendgraph.queries.template import Template, TemplateError, find_template, parse_template

    if (name is None) == (file is None):
        raise click.UsageError("give the name of a template or --file; sendgraph query --list shows the templates")
    if file is None:
        assert name is not None
        return find_template(name)
    from sendgraph.queries.lint import forbidden_words

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateError(f"{file.name} is not UTF-8: save it as UTF-8") from None
    template = (
        parse_template(text, file.name) if text.lstrip().startswith("#+") else Template(file.name, "", "", "", text)
    )
    words = forbidden_words(template.text)
    if words:
        raise TemplateError(f"{file.name} uses {', '.join(words)}, which a query here must not")
    return template


def _listing() -> str:
    from sendgraph.queries.bind import defaults_of
    from sendgraph.queries.template import read_templates

    lines = []
    area = ""
    for template in read_templates():
        if template.area != area:
            lines += ([""] if area else []) + [template.area]
            area = template.area
        params = " ".join(
            f"[-p {p.name} …]" if p.is_optional else f"-p {p.name} …" for p in template.parameters.values()
        )
        lines.append(f"  {template.name} {params}".rstrip())
        lines.append(f"      {template.question}")
        if defaults := defaults_of(template):
            lines.append(f"      Where not given: {_named(defaults)}")
    return "\n".join(lines) + "\n"


def _render(columns: Sequence[str], rows: Rows, form: str, *, raw: bool) -> str:
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=1, ensure_ascii=False) + "\n"
    from sendgraph.core.ids import short_id
    from sendgraph.report.tables import markdown_table, separated, text_table

    cells = [[short_id(value) for value in row] for row in rows]
    if form in ("csv", "tsv"):
        return separated(columns, cells, "," if form == "csv" else "\t", raw=raw)
    return (markdown_table if form == "md" else text_table)(columns, cells)
