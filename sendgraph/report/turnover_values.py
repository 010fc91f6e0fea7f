"""The turnover report as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sendgraph.analysis.account import Account
from sendgraph.analysis.changes import Change
from sendgraph.analysis.panel import PanelRate
from sendgraph.analysis.shares import Range
from sendgraph.analysis.statistics.proportions import Interval3
from sendgraph.analysis.staying import Staying, Step
from sendgraph.analysis.turnover import Turnover
from sendgraph.analysis.turnover_groups import Group

__all__ = ["account_values", "bounds_of", "change_values", "group_values", "rate_values", "turnover_values"]


def rate_values(rate: PanelRate) -> dict[str, Any]:
    """A panel-observed rate with its interval and what it rests on."""
    return {
        "rate_per_year": rate.rate if rate.pair_count and rate.rate < float("inf") else None,
        "rate_lower": rate.lower,
        "rate_upper": rate.upper,
        "n_pairs": rate.pair_count,
        "n_changes": rate.change_count,
    }


def change_values(change: Change) -> dict[str, str]:
    """A change with its bounds and the ids that can be explained."""
    return {
        "from": change.before,
        "to": change.after,
        "earliest": change.earliest.isoformat(),
        "latest": change.latest.isoformat(),
        "from_tenure": change.before_tenure,
        "to_tenure": change.after_tenure,
        "to_basis": change.after_basis,
    }


def turnover_values(of: Turnover, excluded: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the report has always told: counts, rate, years, councils."""
    return {
        "role": of.role,
        "n_posts": of.post_count,
        "n_holders": of.holder_count,
        **rate_values(of.rate),
        "n_certain_changes": len(of.changes),
        "window": [day.isoformat() for day in of.window] if of.window else [],
        "since": of.since.isoformat() if of.since else None,
        "excluded": list(excluded),
        "lasting": {**rate_values(of.lasting_rate), "n_certain_changes": len(of.lasting_changes)},
        "years": [{"year": y.label, "certain": y.certain, "possible": y.possible} for y in of.years],
        "lasting_years": [{"year": y.label, "certain": y.certain, "possible": y.possible} for y in of.lasting_years],
        "councils": [
            {
                "id": body.body_id,
                "council": body.council,
                "region": body.region,
                "n_holders": len({h.tenure_id for h in body.holders}),
                "n_changes": len(body.changes),
                "n_pairs": body.pair_count,
                "n_pair_changes": body.pair_change_count,
                "pair_years": round(body.pair_years, 3),
                "changes": [change_values(c) for c in body.changes],
            }
            for body in of.councils
        ],
    }


def bounds_of(between: Range | Interval3 | None) -> dict[str, float | None] | None:
    """Two bounds, and the figure between them where there is one."""
    if between is None:
        return None
    return between._asdict()


def _step(of: Step) -> dict[str, Any]:
    return {"years": of.years, **of.share._asdict(), "band": list(of.band), "n_at_risk": of.at_risk}


def _staying(of: Staying) -> dict[str, Any]:
    return {
        "footing": of.label,
        "n": of.count,
        "n_ended": of.ended,
        "n_at_risk": of.at_risk_count,
        "n_at_risk_ended": of.at_risk_ended,
        "median_years": bounds_of(of.median),
        "median_band": [of.median_band.lower, of.median_band.upper],
        "completed_median_years": bounds_of(of.completed),
        "mean_years_of_first_5": of.mean_years,
        "curve": [_step(s) for s in of.steps],
        "draws": of.versions,
    }


def account_values(of: Account) -> dict[str, Any]:
    """How long holders stay, how the days were spent, who was new, and what each choice moves."""
    choice, seen, turnbull = of.asking.choice, of.observed, of.turnbull
    return {
        "choice": {
            "disputed": choice.use_disputed,
            "presumed": choice.use_presumed,
            "machine_read": choice.use_machine_read,
        },
        "draws": of.asking.draws,
        "seed": of.asking.seed,
        "lengths": [_staying(s) for s in of.staying],
        "turnbull": turnbull and {"median_years": turnbull.median(), "n": turnbull.count, "kkt_gap": turnbull.kkt_gap},
        "time_so_far": {
            "n": of.stock.count,
            "mean_years": bounds_of(of.stock.mean),
            "n_not_shown": of.stock.not_shown,
            "n_vague": of.stock.vague,
        },
        "days": {
            "since": of.window.start.isoformat(),
            "n_posts": of.days.post_count,
            "post_years": of.days.post_years,
            **{
                name: bounds_of(getattr(of.days, name))
                for name in ("lasting", "interim", "vacant", "unknown", "interim_of_filled", "interim_or_vacant")
            },
            "holders_per_post": bounds_of(of.holders),
        },
        "anniversaries": [
            {
                "day": a.day.isoformat(),
                "n_posts": a.posts,
                "new_in_12_months": bounds_of(a.new_in_12_months),
                "new_in_36_months": bounds_of(a.new_in_36_months),
                "stability": bounds_of(a.stability),
                "n_same": a.same,
                "n_left": a.left,
            }
            for a in of.anniversaries
        ],
        "observed": {
            "n_changes": seen.separations,
            "post_years": seen.post_years,
            "share": seen.share,
            "is_full": seen.is_full,
            "rate": bounds_of(seen.rate) if seen.is_full else None,
        },
        "choices": [v._asdict() for v in of.variants],
    }


def group_values(groups: Sequence[Group], by: str) -> dict[str, Any]:
    """The groups, in order of name."""
    return {
        "by": by,
        "groups": [
            {
                "group": g.label,
                "n_posts": g.posts,
                "n_changes_certain": g.changes,
                "n_changes_possible": g.possible_changes,
                "pair_years": g.pair_years,
                **(rate_values(g.rate) if g.has_rate else {"n_pairs": g.rate.pair_count, "rate_per_year": None}),
                "holders_per_post": bounds_of(g.holders),
                "n_at_risk": g.staying.at_risk_count,
                "median_years": bounds_of(g.staying.median),
            }
            for g in groups
        ],
    }
