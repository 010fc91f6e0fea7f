"""The generated page of questions says what the headers say."""

from __future__ import annotations

import pytest

from sendgraph.core.shipped import shipped
from sendgraph.queries.catalogue import COMMAND, MARK, catalogue_text, readme_text
from sendgraph.queries.checks import read_checks
from sendgraph.queries.template import parse_template, read_templates

ONE = """#+ title = "T"
#+ question = "Which a|b?"
#+ caveats = ["Beware."]
#+ [params.role]
#+ type = "code"
#+ meaning = "the role"
#+ list = "role"
#+ optional = true
#+ [columns]
#+ x = "the x (count)"
SELECT ?x WHERE { VALUES ?role { UNDEF } ?x a ?role } ORDER BY ?x"""


def test_the_page_is_what_the_headers_make_of_it() -> None:
    page = (shipped("queries") / "README.md").read_text(encoding="utf-8")
    assert page == readme_text(page), f"queries/README.md is behind the headers: run {COMMAND}"


def test_every_template_and_every_rule_has_its_place() -> None:
    made = (shipped("queries") / "README.md").read_text(encoding="utf-8").partition(MARK)[2]
    headings = [line.removeprefix("### ") for line in made.splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(t.name for t in read_templates())
    assert all(f"| `{c.name}` | {c.severity} |" in made for c in read_checks())


def test_a_template_is_told_with_parameters_columns_and_caveats() -> None:
    text = catalogue_text([parse_template(ONE, "one", "people")], [])
    assert "| [`one`](#one) | Which a\\|b? |" in text
    assert "| `role` | code of `role`, optional | the role |" in text
    assert "| `x` | the x (count) |" in text
    assert "- Beware." in text


def test_a_page_without_the_mark_is_not_overwritten() -> None:
    with pytest.raises(ValueError, match="lost the line"):
        readme_text("# Questions\n")
