"""Words that the reports on networks share: gaps, places, moves, and the claims behind a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.world import Held, World
from sendgraph.facts.codes import code_lists
from sendgraph.report.layout import Provenance
from sendgraph.report.words import day_range

__all__ = [
    "IDENTITY_CAVEAT",
    "MISSING_CAVEAT",
    "NEWS_CAVEAT",
    "claims_of",
    "csv_caveat",
    "draws_caveat",
    "gap_text",
    "held_values",
    "label_of",
    "move_text",
    "move_values",
    "places_text",
    "provenance",
    "range_text",
    "sources_of",
    "stretch_text",
    "window_words",
]

MISSING_CAVEAT = (
    "Only posts that a source shows are known: a missing earlier post looks like a hire from outside, and a missing "
    "later one like somebody who left local government."
)
IDENTITY_CAVEAT = (
    "One wrong identity ties councils that nobody ties, and makes the highest broker: look at the identity of a line "
    "first. Presumed identities rest on a name; --no-presumed leaves them out."
)
NEWS_CAVEAT = (
    "Councils in the news have more sources, and so more moves here: a count says how much is known of a council too."
)


def csv_caveat(heading: str) -> str:
    """Which table CSV holds; a report's other tables are in the other formats only."""
    return f'CSV holds the table "{heading}" alone; the other tables are in text, Markdown, HTML and JSON.'


def draws_caveat(draws: int) -> str:
    """What the ranges of places rest on, in a sentence or two."""
    return (
        f"A place is a range: of {draws} draws of what is not known 95 in 100 lie in it. In each draw a presumed "
        "identity is true with even chance, every day is some day within its bounds, and a side that nothing bounds is "
        "closed after three years."
    )


def label_of(code_list: str, code: str) -> str:
    """The label of a code, or the code itself where the list lacks it; a dash for none."""
    if not code:
        return "–"
    known = code_lists()[code_list].get(code)
    return known.label if known else code


def range_text(low: int, high: int) -> str:
    """Two counts as one cell.

    >>> range_text(2, 2), range_text(0, 3)
    ('2', '0 to 3')
    """
    return str(low) if low == high else f"{low} to {high}"


def places_text(places: tuple[int, int] | None) -> str:
    """The best and the worst place in 95% of the draws, short enough for a narrow column.

    >>> places_text((3, 17)), places_text((4, 4)), places_text(None)
    ('3–17', '4', '–')
    """
    return "–".join(map(str, dict.fromkeys(places))) if places else "–"


def gap_text(least: int | None, most: int | None) -> str:
    """The bounds of a gap in days.

    >>> gap_text(-30, 30), gap_text(None, 30), gap_text(5, None), gap_text(None, None)
    ('-30 to 30', 'at most 30', 'at least 5', 'not known')
    """
    if least is None and most is None:
        return "not known"
    if least is None:
        return f"at most {most}"
    if most is None:
        return f"at least {least}"
    return range_text(least, most)


def move_text(world: World, move: Move) -> str:
    """A move in a few words: who, from where to where, and a mark where it or the identity is not certain."""
    mark = "" if move.is_sure else " (possible)" if move.identity == "same" else " (presumed one person)"
    return f"{move.person}, {world.name(move.source)} → {world.name(move.target)}{mark}"


def stretch_text(held: Held) -> str:
    """The days of a tenure as people read them."""
    days = held.days
    if days.end_latest is None:
        last = f"in post on {days.end_earliest}, then unknown" if days.end_earliest else "end unknown"
    else:
        last = f"ended {day_range(days.end_earliest, days.end_latest)}"
    return f"started {day_range(days.start_earliest, days.start_latest)}, {last}"


def claims_of(world: World, *tenures: Held | None) -> list[str]:
    """The ids of the claims behind the tenures, each once."""
    return list(dict.fromkeys(c for h in tenures if h for c in world.claims.get(h.tenure_id, ())))


def sources_of(world: World, lines: Iterable[Sequence[str]]) -> dict[int, Sequence[tuple[str, str]]]:
    """For each line of a table the publisher and address of every claim behind it."""
    return {
        number: tuple(dict.fromkeys(world.sources[claim] for claim in claims if claim in world.sources))
        for number, claims in enumerate(lines)
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def held_values(world: World, held: Held) -> dict[str, object]:
    """A tenure as plain values."""
    days = held.days
    return {
        "tenure": held.tenure_id,
        "person": held.person,
        "person_id": held.group_id,
        "post": held.post_id,
        "councils": list(held.councils),
        "role": held.role or None,
        "title": held.title,
        "basis": held.basis,
        "start": [_iso(days.start_earliest), _iso(days.start_latest)],
        "end": [_iso(days.end_earliest), _iso(days.end_latest)],
        "claims": claims_of(world, held),
    }


def move_values(move: Move) -> dict[str, object]:
    """A move as plain values."""
    return {
        "id": move.id,
        "person": move.person,
        "person_id": move.person_id,
        "from": move.source,
        "to": move.target,
        "order": move.order,
        "identity": move.identity,
        "left": [_iso(day) for day in move.left],
        "arrived": [_iso(day) for day in move.arrived],
        "gap_days": list(move.gap_days),
        "role_before": move.before.role or None if move.before else None,
        "role_after": move.after.role or None if move.after else None,
        "tenure_before": move.before.tenure_id if move.before else None,
        "tenure_after": move.after.tenure_id if move.after else None,
        "stated_by": list(move.stated_by),
        "claims": list(move.claims),
    }


def window_words(options: Options) -> str:
    """The options in words, to follow a title; empty where everything is in."""
    parts = [
        label_of("role", options.role) if options.role else "",
        label_of("region", options.region) if options.region else "",
        f"since {options.since}" if options.since else "",
        f"until {options.until}" if options.until else "",
        "" if options.use_presumed else "without presumed identities",
    ]
    return ", ".join(part for part in parts if part)


def provenance(
    world: World,
    question: str,
    data_version: str,
    attribution: Sequence[str],
    facts_used: str,
    left_out: Iterable[str] = (),
) -> Provenance:
    """What the reports on networks end with."""
    as_of = world.options.as_of
    return Provenance(
        question, as_of.isoformat() if as_of else "", data_version, facts_used, list(left_out), attribution
    )
