"""Ids of inspections: the body, the kind of visit and its month, the same from whichever file a visit comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import NamedTuple

from sendgraph.core.dates import Edtf
from sendgraph.facts.claims import InspectionClaim
from sendgraph.intake.spool import Spool

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

    def __init__(self, inspections: Iterable[InspectionClaim], spool: Spool | None = None) -> None:
        self._disk = (Spool() if spool is None else spool).disk
        self._disk.execute("CREATE TABLE visits (number INTEGER PRIMARY KEY, id, base, kind, started, published)")
        for columns in ("id", "base, started", "base, published"):
            self._disk.execute(f"CREATE INDEX visits_by_{columns[-4:]} ON visits ({columns})")
        for claim in inspections:
            started, published = _full_day(claim.started), _full_day(claim.published)
            body, _, rest = claim.inspection_id.partition("_")
            self._learn(Known(claim.inspection_id, claim.kind, started, published), f"{body}_{rest.partition('_')[0]}")

    def _learn(self, visit: Known, base: str) -> None:
        self._disk.execute(
            "INSERT INTO visits (id, base, kind, started, published) VALUES (?, ?, ?, ?, ?)",
            (visit.inspection_id, base, *visit[1:]),
        )

    def _of_id(self, inspection_id: str) -> Known | None:
        """All that is known of the visit: its kind, and of both days the one learned first."""
        asked = "SELECT id, kind, started, published FROM visits WHERE id = ? ORDER BY number"
        found = [Known(*each) for each in self._disk.execute(asked, (inspection_id,))]
        return reduce(_joined, found) if found else None

    def _of_day(self, base: str, what: str, day: str) -> Known | None:
        """The visit first known to have begun, or been reported on, that day."""
        asked = f"SELECT id FROM visits WHERE base = ? AND {what} = ? ORDER BY number LIMIT 1"
        found = self._disk.execute(asked, (base, day)).fetchone() if day else None
        return self._of_id(found[0]) if found else None

    def known(self, body: str, label: str, started: str, published: str) -> Known | None:
        """The visit of that body and label that began or was reported on one of these days, if it is known."""
        base = f"{body}_{label}"
        if by_start := self._of_day(base, "started", started):
            return by_start
        by_report = self._of_day(base, "published", published)
        if by_report and not _are_far_apart(by_report.started, started, 6 * _NEAR_DAYS):
            return by_report
        return None

    def find(self, body: str, label: str, kind: str, started: str, published: str) -> str:
        """The id of the visit; it is known from then on. One of the two days must be given."""
        found = self.known(body, label, started, published)
        day = started or published
        name = found.inspection_id if found else f"{body}_{label}_{day[:7]}"
        if not found and (there := self._of_id(name)) and _is_another(there, started, published):
            name = f"{body}_{label}_{day}"
        if (visit := Known(name, kind, started, published)) != found:
            self._learn(visit, f"{body}_{label}")
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
