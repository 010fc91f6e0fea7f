"""The assembled facts. Each names the claims it rests on; none holds a value that no claim supports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sendgraph.core.bounds import Bounds
from sendgraph.core.problems import Place

__all__ = [
    "Assembly",
    "Conflict",
    "Departure",
    "Event",
    "Figure",
    "Finding",
    "Inspection",
    "Judgement",
    "Measure",
    "Pay",
    "Response",
    "Tenure",
    "Vacancy",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts have: an id, the claims that are its evidence, and whether a party contests one of them."""

    id: str
    evidence: tuple[str, ...]
    is_disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Fact):
    """One person in one post without a break.

    ``start`` and ``end`` bound the first and last day in post. ``first_seen`` and ``last_seen`` are the days
    by and up to which claims about this person alone show them in post. ``bounded_by`` are claims about other
    holders that narrowed a bound.
    """

    person_id: str
    post_id: str
    basis: str
    first_basis: str
    title: str
    start: Bounds
    end: Bounds
    end_status: str
    first_seen: date | None
    last_seen: date | None
    is_shared: bool = False
    days_a_week: float | None = None
    supplier: str = ""
    came_from: tuple[str, ...] = ()
    went_to: tuple[str, ...] = ()
    bounded_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure(Fact):
    """How one tenure ended."""

    tenure_id: str
    manner: str
    notice_served: str
    reason_statuses: tuple[str, ...]
    reasons: tuple[str, ...]
    withheld_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay(Fact):
    """One figure for a post or its holder."""

    post_id: str
    person_id: str
    amount: float
    amount_upper: float | None
    currency: str
    per: str
    days: float | None
    is_derived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy(Fact):
    """A stretch for which a source says that nobody held the post."""

    post_id: str
    kind: str
    start: Bounds
    end: Bounds
    seen: Bounds
    covered_by_post: str
    covered_by_person: str
    intended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Fact):
    """A visit by an inspectorate."""

    framework: str
    kind: str
    body_ids: tuple[str, ...]
    inspected_by: tuple[str, ...]
    start: Bounds
    end: Bounds
    published: Bounds
    follows: str
    report_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Fact):
    """One graded or counted aspect of an inspection."""

    inspection_id: str
    aspect: str
    grade: str
    tally: int | None
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Fact):
    """What followed an inspection."""

    kind: str
    title: str
    on_ids: tuple[str, ...]
    by_ids: tuple[str, ...]
    person_id: str
    follows: str
    start: Bounds
    due: Bounds
    end: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Fact):
    """One thing that an inspection or a review reported."""

    about: str
    statement: str
    tally: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something done about a matter on a day."""

    kind: str
    title: str
    body_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    about: tuple[str, ...]
    held: Bounds
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Fact):
    """What a party said."""

    about: str
    person_id: str
    post_id: str
    body_id: str
    stance: str
    statement: str
    given: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """A figure that somebody else counted and printed."""

    kind: str
    role: str
    period: Bounds
    value: float | None
    basis: str
    grade: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Conflict:
    """Two claims that cannot both be right. ``is_resolved`` where one of them is no longer taken."""

    thing: str
    aspect: str
    kind: str
    claim_a: str
    claim_b: str
    value_a: str
    value_b: str
    is_resolved: bool
    reason: str = ""
    place_a: Place = field(default=Place(""), compare=False)
    place_b: Place = field(default=Place(""), compare=False)


@dataclass(slots=True)
class Assembly:
    """All facts, the people they are about, and every conflict.

    ``leader`` maps each joined person to the one who stands for both; ``presumed`` lists pairs that may be one
    person and are kept apart.
    """

    leader: dict[str, str] = field(default_factory=dict)
    presumed: list[tuple[str, str]] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    departures: list[Departure] = field(default_factory=list)
    pay: list[Pay] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
