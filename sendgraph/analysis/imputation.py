"""Dates drawn at random within their bounds, many times over: how far a figure moves because dates are imprecise.

A band from such draws shows imprecision alone and is to be named apart from an interval of chance. The curves of all
earliest and all latest dates are no bracket of the true one where lengths are still open: they miss it more often
than not. Counts need none of this: they are certain or possible.

Every day within the bounds is as likely as any other, given that the holders of a one-seat post keep their order (the
one ends no later than the next starts, and nobody ends before they start) and that successors follow as soon as they
usually do: the wait for them is exponential. Without the last, an end and a start that are known to the same year
would lie four months apart on average, and tenures come out too short. Such days are drawn exactly, not by trial: each
from the number of ways in which the days after it can still be filled.

Rubin, Multiple imputation for nonresponse in surveys (1987), for drawing what is not known; the band is the middle
95% of the draws and holds no sampling error.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import exp, inf
from operator import neg
from typing import NamedTuple

from sendgraph.analysis.spells import Spell

__all__ = ["Drawn", "Unbounded", "count_unbounded", "impute", "usual_handover"]

_CLOSE_DAYS = 31
_FEWEST_WAITS = 10
_LONGEST_WAIT, _SHORTEST_WAIT = 365.0, 7.0


class Drawn(NamedTuple):
    """One tenure with its days drawn: the first day in post and the last; ``None`` where the end has no bound.

    A length without an end is censored at the last day on which the spell is known to have gone on.
    """

    tenure_id: str
    start: date
    end: date | None


class Unbounded(NamedTuple):
    """How many tenures cannot be drawn and are left out, how many have no end, and how many stand outside the order."""

    starts: int
    """Without a first or a last day for their start: left out."""
    ends: int
    """Without a first or a last day for their end: drawn with no end."""
    contradictory: int
    """Whose end lies before their start: left out."""
    unordered: int
    """Whose bounds clash with those of the holder before: drawn apart from it."""


class _Side(NamedTuple):
    """One end of a tenure: the days it can be."""

    tenure_id: str
    is_end: bool
    low: int
    high: int


def count_unbounded(spells: Sequence[Spell]) -> Unbounded:
    """What ``impute`` leaves out of these spells or takes apart; a tenure with two bodies counts once."""
    own = _distinct(spells)
    possible = [s for s in own if _is_possible(s)]
    usable = [s for s in possible if _has_start(s)]
    return Unbounded(
        starts=len(possible) - len(usable),
        ends=sum(not _has_end(s) for s in usable),
        contradictory=len(own) - len(possible),
        unordered=_chains(spells)[1],
    )


def impute(
    spells: Sequence[Spell], draws: int = 200, seed: int = 20_260_101, *, handover_days: float | None = None
) -> Iterator[list[Drawn]]:
    """``draws`` times the tenures with days drawn within their bounds, in order of their ids; the same for one seed.

    ``handover_days`` is how long a successor is usually waited for: unless given, what these spells show where they
    are precise (``usual_handover``); infinite where nothing is known of it. Left out are tenures whose start has no
    bounds or whose end lies before it: ``count_unbounded`` counts them. A tenure with two bodies is drawn once.
    """
    chains, _ = _chains(spells)
    days = handover_days or usual_handover(spells) or inf
    ready = [(sides, _ways(sides, days)) for sides in chains]
    chance = random.Random(seed)
    for _ in range(draws):
        starts: dict[str, date] = {}
        ends: dict[str, date] = {}
        for sides, ways in ready:
            for side, day in zip(sides, _draw(sides, ways, chance), strict=True):
                (ends if side.is_end else starts)[side.tenure_id] = date.fromordinal(day)
        yield [Drawn(tenure, start, ends.get(tenure)) for tenure, start in sorted(starts.items())]


def _distinct(spells: Sequence[Spell]) -> list[Spell]:
    return list({s.tenure_id: s for s in spells}.values())


def _has_start(spell: Spell) -> bool:
    return spell.start_earliest is not None and spell.start_latest is not None


def _has_end(spell: Spell) -> bool:
    return spell.end_earliest is not None and spell.end_latest is not None


def _is_possible(spell: Spell) -> bool:
    """Whether some start and some end within the bounds come in that order."""
    return _fits(_sides(spell), 0)


def _sides(spell: Spell) -> list[_Side]:
    """The start and the end, each where it has both bounds."""
    both = ((False, spell.start_earliest, spell.start_latest), (True, spell.end_earliest, spell.end_latest))
    return [_Side(spell.tenure_id, is_end, a.toordinal(), b.toordinal()) for is_end, a, b in both if a and b]


def _chains(spells: Sequence[Spell]) -> tuple[list[list[_Side]], int]:
    """The ends that are drawn together, in order, and how often an order of holders had to be given up.

    Holders who share a seat are drawn apart from each other, as are those of posts with several seats. An end
    whose start is unbounded is drawn for the sake of those after it.
    """
    by_post: dict[str, list[Spell]] = defaultdict(list)
    for spell in _distinct(spells):
        if _sides(spell) and _is_possible(spell):
            by_post[spell.post_id].append(spell)
    chains: list[list[_Side]] = []
    breaks = 0
    for _, held in sorted(by_post.items()):
        chain: list[_Side] = []
        low, was_shared = 0, False
        for spell in sorted(held, key=lambda s: s.place):
            sides = _sides(spell)
            joins = bool(chain) and spell.seats == 1 and not (spell.is_shared or was_shared)
            if joins and not _fits(sides, low):
                joins, breaks = False, breaks + 1
            if not joins:
                chain = []
                chains.append(chain)
                low = 0
            chain.extend(sides)
            low, was_shared = max(low, *(side.low for side in sides)), spell.is_shared
    return chains, breaks


def _fits(sides: Sequence[_Side], low: int) -> bool:
    """Whether the ends can come in order, none before ``low``."""
    for side in sides:
        low = max(low, side.low)
        if low > side.high:
            return False
    return True


class _Ways(NamedTuple):
    """For each day of an end: how much it weighs, and what all days from it on weigh seen from it."""

    weights: list[float]
    onward: list[float]
    decay: float
    """By how much a day more after the end of the holder before makes this day less likely; 1 where it does not."""


def _ways(sides: Sequence[_Side], handover_days: float) -> list[_Ways]:
    """The weights of the days of each end, by the ways in which the ends after it can still be filled.

    Scaled so that they stay within what a number can hold.
    """
    found: list[_Ways] = []
    for at in reversed(range(len(sides))):
        side, days = sides[at], range(sides[at].low, sides[at].high + 1)
        weights = [1.0] * len(days)
        if found:
            low, after = sides[at + 1].low, found[-1]
            nearest = max(low - side.high, 0)
            for i, day in enumerate(days):
                ahead = max(day - low, 0)
                early = after.decay ** (max(low - day, 0) - nearest)
                weights[i] = early * after.onward[ahead] if ahead < len(after.onward) else 0.0
        is_handover = at > 0 and sides[at - 1].is_end and not side.is_end
        decay = exp(-1 / handover_days) if is_handover else 1.0
        onward = list(weights)
        for i in reversed(range(len(onward) - 1)):
            onward[i] += decay * onward[i + 1]
        top = max(onward)
        found.append(_Ways([w / top for w in weights], [o / top for o in onward], decay))
    return found[::-1]


def _draw(sides: Sequence[_Side], ways: Sequence[_Ways], chance: random.Random) -> list[int]:
    """One day for each end, none before the one before it, each as often as it weighs."""
    days: list[int] = []
    for side, (weights, onward, decay) in zip(sides, ways, strict=True):
        at = max(days[-1] - side.low, 0) if days else 0
        if decay == 1:
            share = (1 - chance.random()) * onward[at]
            at = bisect_right(onward, -share, lo=at, key=neg) - 1
        else:
            while at + 1 < len(onward) and onward[at + 1] > 0 and chance.random() * onward[at] >= weights[at]:
                at += 1
        days.append(side.low + at)
    return days


def usual_handover(spells: Sequence[Spell]) -> float | None:
    """The mean days from the end of a holder to the start of the next, where both are known to a month.

    A wait of more than a year counts as a year: somebody unseen may have held the post. At least a week; ``None``
    where fewer than ten such changes are known.
    """
    by_post: dict[str, list[Spell]] = defaultdict(list)
    for spell in _distinct(spells):
        if spell.seats == 1 and not spell.is_shared:
            by_post[spell.post_id].append(spell)
    waits = []
    for held in by_post.values():
        for before, after in pairwise(sorted(held, key=lambda s: s.place)):
            ends = [side for side in _sides(before) if side.is_end] + [s for s in _sides(after) if not s.is_end]
            if len(ends) == 2 and all(side.high - side.low <= _CLOSE_DAYS for side in ends):
                waits.append((ends[1].low + ends[1].high - ends[0].low - ends[0].high) / 2)
    if len(waits) < _FEWEST_WAITS:
        return None
    return max(sum(min(max(wait, 0.0), _LONGEST_WAIT) for wait in waits) / len(waits), _SHORTEST_WAIT)
