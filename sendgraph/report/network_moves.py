"""The report on moves between councils: every move with its claims, each council's flow, the shape beside chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendgraph.analysis.networks.flows import Flow
from sendgraph.analysis.networks.moves import Move
from sendgraph.analysis.networks.study import MoveStudy
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_figures import figure_section, figure_values
from sendgraph.report.network_lines import NUMBER_TEXT, count_lines, numbers_of, sure_text, when_text, why_none
from sendgraph.report.network_shared import communities_section, community_values, shared_section, shared_values
from sendgraph.report.network_words import (
    IDENTITY_CAVEAT,
    MISSING_CAVEAT,
    NEWS_CAVEAT,
    csv_caveat,
    draws_caveat,
    label_of,
    move_values,
    places_text,
    provenance,
    range_text,
    sources_of,
    window_words,
)
from sendgraph.report.words import count_of, day_range

__all__ = ["moves_report"]

_FULL = "Moves in full, in order of name"
_BELOW = ("left", "least gap in days", "most gap in days", "post before", "post after", "claims")
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
        sections=_sections(study),
        caveats=(*_CAVEATS, draws_caveat(len(study.drawn)), csv_caveat(_FULL)) if moves else _CAVEATS,
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
        return f"No source shows anybody who moved from one council to another. {why_none(study.world, study.found)}"
    sure = sum(m.is_sure for m in moves)
    low, middle, high = study.drawn_count
    people, councils = len({m.person_id for m in moves}), len({c for m in moves for c in (m.source, m.target)})
    drawn = (
        f" With days and identities drawn within what is known, {range_text(low, high)} of the {len(moves):,} hold "
        f"together{f', {middle:,} in the middle' if low < high else ''}."
        if sure < len(moves)
        else ""
    )
    return (
        f"The sources show {count_of(sure, 'certain move')} between councils and {len(moves) - sure:,} more that "
        f"{'is' if len(moves) - sure == 1 else 'are'} possible, by {count_of(people, 'person', 'people')} between "
        f"{count_of(councils, 'council')}.{drawn}"
    )


def _sections(study: MoveStudy) -> list[Section]:
    """What there is to show: first the tables to read, last the long one with all that is known of each move."""
    shared = [shared_section(study.world, study.shared)] if study.shared else []
    if not study.found.moves:
        return shared
    lines = count_lines(study.found.moves)
    figures = {"all": study.figures, "certain": study.certain_figures}
    text = (
        "Beside each figure is what chance gives: the same moves with their destinations dealt out anew. A percentile "
        "near 50 is what random moves show too."
    )
    return [
        _short(study),
        _flows(study, lines),
        figure_section("The network beside chance", text, figures),
        communities_section(study.world, study.communities, study.small, study.shared),
        *shared,
        _full(study),
    ]


def _short(study: MoveStudy) -> Section:
    name = study.world.name
    rows = [
        (str(number), m.person, name(m.source), name(m.target), when_text(m), sure_text(m))
        for number, m in enumerate(study.found.moves, 1)
    ]
    text = (
        "When is when somebody arrived. Stated: a source says so in words. Certain and possible are by the days; "
        "presumed: if two people of one name are one person. The claims of each number are in the last table, "
        f'"{_FULL}".'
    )
    return Section("Moves, in order of name", text, ("no.", "person", "from", "to", "when", "how sure"), rows)


def _full(study: MoveStudy) -> Section:
    """Every move with all that is known of it: wide, for a spreadsheet."""
    columns = (
        "no.",
        "person",
        "from",
        "to",
        "left",
        "arrived",
        "least gap in days",
        "most gap in days",
        "post before",
        "post after",
        "order",
        "identity",
        "claims",
    )
    rows = [_full_row(study, number, move) for number, move in enumerate(study.found.moves, 1)]
    sources = sources_of(study.world, (m.claims for m in study.found.moves))
    text = (
        "The gap is less than 0 where both posts may have been held for a time, and empty where a bound is not known."
    )
    return Section(_FULL, text, columns, rows, is_main=True, sources=sources, below=_BELOW)


def _full_row(study: MoveStudy, number: int, move: Move) -> tuple[str, ...]:
    name = study.world.name
    return (
        str(number),
        move.person,
        name(move.source),
        name(move.target),
        day_range(*move.left),
        day_range(*move.arrived),
        *("" if gap is None else str(gap) for gap in move.gap_days),
        _post(move, is_before=True),
        _post(move, is_before=False),
        move.order,
        move.identity,
        "; ".join(move.claims),
    )


def _post(move: Move, *, is_before: bool) -> str:
    held = move.before if is_before else move.after
    if held is None:
        return "not known"
    return label_of("role", held.role) if held.role else held.title or held.post_title


def _flows(study: MoveStudy, lines: Mapping[str, int]) -> Section:
    count = len(study.flows)
    text = (
        "Counts are from the certain moves to all possible ones. They stand beside no chance: dealing out destinations "
        f"leaves them as they are. A place is among the {count} councils with a move, 1 having most; where its range "
        f"is wide, the sources do not say who comes first. Net is came less left. {NUMBER_TEXT}"
    )
    columns = ("council", "left", "place", "came", "place", "net", "place", "moves")
    rows = [
        (
            study.world.name(f.council),
            range_text(f.out_certain, f.out_possible),
            places_text(f.supply_places),
            range_text(f.in_certain, f.in_possible),
            places_text(f.destination_places),
            range_text(*f.net_bounds),
            places_text(f.net_places),
            f"away {numbers_of(f.leaving, lines)}; here {numbers_of(f.coming, lines)}",
        )
        for f in sorted(study.flows, key=lambda f: (study.world.name(f.council), f.council))
    ]
    return Section("Councils that officers left and came to, in order of name", text, columns, rows)


def _values(study: MoveStudy) -> dict[str, object]:
    low, middle, high = study.drawn_count
    moves = study.found.moves
    return {
        "n_moves_certain": sum(m.is_sure for m in moves),
        "n_moves_possible": len(moves),
        "n_moves_drawn": {"lower": low, "middle": middle, "upper": high, "draws": len(study.drawn)},
        "n_people": len({m.person_id for m in moves}),
        "excluded": [{"reason": why, "count": count} for why, count in study.found.excluded],
        "moves": [{"number": number, **move_values(m)} for number, m in enumerate(moves, 1)],
        "councils": [_flow_values(study, f) for f in study.flows],
        "figures": {"all": figure_values(study.figures), "certain": figure_values(study.certain_figures)},
        "communities": community_values(study.communities, study.small, study.shared, study.world),
        "shared_officers": shared_values(study.world, study.shared),
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
        "claims": list(dict.fromkeys(c for m in (*flow.leaving, *flow.coming) for c in m.claims)),
    }
