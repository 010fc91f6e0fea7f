"""The Popolo export: what the specification allows, nothing that no claim says, and readable by our importer."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sendgraph.export.holders import partial_date
from sendgraph.facts.dataset import load_facts
from sendgraph.facts.folders import dataset_folders
from sendgraph.intake.councils import Councils
from sendgraph.intake.popolo import take
from tests.export.exporting import shipped, village, written

DATE = r"[0-9]{4}(-[0-9]{2}){0,2}"
TEXT = (str,)
RULES: dict[str, dict[str, Any]] = {
    "persons": {"id": TEXT, "name": TEXT, "other_names": "other_name"},
    "organizations": {
        **dict.fromkeys(("id", "name", "classification", "parent_id"), TEXT),
        "other_names": "other_name",
        "identifiers": "identifier",
        "founding_date": DATE,
        "dissolution_date": DATE,
        "sources": "link",
    },
    "posts": {
        **dict.fromkeys(("id", "label", "role", "organization_id"), TEXT),
        "start_date": DATE,
        "end_date": DATE,
        "sources": "link",
    },
    "memberships": {
        **dict.fromkeys(("id", "label", "role", "person_id", "organization_id", "post_id"), TEXT),
        "start_date": DATE,
        "end_date": DATE,
        "sources": "link",
    },
    "other_name": {"name": TEXT},
    "identifier": {"scheme": TEXT, "identifier": TEXT},
    "link": {"url": r"https?://\S+", "note": TEXT},
}
"""The rules of the Popolo specification for what we write: text, a pattern, or a list of objects of another kind."""

REQUIRED = {"link": {"url"}, "identifier": {"identifier"}}


def faults(kind: str, value: dict[str, Any], path: str) -> list[str]:
    """What the rules do not allow; properties of our own stand behind "+", as the specification's patterns advise."""
    found = [f"{path}: no {name}" for name in REQUIRED.get(kind, set()) - value.keys()]
    for name, held in value.items():
        rule = RULES[kind].get(name)
        if name.startswith("+"):
            continue
        if rule is None:
            found.append(f"{path}.{name}: not in the specification")
        elif isinstance(rule, str) and rule in RULES:
            found += [f for i, each in enumerate(held) for f in faults(rule, each, f"{path}.{name}[{i}]")]
        elif not isinstance(held, str) or not held or (isinstance(rule, str) and not re.fullmatch(rule, held)):
            found.append(f"{path}.{name}: {held!r}")
    return found


@cache
def exported(is_shipped: bool) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(written("popolo", shipped() if is_shipped else village()))
    return read


@pytest.mark.parametrize("is_shipped", [False, True])
def test_every_object_follows_the_specification(is_shipped: bool) -> None:
    sections = {name: objects for name, objects in exported(is_shipped).items() if name != "+about"}
    assert list(sections) == ["persons", "organizations", "posts", "memberships"]
    for name, objects in sections.items():
        assert objects
        assert [f for o in objects for f in faults(name, o, o["id"])] == []
        assert [o["id"] for o in objects] == sorted({o["id"] for o in objects})


@pytest.mark.parametrize("is_shipped", [False, True])
def test_every_reference_leads_to_an_object(is_shipped: bool) -> None:
    read = exported(is_shipped)
    ids = {name: {o["id"] for o in read[name]} for name in ("persons", "organizations", "posts")}
    for each in read["memberships"]:
        assert each["person_id"] in ids["persons"]
        assert each["post_id"] in ids["posts"]
        assert each["organization_id"] in ids["organizations"]
    assert {p["organization_id"] for p in read["posts"]} <= ids["organizations"]


def test_a_check_that_finds_nothing_would_find_a_fault() -> None:
    bad = {"id": "x", "start_date": "[2021..2022]", "colour": "red", "sources": [{"note": "no address"}]}
    assert faults("posts", bad, "x") == [
        "x.start_date: '[2021..2022]'",
        "x.colour: not in the specification",
        "x.sources[0]: no url",
    ]


def held(tenure: str, *, is_shipped: bool = False) -> dict[str, Any]:
    (found,) = (m for m in exported(is_shipped)["memberships"] if m["id"] == tenure)
    return dict(found)


def test_a_tenure_has_dates_as_precise_as_the_claims_and_its_documents() -> None:
    found = held("tenure_larkmere_dcs_ada-mallow")
    assert (found["start_date"], found["end_date"]) == ("2019-05", "2023-03-10")
    assert (found["label"], found["role"]) == ("Executive Director", "director of children's services")
    assert [s["url"] for s in found["sources"]] == sorted({s["url"] for s in found["sources"]})
    assert len(found["sources"]) == 2


def test_a_range_of_days_is_given_as_the_year_or_month_that_holds_it_or_not_at_all() -> None:
    found = held("tenure_larkmere_dcs_bram-tolley")
    assert (found["start_date"], found["+start"]) == ("2023", "[2023-06-01..2023-08-31]")
    assert found["role"] == "interim director of children's services"
    assert found["+is_disputed"] is True
    assert partial_date("2021-12-31", "2022-01-01") == ""
    assert partial_date("2021-01-01", None) == ""
    assert partial_date("2020-02-29", "2020-02-29") == "2020-02-29"


def test_nobody_is_said_to_have_left_whose_end_no_source_tells() -> None:
    for found in exported(True)["memberships"]:
        assert found["+end_status"] in ("ended", "ongoing", "unknown")
        assert found["+end_status"] == "ended" or "end_date" not in found


def test_joined_people_are_one_person_with_all_names() -> None:
    persons = {p["id"]: p for p in exported(False)["persons"]}
    assert len([p for p in persons if p.startswith("ada-mallow")]) == 1
    (ada,) = (p for i, p in persons.items() if i.startswith("ada-mallow"))
    assert ada["other_names"] == [{"name": "A. Mallow"}]
    assert len([p for p in persons if p.startswith("bram-tolley")]) == 2, "presumed is not decided"


def test_our_own_importer_reads_every_dated_tenure_back(tmp_path: Path) -> None:
    path = tmp_path / "sendgraph.json"
    path.write_bytes(written("popolo", shipped()))
    taken = take(path, Councils(load_facts(dataset_folders())[0]), lambda *_: None)
    assert {told.reason.split(": ")[-1] for told in taken.left_out} == {
        "it has neither start_date nor end_date, so dates nothing"
    }
    expected = exported(True)["memberships"]
    dated = [m for m in expected if "start_date" in m or "end_date" in m]
    assert len(dated) > 300
    assert len(taken.left_out) == len(expected) - len(dated)
    claims = [c for c in taken.rows["tenures"] if c.claim_id.endswith("_tenure")]  # type: ignore[attr-defined]
    read = sorted((c.title, _text(c.started), _text(c.ended)) for c in claims)  # type: ignore[attr-defined]
    assert read == sorted((m["label"], m.get("start_date", ""), m.get("end_date", "")) for m in dated)


def _text(moment: Any) -> str:
    return moment.text if moment else ""
