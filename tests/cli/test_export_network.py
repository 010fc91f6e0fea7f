"""``sendgraph export`` of networks: its options, what it refuses, and files that say what was chosen."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sendgraph.analysis.networks.rows import NETWORKS
from sendgraph.cli.main import cli
from sendgraph.export.networks.choices import DATE_POLICIES, LAYOUTS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["gexf", "--network", "friends"],
            "no network 'friends': one of officer-post-council, officers-councils, moves",
        ),
        (["nquads", "--layout", "map"], "nquads is no format of a network: leave --layout out"),
        (["nquads", "--no-presumed"], "nquads is no format of a network: leave --no-presumed out"),
        (["svg", "--network", "moves", "--dynamic"], "svg has no values that change with time: leave --dynamic out"),
        (["gexf", "--network", "moves", "--role", "king"], "'king' is not one of dcs, lead-member"),
        (["gexf", "--network", "moves", "--region", "wales"], "'wales' is not one of north-east"),
        (["gexf", "--network", "moves", "--since", "soon"], "Invalid value for '--since'"),
        (
            ["gexf", "--network", "moves", "--since", "2024-01-01", "--until", "2023-01-01"],
            "--since 2024-01-01 is after --until 2023-01-01",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_a_way_out(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert words in done.output


def test_help_names_every_network_policy_and_layout() -> None:
    text = re.sub(r"\s+", "", run("--help").output)
    for name in [*NETWORKS, "|".join(DATE_POLICIES), "|".join(LAYOUTS)]:
        assert name in text


def test_a_map_of_a_network_without_places_cannot_be_written(tmp_path: Path) -> None:
    done = run("gexf", "--network", "succession", "--layout", "map", "-o", str(tmp_path / "out.gexf"))
    assert done.exit_code == 3
    assert "no node of the network succession has coordinates: take --layout seeded" in done.output
    assert not list(tmp_path.iterdir())


def test_every_choice_reaches_the_file(tmp_path: Path) -> None:
    chosen = ["--role", "dcs", "--since", "2020-01-01", "--until", "2024-12-31", "--region", "london", "--no-presumed"]
    chosen += ["--date-policy", "midpoint", "--layout", "map", "--dynamic"]
    done = run("gexf", "--network", "moves", *chosen, "-o", str(tmp_path / "out.gexf"))
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out.gexf").read_text("utf-8")
    limits = "Only role dcs, since 2020-01-01, until 2024-12-31, region london, without presumed identities."
    assert limits in text
    assert "(date policy midpoint). Places: councils where they lie" in text
    assert 'id="overall_grade_then"' in text
    assert 'value="presumed"' not in text


def test_the_tables_are_a_folder_or_an_archive(tmp_path: Path) -> None:
    done = run("nodes-edges-csv", "--network", "moves", "-o", str(tmp_path / "moves.zip"))
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "moves.zip") as archive:
        assert sorted(archive.namelist()) == ["README.txt", "edges.csv", "nodes.csv"]
        assert archive.read("edges.csv").startswith(b"Id,Source,Target,Type,Label,kind,person,")
