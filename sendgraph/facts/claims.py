"""Tables of claims: what one source says about one thing. One row, one claim, one source."""

from __future__ import annotations

from dataclasses import dataclass

from sendgraph.core.dates import Edtf
from sendgraph.facts.column import Row, column

__all__ = [
    "Claim",
    "DepartureClaim",
    "EventClaim",
    "FigureClaim",
    "FindingClaim",
    "InspectionClaim",
    "JudgementClaim",
    "MeasureClaim",
    "PayClaim",
    "ResponseClaim",
    "TenureClaim",
    "VacancyClaim",
]

NOT_NEGATIVE = r"[\d.]+"
ABOUT = "bodies|posts|people|inspections|measures|findings|events|claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """What every claim table has: its name, the thing it adds to, its source and place in it, and its status."""

    claim_id: str = column("id", "name of this claim", required=True, example="echo_2021-11-southend_1")
    source_id: str = column("ref", "the document that says so", to="sources", required=True)
    locator: str = column("text", "where in it: page, sheet and row", example="row 97")
    words: str = column("text", "first and last words of the passage, at most 4 and 4, joined by ' … '")
    passage_sha256: str = column("sha256", "hash of the whole normalised passage")
    status: str = column("code", "how far it is taken", to="claim-status", required=True)
    status_reason: str = column("text", "why it is not simply accepted")
    voice: str = column("code", "who says so in the source; empty means the publisher itself", to="voice")
    read_by: str = column("code", "whether a person or a program read it out of the source", to="reading")
    note: str = column("text", "how a date was worked out, or anything a reader should know")


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureClaim(Claim):
    """A person started, ended or was seen in a post."""

    person_id: str = column("ref", "who", to="people", required=True)
    post_id: str = column("ref", "in which post", to="posts", required=True)
    title: str = column("text", "the title this source prints")
    basis: str = column("code", "on what footing", to="basis", required=True)
    started: Edtf | None = column("moment", "first day in post")
    ended: Edtf | None = column("moment", "last day in post")
    seen: Edtf | None = column("dates", "in post on this day, or all through this interval")
    stint: str = column("id", "names one unbroken stretch where the claims alone would not tell it apart")
    is_shared: bool = column("yes", "yes where the source says that two people share the seat")
    days_a_week: float | None = column("number", "days worked a week", unit="days", form=r"[0-6](\.\d+)?|7")
    supplier: str = column("text", "the firm that supplied the person")
    came_from: str = column("ref", "the body the source says the person came from", to="bodies")
    went_to: str = column("ref", "the body the source says the person goes to", to="bodies")


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureClaim(Claim):
    """How somebody left a post, and whether anybody said why."""

    person_id: str = column("ref", "who left", to="people", required=True)
    post_id: str = column("ref", "which post", to="posts", required=True)
    ended: Edtf | None = column("moment", "last day in post, to find the tenure it belongs to")
    manner: str = column("code", "how", to="manner", required=True)
    notice_served: str = column("code", "whether notice was worked", to="yes-no")
    reason_status: str = column("code", "whether a reason was given", to="reason-status", required=True)
    reason: str = column("text", "the reason as stated, in our words; never inferred")
    withheld_by: str = column("ref", "who declined to give it", to="bodies")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayClaim(Claim):
    """A figure for what a post or its holder was paid."""

    person_id: str = column("ref", "who was paid", to="people")
    post_id: str = column("ref", "for which post", to="posts", required=True)
    amount: float | None = column(
        "number", "the figure, or the lower end of a range", unit="currency units", required=True, form=NOT_NEGATIVE
    )
    amount_upper: float | None = column("number", "the upper end of a range", unit="currency units", form=NOT_NEGATIVE)
    currency: str = column("code", "of which currency", to="currency", required=True)
    per: str = column("code", "for how long", to="pay-period", required=True)
    days: float | None = column(
        "number", "working days in that time, where the source says", unit="days", form=NOT_NEGATIVE
    )
    is_derived: bool = column("yes", "yes where the source worked the figure out from another")


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyClaim(Claim):
    """A post stood empty, or somebody else covered it."""

    post_id: str = column("ref", "which post", to="posts", required=True)
    kind: str = column("code", "empty, or covered by another post", to="vacancy-kind", required=True)
    covered_by_post: str = column("ref", "the post that covers it", to="posts")
    covered_by_person: str = column("ref", "the person who covers it", to="people")
    started: Edtf | None = column("moment", "first day")
    ended: Edtf | None = column("moment", "last day")
    seen: Edtf | None = column("dates", "vacant on this day, or all through this interval")
    intended: str = column("code", "what the source says is to come next", to="vacancy-plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionClaim(Claim):
    """A visit by an inspectorate."""

    inspection_id: str = column("id", "which inspection", required=True, example="suffolk_area-send_2016-12")
    framework: str = column("code", "the rules it was under", to="framework", required=True)
    kind: str = column("code", "which kind of visit", to="inspection-kind", required=True)
    body_ids: tuple[str, ...] = column("ref", "who was inspected", to="bodies", many=True, required=True)
    inspected_by: tuple[str, ...] = column("ref", "who inspected", to="bodies", many=True)
    started: Edtf | None = column("moment", "first day of the visit")
    ended: Edtf | None = column("moment", "last day of the visit")
    published: Edtf | None = column("moment", "when its report or letter came out")
    follows: str = column("ref", "the inspection it goes back to", to="inspections")
    report_url: str = column("url", "the report or letter itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementClaim(Claim):
    """One graded or counted aspect of what an inspection found."""

    inspection_id: str = column("ref", "which inspection", to="inspections", required=True)
    aspect: str = column("code", "what was judged", to="aspect", required=True)
    grade: str = column("code", "the grade, in the scheme of that framework", to="grade")
    tally: int | None = column("count", "the number, where the aspect is a count", unit="areas or weaknesses")
    total: int | None = column("count", "out of how many", unit="areas or weaknesses")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureClaim(Claim):
    """What followed an inspection: a statement of action, a notice, a board, a review."""

    measure_id: str = column("id", "which measure", required=True, example="southend-on-sea_statement-of-action_2018")
    kind: str = column("code", "which kind", to="measure-kind", required=True)
    title: str = column("text", "what it is, in our words", required=True)
    on_ids: tuple[str, ...] = column("ref", "whom it binds or concerns", to="bodies", many=True, required=True)
    by_ids: tuple[str, ...] = column("ref", "who imposed, set up or carries it out", to="bodies", many=True)
    person_id: str = column("ref", "the person it names, such as a commissioner", to="people")
    follows: str = column("ref", "the inspection it answers", to="inspections")
    started: Edtf | None = column("moment", "when it began or was issued")
    due: Edtf | None = column("moment", "by when it must be met")
    ended: Edtf | None = column("moment", "when it was met, lifted or over")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingClaim(Claim):
    """One thing an inspection reported."""

    finding_id: str = column("id", "which finding", required=True)
    about: str = column(
        "ref", "the inspection, or the measure where a review reported it", to="inspections|measures", required=True
    )
    statement: str = column("text", "what was found, in our words", required=True)
    tally: int | None = column("count", "the number in it", unit="as the statement says")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim(Claim):
    """Something done about it on a day: a meeting, a call to resign, a request for a seat."""

    event_id: str = column("id", "which event", required=True)
    kind: str = column("code", "which kind", to="event-kind", required=True)
    title: str = column("text", "what it was, in our words", required=True)
    body_ids: tuple[str, ...] = column("ref", "the bodies that acted", to="bodies", many=True)
    person_ids: tuple[str, ...] = column("ref", "the people who acted", to="people", many=True)
    about: tuple[str, ...] = column("ref", "what or whom it was about", to=ABOUT, many=True)
    held: Edtf | None = column("moment", "when it took place")
    outcome: str = column("code", "what came of it", to="outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseClaim(Claim):
    """What a party said of a claim, finding, measure, inspection or event."""

    about: str = column("ref", "what it answers", to=ABOUT, required=True)
    person_id: str = column("ref", "who spoke", to="people")
    post_id: str = column("ref", "in which post", to="posts")
    body_id: str = column("ref", "for which body", to="bodies")
    stance: str = column("code", "accepts, disputes, qualifies and so on", to="stance", required=True)
    statement: str = column("text", "what was said, in our words", required=True)
    given: Edtf | None = column("moment", "when it was said")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim(Claim):
    """A figure on turnover that somebody else counted and printed, to set beside ours."""

    figure_id: str = column("id", "which figure", required=True, example="adcs_holder-changes_2023-24")
    kind: str = column("code", "what is counted", to="figure-kind", required=True)
    role: str = column("code", "of the posts of which role", to="role", required=True)
    period: Edtf | None = column("dates", "over which days, or on which day", required=True)
    value: float | None = column("number", "the figure", unit="as its kind says", required=True, form=NOT_NEGATIVE)
    basis: str = column("code", "only of holders on this footing", to="basis")
    grade: str = column("code", "only of councils with this grade", to="grade")
    region: str = column("code", "only in this region; empty means all of England", to="region")
