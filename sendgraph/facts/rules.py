"""Rules that join rows and tables: unique ids, references, dates in order, claims with reasons.

Each rule is a function from all facts to its problems, listed in ``_RULES``; what one file can show by itself is
checked while it is read, and what needs assembled tenures is checked by ``sendgraph.model``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from itertools import chain

from sendgraph.core.bounds import is_before
from sendgraph.core.dates import Edtf
from sendgraph.core.problems import Place, Problem
from sendgraph.facts.claims import Claim, TenureClaim, VacancyClaim
from sendgraph.facts.codes import code_lists
from sendgraph.facts.column import Row, columns_of
from sendgraph.facts.tables import KEYS, TABLES, Facts
from sendgraph.facts.things import Source

__all__ = ["all_claims", "find_problems", "find_seen_too_late"]

Problems = Iterator[Problem]


def find_problems(facts: Facts) -> list[Problem]:
    """Every problem that the rules find, in file order."""
    return sorted(chain.from_iterable(rule(facts) for rule in _RULES))


def all_claims(facts: Facts) -> Iterator[Claim]:
    """Every row of every claim table."""
    for table in TABLES.values():
        if table.is_claims:
            for row in facts.rows(table.name):
                assert isinstance(row, Claim)
                yield row


def _problem(row: Row, code: str, message: str, way_out: str, *, is_advice: bool = False) -> Problem:
    return Problem(row.place, code, message, way_out, is_advice)


def _targets(facts: Facts) -> dict[str, dict[str, Place]]:
    """For every kind of reference target the ids there are, with the place of the first row that has it."""
    found: dict[str, dict[str, Place]] = {target: {} for target in KEYS}
    for table in TABLES.values():
        for row in facts.rows(table.name):
            if table.is_claims:
                found["claims"].setdefault(getattr(row, "claim_id"), row.place)  # noqa: B009
            if table.name in KEYS:
                found[table.name].setdefault(getattr(row, KEYS[table.name][0]), row.place)
    found["claims"].update({c.claim_id: c.place for c in facts.withdrawn})
    return found


def _unique_ids(facts: Facts) -> Problems:
    """An id names one thing in all datasets: the graph has one space of names."""
    owners: dict[str, tuple[str, Place]] = {c.claim_id: ("claim_id", c.place) for c in facts.withdrawn}
    for table in TABLES.values():
        names = sorted({table.key, *KEYS.get(table.name, ())})
        for row in facts.rows(table.name):
            for name in names:
                value, space = getattr(row, name), f"{table.name}.{name}"
                owner = owners.setdefault(value, (space, row.place))
                if owner[0] != space or (name == table.key and owner[1] != row.place):
                    message = f"{name} {value!r} is used already as {owner[0]} at {owner[1]}"
                    yield _problem(row, "DUPLICATE_ID", message, "give one of them another id")


_MADE = ("tenure_", "departure_", "pay_", "vacancy_", "judgement_", "response_", "conflict_", "dataset_")


def _reserved_ids(facts: Facts) -> Problems:
    """Ids that the graph makes itself start with the kind of fact they name; a row cannot take one."""
    for table in TABLES.values():
        for row in facts.rows(table.name):
            value = getattr(row, table.key)
            if value.startswith(_MADE) or value == "graph":
                message = f"{table.key} {value!r} starts like the ids that are made for facts"
                yield _problem(row, "RESERVED_ID", message, f"do not start it with {value.split('_')[0]!r}")


def _references(facts: Facts) -> Problems:
    """A reference names a row that there is, unless the table it points to could not be read whole."""
    targets = _targets(facts)
    unsure = facts.incomplete | ({"claims"} if any(TABLES[name].is_claims for name in facts.incomplete) else set())
    looks = _LOOKS
    for table in TABLES.values():
        columns = [(c, c.to.split("|")) for c in columns_of(table.row) if c.kind == "ref"]
        columns = [(c, to) for c, to in columns if not unsure.intersection(to)]
        for row in facts.rows(table.name):
            for column, to in columns:
                value = getattr(row, column.name)
                for one in value if column.many else ((value,) if value else ()):
                    if any(one in targets[t] for t in to):
                        continue
                    looks -= sum(len(targets[t]) for t in to)
                    known = chain.from_iterable(targets[t] for t in to)
                    near = get_close_matches(one, known, n=1) if looks > 0 else []
                    way_out = f"did you mean {near[0]!r}?" if near else f"add it to {', '.join(to)}"
                    yield _problem(row, "DANGLING_REFERENCE", f"{column.name} names {one!r}, which is nowhere", way_out)


_LOOKS = 100_000
"""How many ids may be looked at for suggestions: where a whole table is missing, they would take hours."""


_ORDERED = (
    ("started", "ended"),
    ("started", "seen"),
    ("seen", "ended"),
    ("opened", "closed"),
    ("started", "due"),
    ("started", "published"),
    ("ended", "published"),
)


def _dates_in_order(facts: Facts) -> Problems:
    for table in TABLES.values():
        names = {c.name for c in columns_of(table.row)}
        pairs = [(a, b) for a, b in _ORDERED if a in names and b in names]
        for row in facts.rows(table.name) if pairs else ():
            for a, b in pairs:
                first: Edtf | None = getattr(row, a)
                second: Edtf | None = getattr(row, b)
                if first and second and is_before(second.bounds, first.bounds):
                    message = f"{b} {second.text} is before {a} {first.text}"
                    yield _problem(row, "REVERSED_DATES", message, "check both against the source")


_CHANGING = frozenset({"council-page", "government-page", "party-page", "official-register", "open-dataset", "other"})
"""Kinds of source whose pages go on to be changed, so that they can show what was so when they were read."""


def find_seen_too_late(facts: Facts) -> Problems:
    """Sightings on a day after the source was out, or was read where it is of a kind that goes on to be changed."""
    sources = {s.source_id: s for s in facts.sources}
    sightings: list[TenureClaim | VacancyClaim] = [*facts.tenures, *facts.vacancies]
    for claim in sightings:
        out = _last_day(sources.get(claim.source_id)) if claim.seen else None
        if out is None or claim.seen is None:
            continue
        shown = claim.seen.end.earliest or claim.seen.start.earliest
        if shown and shown > out:
            message = f"seen {claim.seen.text} is after {out}, the last day that its source can tell of"
            yield _problem(claim, "SEEN_TOO_LATE", message, "check it against published and retrieved of the source")


def _last_day(source: Source | None) -> date | None:
    """The last day that the source can tell of; ``None`` where its row says neither when it was out nor when read."""
    if source is None:
        return None
    published = source.published.bounds.latest if source.published else None
    if published and source.retrieved and source.kind in _CHANGING:
        return max(published, source.retrieved)
    return published or source.retrieved


def _same_claims(facts: Facts) -> Problems:
    """Two rows of one source that say the same thing count one piece of evidence twice."""
    for table in TABLES.values():
        if not table.is_claims:
            continue
        ignored = {"claim_id", "note", "words", "passage_sha256", "locator"}
        names = [c.name for c in columns_of(table.row) if c.name not in ignored]
        seen: dict[tuple[object, ...], Place] = {}
        for row in facts.rows(table.name):
            values = tuple(getattr(row, name) for name in names)
            if values in seen:
                yield _problem(row, "SAME_CLAIM", f"the row says the same as {seen[values]}", "keep one of the two")
            seen.setdefault(values, row.place)


def _claim_rules(facts: Facts) -> Problems:
    for claim in all_claims(facts):
        if claim.status in ("superseded", "rejected", "uncorroborated") and not claim.status_reason:
            message = f"the claim is {claim.status} and does not say why"
            yield _problem(claim, "NO_STATUS_REASON", message, "give the reason in status_reason")
        if claim.voice == "anonymous" and claim.status in ("accepted", "disputed"):
            message = f"an anonymous claim is {claim.status}"
            yield _problem(
                claim, "ANONYMOUS_CLAIM", message, "its status can only be uncorroborated, rejected or withdrawn"
            )
        if claim.words and not _are_words(claim.words):
            message = f"words {claim.words!r} is not the first and last words of a passage"
            yield _problem(claim, "BAD_WORDS", message, "write 'first few words … last few words', at most 4 and 4")
        if claim.passage_sha256 and not claim.words:
            message = "the claim has the hash of a passage and not its words"
            yield _problem(claim, "NO_WORDS", message, "give the passage's first and last words")


def _are_words(words: str) -> bool:
    first, ellipsis, last = words.partition(" … ")
    if not ellipsis:
        return len(words.split()) <= 8
    return " … " not in last and 1 <= len(first.split()) <= 4 and 1 <= len(last.split()) <= 4


def _row_rules(facts: Facts) -> Problems:
    datable: list[TenureClaim | VacancyClaim] = [*facts.tenures, *facts.vacancies]
    for dated in datable:
        if not (dated.started or dated.ended or dated.seen):
            message = "the claim dates nothing: started, ended and seen are empty"
            yield _problem(dated, "NO_DATE", message, "give one of them, if need be a wide one such as [..2021-11-20]")
    for leaving in facts.departures:
        if (leaving.reason_status == "stated") != bool(leaving.reason):
            message = f"reason_status is {leaving.reason_status} and reason is {'given' if leaving.reason else 'empty'}"
            yield _problem(leaving, "REASON", message, "a reason goes with 'stated', and only with it")
        if (leaving.reason_status == "withheld") != bool(leaving.withheld_by):
            message = f"reason_status is {leaving.reason_status} and withheld_by is {leaving.withheld_by or 'empty'}"
            yield _problem(
                leaving, "REASON", message, "'withheld' names the body that withholds, and only 'withheld' does"
            )
    for pay in facts.pay:
        if pay.amount is not None and pay.amount_upper is not None and pay.amount_upper < pay.amount:
            yield _problem(pay, "REVERSED_RANGE", "amount_upper is less than amount", "swap the two, or correct one")
    for vacancy in facts.vacancies:
        if vacancy.kind == "covered" and not (vacancy.covered_by_post or vacancy.covered_by_person):
            yield _problem(
                vacancy, "NO_COVER", "the post is covered, by nobody named", "name the post or person that covers it"
            )
    for response in facts.responses:
        if not (response.person_id or response.body_id):
            yield _problem(response, "NO_PARTY", "nobody responds", "name the person or the body that does")
    for identity in facts.same_people:
        if identity.person_a == identity.person_b:
            yield _problem(
                identity, "SELF_DECISION", "person_a and person_b are the same row", "name two rows of people"
            )


def _grades(facts: Facts) -> Problems:
    """A grade belongs to the scheme of its aspect; a counted aspect has a number and no grade."""
    aspects, grades = code_lists()["aspect"], code_lists()["grade"]
    for judgement in facts.judgements:
        scheme = aspects[judgement.aspect].scheme
        if judgement.grade and grades[judgement.grade].scheme != scheme:
            fitting = [g.code for g in grades.values() if g.scheme == scheme]
            message = f"grade {judgement.grade!r} is not in the scheme of {judgement.aspect!r}"
            way_out = f"use one of {', '.join(fitting)}" if fitting else "leave grade empty and give tally"
            yield _problem(judgement, "WRONG_SCHEME", message, way_out)
        if not judgement.grade if scheme else judgement.tally is None:
            message = f"aspect {judgement.aspect!r} takes a {'grade' if scheme else 'tally'}, and none is given"
            yield _problem(judgement, "NO_GRADE", message, "give it from the source")
        if judgement.tally is not None and judgement.total is not None and judgement.tally > judgement.total:
            message = f"tally {judgement.tally} is more than total {judgement.total}"
            yield _problem(judgement, "TALLY", message, "check both against the source")


def _codes_of_bodies(facts: Facts) -> Problems:
    """An official code is one live body's; the Department for Education reuses numbers of abolished councils."""
    for name, ended_may_share in (("gss_code", False), ("dfe_code", True), ("ofsted_number", True)):
        seen: dict[str, Place] = {}
        for body in facts.bodies:
            code = getattr(body, name)
            if not code or (ended_may_share and body.closed):
                continue
            if code in seen:
                yield _problem(
                    body, "CODE_TWICE", f"{name} {code} is used already at {seen[code]}", "check the two bodies"
                )
            seen.setdefault(code, body.place)


def _identities(facts: Facts) -> Problems:
    """Two people cannot be joined or presumed to be one, also by way of others, and kept apart at once."""
    leader: dict[str, str] = {}

    def find(person: str) -> str:
        while leader.get(person, person) != person:
            person = leader[person]
        return person

    for row in facts.same_people:
        if row.decision == "same":
            leader[find(row.person_a)] = find(row.person_b)
    presumed = {frozenset(map(find, (r.person_a, r.person_b))) for r in facts.same_people if r.decision == "presumed"}
    for row in facts.same_people:
        pair = frozenset(map(find, (row.person_a, row.person_b)))
        if row.decision != "different" or row.person_a == row.person_b or (len(pair) > 1 and pair not in presumed):
            continue
        other = "the same" if len(pair) == 1 else "presumed to be the same"
        message = f"{row.person_a} and {row.person_b} are decided to be different and {other}"
        yield _problem(row, "CONTRADICTION", message, "take one of the decisions back")


_RULES: tuple[Callable[[Facts], Problems], ...] = (
    _unique_ids,
    _reserved_ids,
    _references,
    _dates_in_order,
    find_seen_too_late,
    _same_claims,
    _claim_rules,
    _row_rules,
    _grades,
    _codes_of_bodies,
    _identities,
)
