"""The command line as users meet it: answers, errors, files and exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click import Context

from sendgraph.cli.lazy import LazyGroup
from sendgraph.cli.main import cli

RUN = [sys.executable, "-m", "sendgraph"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {**os.environ, "SENDGRAPH_CACHE": str(tmp_path_factory.mktemp("cache")), "COLUMNS": "120"}


def run(environment: dict[str, str], *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    where = {**environment, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [*RUN, *arguments], capture_output=True, text=True, env=where, cwd=cwd, check=False, timeout=120
    )


def test_the_list_of_commands_says_what_each_command_says_of_itself() -> None:
    groups = [cli, cli.get_command(Context(cli), "report")]
    for group in groups:
        assert isinstance(group, LazyGroup)
        assert len(group.commands_help) >= 4
        for name, help_text in group.commands_help.items():
            command = group.get_command(Context(group), name)
            assert command is not None
            assert (command.name, command.short_help) == (name, help_text)


def test_help_imports_no_heavy_library(environment: dict[str, str]) -> None:
    code = (
        "import sys; from sendgraph.cli.main import cli; cli.main(['--help'], standalone_mode=False); "
        "heavy = {'rdflib', 'networkx', 'numpy', 'rich', 'pyoxigraph'}; "
        "print(sorted(set(sys.modules) & heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_first_use_builds_and_says_so_apart_from_the_answer(environment: dict[str, str]) -> None:
    done = run(environment, "query", "outcomes_by_framework", "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.startswith("framework,kind,scheme,aspect,grade,inspections\n")
    assert "area-send-2016,full,statement-of-action,action-required,required,82\n" in done.stdout
    assert "building the store" in done.stderr
    assert run(environment, "query", "totals", "--format", "csv").stderr == ""


def test_formats_give_the_same_rows(environment: dict[str, str]) -> None:
    rows = json.loads(run(environment, "query", "pay_day_rates", "--format", "json").stdout)
    tabs = run(environment, "query", "pay_day_rates", "--format", "tsv").stdout.splitlines()
    assert len(tabs) == len(rows) + 1
    assert tabs[0].split("\t") == list(rows[0])
    assert run(environment, "query", "pay_day_rates", "--format", "md").stdout.count("\n") == len(rows) + 2


def test_show_prints_sparql_that_runs_as_a_file(environment: dict[str, str], tmp_path: Path) -> None:
    arguments = ("query", "timeline", "-p", "council", "suffolk")
    shown = run(environment, *arguments, "--show")
    assert "<https://w3id.org/sendgraph/id/suffolk>" in shown.stdout
    file = tmp_path / "mine.rq"
    file.write_text(shown.stdout)
    assert (
        run(environment, "query", "--file", str(file), "--format", "csv").stdout
        == run(environment, *arguments, "--format", "csv").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["query", "holder_on_date"], 2, "did you mean holders_on_date"),
        (["query", "timeline", "-p", "council", "Sufolk"], 2, "did you mean"),
        (["query", "holders_on_date", "-p", "on", "2021-13-01"], 2, "no day of the calendar"),
        (["query"], 2, "give the name of a template"),
        (["report", "council", "Atlantis"], 2, "no body is called 'Atlantis'"),
        (["report", "turnover", "--role", "boss"], 2, "not one of dcs"),
        (["report", "turnover", "--as-of", "yesterday"], 2, "YYYY-MM-DD"),
        (["report", "turnover", "--as-of", "9999-12-31"], 2, "give a day of the years 1900 to 2100"),
        (["report", "coverage", "--since", "0001-01-01"], 2, "give a day of the years 1900 to 2100"),
        (["report", "council", "kent", "-o", "x.pdf"], 2, "write FILE.html and print it from a browser"),
        (["report", "council", "kent", "-o", "x.xlsx"], 2, "write FILE.csv and open it in the spreadsheet"),
        (["query", "totals", "-o", "x.html"], 2, "end its name in one of .csv, .tsv, .json, .md"),
        (["report", "council", "kent", "-o", "no-such-folder/x.html"], 3, "there is no folder no-such-folder: make it"),
        (["export", "csv", "-o", "x.csv"], 2, "csv is several files, and x.csv is named like one: name a folder"),
        (["explain", "https://w3id.org/sendgraph/ontology#Nothing"], 2, "there is no term"),
        (["explain", "nothing-of-the-sort"], 2, "nothing in the graph has the id"),
        (["query", "totals", "--data", "no-such-folder"], 1, "NO_DATASET there is no such folder"),
        (
            ["query", "totals", "--store", "no-such-store"],
            3,
            "holds no store: run sendgraph build --store no-such-store",
        ),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_a_mistake_is_named_with_its_status_and_no_traceback(
    environment: dict[str, str], arguments: list[str], status: int, message: str
) -> None:
    done = run(environment, *arguments)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_template_that_answers_with_its_own_values_says_so(environment: dict[str, str]) -> None:
    told = "answered with the template's own council southend-on-sea, on 2021-11-20: choose with -p council VALUE"
    assert told in run(environment, "query", "holders_on_date").stderr
    one = run(environment, "query", "holders_on_date", "-p", "council", "kent")
    assert one.stderr == "answered with the template's own on 2021-11-20: choose with -p on VALUE\n"
    assert run(environment, "query", "timeline", "-p", "council", "kent").stderr == ""
    listed = run(environment, "query", "--list").stdout
    assert "Where not given: council southend-on-sea, on 2021-11-20\n" in listed


def test_the_ending_of_the_file_chooses_the_format(environment: dict[str, str], tmp_path: Path) -> None:
    starts = {
        "x.csv": "post,",
        "x.json": "{\n",
        "x.md": "# Kent",
        "x.HTML": "<!DOCTYPE html>",
        "x.txt": "Kent\n====",
        "x": "Kent\n====",
    }
    for name, start in starts.items():
        assert run(environment, "report", "council", "kent", "-o", name, cwd=tmp_path).returncode == 0
        assert (tmp_path / name).read_text().startswith(start)
    run(environment, "report", "council", "kent", "--format", "json", "-o", "own.csv", cwd=tmp_path)
    assert (tmp_path / "own.csv").read_text().startswith("{")
    run(environment, "query", "sources_by_kind", "-o", "y.tsv", cwd=tmp_path)
    assert (tmp_path / "y.tsv").read_text().startswith("kind\t")


def test_a_query_file_that_is_not_utf_8_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes(b"# caf\xe9\nSELECT ?x WHERE { ?x ?y ?z }")
    done = run(environment, "query", "--file", "latin.rq", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "Error: latin.rq is not UTF-8: save it as UTF-8\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["coverage", "--since", "2020-01-01", "--as-of", "2022-06-01"],
        ["compare", "suffolk", "cumberland", "--as-of", "2022-06-01"],
    ],
)
def test_a_report_on_a_day_before_a_council_opened_does_without_it(
    environment: dict[str, str], arguments: list[str]
) -> None:
    done = run(environment, "report", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(("Coverage:", "Cumberland and Suffolk:"))


def test_a_term_of_the_id_column_is_explained(environment: dict[str, str]) -> None:
    found = json.loads(run(environment, "explain", "kent_dcs", "--format", "json").stdout)
    terms = {r["value"] for r in found["says"] if "/ontology#" in r["value"] or "/code/" in r["value"]}
    assert len(terms) >= 2
    for term in sorted(terms):
        done = run(environment, "explain", term, "--format", "json")
        assert done.returncode == 0, term
        assert json.loads(done.stdout)["definition"].endswith(".")


def test_no_answer_is_status_one(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "none.rq"
    file.write_text("SELECT ?x WHERE { ?x <http://example.org/none> ?y }")
    done = run(environment, "query", "--file", str(file))
    assert (done.returncode, done.stderr.strip().splitlines()[-1]) == (1, "no rows")


@pytest.mark.parametrize("word", ["SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }", "?s ?p ?o FILTER(?o = RAND())"])
def test_a_file_of_ones_own_cannot_reach_the_network_or_chance(
    environment: dict[str, str], tmp_path: Path, word: str
) -> None:
    file = tmp_path / "bad.rq"
    file.write_text(f"SELECT * WHERE {{ {word} }}")
    done = run(environment, "query", "--file", str(file))
    assert done.returncode == 2
    assert "which a query here must not" in done.stderr


def test_ctrl_c_ends_a_running_query_at_once(environment: dict[str, str], tmp_path: Path) -> None:
    run(environment, "build")
    file = tmp_path / "endless.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    where = {**environment, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [*RUN, "query", "--file", str(file)], env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(2.5)
        assert process.poll() is None, "the query was to run for long"
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        process.wait(timeout=20)
        assert time.monotonic() - started < 2
    assert process.returncode in (-signal.SIGINT, 130)


def test_a_store_of_ones_own_is_built_used_and_exported_sorted(environment: dict[str, str], tmp_path: Path) -> None:
    store = tmp_path / "store"
    built = run(environment, "build", "--store", str(store))
    assert built.returncode == 0
    assert "data version" in built.stdout
    assert run(environment, "query", "totals", "--store", str(store)).returncode == 0
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    assert run(environment, "export", "nquads", "--store", str(store), "-o", str(first)).returncode == 0
    assert run(environment, "build", "--store", str(store)).returncode == 0
    assert run(environment, "export", "nquads", "--store", str(store), "-o", str(second)).returncode == 0
    lines = first.read_bytes().splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 30_000
    assert first.read_bytes() == second.read_bytes()


def test_a_foreign_folder_is_refused_and_left_alone(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    done = run(environment, "build", "--store", str(tmp_path))
    assert done.returncode == 3
    assert "is not a sendgraph store and is not empty" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_an_output_file_is_written_whole_or_not_at_all(environment: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("before")
    assert run(environment, "report", "council", "Atlantis", "--format", "json", "-o", str(target)).returncode == 2
    assert target.read_text() == "before"
    assert run(environment, "report", "council", "kent", "--format", "json", "-o", str(target)).returncode == 0
    assert json.loads(target.read_text())["body"] == "kent"
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]


def test_a_reader_that_stops_early_is_no_error(environment: dict[str, str]) -> None:
    where = {**environment, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        f"{sys.executable} -m sendgraph export nquads | head -1",
        shell=True,
        env=where,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_check_prints_problems_for_people_machines_and_github(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "dataset.toml").write_text('title = "t"\npublisher = "p"\nlicence = "l"\nmade = "m"\n')
    (folder / "people.csv").write_text("person_id,name,other_names,note\nJane,Jane Example,,\n")
    text = run(environment, "check", str(folder))
    assert text.returncode == 1
    assert "people.csv:2:1 BAD_ID person_id 'Jane' is no id; use lower-case" in text.stdout
    values = json.loads(run(environment, "check", str(folder), "--format", "json").stdout)
    assert [(v["code"], v["line"], v["column"]) for v in values if not v["is_advice"]] == [("BAD_ID", 2, 1)]
    github = run(environment, "check", str(folder), "--format", "github").stdout
    assert "::error file=" in github
    assert ",line=2,col=1::BAD_ID" in github


def test_check_fix_writes_canonical_form(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "dataset.toml").write_text('title = "t"\npublisher = "p"\nlicence = "l"\nmade = "m"\n')
    (folder / "people.csv").write_bytes(
        b"\xef\xbb\xbfname,person_id\r\nZoe Example,zoe_kent\r\nAda Example,ada_kent\r\n"
    )
    assert "BOM" in run(environment, "check", str(folder)).stdout
    done = run(environment, "check", str(folder), "--fix")
    assert done.returncode == 0
    assert (
        folder / "people.csv"
    ).read_text() == "person_id,name,other_names,note\nada_kent,Ada Example,,\nzoe_kent,Zoe Example,,\n"


def test_the_turnover_report_is_json_on_request(environment: dict[str, str]) -> None:
    values = json.loads(run(environment, "report", "turnover", "--role", "dcs", "--format", "json").stdout)
    assert values["n_pairs"] > 250
    assert values["rate_lower"] < 0.345 < values["rate_upper"]
