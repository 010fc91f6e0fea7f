"""Sheets as text, and tables found in them by their headers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sendgraph.intake.days import read_day, read_span
from sendgraph.intake.sheets import IntakeError, Sheet, find_table, read_sheets
from tests.intake.writing import Cell, write_csv, write_ods, write_xlsx

ROWS: list[list[Cell]] = [
    ["A title above the table [note 1]"],
    [],
    ["Web link", "Local authority\ncode", "Date", "Number", "Share"],
    ['=HYPERLINK("https://example.org/a";"Web page")', "E06000001", date(2021, 3, 4), 7, 0.5],
    ["", "E06000002 [note 2]", "Not revisited yet", None, None],
]
COLUMNS = {
    "page_url": ("Web link",),
    "gss": ("Local authority code", "LA code"),
    "day": ("Date",),
    "count": ("Number",),
    "share": ("Share",),
    "absent": ("No such header",),
}


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_cells_become_text_dates_iso_and_whole_numbers_plain(tmp_path: Path, ending: str) -> None:
    write = write_ods if ending == "ods" else write_xlsx
    (sheet,) = read_sheets(write(tmp_path / f"x.{ending}", {"Only": ROWS}))
    assert sheet.name == "Only"
    table = find_table([sheet], COLUMNS, ("gss", "day"))
    assert table.line == 3
    rows = list(table.rows())
    assert [line for line, _ in rows] == [4, 5]
    assert {k: v for k, v in rows[0][1].items() if k != "page_url"} == {
        "gss": "E06000001",
        "day": "2021-03-04",
        "count": "7",
        "share": "0.5",
        "absent": "",
    }
    assert rows[1][1]["gss"] == "E06000002"
    assert rows[1][1]["day"] == "Not revisited yet"


def test_a_csv_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    plain = read_sheets(write_csv(tmp_path / "a.csv", ROWS))
    marked = read_sheets(write_csv(tmp_path / "b.csv", ROWS, encoding="utf-8-sig"))
    assert list(plain[0].rows) == list(marked[0].rows)
    assert plain[0].rows[3][2:4] == ["2021-03-04", "7"]


def test_a_link_formula_gives_its_address_or_its_shown_text_as_the_column_wants() -> None:
    sheet = Sheet(
        "s", [["Web link", "Name"], ['=HYPERLINK("https://example.org/a","Kent")'] * 2, ["x", '=HYPERLINK("u")']]
    )
    table = find_table([sheet], {"page_url": ("Web link",), "name": ("Name",)}, ("name",))
    assert [cells for _, cells in table.rows()] == [
        {"page_url": "https://example.org/a", "name": "Kent"},
        {"page_url": "x", "name": "u"},
    ]


@pytest.mark.parametrize(
    "header", ["Local.authority.code", "LOCAL AUTHORITY CODE [note 3]", "The local authority\r\ncode", "LA Code"]
)
def test_a_header_is_matched_without_regard_to_its_dress(header: str) -> None:
    assert find_table([Sheet("s", [["x", header]])], COLUMNS, ("gss",)).columns == {"gss": 1}


def test_the_sheet_with_most_of_the_columns_is_taken() -> None:
    sheets = [Sheet("less", [["LA code"]]), Sheet("more", [["LA code", "Date"]])]
    assert find_table(sheets, COLUMNS, ("gss",)).sheet.name == "more"


def test_an_unknown_layout_is_an_error_that_lists_the_headers_seen() -> None:
    sheets = [Sheet("Cover", [["About"]]), Sheet("Table", [["Council", "Date"], ["Kent", "2021-01-01"]])]
    with pytest.raises(IntakeError) as caught:
        find_table(sheets, COLUMNS, ("gss", "day"))
    assert str(caught.value) == (
        "no sheet has the columns gss ('Local authority code' or 'LA code'); day ('Date'). "
        "Headers seen: Cover: 'About' | Table: 'Council', 'Date'"
    )


def test_empty_rows_are_no_rows_and_short_ones_are_filled() -> None:
    table = find_table([Sheet("s", [["LA code", "Date"], ["", ""], [], ["E1"]])], COLUMNS, ("gss",))
    assert [(line, cells["gss"], cells["day"]) for line, cells in table.rows()] == [(4, "E1", "")]


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_a_broken_spreadsheet_is_an_error_of_intake(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(IntakeError, match="cannot be read as a spreadsheet"):
        read_sheets(path)


def test_other_endings_and_other_encodings_are_errors_that_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"x\.pdf is no \.ods, \.xlsx or \.csv file: save it as one of these"):
        read_sheets(tmp_path / "x.pdf")
    (tmp_path / "y.csv").write_bytes("Siân".encode("latin-1"))
    with pytest.raises(IntakeError, match=r"y\.csv is not UTF-8: save it as CSV UTF-8"):
        read_sheets(tmp_path / "y.csv")
    with pytest.raises(FileNotFoundError):
        read_sheets(tmp_path / "absent.ods")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2017-03-27", "2017-03-27"),
        ("2017-03-27 00:00:00", "2017-03-27"),
        ("09/05/25", "2025-05-09"),
        ("9/5/2025", "2025-05-09"),
        ("15 may 2024", "2024-05-15"),
        ("44197", "2021-01-01"),
        ("", ""),
        ("NA", ""),
    ],
)
def test_a_day_is_read_in_every_dress(cell: str, day: str) -> None:
    assert read_day(cell).text == day


@pytest.mark.parametrize(
    ("cell", "remark"),
    [
        ("01/01/1900", "'01/01/1900' stands for no date"),
        ("31/12/9999", "'31/12/9999' stands for no date"),
        ("Not revisited yet", "'Not revisited yet' stands where a date should: read as no date"),
        ("31/02/2021", "'31/02/2021' is no day of the calendar: read as no date"),
    ],
)
def test_what_is_no_date_gives_none_and_says_so(cell: str, remark: str) -> None:
    assert read_day(cell) == ("", remark)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("13 November 2017 to 24 November 2017", ("2017-11-13", "2017-11-24")),
        ("25 September to 19 October 2017", ("2017-09-25", "2017-10-19")),
        ("18 Feb 2014 – 12 March 2014", ("2014-02-18", "2014-03-12")),
        ("05 July 2016–27 July 2016", ("2016-07-05", "2016-07-27")),
        ("19 November-11 December 2013", ("2013-11-19", "2013-12-11")),
        ("7 and 8 March 2018", ("2018-03-07", "2018-03-08")),
        ("17 July 2018", ("2018-07-17", "2018-07-17")),
        ("18 December to 5 January 2024", ("2023-12-18", "2024-01-05")),
        ("18, 19 and 20 June 2019", ("2019-06-18", "2019-06-20")),
        ("(see report)", ("", "")),
        ("31 June 2020", ("", "")),
        ("", ""),
    ],
)
def test_the_days_of_a_visit_are_read_from_running_text(text: str, span: tuple[str, str] | str) -> None:
    assert read_span(text) == (span or ("", ""))
