"""Ofsted's yearly file of inspection outcomes: the layout of 2025 and those of other years, in invented sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sendgraph.facts.claims import InspectionClaim
from sendgraph.intake import ofsted_outcomes
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError
from tests.intake.imports import bring_in, problems_of, take
from tests.intake.writing import Cell, write_csv, write_ods, write_xlsx

PARTS: list[Cell] = [
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
]
RI = "Requires improvement to be good"
TITLE = "Local authority inspection judgements as at 31 March 2025"
HISTORY: list[list[Cell]] = [
    [TITLE],
    ["This worksheet contains one table."],
    [
        *("Web link", "Local authority area code", "Local authority name", "Local authority status", "Ofsted region"),
        *("Inspection date", "Publication date", "Inspection type", *PARTS),
    ],
    [
        "w",
        "E10000016",
        "Kent",
        "Current",
        "SE",
        date(2022, 5, 9),
        date(2022, 7, 1),
        "ILACS Short Inspection",
        *[RI] * 4,
    ],
    [
        *("w", "E10000006", "Cumbria", "No longer exists", "NW", date(2022, 9, 20), date(2022, 11, 15)),
        *("ILACS Standard Inspection", *[RI] * 4),
    ],
    [
        "w",
        "E06000066",
        "Somerset",
        "Current",
        "SW",
        date(2022, 7, 18),
        date(2022, 9, 21),
        "ILACS Standard Inspection",
        "Good",
    ],
]
IN_YEAR: list[list[Cell]] = [
    [
        *("Web link", "Local authority area code", "Local authority name", "Region", "Inspection/Visit date"),
        *("Publication date", "Inspection/Visit type", *PARTS, "Visit Theme"),
    ],
    [
        "w",
        "E10000016",
        "Kent",
        "SE",
        date(2024, 5, 1),
        date(2024, 6, 1),
        "ILACS Focused Visit",
        *[""] * 5,
        "Care leavers",
    ],
    [
        "w",
        "E10000016",
        "Kent",
        "SE",
        date(2024, 5, 28),
        date(2024, 7, 1),
        "ILACS Focused Visit",
        *[""] * 5,
        "Front door",
    ],
    ["w", "E10000016", "Kent", "SE", date(2024, 9, 2), date(2024, 10, 1), "LA Monitoring visit"],
    ["w", "E10000016", "Kent", "SE", date(2024, 9, 9), date(2024, 10, 8), "Joint targeted area inspection"],
]
LATEST: list[list[Cell]] = [
    ["Web link", "Local authority area code", "Local authority name", "Inspection date", "Publication date", *PARTS],
    ["w", "E10000016", "Kent", date(2022, 5, 9), date(2022, 7, 1), RI, "Good", RI, RI, "Good"],
]
COVER: list[list[Cell]] = [
    ["Local authority inspection outcomes as at 31 March 2025"],
    ["Published on:", date(2025, 9, 25)],
]


def visits(taken: Taken) -> dict[str, InspectionClaim]:
    return {r.inspection_id: r for r in taken.rows["inspections"]}  # type: ignore[attr-defined,misc]


def grades(taken: Taken, visit: str) -> dict[str, str]:
    rows = taken.rows["judgements"]
    return {r.aspect: r.grade for r in rows if r.inspection_id == visit}  # type: ignore[attr-defined]


@pytest.fixture
def of_2025(tmp_path: Path) -> Path:
    sheets = {"Cover": COVER, "Inspections": LATEST, "In-year": IN_YEAR, "History": HISTORY}
    return write_ods(tmp_path / "outcomes.ods", sheets)


def test_the_sheets_of_2025_give_one_claim_a_visit_with_every_place(of_2025: Path) -> None:
    taken = take(ofsted_outcomes, of_2025)
    assert {name: (v.framework, v.kind) for name, v in visits(taken).items()} == {
        "kent_ilacs_2022-05": ("ilacs", "short"),
        "cumbria_ilacs_2022-09": ("ilacs", "full"),
        "somerset-county_ilacs_2022-07": ("ilacs", "full"),
        "kent_focused-visit_2024-05": ("ilacs", "focused-visit"),
        "kent_focused-visit_2024-05-28": ("ilacs", "focused-visit"),
        "kent_monitoring-visit_2024-09": ("ilacs", "monitoring-visit"),
    }
    kent = visits(taken)["kent_ilacs_2022-05"]
    assert kent.claim_id == "outcomes-2025_kent_ilacs_2022-05_visit"
    assert kent.locator == "sheet History, row 4; sheet Inspections, row 2"
    assert (kent.read_by, kent.inspected_by) == ("table", ("ofsted",))
    assert visits(taken)["kent_focused-visit_2024-05"].note == "Theme: Care leavers."
    (source,) = taken.rows["sources"]
    assert source.source_id == "ofsted_la-outcomes_2025"  # type: ignore[attr-defined]
    assert source.published.text == "2025-09-25"  # type: ignore[attr-defined]


def test_where_two_sheets_differ_the_first_is_kept_and_told(of_2025: Path) -> None:
    taken = take(ofsted_outcomes, of_2025)
    assert grades(taken, "kent_ilacs_2022-05") == {
        "overall-effectiveness": "requires-improvement",
        "impact-of-leaders": "requires-improvement",
        "help-and-protection": "requires-improvement",
        "in-care": "requires-improvement",
        "care-leavers": "good",
    }
    assert (
        "sheet Inspections, line 2: impact-of-leaders is 'Good' here and 'Requires improvement to be good' "
        "at sheet History, row 4: the first is kept" in taken.notes
    )
    assert [(o.sheet, o.line, o.reason) for o in taken.left_out] == [
        ("In-year", 5, "Kent: 'Joint targeted area inspection' is no inspection or visit under ILACS or SIF")
    ]
    assert (taken.read, taken.mapped) == (8, 7)


def test_an_import_checks_clean_and_a_second_one_changes_nothing(of_2025: Path, tmp_path: Path) -> None:
    bring_in(ofsted_outcomes, of_2025, tmp_path / "own")
    _, again = bring_in(ofsted_outcomes, of_2025, tmp_path / "own")
    assert (len(again.added), len(again.changed), len(again.dropped)) == (0, 0, 0)
    assert problems_of(tmp_path / "own") == []


RENAMED: list[list[Cell]] = [
    ["Most recent inspection outcomes as at 31 March 2023"],
    ["Local authority", "URN", "Publication date [note 2]", "Overall effectiveness [note 3]", "Impact of leaders"],
    ["Kent", 80476, date(2022, 7, 1), "Requires improvement", "Good"],
    ["Nottinghamshire County Council", "", date(2019, 11, 26), "Good", "Good"],
    ["Lambeth", "", date(2017, 5, 9), "Requires improvement", ""],
]


def test_renamed_columns_without_codes_and_days_of_visits_are_read_by_name(tmp_path: Path) -> None:
    taken = take(ofsted_outcomes, write_xlsx(tmp_path / "x.xlsx", {"Outcomes": RENAMED}))
    assert {n: v.framework for n, v in visits(taken).items()} == {
        "kent_ilacs_2022-07": "ilacs",
        "nottinghamshire_ilacs_2019-11": "ilacs",
        "lambeth_sif_2017-05": "sif",
    }
    assert visits(taken)["kent_ilacs_2022-07"].note.startswith("The sheet gives neither framework nor kind; ")
    assert grades(taken, "nottinghamshire_ilacs_2019-11") == {
        "overall-effectiveness": "good",
        "impact-of-leaders": "good",
    }


def test_a_file_without_days_of_visits_finds_the_visits_that_are_known(of_2025: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    bring_in(ofsted_outcomes, of_2025, own)
    taken, merged = bring_in(ofsted_outcomes, write_xlsx(tmp_path / "x.xlsx", {"Outcomes": RENAMED}), own)
    assert visits(taken)["kent_ilacs_2022-05"].kind == "short"
    assert merged.dropped.first == []
    assert problems_of(own) == []


WIDE: list[list[Cell]] = [
    ["ILACS history as at 31 March 2022"],
    [
        *("Web link", "LA name", "First ILACS inspection date", "First ILACS publication date"),
        *("First ILACS inspection type", "First ILACS overall effectiveness", "First ILACS impact of leaders"),
        *("Second ILACS inspection date", "Second ILACS publication date", "Second ILACS inspection type"),
        *("Second ILACS overall effectiveness", "2nd ILACS care leavers"),
    ],
    [
        *("w", "Kent", date(2018, 5, 14), date(2018, 6, 28), "Short", "Good", "Good"),
        *(date(2021, 5, 10), date(2021, 7, 2), "Standard", "Outstanding", ""),
    ],
    ["w", "St. Helens", date(2019, 9, 23), date(2019, 11, 4), "Standard", "Inadequate", RI],
    ["w", "Cumberland"],
]


def test_a_wide_history_gives_each_inspection_of_a_row(tmp_path: Path) -> None:
    taken = take(ofsted_outcomes, write_ods(tmp_path / "wide.ods", {"History": WIDE}))
    found = {n: (v.kind, v.started.text if v.started else "") for n, v in visits(taken).items()}
    assert found == {
        "kent_ilacs_2018-05": ("short", "2018-05-14"),
        "kent_ilacs_2021-05": ("full", "2021-05-10"),
        "st-helens_ilacs_2019-09": ("full", "2019-09-23"),
    }
    assert grades(taken, "kent_ilacs_2021-05") == {"overall-effectiveness": "outstanding"}
    assert grades(taken, "st-helens_ilacs_2019-09") == {
        "overall-effectiveness": "inadequate",
        "impact-of-leaders": "requires-improvement",
    }
    assert (taken.read, taken.mapped) == (3, 2)


def test_an_inspection_that_a_later_history_lacks_is_told(of_2025: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    bring_in(ofsted_outcomes, of_2025, own)
    later = [["as at 31 March 2026"], *HISTORY[2:4], HISTORY[5]]
    taken, _ = bring_in(ofsted_outcomes, write_ods(tmp_path / "later.ods", {"History": later}), own)
    assert "cumbria_ilacs_2022-09 is in ofsted_la-outcomes_2025 and no longer in this history" in taken.notes
    assert sum("no longer in this history" in note for note in taken.notes) == 1


def test_a_csv_of_one_sheet_takes_the_year_from_its_name_and_drops_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own"
    bring_in(ofsted_outcomes, write_csv(tmp_path / "la_outcomes_2025_history.csv", HISTORY[2:]), own)
    _, merged = bring_in(ofsted_outcomes, write_csv(tmp_path / "la_outcomes_2025_in_year.csv", IN_YEAR), own)
    assert merged.dropped.first == []
    with pytest.raises(IntakeError, match=r"nameless\.csv does not say which year's file it is"):
        take(ofsted_outcomes, write_csv(tmp_path / "nameless.csv", HISTORY[2:]))


def test_an_unknown_layout_is_refused_with_the_headers_seen(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "x.ods", {"S": [["as at 31 March 2025"], ["Council", "Result"]]})
    with pytest.raises(IntakeError, match=r"no sheet has the columns name .*Headers seen: S: 'Council', 'Result'"):
        take(ofsted_outcomes, path)


def test_a_visit_in_very_many_rows_names_the_first_of_them_and_its_row_can_be_read_again(tmp_path: Path) -> None:
    own, path = tmp_path / "own", tmp_path / "la_outcomes_2025.csv"
    bring_in(ofsted_outcomes, write_csv(path, [HISTORY[2], *[HISTORY[3]] * 3_000]), own)
    taken, merged = bring_in(ofsted_outcomes, path, own)
    assert len(merged.unchanged) == 6
    (visit,) = taken.rows["inspections"]
    assert isinstance(visit, InspectionClaim)
    assert visit.locator.startswith("row 2; row 3; ")
    assert 2_000 < len(visit.locator) < 2_100
