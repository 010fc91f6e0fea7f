"""The redirect rules for the name of the ontology, read as Apache would."""

from __future__ import annotations

import re

import pytest

from sendgraph.core.shipped import shipped
from sendgraph.facts.codes import code_lists
from sendgraph.graph.terms import BASE

TURTLE, BROWSER = "text/turtle", "text/html,application/xhtml+xml"


def redirect(path: str, accept: str = BROWSER) -> str | None:
    """Where a request for the path under the base goes, without the home; ``None`` where no rule takes it."""
    condition = ""
    for line in (shipped("ontology") / "w3id" / ".htaccess").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words[:2] == ["RewriteCond", "%{HTTP_ACCEPT}"]:
            condition = words[2]
        elif words[:1] == ["RewriteRule"] and words[2] != "-":
            found = re.search(words[1], path)
            taken = found and (not condition or re.search(condition, accept))
            condition = ""
            if found and taken:
                assert words[3] == "[R=303,L]"
                target = re.sub(r"\$(\d)", lambda m, f=found: f[int(m[1])], words[2])
                assert target.startswith("%{ENV:HOME}/")
                return target.removeprefix("%{ENV:HOME}/")
    return None


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("ontology", TURTLE, "ontology/send.ttl"),
        ("ontology", BROWSER, "ontology/README.md"),
        ("ontology/0.1.0", BROWSER, "ontology/0.1.0/send.ttl"),
        ("shapes", TURTLE, "ontology/shapes.ttl"),
        ("code/basis", BROWSER, "ontology/codes/basis.ttl"),
        ("code/basis/interim", BROWSER, "ontology/codes/basis.ttl"),
        ("id/southend-on-sea_dcs", BROWSER, "id/southend-on-sea_dcs"),
        ("", BROWSER, ""),
        ("id/a b", BROWSER, None),
        ("id/../ontology", BROWSER, None),
        ("code/..", BROWSER, None),
        ("elsewhere", BROWSER, None),
    ],
)
def test_a_request_goes_where_its_document_is(path: str, accept: str, target: str | None) -> None:
    assert redirect(path, accept) == target


def test_every_code_is_led_to_a_file_that_is_there() -> None:
    for name, codes in code_lists().items():
        for code in codes:
            target = redirect(f"code/{name}/{code}") or ""
            assert (shipped("ontology").parent / target).is_file()


def test_the_rules_are_for_the_base_of_all_iris_and_name_one_home() -> None:
    text = (shipped("ontology") / "w3id" / ".htaccess").read_text(encoding="utf-8")
    assert BASE.rstrip("/") in text.splitlines()[0]
    assert text.count("E=HOME:") == 1
    assert text.index("E=HOME:") < text.index("%{ENV:HOME}")
