"""The one list of the tables: file name, row class, key, and what a row is."""

from __future__ import annotations

from dataclasses import dataclass, field

from sendgraph.facts import claims, things
from sendgraph.facts.column import Row

__all__ = ["KEYS", "TABLES", "Facts", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file is ``<name>.csv``; ``key`` is the column whose value is unique across all datasets."""

    name: str
    row: type[Row]
    key: str

    @property
    def title(self) -> str:
        """What a row is, from the row class's docstring."""
        return (self.row.__doc__ or "").strip().splitlines()[0]

    @property
    def is_claims(self) -> bool:
        """Whether its rows are claims."""
        return issubclass(self.row, claims.Claim)


TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        Table("sources", things.Source, "source_id"),
        Table("bodies", things.Body, "body_id"),
        Table("body_codes", things.BodyCode, "code_id"),
        Table("body_links", things.BodyLink, "link_id"),
        Table("people", things.Person, "person_id"),
        Table("same_people", things.IdentityDecision, "decision_id"),
        Table("posts", things.Post, "post_id"),
        Table("tenures", claims.TenureClaim, "claim_id"),
        Table("departures", claims.DepartureClaim, "claim_id"),
        Table("pay", claims.PayClaim, "claim_id"),
        Table("vacancies", claims.VacancyClaim, "claim_id"),
        Table("inspections", claims.InspectionClaim, "claim_id"),
        Table("judgements", claims.JudgementClaim, "claim_id"),
        Table("measures", claims.MeasureClaim, "claim_id"),
        Table("findings", claims.FindingClaim, "claim_id"),
        Table("events", claims.EventClaim, "claim_id"),
        Table("responses", claims.ResponseClaim, "claim_id"),
        Table("figures", claims.FigureClaim, "claim_id"),
    )
}

KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("source_id",),
    "bodies": ("body_id",),
    "people": ("person_id",),
    "posts": ("post_id",),
    "inspections": ("inspection_id",),
    "measures": ("measure_id",),
    "findings": ("finding_id",),
    "events": ("event_id",),
    "figures": ("figure_id",),
    "claims": ("claim_id",),
}
"""What a ``ref`` column may point to, and the column that holds the id it names."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows of all datasets, by table, in file order.

    ``withdrawn`` are the tombstones of claims taken back, which no rule of content applies to.
    ``incomplete`` names the tables with rows left out because of a problem: whether a reference to one of them
    dangles cannot be told.
    """

    sources: list[things.Source] = field(default_factory=list)
    bodies: list[things.Body] = field(default_factory=list)
    body_codes: list[things.BodyCode] = field(default_factory=list)
    body_links: list[things.BodyLink] = field(default_factory=list)
    people: list[things.Person] = field(default_factory=list)
    same_people: list[things.IdentityDecision] = field(default_factory=list)
    posts: list[things.Post] = field(default_factory=list)
    tenures: list[claims.TenureClaim] = field(default_factory=list)
    departures: list[claims.DepartureClaim] = field(default_factory=list)
    pay: list[claims.PayClaim] = field(default_factory=list)
    vacancies: list[claims.VacancyClaim] = field(default_factory=list)
    inspections: list[claims.InspectionClaim] = field(default_factory=list)
    judgements: list[claims.JudgementClaim] = field(default_factory=list)
    measures: list[claims.MeasureClaim] = field(default_factory=list)
    findings: list[claims.FindingClaim] = field(default_factory=list)
    events: list[claims.EventClaim] = field(default_factory=list)
    responses: list[claims.ResponseClaim] = field(default_factory=list)
    figures: list[claims.FigureClaim] = field(default_factory=list)
    withdrawn: list[claims.Claim] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)

    def rows(self, table: str) -> list[Row]:
        """The rows of the table of that name."""
        rows: list[Row] = getattr(self, table)
        return rows
