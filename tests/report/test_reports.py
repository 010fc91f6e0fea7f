"""Reports on the shipped facts: what they say, in each format."""

from __future__ import annotations

import json
from datetime import date

from sendgraph.analysis.load import load_sightings, load_spells
from sendgraph.analysis.turnover import measure_turnover
from sendgraph.report.council import council_report
from sendgraph.report.explain import explain_report
from sendgraph.report.officer import officer_report
from sendgraph.report.turnover import turnover_report
from sendgraph.report.write import render_json, render_markdown, render_rich, render_text
from tests.shipped import asker, shipped_engine


def turnover() -> dict[str, object]:
    engine = shipped_engine()
    measured = measure_turnover("dcs", date(2026, 6, 30), load_spells(engine, "dcs"), load_sightings(engine, "dcs"))
    values: dict[str, object] = json.loads(render_json(turnover_report(measured, "0123", ["words"], 5)))
    return values


def test_the_turnover_report_has_the_promised_values() -> None:
    values = turnover()
    promised = (
        "role as_of data_version n_posts n_pairs n_changes rate_per_year rate_lower rate_upper window excluded councils"
    )
    assert set(promised.split()) <= set(values)
    assert values["role"] == "dcs"
    assert values["as_of"] == "2026-06-30"
    assert isinstance(values["councils"], list)
    assert len(values["councils"]) > 150
    assert isinstance(values["window"], list)
    assert values["window"] == sorted(values["window"])


def test_every_change_of_the_turnover_report_names_tenures_that_can_be_explained() -> None:
    values = turnover()
    assert isinstance(values["councils"], list)
    changes = [change for council in values["councils"] for change in council["changes"]]
    assert all(c["earliest"] <= c["latest"] for c in changes)
    one = changes[0]["to_tenure"]
    report = explain_report(asker(), one, "2026-01-01", "v", [])
    assert json.loads(render_json(report))["claims"]


def test_the_answer_says_the_rate_in_years_and_the_pairs_it_rests_on() -> None:
    values = turnover()
    rate = values["rate_per_year"]
    assert isinstance(rate, float)
    assert f"about once every {1 / rate:.1f} years per council" in str(values["answer"])
    assert f"from {values['n_pairs']} pairs of sightings" in str(values["answer"])


def test_the_council_report_shows_facts_disputes_conflicts_and_sources() -> None:
    text = render_text(council_report(asker(), "Southend", "2026-01-01", "v", ["attribution words"]))
    for expected in (
        "John O'Loughlin",
        "reason withheld by Southend-on-Sea",
        "£92,000.00",
        "disputed",
        "Sources that contradict each other",
        "https://www.echo-news.co.uk/news/19716651",
        "As of: 2026-01-01",
        "Attribution: attribution words",
    ):
        assert expected in text


def test_the_officer_report_gives_both_stretches_and_their_claims() -> None:
    values = json.loads(render_json(officer_report(asker(), "Alison Noble", "2026-01-01", "v", [])))
    directors = [t["tenure"] for t in values["tenures"] if t["post"] == "derbyshire_dcs"]
    assert directors == ["tenure_derbyshire_dcs_alison-noble", "tenure_derbyshire_dcs_alison-noble_2"]
    assert {c["publisher"] for c in values["claims"]} >= {"Ofsted", "Derbyshire Times", "Not Really Here Media"}


def test_an_explanation_shows_words_status_and_link() -> None:
    values = json.loads(
        render_json(explain_report(asker(), "southend-on-sea_finding_unconfirmed-27", "2026-01-01", "v", []))
    )
    (claim,) = [c for c in values["claims"] if c["status"] == "disputed"]
    assert claim["words"] == "There were 27 children … the inspection finished."
    assert claim["source_url"].endswith("#:~:text=There%20were%2027%20children,the%20inspection%20finished.")


def test_markdown_and_the_terminal_say_the_same_as_plain_text() -> None:
    report = council_report(asker(), "suffolk", "2026-01-01", "v", [])
    markdown, terminal = render_markdown(report), render_rich(report, 160, colour=False)
    assert markdown.startswith("# Suffolk\n")
    for heading in (section.heading for section in report.sections):
        assert heading in markdown
        assert heading in terminal
    assert "\x1b" not in terminal
    assert "\x1b" in render_rich(report, 160, colour=True)
