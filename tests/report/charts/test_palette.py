"""Colours: enough contrast for text and marks, and no two grades alike but by their letter."""

from __future__ import annotations

import pytest

from sendgraph.report.charts.grades import GRADES, find_grade
from sendgraph.report.charts.palette import HOLDER, INK, INTERIM, PAPER, SERIES, SOFT, TINTS, contrast


@pytest.mark.parametrize("colour", [INK, SOFT, *SERIES])
def test_text_can_be_read_on_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5


@pytest.mark.parametrize("colour", [HOLDER, INTERIM, "#767676", *SERIES, *(g.colour for g in GRADES.values())])
def test_marks_stand_out_from_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3


@pytest.mark.parametrize(("colour", "tint"), list(zip(SERIES, TINTS, strict=True)))
def test_a_curve_stands_out_from_its_own_band(colour: str, tint: str) -> None:
    assert contrast(colour, tint) >= 3


def test_the_white_letter_in_a_diamond_can_be_read() -> None:
    assert min(contrast(grade.colour, PAPER) for grade in GRADES.values()) >= 4.5


def test_a_letter_stands_for_one_grade_only() -> None:
    assert len({grade.letter for grade in GRADES.values()}) == len(GRADES)


def test_every_grade_of_the_code_list_has_a_letter() -> None:
    from sendgraph.facts.codes import code_lists

    assert set(GRADES) == set(code_lists()["grade"])


def test_an_unknown_grade_has_its_first_letter_and_words() -> None:
    grade = find_grade("met-in-part")
    assert grade is not None
    assert (grade.letter, grade.words) == ("M", "met in part")
    assert find_grade("") is None
