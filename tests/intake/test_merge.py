"""Rows into a dataset: nothing lost, nothing done twice, and what somebody decided stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sendgraph.core.problems import FactsError
from sendgraph.facts.canonical import find_untidy
from sendgraph.facts.claims import JudgementClaim
from sendgraph.facts.column import Row
from sendgraph.facts.read import read_table
from sendgraph.facts.tables import TABLES
from sendgraph.facts.things import Source
from sendgraph.intake.merge import Merged, merge_into
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError
from sendgraph.intake.spool import Spool

ABOUT = {"title": 'A "made" one', "publisher": "p", "licence": "l", "made": "m"}
SOURCE = Source(source_id="s", kind="other", publisher="p", title="t", url="https://example.org/")
JUDGED = JudgementClaim(
    claim_id="s_overall",
    source_id="s",
    status="accepted",
    inspection_id="kent_ilacs_2022-05",
    aspect="overall-effectiveness",
    grade="good",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "own"


def put(folder: Path, *rows: Row, **about: object) -> Merged:
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault("sources" if isinstance(row, Source) else "judgements", []).append(row)
    return merge_into(folder, Taken(rows=Spool(tables), **about), ABOUT)  # type: ignore[arg-type]


def judgements(folder: Path) -> list[JudgementClaim]:
    rows, problems = read_table(folder / "judgements.csv", TABLES["judgements"], "own")
    assert problems == []
    return rows  # type: ignore[return-value]


def test_a_new_dataset_is_made_with_its_description_and_canonical_tables(folder: Path) -> None:
    merged = put(folder, SOURCE, JUDGED)
    assert merged.added.first == [("judgements", "s_overall"), ("sources", "s")]
    text = (folder / "dataset.toml").read_text(encoding="utf-8")
    assert text.startswith('title = "A \\"made\\" one"\n')
    assert find_untidy(folder) == []


def test_the_same_rows_again_change_nothing(folder: Path) -> None:
    put(folder, SOURCE, JUDGED)
    before = {p: p.stat().st_mtime_ns for p in folder.iterdir()}
    merged = put(folder, SOURCE, JUDGED)
    assert (len(merged.added), len(merged.changed), len(merged.dropped)) == (0, 0, 0)
    assert merged.unchanged.first == [("judgements", "s_overall"), ("sources", "s")]
    assert {p: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_a_newer_claim_replaces_the_older_of_its_id_and_leaves_the_others(folder: Path) -> None:
    other = replace(JUDGED, claim_id="s_in-care", aspect="in-care")
    put(folder, JUDGED, other)
    merged = put(folder, replace(JUDGED, grade="outstanding"), other)
    assert merged.changed.first == [("judgements", "s_overall")]
    assert [(j.claim_id, j.grade) for j in judgements(folder)] == [("s_in-care", "good"), ("s_overall", "outstanding")]


def test_what_a_newer_file_no_longer_has_is_told_and_kept(folder: Path) -> None:
    other = replace(JUDGED, claim_id="t_overall")
    by_hand = replace(JUDGED, claim_id="s_3", aspect="in-care")
    foreign = replace(JUDGED, claim_id="x_overall", source_id="x")
    put(folder, JUDGED, other, by_hand, foreign)
    merged = put(folder, JUDGED)
    assert merged.dropped.first == [("judgements", "t_overall")]
    assert len(judgements(folder)) == 4
    assert put(folder, JUDGED, is_part=True).dropped.first == []


def test_where_each_report_is_a_source_the_family_of_their_ids_tells_what_was_dropped(folder: Path) -> None:
    old = replace(JUDGED, claim_id="report_a_overall", source_id="report_a")
    new = replace(JUDGED, claim_id="report_b_overall", source_id="report_b")
    put(folder, old, new)
    assert put(folder, new).dropped.first == []
    assert put(folder, new, family="report_").dropped.first == [("judgements", "report_a_overall")]


def test_a_status_that_somebody_gave_stays_and_the_newer_value_is_taken(folder: Path) -> None:
    put(folder, replace(JUDGED, status="rejected", status_reason="misread", note="by hand"))
    put(folder, replace(JUDGED, grade="inadequate"))
    (row,) = judgements(folder)
    assert (row.status, row.status_reason, row.note, row.grade) == ("rejected", "misread", "by hand", "inadequate")


def test_nothing_of_a_withdrawn_claim_comes_back(folder: Path) -> None:
    tombstone = JudgementClaim(claim_id="s_overall", status="withdrawn", status_reason="2026-01-31: the source fell")
    put(folder, tombstone)
    assert put(folder, JUDGED).unchanged.first == [("judgements", "s_overall")]
    assert (folder / "judgements.csv").read_text(encoding="utf-8").count("\n") == 2
    assert [(j.grade, j.source_id) for j in judgements(folder)] == [("", "")]


def test_a_thing_is_filled_and_never_emptied(folder: Path) -> None:
    put(folder, SOURCE)
    put(folder, replace(SOURCE, url="", file_name="a.pdf"))
    rows, _ = read_table(folder / "sources.csv", TABLES["sources"], "own")
    assert [(r.url, r.file_name) for r in rows] == [("https://example.org/", "a.pdf")]  # type: ignore[attr-defined]


def test_what_a_dataset_beside_has_is_not_repeated(folder: Path) -> None:
    taken = Taken(rows=Spool({"sources": [SOURCE], "judgements": [JUDGED]}))
    merged = merge_into(folder, taken, ABOUT, elsewhere={"sources": frozenset({"s"})})
    assert merged.elsewhere.first == [("sources", "s")]
    assert not (folder / "sources.csv").exists()
    assert judgements(folder)[0].claim_id == "s_overall"


def test_what_a_dataset_beside_has_is_left_out_of_a_table_that_gets_other_rows(folder: Path) -> None:
    taken = Taken(rows=Spool({"sources": [SOURCE, replace(SOURCE, source_id="t")]}))
    merged = merge_into(folder, taken, ABOUT, elsewhere={"sources": frozenset({"s"})})
    assert (merged.added.first, merged.elsewhere.first) == ([("sources", "t")], [("sources", "s")])
    rows, _ = read_table(folder / "sources.csv", TABLES["sources"], "own")
    assert [row.source_id for row in rows] == ["t"]  # type: ignore[attr-defined]


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    merged = merge_into(folder, Taken(rows=Spool({"judgements": [JUDGED]})), ABOUT, is_dry=True)
    assert merged.added.first == [("judgements", "s_overall")]
    assert not folder.exists()


def test_a_table_that_cannot_be_read_whole_is_not_written_over(folder: Path) -> None:
    put(folder, JUDGED)
    path = folder / "judgements.csv"
    spoilt = path.read_text(encoding="utf-8").replace("accepted", "acepted")
    path.write_text(spoilt, encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        put(folder, replace(JUDGED, grade="outstanding"))
    assert [p.code for p in caught.value.problems] == ["UNKNOWN_CODE"]
    assert path.read_text(encoding="utf-8") == spoilt


def test_a_folder_that_cannot_name_a_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="'My Data' cannot name a dataset: use lower-case letters"):
        put(tmp_path / "My Data", JUDGED)
