"""Time to build the shipped graph and to answer each template, against floors measured in the same run.

The floor of the build is Oxigraph loading the finished triples alone. A query is allowed 0.1 s of processor time on the
shipped graph, median of five, or more by as much as the yardstick, a bare read of 10,000 triples, takes longer than on
the quiet machine where 0.1 s was set: neighbours on the same core slow both.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from sendgraph.facts.folders import dataset_folders
from sendgraph.queries.engine import StoreEngine
from sendgraph.queries.template import read_templates
from sendgraph.store.build import build_store, make_graph
from sendgraph.store.folder import open_current
from sendgraph.store.version import find_version

BUILD_SECONDS = 3.0
QUERY_SECONDS = 0.1
YARDSTICK = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 10000"
YARDSTICK_SECONDS = 0.06
_WHOLE = "reads a whole kind of facts for an analysis, hundreds of rows of twenty columns"
SLOWER: dict[str, tuple[float, str]] = {
    "claims_by_standing": (0.2, "counts every claim there is"),
    "inspections_and_measures": (0.3, f"{_WHOLE}, written so that it streams"),
    "tenure_claims": (0.2, _WHOLE),
    "tenures_at_councils": (0.3, f"{_WHOLE}, written so that it streams"),
}
"""Templates that may take longer: the seconds allowed, and why."""


def seconds(engine: StoreEngine, sparql: str) -> tuple[float, int]:
    """The processor time of a query, median of five, and its number of rows."""
    times, count = [], 0
    for _ in range(5):
        started = time.process_time()
        count = len(engine.rows(sparql))
        times.append(time.process_time() - started)
    return statistics.median(times), count


def quiet(_: str) -> None:
    """Say nothing."""


def main() -> None:
    folders = dataset_folders()
    version = find_version(folders)
    with tempfile.TemporaryDirectory() as folder:
        builds = []
        for _ in range(3):  # the fastest is what a build costs; the others also measure the machine
            started = time.perf_counter()
            marker = build_store(Path(folder) / "store", folders, version, quiet)
            builds.append(time.perf_counter() - started)
        built = min(builds)
        graph = make_graph(folders, version.data)
        started = time.perf_counter()
        floor_store = Store(f"{folder}/floor")
        floor_store.bulk_load(graph.ntriples, format=RdfFormat.N_TRIPLES)
        floor = time.perf_counter() - started
        ratio = built / floor
        print(
            f"build: {marker.triple_count:,} triples in {built:.2f} s (allowed {BUILD_SECONDS}), "
            f"{ratio:.1f} times the bare load"
        )
        slow = [] if built <= BUILD_SECONDS else ["build"]
        engine = StoreEngine(open_current(Path(folder) / "store"))
        engine.rows("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        yardstick, _ = seconds(engine, YARDSTICK)
        slowness = max(1.0, yardstick / YARDSTICK_SECONDS)
        print(f"yardstick: {1000 * yardstick:.1f} ms, so a query is allowed {1000 * QUERY_SECONDS * slowness:.0f} ms")
        for template in read_templates():
            middle, count = seconds(engine, template.text)
            allowed, why = SLOWER.get(template.name, (QUERY_SECONDS, ""))
            because = f" (allowed {1000 * allowed * slowness:.0f} ms: {why})" if why else ""
            print(f"query {template.name}: {count} rows, median {1000 * middle:.1f} ms{because}")
            slow += [template.name] if middle > allowed * slowness else []
    if slow:
        sys.exit(f"too slow: {', '.join(slow)}")


if __name__ == "__main__":
    main()
