"""The first and the last day of tenures in words, as exact and as sure as the sources give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sendgraph.analysis.load import local_id
from sendgraph.analysis.spells import Place, place_of
from sendgraph.queries.run import Asker, ask
from sendgraph.report.evidence import Row
from sendgraph.report.words import day_range, ending

__all__ = ["TenureDates", "dates_of", "place_in_post"]


@dataclass(frozen=True, slots=True)
class TenureDates:
    """What the claims say of the days of each tenure, by its id, and the day of the report."""

    said: Mapping[str, Sequence[Row]]
    as_of: str

    def started(self, row: Row) -> str:
        """The first day of the tenure in words."""
        first, last = row["start_earliest"], row["start_latest"]
        return day_range(first, last, is_about=self._is_about(row, "start", first, last))

    def left(self, row: Row) -> str:
        """The last day of a tenure that a source says has ended, in words."""
        first, last = row["end_earliest"], row["end_latest"]
        return day_range(first, last, is_about=self._is_about(row, "end", first, last))

    def ended(self, row: Row) -> str:
        """The last day of the tenure in words; without one, up to when the sources show the holder."""
        first, last = row["end_earliest"], row["end_latest"]
        claims = self._claims(row)
        if last or any(c["moment"] == "end" and first and c["earliest"] == first and not c["latest"] for c in claims):
            return self.left(row)
        if first == self.as_of:
            return ending(first, None, first)
        shown = [c["latest"] for c in claims if c["moment"] != "end" and c["latest"] and c["earliest"] == first]
        return ending(first, None, min((day for day in shown if day), default=None))

    def until(self, row: Row) -> str:
        """The end of the tenure as part of a sentence: ended when, or in post when and then unknown."""
        end = self.ended(row)
        if end.startswith("in post"):
            return end
        first, to, last = end.partition(" to ")
        return "end unknown" if end == "unknown" else f"ended between {first} and {last}" if to else f"ended {end}"

    def is_known(self, row: Row, claim: str | None) -> bool:
        """Whether the claim says anything of a day up to that of the report, or dates nothing at all."""
        dates = [c for c in self._claims(row) if c["claim"] == claim]
        return not dates or any((c["earliest"] or c["latest"] or "") <= self.as_of for c in dates)

    def _claims(self, row: Row) -> Sequence[Row]:
        return self.said.get(local_id(row["tenure"]), ())

    def _is_about(self, row: Row, moment: str, first: str | None, last: str | None) -> bool:
        """Whether a bound comes from a date marked ``~`` or ``%``, and no plain date gives both bounds as well."""
        found = False
        for claim in self._claims(row):
            if claim["moment"] != moment:
                continue
            is_marked = any(sign in (claim["printed"] or "") for sign in "~%")
            is_first, is_last = (claim["earliest"] or "") == first, (claim["latest"] or "") == last
            if not is_marked and is_first and is_last:
                return False
            found = found or (is_marked and (is_first or is_last))
        return found


def dates_of(asker: Asker, tenures: Iterable[str], as_of: str) -> TenureDates:
    """The dates of those tenures, by id: one query for all."""
    wanted = sorted(set(tenures))
    said: dict[str, list[Row]] = {}
    if wanted:
        for row in ask(asker.engine, "dates_of_tenures", {"tenure": wanted}, asker.resolver).dicts():
            said.setdefault(local_id(row["tenure"]), []).append(row)
    return TenureDates(said, as_of)


def place_in_post(row: Row) -> Place:
    """Where the tenure stands among those of its post, as in the analyses: sorts from the first to the last."""
    names = ("first_seen", "last_seen", "start_latest", "end_latest")
    first, last, start, end = (date.fromisoformat(day) if (day := row[name]) else None for name in names)
    return place_of(first, last, start, end, local_id(row["tenure"]))
