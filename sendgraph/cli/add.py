"""``sendgraph add``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sendgraph.cli.asking import parse_code
from sendgraph.cli.options import data_option, talk

_ASKED = {
    "council": "Council (name, id or code)",
    "person": "Name of the person, as printed",
    "role": "Role",
    "url": "Address of the page",
    "publisher": "Publisher of the page",
    "source_kind": "Kind of source",
    "source_title": "Title of the page",
}
"""What must be known, and how it is asked for."""


@click.command("add", short_help="Add a claim to a dataset and show what it changes.")
@click.option(
    "--dataset",
    "dataset",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The dataset folder to add to.",
)
@click.option("--council", help="The council: name, id or code.")
@click.option("--person", help="The name of the person, as printed.")
@click.option("--role", callback=parse_code("role", is_optional=True), help="The role, such as dcs or lead-member.")
@click.option("--title", default="", help="The title as this source prints it.")
@click.option(
    "--basis",
    default="not-stated",
    callback=parse_code("basis"),
    help="permanent, interim, acting and so on, only as the source says.",
)
@click.option(
    "--started", default="", help="First day in post, as precise as the source (2021-11, [2021-03..2021-05])."
)
@click.option("--ended", default="", help="Last day in post.")
@click.option("--seen", default="", help="A day on which the source shows the person in post.")
@click.option("--url", help="The address of the page.")
@click.option("--publisher", help="Who published it.")
@click.option(
    "--source-kind",
    callback=parse_code("source-kind", is_optional=True),
    help="What sort of document it is, such as local-press or council-page.",
)
@click.option("--source-title", help="Its title.")
@click.option("--published", default="", help="When it was published.")
@click.option(
    "--passage", default="", help="The passage that says so; only its first and last words and its hash are kept."
)
@click.option("--note", default="", help="How a date was worked out.")
@click.option("--no-input", is_flag=True, help="Ask nothing; what is missing is an error.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@data_option
def command(dataset: Path, no_input: bool, dry_run: bool, overlays: tuple[Path, ...], **given: Any) -> None:
    """Add a claim about who held a post to a dataset, and show what it changes.

    Asks for what is missing, suggests ids, checks the new rows with all others, shows the tenures and conflicts that
    change, and writes the tables in canonical form. Exit status 1, and nothing written, if the claim is a problem.
    """
    from sendgraph.core.problems import FactsError
    from sendgraph.facts.folders import dataset_folders
    from sendgraph.intake.adding import Addition, added_rows, changes_by, facts_with, find_added_problems, write_rows
    from sendgraph.intake.rows import RowError

    missing = [name for name in _ASKED if not given[name]]
    if no_input and missing:
        raise click.UsageError(f"--{missing[0].replace('_', '-')} is missing")
    facts = facts_with(dataset_folders([*overlays, dataset]))
    body = _body(given["council"], facts) if given["council"] else _asked_body(facts)
    answers = {name: given[name] or _ask(name) for name in _ASKED if name != "council"}
    dates = {name: given[name] for name in ("started", "ended", "seen")}
    if not any(dates.values()):
        for name in dates:
            dates[name] = (
                ""
                if no_input
                else click.prompt(f"{name.capitalize()} (empty: not said)", default="", show_default=False)
            )
    rest = {name: given[name] for name in ("title", "basis", "published", "passage", "note")}
    try:
        rows = added_rows(Addition(body_id=body, **answers, **dates, **rest), facts)
    except RowError as error:
        raise click.UsageError(str(error)) from None
    problems = find_added_problems(facts, rows)
    serious = [p for p in problems if not p.is_advice]
    if serious:
        raise FactsError(serious)
    for table, new in rows.items():
        talk(f"{table}: {', '.join(str(getattr(row, _key(table))) for row in new)}")
    for line in [*changes_by(facts, rows), *(f"{p.code}: {p.message}" for p in problems)]:
        click.echo(line)
    if dry_run:
        talk("nothing was written")
        return
    if not no_input and not click.confirm("Write it?", default=True, err=True):
        sys.exit(1)
    for path in write_rows(dataset, rows):
        talk(f"wrote {path}")


def _key(table: str) -> str:
    from sendgraph.facts.tables import TABLES

    return TABLES[table].key


def _ask(name: str) -> str:
    """The answer to one question; a code is asked for until it is one of its list."""
    from sendgraph.facts.codes import code_lists

    lists = {"role": "role", "source_kind": "source-kind"}
    kind = click.Choice(list(code_lists()[lists[name]])) if name in lists else None
    answer: str = click.prompt(_ASKED[name], type=kind, err=True)
    return answer


def _asked_body(facts: Any) -> str:
    """The council that is typed, asked for until it is one."""
    body: str = click.prompt(_ASKED["council"], value_proc=lambda text: _body(text.strip(), facts), err=True)
    return body


def _body(text: str, facts: Any) -> str:
    """The council or other body the text names; an unknown one gets suggestions."""
    from sendgraph.intake.councils import CouncilError, Councils

    if any(b.body_id == text for b in facts.bodies):
        return text
    try:
        code = {"gss": text} if text[:1] == "E" and text[1:].isdigit() else {"dfe": text} if text.isdigit() else {}
        return Councils(facts).find(name="" if code else text, **code)
    except CouncilError as error:
        raise click.UsageError(str(error)) from None
