"""The published files, imported into an empty dataset, give the shipped rows; differences are named."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sendgraph.core.problems import Place
from sendgraph.core.shipped import shipped
from sendgraph.facts.claims import InspectionClaim, JudgementClaim, TenureClaim
from sendgraph.facts.column import Row
from sendgraph.facts.dataset import read_datasets
from sendgraph.facts.folders import dataset_folders
from sendgraph.facts.tables import TABLES
from sendgraph.intake.councils import Councils
from sendgraph.intake.kinds import find_kind
from sendgraph.intake.merge import merge_into
from sendgraph.intake.outcome import Taken
from tests.intake.imports import silent

FILES = {
    "area-2016": ("ofsted-area-send-2016", "ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods"),
    "outcomes": ("ofsted-la-outcomes", "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"),
    "area-2023": ("ofsted-area-send-2023", "ofsted/area_send_2023on_scraped.csv"),
    "area-mi": ("ofsted-area-send-2023", "ofsted/ofsted_area_send_mi_autumn2023_16rows.csv"),
    "history": ("ofsted-ilacs-history", "ofsted/jt39_ilacs_history_scraped.csv"),
    "sif": ("ofsted-sif", "ofsted/sif_2013_2018_parsed.csv"),
    "sightings": ("ofsted-sightings", "leadership/dcs_sightings_combined.csv"),
    "focused": ("ofsted-focused-visits", "leadership/focused_visit_addressees.csv"),
    "leads": ("ofsted-area-send-leads", "leadership/area_send_2023on_leads.csv"),
}
"""In the order in which the shipped dataset takes them: official tables first."""

MISREAD = {
    "ofsted_ilacs-report_oxfordshire_2018-05-22_in-care",
    "ofsted_ilacs-report_rochdale_2018-03-12_in-care",
    "ofsted_ilacs-report_st-helens_2023-09-04_care-leavers",
    "ofsted_ilacs-report_st-helens_2023-09-04_help-and-protection",
    "ofsted_ilacs-report_st-helens_2023-09-04_in-care",
}
"""Grades a program misread: rejected by hand, with the reason."""

BY_HAND = {"same_people"}
"""Tables of the dataset that no importer writes."""


@cache
def rows_of(*folders: Path) -> dict[tuple[str, str], Row]:
    """Rows by table and key, without the place they were read from."""
    facts, _, problems = read_datasets(folders)
    assert problems == []
    return {
        (t.name, getattr(row, t.key)): replace(row, place=Place(""), dataset="")
        for t in TABLES.values()
        for row in facts.rows(t.name)
    }


def shipped_ofsted() -> dict[tuple[str, str], Row]:
    return rows_of(shipped("data") / "ofsted")


@cache
def taken_alone(name: str, reference: Path) -> Taken:
    """What one file gives where nothing but the register is known."""
    kind, path = FILES[name]
    return find_kind(kind).take(reference / path, Councils(read_datasets([shipped("data") / "register"])[0]), silent)


def test_all_files_in_order_give_the_shipped_dataset(reference: Path, tmp_path: Path) -> None:
    own = tmp_path / "ofsted"
    for kind, path in FILES.values():
        folders = [shipped("data") / "register", *([own] if own.exists() else [])]
        found = find_kind(kind)
        merge_into(own, found.take(reference / path, Councils(read_datasets(folders)[0]), silent), found.description)
    made = rows_of(own)
    ours = {key: row for key, row in shipped_ofsted().items() if key[0] not in BY_HAND}
    assert set(made) == set(ours)
    differing = {key for key, row in ours.items() if made[key] != row}
    assert differing == {("judgements", name) for name in MISREAD}
    assert {r.status for k, r in ours.items() if k in differing} == {"rejected"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FILES)
def test_a_file_alone_gives_its_shipped_rows(name: str, reference: Path) -> None:
    taken = taken_alone(name, reference)
    made = {(t, getattr(row, TABLES[t].key)): row for t, rows in taken.rows.items() for row in rows}
    assert set(made) - set(shipped_ofsted()) == set()
    differing = {key for key, row in made.items() if key in shipped_ofsted() and shipped_ofsted()[key] != row}
    assert differing <= EXPLAINED[name](made)


def test_what_the_files_give_stands_in_no_other_dataset() -> None:
    own = shipped_ofsted()
    others = rows_of(*(f for f in dataset_folders() if f.name not in ("ofsted", "register")))
    assert set(others) & set(own) == set()
    assert (said(others) & said(own)) == set()


def said(rows: dict[tuple[str, str], Row]) -> set[tuple[str, ...]]:
    """The source of each claim and what it speaks of: a visit, an aspect of one, or a person in a post."""
    found: set[tuple[str, ...]] = set()
    for row in rows.values():
        match row:
            case InspectionClaim():
                found.add((row.source_id, row.inspection_id))
            case JudgementClaim():
                found.add((row.source_id, row.inspection_id, row.aspect))
            case TenureClaim():
                found.add((row.source_id, row.person_id, row.post_id))
    return found


def reports_named(made: dict[tuple[str, str], Row]) -> set[tuple[str, str]]:
    """Area reports: the list of reports has their address, the lists of officers the name of their file."""
    return {key for key in made if key[0] == "sources" and key[1] in shared_reports()}


@cache
def shared_reports() -> frozenset[str]:
    sources = {key[1]: row for key, row in shipped_ofsted().items() if key[0] == "sources"}
    return frozenset(n for n, s in sources.items() if n.startswith("ofsted_area-report") and s.file_name)  # type: ignore[attr-defined]


def undated(made: dict[tuple[str, str], Row]) -> set[tuple[str, str]]:
    """What three reports say whose first day the list lacks.

    Without the official table the id of such a visit bears the month of the report.
    """
    reports = ("brighton-and-hove_2024-05-16", "nottingham_2022-09-05", "redcar-and-cleveland_2022-09-22")
    return {key for key in made if key[1].startswith(tuple(f"ofsted_ilacs-report_{r}_" for r in reports))}


def no_row(made: dict[tuple[str, str], Row]) -> set[tuple[str, str]]:
    """No difference."""
    return set()


EXPLAINED = {
    "area-2016": no_row,
    "outcomes": no_row,
    "area-2023": reports_named,
    "area-mi": no_row,
    "history": lambda made: undated(made) | {("judgements", name) for name in MISREAD},
    "sif": no_row,
    "sightings": no_row,
    "focused": no_row,
    # The list has the council's page and not the report's address, and only the sightings show a post's titles.
    "leads": lambda made: reports_named(made) | {key for key in made if key[0] == "posts" and key[1].endswith("_dcs")},
}
"""For each file the rows that may differ from the shipped ones, and why."""


@pytest.mark.parametrize(
    ("name", "read", "mapped", "left_out"),
    [
        ("area-2016", 151, 149, 2),
        ("outcomes", 536, 536, 0),
        ("area-2023", 97, 97, 0),
        ("area-mi", 16, 16, 0),
        ("history", 497, 321, 176),
        ("sif", 187, 167, 20),
        ("sightings", 427, 427, 0),
        ("focused", 371, 371, 0),
        ("leads", 55, 55, 0),
    ],
)
def test_every_row_of_a_file_is_mapped_or_left_out(
    name: str, read: int, mapped: int, left_out: int, reference: Path
) -> None:
    taken = taken_alone(name, reference)
    assert (taken.read, taken.mapped, len(taken.left_out)) == (read, mapped, left_out)
    assert read == mapped + left_out


@pytest.mark.parametrize(
    ("name", "csv"),
    [
        ("area-2016", "ofsted/area_send_2016_2022_official.csv"),
        ("outcomes", "ofsted/la_inspection_outcomes_2025_ilacs_inspection_history.csv"),
        ("outcomes", "ofsted/la_inspection_outcomes_2025_in-year_inspections.csv"),
        ("outcomes", "ofsted/la_inspection_outcomes_2025_inspections_as_at_31_march.csv"),
    ],
)
def test_a_sheet_as_csv_gives_the_rows_of_the_spreadsheet_but_for_their_place(
    name: str, csv: str, reference: Path
) -> None:
    councils = Councils(read_datasets(dataset_folders())[0])
    taken = find_kind(FILES[name][0]).take(reference / csv, councils, silent)
    made = {(t, getattr(row, TABLES[t].key)): row for t, rows in taken.rows.items() if t != "sources" for row in rows}
    assert len(made) > 100
    unplaced = {"locator": "", "note": ""}
    assert {k: replace(r, **unplaced) for k, r in made.items()} == {  # type: ignore[arg-type]
        k: replace(shipped_ofsted()[k], **unplaced)  # type: ignore[arg-type]
        for k in made
    }
