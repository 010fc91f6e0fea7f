"""People who may be one person and on whom nobody has decided yet, the most useful decision first.

Method: names are folded (accents, case, apostrophes, hyphens); titles and middle initials go; common short forms stand
for one name (Kate, Katherine). Two names look alike when the surnames are equal and the first names are equal, one is
the initial of the other, or a short form of it; or when first names are equal and the surnames differ by little
(normalised Levenshtein similarity of 0.8 or more by rapidfuzz: Ludlam, Ludlum). Of a double-barrelled surname the last
part counts. Pairs are compared only inside blocks of one surname or one first name, so that the work grows
with the number of namesakes and not with the square of all people. A married name that shares nothing is not found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from sendgraph.core.names import fold
from sendgraph.core.problems import Problem
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Person

__all__ = ["LookAlike", "find_lookalikes", "lookalike_problems"]

_SHORT_FORMS = (
    "alexander alex sandy",
    "alexandra alex sandra",
    "alison ali",
    "andrew andy drew",
    "anthony tony",
    "barbara barb babs",
    "catherine katherine kathryn catharine kate cath cathy kathy katie cat",
    "charles charlie",
    "christine christina chris tina",
    "christopher chris",
    "daniel dan danny",
    "david dave",
    "deborah debra debbie deb",
    "edward ted ed eddie",
    "elizabeth liz beth lizzie betty libby",
    "frances fran",
    "gerald gerry",
    "gerard gerry",
    "gillian gill jill",
    "gregory greg",
    "james jim jamie",
    "jacqueline jackie jacqui",
    "jennifer jenny jen",
    "jonathan jon john",
    "joseph joe",
    "judith judy",
    "kenneth ken",
    "lesley leslie les",
    "margaret maggie meg peggy",
    "matthew matt",
    "melissa mel",
    "michael mike mick",
    "milorad mil",
    "nicholas nick",
    "nicola nicky nicki",
    "pamela pam",
    "patricia pat tricia trish",
    "patrick pat",
    "peter pete",
    "philip phil phillip",
    "rachael rachel",
    "raymond ray",
    "rebecca becky",
    "richard dick rich rick",
    "robert rob bob bobby",
    "ronald ron",
    "samantha sam",
    "samuel sam",
    "sara sarah",
    "stephen steven steve",
    "stuart stewart",
    "susan sue suzanne susie suzy",
    "theresa teresa tess terri",
    "thomas tom",
    "timothy tim",
    "valerie val",
    "victoria vicky vicki",
    "william bill will",
)
_TITLES = {
    "dr",
    "cllr",
    "councillor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "dame",
    "prof",
    "professor",
    "obe",
    "cbe",
    "mbe",
}
_NEAR = 0.8


class LookAlike(NamedTuple):
    """Two people who may be one, why they look alike, and how useful a decision is (higher is more)."""

    a: Person
    b: Person
    reason: str
    usefulness: int


def _parts(name: str) -> tuple[str, str]:
    """First name and surname of a folded name, without titles and middle names."""
    words = [w for w in fold(name).split() if w not in _TITLES]
    return (words[0], words[-1]) if len(words) > 1 else ("", words[0] if words else "")


def _groups() -> dict[str, set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_SHORT_FORMS):
        for name in line.split():
            groups[name].add(number)
    return groups


_GROUPS = _groups()


def _reason(a: tuple[str, str], b: tuple[str, str]) -> str:
    """Why two names look alike, or nothing."""
    from rapidfuzz.distance import Levenshtein

    (first_a, last_a), (first_b, last_b) = a, b
    if last_a == last_b:
        if first_a == first_b:
            return "the same name"
        if first_a and first_b and (first_a[0] == first_b or first_b[0] == first_a):
            return "an initial of the same name"
        if _GROUPS.get(first_a, set()) & _GROUPS.get(first_b, set()):
            return "a short form of the same name"
        return ""
    alike = first_a == first_b or _GROUPS.get(first_a, set()) & _GROUPS.get(first_b, set())
    if alike and Levenshtein.normalized_similarity(last_a, last_b) >= _NEAR:
        return "a surname spelt nearly the same"
    return ""


def _blocks(people: Iterable[Person]) -> Iterator[list[tuple[Person, tuple[str, str]]]]:
    """People who share a surname, or a first name or its short forms; the only ones that are compared."""
    surnames: dict[str, list[tuple[Person, tuple[str, str]]]] = defaultdict(list)
    firsts: dict[str, list[tuple[Person, tuple[str, str]]]] = defaultdict(list)
    for person in people:
        for parts in {_parts(name) for name in (person.name, *person.other_names)}:
            surnames[parts[1]].append((person, parts))
            # The first two letters of the surname keep the blocks of common first names small.
            for group in [*_GROUPS.get(parts[0], ())] or [parts[0]]:
                firsts[f"{group} {parts[1][:2]}"].append((person, parts))
    yield from surnames.values()
    yield from firsts.values()


def find_lookalikes(facts: Facts) -> list[LookAlike]:
    """Undecided pairs, most useful first: both statutory directors, then one, then those with more claims."""
    decided = _decided(facts)
    claims: dict[str, int] = defaultdict(int)
    directors: set[str] = set()
    roles = {p.post_id: p.roles for p in facts.posts}
    for claim in facts.tenures:
        claims[claim.person_id] += 1
        if "dcs" in roles.get(claim.post_id, ()):
            directors.add(claim.person_id)
    found: dict[tuple[str, str], LookAlike] = {}
    for block in _blocks(facts.people):
        for (a, parts_a), (b, parts_b) in combinations(block, 2):
            first, second = sorted((a, b), key=lambda p: p.person_id)
            pair = (first.person_id, second.person_id)
            if a.person_id == b.person_id or pair in decided or pair in found:
                continue
            reason = _reason(parts_a, parts_b)
            if reason:
                weight = 1000 * sum(p in directors for p in pair) + sum(min(claims[p], 100) for p in pair)
                found[pair] = LookAlike(first, second, reason, weight)
    return sorted(found.values(), key=lambda each: (-each.usefulness, each.a.person_id, each.b.person_id))


def _decided(facts: Facts) -> set[tuple[str, str]]:
    """Pairs on which a decision stands, also by way of others joined or presumed with them."""
    group: dict[str, str] = {}

    def find(person: str) -> str:
        while group.get(person, person) != person:
            person = group[person]
        return person

    apart = set()
    for row in facts.same_people:
        if row.decision == "different":
            apart.add((min(row.person_a, row.person_b), max(row.person_a, row.person_b)))
        else:
            group[find(row.person_a)] = find(row.person_b)
    members: dict[str, list[str]] = defaultdict(list)
    for person in {p for row in facts.same_people for p in (row.person_a, row.person_b)}:
        members[find(person)].append(person)
    return apart | {pair for together in members.values() for pair in combinations(sorted(together), 2)}


def lookalike_problems(facts: Facts) -> list[Problem]:
    """The look-alikes as advice, in the order of their usefulness."""
    return [
        Problem(
            each.a.place,
            "LOOKALIKE",
            f"{each.a.person_id} and {each.b.person_id} ({each.b.place}) look alike: {each.reason}",
            "decide in same_people: same, different or presumed, with a reason",
            True,
        )
        for each in find_lookalikes(facts)
    ]
