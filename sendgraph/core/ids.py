"""Ids and the addresses made of them: the one base of all IRIs, and what an id looks like."""

from __future__ import annotations

import re

__all__ = ["BASE", "ID_BASE", "is_id", "short_id"]

BASE = "https://w3id.org/sendgraph/"
"""The one base of all IRIs; ``ontology/w3id/.htaccess`` is ready for its registration."""

ID_BASE = BASE + "id/"

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Whether the text can be an id: lower case and digits, parts joined by ``_``, words by ``-``.

    >>> is_id("jane-example_kent"), is_id("My_Set"), is_id("kent_")
    (True, False, False)
    """
    return _ID.fullmatch(text) is not None


def short_id(value: str | None) -> str:
    """A value as people read it: a thing of ours by its id, anything else as it is, nothing as an empty text.

    >>> short_id("https://w3id.org/sendgraph/id/kent"), short_id("2021"), short_id(None)
    ('kent', '2021', '')
    """
    return (value or "").removeprefix(ID_BASE)
