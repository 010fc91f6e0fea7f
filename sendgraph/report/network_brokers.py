"""The report on brokers: councils that stand between others, and officers who tie regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendgraph.analysis.networks.brokers import KINDS, TOTAL, Broker
from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.study import BrokerStudy, Linker
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_figures import (
    BESIDE_TEXT,
    chance_cells,
    chance_pair,
    chance_values,
    figure_section,
    figure_values,
)
from sendgraph.report.network_lines import NUMBER_TEXT, count_lines, numbers_of, sure_text, why_none
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    NEWS_CAVEAT,
    claims_of,
    csv_caveat,
    draws_caveat,
    held_values,
    label_of,
    move_values,
    places_text,
    provenance,
    sources_of,
    stretch_text,
    window_words,
)
from sendgraph.report.words import count_of

__all__ = ["brokers_report"]

_FULL = "Brokers with who came and who went on, in order of name"
_CAVEATS = (
    IDENTITY_CAVEAT,
    "A broker stands between two councils where somebody came from the one and somebody, most often somebody else, "
    "went on to the other, and nobody is known to have gone straight. It says nothing of anybody's intention.",
    "Certain and all are two counts and no bounds: a possible move that is true can make a broker, and can take a pair "
    "away where it led straight from the one outer council to the other.",
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
        sections=_sections(study),
        caveats=(*_CAVEATS, draws_caveat(study.draws), csv_caveat(_FULL)) if study.brokers.found else _CAVEATS,
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
    linkers, presumed = len(study.linkers), sum(each.is_presumed for each in study.linkers)
    tied = f"{count_of(linkers, 'officer')} held posts in more than one region" + (
        f", {presumed} of them only if people of one name are one person." if presumed else "."
    )
    if not study.brokers.found:
        why = "" if study.found.moves else f" {why_none(study.world, study.found)}"
        return f"No council stands between two others in the moves that the sources show.{why}" + (
            f" {tied}" if linkers else ""
        )
    certain = sum(bool(b.certain[TOTAL].value) for b in study.brokers.found)
    every = sum(bool(b.every[TOTAL].value) for b in study.brokers.found)
    return (
        f"{count_of(certain, 'council stands', 'councils stand')} between others by the certain moves, and "
        f"{every} by all moves, if each possible one and each presumed identity is true. {tied}"
    )


def _sections(study: BrokerStudy) -> list[Section]:
    """What there is to show: first the tables to read, last the long ones with people and claims."""
    linkers = [_linkers(study)] if study.linkers else []
    if not study.brokers.found:
        return linkers
    lines = count_lines(study.found.moves)
    text = "Brokered pairs of each kind in all, beside the same moves with their destinations dealt out anew."
    figures = {"all": study.brokers.figures, "certain": study.brokers.certain_figures}
    return [
        _short(study, lines),
        _kinds(study, lines),
        figure_section("Brokerage beside chance", text, figures),
        _between(study, lines),
        *linkers,
        _moves_behind(study, lines),
        _full(study),
    ]


def _by_name(study: BrokerStudy) -> list[Broker]:
    return sorted(study.brokers.found, key=lambda b: (study.world.name(b.council), b.council))


def _moves_of(broker: Broker) -> tuple[Move, ...]:
    return (*broker.coming, *broker.leaving)


def _short(study: BrokerStudy, lines: Mapping[str, int]) -> Section:
    text = (
        f"Pairs of councils stood between, by the certain moves and by all. {BESIDE_TEXT} There are "
        f"{study.brokers.figures[0].draws} deals. A place is by all moves, among the {_place_count(study)} councils "
        f"with a move. {NUMBER_TEXT}"
    )
    rows = [
        (
            study.world.name(b.council),
            *chance_pair(b.certain[TOTAL]),
            *chance_pair(b.every[TOTAL]),
            places_text(b.places),
            numbers_of(_moves_of(b), lines),
        )
        for b in _by_name(study)
    ]
    columns = ("council", "certain", "by chance", "all", "by chance", "place", "moves")
    return Section("Brokers, in order of name", text, columns, rows)


def _place_count(study: BrokerStudy) -> int:
    return len({c for m in study.found.moves for c in (m.source, m.target)})


def _kinds(study: BrokerStudy, lines: Mapping[str, int]) -> Section:
    text = (
        "By region: coordinator, all three councils in one; itinerant, the two outer ones in one; gatekeeper, from "
        "outside into the broker's; representative, out of it; liaison, three regions. A kind that a council does not "
        "have is left out."
    )
    rows = [
        (
            study.world.name(b.council),
            kind,
            *chance_pair(b.certain[kind]),
            *chance_pair(b.every[kind]),
            numbers_of(b.moves_of(kind), lines),
        )
        for b in _by_name(study)
        for kind in KINDS
        if b.certain[kind].value or b.every[kind].value
    ]
    columns = ("council", "kind", "certain", "by chance", "all", "by chance", "moves")
    return Section("Brokers by kind, in order of name", text, columns, rows)


def _full(study: BrokerStudy) -> Section:
    brokers, name = _by_name(study), study.world.name
    rows = [
        (
            name(b.council),
            *(chance_cells(figures[TOTAL])[0] for figures in (b.certain, b.every)),
            "; ".join(f"{m.person} from {name(m.source)}{_mark(m)}" for m in b.coming),
            "; ".join(f"{m.person} to {name(m.target)}{_mark(m)}" for m in b.leaving),
            "; ".join(dict.fromkeys(c for m in _moves_of(b) for c in m.claims)),
        )
        for b in brokers
    ]
    sources = sources_of(study.world, ([c for m in _moves_of(b) for c in m.claims] for b in brokers))
    columns = ("council", "certain", "all", "who came", "who went on", "claims")
    return Section(_FULL, "", columns, rows, is_main=True, sources=sources, below=columns[3:])


def _mark(move: Move) -> str:
    return "" if move.is_sure else f" ({sure_text(move)})"


def _moves_behind(study: BrokerStudy, lines: Mapping[str, int]) -> Section:
    name = study.world.name
    councils = {b.council for b in study.brokers.found} | {c for c, b in study.between.items() if b.figure.value}
    rows = [
        (str(lines[m.id]), m.person, name(m.source), name(m.target), sure_text(m), "; ".join(m.claims))
        for m in study.found.moves
        if m.source in councils or m.target in councils
    ]
    columns = ("no.", "person", "from", "to", "how sure", "claims")
    return Section("The moves behind it, and their claims", "", columns, rows, below=("claims",))


def _linkers(study: BrokerStudy) -> Section:
    rows = [
        (
            each.person,
            "; ".join(label_of("region", r) for r in sorted({study.world.region(c) for c in held.councils})),
            f"{' and '.join(map(study.world.name, held.councils))}: {held.title or held.post_title}",
            stretch_text(held),
            "presumed" if each.is_presumed else "same",
            "; ".join(claims_of(study.world, held)),
        )
        for each in study.linkers
        for held in each.holds
    ]
    text = "Presumed: no one of the people who may be one held posts in two regions alone."
    columns = ("officer", "region", "post", "days", "identity", "claims")
    return Section(
        "Officers with posts in more than one region, in order of name", text, columns, rows, below=("claims",)
    )


def _between(study: BrokerStudy, lines: Mapping[str, int]) -> Section:
    heading = "Betweenness, in order of name"
    if study.small:
        return Section(heading, f"Not given: {study.small}.")
    name, count = study.world.name, len(study.between)
    shown = {c: b for c, b in study.between.items() if b.figure.value}
    deals = max(b.figure.draws for b in study.between.values())
    text = (
        f"The share of shortest ways along all moves that lead through a council, beside {deals} deals of chance, with "
        f"its place in {study.between_draws} draws among {count} councils. {count - len(shown)} with none are left "
        "out. The moves are those to and from the council; its figure rests on those further off too."
    )
    rows = [
        (
            name(c),
            *chance_cells(b.figure),
            places_text(b.places),
            numbers_of((m for m in study.found.moves if c in (m.source, m.target)), lines),
        )
        for c, b in sorted(shown.items(), key=lambda item: (name(item[0]), item[0]))
    ]
    columns = ("council", "betweenness", "chance", "percentile", "place", "moves")
    return Section(heading, text, columns, rows)


def _values(study: BrokerStudy) -> dict[str, object]:
    return {
        "n_moves": len(study.found.moves),
        "n_places": _place_count(study),
        "draws": study.draws,
        "brokers": [_broker_values(study, b) for b in study.brokers.found],
        "moves": [{"number": number, **move_values(m)} for number, m in enumerate(study.found.moves, 1)],
        "officers": [_linker_values(study, each) for each in study.linkers],
        "figures": {
            "all": figure_values(study.brokers.figures),
            "certain": figure_values(study.brokers.certain_figures),
        },
        "betweenness": {"left_out": study.small} if study.small else _between_values(study),
    }


def _broker_values(study: BrokerStudy, broker: Broker) -> dict[str, object]:
    return {
        "council": broker.council,
        "name": study.world.name(broker.council),
        "region": study.world.region(broker.council) or None,
        "certain": {kind: chance_values(figure) for kind, figure in broker.certain.items()},
        "all": {kind: chance_values(figure) for kind, figure in broker.every.items()},
        "places": broker.places,
        "pairs": [{"from": a, "to": c, "kind": kind} for a, c, kind in broker.trios],
        "moves_in": [m.id for m in broker.coming],
        "moves_out": [m.id for m in broker.leaving],
        "claims": list(dict.fromkeys(c for m in _moves_of(broker) for c in m.claims)),
    }


def _between_values(study: BrokerStudy) -> dict[str, object]:
    moves = study.found.moves
    return {
        council: {
            **chance_values(each.figure),
            "places": each.places,
            "place_draws": study.between_draws,
            "moves": [m.id for m in moves if council in (m.source, m.target)],
        }
        for council, each in study.between.items()
    }


def _linker_values(study: BrokerStudy, linker: Linker) -> dict[str, object]:
    return {
        "person": linker.person,
        "person_id": linker.person_id,
        "regions": list(linker.regions),
        "identity": "presumed" if linker.is_presumed else "same",
        "tenures": [held_values(study.world, h) for h in linker.holds],
    }
