from __future__ import annotations

import ast
import re
import shutil
import time
import tracemalloc
from pathlib import Path

import pytest

import sendgraph
from sendgraph.facts.lines import MAX_LINE
from sendgraph.facts.tables import TABLES
from tests.bad.checking import BASE, CASES, HERE, check, lay_out

LEAST_CASES = 100


def expected_lines(case: str) -> list[str]:
    return (HERE / case / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES)
def test_a_bad_dataset_is_reported_with_exactly_its_messages(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "nethermere"
    folders = lay_out(case, root)
    monkeypatch.chdir(root)
    texts = root / "texts"
    found = check(folders, texts if texts.is_dir() else None)
    assert [str(p) for p in found] == expected_lines(case)


def test_the_base_of_the_cases_has_every_table_and_no_problem(tmp_path: Path) -> None:
    assert {p.stem for p in BASE.glob("*.csv")} == set(TABLES)
    root = tmp_path / "nethermere"
    shutil.copytree(BASE, root)
    assert check([root]) == []


def test_every_folder_of_cases_is_collected() -> None:
    folders = {p.name for p in HERE.iterdir() if p.is_dir() and not p.name.startswith(("_", "."))}
    assert set(CASES) == folders
    assert len(CASES) >= LEAST_CASES


def test_no_case_expects_nothing() -> None:
    assert [case for case in CASES if not expected_lines(case)] == []


def emitted_codes() -> set[str]:
    """Every problem code that a call in the package gives to a problem or to an error that becomes one."""
    makers = {"Problem", "_problem", "CellError", "LineError"}
    found: set[str] = set()
    for path in Path(sendgraph.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                values = [*node.args, *(k.value for k in node.keywords)]
                texts = [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]
                found.update(t for t in texts if re.fullmatch(r"[A-Z][A-Z0-9_]+", t))
    return found


def test_every_code_that_the_package_emits_has_a_case() -> None:
    message = re.compile(r"\S.*? ([A-Z][A-Z0-9_]+) ")
    lines = [line for case in CASES for line in expected_lines(case)]
    shown = {match[1] for line in lines if (match := message.match(line))}
    # This one is made at test time below: no such file is kept.
    assert emitted_codes() == shown | {"LINE_TOO_LONG"}
    assert len(shown) > 40


def test_a_line_of_100_mb_is_refused_at_once_and_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "nethermere"
    shutil.copytree(BASE, root)
    with (root / "people.csv").open("ab") as stream:
        for _ in range(100):
            stream.write(b"x" * 1_000_000)
    monkeypatch.chdir(root)
    tracemalloc.start()
    begun = time.perf_counter()
    found = check([root])
    seconds = time.perf_counter() - begun
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    message = f"the line is longer than {MAX_LINE} bytes"
    assert [str(p) for p in found] == [f"people.csv:6 LINE_TOO_LONG {message}; check the export that wrote it"]
    assert peak < 20_000_000
    assert seconds < 5


def test_a_missing_table_with_thousands_of_references_is_reported_in_seconds(tmp_path: Path) -> None:
    root = tmp_path / "nethermere"
    shutil.copytree(BASE, root)
    rows = [f"person-{n}_nethermere,Person {n},," for n in range(3000)]
    (root / "people.csv").write_text("\n".join(["person_id,name,other_names,note", *rows, ""]))
    header, row = (root / "events.csv").read_text().splitlines()
    many = [row.replace("_6,", f"_e{n},").replace("call_2021-11", f"call_{n}") for n in range(1000)]
    columns = header.split(",")
    cells = [line.split(",") for line in many]
    for n, line in enumerate(cells):
        line[columns.index("person_ids")] = f"nobody-{n}_undermere"
    (root / "events.csv").write_text("\n".join([header, *(",".join(line) for line in cells), ""]))
    begun = time.perf_counter()
    found = [p for p in check([root]) if p.code == "DANGLING_REFERENCE" and "nobody" in p.message]
    assert len(found) == 1000
    assert time.perf_counter() - begun < 20
