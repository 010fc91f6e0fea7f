"""Files of the reference folder, imported into an empty dataset, give the shipped rows or named differences."""

from __future__ import annotations

import csv
from importlib import import_module
from pathlib import Path

import pytest

from sendgraph.core.shipped import shipped
from tests.intake.imports import bring_in

FILES = [
    ("ofsted_area_2016", "ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods"),
    ("ofsted_area_2016", "ofsted/area_send_2016_2022_official.csv"),
    ("ofsted_area_2023", "ofsted/area_send_2023on_scraped.csv"),
    ("ofsted_area_2023", "ofsted/ofsted_area_send_mi_autumn2023_16rows.csv"),
    ("ofsted_outcomes", "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"),
    ("ofsted_outcomes", "ofsted/la_inspection_outcomes_2025_ilacs_inspection_history.csv"),
    ("ofsted_outcomes", "ofsted/la_inspection_outcomes_2025_in-year_inspections.csv"),
    ("ofsted_outcomes", "ofsted/la_inspection_outcomes_2025_inspections_as_at_31_march.csv"),
    ("ofsted_history", "ofsted/jt39_ilacs_history_scraped.csv"),
    ("ofsted_sif", "ofsted/sif_2013_2018_parsed.csv"),
    ("ofsted_focused", "leadership/focused_visit_addressees.csv"),
    ("ofsted_sightings", "leadership/dcs_sightings_combined.csv"),
    ("ofsted_leads", "leadership/area_send_2023on_leads.csv"),
]
EXPLAINED = {
    *("locator", "note"),  # a CSV copy has other row numbers and no sheet, and cannot tell a kind of visit
    *("file_name", "title", "published", "url", "kind", "licence"),  # a source gathers what several files say of it
    *("other_titles", "source_id"),  # a post is cited to the first document that shows it
    "inspection_id",  # without the official table a visit is named by its report, because its first day is not known
    *("status", "status_reason"),  # what was decided of a claim stays
}
"""Columns that may differ from the shipped row, and why."""


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {next(iter(row.values())): row for row in csv.DictReader(stream)}


def shipped_rows(dataset: str, table: str) -> dict[str, dict[str, str]]:
    path = shipped("data") / dataset / table
    return rows_of(path) if path.exists() else {}


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_a_file_gives_the_shipped_rows_again_and_a_second_time_nothing(
    kind: str, name: str, reference: Path, tmp_path: Path
) -> None:
    module = import_module(f"sendgraph.intake.{kind}")
    folder = tmp_path / "ofsted"
    taken, _ = bring_in(module, reference / name, folder)
    assert taken.mapped > 0
    differing = set()
    for table in folder.glob("*.csv"):
        # A source or person that curated facts need as well stands there, because ids are unique in all datasets.
        there = {**shipped_rows("curated", table.name), **shipped_rows("ofsted", table.name)}
        for key, row in rows_of(table).items():
            assert key in there, f"{table.name}: {key} is not shipped"
            differing |= {column for column, value in row.items() if value != there[key][column]}
    assert differing <= EXPLAINED
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    bring_in(module, reference / name, folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
