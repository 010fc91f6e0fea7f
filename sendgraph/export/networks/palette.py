"""Colours of nodes and edges by what they are, which people with any colour vision tell apart.

Okabe and Ito's set and a brown-to-blue scale, darkened until each has a contrast of at least 3 to 1 against white
(https://jfly.uni-koeln.de/color/; WCAG 2.2, 1.4.11). Shapes and words say the same, so that no colour stands alone.
Without alpha: a reader that knows only colours shows one with alpha in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["GRADES", "KINDS", "NO_GRADE", "OTHER_ROLE", "ROLES", "SEVERAL_ROLES", "Look", "Painter", "rgb"]


class Look(NamedTuple):
    """A colour as ``#rrggbb`` and what it says, as a code: empty where it says nothing but the kind."""

    colour: str
    meaning: str


GRADES = {
    "outstanding": "#08519c",
    "good": "#4292c6",
    "requires-improvement": "#d9730d",
    "inadequate": "#7f2704",
}
"""Overall effectiveness, from the best; the four grades of one scale."""
NO_GRADE = "#8a8a8a"

ROLES = {
    "dcs": "#0072b2",
    "lead-member": "#b17718",
    "chief-executive": "#4617ac",
    "send-director": "#641162",
    "assistant-director": "#8d2c1c",
    "commissioner": "#1a1a1a",
}
"""Roles of posts, tenures and moves; all others share ``OTHER_ROLE``."""
OTHER_ROLE = "#8a8a8a"
SEVERAL_ROLES = Look("#555555", "several-roles")
"""What stands for more than one role, such as a line for moves into different posts."""

KINDS = {"officer": "#3a3a3a", "inspection": "#02056e", "measure": "#b01fd0"}
"""Nodes that have neither a grade nor a role."""

SHAPES = {"council": "disc", "officer": "disc", "post": "square", "tenure": "square"}
SHAPES |= {"inspection": "diamond", "measure": "triangle"}


class Painter:
    """Finds the colour of a node or edge from its values, by the names of the attributes."""

    def __init__(
        self, names: Sequence[str], roles: Sequence[str] = ("role", "role_after", "role_before", "roles")
    ) -> None:
        places = {name: place for place, name in enumerate(names)}
        self._grade = places.get("overall_grade")
        self._roles = tuple(places[r] for r in roles if r in places)
        self._looks: dict[tuple[str, object], Look] = {}

    def look(self, kind: str, values: Sequence[object]) -> Look:
        """The colour of something of that kind: a council's by its grade, all else by its role, if it has one."""
        told: object = None
        if kind == "council":
            told = values[self._grade] if self._grade is not None else None
        else:
            for place in self._roles:
                told = values[place]
                if told is not None:
                    break
        found = self._looks.get((kind, told))
        if found is None:
            found = self._looks[kind, told] = _look(kind, told)
        return found


def _look(kind: str, told: object) -> Look:
    if kind == "council":
        return Look(GRADES.get(str(told), NO_GRADE), str(told or "no-grade"))
    if told is None and kind in KINDS:
        return Look(KINDS[kind], "")
    role = str(told)
    if "; " in role:
        return SEVERAL_ROLES
    return Look(ROLES.get(role, OTHER_ROLE), role if role in ROLES else "other-role")


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#rrggbb``, each from 0 to 255.

    >>> rgb("#08519c")
    (8, 81, 156)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
