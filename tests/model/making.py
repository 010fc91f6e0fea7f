"""Short ways to write claims and to read assembled tenures, for the tests of the model."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sendgraph.core.bounds import Bounds
from sendgraph.core.dates import parse_edtf
from sendgraph.facts.claims import TenureClaim, VacancyClaim
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Body, Post
from sendgraph.model.assemble import assemble
from sendgraph.model.kinds import Assembly, Tenure

POST = "dale_dcs"


def claim(claim_id: str, person: str, **values: Any) -> TenureClaim:
    """An accepted claim on the one post; dates are given as EDTF text."""
    for name in ("started", "ended", "seen"):
        if name in values:
            values[name] = parse_edtf(values[name])
    defaults = {"source_id": "letter", "status": "accepted", "basis": "not-stated", "post_id": POST}
    return TenureClaim(claim_id=claim_id, person_id=f"{person}_dale", **(defaults | values))


def vacancy(claim_id: str, kind: str = "vacant", **values: Any) -> VacancyClaim:
    """An accepted claim that the one post was vacant."""
    dates = {name: parse_edtf(text) for name, text in values.items()}
    return VacancyClaim(claim_id=claim_id, source_id="letter", status="accepted", post_id=POST, kind=kind, **dates)


def facts_of(*claims: TenureClaim | VacancyClaim, seats: int | None = None, closed: str = "") -> Facts:
    """Tables that hold the claims, the one post and its body."""
    post = Post(post_id=POST, body_ids=("dale",), title="Director", seats=seats, source_id="letter")
    body = Body(
        body_id="dale", kind="council", name="Dale", source_id="letter", closed=parse_edtf(closed) if closed else None
    )
    return Facts(
        bodies=[body],
        posts=[post],
        tenures=[c for c in claims if isinstance(c, TenureClaim)],
        vacancies=[c for c in claims if isinstance(c, VacancyClaim)],
    )


def tenures_of(*claims: TenureClaim | VacancyClaim, **post: Any) -> dict[str, Tenure]:
    """The tenures by the end of their id: the person, and from the second stretch on a label."""
    found = assemble(facts_of(*claims, **post)).tenures
    return {t.id.removeprefix(f"tenure_{POST}_"): t for t in found}


def overlaps_of(assembly: Assembly) -> list[tuple[str, str]]:
    """The pairs of claims that show two people in one seat at one time."""
    return [(c.claim_a, c.claim_b) for c in assembly.conflicts if c.kind == "overlap"]


def is_within(inner: Bounds, outer: Bounds) -> bool:
    """Whether the inner bounds allow no day that the outer do not."""
    low = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    high = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return low and high


def day(number: int) -> date:
    """The day of that number, counted from the first of January 2015."""
    return date(2015, 1, 1) + timedelta(days=number)
