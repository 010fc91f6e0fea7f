"""Councils, who held which post at them, and the claims behind it: what the analyses of networks stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sendgraph.analysis.networks.order import Span, span_of
from sendgraph.analysis.networks.rows import Options, Stretch
from sendgraph.analysis.spells import PASSING

__all__ = ["Council", "Held", "Saying", "World", "by_person", "can_touch", "group_people", "is_inside", "known_on"]


_ALWAYS = Stretch(None, None, None, None, True)
_ALL = Options()


@dataclass(frozen=True, slots=True)
class Council:
    """A council as it is today or was: ``heirs`` took over all or part of it."""

    id: str
    name: str
    region: str = ""
    kind: str = ""
    latitude: float | None = None
    longitude: float | None = None
    life: Stretch = _ALWAYS
    heirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """One tenure at a council, or at the councils of a joint post.

    ``role`` is the first of the ``roles`` of the post in the alphabet. ``holder_id`` is the person after decisions that
    two are the same; ``group_id`` stands for all who are presumed to be that person as well, where presumed identities
    are used.
    """

    tenure_id: str
    holder_id: str
    group_id: str
    person: str
    post_id: str
    post_title: str
    role: str
    seats: int
    title: str
    basis: str
    first_basis: str
    councils: tuple[str, ...]
    days: Stretch
    roles: tuple[str, ...] = ()
    first_seen: date | None = None
    last_seen: date | None = None
    is_shared: bool = False
    is_disputed: bool = False
    span: Span = field(init=False, compare=False)
    """The bounds of its first and last day as ordinals."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", span_of(*self.days[:4]))

    @property
    def is_interim(self) -> bool:
        """Whether the footing first or last stated is not meant to last."""
        return self.basis in PASSING or self.first_basis in PASSING


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim on a tenure that says which council the holder came from, or goes to."""

    tenure_id: str
    claim_id: str
    came_from: str
    went_to: str


@dataclass(frozen=True, slots=True)
class World:
    """Everything the analyses ask for; ``claims`` are by tenure, ``sources`` by claim: publisher and
    address.
    """

    councils: Mapping[str, Council]
    held: Sequence[Held]
    presumed: Sequence[tuple[str, str]] = ()
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sayings: Sequence[Saying] = ()
    options: Options = _ALL

    def lines_of(self, council: str) -> frozenset[str]:
        """The council, and all that took it over since, directly or through others."""
        found, ahead = {council}, [council]
        while ahead:
            known = self.councils.get(ahead.pop())
            new = set(known.heirs if known else ()) - found
            found |= new
            ahead += new
        return frozenset(found)

    def name(self, council: str) -> str:
        """The name of a council, or its id where the register lacks it."""
        known = self.councils.get(council)
        return known.name if known else council

    def region(self, council: str) -> str:
        """The code of a council's region, empty where none is known."""
        known = self.councils.get(council)
        return known.region if known else ""

    def is_wanted(self, *councils: str) -> bool:
        """Whether one of the councils lies in the region of the options, or none was asked for."""
        return not self.options.region or any(self.region(c) == self.options.region for c in councils)


def can_touch(stretch: Stretch, since: date | None, until: date | None) -> bool:
    """Whether the stretch can have lasted on a day of the window, both ends of which are inclusive."""
    starts_late = until is not None and stretch.start_earliest is not None and stretch.start_earliest > until
    ends_early = since is not None and stretch.end_latest is not None and stretch.end_latest < since
    return not (starts_late or ends_early)


def is_inside(held: Held, options: Options, councils: Mapping[str, Council]) -> bool:
    """Whether the tenure can touch the window and lies at a council of the region, where one is asked for."""
    known = (councils.get(c) for c in held.councils)
    is_near = not options.region or any(c is not None and c.region == options.region for c in known)
    return is_near and can_touch(held.days, options.since, options.until)


def known_on(held: Held, day: date | None) -> Held | None:
    """The tenure as it stood on the day, ``None`` where no source shows that it had begun by then.

    What ended later had not ended yet. Without a day it is the tenure itself.
    """
    if day is None:
        return held
    days = held.days
    begun = held.first_seen or days.start_latest or days.end_latest
    if any(d is not None and d > day for d in (begun, days.start_earliest)):
        return None
    if days.end_latest and days.end_latest <= day:
        return held
    end_earliest = min(days.end_earliest, day) if days.end_earliest else None
    last_seen = min(held.last_seen, day) if held.last_seen else None
    if (end_earliest, None) == (days.end_earliest, days.end_latest) and last_seen == held.last_seen:
        return held
    is_open = days.is_open or (days.end_earliest is not None and days.end_earliest > day)
    now = days._replace(end_earliest=end_earliest, end_latest=None, is_open=is_open)
    return replace(held, days=now, last_seen=last_seen)


def group_people(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For everybody in a pair the one who stands for all who are linked: the first id in the alphabet.

    >>> group_people([("b", "c"), ("a", "b")])
    {'a': 'a', 'b': 'a', 'c': 'a'}
    """
    leader: dict[str, str] = {}

    def find(person: str) -> str:
        while leader.setdefault(person, person) != person:
            person = leader[person]
        return person

    for pair in pairs:
        first, second = sorted(map(find, pair))
        leader[second] = first
    return {person: find(person) for person in sorted(leader)}


def by_person(held: Iterable[Held]) -> list[list[Held]]:
    """The tenures of each person, by person and id; people presumed to be one are one where the options use that."""
    groups: dict[str, list[Held]] = defaultdict(list)
    for each in held:
        groups[each.group_id].append(each)
    return [sorted(stays, key=lambda h: h.tenure_id) for _, stays in sorted(groups.items())]
