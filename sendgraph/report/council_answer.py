"""The answer of the report on one council: who leads its children's services, and what came before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sendgraph.report.evidence import Row
from sendgraph.report.tenure_dates import TenureDates, place_in_post
from sendgraph.report.words import count_of, day_range

__all__ = ["council_answer"]


def council_answer(
    label: str, holders: Sequence[Row], succession: Sequence[Row], dates: TenureDates, visits: int
) -> str:
    """The last statutory directors that the sources show, how many inspections, and the councils before and after."""
    directors = sorted((r for r in holders if r["role"] == "dcs"), key=place_in_post)
    on_record = f"{count_of(visits, 'inspection')} {'is' if visits == 1 else 'are'} on record"
    if directors:
        people = len({r["person_id"] for r in directors})
        first = (
            f"{label}: {count_of(people, 'holder')} of the post of director of children's services "
            f"{'is' if people == 1 else 'are'} evidenced, the last {_last(directors, dates)}; {on_record}."
        )
    else:
        first = f"No source in the graph names a director of children's services of {label}; {on_record}."
    return " ".join([first, *_before_and_after(succession)])


def _last(directors: Sequence[Row], dates: TenureDates) -> str:
    """The last holder, or all who share the seat with the last one, and what is known of the end."""
    last = directors[-1]
    began = last["start_latest"] or ""
    together = [
        r
        for r in directors
        if r is last
        or (
            r["post"] == last["post"]
            and r["is_shared"]
            and last["is_shared"]
            and not (r["end_latest"] and r["end_latest"] < began)
        )
    ]
    ends = {dates.until(r) for r in together}
    if len(together) == 1 or len(ends) > 1:
        return " and ".join(f"{r['person']} ({dates.until(r)})" for r in together)
    return f"{' and '.join(r['person'] or '' for r in together)} together ({ends.pop()})"


def _before_and_after(succession: Sequence[Row]) -> Iterator[str]:
    before = [r for r in succession if r["relation"] == "took over from"]
    after = [r for r in succession if r["relation"] == "succeeded by"]
    if before:
        closed = _closed(before)
        yield f"It took over from {_names(before)}{f', which ended on {closed}' if closed else ''}."
    if after:
        closed = _closed(after)
        yield f"It ended{f' on {closed}' if closed else ''}, succeeded by {_names(after)}."


def _names(rows: Sequence[Row]) -> str:
    names = [r["name"] or "" for r in rows]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _closed(rows: Sequence[Row]) -> str:
    """The last day in words, where it is the same for all rows; else nothing."""
    days = {day_range(r["closed_earliest"], r["closed_latest"]) for r in rows}
    return days.pop() if len(days) == 1 and rows[0]["closed_latest"] else ""
