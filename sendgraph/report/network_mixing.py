"""The report on mixing: between councils of which grades officers moved, at the time of the move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sendgraph.analysis.networks.cells import cells_beside_chance
from sendgraph.analysis.networks.grades import Grade
from sendgraph.analysis.networks.mixing import FEWEST_GRADED, GradedMove, Mixing, MixingStudy
from sendgraph.facts.codes import code_lists
from sendgraph.report.layout import Report, Section
from sendgraph.report.network_figures import chance_pair, chance_values
from sendgraph.report.network_lines import why_none
from sendgraph.report.network_words import (
    MISSING_CAVEAT,
    NEWS_CAVEAT,
    csv_caveat,
    label_of,
    move_values,
    provenance,
    sources_of,
    window_words,
)
from sendgraph.report.words import count_of, day_range

__all__ = ["mixing_report"]

_CAVEATS = (
    "A grade counts from the day by which its report was out, and only where it held all through the days the move "
    "can have been on. A later grade would make the answer circular.",
    "The table shows which posts were filled from where. It gives no reason for a move, and does not say that a grade "
    "led to one.",
    "Who left several councils of a joint post at once made a move from each, so that one person can fill a cell.",
    NEWS_CAVEAT,
    MISSING_CAVEAT,
    "Grades are names here: that outstanding is nearer to good than to inadequate is not used.",
)
_FULL = "The moves with both grades, in order of name"
_UNLIKELY = 0.05
"""A p-value up to this is called more or less often than chance gives."""


def mixing_report(study: MixingStudy, data_version: str, attribution: Sequence[str]) -> Report:
    """The report on mixing by grade."""
    words = window_words(study.world.options)
    aspects = ", ".join(label_of("aspect", a) for a in study.aspects)
    used = sum(study.all_moves.table.values())
    return Report(
        title=f"Moves and grades: {aspects}" + (f", {words}" if words else ""),
        answer=_answer(study),
        sections=[_table(study), _figures(study), _moves(study)] if used else [],
        caveats=(*_CAVEATS, csv_caveat(_FULL)) if used else _CAVEATS,
        provenance=provenance(
            study.world,
            "Do officers move between councils of like grades?",
            data_version,
            attribution,
            f"{count_of(used, 'move')} with both grades, of {len(study.found.moves):,}",
            [
                f"moves where a council had no grade yet, or the days leave it open: {len(study.found.moves) - used}",
                *(f"{why}: {count}" for why, count in study.found.excluded),
            ],
        ),
        values={
            "aspects": list(study.aspects),
            "all": _mixing_values(study.all_moves),
            "certain": _mixing_values(study.certain_moves),
            "moves": [_graded_values(g) for g in study.all_moves.graded],
        },
    )


def _answer(study: MixingStudy) -> str:
    mixing, sure = study.all_moves, study.certain_moves
    used = sum(mixing.table.values())
    if mixing.coefficient is None or mixing.p_value is None:
        why = "" if study.found.moves else f" {why_none(study.world, study.found)}"
        return f"{count_of(used, 'move has', 'moves have')} both grades, too few or too alike for an answer.{why}"
    few = "" if used >= FEWEST_GRADED else f" With fewer than {FEWEST_GRADED} such moves this says little."
    return (
        f"Of {count_of(used, 'move')} with both grades known, {sum(sure.table.values())} of them certain, "
        f"{_same(mixing)} led to a council of the same grade ({_same(sure)} of the certain ones). "
        f"{_finding(mixing)}{few}"
    )


def _same(mixing: Mixing) -> int:
    return sum(count for (a, b), count in mixing.table.items() if a == b)


def _finding(mixing: Mixing) -> str:
    """What the coefficient says, and what so few moves cannot say, in two sentences."""
    mean, spread = mixing.null_mean or 0.0, 1.96 * (mixing.null_deviation or 0.0)
    figures = f"coefficient {mixing.coefficient or 0.0:.2f}, by chance {mean:.2f}, p = {mixing.p_value or 0.0:.2f}"
    low, high = f"{mean - spread:.2f}", f"{mean + spread:.2f}"
    if (mixing.p_value or 0.0) > _UNLIKELY:
        return (
            f"That cannot be told from chance ({figures}), and does not show that grades play no part: chance alone "
            f"gives this many moves anything from {low} to {high}, and so a weak tendency would not be seen."
        )
    word = "more" if (mixing.coefficient or 0.0) > mean else "less"
    return (
        f"That is {word} often than chance gives ({figures}; chance alone mostly gives {low} to {high}). It says "
        "nothing of why."
    )


def _grades_of(study: MixingStudy) -> list[str]:
    """The grades that occur, in the order of the code list."""
    seen = {g for pair in study.all_moves.table for g in pair}
    known = [code for code in code_lists()["grade"] if code in seen]
    return known + sorted(seen - set(known))


def _table(study: MixingStudy) -> Section:
    grades = _grades_of(study)
    figures = cells_beside_chance(study.all_moves.table)
    people = _people(study)
    rows = [
        (
            label_of("grade", a),
            label_of("grade", b),
            str(study.certain_moves.table.get((a, b), 0)),
            *chance_pair(figures[a, b]),
            "; ".join(people[a, b]),
        )
        for a in grades
        for b in grades
        if (a, b) in people
    ]
    text = (
        "How many certain moves and how many of all led from a council of the one grade to one of the other. By chance "
        "is the mean where the grades of the councils reached are dealt out anew, in brackets the percentile: how much "
        "of what chance gives lies below; of so many pairs some lie near 0 or 100 by chance. Pairs of grades without a "
        "move are left out. The claims are in the last table."
    )
    columns = ("from", "to", "certain", "all", "by chance", "who")
    return Section("Moves by grade at the time", text, columns, rows)


def _people(study: MixingStudy) -> dict[tuple[str, str], list[str]]:
    """For every pair of grades the people who moved between such councils, each once."""
    people: dict[tuple[str, str], list[str]] = defaultdict(list)
    for graded in study.all_moves.graded:
        if graded.pair and graded.move.person not in people[graded.pair]:
            people[graded.pair].append(graded.move.person)
    return people


def _figures(study: MixingStudy) -> Section:
    rows = [_figure_row(name, mixing) for name, mixing in (("all", study.all_moves), ("certain", study.certain_moves))]
    text = (
        "Newman's assortativity: 1 if all moves led to a council of the same grade, 0 as by chance. Chance deals the "
        "grades of the councils reached out anew among the moves."
    )
    columns = (
        "moves",
        "with both grades",
        "coefficient",
        "mean by chance",
        "deviation",
        "percentile",
        "p",
        "permutations",
    )
    return Section("Coefficient beside chance", text, columns, rows)


def _figure_row(name: str, mixing: Mixing) -> tuple[str, ...]:
    figures = (mixing.coefficient, mixing.null_mean, mixing.null_deviation)
    percentile = "–" if mixing.percentile is None else f"{mixing.percentile:.0f}"
    draws = f"{mixing.draws:,}" + (", all there are" if mixing.is_exact and mixing.draws else "")
    return (
        name,
        str(sum(mixing.table.values())),
        *("–" if v is None else f"{v:.3f}" for v in figures),
        percentile,
        "–" if mixing.p_value is None else f"{mixing.p_value:.3f}",
        draws,
    )


def _moves(study: MixingStudy) -> Section:
    name = study.world.name
    rows = [
        (
            g.move.person,
            name(g.move.source),
            _grade_text(g.before),
            name(g.move.target),
            _grade_text(g.after),
            day_range(*(g.move.arrived if any(g.move.arrived) else g.move.left)),
            g.move.order,
            g.move.identity,
            "; ".join(g.move.claims),
        )
        for g in study.all_moves.graded
        if g.pair
    ]
    columns = ("person", "from", "grade then", "to", "grade then", "when", "order", "identity", "claims")
    sources = sources_of(study.world, (g.move.claims for g in study.all_moves.graded if g.pair))
    return Section(_FULL, "", columns, rows, is_main=True, sources=sources, below=("claims",))


def _grade_text(grade: Grade | None) -> str:
    return f"{label_of('grade', grade.grade)} ({grade.published:%Y-%m})" if grade else "–"


def _mixing_values(mixing: Mixing) -> dict[str, object]:
    cells = cells_beside_chance(mixing.table)
    return {
        "n": sum(mixing.table.values()),
        "table": [{"from": a, "to": b, **chance_values(cells[a, b])} for a, b in sorted(cells)],
        "coefficient": mixing.coefficient,
        "null_mean": mixing.null_mean,
        "null_deviation": mixing.null_deviation,
        "percentile": mixing.percentile,
        "p_value": mixing.p_value,
        "permutations": mixing.draws,
        "is_exact": mixing.is_exact,
    }


def _graded_values(graded: GradedMove) -> dict[str, object]:
    return {
        **move_values(graded.move),
        "grade_before": graded.before.grade if graded.before else None,
        "grade_after": graded.after.grade if graded.after else None,
        "judgement_before": graded.before.judgement_id if graded.before else None,
        "judgement_after": graded.after.judgement_id if graded.after else None,
    }
