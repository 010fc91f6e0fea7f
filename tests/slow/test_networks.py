"""Exported networks, read by the programs they are for: graphology-gexf, graphology, cytoscape.js, igraph, a browser.

graphology and cytoscape.js are npm packages: ``SENDGRAPH_NODE_MODULES`` names the folder they were installed in.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sendgraph.analysis.networks.rows import NETWORKS, Network, Options
from sendgraph.export.formats import Asked, find_write
from sendgraph.export.networks.choices import Choices
from tests.shipped import shipped_engine

pytestmark = pytest.mark.slow

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [("moves", ""), ("officers-councils", "london"), ("succession", "south-west")]


def written(form: str, name: str, choices: Choices | None = None) -> bytes:
    return b"".join(find_write(form)(Asked(shipped_engine(), "0" * 64, name, choices=choices)))


@cache
def network(name: str) -> Network:
    return NETWORKS[name](shipped_engine(), Options())


@pytest.fixture(scope="module")
def read_by_node(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """What npm packages read of a network, by format."""
    packages, node = os.environ.get("SENDGRAPH_NODE_MODULES"), shutil.which("node")
    if not packages or not node:
        reason = "SENDGRAPH_NODE_MODULES names no folder with graphology, or there is no node"
        if os.environ.get("SENDGRAPH_REQUIRE_WITNESSES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("networks")
    script = Path(__file__).with_name("graphology") / "read.js"

    @cache
    def read(name: str) -> dict[str, Any]:
        files = []
        for form in ("gexf", "graphology-json", "cytoscape", "graphml"):
            files.append(folder / f"{name}.{form}")
            files[-1].write_bytes(written(form, name))
        told = subprocess.run(
            [node, str(script), *map(str, files)],
            env={**os.environ, "NODE_PATH": packages},
            check=True,
            capture_output=True,
        )
        found: dict[str, Any] = json.loads(told.stdout)
        return found

    return read


@pytest.mark.parametrize("name", NETWORKS)
def test_graphology_reads_gexf_in_strict_mode_with_every_value(
    name: str, read_by_node: Callable[[str], dict[str, Any]]
) -> None:
    found, made = read_by_node(name)["gexf"], network(name)
    names = [a.name for a in made.node_attributes]
    assert set(found["nodes"]) == {node.id for node in made.nodes()}
    for node in made.nodes():
        read = found["nodes"][node.id]
        told = {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in zip(names, node.values, strict=True)}
        assert {n: v for n, v in told.items() if v is not None}.items() <= read.items()
        assert (read["label"], read["kind"]) == (node.label, node.kind)
        assert read["color"].startswith("rgb(")  # rgba would be shown in grey
        assert {"x", "y", "size"} <= set(read)
    ends = {edge.id: (edge.source, edge.target) for edge in made.edges()}
    if made.is_directed:
        assert {key: (e["source"], e["target"]) for key, e in found["edges"].items()} == ends
        assert found["directed"] == len(ends)
    else:
        assert {key: {e["source"], e["target"]} for key, e in found["edges"].items()} == {
            k: set(e) for k, e in ends.items()
        }


@pytest.mark.parametrize("name", NETWORKS)
def test_graphology_and_cytoscape_read_the_other_formats_whole(
    name: str, read_by_node: Callable[[str], dict[str, Any]]
) -> None:
    found, made = read_by_node(name), network(name)
    nodes, edges = {node.id for node in made.nodes()}, {edge.id for edge in made.edges()}
    for form in ("json", "graphml"):
        assert (set(found[form]["nodes"]), set(found[form]["edges"])) == (nodes, edges)
    assert (set(found["cytoscape"]["nodes"]), set(found["cytoscape"]["edges"])) == (nodes, edges)


@pytest.mark.parametrize("name", NETWORKS)
def test_igraph_reads_graphml_with_every_value(name: str, tmp_path: Path, witness: Callable[[str], ModuleType]) -> None:
    place = tmp_path / "network.graphml"
    place.write_bytes(written("graphml", name))
    graph, made = witness("igraph").Graph.Read_GraphML(str(place)), network(name)
    assert graph.is_directed() == made.is_directed
    read = {vertex["id"]: vertex.attributes() for vertex in graph.vs}
    names = [a.name for a in made.node_attributes]
    assert set(read) == {node.id for node in made.nodes()}
    for node in made.nodes():
        told = {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in zip(names, node.values, strict=True)}
        assert {n: v for n, v in told.items() if v is not None}.items() <= read[node.id].items()
    # igraph 1.0 gives edges the ids of nodes, so the rows are compared by what else they hold.
    ids = graph.vs["id"]
    rows = sorted((ids[e.source], ids[e.target], e["kind"], e["label"] or "") for e in graph.es)
    if made.is_directed:
        assert rows == sorted((e.source, e.target, e.kind, e.label) for e in made.edges())
    else:
        assert len(rows) == len(list(made.edges()))


def shown(browser: Any, tmp_path: Path, name: str, region: str, **settings: Any) -> Any:
    place = tmp_path / "network.html"
    place.write_bytes(written("html", name, Choices(options=Options(region=region))))
    page = browser.new_context(**settings).new_page()
    page.requests, page.complaints = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(place.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "region"), PAGES)
def test_a_page_has_no_accessibility_violation_and_fits_a_phone(
    name: str, region: str, scheme: str, browser: Any, tmp_path: Path, witness: Callable[[str], ModuleType]
) -> None:
    size = {"width": 360, "height": 740}
    page = shown(browser, tmp_path, name, region, viewport=size, color_scheme=scheme, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.evaluate(Path(str(witness("axe_playwright_python").__file__)).with_name("axe.min.js").read_text("utf-8"))
    rules = {"runOnly": {"type": "tag", "values": STANDARDS}}
    done = page.evaluate("rules => axe.run(document, rules)", rules)
    assert [(v["id"], v["nodes"][0]["html"]) for v in done["violations"]] == []
    assert len(page.requests) == 1
    page.context.close()


def test_the_page_is_zoomed_moved_and_searched_by_keyboard(browser: Any, tmp_path: Path) -> None:
    page = shown(browser, tmp_path, "moves", "", viewport={"width": 1200, "height": 900})
    frame = "document.querySelector('.view svg').getAttribute('viewBox').split(' ').map(Number)"
    first = page.evaluate(frame)
    page.get_by_role("region", name="Picture: arrow keys move it, plus and minus zoom").focus()
    page.keyboard.press("+")
    near = page.evaluate(frame)
    assert near[2] == pytest.approx(first[2] * 0.7, rel=1e-4)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(frame)[0] == pytest.approx(near[0] + near[2] / 10, rel=1e-4)
    page.keyboard.press("0")
    assert page.evaluate(frame)[2] > first[2]
    page.get_by_role("button", name="Back to where names can be read").click()
    assert page.evaluate(frame) == pytest.approx(first, rel=1e-4)
    page.get_by_label("Find").fill("kent")
    assert page.get_by_role("status").inner_text() == "1 node found"
    assert page.locator("svg .on[data-name]").count() > 1  # and what it is linked to
    assert page.complaints == []
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("name", "region"), PAGES)
def test_a_page_begins_with_letters_of_ten_pixels(
    name: str, region: str, width: int, browser: Any, tmp_path: Path
) -> None:
    page = shown(browser, tmp_path, name, region, viewport={"width": width, "height": 900})
    seen = page.evaluate("""() => {
        const frame = document.querySelector(".view").getBoundingClientRect();
        const texts = [...document.querySelectorAll(".view text[font-size='12']")];
        const names = texts.map((text) => text.getBoundingClientRect());
        const svg = document.querySelector(".view svg"), ratio = svg.getScreenCTM().a;
        return [ratio * 12, names.filter((n) => n.left >= frame.left && n.right <= frame.right
            && n.top >= frame.top && n.bottom <= frame.bottom).length];
    }""")
    assert seen[0] >= 10
    assert seen[1] >= 5
    page.context.close()


def test_the_page_shows_everything_without_its_script(browser: Any, tmp_path: Path) -> None:
    page = shown(browser, tmp_path, "moves", "", java_script_enabled=False)
    assert not page.locator(".tools").is_visible()
    assert page.locator("tbody tr").count() == len(list(network("moves").edges()))
    page.context.close()
