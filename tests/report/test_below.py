"""Tables whose long columns stand as lines under their rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sendgraph.report.below import table_lines
from sendgraph.report.layout import Section

CLAIMS = "; ".join(f"some-paper_2020-01-council_{n}" for n in range(6))
SECTION = Section(
    "S",
    "",
    ("person", "from", "claims"),
    [("Ann Other", "Northamptonshire", CLAIMS), ("Bea", "Kent", "")],
    below=("claims",),
)


def test_claims_stand_below_their_row_and_keep_their_ids_whole() -> None:
    lines = table_lines(SECTION, 60, is_fitted=False)
    assert lines[:3] == ["person     from", "---------  ----------------", "Ann Other  Northamptonshire"]
    assert lines[3].startswith("    claims: some-paper_2020-01-council_0;")
    assert " ".join(lines[3:-1]).split() == ["claims:", *CLAIMS.split()]
    assert lines[-1] == "Bea        Kent"
    assert max(map(len, lines)) <= 60


def test_rows_are_wrapped_at_words_where_a_terminal_is_narrow() -> None:
    lines = table_lines(SECTION, 24, is_fitted=True)
    assert lines[2] == "Ann     Northamptonshire"
    assert lines[3] == "Other"


@given(st.lists(st.tuples(*[st.text("ab c", max_size=30)] * 3), min_size=1, max_size=4), st.integers(12, 60))
def test_fitted_lines_are_no_wider_and_lose_no_letter(rows: list[tuple[str, ...]], width: int) -> None:
    section = Section("S", "", ("one", "two", "claims"), rows, below=("claims",))
    lines = table_lines(section, width, is_fitted=True)
    assert max(map(len, lines)) <= width
    letters = sorted("".join(lines).replace(" ", "").replace("-", ""))
    told = "".join(f"claims:{row[2]}" for row in rows if row[2])
    assert letters == sorted(("onetwo" + told + "".join(a + b for a, b, _ in rows)).replace(" ", ""))


def test_without_long_columns_a_table_is_as_before() -> None:
    section = Section("S", "", ("a", "b"), [("1", "2")])
    assert table_lines(section, 100, is_fitted=False) == ["a  b", "-  -", "1  2"]
