from __future__ import annotations

import contextlib
import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.problems import Place
from sendgraph.facts.lines import MAX_LINE, LineError, cell_starts, read_lines, split_line
from sendgraph.facts.read import read_table
from sendgraph.facts.tables import TABLES
from sendgraph.facts.things import Person

PEOPLE = "person_id,name,other_names,note"


def people(tmp_path: Path, *lines: str | bytes) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in (PEOPLE, *lines)) + b"\n")
    return path


def spots(path: Path) -> list[tuple[int, int, str]]:
    return [(p.place.line, p.place.column, p.code) for p in read_table(path, TABLES["people"], "village")[1]]


def test_a_row_has_its_values_its_place_and_its_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = people(tmp_path, "ada-quill_nethermere,Ada Quill,A. Quill; Ada Q.,", 'b,"Quill, ""Bo""",,"kept, as is"')
    rows, problems = read_table(path, TABLES["people"], "village")
    assert problems == []
    assert rows == [
        Person(
            place=Place("people.csv", 2),
            dataset="village",
            person_id="ada-quill_nethermere",
            name="Ada Quill",
            other_names=("A. Quill", "Ada Q."),
        ),
        Person(place=Place("people.csv", 3), dataset="village", person_id="b", name='Quill, "Bo"', note="kept, as is"),
    ]


def test_columns_may_stand_in_any_order_and_optional_ones_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,person_id\nAda Quill,ada\n")
    rows, problems = read_table(path, TABLES["people"], "village")
    assert problems == []
    assert [(r.person_id, r.name, r.other_names, r.note) for r in rows if isinstance(r, Person)] == [
        ("ada", "Ada Quill", (), "")
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("Ada,Ada Quill,,", 1, "BAD_ID"),
        ("ada,=1,,", 5, "FORMULA"),
        ("ada,é x,=1,", 9, "FORMULA"),
        ('"ada","Quill, ""A"", and Co",=1,', 30, "FORMULA"),
        ('"ada","Quill, ""A"", and Co","=1",', 30, "FORMULA"),
        ("ada,x,,=1", 8, "FORMULA"),
        ('ada,"a, b","c ""d"" e,f', 12, "OPEN_QUOTE"),
        ('ada,"a" b,,', 8, "BAD_CSV"),
        ('ada,a "b",,', 7, "BAD_CSV"),
        ('ada,5" pipe,6" pipe,', 6, "BAD_CSV"),
        ("ada,Ada", 0, "CELL_COUNT"),
        ("", 0, "EMPTY_LINE"),
    ],
)
def test_a_problem_names_the_line_and_the_character(tmp_path: Path, line: str, column: int, code: str) -> None:
    assert spots(people(tmp_path, "a,A,,", line, "c,C,,")) == [(3, column, code)]


def test_every_problem_of_a_file_is_found_at_once_and_good_rows_are_kept(tmp_path: Path) -> None:
    path = people(tmp_path, "Ada,=1,x;y,", "", "ben,Ben,,", "cyd, Cyd,,")
    assert spots(path) == [
        (2, 1, "BAD_ID"),
        (2, 5, "FORMULA"),
        (2, 8, "BAD_LIST"),
        (3, 0, "EMPTY_LINE"),
        (5, 5, "SPACES"),
    ]
    assert [r.place.line for r in read_table(path, TABLES["people"], "village")[0]] == [4]


def test_the_column_of_a_bad_byte_counts_characters(tmp_path: Path) -> None:
    assert spots(people(tmp_path, "ada,é".encode() + b"\xe9,,")) == [(2, 6, "NOT_UTF8")]
    assert spots(people(tmp_path, "ada,éé,,\r")) == [(2, 9, "CRLF")]


def test_the_longest_line_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    longest = "ada,Ada,," + "n" * (MAX_LINE - 9)
    assert len(longest) == MAX_LINE
    assert spots(people(tmp_path, longest)) == []
    assert spots(people(tmp_path, longest + "n")) == [(2, 0, "LINE_TOO_LONG")]


def test_a_last_line_without_its_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE + "\nada,Ada,,")
    assert len(read_table(path, TABLES["people"], "village")[0]) == 1


def test_any_form_takes_a_mark_and_cr_lf_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    assert read_lines(path, any_form=True) == (["a,b", "1,2"], [])
    path.write_bytes(b"a,b\n\xef\xbb\xbf1\r,2\r\n")
    assert [p.code for p in read_lines(path, any_form=True)[1]] == ["CRLF"]


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])), min_size=1))
def test_a_line_that_a_csv_writer_wrote_is_split_into_its_cells(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    line = out.getvalue()
    if cells == [""]:
        line = ""
    assert split_line(line) == cells
    starts = cell_starts(line)
    assert len(starts) == len(cells)
    assert all(line[s - 1 :].startswith((c, '"')) for s, c in zip(starts, cells, strict=True))
    assert [line[s - 2] for s in starts[1:]] == [","] * (len(cells) - 1)


@given(st.text(alphabet='a",', max_size=12))
def test_a_line_is_split_as_a_csv_reader_does_or_refused(line: str) -> None:
    with contextlib.suppress(LineError):
        assert split_line(line) == (next(csv.reader([line], strict=True), []) or [""])


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read_in_seconds(tmp_path: Path) -> None:
    lines = (f'p-{n},"Quill, Ada {n}",A. Quill; Ada Q.,Siân’s note' for n in range(100_000))
    path = people(tmp_path, *lines)
    begun = time.perf_counter()
    rows, problems = read_table(path, TABLES["people"], "village")
    assert (len(rows), problems) == (100_000, [])
    assert time.perf_counter() - begun < 10
