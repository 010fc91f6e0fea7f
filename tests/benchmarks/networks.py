"""Time and memory to write a large network as GEXF, against networkx writing the same one, in one run.

Allowed is a fifth of the time of ``networkx.write_gexf`` and a twentieth of its memory: the growth of the process over
what it held before, each writer in a process of its own. Ours is timed from rows to file, networkx for writing alone;
its memory has to hold the graph. At 100,000 edges both files are read again and must be the same graph. A million edges
take networkx some 9 GB; ``--small`` leaves them out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sendgraph.analysis.networks.rows import Attribute, Edge, Network, Node, Stretch
from sendgraph.export.networks.about import About
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.gexf import gexf_pieces
from sendgraph.export.networks.palette import Painter, rgb
from sendgraph.export.networks.plan import plan_network, size_of
from sendgraph.export.networks.stretches import DAY_ATTRIBUTES, day_values, shown_days

SIZES = (100_000, 1_000_000)
ROUNDS = {100_000: 3, 1_000_000: 1}
TIME_SHARE, MEMORY_SHARE = 1 / 5, 1 / 20
DAYS = [date.fromordinal(date(2000, 1, 1).toordinal() + more) for more in range(10_000)]
ROLES = ("dcs", "lead-member", "chief-executive", "send-director", "councillor")
NODE_ATTRIBUTES = (Attribute("region", "string", ""), Attribute("latitude", "double", ""))
EDGE_ATTRIBUTES = (
    Attribute("role", "string", ""),
    Attribute("title", "string", ""),
    Attribute("gap_days", "integer", ""),
    Attribute("is_interim", "boolean", ""),
)


def made_up(edge_count: int) -> Network:
    """A network of so many edges and a tenth as many nodes, no two edges between the same nodes."""
    node_count = edge_count // 10

    def nodes() -> Iterator[Node]:
        for i in range(node_count):
            stretch = Stretch(DAYS[i % 5000], DAYS[i % 5000], None, None, True)
            yield Node(f"council-{i}", "council", f"Council & City {i}", ("london", 50 + i % 70 / 10), (stretch,))

    def edges() -> Iterator[Edge]:
        for i in range(edge_count):
            source, step = i % node_count, 1 + i // node_count
            day = i * 7919 % 8000
            stretch = Stretch(DAYS[day], DAYS[day + i % 90], DAYS[day + 400], DAYS[day + 400 + i % 700], False)
            values = (ROLES[i % 5], f"Director no. {i % 997}", i % 365, i % 3 == 0)
            target = f"council-{(source + step) % node_count}"
            yield Edge(f"move-{i}", f"council-{source}", target, "move", "", values, (stretch,))

    return Network("made-up", "A made-up network", True, NODE_ATTRIBUTES, EDGE_ATTRIBUTES, nodes, edges)


def write_ours(edge_count: int, path: Path) -> float:
    """Seconds of the processor to write the network, from its rows."""
    started = time.process_time()
    told = About("A made-up network", "sendgraph", "", (), ())
    with path.open("wb") as out:
        out.writelines(gexf_pieces(plan_network(made_up(edge_count), Choices()), told, {}))
    return time.process_time() - started


def write_theirs(edge_count: int, path: Path) -> float:
    """Seconds of the processor in which networkx writes a graph of the same network that it has already."""
    import networkx as nx

    graph = networkx_graph(made_up(edge_count))
    started = time.process_time()
    nx.write_gexf(graph, path, version="1.3")
    return time.process_time() - started


def networkx_graph(network: Network) -> Any:
    """The network as networkx has to be given it to write the same file."""
    import networkx as nx

    plan = plan_network(network, Choices())
    graph = nx.DiGraph(mode="dynamic")
    look = Painter([a.name for a in network.node_attributes]).look
    for node, (x, y) in plan.nodes():
        viz = {"size": size_of(plan.degrees[node.id]), "position": {"x": x, "y": y, "z": 0.0}, "shape": "disc"}
        viz["color"] = _colour(look(node.kind, node.values).colour)
        graph.add_node(node.id, label=node.label, viz=viz, **_values(node, network.node_attributes))
    for edge in plan.edges():
        values = _values(edge, network.edge_attributes)
        graph.add_edge(edge.source, edge.target, id=edge.id, **values)
    return graph


def _colour(colour: str) -> dict[str, float]:
    red, green, blue = rgb(colour)
    return {"r": red, "g": green, "b": blue, "a": 1.0}


def _values(row: Node | Edge, attributes: tuple[Attribute, ...]) -> dict[str, object]:
    shown = shown_days(row.stretches, "widest")
    values = zip((*attributes, *DAY_ATTRIBUTES), (*row.values, *day_values(row.stretches, shown)), strict=True)
    named = {a.name: v.isoformat() if isinstance(v, date) else v for a, v in values if v is not None}
    spells = [tuple(d.isoformat() if d else None for d in days) for days in shown]
    return {"kind": row.kind, "spells": spells, **named}


def peak_kilobytes() -> int:
    """The most memory that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def measure(who: str, edge_count: int, path: Path) -> tuple[float, float]:
    """Seconds, and megabytes that the process grew by, in a process of its own."""
    words = [sys.executable, __file__, who, str(edge_count), str(path)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=dict(os.environ))
    seconds, kilobytes = json.loads(done.stdout)
    return seconds, kilobytes / 1024


def child(who: str, edge_count: int, path: Path) -> None:
    """Write once small, so that everything is imported, then as wanted; print the seconds and the growth."""
    write = {"ours": write_ours, "networkx": write_theirs}[who]
    write(100, path)
    before = peak_kilobytes()
    seconds = write(edge_count, path)
    print(json.dumps([seconds, peak_kilobytes() - before]))


def same_graph(ours: Path, theirs: Path) -> bool:
    """Whether networkx reads the same nodes, edges and values from both files."""
    import networkx as nx

    one, other = nx.read_gexf(ours), nx.read_gexf(theirs)
    return dict(one.nodes(data=True)) == dict(other.nodes(data=True)) and one.adj == other.adj


def main(sizes: tuple[int, ...]) -> None:
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.gexf", Path(folder) / "networkx.gexf"
        for size in sizes:
            times = {"ours": float("inf"), "networkx": float("inf")}
            growth = dict(times)
            for _ in range(ROUNDS[size]):  # in turns, and the fastest of each: the others also measure the machine
                for who, path in (("ours", ours), ("networkx", theirs)):
                    spent, grown = measure(who, size, path)
                    times[who], growth[who] = min(times[who], spent), min(growth[who], grown)
            seconds, their_seconds = times["ours"], times["networkx"]
            megabytes, their_megabytes = growth["ours"], growth["networkx"]
            print(
                f"gexf, {size:,} edges: {seconds:.2f} s and {megabytes:.1f} MB, networkx {their_seconds:.2f} s and "
                f"{their_megabytes:.0f} MB: 1/{their_seconds / seconds:.1f} of the time (allowed 1/5), "
                f"1/{their_megabytes / megabytes:.0f} of the memory (allowed 1/20)"
            )
            missed += [f"time at {size:,}"] if seconds > their_seconds * TIME_SHARE else []
            missed += [f"memory at {size:,}"] if megabytes > their_megabytes * MEMORY_SHARE else []
            if size == SIZES[0]:
                missed += [] if same_graph(ours, theirs) else ["same graph"]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        child(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(SIZES[:1] if sys.argv[1:] == ["--small"] else SIZES)
