"""The report on succession: who followed whom in each post, where they came from, and chains of vacancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sendgraph.analysis.networks.origins import ORIGINS, Origin, SuccessionStudy
from sendgraph.analysis.networks.succession import CHAIN_DAYS, Chain
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    claims_of,
    csv_caveat,
    gap_text,
    held_values,
    label_of,
    move_text,
    move_values,
    provenance,
    window_words,
)
from sendgraph.report.words import count_of, day_range

__all__ = ["succession_report"]

_SUCCESSIONS = "Successions, in order of the council's name"

_CAVEATS = (
    "A line says that the one is the next holder whom a source shows, not that nobody was in between: short holders "
    "whom no source names are missing.",
    MISSING_CAVEAT,
    "A chain is what the days allow: that a post was filled soon after it was left does not say that the one led to "
    "the other.",
    IDENTITY_CAVEAT,
    "No reason for a change is given or implied.",
    csv_caveat(_SUCCESSIONS),
)


def succession_report(study: SuccessionStudy, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on succession."""
    world = study.world
    words = window_words(world.options)
    counts = Counter(o.kind for o in study.origins)
    return Report(
        title="Succession" + (f": {words}" if words else ""),
        answer=_answer(study, counts),
        sections=[_successions(study), _chains(study)],
        caveats=_CAVEATS,
        provenance=provenance(
            world,
            "Who followed whom in which post, and where did they come from?",
            data_version,
            attribution,
            f"{count_of(len(study.held), 'tenure')} in {count_of(len({h.post_id for h in study.held}), 'post')}",
            [f"posts of several seats, in which nobody follows anybody: {study.several_seats}"],
        ),
        values={
            "n_successions": len(study.origins),
            "origins": {kind: counts[kind] for kind in ORIGINS},
            "successions": [_values(study, o) for o in study.origins],
            "chains": [_chain_values(c) for c in study.chains],
        },
    )


def _answer(study: SuccessionStudy, counts: Mapping[str, int]) -> str:
    if not study.origins:
        return "No post has two evidenced holders one after the other."
    posts = len({o.succession.before.post_id for o in study.origins})
    certain, possible, inside, unknown = (counts[kind] for kind in ORIGINS)
    return (
        f"In {count_of(posts, 'post')} one evidenced holder followed another {count_of(len(study.origins), 'time')}. "
        f"The next one came from another council for certain {count_of(certain, 'time')} and possibly {possible} more, "
        f"from another post at the same council {count_of(inside, 'time')}; for the other {unknown} no source says."
    )


def _successions(study: SuccessionStudy) -> Section:
    name = study.world.name
    rows = [
        (
            " and ".join(map(name, o.succession.before.councils)),
            o.succession.before.post_title,
            o.succession.before.person,
            o.succession.after.person,
            label_of("basis", o.succession.after.basis),
            day_range(o.succession.earliest, o.succession.latest),
            gap_text(*o.succession.gap_days),
            _origin_text(study, o),
            "; ".join(claims_of(study.world, o.succession.before, o.succession.after)),
        )
        for o in sorted(
            study.origins, key=lambda o: (name(o.succession.before.councils[0]), o.succession.before.post_id)
        )
    ]
    columns = (
        "council",
        "post",
        "holder",
        "next",
        "basis of the next",
        "changed",
        "gap in days",
        "came from",
        "claims",
    )
    return Section(_SUCCESSIONS, "", columns, rows, is_main=True, below=("gap in days", "came from", "claims"))


def _origin_text(study: SuccessionStudy, origin: Origin) -> str:
    name = study.world.name
    if origin.moves:
        return "; ".join(name(m.source) + ("" if m.is_sure else " (possible)") for m in origin.moves)
    if origin.earlier:
        return "the same council: " + "; ".join(dict.fromkeys(h.title or h.post_title for h in origin.earlier))
    return "not known"


def _chains(study: SuccessionStudy) -> Section:
    certain = sum(c.is_certain for c in study.chains)
    text = (
        f"Moves that fill the posts which moves left empty, each within {CHAIN_DAYS} days, from the first vacancy on. "
        f"{count_of(certain, 'chain is', 'chains are')} certain, the others possible."
        if study.chains
        else "None is possible."
    )
    rows = [
        (
            study.world.name(c.moves[0].target),
            ", then ".join(move_text(study.world, m) for m in c.moves),
            "; ".join(gap_text(*s.gap_days) for s in c.fillings),
            "certain" if c.is_certain else "possible",
            "; ".join(dict.fromkeys(claim for m in c.moves for claim in m.claims)),
        )
        for c in sorted(study.chains, key=lambda c: study.world.name(c.moves[0].target))
    ]
    columns = ("first vacancy at", "moves", "days to fill each post left", "order", "claims")
    heading = "Chains of vacancies, in order of the first council's name"
    return Section(heading, text, columns, rows, below=("claims",))


def _values(study: SuccessionStudy, origin: Origin) -> dict[str, object]:
    of = origin.succession
    return {
        "post": of.before.post_id,
        "before": held_values(study.world, of.before),
        "after": held_values(study.world, of.after),
        "earliest": of.earliest.isoformat(),
        "latest": of.latest.isoformat(),
        "gap_days": list(of.gap_days),
        "origin": origin.kind,
        "moves": [m.id for m in origin.moves],
        "earlier_tenures": [h.tenure_id for h in origin.earlier],
    }


def _chain_values(chain: Chain) -> dict[str, object]:
    return {
        "is_certain": chain.is_certain,
        "moves": [move_values(m) for m in chain.moves],
        "gap_days": [list(s.gap_days) for s in chain.fillings],
    }
