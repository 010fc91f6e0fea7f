"""Import of a user's own sheet by a mapping: a TOML file, described in ``own_mapping``, that lies beside the sheet.

Each row of the sheet gives the rows the mapping says, or, where anything is wrong with it, none and a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from sys import intern

from sendgraph.core.dates import DateError, parse_edtf
from sendgraph.core.files import shown_path
from sendgraph.core.names import fold, slug
from sendgraph.core.problems import Place
from sendgraph.core.shipped import shipped
from sendgraph.facts.column import Column, Row, columns_of
from sendgraph.facts.tables import TABLES
from sendgraph.intake.councils import CouncilError, Councils
from sendgraph.intake.outcome import LeftOut, Taken
from sendgraph.intake.own_mapping import PLACEHOLDER, Plan, Recipe, read_plan
from sendgraph.intake.rows import RowError, make_row, row_key
from sendgraph.intake.sheets import IntakeError, Table, find_table, read_sheets
from sendgraph.intake.sieve import Sieve
from sendgraph.intake.spool import Spool

__all__ = ["DESCRIPTION", "take"]

DESCRIPTION = {
    "title": "Own tables",
    "publisher": "not stated",
    "licence": "not stated",
    "made": "Taken over from a sheet by a column mapping, with sendgraph import tables.",
}
_STEP = 1_000
_REMEMBERED = 4_096
"""How many slugs and councils, and a few times as many dates, are remembered: a sheet repeats most of its cells."""

_DAY, _MONTH = re.compile("%[dj]"), re.compile("%[mbB]")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def take(path: Path, councils: Councils, progress: Callable[[int, int], None]) -> Taken:
    """The rows the mapping makes of the sheet. ``path`` is the mapping, or a sheet with its mapping beside it.

    Raises ``IntakeError`` where the mapping is wrong or the sheet lacks a header it names.
    """
    mapping = path if path.suffix == ".toml" else path.with_suffix(".toml")
    if not mapping.is_file():
        shown = shown_path(shipped("data") / "README.md")
        raise IntakeError(f"{path.name} needs a mapping: write {mapping.name} beside it, as {shown} shows")
    plan = read_plan(mapping)
    if not plan.file.is_file():
        raise IntakeError(f"{mapping.name} names the file {plan.file.name}, which is not beside it")
    sheets = [s for s in read_sheets(plan.file) if not plan.sheet or s.name == plan.sheet]
    table = find_table(sheets, {h: (h,) for h in plan.headers}, plan.headers)
    return _Writing(plan, councils).write(table, progress)


class _Writing:
    """The rows of a sheet on the way to rows of ours."""

    def __init__(self, plan: Plan, councils: Councils) -> None:
        self.plan, self.councils = plan, councils
        self.rows = Spool()
        self.sieve = Sieve(self.rows, councils.facts, councils.held)
        self.find = lru_cache(maxsize=_REMEMBERED)(partial(_find, councils))
        self.slug = lru_cache(maxsize=_REMEMBERED)(slug)
        self.fold = lru_cache(maxsize=_REMEMBERED)(fold)

    def write(self, table: Table, progress: Callable[[int, int], None]) -> Taken:
        """All rows of the sheet."""
        taken = Taken(rows=self.rows)
        if self.plan.source:
            self.keep([("sources", _require_source(self.plan))])
        total = len(table)
        for done, (line, cells) in enumerate(table.rows(), start=1):
            taken.read += 1
            try:
                self.keep(self.rows_of(line, self.cleaned(cells)))
            except RowError as error:
                taken.left_out.append(LeftOut(table.sheet.name, line, intern(str(error))))
            if done % _STEP == 0:
                progress(done, total)
        progress(total, total)
        for problem in self.sieve.take_out():
            told = f"{problem.message}; {problem.way_out}"
            taken.left_out.append(LeftOut(table.sheet.name, problem.place.line, intern(told)))
        taken.left_out.sort()
        taken.mapped = taken.read - len({out.line for out in taken.left_out})
        return taken

    def cleaned(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The cells, those that say nothing empty."""
        return {h: "" if text.casefold() in self.plan.empty else text for h, text in cells.items()}

    def rows_of(self, line: int, cells: Mapping[str, str]) -> list[tuple[str, Row]]:
        """The rows of ours that a row of the sheet gives. Raises ``RowError`` with its faults, each said once."""
        found: list[tuple[str, Row]] = []
        faults: dict[str, list[str]] = {}
        for number, table in enumerate(self.plan.tables, start=1):
            if table.when and not cells[table.when]:
                continue
            values: dict[str, str | list[str]] = {}
            if "source_id" not in table.recipes and self.plan.source:
                values["source_id"] = self.plan.source["source_id"]
            for column, recipe in table.in_order:
                try:
                    values[column.name] = self.text_of(recipe, column, line, cells)
                except RowError as error:
                    faults.setdefault(str(error), []).append(f"{table.table}.{column.name}")
            try:
                found += [(table.table, make_row(table.table, values, Place("", line, number)))] if not faults else []
            except RowError as error:
                faults.setdefault(str(error), []).append(table.table)
        if faults:
            raise RowError("; ".join(f"{', '.join(where)}: {what}" for what, where in faults.items()))
        return found

    def text_of(self, recipe: Recipe, column: Column, line: int, cells: Mapping[str, str]) -> str | list[str]:
        """The text a recipe gives. Raises ``RowError``."""
        if recipe.pattern:
            return self.filled(recipe.pattern, line, cells)
        text = cells[recipe.header] if recipe.header else recipe.constant
        if not text or not recipe.header:
            return text
        if recipe.split:
            return [part.strip() for part in text.split(recipe.split) if part.strip()]
        if recipe.codes:
            code = recipe.code_of.get(self.fold(text))
            if code is None:
                raise RowError(f"{text!r} in {recipe.header!r} is none of {', '.join(map(repr, recipe.codes))}")
            return code
        if recipe.is_council:
            return self.council(text, cells)
        if column.kind in ("moment", "dates", "day"):
            return _read_date(text, recipe.dates or self.plan.dates)
        return text

    def filled(self, pattern: str, line: int, cells: Mapping[str, str]) -> str:
        """The pattern with its cells. Raises ``RowError`` where one of them is empty or no part of an id."""
        first, placeholders = _parts(pattern)
        made = [first]
        for header, way, behind in placeholders:
            made += [self.part(header, way, pattern, line, cells), behind]
        return "".join(made)

    def part(self, header: str, way: str, pattern: str, line: int, cells: Mapping[str, str]) -> str:
        """What stands for one placeholder of the pattern. Raises ``RowError``."""
        if header == "line" and header not in cells:
            return str(line)
        text = cells[header]
        if way == "council" and text:
            return self.council(text, cells)
        if way == "date" and text:
            return _read_date(text, self.plan.dates)
        made = text if way == "text" else self.slug(text)
        if not made:
            raise RowError(f"{header!r} is {repr(text) if text else 'empty'}, and {pattern!r} needs it")
        return made

    def council(self, text: str, cells: Mapping[str, str]) -> str:
        """The id of the council of that name or code, on the day the mapping names. Raises ``RowError``."""
        on = None
        if day := cells.get(self.plan.council_date, ""):
            try:
                on = parse_edtf(_read_date(day, self.plan.dates)).bounds.earliest
            except DateError as error:
                raise RowError(str(error)) from None
        try:
            return self.find(text, on)
        except CouncilError as error:
            raise RowError(str(error)) from None

    def keep(self, rows: list[tuple[str, Row]]) -> None:
        """Keep the rows of one row of the sheet. Raises ``RowError`` where an earlier row says otherwise."""
        fresh: dict[tuple[str, str], tuple[Row, str]] = {}
        for name, row in rows:
            kept, key = self.rows.rows(name), row_key(name, row)
            text, earlier = kept.text_of(row), fresh.get((name, key))
            before = earlier[1] if earlier else kept.text(key)
            if not before:
                fresh[name, key] = row, text
            elif before != text or kept.table.is_claims:
                raise RowError(_difference(name, earlier[0] if earlier else kept.find(key), row))
        for (name, _), (row, text) in fresh.items():
            self.rows.rows(name).add(row, text)
            self.sieve.look(name, row)


