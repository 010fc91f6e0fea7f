"""Time and memory to import a sheet of 100,000 rows, against the spreadsheet reader alone in the same run.

Each step runs in a process of its own, so that its memory is its own. Every row of the sheet is an inspection with five
grades: 100,000 rows become 600,000 claims, and the tables written are several times as large as the file.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROWS = 100_000
LINEAR = 2.6
"""Twice the rows may take at most so many times the time."""
MEMORY = 10
"""Reading may hold at most so many times the file; the import as many times the file and the tables it writes."""
OF_CALAMINE = 15
"""The whole import may take at most so many times the time of the reader alone."""

MEGABYTE = 1_000_000
GRADES = (
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)


def sheet(count: int) -> Iterator[list[object]]:
    """The layout of 2025 with so many inspections, of councils that were always there."""
    from sendgraph.core.shipped import shipped
    from sendgraph.facts.dataset import read_datasets

    bodies = read_datasets([shipped("data") / "register"])[0].bodies
    councils = [b for b in bodies if b.kind == "council" and not b.opened and not b.closed]
    yield ["Local authority inspection outcomes as at 31 March 2025"]
    names = ("Web link", "Local authority area code", "Local authority name", "Local authority status")
    yield [*names, "Inspection date", "Publication date", "Inspection type", *GRADES]
    for number in range(count):
        council = councils[number % len(councils)]
        day = date(2018, 1, 1) + timedelta(days=20 * (number // len(councils)))
        what = ("ILACS Standard Inspection", *["Good"] * len(GRADES))
        yield ["Web page", council.gss_code, council.name, "Current", day, day + timedelta(days=15), *what]


def step(name: str, path: Path) -> None:
    """Read the file with the reader alone or as sheets, and print seconds and megabytes."""
    from python_calamine import CalamineWorkbook

    from sendgraph.intake.sheets import read_sheets

    before, started = own_peak(), time.perf_counter()
    if name == "calamine":
        book = CalamineWorkbook.from_path(str(path))
        held = [book.get_sheet_by_name(each).to_python() for each in book.sheet_names]
    else:
        held = [sheet.rows for sheet in read_sheets(path)]
    print(time.perf_counter() - started, own_peak() - before, len(held))


def own_peak() -> float:
    """The most memory this process held, in megabytes: as Linux counts it since the process's program began."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / MEGABYTE


def measured(name: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one step."""
    done = subprocess.run([sys.executable, __file__, name, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split()[:2])
    return seconds, megabytes


def imported(path: Path) -> tuple[float, float]:
    """Seconds of the command, and the most megabytes a command held so far: call it for small files first."""
    command = [sys.executable, "-m", "sendgraph", "import", "ofsted-la-outcomes", path, "-o", path.with_suffix("")]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / MEGABYTE


def main() -> None:
    from tests.intake.writing import write_csv, write_xlsx

    faults: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        few, half, whole = (
            write_csv(folder / f"{name}_2025.csv", sheet(count))  # type: ignore[arg-type]
            for name, count in (("few", 10), ("half", ROWS // 2), ("whole", ROWS))
        )
        size = whole.stat().st_size / MEGABYTE
        start_seconds, start_megabytes = imported(few)
        first, (second, held) = imported(half)[0] - start_seconds, imported(whole)
        ratio = (second - start_seconds) / first
        print(f"import of {ROWS:,} rows: {second:.1f} s, {ratio:.1f} times the half (allowed {LINEAR})")
        faults += ["time is not linear"] if ratio > LINEAR else []
        read = measured("sheets", whole)[1]
        print(f"reading a file of {size:.0f} MB holds {read:.0f} MB, {read / size:.1f} times it (allowed {MEMORY})")
        faults += ["memory of reading"] if read > MEMORY * size else []
        written = sum(p.stat().st_size for p in whole.with_suffix("").iterdir()) / MEGABYTE
        held -= start_megabytes
        ratio = held / (size + written)
        print(
            f"the import holds {held:.0f} MB and writes {written:.0f} MB of claims: {ratio:.1f} times file and tables "
            f"(allowed {MEMORY}), {held / size:.0f} times the file alone"
        )
        faults += ["memory of the import"] if ratio > MEMORY else []
        book = write_xlsx(folder / "book_2025.xlsx", {"History": sheet(ROWS)})  # type: ignore[dict-item]
        alone, ours = measured("calamine", book)[0], measured("sheets", book)[0]
        made = imported(book)[0] - start_seconds
        print(
            f"XLSX: reader alone {alone:.1f} s, sheets as text {ours / alone:.1f} times, "
            f"import {made / alone:.1f} times (allowed {OF_CALAMINE})"
        )
        faults += ["import against the reader"] if made / alone > OF_CALAMINE else []
    if faults:
        sys.exit(f"too slow or too large: {', '.join(faults)}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    if len(sys.argv) > 1:
        step(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
