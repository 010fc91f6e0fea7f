"""The CSV and Parquet exports: the same tables, guarded for spreadsheets, and typed."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date

import pytest

from sendgraph.export.csv_files import csv_text
from sendgraph.export.formats import ExportError
from tests.export.exporting import asked_of, folder, shipped, village, village_triples


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_there_is_a_file_for_facts_and_one_for_claims_of_every_kind() -> None:
    files = folder("csv", village())
    for kind in ("tenures", "departures", "pay", "vacancies", "inspections", "judgements", "measures", "responses"):
        assert {f"current/{kind}.csv", f"claims/{kind}.csv"} <= files.keys()
    assert {"about.csv", "codes.csv", "columns.csv", "evidence.csv", "claims/all.csv", "current/people.csv"} <= set(
        files
    )


def test_a_row_of_a_file_is_a_fact_as_people_read_it() -> None:
    found = {r["tenure_id"]: r for r in rows(folder("csv", village())["current/tenures.csv"])}
    row = found["tenure_larkmere_dcs_bram-tolley"]
    assert (row["person"], row["post"], row["bodies"]) == ("Bram Tolley", "Director of Children's Services", "Larkmere")
    assert (row["start"], row["start_earliest"], row["start_latest"]) == (
        "[2023-06-01..2023-08-31]",
        "2023-06-01",
        "2023-08-31",
    )
    assert (row["is_disputed"], row["is_shared"], row["days_a_week"]) == ("true", "false", "4")
    assert (row["evidence_count"], row["end_latest"]) == ("1", "2030-03-31"), "the post closes then"


def test_a_cell_that_a_spreadsheet_would_run_is_guarded_unless_raw() -> None:
    formula = '"=HYPERLINK(\\"http://example.org\\")"'
    hostile = village_triples().replace(b'"Cleo Wharf"', formula.encode())
    assert hostile != village_triples()
    for is_raw, expected in ((False, "'=HYPERLINK"), (True, "=HYPERLINK")):
        files = folder("csv", asked_of(hostile, is_raw=is_raw))
        names = [r["person"] for r in rows(files["current/tenures.csv"])]
        assert next(n for n in names if "HYPERLINK" in n).startswith(expected)


def test_a_number_and_a_date_are_not_guarded_and_a_dialling_code_is() -> None:
    text = csv_text(["a", "b", "c", "d"], [["-0.5", "+44", "@a", None], [-0.5, "[..2013]", "a-b", 3]])
    assert text == b"a,b,c,d\n-0.5,'+44,'@a,\n-0.5,[..2013],a-b,3\n"


def test_quotes_commas_and_letters_come_back_as_they_were() -> None:
    awkward = ['a "b"', "c, d", "Siân – O’Brien", "two\nlines"]
    read = list(csv.reader(io.StringIO(csv_text(["x"] * 4, [awkward]).decode())))
    assert read[1] == awkward


@pytest.mark.parametrize("asked", [village, pytest.param(shipped, marks=pytest.mark.slow)])
def test_parquet_has_the_rows_of_the_csv_files(asked: object) -> None:
    import pyarrow.parquet

    assert callable(asked)
    texts, typed = folder("csv", asked()._replace(is_raw=True)), folder("parquet", asked())
    assert {p.removesuffix(".csv") for p in texts} == {p.removesuffix(".parquet") for p in typed}
    for path, content in typed.items():
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        read = [{k: told(v) for k, v in row.items()} for row in table.to_pylist()]
        assert read == rows(texts[path.replace(".parquet", ".csv")]), path


def told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def test_parquet_columns_have_types_and_meanings() -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(folder("parquet", village())["current/tenures.parquet"]))
    types = {f.name: f.type for f in table.schema}
    assert (types["start_earliest"], types["is_disputed"]) == (pyarrow.date32(), pyarrow.bool_())
    assert (types["evidence_count"], types["days_a_week"], types["start"]) == (
        pyarrow.int64(),
        pyarrow.float64(),
        pyarrow.string(),
    )
    assert table.schema.field("basis").metadata[b"meaning"] == b"The footing the person last held the post on."
    assert table.schema.metadata[b"data version"] == b"0" * 12
    assert date(2023, 6, 1) in table.column("start_earliest").to_pylist()


def test_without_pyarrow_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'sendgraph\[parquet\]', or export csv"):
        folder("parquet", village())
