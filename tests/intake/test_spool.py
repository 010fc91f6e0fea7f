"""Rows on disk while a file is imported: what comes back, in which order, and that nothing is left behind."""

from __future__ import annotations

import csv
import gc
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.dates import parse_moment
from sendgraph.core.problems import Place
from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.things import Person, Post
from sendgraph.intake import own_tables
from sendgraph.intake.merge import SHOWN, Keys
from sendgraph.intake.spool import Spool, line_of
from tests.intake.imports import known
from tests.intake.test_own_tables import write

CLAIM = TenureClaim(
    claim_id="s_1",
    source_id="s",
    status="accepted",
    person_id="a_kent",
    post_id="kent_dcs",
    basis="interim",
    started=parse_moment("2021-11~"),
    is_shared=True,
    days_a_week=2.5,
    note='said "so", twice',
    place=Place("", 7, 2),
)


def people(count: int) -> Iterator[Person]:
    """People in the order of their numbers, which is not that of their ids."""
    for number in range(count):
        yield Person(person_id=f"p-{number}_kent", name=f"P {number}", place=Place("", number, 1))


def open_spools() -> set[str]:
    """The files of SQLite that this process has open and that have no name of their own, by number and former name."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(link)  # noqa: PTH115  # pathlib's gives a path, and this is none
        except FileNotFoundError:  # the folder itself, while it was read
            continue
        if "etilqs_" in target:
            assert target.endswith(" (deleted)")
            found.add(f"{link.name} {target}")
    return found


def test_a_row_comes_back_as_it_was_with_the_line_it_was_made_from() -> None:
    assert list(Spool({"tenures": [CLAIM]})["tenures"]) == [CLAIM]


def test_of_rows_of_one_key_the_first_counts_however_many_lie_between() -> None:
    spool = Spool({"people": people(3_000)})
    for person in people(10):
        spool.add("people", replace(person, name="Another"))
    rows = spool["people"]
    assert len(rows) == 3_000
    assert [row.name for row in rows][:12:11] == ["P 0", "P 11"]  # type: ignore[attr-defined]
    assert rows.find("p-3_kent").name == "P 3"  # type: ignore[union-attr]
    assert {text.partition(",")[2] for key, _, text in rows.by_key() if key == "p-3_kent"} == {"P 3,,\n"}


def test_rows_are_in_the_order_they_came_or_in_that_of_their_keys() -> None:
    rows = Spool({"people": people(12)})["people"]
    assert [row.name for row in rows] == [f"P {number}" for number in range(12)]  # type: ignore[attr-defined]
    assert [key for key, _, _ in rows.by_key()] == sorted(f"p-{number}_kent" for number in range(12))


def test_values_make_the_same_line_as_a_row_and_an_unknown_column_is_refused() -> None:
    rows = Spool().rows("posts")
    rows.add_values(post_id="kent_a", body_ids=("kent", "medway"), title="A, b", seats=2, source_id="s")
    post = Post(post_id="kent_a", body_ids=("kent", "medway"), title="A, b", seats=2, source_id="s")
    assert rows.text("kent_a") == rows.text_of(post) == 'kent_a,kent; medway,,"A, b",,2,,,s,\n'
    with pytest.raises(KeyError, match="titel"):
        rows.add_values(post_id="kent_b", titel="B")


@given(st.lists(st.text(alphabet='ab,;" \n\r\tÅ\u2028'), min_size=2, max_size=5))
def test_a_line_is_as_the_csv_module_writes_it(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    assert line_of(cells) == out.getvalue()


def test_keys_are_counted_and_the_first_of_a_table_named_in_the_order_they_came() -> None:
    keys = Keys()
    for number in sorted(range(1, 101), key=str):
        keys.add("people", f"p-{number}", number)
    assert len(keys) == 100
    assert keys.first == [("people", f"p-{number}") for number in range(1, SHOWN + 1)]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs a list of open files")
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_nothing_is_left_behind_where_an_import_is_broken_off(tmp_path: Path, error: type[BaseException]) -> None:
    before = open_spools()
    seen: set[str] = set()

    def break_off(done: int, total: int) -> None:
        seen.update(open_spools() - before)
        if done > 8_000:
            raise error

    lines = [f"Holder {number},{'x' * 1_000},Kent,2015,,Perm" for number in range(9_000)]
    with pytest.raises(error):
        own_tables.take(write(tmp_path, *lines), known(), break_off)
    assert seen  # so many rows were in a file, which has no name from the start
    gc.collect()  # the error still knew the importer
    assert open_spools() - before == set()
