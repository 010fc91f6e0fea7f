"""Names of people and councils: folded for comparison, slugged for ids."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "normalise_text", "slug"]

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters of names that no accent can be taken off."""


def fold(name: str) -> str:
    """``name`` for comparison: no accents, case, punctuation or doubled spaces; "&" read as "and".

    >>> fold("St. Helens"), fold("Siân O’Brien"), fold("Søren & Łukasz")
    ('st helens', 'sian obrien', 'soren and lukasz')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES).replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    return re.sub(r"[^0-9a-z]+", " ", plain.casefold().translate(_LETTERS)).strip()


def slug(name: str) -> str:
    """``name`` as part of an id: lower-case letters, digits and single hyphens.

    >>> slug("Kingston upon Hull, City of")
    'kingston-upon-hull-city-of'
    """
    return fold(name).replace(" ", "-")


def normalise_text(text: str) -> str:
    """Running text for hashing: NFC, straight quotes, plain hyphens, single spaces, no edges.

    The rule is fixed: a change would invalidate every ``passage_sha256`` in the tables.
    """
    text = unicodedata.normalize("NFC", text.translate(_APOSTROPHES))
    text = text.replace("\u201c", '"').replace("\u201d", '"').replace("\u2013", "-").replace("\u2014", "-")
    return re.sub(r"\s+", " ", text).strip()
