"""Time and memory to import sheets of 100,000 rows, against the file and the spreadsheet reader alone in the same run.

Each import is a process of its own. Its memory is the most it held at a time, less what the same command holds for ten
rows: Python, the libraries and the shipped facts. A spreadsheet is measured by its content unpacked, which its reader
has to hold; a file of the same rows is a tenth of that or less, because nearly all its cells repeat.

Every row of the first sheet is an inspection with five grades: 100,000 rows become 600,000 claims. The second has a
name, a council and a day in a row, and by a mapping gives people, posts and tenures.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROWS = 100_000
FEW = 10
LINEAR = 2.3
"""Twice the rows may take at most so many times the time: to sort them, a little more than twice."""
MEMORY = 10
"""An import may hold at most so many times the file."""
OF_CALAMINE = {"xlsx": 15, "ods": 20}
"""The whole import may take at most so many times the time of the reader alone, which is quicker with ODS."""

MEGABYTE = 1_000_000
GRADES = (
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)
MAPPING = """
file = "{name}"
date = "%d/%m/%Y"

[source]
source_id = "own_holders"
kind = "other"
publisher = "A reader"
title = "Holders"

[[tables]]
table = "people"
[tables.columns]
person_id = {{ pattern = "{{Name}}_{{Council:council}}" }}
name = "Name"

[[tables]]
table = "posts"
[tables.columns]
post_id = {{ pattern = "{{Council:council}}_own-head" }}
body_ids = {{ from = "Council", council = true }}
title = {{ constant = "Head of Things" }}

