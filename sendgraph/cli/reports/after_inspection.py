"""``sendgraph report after-inspection``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from sendgraph.cli.asking import Asked, Setting, asked, choice_options, parse_code, parse_months

if TYPE_CHECKING:
    from sendgraph.analysis.around import Side
    from sendgraph.analysis.changes import Change
    from sendgraph.analysis.panel import Pair
    from sendgraph.analysis.spells import Choice, Spell
    from sendgraph.analysis.visits import Visit
    from sendgraph.report.after_inspection import SideOf
    from sendgraph.report.layout import Report

MONTH_DAYS = 365.25 / 12


@click.command("after-inspection", short_help="How often the holder of a post changes before and after inspections.")
@click.option("--role", default="dcs", callback=parse_code("role"), help="The role, such as dcs or lead-member.")
@click.option(
    "--window", "months", default="12m", callback=parse_months, metavar="MONTHS", help="How long: 6m, 12m, 24m or 2y."
)
@choice_options
@asked
def command(common: Asked, role: str, months: int, choice: Choice) -> None:
    """How often the holder of a post changes in the months after an inspection, and before it, by outcome.

    Nothing here says that anybody left because of an inspection.
    """
    from sendgraph.analysis.changes import find_changes
    from sendgraph.analysis.load import load_presumed, load_sightings, load_spells
    from sendgraph.analysis.panel import pair_sightings
    from sendgraph.analysis.spells import choose
    from sendgraph.analysis.visits import load_visits
    from sendgraph.report.after_inspection import after_inspection_report

    def make(of: Setting) -> Report:
        engine = of.ask.engine
        visits = load_visits(engine, use_machine_read=choice.use_machine_read)
        visits = [v for v in visits if v.published <= of.as_of]
        spells = choose(load_spells(engine, role), choice, load_presumed(engine))
        seen = [
            s
            for s in load_sightings(engine, role)
            if s.seen <= of.as_of and (choice.use_machine_read or not s.is_machine_read)
        ]
        pairs = pair_sightings(seen).pairs
        changes = find_changes(spells)
        days = round(months * MONTH_DAYS)
        before, after = (_side(side, visits, spells, pairs, changes, days, of.as_of) for side in ("before", "after"))
        return after_inspection_report(role, months, before, after, of.as_of, of.data_version, of.attribution)

    common.write(make)


def _side(
    side: Side,
    visits: Sequence[Visit],
    spells: Sequence[Spell],
    pairs: Sequence[Pair],
    changes: Sequence[Change],
    days: int,
    as_of: date,
) -> SideOf:
    from sendgraph.analysis.around import (
        compare_dated,
        follow,
        measure_shares,
        panel_ratio,
        watched_lives,
        worst_against_others,
    )
    from sendgraph.analysis.visits import WORST
    from sendgraph.report.after_inspection import Group, SideOf

    found = follow(visits, spells, days, side, as_of)
    lives = watched_lives(visits, spells, as_of)
    groups = []
    for label, is_worst in (("worst of its framework", True), ("all others", False)):
        chosen = [v for v in visits if (v.grade in WORST) == is_worst]
        groups.append(
            Group(
                label,
                len(chosen),
                panel_ratio(pairs, visits, chosen, days, side),
                compare_dated(changes, visits, chosen, days, side, lives),
            )
        )
    return SideOf(measure_shares(found), groups, worst_against_others(found))
