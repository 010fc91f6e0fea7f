"""The rows of a report as far as they had come to pass on its day. Days are ISO text, which sorts as days do.

A fact counts as known once it had begun, as ``known_by`` of the analyses has it; a last day later than the day of
the report is not known yet. A later source may tell of an earlier fact, and counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

__all__ = [
    "Row",
    "conflicts_known",
    "departures_known",
    "findings_known",
    "inspections_known",
    "pay_known",
    "sayings_known",
    "stretches_known",
    "succession_known",
    "tenures_known",
]

Row = dict[str, str | None]

_DAY = re.compile(r"(?<![\w-])\d{4}(?:-\d\d){0,2}(?![\w-])")


def tenures_known(rows: Sequence[Row], day: str) -> list[Row]:
    """The tenures that had begun by the day; an end after it is unknown."""
    return [_until(r, day) for r in rows if _is_by(day, r, "first_seen", "start_latest", "end_earliest")]


def departures_known(rows: Sequence[Row], day: str, tenures: Collection[str | None]) -> list[Row]:
    """The departures from those tenures that had happened by the day for certain."""
    return [r for r in rows if r["tenure"] in tenures and _is_by(day, r, "end_latest", "end_earliest")]


def stretches_known(rows: Sequence[Row], day: str) -> list[Row]:
    """The vacancies or measures that had begun by the day; an end after it is unknown."""
    columns = ("start_latest", "start_earliest", "due_latest", "end_earliest", "end_latest")
    return [_until(r, day) for r in rows if _is_by(day, r, *columns)]


def inspections_known(rows: Sequence[Row], day: str) -> list[Row]:
    """The visits that had begun by the day; what they found is unknown before the report was out."""
    found: list[Row] = []
    for row in rows:
        if not _is_by(day, row, "start_latest", "published_latest"):
            continue
        if _is_by(day, row, "published_latest"):
            found.append(row)
        elif not found or found[-1]["inspection"] != row["inspection"]:
            later = ("published_earliest", "published_latest", "aspect", "grade", "tally", "total", "report_url")
            found.append({**row, **dict.fromkeys(later)})
    return found


def findings_known(rows: Sequence[Row], day: str, inspections: Sequence[Row], measures: Sequence[Row]) -> list[Row]:
    """The findings of reports that were out by the day; ``inspections`` are all, ``measures`` those known."""
    out = {r["inspection"] for r in inspections if _is_by(day, r, "published_latest", "start_latest")}
    out |= {r["measure"] for r in measures}
    return [r for r in rows if r["of"] in out]


def sayings_known(rows: Sequence[Row], day: str) -> list[Row]:
    """What had been done or said by the day."""
    return [r for r in rows if _is_by(day, r, "latest", "earliest")]


def pay_known(rows: Sequence[Row], day: str) -> list[Row]:
    """The pay figures that had been published by the day."""
    return [r for r in rows if _is_by(day, r, "published_latest")]


def succession_known(rows: Sequence[Row], day: str) -> list[Row]:
    """The councils that had taken over, or been taken over, by the day after."""
    return [r for r in rows if _is_by(day, r, "closed_latest")]


def conflicts_known(rows: Sequence[Row], day: str) -> list[Row]:
    """The contradictions on days up to that one, and those on no day."""
    return [r for r in rows if all(d <= day[: len(d)] for d in _DAY.findall(f"{r['value_a']} {r['value_b']}"))]


def _is_by(day: str, row: Row, *columns: str) -> bool:
    """Whether the first of the columns that holds a day holds one up to that day, or none holds any."""
    return next((value for name in columns if (value := row.get(name))), "") <= day


def _until(row: Row, day: str) -> Row:
    first, last = row["end_earliest"], row["end_latest"]
    if max(first or "", last or "") <= day:
        return row
    clipped: Row = {"end_earliest": min(first, day) if first else None, "end_latest": None}
    if "end_status" in row:
        clipped["end_status"] = "unknown"
    return {**row, **clipped}
