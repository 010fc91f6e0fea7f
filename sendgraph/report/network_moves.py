"""The report on moves between councils: every move with its claims, each council's flow, the shape beside chance."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.networks.flows import Flow
from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.study import MoveStudy
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    NEWS_CAVEAT,
    figure_section,
    figure_values,
    gap_text,
    label_of,
    move_values,
    order_of,
    places_text,
    provenance,
    range_text,
    sources_of,
    window_words,
)
from sendgraph.report.words import count_of, day_range

__all__ = ["moves_report", "moves_section"]

_CAVEATS = (
    "Certain: a source says so, or it holds for every day that the sources allow. Possible: the days allow it, and "
    "nothing shows that the one post was left before the other was taken up.",
    MISSING_CAVEAT,
    IDENTITY_CAVEAT,
    NEWS_CAVEAT,
    "Who left several councils of a joint post at once made a move from each.",
    "No reason for a move is given or implied.",
)


def moves_report(study: MoveStudy, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on the moves."""
    world, moves = study.world, study.found.moves
    words = window_words(world.options)
    claim_count = len({c for m in moves for c in m.claims})
    return Report(
        title="Moves between councils" + (f": {words}" if words else ""),
        answer=_answer(study),
        sections=[moves_section(study), _flows(study), _figures(study), _communities(study)],
        caveats=_CAVEATS,
        provenance=provenance(
            world,
            "Who moved from which council to which, and when?",
            data_version,
            attribution,
            f"{count_of(len(world.held), 'tenure')}, {count_of(claim_count, 'claim')} behind the moves",
            [f"{why}: {count}" for why, count in study.found.excluded],
        ),
        values=_values(study),
    )


def _answer(study: MoveStudy) -> str:
    moves = study.found.moves
    if not moves:
        return "No source shows anybody who moved from one council to another."
    sure = sum(m.is_sure for m in moves)
    low, middle, high = study.drawn_count
    people, councils = len({m.person_id for m in moves}), len({c for m in moves for c in (m.source, m.target)})
    return (
        f"The sources show {count_of(sure, 'certain move')} between councils and {len(moves) - sure:,} more that are "
        f"possible, by {count_of(people, 'person', 'people')} between {count_of(councils, 'council')}. Not all of the "
        f"possible ones can be true together: with days and identities drawn within what is known there are about "
        f"{middle:,} ({low:,} to {high:,})."
    )


def moves_section(study: MoveStudy) -> Section:
    """Every move in order of the person's name."""
    columns = (
        "person",
        "from",
        "to",
        "left",
        "arrived",
        "gap in days",
        "post before",
        "post after",
        "order",
        "identity",
        "claims",
    )
    rows = [_move_row(study, m) for m in study.found.moves]
    sources = sources_of(study.world, (m.claims for m in study.found.moves))
    return Section("Moves, in order of name", "", columns, rows, is_main=True, sources=sources)


def _move_row(study: MoveStudy, move: Move) -> tuple[str, ...]:
    name = study.world.name
    return (
        move.person,
        name(move.source),
        name(move.target),
        day_range(*move.left),
        day_range(*move.arrived),
        gap_text(*move.gap_days),
        _post(move, is_before=True),
        _post(move, is_before=False),
        order_of(move),
        move.identity,
        "; ".join(move.claims),
    )


def _post(move: Move, *, is_before: bool) -> str:
    held = move.before if is_before else move.after
    if held is None:
        return "not known"
    return label_of("role", held.role) if held.role else held.title or held.post_title


def _flows(study: MoveStudy) -> Section:
    text = (
        "Counts are certain to possible. A place is among all councils with a move, 1 having most, in 95 of 100 draws "
        "of what is uncertain; where the range is wide, the sources do not say who comes first."
    )
    columns = ("council", "left", "place", "came", "place", "came less left", "place", "who left", "who came")
    count = len(study.flows)
    rows = [
        (
            study.world.name(f.council),
            range_text(f.out_certain, f.out_possible),
            places_text(f.supply_places, count),
            range_text(f.in_certain, f.in_possible),
            places_text(f.destination_places, count),
            range_text(*f.net_bounds),
            places_text(f.net_places, count),
            _who(study, f, is_leaving=True),
            _who(study, f, is_leaving=False),
        )
        for f in sorted(study.flows, key=lambda f: (study.world.name(f.council), f.council))
    ]
    return Section("Councils that officers left and came to, in order of name", text, columns, rows)


def _who(study: MoveStudy, flow: Flow, *, is_leaving: bool) -> str:
    moves = flow.leaving if is_leaving else flow.coming
    words = (
        f"{m.person} {'to' if is_leaving else 'from'} {study.world.name(m.target if is_leaving else m.source)}"
        + ("" if m.is_sure else " (possible)")
        for m in moves
    )
    return "; ".join(words) or "–"


def _figures(study: MoveStudy) -> Section:
    text = (
        "Beside each figure is what chance gives: the same moves with their destinations dealt out anew. A percentile "
        "near 50 is what random moves show too."
    )
    return figure_section("The network beside chance", text, {"all": study.figures, "certain": study.certain_figures})


def _communities(study: MoveStudy) -> Section:
    if study.communities is None:
        return Section("Communities", f"None are given: {study.small}.")
    figure = study.communities.modularity
    chance = (
        "" if figure.null_mean is None else f"; by chance {figure.null_mean:.2f}, percentile {figure.percentile:.0f}"
    )
    text = (
        f"Councils tied by officers they shared (Newman's weights, Louvain's method). Modularity "
        f"{figure.value or 0:.2f}{chance}. Where that is near, the groups are no finding."
    )
    name = study.world.name
    rows = [
        (str(number), str(len(group)), "; ".join(sorted(map(name, group))))
        for number, group in enumerate(study.communities.groups, 1)
    ]
    return Section("Communities", text, ("group", "councils", "which"), rows)


def _values(study: MoveStudy) -> dict[str, object]:
    low, middle, high = study.drawn_count
    moves = study.found.moves
    return {
        "n_moves_certain": sum(m.is_sure for m in moves),
        "n_moves_possible": len(moves),
        "n_moves_drawn": {"lower": low, "middle": middle, "upper": high, "draws": len(study.drawn)},
        "n_people": len({m.person_id for m in moves}),
        "excluded": [{"reason": why, "count": count} for why, count in study.found.excluded],
        "moves": [move_values(m) for m in moves],
        "councils": [_flow_values(study, f) for f in study.flows],
        "figures": {"all": figure_values(study.figures), "certain": figure_values(study.certain_figures)},
        "communities": _community_values(study),
    }


def _flow_values(study: MoveStudy, flow: Flow) -> dict[str, object]:
    return {
        "council": flow.council,
        "name": study.world.name(flow.council),
        "region": study.world.region(flow.council) or None,
        "out": [flow.out_certain, flow.out_possible],
        "in": [flow.in_certain, flow.in_possible],
        "net": list(flow.net_bounds),
        "supply_places": flow.supply_places,
        "destination_places": flow.destination_places,
        "net_places": flow.net_places,
        "n_places": len(study.flows),
        "moves_out": [m.id for m in flow.leaving],
        "moves_in": [m.id for m in flow.coming],
    }


def _community_values(study: MoveStudy) -> dict[str, object]:
    if study.communities is None:
        return {"left_out": study.small}
    return {
        "modularity": figure_values([study.communities.modularity])[0],
        "groups": [sorted(group) for group in study.communities.groups],
        "shared_officers": [
            {"councils": [s.first, s.second], "weight": s.weight, "officers": [name for _, name in s.officers]}
            for s in study.shared
        ],
    }
