"""Who is who: people rows joined by decisions, and nothing joined without one."""

from __future__ import annotations

from collections.abc import Iterable

from sendgraph.facts.things import IdentityDecision

__all__ = ["join_people", "presumed_pairs"]


def join_people(decisions: Iterable[IdentityDecision]) -> dict[str, str]:
    """For every joined person the one that stands for all: the first id in the alphabet.

    A person who is not a key stands alone. Only decisions ``same`` join; taking the row away parts them again.
    """
    leader: dict[str, str] = {}

    def find(person: str) -> str:
        while leader.get(person, person) != person:
            person = leader[person]
        return person

    for row in decisions:
        if row.decision == "same":
            first, second = sorted((find(row.person_a), find(row.person_b)))
            leader[first] = leader[second] = first
    return {person: find(person) for person in leader}


def presumed_pairs(decisions: Iterable[IdentityDecision], leader: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of people, by the ids that stand for them, who are presumed to be one and neither joined nor parted."""
    pairs: dict[str, set[tuple[str, str]]] = {"presumed": set(), "different": set(), "same": set()}
    for row in decisions:
        a, b = sorted((leader.get(row.person_a, row.person_a), leader.get(row.person_b, row.person_b)))
        pairs[row.decision].add((a, b))
    return sorted((a, b) for a, b in pairs["presumed"] - pairs["different"] if a != b)
