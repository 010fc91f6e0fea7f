"""Start-up of the command against a bare program doing the same, as ratios of medians in one run.

Two floors: ``sendgraph --help`` against a lazy click program of as many commands, and ``sendgraph query`` on a built
store against Python that imports click and pyoxigraph, opens the same store and runs the same query.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
ALLOWED = {"help": 1.3, "query": 1.5}
ROOT = Path(__file__).parents[2]

BARE_HELP = """
import click
class Lazy(click.Group):
    def list_commands(self, ctx): return list("abcdef")
    def get_command(self, ctx, name): return None
    def format_commands(self, ctx, formatter):
        with formatter.section("Commands"): formatter.write_dl([(n, "A command.") for n in "abcdef"])
@click.group(cls=Lazy)
def cli(): "A bare program."
cli(["--help"])
"""
BARE_QUERY = """
import sys, click, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
print([[v and v.value for v in s] for s in store.query(open(sys.argv[2]).read())])
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def compare(name: str, ours: list[str], bare: list[str], environment: dict[str, str]) -> bool:
    """Run both in turn and print the ratio of their fastest runs; whether it is within what is allowed.

    The fastest of several runs is what the programs cost; medians also measure what else the machine is doing. Where a
    neighbour slowed every run of the one, both are run again, at most twice.
    """
    times: list[tuple[float, float]] = []
    ratio = float("inf")
    while ratio > ALLOWED[name] and len(times) < 3 * ROUNDS:
        times += [(seconds(ours, environment), seconds(bare, environment)) for _ in range(ROUNDS + 2)][2:]
        fastest, middle = ([f(t) for t in zip(*times, strict=True)] for f in (min, statistics.median))
        ratio = fastest[0] / fastest[1]
    print(
        f"{name}: sendgraph {1000 * fastest[0]:.0f} ms, bare {1000 * fastest[1]:.0f} ms, ratio {ratio:.2f} "
        f"(allowed {ALLOWED[name]}); medians {1000 * middle[0]:.0f} and {1000 * middle[1]:.0f} ms"
    )
    return ratio <= ALLOWED[name]


def main() -> None:
    script = str(Path(sys.executable).parent / "sendgraph")
    with tempfile.TemporaryDirectory() as folder:
        dropped = ("SENDGRAPH_CACHE", "PYTHONDONTWRITEBYTECODE")  # as a user's shell has it: bytecode is kept
        environment = {k: v for k, v in os.environ.items() if k not in dropped} | {"XDG_CACHE_HOME": folder}
        question = [
            "query",
            "holders_on_date",
            "-p",
            "council",
            "southend-on-sea",
            "-p",
            "on",
            "2021-11-20",
            "--format",
            "csv",
        ]
        subprocess.run([script, *question], env=environment, check=True, stdout=subprocess.DEVNULL)
        shown = subprocess.run(
            [script, *question, "--show"], env=environment, check=True, capture_output=True, text=True
        )
        (marker,) = Path(folder).glob("sendgraph/*/sendgraph-store.json")
        copy = marker.parent / json.loads(marker.read_text())["current"]
        sparql = Path(folder) / "query.rq"
        sparql.write_text(shown.stdout)
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE_HELP)
        passed = [
            compare("help", [script, "--help"], [sys.executable, str(bare)], environment),
            compare(
                "query", [script, *question], [sys.executable, "-c", BARE_QUERY, str(copy), str(sparql)], environment
            ),
        ]
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
