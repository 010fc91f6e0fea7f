"""Our figures beside those that others counted, and how far the two can be compared.

Nothing is fitted to the published figures; each is set beside what our facts alone give for the same days. Counts have
a certain and a possible bound, so a published count that lies between them is no contradiction. What the
graph cannot measure is said, not filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sendgraph.analysis.changes import Change
from sendgraph.analysis.lengths import measure_stock
from sendgraph.analysis.load import local_id
from sendgraph.analysis.panel import PanelRate
from sendgraph.analysis.shares import Range, Seat, holders_per_post
from sendgraph.analysis.spells import Spell
from sendgraph.analysis.visits import is_holder, may_hold
from sendgraph.core.intervals import Interval
from sendgraph.queries.bind import bind
from sendgraph.queries.engine import Engine
from sendgraph.queries.template import find_template

__all__ = ["Compared", "Ours", "Published", "compare_published", "load_published"]

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: what it counts, over which days, and where it is printed (publisher and address)."""

    figure_id: str
    kind: str
    first: date
    last: date
    value: float
    basis: str
    grade: str
    region: str
    note: str
    sources: tuple[tuple[str, str], ...]


class Ours(NamedTuple):
    """Our figure between two bounds, over how many posts, tenures or pairs, and what sets it apart from theirs."""

    bounds: Range | None
    size: int
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure and ours; ``agrees`` is ``None`` where the two cannot be compared."""

    published: Published
    ours: Ours

    @property
    def agrees(self) -> bool | None:
        """Whether the published figure lies within our bounds."""
        bounds = self.ours.bounds
        return None if bounds is None else bounds.lower <= self.published.value <= bounds.upper


class _Known(NamedTuple):
    spells: Sequence[Spell]
    seats: Sequence[Seat]
    changes: Sequence[Change]
    rate: PanelRate


def load_published(engine: Engine, role: str) -> list[Published]:
    """The figures that others counted of the role, by kind and day; one that several print once, with every source."""
    names, rows = engine.columns(bind(find_template("published_figures"), {"role": [role]}, lambda _, text: text))
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        value = {name: text or "" for name, text in zip(names, row, strict=True)}
        found[local_id(value["figure"])].append(value)
    return [
        Published(
            figure_id=figure,
            kind=own[0]["kind"],
            first=date.fromisoformat(own[0]["first_day"]),
            last=date.fromisoformat(own[0]["last_day"]),
            value=float(own[0]["value"]),
            basis=own[0]["basis"],
            grade=own[0]["grade"],
            region=own[0]["region"],
            note=" ".join(dict.fromkeys(each["note"] for each in own if each["note"])),
            sources=tuple(dict.fromkeys((each["publisher"], each["url"]) for each in own)),
        )
        for figure, own in found.items()
    ]


def compare_published(
    published: Iterable[Published],
    spells: Sequence[Spell],
    seats: Sequence[Seat],
    changes: Sequence[Change],
    rate: PanelRate,
) -> list[Compared]:
    """Each published figure with ours for the same days."""
    known = _Known(spells, seats, changes, rate)
    return [Compared(each, _MEASURES[each.kind](each, _in_region(known, each.region))) for each in published]


def _in_region(known: _Known, region: str) -> _Known:
    if not region:
        return known
    bodies = {s.body_id for s in known.spells if s.region.lower().replace(" ", "-") == region}
    return known._replace(
        spells=[s for s in known.spells if s.body_id in bodies],
        seats=[s for s in known.seats if bodies & set(s.body_ids)],
        changes=[c for c in known.changes if c.body_id in bodies],
    )


def _within(earliest: date | None, latest: date | None, of: Published) -> tuple[bool, bool]:
    """Whether a day lies in the figure's period for certain, and whether it can."""
    certain = earliest is not None and latest is not None and of.first <= earliest and latest <= of.last
    possible = (earliest is None or earliest <= of.last) and (latest is None or latest >= of.first)
    return certain, possible


