"""The published record beside our figures: who printed what, what ours are then, and what can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sendgraph.analysis.against import Compared
from sendgraph.facts.codes import code_lists
from sendgraph.report.figures import Bar, Bars
from sendgraph.report.layout import Section

__all__ = ["published_sections", "published_values"]

_COUNTS = ("holder-changes", "bodies-with-change", "interim-appointments", "interims-in-post")


def published_sections(compared: Sequence[Compared]) -> list[Section]:
    """One section a kind of figure: period, published, ours, whether it lies within, and what sets them apart."""
    kinds = [k for k in code_lists()["figure-kind"] if any(c.published.kind == k for c in compared)]
    own = [_section(kind, [c for c in compared if c.published.kind == kind]) for kind in kinds]
    if not compared:
        return [
            Section("Against the published record", "No figures that others counted of this role are in the graph.")
        ]
    return [_overview(compared), *own]


def _overview(compared: Sequence[Compared]) -> Section:
    labels = code_lists()["figure-kind"]
    rows = []
    for kind in dict.fromkeys(c.published.kind for c in compared):
        of = [c for c in compared if c.published.kind == kind]
        known = [c for c in of if c.agrees is not None]
        rows.append((labels[kind].label, str(len(of)), str(len(known)), str(sum(bool(c.agrees) for c in known))))
    text = (
        "How many published figures can be compared, and how many of those lie between our bounds. A count of ours is "
        "between a certain and a possible bound; a published one above both shows that sources are missing."
    )
    return Section("Against the published record", text, ("figure", "published", "comparable", "within"), rows)


def _section(kind: str, compared: Sequence[Compared]) -> Section:
    label, definition = code_lists()["figure-kind"][kind].label, code_lists()["figure-kind"][kind].definition
    rows, links = [], {}
    for number, each in enumerate(compared):
        publisher, url = each.published.sources[0]
        more = len(each.published.sources) - 1
        rows.append(
            (
                _period(each),
                _limits(each),
                f"{each.published.value:g}",
                _ours(each),
                {True: "within", False: "outside", None: "not comparable"}[each.agrees],
                publisher + (f" and {more} more" if more else ""),
            )
        )
        if url:
            links[number, 5] = url
    words = " ".join(dict.fromkeys(c.ours.words for c in compared))
    bars = [
        Bar(_period(c), c.ours.bounds.lower, c.ours.bounds.upper, c.published.value)
        for c in compared
        if kind in _COUNTS and c.ours.bounds and not _limits(c)
    ]
    figure = Bars(f"{label.capitalize()}: ours, certain and possible, and as published", label, bars, "published")
    columns = ("period", "only", "published", "ours", "published figure is", "printed by")
    return Section(
        label.capitalize(),
        f"{definition} {words}",
        columns,
        rows,
        figure=figure if len(bars) > 1 else None,
        links=links,
        is_main=kind == "holder-changes",
    )


def _period(each: Compared) -> str:
    first, last = each.published.first, each.published.last
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31) and last.year == first.year + 1:
        return f"{first.year}/{last.year % 100:02}"
    return f"{first:%Y-%m} to {last:%Y-%m}"


def _limits(each: Compared) -> str:
    codes, of = code_lists(), each.published
    parts = ((of.basis, "basis"), (of.grade, "grade"), (of.region, "region"))
    return ", ".join(codes[name][code].label for code, name in parts if code)


def _ours(each: Compared) -> str:
    bounds = each.ours.bounds
    if bounds is None:
        return "–"
    low, high = (f"{x:.0f}" if x == int(x) else f"{x:.1f}" for x in bounds)
    return (low if low == high else f"{low} to {high}") + f" (n = {each.ours.size})"


def published_values(compared: Sequence[Compared]) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [
        {
            "figure": c.published.figure_id,
            "kind": c.published.kind,
            "period": [c.published.first.isoformat(), c.published.last.isoformat()],
            "basis": c.published.basis or None,
            "grade": c.published.grade or None,
            "region": c.published.region or None,
            "published": c.published.value,
            "sources": [{"publisher": publisher, "url": url or None} for publisher, url in c.published.sources],
            "ours": list(c.ours.bounds) if c.ours.bounds else None,
            "n": c.ours.size,
            "within": c.agrees,
            "what_differs": c.ours.words,
        }
        for c in compared
    ]
