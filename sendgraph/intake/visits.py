"""Ids of inspections: the body, the kind of visit and its month, the same from whichever file a visit comes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sendgraph.core.dates import Edtf
from sendgraph.facts.tables import Facts

__all__ = ["Known", "Visits"]

_NEAR_DAYS = 10
"""Sources that date one visit differently differ by days; two visits of one kind lie weeks apart."""


class Known(NamedTuple):
    """What is known of a visit already: its id and kind, and a first day and a day of publication some source gives."""

    inspection_id: str
    kind: str
    started: str
    published: str


class Visits:
    """Finds the id of a visit: one that is known already, or a new one.

    A visit is known by its first day or by the day its report came out. An id is the body, the label of the kind of
    visit and the month it began, ``suffolk_area-send_2016-12``; a second visit of a month gets the day instead.
    """

    def __init__(self, facts: Facts) -> None:
        self._ids: dict[str, Known] = {}
        self._days: dict[tuple[str, str, str], str] = {}
        for claim in facts.inspections:
            started, published = _full_day(claim.started), _full_day(claim.published)
            body, _, rest = claim.inspection_id.partition("_")
            self._learn(Known(claim.inspection_id, claim.kind, started, published), body, rest.partition("_")[0])

    def _learn(self, visit: Known, body: str, label: str) -> None:
        base = f"{body}_{label}"
        before = self._ids.get(visit.inspection_id)
        self._ids[visit.inspection_id] = visit if before is None else _joined(before, visit)
        for what, day in (("start", visit.started), ("report", visit.published)):
            if day:
                self._days.setdefault((base, what, day), visit.inspection_id)

    def known(self, body: str, label: str, started: str, published: str) -> Known | None:
        """The visit of that body and label that began or was reported on one of these days, if it is known."""
        base = f"{body}_{label}"
        by_start = self._days.get((base, "start", started)) if started else None
        if by_start:
            return self._ids[by_start]
        by_report = self._days.get((base, "report", published)) if published else None
        if by_report and not _are_far_apart(self._ids[by_report].started, started, 6 * _NEAR_DAYS):
            return self._ids[by_report]
        return None

    def find(self, body: str, label: str, kind: str, started: str, published: str) -> str:
        """The id of the visit; it is known from then on. One of the two days must be given."""
        found = self.known(body, label, started, published)
        day = started or published
        name = found.inspection_id if found else f"{body}_{label}_{day[:7]}"
        if not found and (there := self._ids.get(name)) and _is_another(there, started, published):
            name = f"{body}_{label}_{day}"
        self._learn(Known(name, kind, started, published), body, label)
        return name


def _full_day(moment: Edtf | None) -> str:
    return moment.text if moment and len(moment.text) == 10 and moment.bounds.days == 1 else ""


def _joined(a: Known, b: Known) -> Known:
    return Known(a.inspection_id, a.kind or b.kind, a.started or b.started, a.published or b.published)


def _is_another(there: Known, started: str, published: str) -> bool:
    """Whether a visit of the same month is another one than the one known: its days are, as far as both are given."""
    if started and there.started:
        return _are_far_apart(there.started, started, _NEAR_DAYS)
    return _are_far_apart(there.published, published, _NEAR_DAYS)


def _are_far_apart(a: str, b: str, days: int) -> bool:
    return bool(a and b) and abs((date.fromisoformat(a) - date.fromisoformat(b)).days) > days