def _changes(of: Published, known: _Known) -> Ours:
    within = [_within(c.earliest, c.latest, of) for c in known.changes]
    bounds = Range(sum(a for a, _ in within), sum(b for _, b in within))
    words = "Ours are changes between holders that sources name: brief interims whom none names are missing."
    return Ours(bounds, len(known.changes), words)


def _bodies_changed(of: Published, known: _Known) -> Ours:
    certain, possible = set(), set()
    for change in known.changes:
        is_certain, is_possible = _within(change.earliest, change.latest, of)
        certain |= {change.body_id} if is_certain else set()
        possible |= {change.body_id} if is_possible else set()
    return Ours(Range(len(certain), len(possible)), len(known.changes), "Councils with a change that sources show.")


def _interim_starts(of: Published, known: _Known) -> Ours:
    interims = [s for s in known.spells if s.is_interim]
    # Without any bound on the first day the tenure's own evidence bounds it.
    within = [_within(s.start_earliest, s.start_latest, of) for s in interims if s.start_earliest]
    bounds = Range(sum(a for a, _ in within), sum(b for _, b in within))
    words = "Ours are holders whom a source calls interim or acting; letters name the footing of few."
    return Ours(bounds, len(interims), words)


def _interims_on_day(of: Published, known: _Known) -> Ours:
    interims = [s for s in known.spells if s.is_interim and s.start_earliest]
    certain = sum(is_holder(s, of.first, of.last) for s in interims)
    bounds = Range(certain, sum(may_hold(s, of.first, of.last) for s in interims))
    return Ours(bounds, len(interims), "Ours are holders whom a source calls interim or acting on that day.")


def _stock(of: Published, known: _Known) -> Ours:
    chosen = [s for s in known.spells if not of.basis or s.is_interim == (of.basis == "interim")]
    stock = measure_stock([s for s in chosen if s.start_latest and s.start_latest <= of.last], of.last)
    words = "Holders shown in post in the year before, whose start is known to a year; a stock figure, as theirs is."
    if stock.mean is None or stock.mean.lower is None or stock.mean.upper is None:
        return Ours(None, 0, words)
    return Ours(Range(stock.mean.lower * MONTHS_A_YEAR, stock.mean.upper * MONTHS_A_YEAR), stock.count, words)


def _holders(of: Published, known: _Known) -> Ours:
    if of.grade:
        return Ours(None, 0, "Not comparable: the graph has no grade of 2013 for most councils.")
    found = holders_per_post(known.seats, known.spells, Interval(of.first, of.last + timedelta(days=1)))
    words = "Not comparable before 2018: only councils in the press have an evidenced holder, most of them one."
    return Ours(None if of.first.year < 2018 else found, len(known.seats), words)


def _rate(_: Published, known: _Known) -> Ours:
    live = sum(1 for s in known.seats if s.seats == 1 and s.closed is None)
    rate = known.rate
    words = f"The panel-observed rate with its 95% interval, times {live} posts; theirs is a mean over other years."
    if rate.lower is None or rate.upper is None:
        return Ours(None, rate.pair_count, words)
    return Ours(Range(rate.lower * live, rate.upper * live), rate.pair_count, words)


def _not_measured(_: Published, __: _Known) -> Ours:
    return Ours(None, 0, "Not comparable: no source tells a first post from one that none names.")


_MEASURES: dict[str, Callable[[Published, _Known], Ours]] = {
    "holder-changes": _changes,
    "bodies-with-change": _bodies_changed,
    "interim-appointments": _interim_starts,
    "interims-in-post": _interims_on_day,
    "mean-months-in-post": _stock,
    "holders-per-post": _holders,
    "holders-total": _holders,
    "changes-per-year": _rate,
    "first-time-appointments": _not_measured,
}
"""How each kind of figure is measured from our facts; a test holds the list against the code list."""
