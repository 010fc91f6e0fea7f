"""Checks of claims against the plain text of their sources, which is never part of the tables.

A claim keeps the first and last words of its passage and the SHA-256 of the whole normalised passage. Given a
folder of source texts, the passage is found again by those words and its hash compared.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sendgraph.core.names import normalise_text
from sendgraph.core.problems import Problem
from sendgraph.facts.claims import Claim
from sendgraph.facts.rules import all_claims
from sendgraph.facts.tables import Facts
from sendgraph.facts.things import Source

__all__ = ["anchor_url", "find_evidence_problems", "find_passages", "passage_hash"]


def passage_hash(passage: str) -> str:
    """SHA-256, in hexadecimal, of the normalised passage."""
    return hashlib.sha256(normalise_text(passage).encode()).hexdigest()


def anchor_url(url: str, words: str) -> str:
    """``url`` with a text fragment that makes a browser jump to the passage; unchanged without words.

    Follows the URL Fragment Text Directives draft of the W3C Web Incubator Community Group.
    """
    if not url or not words:
        return url
    parts = [quote(part, safe="").replace("-", "%2D") for part in words.split(" … ")]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def find_passages(text: str, words: str) -> list[str]:
    """The passages of ``text`` that start and end with the given words; shortest from each start."""
    text = normalise_text(text)
    first, _, last = normalise_text(words).partition(" … ")
    found = []
    for match in re.finditer(re.escape(first), text):
        end = text.find(last, match.end()) if last else match.end()
        if end >= 0:
            found.append(text[match.start() : end + len(last)])
    return found


def find_evidence_problems(facts: Facts, texts: Path) -> tuple[list[Problem], int]:
    """What is wrong with the claims whose source's text lies in ``texts``, and how many claims were checked.

    A text belongs to the source whose ``text_sha256`` is the hash of its normalised content, or whose id is the file's
    name without its ending.
    """
    by_name = {f.stem: f.read_text(encoding="utf-8", errors="replace") for f in sorted(texts.glob("*.txt"))}
    by_hash = {passage_hash(text): text for text in by_name.values()}
    held = {s.source_id: by_hash.get(s.text_sha256) or by_name.get(s.source_id) for s in facts.sources}
    problems: list[Problem] = []
    checked = 0
    for claim in all_claims(facts):
        text = held.get(claim.source_id)
        if text and claim.words:
            checked += 1
            problems += _check_claim(claim, text)
    return problems + list(_changed_texts(facts.sources, by_name)), checked


def _check_claim(claim: Claim, text: str) -> Iterator[Problem]:
    passages = find_passages(text, claim.words)
    if not passages:
        message = f"the passage {claim.words!r} is not in the text of {claim.source_id}"
        yield Problem(claim.place, "NO_PASSAGE", message, "check the words against the source")
    elif claim.passage_sha256 and claim.passage_sha256 not in map(passage_hash, passages):
        message = f"the passage {claim.words!r} is not the one that was read: its hash is {passage_hash(passages[0])}"
        yield Problem(claim.place, "PASSAGE_CHANGED", message, "read it again and correct claim or hash")


def _changed_texts(sources: list[Source], by_name: dict[str, str]) -> Iterator[Problem]:
    for source in sources:
        text = by_name.get(source.source_id)
        if text and source.text_sha256 and passage_hash(text) != source.text_sha256:
            message = f"the text of {source.source_id} is not the one that was read"
            yield Problem(source.place, "TEXT_CHANGED", message, "read it again and renew text_sha256")
