"""One value from several claims: what they agree on, or a conflict that names both rows.

Only accepted and disputed claims make the value. Claims that are no longer taken are still compared, so that a
conflict someone resolved stays on record with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from typing import Any, Generic, TypeVar

from sendgraph.core.bounds import ANY_DAY, Bounds, hull, meet
from sendgraph.core.dates import Edtf
from sendgraph.facts.claims import Claim
from sendgraph.model.kinds import Conflict

__all__ = ["Agreement", "agreed_bounds", "conflict_between", "is_taken"]

ClaimT = TypeVar("ClaimT", bound=Claim)


def is_taken(claim: Claim) -> bool:
    """Whether the claim makes facts."""
    return claim.status in ("accepted", "disputed")


@dataclass(slots=True)
class Agreement(Generic[ClaimT]):
    """The claims about one thing, asked for one property after the other; gathers the conflicts on the way."""

    thing: str
    claims: Sequence[ClaimT]
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def taken(self) -> list[ClaimT]:
        """The claims that make facts."""
        return [c for c in self.claims if is_taken(c)]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the claims that make facts."""
        return tuple(sorted(c.claim_id for c in self.taken))

    @property
    def is_disputed(self) -> bool:
        """Whether a claim that makes facts is contested."""
        return any(c.status == "disputed" for c in self.taken)

    def one(self, name: str) -> Any:
        """The value on which the taken claims agree; where they do not, none, and a conflict."""
        given = [c for c in self.claims if getattr(c, name) not in ("", None, ())]
        if len({getattr(c, name) for c in given}) > 1:
            self._compare(name, given, lambda a, b: getattr(a, name) == getattr(b, name))
        values = {getattr(c, name) for c in given if is_taken(c)}
        return values.pop() if len(values) == 1 else getattr(type(self.claims[0])(), name)

    def label(self, name: str) -> Any:
        """The first value the taken claims give, in their order: for wordings, which never conflict."""
        values = (getattr(c, name) for c in self.taken)
        return next((v for v in values if v not in ("", None, ())), getattr(type(self.claims[0])(), name))

    def sort_of(self, name: str) -> Any:
        """What sort of thing it is: as ``one``, but a thing has a sort even where the sources differ on which."""
        return self.one(name) or self.label(name)

    def every(self, name: str) -> tuple[str, ...]:
        """All values the taken claims give for a property, each once, in order of the alphabet."""
        values = (getattr(c, name) for c in self.taken)
        flat = {one for v in values for one in (v if isinstance(v, tuple) else (v,)) if one}
        return tuple(sorted(flat))

    def moment(self, name: str) -> Bounds:
        """The bounds on which the taken claims agree; where they do not, the widest, and a conflict."""
        given = [c for c in self.claims if getattr(c, name)]
        if _meet_all([getattr(c, name).bounds for c in given]) is None:
            self._compare(name, given, lambda a, b: meet(getattr(a, name).bounds, getattr(b, name).bounds) is not None)
        bounds = [getattr(c, name).bounds for c in given if is_taken(c)]
        return agreed_bounds(bounds)

    def _compare(self, name: str, given: list[ClaimT], agrees: Callable[[ClaimT, ClaimT], bool]) -> None:
        for a, b in combinations(sorted(given, key=lambda c: c.claim_id), 2):
            if not agrees(a, b):
                self.conflicts.append(conflict_between(self.thing, name, "different-values", a, b))


def _meet_all(bounds: Sequence[Bounds]) -> Bounds | None:
    """The days that all bounds allow, or ``None``. On a line, all meet exactly if each two of them do."""
    met: Bounds | None = ANY_DAY
    for each in bounds:
        met = meet(met, each) if met else None
    return met


def agreed_bounds(bounds: Sequence[Bounds]) -> Bounds:
    """Where all bounds meet; where they do not, the hull of all, because nothing is guessed."""
    if not bounds:
        return ANY_DAY
    return _meet_all(bounds) or reduce(hull, bounds)


def conflict_between(
    thing: str, aspect: str, kind: str, a: Claim, b: Claim, aspect_b: str = "", *, says: tuple[str, str] | None = None
) -> Conflict:
    """The conflict of two claims, with what each says, resolved where one of them is not taken."""
    reasons = [c.status_reason for c in (a, b) if not is_taken(c)]
    value_a, value_b = says or (_said(a, aspect), _said(b, aspect_b or aspect))
    return Conflict(
        thing=thing,
        aspect=aspect,
        kind=kind,
        claim_a=a.claim_id,
        claim_b=b.claim_id,
        value_a=value_a,
        value_b=value_b,
        is_resolved=bool(reasons),
        reason="; ".join(reasons),
        place_a=a.place,
        place_b=b.place,
    )


def _said(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if isinstance(value, Edtf):
        return value.text
    return "; ".join(value) if isinstance(value, tuple) else str(value)
