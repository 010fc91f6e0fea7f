"""``sendgraph network`` as users meet it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-m", "sendgraph", "network"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, "SENDGRAPH_CACHE": str(tmp_path_factory.mktemp("cache")), "PYTHONPATH": root}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *arguments], capture_output=True, text=True, env=environment, check=False, timeout=120)


def test_help_lists_the_six_reports(environment: dict[str, str]) -> None:
    done = run(environment, "--help")
    assert done.returncode == 0
    for name in ("moves", "interims", "brokers", "succession", "mixing", "paths"):
        assert f"  {name} " in done.stdout


@pytest.mark.parametrize("name", ["interims", "succession", "mixing"])
def test_json_and_csv_have_as_many_lines(environment: dict[str, str], name: str) -> None:
    values = json.loads(run(environment, name, "--format", "json", "--as-of", "2026-06-01").stdout)
    table = list(csv.reader(run(environment, name, "--format", "csv", "--as-of", "2026-06-01").stdout.splitlines()))
    lines = {
        "interims": sum(len(p["tenures"]) for p in values.get("people", [])),
        "succession": values.get("n_successions"),
        "mixing": values.get("all", {}).get("n"),
    }[name]
    assert len(table) - 1 == lines > 0
    assert values["as_of"] == "2026-06-01"


def test_options_choose_the_part_of_the_network(environment: dict[str, str]) -> None:
    options = ("--role", "dcs", "--region", "london", "--since", "2018-01-01", "--no-presumed", "--format", "json")
    values = json.loads(run(environment, "moves", *options).stdout)
    assert values["title"] == (
        "Moves between councils: director of children's services, London, since 2018-01-01, without presumed identities"
    )
    assert values["moves"]
    assert {m["identity"] for m in values["moves"]} == {"same"}
    regions = {c["council"]: c["region"] for c in values["councils"]}
    assert all("london" in (regions[m["from"]], regions[m["to"]]) for m in values["moves"])
    assert {m["role_after"] for m in values["moves"]} <= {"dcs", None}


def test_a_way_is_found_between_councils_by_any_name(environment: dict[str, str]) -> None:
    done = run(environment, "paths", "Leeds City Council", "E09000008")
    assert done.returncode == 0
    assert done.stdout.startswith("Ways from Leeds to Croydon\n")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("moves", "--role", "boss"), 2, "'boss' is not one of dcs, lead-member"),
        (("moves", "--region", "narnia"), 2, "'narnia' is not one of north-east"),
        (("moves", "--since", "soon"), 2, "--since"),
        (("moves", "--since", "2020-01-01", "--until", "2019-01-01"), 2, "--since 2020-01-01 is after"),
        (("paths", "leeds"), 2, "Missing argument 'TO'"),
        (("paths", "leeds", "narnia"), 2, "no body is called 'narnia'"),
        (("friends",), 2, "No such command 'friends'"),
    ],
)
def test_a_mistake_is_named_without_a_traceback(
    environment: dict[str, str], arguments: tuple[str, ...], status: int, message: str
) -> None:
    done = run(environment, *arguments)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_report_goes_whole_into_a_file(environment: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "interims.md"
    done = run(environment, "interims", "--format", "md", "-o", str(target))
    assert done.stdout == ""
    assert target.read_text().startswith("# Interims\n")


def test_a_window_in_the_future_is_refused(environment: dict[str, str]) -> None:
    done = run(environment, "moves", "--since", "2030-01-01", "--as-of", "2026-06-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--since 2030-01-01 is after 2026-06-01, up to which facts are taken" in done.stderr


def test_grades_are_offered_of_whole_inspections_only(environment: dict[str, str]) -> None:
    from sendgraph.analysis.networks.grades import AREA_SEND, OVERALL
    from sendgraph.cli.network import ASPECTS

    assert set(ASPECTS) == {*OVERALL, *AREA_SEND}
    done = run(environment, "mixing", "--aspect", "care-leavers")
    assert done.returncode == 2
    assert "overall-effectiveness" in done.stderr


@pytest.mark.parametrize(("ends", "said"), [(("Ofsted", "Bradford"), "no council"), (("Kent", "Kent"), "given twice")])
def test_ways_need_two_councils(environment: dict[str, str], ends: tuple[str, str], said: str) -> None:
    done = run(environment, "paths", *ends)
    assert done.returncode == 2
    assert said in done.stderr
