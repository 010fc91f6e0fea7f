"""Memory and time to build each network of a made-up country with 100,000 edges, against a bare read of its store.

Bounded is what does not grow with the edges. The store keeps what it read last, some 60 MB of it; reading every triple
and keeping none is the floor. A network may take 32 MB more, where its rows or a graph of them would take hundreds.
Each is built in a process of its own, all its edges and all its nodes, from a store on disk as ``sendgraph export``
opens it. ``--small`` takes 20,000 edges.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from sendgraph.analysis.networks.rows import NETWORKS, network
from sendgraph.facts.codes import code_iri
from sendgraph.graph.terms import BASE, PREFIXES
from sendgraph.queries.engine import StoreEngine
from tests.benchmarks.networks import peak_kilobytes

EDGES, FEWER_EDGES = 100_000, 20_000
ALLOWED_MEGABYTES = 32
FLOOR = "bare-read"
COUNCILS = 150
SEND = PREFIXES["send"]
DAY = f'"^^<{PREFIXES["xsd"]}date>'
LABEL, NOTATION, TYPE = f"{PREFIXES['rdfs']}label", f"{PREFIXES['skos']}notation", f"{PREFIXES['rdf']}type"
CODES = {
    "basis": ("permanent", "interim"),
    "end-status": ("ended",),
    "role": ("dcs",),
    "framework": ("ilacs",),
    "inspection-kind": ("full",),
    "aspect": ("overall-effectiveness",),
    "overall": ("good",),
}


def made_up(tenure_count: int) -> Iterator[str]:
    """N-Triples of a country with so many tenures at its councils, and as many inspections.

    Every third tenure is the holder's first and every fifth successor is said to come from another council.
    """
    draw = random.Random(1)

    def thing(name: str) -> str:
        return f"<{BASE}id/{name}>"

    def code(kind: str, number: int = 0) -> str:
        return f"<{code_iri(kind, CODES[kind][number % len(CODES[kind])])}>"

    def said(subject: str, **values: str) -> str:
        return "".join(f"{subject} <{SEND}{name}> {value} .\n" for name, value in values.items())

    def days(first: date, **after: int) -> dict[str, str]:
        return {name: f'"{first + timedelta(days=n)}{DAY}' for name, n in after.items()}

    for names in CODES.items():
        yield from (f'<{code_iri(names[0], each)}> <{NOTATION}> "{each}" .\n' for each in names[1])
    for i in range(COUNCILS):
        yield f'{thing(f"c{i}")} <{TYPE}> <{SEND}Council> .\n{thing(f"c{i}")} <{LABEL}> "Council {i}" .\n'
    posts, people = tenure_count // 10, tenure_count // 3
    for i in range(posts):
        place = {"postIn": thing(f"c{i % COUNCILS}"), "role": code("role")}
        yield said(thing(f"p{i}"), title='"Director"', seats='"1"', **place)
    for i in range(people):
        yield f'{thing(f"person-{i}")} <{LABEL}> "Person {i}" .\n'
    for i in range(tenure_count):
        tenure, first = thing(f"t{i}"), date(2000, 1, 1) + timedelta(days=300 * (i // posts) + i % 200)
        codes = {"basis": code("basis", i), "firstBasis": code("basis", i), "endStatus": code("end-status")}
        bounds = {"startEarliest": 0, "startLatest": 30, "firstSeen": 40, "lastSeen": 200}
        ends = {"endEarliest": 240, "endLatest": 270} if i % 4 else {"endEarliest": 240}
        held = {"post": thing(f"p{i % posts}"), "holder": thing(f"person-{draw.randrange(people)}")}
        yield said(tenure, title='"Director"', **held, **codes, **days(first, **bounds, **ends))
        if i % 5 == 0:
            came_from = thing(f"c{draw.randrange(COUNCILS)}")
            yield said(tenure, evidence=thing(f"e{i}")) + said(thing(f"e{i}"), claimedCameFrom=came_from)
        visit = thing(f"v{i}")
        rules = {"framework": code("framework"), "inspectionKind": code("inspection-kind")}
        when = {"startEarliest": 0, "startLatest": 0, "publishedEarliest": 30, "publishedLatest": 30}
        yield said(visit, inspectedBody=thing(f"c{i % COUNCILS}"), **rules, **days(first, **when))
        grade = {"aspect": code("aspect"), "grade": code("overall"), "inspection": visit}
        yield said(thing(f"j{i}"), **grade)


def make_store(folder: Path, tenure_count: int) -> None:
    """A store of the made-up country in the folder."""
    triples = folder.with_suffix(".nt")
    with triples.open("w", encoding="utf-8") as out:
        out.writelines(made_up(tenure_count))
    store = Store(folder)
    store.bulk_load(path=triples, format=RdfFormat.N_TRIPLES)
    store.flush()
    triples.unlink()


def child(folder: str, name: str) -> None:
    """Print the edges, the nodes, the seconds, and the kilobytes that the process grew by, to build the network."""
    store = Store.read_only(folder)
    before, started = peak_kilobytes(), time.process_time()
    if name == FLOOR:
        edges, nodes = sum(1 for _ in store.quads_for_pattern(None, None, None)), 0
    else:
        found = network(StoreEngine(store), name)
        edges, nodes = sum(1 for _ in found.edges()), sum(1 for _ in found.nodes())
    print(json.dumps([edges, nodes, time.process_time() - started, peak_kilobytes() - before]))


def measure(folder: Path, name: str) -> tuple[int, int, float, float]:
    """Edges, nodes, seconds of the processor, and megabytes that a process of its own grew by."""
    words = [sys.executable, "-m", "tests.benchmarks.large_networks", str(folder), name]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=dict(os.environ))
    edges, nodes, seconds, kilobytes = json.loads(done.stdout)
    return edges, nodes, seconds, kilobytes / 1024


def main(edge_count: int) -> None:
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        make_store(store, edge_count)
        triples, _, seconds, floor = measure(store, FLOOR)
        print(f"bare read: {triples:,} triples in {seconds:.0f} s and {floor:.0f} MB", flush=True)
        for name in NETWORKS:
            edges, nodes, seconds, megabytes = measure(store, name)
            print(
                f"{name}: {edges:,} edges and {nodes:,} nodes in {seconds:.0f} s and {megabytes:.0f} MB, "
                f"{megabytes - floor:+.0f} MB over the bare read (allowed {ALLOWED_MEGABYTES})",
                flush=True,
            )
            missed += [name] if megabytes - floor > ALLOWED_MEGABYTES else []
    if missed:
        sys.exit(f"not bounded: {', '.join(missed)}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        child(*sys.argv[1:])
    else:
        main(FEWER_EDGES if sys.argv[1:] == ["--small"] else EDGES)
