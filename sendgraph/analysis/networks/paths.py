"""Ways through time from one council to another, along officers who held posts at both ends of each step.

A way leads from a council to an officer in post there, from the officer to another council where they are or will be in
post, and so on. Each step is taken on a day on which the tenure lasts, and never before the one before it: a step takes
no time, a tenure is open from its first day on and shut on the day after its last (onset inclusive, end exclusive).
The way that arrives first is found. With bounds there are two answers: the earliest arrival if every tenure was as long
as it can have been and people presumed to be one are (possible), and if every tenure was only as long as it is known to
have been and only decided identities count (certain).

Xuan, Ferreira and Jarry, Computing shortest, fastest, and foremost journeys in dynamic networks, Int. J. Found.
Comput. Sci. 14 (2003) 267–285, foremost journeys; tPath of the R package tsna has the same rule for the ends.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.world import Held, World, is_inside
from sendgraph.queries.engine import Engine

__all__ = [
    "Journey",
    "PathStudy",
    "Step",
    "Window",
    "certain_windows",
    "earliest_journey",
    "path_study",
    "possible_windows",
    "reachable",
]


@dataclass(frozen=True, slots=True)
class Window:
    """An officer at a council, from the day ``onset`` up to and without the day ``end``, as ordinals."""

    officer: str
    council: str
    onset: float
    end: float
    held: Held


@dataclass(frozen=True, slots=True)
class Step:
    """Along one tenure, on a day: from a council to its officer (``is_joining``) or from the officer to a council."""

    held: Held
    council: str
    day: float
    is_joining: bool


@dataclass(frozen=True, slots=True)
class Journey:
    """The steps of a way, and the day of its last one as an ordinal."""

    steps: tuple[Step, ...]
    arrival: float


def possible_windows(held: Iterable[Held]) -> list[Window]:
    """Every tenure as long as it can have been."""
    return [Window(h.group_id, c, h.span.start_low, h.span.end_high + 1, h) for h in held for c in h.councils]


def certain_windows(held: Iterable[Held]) -> list[Window]:
    """Every tenure as long as it is known to have been, of its holder alone; one that may have been a single day at any
    time is left out.
    """
    return [
        Window(h.holder_id, c, h.span.start_high, h.span.end_low + 1, h)
        for h in held
        for c in h.councils
        if h.span.start_high <= h.span.end_low
    ]


def earliest_journey(windows: Sequence[Window], source: str, target: str, since: date) -> Journey | None:
    """The way from one council to the other that starts on the day or later and arrives first; ``None`` without one.

    Of ways that arrive on one day the one with the fewest steps, then the first in the alphabet of its tenures.
    """
    return _search(windows, source, since).get(("council", target))


def reachable(windows: Sequence[Window], source: str, since: date) -> dict[str, float]:
    """For every council that can be reached from one, the day of earliest arrival as an ordinal."""
    found = _search(windows, source, since)
    return {name: journey.arrival for (kind, name), journey in sorted(found.items()) if kind == "council"}


_Place = tuple[str, str]
"""A council or an officer: kind and id."""


def _search(windows: Sequence[Window], source: str, since: date) -> dict[_Place, Journey]:
    """The way that arrives first at every place: Dijkstra's search, as waiting is free and steps never go back."""
    ways: dict[_Place, list[tuple[Window, _Place]]] = defaultdict(list)
    for window in windows:
        officer, council = ("officer", window.officer), ("council", window.council)
        ways[officer].append((window, council))
        ways[council].append((window, officer))
    start: _Place = ("council", source)
    queue: list[tuple[float, int, tuple[str, ...], _Place]] = [(float(since.toordinal()), 0, (), start)]
    taken: dict[tuple[str, ...], tuple[Step, ...]] = {(): ()}
    found: dict[_Place, Journey] = {}
    while queue:
        day, count, names, place = heapq.heappop(queue)
        if place in found:
            continue
        steps = taken[names]
        found[place] = Journey(steps, day)
        for window, ahead in ways[place]:
            at = max(day, window.onset)
            if at < window.end and ahead not in found:
                step = Step(window.held, window.council, at, ahead[0] == "officer")
                way = (*names, f"{window.held.tenure_id} {window.council}")
                if way not in taken:
                    taken[way] = (*steps, step)
                heapq.heappush(queue, (at, count + 1, way, ahead))
    return found


@dataclass(frozen=True, slots=True)
class PathStudy:
    """The earliest ways from one council to another, certain and possible, and how many councils lie within reach.

    ``held`` are the tenures that the ways may lead along. ``since`` is the day they start on: of the options, or else
    the first day that any of the tenures can have begun.
    """

    world: World
    held: Sequence[Held]
    source: str
    target: str
    since: date
    certain: Journey | None
    possible: Journey | None
    certain_reach: int
    possible_reach: int


def study_paths(engine: Engine, options: Options, source: str, target: str) -> PathStudy:
    """The ways from one council to another along the tenures that the options ask for."""
    return path_study(load_world(engine, options), source, target)


def path_study(world: World, source: str, target: str) -> PathStudy:
    """The ways from one council to another in a world, none of which goes on after its window or its day.

    Raises ``ValueError`` where one of the two is no council, or they are the same.
    """
    for name in (source, target):
        if name not in world.councils:
            raise ValueError(f"{name} is no council: ways lead from one council to another")
    if source == target:
        raise ValueError(f"a way leads from one council to another: {source} is given twice")
    options = world.options
    held = [h for h in world.held if is_inside(h, options, world.councils)]
    days = [day for h in held for day in h.days[:4] if day]
    since = options.since or min(days, default=date.min)
    last = min((day for day in (options.until, options.as_of) if day), default=None)
    windows = [_shut_after(last, opened) for opened in (certain_windows(held), possible_windows(held))]
    certain, possible = (earliest_journey(w, source, target, since) for w in windows)
    reach = [len(reachable(w, source, since)) - 1 for w in windows]
    return PathStudy(world, held, source, target, since, certain, possible, *reach)


def _shut_after(day: date | None, windows: Sequence[Window]) -> list[Window]:
    """The windows without what lies after the day."""
    if day is None:
        return list(windows)
    end = day.toordinal() + 1
    return [replace(w, end=min(w.end, end)) for w in windows if w.onset < end]
