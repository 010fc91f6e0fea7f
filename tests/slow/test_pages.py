"""Every HTML report in a browser: no accessibility violation, no request, and readable on a phone 360 pixels wide.

Needs Chromium on the path, and the packages playwright and axe-playwright-python.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from sendgraph.cli.main import cli
from sendgraph.cli.report import KINDS

pytestmark = pytest.mark.slow

ASKED = {
    "after-inspection": [[]],
    "compare": [["southend-on-sea", "derbyshire", "suffolk"]],
    "council": [["southend-on-sea"], ["derbyshire"], ["birmingham"]],
    "coverage": [[]],
    "inspections": [[]],
    "leadership-at-inspection": [[]],
    "officer": [["Alison Noble"]],
    "ontology": [[]],
    "quality": [[]],
    "turnover": [[], ["--by", "region"], ["--council", "derbyshire"]],
}
REPORTS = [(kind, arguments) for kind, each in ASKED.items() for arguments in each]
LARGEST = 300_000
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll('svg text')].map(text => {
    const svg = text.ownerSVGElement;
    return parseFloat(text.getAttribute('font-size')) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
}))"""


@pytest.fixture(scope="module")
def axe(witness: Callable[[str], ModuleType]) -> str:
    found = witness("axe_playwright_python").__file__
    assert found
    return Path(found).with_name("axe.min.js").read_text(encoding="utf-8")


def test_every_kind_of_report_is_looked_at() -> None:
    assert set(ASKED) == set(KINDS)


@pytest.fixture(scope="module", params=REPORTS, ids=lambda each: "-".join([each[0], *each[1]]).replace(" ", "-"))
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    kind, arguments = request.param
    file: Path = tmp_path_factory.mktemp("page") / "report.html"
    answer = CliRunner().invoke(cli, ["report", kind, *arguments, "--as-of", "2026-06-30", "-o", str(file)])
    assert answer.exit_code == 0, answer.output
    return file


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (360, "dark")])
def test_a_report_has_no_violation_and_asks_for_nothing(
    page: Path, browser: Any, axe: str, width: int, scheme: str
) -> None:
    # The policy of the page would keep the checker itself out.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    tab, asked = context.new_page(), []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page.as_uri())
    if scheme == "dark":
        # Rows are alike: all of them once is enough, since the checker takes a minute for the longest tables.
        tab.evaluate("document.querySelectorAll('tbody').forEach(b => [...b.rows].slice(40).forEach(r => r.remove()))")
    tab.evaluate(axe)
    found = tab.evaluate("of => axe.run(document, {runOnly: {type: 'tag', values: of}})", STANDARDS)
    context.close()
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert asked == [page.as_uri()]


def test_a_report_fits_a_phone_and_its_charts_can_be_read(page: Path, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    tab, said = context.new_page(), []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(page.as_uri())
    width = tab.evaluate("document.documentElement.scrollWidth")
    letters = tab.evaluate(SMALLEST_LETTERS) if "<svg" in page.read_text(encoding="utf-8") else None
    context.close()
    assert page.stat().st_size < LARGEST
    assert width == 360
    assert letters is None or letters >= 8.5
    assert said == []
