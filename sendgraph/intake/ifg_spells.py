"""The spells of ministers, and which of them are one tenure: by the Institute for Government's own rule.

The rule, as the queries behind the Institute's pages apply it: a minister goes on in a post where a spell ends at a
department and another spell of the same person starts at one that followed it, both on days of the link between the
two departments, in posts of the same group and seniority. Here a spell goes on in one post only where the link is a
change of name; after a merger, demerger or transfer the post is one of another body, and the two tenures name each
other's body. Days are half-open as in the files: a spell ends on the first day it is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

__all__ = ["RENAMING", "Joined", "Link", "Spell", "Stretch", "find_carried", "find_cover", "stretches_of", "turns_of"]

RENAMING = "Name change"


class Spell(NamedTuple):
    """A stretch of days on which a person held a post in one way; ``key`` and the ids are the publisher's."""

    key: str
    person: str
    post: str
    title: str
    start: date
    end: date | None
    is_acting: bool
    is_on_leave: bool
    line: int


class Link(NamedTuple):
    """One department followed another: how, and the first and last day on which ministers moved."""

    kind: str
    before: str
    after: str
    first: date
    last: date


class Joined:
    """Things in groups: ``join`` puts the groups of two together, ``find`` gives the one that stands for a group."""

    def __init__(self) -> None:
        self._leader: dict[Hashable, Hashable] = {}

    def find(self, thing: Hashable) -> Hashable:
        """The one that stands for the group of ``thing``."""
        while self._leader.get(thing, thing) != thing:
            thing = self._leader[thing]
        return thing

    def join(self, a: Hashable, b: Hashable) -> None:
        """Make the groups of the two one."""
        self._leader[self.find(a)] = self.find(b)


def find_carried(
    spells: Sequence[Spell],
    links: Iterable[Link],
    body_of: Mapping[str, str],
    groups: Mapping[str, set[tuple[str, str]]],
) -> list[tuple[Link, Spell, Spell]]:
    """The pairs of spells that are one by the rule. ``groups`` has each post's groups with their seniority.

    Of several pairs that fit, those of one title come first, and each spell goes on once.
    """
    ended: dict[str, list[Spell]] = defaultdict(list)
    started: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        ended[body_of[spell.post]].append(spell)
        started[body_of[spell.post], spell.person].append(spell)
    fitting = []
    for link in links:
        for one in ended[link.before]:
            if one.end and link.first <= one.end <= link.last:
                for other in started.get((link.after, one.person), ()):
                    alike = groups.get(one.post, set()) & groups.get(other.post, set())
                    if alike and link.first <= other.start <= link.last:
                        rank = (link.kind != RENAMING, one.title != other.title, one.key, other.key)
                        fitting.append((rank, link, one, other))
    carried, gone, come = [], set(), set()
    for _, link, one, other in sorted(fitting):
        if one.key not in gone and other.key not in come:
            gone.add(one.key)
            come.add(other.key)
            carried.append((link, one, other))
    return carried


@dataclass(frozen=True, slots=True)
class Stretch:
    """The spells of one person in one post without a break, in time order; ``post`` is the post as we have it."""

    person: str
    post: Hashable
    spells: tuple[Spell, ...]

    @property
    def last(self) -> Spell:
        """The spell that ends last."""
        return max(self.spells, key=lambda s: (s.end or date.max, s.start))


def stretches_of(
    spells: Iterable[Spell], post_of: Mapping[str, Hashable], joined: set[tuple[str, str]]
) -> Iterator[Stretch]:
    """The spells of each person and post in stretches; ``joined`` are keys of spells that follow one another."""
    held: dict[tuple[str, Hashable], list[Spell]] = defaultdict(list)
    for spell in spells:
        held[spell.person, post_of[spell.post]].append(spell)
    for (person, post), own in held.items():
        stretch: list[Spell] = []
        for spell in sorted(own, key=lambda s: (s.start, s.end or date.max, s.key)):
            goes_on = not stretch or any(
                s.end is None or spell.start <= s.end or (s.key, spell.key) in joined for s in stretch
            )
            if not goes_on:
                yield Stretch(person, post, tuple(stretch))
                stretch = []
            stretch.append(spell)
        yield Stretch(person, post, tuple(stretch))


def find_cover(stretches: Iterable[Stretch]) -> set[str]:
    """Keys of the spells on leave that somebody covered in the same post, and of the acting spells that did."""
    absent: dict[Hashable, list[Spell]] = defaultdict(list)
    acting: dict[Hashable, list[Spell]] = defaultdict(list)
    for stretch in stretches:
        for spell in stretch.spells:
            if spell.is_on_leave:
                absent[stretch.post].append(spell)
            elif spell.is_acting:
                acting[stretch.post].append(spell)
    found = set()
    for post, away in absent.items():
        for one in away:
            for other in acting.get(post, ()):
                if one.person != other.person and _overlap(one, other):
                    found |= {one.key, other.key}
    return found


def _overlap(a: Spell, b: Spell) -> bool:
    return (b.end is None or a.start < b.end) and (a.end is None or b.start < a.end)


def turns_of(stretches: Iterable[Stretch], cover: set[str]) -> Iterator[tuple[Hashable, date, date | None]]:
    """Post, first day and day after the last of each stretch that is not the cover of somebody's leave."""
    for stretch in stretches:
        if not all(s.is_acting and s.key in cover for s in stretch.spells):
            yield stretch.post, stretch.spells[0].start, stretch.last.end
