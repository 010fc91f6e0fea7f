"""Turnover group by group: by region, type of council, or grade before the window.

Groups stand in the order of their names (grades in the order of their scale), never of their rates. A group with fewer
than ten pairs of sightings or three post-years has too few for a rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sendgraph.analysis.changes import Change
from sendgraph.analysis.lengths import Length
from sendgraph.analysis.panel import Pair, PanelRate, bootstrap_rate
from sendgraph.analysis.shares import Range, Seat, holders_per_post
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.staying import Staying, measure_staying
from sendgraph.core.intervals import Interval

__all__ = [
    "FEWEST_PAIRS",
    "FEWEST_YEARS",
    "GRADES",
    "UNGRADED",
    "Group",
    "group_by",
    "is_too_few",
    "key_of_grade",
]

FEWEST_PAIRS = 10
FEWEST_YEARS = 3.0

GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
"""Ofsted's scale for children's services, shared by the frameworks SIF and ILACS."""

UNGRADED = "no judgement before"

_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its posts, changes, panel rate, named holders per post, and how long tenures last.

    ``changes`` counts those that lie in the window for certain, ``possible_changes`` those that reach into it.
    """

    label: str
    posts: int
    changes: int
    possible_changes: int
    pair_years: float
    rate: PanelRate
    holders: Range | None
    staying: Staying

    @property
    def has_rate(self) -> bool:
        """Whether there is enough for a rate."""
        return not is_too_few(self.rate.pair_count, self.pair_years)


def is_too_few(pair_count: int, years: float) -> bool:
    """Whether a rate would say more about chance than about the posts."""
    return pair_count < FEWEST_PAIRS or years < FEWEST_YEARS


def group_by(
    key: Callable[[str], str],
    seats: Sequence[Seat],
    spells: Sequence[Spell],
    changes: Sequence[Change],
    pairs: Sequence[Pair],
    versions: Sequence[Sequence[Length]],
    window: Interval,
    *,
    seed: int = 20_260_101,
) -> list[Group]:
    """The groups that ``key`` makes of bodies; a joint post counts with the first of its bodies."""
    post_of = {s.tenure_id: s.post_id for s in spells}
    first_body = {seat.post_id: seat.body_ids[0] for seat in seats}
    label_of = {post: key(first_body.get(post, "")) for post in {s.post_id for s in spells} | set(first_body)}
    groups = []
    for label in sorted(set(label_of.values()), key=_rank):
        own = {post for post, each in label_of.items() if each == label}
        inside = [c for c in changes if c.post_id in own]
        counted = [(_touches(c, window), _is_within(c, window)) for c in inside]
        of_group = [p for p in pairs if p.post_id in own]
        groups.append(
            Group(
                label=label,
                posts=len(own),
                changes=sum(is_within for _, is_within in counted),
                possible_changes=sum(touches for touches, _ in counted),
                pair_years=sum(p.years for p in of_group),
                rate=bootstrap_rate(of_group, draws=_DRAWS, seed=seed),
                holders=holders_per_post(
                    [s for s in seats if s.post_id in own], [s for s in spells if s.post_id in own], window
                ),
                staying=measure_staying(label, [[x for x in v if post_of.get(x.tenure_id) in own] for v in versions]),
            )
        )
    return groups


def _rank(label: str) -> tuple[int, str]:
    return (GRADES.index(label), label) if label in GRADES else (len(GRADES), label)


def _touches(change: Change, window: Interval) -> bool:
    assert window.end is not None, "a window has an end"
    return change.latest >= window.start and change.earliest < window.end


def _is_within(change: Change, window: Interval) -> bool:
    return change.earliest in window and change.latest in window


def key_of_grade(grades: Mapping[str, str]) -> Callable[[str], str]:
    """The key that groups bodies by their grade, those without one together."""
    return lambda body: grades.get(body, UNGRADED)
