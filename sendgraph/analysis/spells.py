"""Spells: tenures as the analyses see them, and which of them an analysis chooses to believe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

__all__ = ["PASSING", "Choice", "Place", "Spell", "choose", "place_of"]

PASSING = frozenset({"interim", "acting", "temporary", "consultant", "secondment"})
"""Footings that are not meant to last: interim in the wide sense of the reports."""


Place = tuple[int, int, int, str]
"""Where a holder stands among the holders of a post: sorts from the first to the last."""


def place_of(
    first_seen: date | None, last_seen: date | None, start_latest: date | None, end_latest: date | None, tenure_id: str
) -> Place:
    """Where a tenure stands among those of its post: by the middle of the days that show the holder.

    Of two holders in the middle of the same month, the one whose end is known stands before the one without an end.
    """
    days = [d.toordinal() for d in (first_seen, last_seen) if d]
    middle = sum(days) * 2 // len(days) if days else 0
    return middle, (start_latest or date.max).toordinal(), (end_latest or date.max).toordinal(), tenure_id


@dataclass(frozen=True, slots=True)
class Spell:
    """A tenure as the analyses see it: who, where, on what footing, and the bounds of its ends."""

    tenure_id: str
    post_id: str
    body_id: str
    council: str
    region: str
    council_type: str
    seats: int
    person_id: str
    person: str
    title: str
    basis: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    end_status: str
    first_seen: date | None
    last_seen: date | None
    is_shared: bool
    is_disputed: bool
    closed: date | None
    is_machine_read: bool = False
    """Whether a program alone read every claim on it."""

    @property
    def place(self) -> Place:
        """Where the spell stands among the holders of its post."""
        return place_of(self.first_seen, self.last_seen, self.start_latest, self.end_latest, self.tenure_id)

    @property
    def is_interim(self) -> bool:
        """Whether the footing last stated is not meant to last; one that no source states counts as lasting."""
        return self.basis in PASSING


@dataclass(frozen=True, slots=True)
class Choice:
    """Which uncertain facts an analysis takes in."""

    use_disputed: bool = True
    use_presumed: bool = True
    use_machine_read: bool = True

    @property
    def words(self) -> str:
        """What is left out, in words; empty where everything is in."""
        parts = (
            (self.use_disputed, "facts that a party disputes"),
            (self.use_presumed, "identities that are presumed"),
            (self.use_machine_read, "facts that only a program has read"),
        )
        return ", ".join(words for is_in, words in parts if not is_in)


def choose(spells: Iterable[Spell], choice: Choice, presumed: Mapping[str, str]) -> list[Spell]:
    """The spells that the choice believes, presumed identities joined where it uses them.

    ``presumed`` gives for a person the one that stands for all who are presumed to be the same.
    """
    return [
        replace(s, person_id=presumed.get(s.person_id, s.person_id)) if choice.use_presumed else s
        for s in spells
        if (choice.use_disputed or not s.is_disputed) and (choice.use_machine_read or not s.is_machine_read)
    ]
