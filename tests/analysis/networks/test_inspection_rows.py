"""Names of inspections and measures: in words, with when they were, and no two at one council alike."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from sendgraph.analysis.networks.asking import Row
from sendgraph.analysis.networks.inspection_rows import label_of
from sendgraph.analysis.networks.rows import network
from tests.shipped import shipped_engine

EMPTY: Row = dict.fromkeys(
    ("start_earliest", "start_latest", "published_earliest", "published_latest", "framework", "kind", "label"), ""
)


def inspection(framework: str, kind: str, start: str = "..", published: str = "..") -> Row:
    row = EMPTY | {"framework": framework, "kind": kind}
    for name, days in (("start", start), ("published", published)):
        row[f"{name}_earliest"], row[f"{name}_latest"] = days.split("..")
    return row


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (inspection("ilacs", "focused-visit", "2019-03-05..2019-03-05"), "ILACS focused visit, March 2019"),
        (inspection("area-send-2016", "revisit", "2018-10-01..2018-10-31"), "Area SEND revisit, October 2018"),
        (inspection("area-send-2023", "full", "2024-01-30..2024-02-01"), "Area SEND full inspection, 2024"),
        (inspection("sif", "full", "..", "2015-06-12..2015-06-12"), "SIF full inspection, report of June 2015"),
        (inspection("area-send-2016", "full"), "Area SEND 2016 to 2022 full inspection"),
        (inspection("sif", "full", "2015-12-30..2016-01-02"), "SIF full inspection"),
        (
            inspection("sif", "full", "2015-12-30..2016-01-02", "2016-03-01..2016-03-01"),
            "SIF full inspection, report of March 2016",
        ),
        (inspection("sif", "full", "2015-12-30.."), "SIF full inspection"),
    ],
)
def test_an_inspection_is_named_by_its_rules_its_kind_and_its_month(row: Row, label: str) -> None:
    assert label_of(row) == label


@pytest.mark.parametrize(
    ("words", "start", "label"),
    [
        ("Improvement notice", ("2019-01-01", "2019-12-31"), "Improvement notice, 2019"),
        ("Improvement notice", ("2019-01-01", "2020-12-31"), "Improvement notice"),
        ("Improvement notice", ("", ""), "Improvement notice"),
        ("Notice of May 2019", ("2019-05-01", "2019-05-31"), "Notice of May 2019"),
    ],
)
def test_a_measure_is_named_in_words_with_its_year(words: str, start: tuple[str, str], label: str) -> None:
    assert label_of(EMPTY | {"label": words, "start_earliest": start[0], "start_latest": start[1]}) == label


def test_no_two_inspections_of_a_council_share_a_name() -> None:
    found = network(shipped_engine(), "council-inspection-measure")
    labels = {n.id: n.label for n in found.nodes() if n.kind == "inspection"}
    at: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in found.edges():
        if edge.kind == "inspected":
            at[edge.source][labels[edge.target]] += 1
    twice = {(council, label) for council, names in at.items() for label, n in names.items() if n > 1}
    assert twice == set()
    assert not any(label[0].islower() for label in labels.values())
