"""The report on interims: several in a row in one post, and the same person at several councils."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.networks.interims import InterimStudy, Round, Run
from sendgraph.analysis.networks.world import Held, World
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    claims_of,
    csv_caveat,
    held_values,
    label_of,
    provenance,
    sources_of,
    window_words,
)
from sendgraph.report.words import count_of, day_range

__all__ = ["interims_report"]

_ROUNDS = "The same interims at several councils, in order of name"

_CAVEATS = (
    "Interim is a footing, first or last stated, that is not meant to last: interim, acting, temporary, consultant or "
    "secondment. Most sources do not say on what footing somebody is in post, and that counts as lasting: these are "
    "least numbers.",
    "A short interim whom no source names is missing, and breaks a run or hides one.",
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    csv_caveat(_ROUNDS),
)


def interims_report(study: InterimStudy, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on runs of interims in a post and on interims at several councils."""
    world, runs, rounds = study.world, study.runs, study.rounds
    words = window_words(world.options)
    interims = [h for h in study.held if h.is_interim]
    presumed = sum(r.is_presumed for r in rounds)
    return Report(
        title="Interims" + (f": {words}" if words else ""),
        answer=(
            f"{count_of(len(runs), 'time')} two or more interims followed one another in a post, and "
            f"{count_of(len(rounds), 'person', 'people')} were interims at more than one council"
            f"{f', {presumed} of them by presumed identity' if presumed else ''}; "
            f"{count_of(len(interims), 'tenure')} in all were on an interim footing."
        ),
        sections=[_rounds(world, rounds), _runs(world, runs)],
        caveats=_CAVEATS,
        provenance=provenance(
            world,
            "Which posts had several interims in a row, and who was an interim at several councils?",
            data_version,
            attribution,
            f"{count_of(len(study.held), 'tenure')}, {len(interims):,} of them on an interim footing",
            [f"tenures whose footing no source states: {sum(h.basis == 'not-stated' for h in study.held):,}"],
        ),
        values={
            "n_interim_tenures": len(interims),
            "n_tenures": len(study.held),
            "runs": [
                {
                    "post": r.holders[0].post_id,
                    "councils": list(r.holders[0].councils),
                    "n_people": r.person_count,
                    "is_open": r.is_open,
                    "holders": [held_values(world, h) for h in r.holders],
                }
                for r in runs
            ],
            "people": [
                {
                    "person": r.person,
                    "person_id": r.person_id,
                    "councils": list(r.councils),
                    "identity": "presumed" if r.is_presumed else "same",
                    "tenures": [held_values(world, h) for h in r.holds],
                }
                for r in rounds
            ],
        },
    )


def _days(held: Held) -> tuple[str, str]:
    days = held.days
    return day_range(days.start_earliest, days.start_latest), day_range(days.end_earliest, days.end_latest)


def _rounds(world: World, rounds: Sequence[Round]) -> Section:
    rows = [
        (
            r.person,
            " and ".join(map(world.name, h.councils)),
            h.title or h.post_title,
            label_of("basis", h.basis if h.is_interim else h.first_basis),
            *_days(h),
            "presumed" if r.is_presumed else "same",
            "; ".join(claims_of(world, h)),
        )
        for r in rounds
        for h in r.holds
    ]
    columns = ("person", "council", "title", "basis", "started", "ended", "identity", "claims")
    sources = sources_of(world, (claims_of(world, h) for r in rounds for h in r.holds))
    return Section(_ROUNDS, "", columns, rows, is_main=True, sources=sources, below=("claims",))


def _runs(world: World, runs: Sequence[Run]) -> Section:
    rows = [
        (
            " and ".join(map(world.name, h.councils)),
            h.post_title,
            f"{place} of {len(r.holders)}",
            h.person,
            label_of("basis", h.basis),
            *_days(h),
            "; ".join(claims_of(world, h)),
        )
        for r in sorted(runs, key=lambda r: (world.name(r.holders[0].councils[0]), r.holders[0].post_id))
        for place, h in enumerate(r.holders, 1)
    ]
    columns = ("council", "post", "in the run", "holder", "basis", "started", "ended", "claims")
    heading = "Interims one after another in one post, in order of the council's name"
    return Section(heading, "", columns, rows, below=("claims",))