[[tables]]
table = "tenures"
[tables.columns]
claim_id = {{ pattern = "own_{{Name}}_{{Council:council}}_{{From:date}}_held" }}
person_id = {{ pattern = "{{Name}}_{{Council:council}}" }}
post_id = {{ pattern = "{{Council:council}}_own-head" }}
locator = {{ pattern = "row {{line}}" }}
started = "From"
basis = {{ constant = "not-stated" }}
status = {{ constant = "accepted" }}
"""


class Cost(NamedTuple):
    """What a process took: seconds of the processor, and the most megabytes it held at a time."""

    seconds: float
    megabytes: float


def councils() -> list[tuple[str, str]]:
    """Code and name of the councils that were always there."""
    from sendgraph.core.shipped import shipped
    from sendgraph.facts.dataset import read_datasets

    bodies = read_datasets([shipped("data") / "register"])[0].bodies
    return [(b.gss_code, b.name) for b in bodies if b.kind == "council" and not b.opened and not b.closed]


def sheet(count: int) -> Iterator[list[object]]:
    """Ofsted's layout of 2025 with so many inspections."""
    there = councils()
    yield ["Local authority inspection outcomes as at 31 March 2025"]
    names = ("Web link", "Local authority area code", "Local authority name", "Local authority status")
    yield [*names, "Inspection date", "Publication date", "Inspection type", *GRADES]
    for number in range(count):
        day = date(2018, 1, 1) + timedelta(days=20 * (number // len(there)))
        what = ("ILACS Standard Inspection", *["Good"] * len(GRADES))
        yield ["Web page", *there[number % len(there)], "Current", day, day + timedelta(days=15), *what]


def narrow(count: int) -> Iterator[list[object]]:
    """A reader's own sheet with so many holders of posts."""
    there = councils()
    yield ["Name", "Council", "From"]
    for number in range(count):
        day = date(2000, 1, 1) + timedelta(days=7 * number % 8_000)
        yield [f"Holder {number:06}", there[number % len(there)][1], f"{day:%d/%m/%Y}"]


def outcomes_file(folder: Path, count: int) -> Path:
    """The first sheet as CSV."""
    from tests.intake.writing import write_csv

    return write_csv(folder / f"outcomes-{count}_2025.csv", sheet(count))  # type: ignore[arg-type]


def tables_file(folder: Path, count: int) -> Path:
    """The second sheet as CSV, with its mapping beside it."""
    from tests.intake.writing import write_csv

    path = write_csv(folder / f"own-{count}.csv", narrow(count))  # type: ignore[arg-type]
    path.with_suffix(".toml").write_text(MAPPING.format(name=path.name), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Cost:
    """One of the ``alone`` steps, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    seconds, megabytes = map(float, done.stdout.splitlines()[-1].split())
    return Cost(seconds, megabytes)


def imported(kind: str, path: Path, number: int = 1) -> Cost:
    """``sendgraph import``, into a dataset beside the file."""
    into = f"into-{path.stem.replace('_', '-')}-{path.suffix[1:]}-{number}"
    return run("import", kind, path, path.with_name(into))


def best(kind: str, path: Path) -> Cost:
    """The time of the quicker of two imports, each into a new dataset, and the memory of the larger."""
    costs = [imported(kind, path, number) for number in (1, 2)]
    return Cost(min(c.seconds for c in costs), max(c.megabytes for c in costs))


def alone(step: str, *given: str) -> None:
    """Import, or read with the spreadsheet reader alone, and print what it took.

    The most memory is as Linux counts it since this program began: what ``getrusage`` tells of a child also counts the
    parent that started it.
    """
    if step == "import":
        from sendgraph.cli import main as command

        kind, path, folder = given
        sys.argv = ["sendgraph", "import", kind, path, "-o", folder]
        try:
            command()
        except SystemExit as end:
            if end.code:
                raise
    else:
        from python_calamine import CalamineWorkbook

        for path in given:
            book = CalamineWorkbook.from_path(path)
            held = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
            assert held
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(time.process_time(), int(status.partition("VmHWM:")[2].split()[0]) * 1024 / MEGABYTE)


def measure(kind: str, make: Callable[[Path, int], Path], folder: Path) -> Iterator[str]:
    """Import few, half and all rows, and all again; tell the figures, and give what was too slow or too large."""
    few, half, whole = (make(folder, count) for count in (FEW, ROWS // 2, ROWS))
    size = whole.stat().st_size / MEGABYTE
    bare, first, second = imported(kind, few), best(kind, half), best(kind, whole)
    again = imported(kind, whole)
    print(f"{kind}: a CSV file of {size:.1f} MB with {ROWS:,} rows; {FEW} rows hold {bare.megabytes:.0f} MB")
    ratio = (second.seconds - bare.seconds) / (first.seconds - bare.seconds)
    print(f"  {second.seconds:.1f} s, {ratio:.2f} times the half (allowed {LINEAR}); again {again.seconds:.1f} s")
    if ratio > LINEAR:
        yield f"{kind}: time is not linear"
    for what, cost in (("first", second), ("again", again)):
        held = cost.megabytes - bare.megabytes
        print(
            f"  {what}: {cost.megabytes:.0f} MB, {held:.0f} more, {held / size:.1f} times the file (allowed {MEMORY})"
        )
        if held > MEMORY * size:
            yield f"{kind}: memory of the import, {what}"


def measure_spreadsheets(folder: Path) -> Iterator[str]:
    """Import the first sheet as a spreadsheet; tell the figures, and give what was too slow or too large."""
    from tests.intake.writing import write_ods, write_xlsx

    bare = imported("ofsted-la-outcomes", outcomes_file(folder, FEW))
    for write, (ending, allowed) in zip((write_xlsx, write_ods), OF_CALAMINE.items(), strict=True):
        book = write(folder / f"book_2025.{ending}", {"History": sheet(ROWS)})  # type: ignore[dict-item]
        packed = book.stat().st_size / MEGABYTE
        with zipfile.ZipFile(book) as archive:
            unpacked = sum(part.file_size for part in archive.infolist()) / MEGABYTE
        empty, only = run("read"), min(run("read", book), run("read", book))
        made = best("ofsted-la-outcomes", book)
        reader, held = only.megabytes - empty.megabytes, made.megabytes - bare.megabytes
        ratio = (made.seconds - bare.seconds) / (only.seconds - empty.seconds)
        print(f"{ending}: {packed:.1f} MB packed, {unpacked:.0f} MB unpacked; the reader alone holds {reader:.0f} MB")
        print(f"  {held:.0f} MB more than for {FEW} rows, {held / unpacked:.1f} times the content (allowed {MEMORY}),")
        print(f"  {held / packed:.0f} times the packed file; {ratio:.1f} times the reader's time (allowed {allowed})")
        if held > MEMORY * unpacked:
            yield f"{ending}: memory of the import"
        if ratio > allowed:
            yield f"{ending}: import against the reader"


def main() -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        faults = [
            *measure("ofsted-la-outcomes", outcomes_file, folder),
            *measure("tables", tables_file, folder),
            *measure_spreadsheets(folder),
        ]
    print(f"all in {time.perf_counter() - started:.0f} s")
    if faults:
        sys.exit(f"too slow or too large: {'; '.join(faults)}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    if len(sys.argv) > 1:
        alone(*sys.argv[1:])
    else:
        main()
