from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.bounds import Bounds
from sendgraph.core.dates import bounds_text, parse_edtf
from sendgraph.facts.cells import CellError, cell_text, parse_cell
from sendgraph.facts.codes import code_lists
from sendgraph.facts.column import KINDS, Column, columns_of
from sendgraph.facts.tables import TABLES

ids = st.from_regex(r"[a-z0-9]{1,6}([_-][a-z0-9]{1,6}){0,3}", fullmatch=True)
days = st.dates(date(1900, 1, 1))
ranges = st.tuples(days, days).map(lambda p: parse_edtf(bounds_text(Bounds(min(p), max(p)))))
words = st.from_regex(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9(“'][A-Za-zÀ-ÖØ-öø-ÿ0-9,.:“”’\"-]*", fullmatch=True)
texts = st.lists(words, min_size=1, max_size=5).map(" ".join)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id": ids,
    "ref": ids,
    "text": texts,
    "moment": ranges,
    "dates": st.tuples(days, days).map(lambda p: parse_edtf(f"{min(p)}/{max(p)}")),
    "day": days,
    "code": st.sampled_from(sorted(code_lists()["basis"])),
    "url": ids.map(lambda name: f"https://{name.replace('_', '-')}.example/{name}?q=1#top"),
    "count": st.integers(0, 999_999_999),
    "number": st.tuples(st.integers(-(10**9) + 1, 10**9 - 1), st.integers(0, 6)).map(lambda p: p[0] / 10 ** p[1]),
    "yes": st.just(True),
    "sha256": st.binary(min_size=32, max_size=32).map(bytes.hex),
}


def column(kind: str, *, many: bool = False) -> Column:
    return Column("cell", kind, "what a test needs", many=many, to="basis" if kind == "code" else "")


def test_every_kind_of_column_has_values_to_try() -> None:
    assert set(VALUES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(chosen=st.data())
def test_a_value_written_as_text_is_read_back_the_same(kind: str, chosen: st.DataObject) -> None:
    value = chosen.draw(VALUES[kind])
    text = cell_text(value, column(kind))
    assert parse_cell(text, column(kind)) == value
    assert cell_text(parse_cell(text, column(kind)), column(kind)) == text


@pytest.mark.parametrize("kind", ["text", "ref", "code"])
@given(chosen=st.data())
def test_a_list_written_as_text_is_read_back_the_same(kind: str, chosen: st.DataObject) -> None:
    values = tuple(chosen.draw(st.lists(VALUES[kind], max_size=4, unique=True)))
    assert parse_cell(cell_text(values, column(kind, many=True)), column(kind, many=True)) == values


def test_the_columns_that_are_lists_are_of_the_kinds_tried_above() -> None:
    assert {c.kind for t in TABLES.values() for c in columns_of(t.row) if c.many} == {"text", "ref", "code"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_empty_cell_gives_the_empty_value_and_is_written_empty(kind: str) -> None:
    for many in (False, True):
        empty = parse_cell("", column(kind, many=many))
        assert empty == column(kind, many=many).empty
        assert cell_text(empty, column(kind, many=many)) == ""


def test_zero_is_no_empty_cell() -> None:
    assert cell_text(0, column("count")) == cell_text(0.0, column("number")) == "0"


@pytest.mark.parametrize(
    ("text", "written"), [("615.10", "615.1"), ("92000.000000", "92000"), ("-0.5", "-0.5"), ("999999999.999999",) * 2]
)
def test_a_number_keeps_its_value_in_canonical_form(text: str, written: str) -> None:
    assert cell_text(parse_cell(text, column("number")), column("number")) == written


@pytest.mark.parametrize(
    ("kind", "texts", "code"),
    [
        ("number", ["1e3", "1_000", "١٢", "007", "+1", ".5", "5.", "1.1234567", "9" * 16, "nan", "inf"], "BAD_NUMBER"),
        ("count", ["-1", "1.0", "٣", "007", "9" * 5000, "1_0"], "BAD_NUMBER"),
        ("id", ["a--b", "-a", "a_", "A", "a.b", "é", "a\nb", "a/b"], "BAD_ID"),
        ("url", ["ftp://a.example/", "//a.example/", "a.example", "https://", "https://a.example:99999/"], "BAD_URL"),
        (
            "url",
            ["https://u@a.example/", "https://a.example/x y", "https://a.example/#a#b", 'https://a.example/"'],
            "BAD_URL",
        ),
        ("text", ["=1", "+1", "@x", "-x"], "FORMULA"),
        (
            "text",
            ["a\tb", "a\u00adb", "a\ufeffb", "a\u2028b", "a\u2066b", "a\u3000b", "a\U000e0041b"],
            "CONTROL_CHARACTER",
        ),
        ("text", [" a", "a ", "a  b", "a\u00a0"], "SPACES"),
        ("sha256", ["A" * 64, "a" * 63, "g" * 64], "BAD_HASH"),
        ("yes", ["no", "Yes", "true"], "UNKNOWN_CODE"),
    ],
)
def test_what_is_not_of_the_kind_is_refused(kind: str, texts: list[str], code: str) -> None:
    for text in texts:
        with pytest.raises(CellError) as caught:
            parse_cell(text, column(kind))
        assert caught.value.code == code, text
        assert caught.value.way_out
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["a;b", "a; ;b", "a; ; b", "a;", ";a"])
def test_a_list_with_a_stray_semicolon_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="stray semicolon"):
        parse_cell(text, column("text", many=True))


def test_a_date_in_a_message_may_hold_a_colon() -> None:
    with pytest.raises(CellError) as caught:
        parse_cell("from: 2021", column("moment"))
    assert str(caught.value) == "cell 'from: 2021' is no EDTF date"
    assert caught.value.way_out.startswith("write 2021, ")
