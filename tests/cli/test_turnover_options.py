"""The options of ``sendgraph report turnover``, on the shipped facts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from sendgraph.cli.main import cli


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["report", "turnover", "--as-of", "2026-06-30", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def values(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("--format", "json", "--impute", "0", *arguments))
    return found


@pytest.mark.parametrize("by", ["region", "type", "grade"])
def test_groups_hold_every_pair_once_and_stand_in_order_of_name(by: str) -> None:
    found = values("--by", by)
    assert sum(g["n_pairs"] for g in found["groups"]) == found["n_pairs"]
    assert sum(g["n_posts"] for g in found["groups"]) >= found["n_posts"]
    names = [g["group"] for g in found["groups"]]
    scale = ["outstanding", "good", "requires-improvement", "inadequate", "no judgement before"]
    assert names == (scale if by == "grade" else sorted(names))
    assert all(g["rate_per_year"] is None for g in found["groups"] if g["n_pairs"] < 10)


def test_years_give_two_periods_whose_ratio_has_an_interval() -> None:
    found = values("--by", "year")
    assert found["periods"]["cut"] == "2022-04-01"
    ratio = found["periods"]["ratio"]
    assert ratio["lower"] < ratio["value"] < ratio["upper"]
    assert run("--by", "year", "--format", "csv", "--impute", "0").startswith("year,certain,possible,")


def test_roles_without_sightings_are_listed_without_a_rate() -> None:
    found = {g["group"]: g for g in values("--by", "role")["groups"]}
    assert found["dcs"]["rate_per_year"] > 0.2
    assert found["lead-member"]["rate_per_year"] is None
    assert found["lead-member"]["n_certain_changes"] > 10


def test_one_council_is_found_by_name_and_told_with_its_unknown_days() -> None:
    found = values("--council", "Southend")
    assert [c["id"] for c in found["councils"]] == ["southend-on-sea"]
    assert found["unknown"]
    assert all(u["first"] <= u["last"] for u in found["unknown"])
    text = run("--council", "Southend")
    assert text.startswith("Turnover at Southend-on-Sea: director of children's services\n")


def test_switches_leave_facts_out_and_say_how_many() -> None:
    found = values("--no-machine-read")
    assert found["rate_per_year"] is None
    assert found["n_pairs"] == 0
    assert {e["reason"] for e in found["excluded"]} >= {"tenures that only a program has read"}
    apart = values("--no-presumed", "--only", "accepted")
    assert apart["n_holders"] > values()["n_holders"]
    assert apart["choice"] == {"disputed": False, "presumed": False, "machine_read": True}


def test_draws_repeat_for_a_seed_and_turnbull_comes_on_request() -> None:
    one = run("--impute", "5", "--seed", "7")
    assert one == run("--impute", "5", "--seed", "7")
    assert "drawn 5 times" in one
    assert "Turnbull" not in one
    assert "Lengths from bounds alone (Turnbull)" in run("--impute", "0", "--turnbull")


def test_a_window_starts_when_it_is_told_to() -> None:
    found = values("--since", "2022-04-01")
    assert found["years"][0]["year"] == "2022/23"
    assert found["window"][0] >= "2022-04-01"
    assert found["days"]["since"] == "2022-04-01"
    assert found["n_pairs"] < values()["n_pairs"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "region", "--council", "kent"), "give one of them"),
        (("--since", "2027-01-01"), "is not before the day of the report"),
        (("--by", "luck"), "is not one of"),
        (("--impute", "-1"), "is not in the range"),
    ],
)
def test_options_that_make_no_sense_are_usage_errors(arguments: tuple[str, ...], words: str) -> None:
    done = CliRunner().invoke(cli, ["report", "turnover", "--as-of", "2026-06-30", *arguments])
    assert done.exit_code == 2
    assert words in done.stderr
