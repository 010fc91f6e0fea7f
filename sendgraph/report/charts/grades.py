"""What inspectors found, as a letter and a colour; a letter and the words tell grades of different schemes apart."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["GRADES", "Grade", "find_grade"]

_GOOD, _MIDDLING, _POOR, _PLAIN = "#005a8c", "#7a5600", "#a01f3c", "#545454"


class Grade(NamedTuple):
    """The letter in the diamond, its colour under white letters, and the grade in words."""

    letter: str
    colour: str
    words: str


GRADES = {
    "outstanding": Grade("O", _GOOD, "outstanding"),
    "good": Grade("G", _GOOD, "good"),
    "requires-improvement": Grade("R", _MIDDLING, "requires improvement"),
    "inadequate": Grade("I", _POOR, "inadequate"),
    "typically-positive": Grade("P", _GOOD, "typically positive"),
    "inconsistent": Grade("N", _MIDDLING, "inconsistent"),
    "systemic-failings": Grade("F", _POOR, "widespread or systemic failings"),
    "not-required": Grade("–", _GOOD, "no statement of action required"),
    "required": Grade("W", _POOR, "written statement of action required"),
    "all-weaknesses": Grade("A", _GOOD, "sufficient progress in all weaknesses"),
    "some-weaknesses": Grade("S", _MIDDLING, "sufficient progress in some weaknesses"),
    "no-weakness": Grade("X", _POOR, "sufficient progress in no weakness"),
}
"""By code of the list ``grade``; a letter stands for one grade only."""


def find_grade(code: str) -> Grade | None:
    """The grade of that code; one that is not in the list by its first letter in grey, and ``None`` for no code."""
    if not code:
        return None
    return GRADES.get(code) or Grade(code[0].upper(), _PLAIN, code.replace("-", " "))
