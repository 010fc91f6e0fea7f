"""Officers whom Ofsted's letters and reports name: their ids, their posts, and how far the printed title is taken."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from sendgraph.core.names import slug
from sendgraph.facts.things import Person, Post

__all__ = ["DCS_TITLE", "Reading", "dcs_post", "person_of", "plain_title", "read_title", "title_of_post"]

DCS_TITLE = "Director of Children's Services"
_LEAD = "lead person"
_TOO_SHORT = {
    *("", _LEAD, "Chief Executive", "Corporate Director", "Executive Director", "Chief Officer"),
    "Strategic Director",
}
"""Titles that say nothing of the post they belong to."""


class Reading(NamedTuple):
    """What a printed title shows: the role, on what footing, and how far the claim is taken."""

    role: str
    basis: str
    status: str
    status_reason: str
    note: str


def plain_title(printed: str) -> str:
    """The title with straight apostrophes and single spaces."""
    return " ".join(printed.replace("’", "'").split())


def title_of_post(printed: str) -> str:
    """The title as it names the post and not its holder's footing, or empty where it is too short to name one."""
    if printed in _TOO_SHORT:
        return ""
    return re.sub(r"^(Interim|Acting) |\s*\((DCS|[Ii]nterim)\)$", "", printed).replace("’", "'")


def read_title(printed: str, interim: str, flags: str) -> Reading:
    """How an officer to whom Ofsted wrote, or who leads for the council, is taken.

    Ofsted addresses its letters to the statutory director; where the title shows somebody else or leaves a doubt, the
    claim says so and is not taken.
    """
    title = plain_title(printed)
    role, status, reason, note = "dcs", "accepted", "", ""
    if title == "Chief Executive":
        role = "chief-executive"
        note = "The letter is addressed to the chief executive, not to the director of children's services."
    elif "chief_executive_addressee" in flags:
        status = "uncorroborated"
        reason = "the printed title does not show whether the deputy chief executive was the statutory director"
    elif "may_be_below_DCS" in flags:
        status, reason = "uncorroborated", "the printed title may be of a post below the statutory director"
    elif title == _LEAD:
        status, reason = "uncorroborated", "the report prints only that the officer leads for the council"
    if "letter_date_vs_published" in flags:
        note = "The date on the letter and the date of its publication differ; the letter's is used."
    if "misprint" in flags:
        note = "The letter misprints its date; the date of publication is used."
    if "title_not_printed" in flags:
        note = "The letter prints no title."
    basis = "interim" if interim == "yes" else "not-stated"
    if re.search(r"\bacting\b", title, re.IGNORECASE):
        basis = "acting"
    return Reading(role, basis, status, reason, note)


def person_of(name: str, body: str) -> Person:
    """The person of that name at that body."""
    return Person(person_id=f"{slug(name)}_{body}", name=name.replace("’", "'").strip())


def dcs_post(body: str, role: str, titles: Counter[str], source_id: str) -> Post:
    """The post of the addressees of a council, under the title printed most often."""
    if role != "dcs":
        return Post(
            post_id=f"{body}_{role}", body_ids=(body,), roles=(role,), title="Chief Executive", source_id=source_id
        )
    title = titles.most_common(1)[0][0] if titles else DCS_TITLE
    others = tuple(sorted(t for t in titles if t != title))
    return Post(
        post_id=f"{body}_dcs",
        body_ids=(body,),
        roles=("dcs",),
        title=title,
        other_titles=others,
        source_id=source_id,
    )
