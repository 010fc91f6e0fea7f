"""The Data Package export: the tables as they are edited, accepted by frictionless, and usable as datasets."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from sendgraph.export.put import put_folder
from sendgraph.facts.dataset import load_facts
from sendgraph.facts.folders import dataset_folders
from tests.export.exporting import VILLAGE, folder, shipped, village


@pytest.fixture
def package(tmp_path: Path) -> Path:
    place = tmp_path / "package"
    files = folder("datapackage", shipped()._replace(folders=dataset_folders()))
    put_folder(place, {name: [content] for name, content in files.items()})
    return place


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.flatten(["type", "fieldName", "rowNumber", "note"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(list(package.glob("*/*.csv"))) > 20


def test_frictionless_finds_a_table_that_was_changed(package: Path) -> None:
    table = package / "register" / "bodies.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Barnet", "Barnat"), encoding="utf-8")
    report = frictionless.validate(str(package / "datapackage.json"))
    assert "hash-count" in {kind for (kind,) in report.flatten(["type"])}


def test_the_tables_are_the_bytes_of_the_datasets_and_load_again(tmp_path: Path) -> None:
    files = folder("datapackage", village())
    assert files["village/tenures.csv"] == (VILLAGE / "tenures.csv").read_bytes()
    put_folder(tmp_path / "out", {name: [content] for name, content in files.items()})
    facts, datasets = load_facts(dataset_folders([tmp_path / "out"], with_shipped=False))
    assert [d.name for d in datasets] == ["village"]
    assert {c.claim_id for c in facts.tenures} == {f"t{n}" for n in range(1, 8)}


def test_the_package_names_version_licence_and_publisher() -> None:
    package = json.loads(folder("datapackage", shipped()._replace(folders=dataset_folders()))["datapackage.json"])
    assert package["sendgraph:dataVersion"] == "0" * 12
    assert {licence["name"] for licence in package["licenses"]} >= {"OGL-UK-3.0", "CC-BY-4.0"}
    found = next(r for r in package["resources"] if r["name"] == "ofsted-inspections")
    assert found["sources"][0]["title"] == "sendgraph, from Ofsted"
    assert "Open Government Licence" in found["sendgraph:attribution"]
    assert found["schema"]["primaryKey"] == ["claim_id"]
