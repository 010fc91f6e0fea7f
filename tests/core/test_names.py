from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.names import fold, normalise_text, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Helens", "ST HELENS"),
        ("John O’Loughlin", "john o'loughlin"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("Stoke-on-Trent", "Stoke on Trent"),
        ("Siân", "Sian"),
        ("Sia\u0302n", "Siân"),
        ("Søren Łukasz Þór", "Soren Lukasz Thor"),
        ("Straße", "STRASSE"),
        ("Bristol,  City of", "bristol city of"),
    ],
)
def test_names_that_differ_in_dress_only_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Ann Lee", "Anne Lee"), ("Lee Ann", "Ann Lee"), ("Suffolk", "Norfolk")])
def test_names_that_differ_in_letters_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_a_slug_is_part_of_an_id(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))


def test_the_slug_of_a_council_is_readable() -> None:
    assert slug("Kingston upon Hull, City of") == "kingston-upon-hull-city-of"


def test_running_text_is_normalised_in_quotes_hyphens_and_spaces_only() -> None:
    text = "  The “head”\u00a0left – at once —\n\t‘he said’.  "
    assert normalise_text(text) == "The \"head\" left - at once - 'he said'."
    assert normalise_text("Cafe\u0301 … 2021") == "Café … 2021"


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)
