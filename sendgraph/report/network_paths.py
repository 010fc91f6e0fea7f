"""The report on ways through time from one council to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sendgraph.analysis.networks.order import day_or_none
from sendgraph.analysis.networks.paths import Journey, PathStudy, Step
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    claims_of,
    held_values,
    provenance,
    sources_of,
    stretch_text,
    window_words,
)
from sendgraph.report.words import count_of, day_range

__all__ = ["paths_report"]

_CAVEATS = (
    "A way leads from a council to an officer in post there, on to the next council where the officer is or will be in "
    "post, and so on, never back in time. It says that something could have been carried along, not that it was.",
    "Certain: each step is taken while the tenure is known to last, with an officer who is decided to be one person. "
    "Possible: while it can have lasted, and presumed identities count.",
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
)


def paths_report(study: PathStudy, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on the earliest ways from one council to another."""
    world = study.world
    words = window_words(world.options)
    sections = [_section("certain", study.certain, study)]
    if study.certain is None or _ways(study.certain) != _ways(study.possible):
        sections.append(_section("possible", study.possible, study))
    elif study.possible:
        sections = [_section("", study.certain, study, study.possible)]
    main = next((i for i, s in enumerate(sections) if s.rows), 0)
    sections[main] = replace(sections[main], is_main=True)
    return Report(
        title=f"Ways from {world.name(study.source)} to {world.name(study.target)}" + (f": {words}" if words else ""),
        answer=_answer(study),
        sections=sections,
        caveats=_CAVEATS,
        provenance=provenance(
            world,
            f"How soon after {study.since} could anything have come from {world.name(study.source)} to "
            f"{world.name(study.target)} with officers who held posts at both ends of each step?",
            data_version,
            attribution,
            count_of(len(study.held), "tenure"),
        ),
        values={
            "from": study.source,
            "to": study.target,
            "since": study.since.isoformat(),
            "certain": _journey_values(study, study.certain),
            "possible": _journey_values(study, study.possible),
            "n_reached_certain": study.certain_reach,
            "n_reached_possible": study.possible_reach,
        },
    )


def _arrival(journey: Journey) -> str:
    day = day_or_none(journey.arrival)
    return str(day) if day else "an unknown day"


def _answer(study: PathStudy) -> str:
    name = study.world.name
    ends = f"from {name(study.source)} to {name(study.target)}"
    reach = (
        f" From {name(study.source)} the ways reach {count_of(study.certain_reach, 'other council')} for certain and "
        f"{study.possible_reach} possibly."
    )
    if study.certain and study.possible:
        first, last = _arrival(study.possible), _arrival(study.certain)
        when = f"on {first}" if first == last else f"between {first} and {last}"
        return f"The earliest way {ends} arrives {when}, with {_officers(study.certain)}." + reach
    if study.possible:
        return (
            f"A way {ends} is possible, on {_arrival(study.possible)} at the earliest, with "
            f"{_officers(study.possible)}; none is certain." + reach
        )
    return f"No source shows a way {ends} along officers who moved on, from {study.since} on." + reach


def _officers(journey: Journey) -> str:
    return ", then ".join(s.held.person for s in journey.steps if s.is_joining)


def _ways(journey: Journey | None) -> list[tuple[str, str]]:
    return [(s.held.tenure_id, s.council) for s in journey.steps] if journey else []


def _section(kind: str, journey: Journey | None, study: PathStudy, earliest: Journey | None = None) -> Section:
    """The steps of a way; where ``earliest`` is the same way with the least days, both days of each step."""
    heading = f"Earliest {kind} way" if kind else "Earliest way"
    if journey is None:
        return Section(heading, "There is none.")
    rows = [
        (
            str(number),
            step.held.person,
            study.world.name(step.council),
            step.held.title or step.held.post_title,
            stretch_text(step.held),
            _identity(journey.steps, number - 1),
            "joins the officer" if step.is_joining else "with the officer",
            _day(step, earliest.steps[number - 1] if earliest else step),
            "; ".join(claims_of(study.world, step.held)),
        )
        for number, step in enumerate(journey.steps, 1)
    ]
    columns = ("step", "officer", "council", "post", "in post", "identity", "the way", "on", "claims")
    sources = sources_of(study.world, (claims_of(study.world, s.held) for s in journey.steps))
    return Section(heading, "", columns, rows, sources=sources, below=("claims",))


def _identity(steps: Sequence[Step], at: int) -> str:
    """Whether the officer whom a step leaves is decided or only presumed to be the one whom the step before joined."""
    if steps[at].is_joining or at == 0:
        return ""
    return "decided" if steps[at].held.holder_id == steps[at - 1].held.holder_id else "presumed"


def _day(step: Step, earliest: Step) -> str:
    return day_range(day_or_none(earliest.day), day_or_none(step.day))


def _journey_values(study: PathStudy, journey: Journey | None) -> dict[str, object] | None:
    if journey is None:
        return None
    arrival = day_or_none(journey.arrival)
    return {
        "arrival": arrival.isoformat() if arrival else None,
        "steps": [
            {
                "council": s.council,
                "day": str(day_or_none(s.day) or "") or None,
                "is_joining": s.is_joining,
                "identity": _identity(journey.steps, at) or None,
                **held_values(study.world, s.held),
            }
            for at, s in enumerate(journey.steps)
        ],
    }
