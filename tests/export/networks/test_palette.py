"""Colours of networks: told apart with any colour vision, and seen against white."""

from __future__ import annotations

from itertools import combinations

import pytest

from sendgraph.export.networks.palette import GRADES, KINDS, NO_GRADE, OTHER_ROLE, ROLES, SEVERAL_ROLES, Painter, rgb

VISIONS = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How colours look where one sort of cone is missing: Machado, Oliveira and Fernandes 2009, severity 1."""

SETS = {
    "grades and kinds": [*GRADES.values(), NO_GRADE, KINDS["inspection"], KINDS["measure"]],
    "grades and officers": [*GRADES.values(), NO_GRADE, KINDS["officer"]],
    "roles": [*ROLES.values(), OTHER_ROLE, SEVERAL_ROLES.colour],
}


def linear(colour: str) -> list[float]:
    parts = [part / 255 for part in rgb(colour)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(light: list[float]) -> tuple[float, float, float]:
    """CIELAB under D65."""
    r, g, b = (min(max(part, 0.0), 1.0) for part in light)
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    fx, fy, fz = (
        (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116)
        for t in (part / white for part, white in zip(xyz, (0.95047, 1.0, 1.08883), strict=True))
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    light = linear(colour)
    return lab([sum(a * b for a, b in zip(row, light, strict=True)) for row in VISIONS[vision]])


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", SETS)
def test_no_two_colours_look_alike(name: str, vision: str) -> None:
    looks = [seen(colour, vision) for colour in SETS[name]]
    nearest = min(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 for a, b in combinations(looks, 2))
    assert nearest > 15  # a difference of about 2 is just seen


@pytest.mark.parametrize("name", SETS)
def test_every_colour_stands_out_from_white(name: str) -> None:
    for colour in SETS[name]:
        r, g, b = linear(colour)
        assert 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= 3


def test_councils_have_the_colour_of_their_grade_and_all_else_of_its_role() -> None:
    look = Painter(["overall_grade", "role"]).look
    assert look("council", ["good", "dcs"]) == (GRADES["good"], "good")
    assert look("council", [None, None]) == (NO_GRADE, "no-grade")
    assert look("tenure", [None, "dcs"]) == (ROLES["dcs"], "dcs")
    assert look("tenure", [None, "minister"]) == (OTHER_ROLE, "other-role")
    assert look("officer", [None, None]) == (KINDS["officer"], "")


def test_a_move_has_the_colour_of_the_role_taken_up_or_else_of_the_one_left() -> None:
    look = Painter(["role_before", "role_after"]).look
    assert look("move", ["dcs", "commissioner"]).meaning == "commissioner"
    assert look("move", ["dcs", None]).meaning == "dcs"


def test_several_roles_at_once_are_not_another_role() -> None:
    look = Painter(["roles"]).look
    assert look("held", ["chief-executive; dcs"]) == SEVERAL_ROLES
    assert look("held", ["dcs"]) == (ROLES["dcs"], "dcs")
