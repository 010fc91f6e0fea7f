"""The documents that tenures rest on, asked for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sendgraph.analysis.load import local_id
from sendgraph.queries.run import Asker, ask

__all__ = ["Row", "evidence_of", "find_sources", "status_of"]

Row = Mapping[str, str | None]


def evidence_of(asker: Asker, tenures: Iterable[str]) -> dict[str, list[Row]]:
    """The claims on each of the tenures, by id, those that show the holder first: one query for all."""
    wanted = sorted(set(tenures))
    found: dict[str, list[Row]] = {tenure: [] for tenure in wanted}
    if wanted:
        for row in ask(asker.engine, "evidence_of_tenures", {"tenure": wanted}, asker.resolver).dicts():
            found[local_id(row["tenure"])].append(row)
    return found


def find_sources(claims: Sequence[Row]) -> list[tuple[str, str]]:
    """Each document that shows the holder, once: publisher and year, and its address at the passage.

    >>> claim = {"bears_on": "holder", "publisher": "Ofsted", "published": "2022-05-09", "source_title": "Letter"}
    >>> find_sources([{**claim, "source_url": "https://example.org/a"}, {**claim, "source_url": None}])
    [('Ofsted 2022', 'https://example.org/a')]
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for claim in claims:
        if claim["bears_on"] != "holder":
            continue
        published = claim["published"] or ""
        year = published[:4] if published[:4].isdigit() else ""
        key = claim["source_title"] or "", published
        if key not in found or not found[key][1]:
            found[key] = f"{claim['publisher']} {year}".strip(), claim["source_url"] or ""
    return list(found.values())


def status_of(claim: Row) -> str:
    """How far a claim is taken, with the reason where it is not plainly accepted.

    >>> status_of({"status": "disputed", "reason": "She says that she resigned."})
    'disputed: She says that she resigned.'
    """
    return ": ".join(part for part in (claim["status"], claim["reason"]) if part)
