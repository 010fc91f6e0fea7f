"""Area SEND inspections of both frameworks, from small invented sheets in the published layouts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sendgraph.facts.claims import InspectionClaim, JudgementClaim
from sendgraph.intake import ofsted_area_2016, ofsted_area_2023
from sendgraph.intake.outcome import LeftOut, Taken
from sendgraph.intake.sheets import IntakeError
from tests.intake.imports import bring_in, problems_of, take
from tests.intake.writing import Cell, write_csv, write_ods

HEADER: list[Cell] = [
    "Web link to Ofsted local authority webpage",
    "Local authority code",
    "Area name",
    "Ofsted region",
    "Inspection start date",
    "Inspection publication date",
    "Inspection outcome: written statement of action required? [note 4]",
    "Number significant weaknesses identified in written statement of action",
    "Revisit start date",
    "Revisit publication date",
    "Revisit outcome: sufficient progress in addressing all significant weaknesses?",
    "Number significant weaknesses where sufficient progress has been made",
    "Number significant weaknesses where sufficient progress has not been made",
]
LINK = '=HYPERLINK("https://reports.ofsted.gov.uk/provider/44/1";"Ofsted LA Webpage")'
SHEETS: dict[str, list[list[Cell]]] = {
    "Cover": [["Cover page"], ["Published on:", date(2022, 11, 17)]],
    "Notes": [
        ["Note number", "Note text"],
        [1, "Figures do not reflect inspection activity for Dorset and Northamptonshire."],
        [2, "Dorset were inspected in January 2017 and required a WSoA."],
    ],
    "Area_SEND": [
        ["Outcomes [note 1][note 2]"],
        HEADER,
        [LINK, "E10000016", "Kent", "South East", date(2019, 1, 28), date(2019, 3, 29), "Yes", 9, "Not revisited yet"],
        [LINK, "E08000016", "Barnsley", "North", date(2021, 9, 20), date(2021, 11, 24), "No"],
        [
            *(LINK, "E10000029", "Suffolk", "East", date(2016, 12, 12), date(2017, 2, 17), "Yes", 4),
            *(date(2019, 1, 21), date(2019, 3, 8), "Some", 1, 3),
        ],
        [LINK, "E06099999", "Xyzzy", "East", date(2016, 12, 12), date(2017, 2, 17), "Yes", 4],
        [LINK, "E10000016", "Kent", "South East", "", date(2019, 3, 29), "Yes", 9],
    ],
}


def visits(taken: Taken) -> dict[str, InspectionClaim]:
    return {r.inspection_id: r for r in taken.rows["inspections"]}  # type: ignore[attr-defined,misc]


def grades(taken: Taken) -> dict[str, tuple[str, int | None, int | None]]:
    rows: list[JudgementClaim] = taken.rows["judgements"]  # type: ignore[assignment]
    return {r.claim_id: (r.grade, r.tally, r.total) for r in rows}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return write_ods(tmp_path / "area.ods", SHEETS)


def test_inspections_revisits_and_counts_are_taken_cell_by_cell(published: Path) -> None:
    taken = take(ofsted_area_2016, published)
    assert sorted(visits(taken)) == [
        "barnsley_area-send_2021-09",
        "kent_area-send_2019-01",
        "suffolk_area-send-revisit_2019-01",
        "suffolk_area-send_2016-12",
    ]
    revisit = visits(taken)["suffolk_area-send-revisit_2019-01"]
    assert (revisit.kind, revisit.follows, revisit.read_by) == ("revisit", "suffolk_area-send_2016-12", "table")
    assert revisit.locator == "sheet Area_SEND, row 5"
    assert revisit.inspected_by == ("care-quality-commission", "ofsted")
    assert grades(taken) == {
        "stat_barnsley_area-send_2021-09_action": ("not-required", None, None),
        "stat_kent_area-send_2019-01_action": ("required", None, None),
        "stat_kent_area-send_2019-01_weaknesses": ("", 9, None),
        "stat_suffolk_area-send-revisit_2019-01_progress": ("some-weaknesses", None, None),
        "stat_suffolk_area-send-revisit_2019-01_weaknesses-improved": ("", 1, 4),
        "stat_suffolk_area-send-revisit_2019-01_weaknesses-remaining": ("", 3, 4),
        "stat_suffolk_area-send_2016-12_action": ("required", None, None),
        "stat_suffolk_area-send_2016-12_weaknesses": ("", 4, None),
    }


def test_what_was_left_out_or_read_in_a_special_way_is_told_by_line(published: Path) -> None:
    taken = take(ofsted_area_2016, published)
    assert (taken.read, taken.mapped) == (6, 3)
    assert taken.left_out == [
        LeftOut("Area_SEND", 6, "no council has the name 'Xyzzy' and ONS code 'E06099999'"),
        LeftOut("Area_SEND", 7, "Kent has no first day"),
        LeftOut(
            "Notes",
            3,
            "dorset-county is gone: only this note tells of its inspection, by month, "
            "and Ofsted's figures leave it out",
        ),
    ]
    assert taken.notes == [
        "sheet Area_SEND, line 3: revisit: 'Not revisited yet' stands where a date should: read as no date",
        "sheet Area_SEND, line 4: the code E08000016 is read as barnsley, whose code is another today or was then",
    ]


def test_an_import_checks_clean_and_a_second_one_changes_nothing(published: Path, tmp_path: Path) -> None:
    bring_in(ofsted_area_2016, published, tmp_path / "own")
    _, again = bring_in(ofsted_area_2016, published, tmp_path / "own")
    assert (len(again.added), len(again.changed), len(again.dropped)) == (0, 0, 0)
    assert problems_of(tmp_path / "own") == []


def test_a_newer_file_updates_and_its_missing_rows_are_told(published: Path, tmp_path: Path) -> None:
    bring_in(ofsted_area_2016, published, tmp_path / "own")
    table = SHEETS["Area_SEND"]
    newer = [*table[:2], [*table[2][:7], 8], table[4]]
    _, merged = bring_in(ofsted_area_2016, write_ods(tmp_path / "newer.ods", {"Area_SEND": newer}), tmp_path / "own")
    assert ("judgements", "stat_kent_area-send_2019-01_weaknesses") in merged.changed.first
    assert sorted(merged.dropped.first) == [
        ("inspections", "stat_barnsley_area-send_2021-09_visit"),
        ("judgements", "stat_barnsley_area-send_2021-09_action"),
    ]


def test_an_unknown_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"no sheet has the columns name .*Headers seen: x: 'Council', 'Result'"):
        take(ofsted_area_2016, write_csv(tmp_path / "x.csv", [["Council", "Result"], ["Kent", "Yes"]]))


MI: list[list[Cell]] = [
    [
        *("", "Link.to.report.webpage.for.the.local.authority", "Local.area.partnership", "Ofsted.region"),
        *("Inspection.start.date", "Inspection.publication.date", "Inspection.outcome"),
        *("Priority.action.plan.required.", "Number.of.areas.for.priority.action"),
    ],
    [1, "Report", "Kent", "SE", "06/02/2023", "05/05/2023", "Inconsistent experiences and outcomes", "No", "NA"],
    [2, "Report", "Suffolk", "E", "13/11/2023", "30/01/2024", "Widespread and/or systemic failings", "Yes", 2],
    [3, "Report", "Devon", "SW", "13/11/2023", "30/01/2024", "Typically positive experiences and outcomes", "Yes", 1],
]


def test_management_information_is_one_source_taken_as_a_table(tmp_path: Path) -> None:
    taken = take(ofsted_area_2023, write_csv(tmp_path / "mi.csv", MI))
    assert [r.source_id for r in taken.rows["sources"]] == ["ofsted_area-send-mi_2024-01"]  # type: ignore[attr-defined]
    assert grades(taken)["mi-2024-01_suffolk_area-send_2023-11_areas-for-priority-action"] == ("", 2, None)
    assert grades(taken)["mi-2024-01_kent_area-send_2023-02_outcome"] == ("inconsistent", None, None)
    assert visits(taken)["kent_area-send_2023-02"].read_by == "table"
    assert taken.notes == [
        "sheet mi, line 4: priority action plan Yes beside the outcome 'Typically positive experiences and outcomes'"
    ]


SCRAPED: list[list[Cell]] = [
    [
        *("gss_code", "dfe_la_code", "authority", "ofsted_urn", "inspection_start", "inspection_end"),
        *("report_published", "outcome_grade", "outcome", "next_inspection", "report_url", "source"),
    ],
    [
        *("E10000016", 886, "Kent", 80476, "2023-02-06", "2023-02-10", "2023-05-05", "2.0"),
        *("Inconsistent experiences and outcomes", "3 years", "https://files.ofsted.gov.uk/v1/file/1", "D2I"),
    ],
    ["E10000029", 935, "Suffolk", 80565, "", "", "2025-11-06", "", "", "", "no address", "D2I"],
]


def test_each_scraped_report_is_a_source_and_its_outcome_is_marked_as_read_by_a_program(tmp_path: Path) -> None:
    taken = take(ofsted_area_2023, write_csv(tmp_path / "scraped.csv", SCRAPED))
    visit = visits(taken)["kent_area-send_2023-02"]
    assert (visit.source_id, visit.read_by) == ("ofsted_area-report_kent_2023-05-05", "program")
    assert visit.report_url == "https://files.ofsted.gov.uk/v1/file/1"
    assert visit.ended is not None
    assert visit.ended.text == "2023-02-10"
    assert grades(taken) == {"ofsted_area-report_kent_2023-05-05_outcome": ("inconsistent", None, None)}
    undated = visits(taken)["suffolk_area-send_2025-11"]
    assert undated.started is None
    assert undated.note == "The list gives no day of the visit; its id bears the month of the report."
    assert taken.notes == [
        "sheet scraped, line 3: no day of the visit: its id bears the month of the report",
        "sheet scraped, line 3: the address 'no address' is no web address: left out",
        "sheet scraped, line 3: the outcome '' is none of the three: no judgement",
    ]


def test_both_layouts_tell_of_one_visit_in_two_claims(tmp_path: Path) -> None:
    own = tmp_path / "own"
    bring_in(ofsted_area_2023, write_csv(tmp_path / "scraped.csv", SCRAPED), own)
    moved = [MI[0], [1, "Report", "Kent", "SE", "09/02/2023", "05/05/2023", *MI[1][6:]]]
    taken, merged = bring_in(ofsted_area_2023, write_csv(tmp_path / "mi.csv", moved), own)
    assert list(visits(taken)) == ["kent_area-send_2023-02"]
    assert merged.dropped.first == []
    assert problems_of(own) == []
