"""The funnel plot of the turnover report: changes seen against years watched, in place of a league table."""

from __future__ import annotations

from sendgraph.analysis.statistics.proportions import funnel_limits
from sendgraph.analysis.turnover import BodyTurnover, Turnover
from sendgraph.analysis.turnover_groups import FEWEST_YEARS
from sendgraph.report.figures import Funnel, Point
from sendgraph.report.turnover_words import TOO_FEW

__all__ = ["funnel_of", "place_in_funnel"]

_STEPS = 40


def funnel_of(of: Turnover) -> Funnel | None:
    """The funnel of changed pairs against the years between first and last sighting; ``None`` without any.

    The common rate is changed pairs over years, which is less than changes a year: a pair tells one change from none.
    The limits are Poisson's and a little too wide for pairs, so that a point outside is a cautious finding.
    """
    points = [Point(b.council, b.pair_years, b.pair_change_count) for b in of.councils if b.pair_count]
    years, changes = sum(p.years for p in points), sum(p.changes for p in points)
    if not changes:
        return None
    longest = max(p.years for p in points)
    shortest = min(1.0, longest / 2)
    grid = [shortest + (longest - shortest) * i / _STEPS for i in range(_STEPS + 1)]
    rate = changes / years
    return Funnel(
        "Changes seen between inspectors' sightings, against years watched",
        rate,
        tuple(points),
        tuple(funnel_limits(rate, x) for x in grid),
    )


def place_in_funnel(body: BodyTurnover, funnel: Funnel | None) -> str:
    """Where the body's changes lie against the limits; below three years watched it is not said."""
    if funnel is None or body.pair_years < FEWEST_YEARS:
        return TOO_FEW
    limits, rate = funnel_limits(funnel.rate, body.pair_years), body.pair_change_count / body.pair_years
    if limits.lower95 <= rate <= limits.upper95:
        return "inside"
    outside = "outside 95%" if limits.lower998 <= rate <= limits.upper998 else "outside 99.8%"
    return f"{'more' if rate > funnel.rate else 'fewer'}, {outside}"
