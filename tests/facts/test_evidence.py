from __future__ import annotations

from pathlib import Path

import pytest

from sendgraph.facts.claims import Claim, TenureClaim
from sendgraph.facts.evidence import anchor_url, find_evidence_problems, find_passages, passage_hash
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Source

TEXT = "The head left – with “immediate”\neffect, it said. The head left again, with no effect.\n"


def claim(words: str, sha256: str = "") -> Claim:
    return TenureClaim(claim_id="c", source_id="paper", words=words, passage_sha256=sha256)


def facts(*claims: Claim, text_sha256: str = "", source_id: str = "paper") -> Facts:
    tenures = [c for c in claims if isinstance(c, TenureClaim)]
    return Facts(sources=[Source(source_id=source_id, text_sha256=text_sha256)], tenures=tenures)


def codes(facts: Facts, folder: Path) -> tuple[list[str], int]:
    problems, checked = find_evidence_problems(facts, folder)
    return [p.code for p in problems], checked


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "paper.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_passage_is_found_whatever_its_quotes_hyphens_and_line_breaks() -> None:
    assert find_passages(TEXT, 'left - with … "immediate" effect,') == ['left - with "immediate" effect,']


def test_the_passage_from_each_start_to_the_next_end_is_found() -> None:
    assert find_passages(TEXT, "The head left … effect") == [
        'The head left - with "immediate" effect',
        "The head left again, with no effect",
    ]


def test_words_without_a_gap_are_the_whole_passage() -> None:
    assert find_passages(TEXT, "it said.") == ["it said."]
    assert find_passages(TEXT, "he said.") == []
    assert find_passages(TEXT, "no effect … The head") == []


def test_signs_in_words_are_no_pattern() -> None:
    assert find_passages("a.c (b) abc", "a.c … (b)") == ["a.c (b)"]
    assert find_passages("abc b", "a.c") == []


def test_a_hash_is_of_the_normalised_passage() -> None:
    assert passage_hash("a –  ‘b’ ") == passage_hash("a - 'b'")
    assert passage_hash("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def test_a_claim_with_its_passage_and_hash_is_right(texts: Path) -> None:
    right = claim("The head left … again,", passage_hash("The head left again,"))
    whole = find_passages(TEXT, "The head left … again,")
    assert len(whole) == 2
    assert codes(facts(right), texts) == ([], 1)
    assert codes(facts(claim("it said.")), texts) == ([], 1)


def test_missing_and_changed_passages_are_reported(texts: Path) -> None:
    assert codes(facts(claim("The head stayed")), texts) == (["NO_PASSAGE"], 1)
    assert codes(facts(claim("it said.", passage_hash("it wrote."))), texts) == (["PASSAGE_CHANGED"], 1)


def test_a_changed_text_is_reported(texts: Path) -> None:
    assert codes(facts(text_sha256=passage_hash(TEXT)), texts) == ([], 0)
    assert codes(facts(text_sha256=passage_hash("other")), texts) == (["TEXT_CHANGED"], 0)


def test_a_text_is_known_by_its_hash_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "001_x.txt").write_text(TEXT, encoding="utf-8")
    assert codes(facts(claim("The head stayed"), text_sha256=passage_hash(TEXT)), tmp_path) == (["NO_PASSAGE"], 1)
    assert codes(facts(claim("The head stayed")), tmp_path) == ([], 0)


def test_claims_without_words_or_text_are_not_counted_as_checked(texts: Path) -> None:
    assert codes(facts(claim("")), texts) == ([], 0)
    assert codes(facts(claim("it said."), source_id="other"), texts) == ([], 0)


def test_a_text_that_is_not_utf8_is_read_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(b"it said \xe9 once")
    assert codes(facts(claim("it said")), tmp_path) == ([], 1)


@pytest.mark.parametrize(
    ("url", "words", "anchored"),
    [
        ("https://a.example/x", "left at … notice", "https://a.example/x#:~:text=left%20at,notice"),
        ("https://a.example/x", "well-known, & so", "https://a.example/x#:~:text=well%2Dknown%2C%20%26%20so"),
        ("https://a.example/x#top", "left", "https://a.example/x#top:~:text=left"),
        ("https://a.example/x", "", "https://a.example/x"),
        ("", "left", ""),
    ],
)
def test_an_anchor_jumps_to_the_passage(url: str, words: str, anchored: str) -> None:
    assert anchor_url(url, words) == anchored
