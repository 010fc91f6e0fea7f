from __future__ import annotations

import csv
import json
from pathlib import Path

import frictionless
import pytest

from sendgraph.core.shipped import shipped
from sendgraph.facts.column import columns_of
from sendgraph.facts.dataset import load_facts
from sendgraph.facts.evidence import find_evidence_problems, find_passages, passage_hash
from sendgraph.facts.folders import dataset_folders
from sendgraph.facts.rules import all_claims
from sendgraph.facts.schema import data_package_text
from sendgraph.facts.tables import TABLES
from sendgraph.model.assemble import assemble
from tests.bad.checking import check

SEED_TEXTS = 5


def test_the_shipped_facts_have_no_problem_and_no_advice_but_conflicts_and_undecided_people() -> None:
    problems = check(dataset_folders())
    assert [str(p) for p in problems if p.code not in ("CONFLICT", "LOOKALIKE")] == []
    assert all(p.is_advice for p in problems)


def test_the_conflicts_shown_are_those_that_nobody_resolved() -> None:
    facts, _ = load_facts(dataset_folders())
    unresolved = [c for c in assemble(facts).conflicts if not c.is_resolved]
    assert len([p for p in check(dataset_folders()) if p.code == "CONFLICT"]) == len(unresolved) > 0


def test_the_data_package_is_what_the_columns_say() -> None:
    written = (shipped("data") / "datapackage.json").read_text(encoding="utf-8")
    way_out = "run: python -c 'from sendgraph.facts.schema import *; write_data_package()'"
    assert written == data_package_text(), way_out


def test_the_data_package_describes_every_shipped_file_and_every_column() -> None:
    package = json.loads(data_package_text())
    files = {p.relative_to(shipped("data")).as_posix() for f in dataset_folders() for p in f.glob("*.csv")}
    assert {r["path"] for r in package["resources"]} == files
    for resource in package["resources"]:
        columns = columns_of(TABLES[Path(resource["path"]).stem].row)
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == [c.name for c in columns]
        for field, column in zip(fields, columns, strict=True):
            assert field["description"].casefold().startswith(column.meaning.casefold())
            assert column.unit in field["description"]


def test_frictionless_finds_the_shipped_tables_valid() -> None:
    report = frictionless.validate(str(shipped("data") / "datapackage.json"))
    assert report.flatten(["type", "fieldName", "rowNumber", "note"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(json.loads(data_package_text())["resources"])


REGIONS = {
    "north-east": (54.4, 55.9, -2.8, -0.7),
    "north-west": (52.9, 55.2, -3.7, -1.8),
    "yorkshire-and-the-humber": (53.3, 54.6, -2.6, 0.2),
    "east-midlands": (51.9, 53.7, -2.1, 0.4),
    "west-midlands": (51.8, 53.3, -3.3, -1.1),
    "east-of-england": (51.4, 53.0, -0.8, 1.8),
    "london": (51.2, 51.7, -0.6, 0.4),
    "south-east": (50.5, 52.2, -2.0, 1.5),
    "south-west": (49.8, 52.2, -6.5, -1.4),
}
"""South, north, west and east of each region, in degrees, rounded outwards."""


def test_the_middle_of_a_council_lies_in_its_region_and_is_no_other_councils() -> None:
    placed = [b for b in load_facts(dataset_folders())[0].bodies if b.latitude is not None and b.longitude is not None]
    assert len(placed) > 150
    for body in placed:
        south, north, west, east = REGIONS[body.region]
        assert south < body.latitude < north, body.body_id  # type: ignore[operator]
        assert west < body.longitude < east, body.body_id  # type: ignore[operator]
    assert len({(b.latitude, b.longitude) for b in placed}) == len(placed)


def test_the_middle_of_a_county_lies_among_its_districts(reference: Path) -> None:
    with (reference / "register/uk_local_authorities_current.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    codes = {r["local-authority-code"]: r["gss-code"] for r in listed}
    bodies = {b.gss_code: b for b in load_facts(dataset_folders())[0].bodies if b.latitude is not None}
    districts = [r for r in listed if r["county-la"] and r["lat"] and codes[r["county-la"]] in bodies]
    counties = {codes[r["county-la"]] for r in districts}
    assert len(counties) > 20
    for code in counties:
        for axis, ours in (("lat", bodies[code].latitude), ("long", bodies[code].longitude)):
            theirs = [float(r[axis]) for r in districts if codes[r["county-la"]] == code]
            assert ours is not None
            assert min(theirs) < ours < max(theirs), bodies[code].body_id


@pytest.mark.parametrize(("old", "new"), [(",council,", ",councel,"), ("E09000002", "09000002"), ("51.54397", "north")])
def test_frictionless_finds_a_spoilt_table_invalid(old: str, new: str, tmp_path: Path) -> None:
    package = json.loads(data_package_text())
    package["resources"] = [r for r in package["resources"] if r["path"] == "register/bodies.csv"]
    (tmp_path / "register").mkdir()
    text = (shipped("data") / "register" / "bodies.csv").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "register" / "bodies.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_every_quoted_passage_of_the_seeds_is_found_with_its_hash(seeds: Path) -> None:
    facts, _ = load_facts(dataset_folders())
    texts = {passage_hash(t): t for t in (f.read_text(encoding="utf-8") for f in seeds.glob("*.txt"))}
    sources = {s.source_id: texts[s.text_sha256] for s in facts.sources if s.text_sha256 in texts}
    assert len(sources) == SEED_TEXTS
    quoting = [c for c in all_claims(facts) if c.source_id in sources]
    assert [c.claim_id for c in quoting if not (c.words and c.passage_sha256)] == []
    missing = [
        c.claim_id
        for c in quoting
        if c.passage_sha256 not in map(passage_hash, find_passages(sources[c.source_id], c.words))
    ]
    assert missing == []
    problems, checked = find_evidence_problems(facts, seeds)
    assert [str(p) for p in problems] == []
    assert checked == len(quoting) > 60