def _require_source(plan: Plan) -> Row:
    """The source of the mapping. Raises ``IntakeError``."""
    try:
        return make_row("sources", plan.source)
    except RowError as error:
        raise IntakeError(f"the source of the mapping cannot be used: {error}") from None


def _difference(table: str, earlier: Row | None, row: Row) -> str:
    """Why a row cannot stand beside an earlier one of its key, from which it differs, or which is a claim."""
    assert earlier is not None
    key, line = row_key(table, row), earlier.place.line
    told = f"{TABLES[table].key} {key!r} is line {line}'s" if line else f"{TABLES[table].key} {key!r} is the mapping's"
    for column in columns_of(TABLES[table].row):
        one, other = getattr(earlier, column.name), getattr(row, column.name)
        if one != other:
            return f"{table}: {told}, which has another {column.name}: {_shown(one)} and not {_shown(other)}"
    return f"{table}: {told}: the claim is there twice"


def _shown(value: object) -> str:
    return repr(getattr(value, "text", value))


def _find(councils: Councils, text: str, on: date | None) -> str:
    if re.fullmatch(r"[EWNSK]\d{8}", text):
        return councils.find(gss=text, on=on)
    return councils.find(dfe=text, on=on) if re.fullmatch(r"\d{3}", text) else councils.find(name=text, on=on)


@cache
def _parts(pattern: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The text before the first placeholder; then of each its header, how it is read, and the text behind it."""
    first, *rest = PLACEHOLDER.split(pattern)
    return first, [(*each, behind) for each, behind in zip(PLACEHOLDER.findall(pattern), rest[2::3], strict=True)]


@lru_cache(maxsize=4 * _REMEMBERED)
def _read_date(text: str, ways: tuple[str, ...]) -> str:
    """The date as our tables write it, as exact as the way it is written. Raises ``RowError``.

    A date cell of a spreadsheet comes as YYYY-MM-DD, whatever it looks like there.
    """
    if not ways or _ISO.fullmatch(text):
        return text
    for way in ways:
        try:
            day = datetime.strptime(text, way).date().isoformat()
        except ValueError:
            continue
        return day if _DAY.search(way) else day[:7] if _MONTH.search(way) else day[:4]
    raise RowError(f"{text!r} is no date written as {' or '.join(ways)}")
