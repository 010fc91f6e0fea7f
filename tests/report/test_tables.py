"""Tables for terminals, readers and spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from sendgraph.report.tables import escape_markdown, markdown_table, plain, separated, text_table


def test_columns_line_up_also_with_wide_letters() -> None:
    assert text_table(("a", "bb"), [("x", "1"), ("日本", "2")]) == "a     bb\n----  --\nx     1\n日本  2\n"


def test_a_control_sequence_cannot_reach_the_terminal() -> None:
    assert plain("a\x1b[31mb\u202ec") == "a [31mb c"


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-x", "@cmd", "\ttab"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded_unless_raw(cell: str) -> None:
    if cell == "+44":
        assert separated(("a",), [(cell,)], ",") == "a\n'+44\n"
    guarded = list(csv.reader(io.StringIO(separated(("a",), [(cell,)], ","))))
    assert guarded[1] == ["'" + cell]
    assert list(csv.reader(io.StringIO(separated(("a",), [(cell,)], ",", raw=True))))[1] == [cell]


def test_negative_numbers_stay_numbers() -> None:
    assert separated(("a",), [("-0.5",)], ",") == "a\n-0.5\n"


def test_markdown_is_escaped_and_addresses_stay_addresses() -> None:
    assert escape_markdown("a|b <script> [x](y)") == r"a\|b \<script\> \[x\](y)"
    assert markdown_table(("a",), [("https://example.org/x_y",)]) == "| a |\n|---|\n| <https://example.org/x_y> |\n"
