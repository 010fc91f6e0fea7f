"""The report on brokers: councils that stand between others, and officers who tie regions."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.networks.brokers import KINDS, Broker
from sendgraph.analysis.networks.study import BrokerStudy, Linker
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    NEWS_CAVEAT,
    claims_of,
    figure_section,
    figure_values,
    held_text,
    held_values,
    label_of,
    move_values,
    places_text,
    provenance,
    range_text,
    window_words,
)
from sendgraph.report.words import count_of

__all__ = ["brokers_report"]

_CAVEATS = (
    IDENTITY_CAVEAT,
    "A broker stands between two councils where somebody came from the one and somebody, most often somebody else, "
    "went on to the other, and nobody is known to have gone straight. It says nothing of anybody's intention.",
    MISSING_CAVEAT,
    NEWS_CAVEAT,
)


def brokers_report(study: BrokerStudy, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on brokers."""
    words = window_words(study.world.options)
    moves = study.found.moves
    return Report(
        title="Brokers between councils" + (f": {words}" if words else ""),
        answer=_answer(study),
        sections=[_brokers(study), _moves_behind(study), _linkers(study), _figures(study), _between(study)],
        caveats=_CAVEATS,
        provenance=provenance(
            study.world,
            "Which councils stand between others in the moves of officers, and which officers tie regions?",
            data_version,
            attribution,
            f"{count_of(len(study.world.held), 'tenure')}, {count_of(len(moves), 'move')}",
            [f"{why}: {count}" for why, count in study.found.excluded],
        ),
        values=_values(study),
    )


def _answer(study: BrokerStudy) -> str:
    certain = sum(1 for b in study.brokers if b.certain)
    if not study.brokers:
        return "No council stands between two others in the moves that the sources show."
    return (
        f"{count_of(certain, 'council stands', 'councils stand')} between others by certain moves, and "
        f"{len(study.brokers)} if possible moves and presumed identities are true. "
        f"{count_of(len(study.linkers), 'officer')} held posts in more than one region."
    )


def _places(study: BrokerStudy) -> int:
    return len({c for m in study.found.moves for c in (m.source, m.target)})


def _brokers(study: BrokerStudy) -> Section:
    text = (
        "Pairs of councils stood between, by certain moves and by all possible ones, and by region: coordinator, all "
        "three in one; itinerant, the two outer ones in one; gatekeeper, from outside into the broker's; "
        "representative, out of it; liaison, three regions. A place is among all councils with a move in 95 of 100 "
        "draws of what is uncertain."
    )
    name, count = study.world.name, _places(study)
    rows = [
        (
            name(b.council),
            label_of("region", study.world.region(b.council)),
            *(_pair_text(b, kind) for kind in KINDS),
            _count_text(sum(b.certain.values()), sum(b.possible.values())),
            places_text(b.places, count),
            "; ".join(f"{m.person} from {name(m.source)}" + ("" if m.is_sure else " (possible)") for m in b.coming),
            "; ".join(f"{m.person} to {name(m.target)}" + ("" if m.is_sure else " (possible)") for m in b.leaving),
        )
        for b in sorted(study.brokers, key=lambda b: (name(b.council), b.council))
    ]
    columns = ("council", "region", *KINDS, "all", "place", "who came", "who went on")
    return Section("Brokers, in order of name", text, columns, rows, is_main=True)


def _pair_text(broker: Broker, kind: str) -> str:
    return _count_text(broker.certain.get(kind, 0), broker.possible.get(kind, 0))


def _count_text(certain: int, possible: int) -> str:
    """Two counts; a pair that is brokered by certain moves can cease to be with more moves, so either may be larger."""
    return range_text(min(certain, possible), max(certain, possible))


def _moves_behind(study: BrokerStudy) -> Section:
    councils = {b.council for b in study.brokers}
    rows = [
        (m.person, study.world.name(m.source), study.world.name(m.target), m.identity, "; ".join(m.claims))
        for m in study.found.moves
        if m.source in councils or m.target in councils
    ]
    return Section("The moves behind it, and their claims", "", ("person", "from", "to", "identity", "claims"), rows)


def _linkers(study: BrokerStudy) -> Section:
    rows = [
        (
            each.person,
            "; ".join(label_of("region", r) for r in each.regions),
            "; ".join(held_text(study.world, h) for h in each.holds),
            "presumed" if each.is_presumed else "same",
            "; ".join(claims_of(study.world, *each.holds)),
        )
        for each in study.linkers
    ]
    columns = ("officer", "regions", "posts", "identity", "claims")
    return Section("Officers with posts in more than one region, in order of name", "", columns, rows)


def _figures(study: BrokerStudy) -> Section:
    text = "Brokered pairs of each kind in all, beside the same moves with their destinations dealt out anew."
    return figure_section("Brokerage beside chance", text, {"all": study.figures, "certain": study.certain_figures})


def _between(study: BrokerStudy) -> Section:
    if study.small:
        return Section("Betweenness", f"Not given: {study.small}.")
    text = "The share of shortest ways along the moves that lead through a council, with its place in 95 of 100 draws."
    name = study.world.name
    rows = [
        (name(council), f"{value:.3f}", places_text(places, len(study.between)))
        for council, (value, places) in sorted(study.between.items(), key=lambda item: (name(item[0]), item[0]))
        if value
    ]
    return Section("Betweenness, in order of name", text, ("council", "betweenness", "place"), rows)


def _values(study: BrokerStudy) -> dict[str, object]:
    return {
        "n_moves": len(study.found.moves),
        "n_places": _places(study),
        "brokers": [
            {
                "council": b.council,
                "name": study.world.name(b.council),
                "region": study.world.region(b.council) or None,
                "certain": {kind: b.certain.get(kind, 0) for kind in KINDS},
                "possible": {kind: b.possible.get(kind, 0) for kind in KINDS},
                "places": b.places,
                "moves_in": [m.id for m in b.coming],
                "moves_out": [m.id for m in b.leaving],
            }
            for b in study.brokers
        ],
        "moves": [move_values(m) for m in study.found.moves],
        "officers": [_linker_values(study, each) for each in study.linkers],
        "figures": {"all": figure_values(study.figures), "certain": figure_values(study.certain_figures)},
        "betweenness": {"left_out": study.small}
        if study.small
        else {name: {"value": value, "places": places} for name, (value, places) in study.between.items()},
    }


def _linker_values(study: BrokerStudy, linker: Linker) -> dict[str, object]:
    return {
        "person": linker.person,
        "person_id": linker.person_id,
        "regions": list(linker.regions),
        "identity": "presumed" if linker.is_presumed else "same",
        "tenures": [held_values(study.world, h) for h in linker.holds],
    }
