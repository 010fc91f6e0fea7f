"""The turnover report in words: what it says, what it never says, and that every chart has its numbers as a table."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from sendgraph.analysis.account import Account, Asking, measure_account
from sendgraph.analysis.load_role import load_role
from sendgraph.analysis.one_body import evidence_window, facts_of_body
from sendgraph.analysis.spells import Choice
from sendgraph.analysis.turnover import measure_periods
from sendgraph.report.figures import Bars, Curves, Funnel, Timeline
from sendgraph.report.layout import Report, Section
from sendgraph.report.turnover import turnover_report
from sendgraph.report.turnover_by import periods_section, roles_section
from sendgraph.report.turnover_council import one_body_report
from sendgraph.report.write import render_csv, render_json, render_text
from tests.analysis.test_turnover_series import CHAIN, facts, sighting
from tests.analysis.worlds import exact
from tests.shipped import shipped_engine

AS_OF = date(2026, 6, 30)


@cache
def account(role: str = "dcs", choice: Choice = Choice(), draws: int = 10) -> Account:  # noqa: B008 - a frozen value
    return measure_account(load_role(shipped_engine(), role), Asking(AS_OF, choice=choice, draws=draws))


def report(of: Account) -> Report:
    return turnover_report(of.turnover, "0123", ["words"], 0, of)


@cache
def national() -> Report:
    return report(account())


def section(of: Report, heading: str) -> Section:
    return next(s for s in of.sections if s.heading.startswith(heading))


def test_the_two_rates_are_named_apart_with_interval_and_origin() -> None:
    rows = {row[0]: row[1:] for row in section(national(), "National").rows}
    figure, interval, origin = rows["changes a year per post, all changes"]
    assert interval == f"{account().turnover.rate.lower:.3f} to {account().turnover.rate.upper:.3f}"
    assert float(figure) == pytest.approx(account().turnover.rate.rate, abs=5e-4)
    assert "pairs of sightings" in origin
    lasting = rows["changes a year per post, from one lasting holder to another"]
    assert float(lasting[0]) < float(figure)
    observed = rows["changes a year where every day is observed"]
    assert observed[0] == "too little observed"
    assert "certain post-years" in observed[2]


def test_time_in_post_so_far_cannot_be_taken_for_a_length_of_tenures() -> None:
    stock = section(national(), "Not a length of tenures")
    assert "does not say how long holders stay" in stock.text
    assert all("so far" in row[0] for row in stock.rows if row[0].startswith("mean"))
    assert not any("time in post so far" in row[0] for row in section(national(), "How long holders stay").rows)


def test_every_chart_has_its_numbers_in_the_table_beside_it() -> None:
    bars, curves, funnel = (
        section(national(), "Changes by financial year"),
        section(national(), "Still in post"),
        section(national(), "By council"),
    )
    assert isinstance(bars.figure, Bars)
    assert [(b.label, f"{b.certain:g}", f"{b.possible:g}") for b in bars.figure.bars] == [
        tuple(row[:3]) for row in bars.rows
    ]
    assert isinstance(curves.figure, Curves)
    for curve in curves.figure.curves:
        told = {row[0]: row[2] for row in curves.rows if row[1] == curve.label}
        drawn = {f"{years:g}": f"{share:.0%}" for years, share, _, _ in curve.steps}
        assert told
        assert all(drawn[years] == share for years, share in told.items())
        assert curve.band
    assert isinstance(funnel.figure, Funnel)
    told_changes = {row[0]: (row[3].partition(" ")[0], row[4]) for row in funnel.rows}
    assert all(told_changes[p.label] == (str(p.changes), f"{p.years:.1f}") for p in funnel.figure.points)


def test_councils_stand_in_order_of_name_and_short_watches_say_too_few() -> None:
    table = section(national(), "By council")
    names = [row[0] for row in table.rows]
    assert names == sorted(names)
    assert len(names) > 150
    assert all((row[5] == "too few") == (float(row[4]) < 3) for row in table.rows if row[4] != "3.0")
    outside = [row for row in table.rows if "outside" in row[5]]
    assert 0 < len(outside) < 0.1 * len(names)
    assert render_csv(national()).startswith("council,holders,changes,")


def test_nothing_in_the_report_implies_a_reason() -> None:
    text = render_text(national()).lower()
    for word in ("because", "due to", "forced", "sacked", "blame", "led to"):
        assert word not in text
    assert "does not mean that it was caused by it" in text


def test_without_machine_read_sightings_there_is_no_rate_and_the_report_says_why() -> None:
    found = report(account(choice=Choice(use_machine_read=False)))
    assert "There is no rate" in found.answer
    assert "were read from the letters by a program" in found.answer
    values = json.loads(render_json(found))
    assert values["rate_per_year"] is None
    assert values["choice"]["machine_read"] is False
    assert any(e["reason"] == "sightings that only a program has read" for e in values["excluded"])


def test_how_much_each_choice_moves_the_figures_is_told_with_counts() -> None:
    rows = {row[0]: row[1:] for row in section(national(), "How much each choice").rows}
    assert rows["as in this report"][0] == rows["everything"][0]
    assert rows["without what only a program has read"][:2] == ("no rate", "0")
    watched = float(rows["lengths watched from the first day (mistaken)"][3])
    assert watched > float(rows["everything"][3])
    assert rows["lengths watched from the first day (mistaken)"][:3] == ("–", "–", "–")


def test_the_values_tell_all_sections_for_machines() -> None:
    values: dict[str, Any] = json.loads(render_json(national()))
    assert [g["footing"] for g in values["lengths"]] == ["all", "lasting", "interim"]
    for group in values["lengths"]:
        shares = [step["value"] for step in group["curve"]]
        assert shares == sorted(shares, reverse=True)
        assert group["median_years"]["lower"] <= group["median_years"]["value"]
    assert values["days"]["unknown"]["upper"] > values["days"]["unknown"]["lower"]
    assert values["days"]["vacant"] == {"lower": 0.0, "upper": 0.0}
    assert {a["day"][5:] for a in values["anniversaries"]} == {"04-01"}
    assert values["observed"]["rate"] is None
    assert values["lasting"]["n_certain_changes"] < values["n_certain_changes"]
    assert len(values["choices"]) == 8


def test_a_role_without_sightings_has_changes_and_no_rate() -> None:
    found = report(account("lead-member"))
    assert found.answer.startswith("The sources show at least ")
    assert "There is no rate: inspectors sighted no post of this role twice" in found.answer
    assert "ADCS" not in render_text(found)
    table = roles_section([account("lead-member"), account()])
    assert [row[0] for row in table.rows] == ["director of children's services", "lead member for children"]
    assert table.rows[1][6:] == ("no rate", "–", "no post sighted twice by inspectors")


def test_a_role_that_nobody_holds_is_said_in_one_sentence() -> None:
    found = report(measure_account(load_role(shipped_engine(), "minister"), Asking(AS_OF)))
    assert found.answer == "No source in the graph names a holder of the post of minister."
    assert found.sections == []


def test_posts_outside_councils_are_not_called_councils() -> None:
    held = [exact("ann", "2018-01-01", "2019-12-31", council_type=""), exact("ben", "2020-01-01", "2023-12-31")]
    of = measure_account(facts(held, []), Asking(date(2023, 12, 31)))
    found = report(of)
    assert section(found, "By body").columns[0] == "body"
    assert "council" not in found.answer


def test_a_fully_observed_role_has_the_rate_of_its_separations() -> None:
    of = measure_account(facts(CHAIN, []), Asking(date(2021, 12, 31)))
    found = report(of)
    assert "changed hands about once every 1.3 years per post" in found.answer  # 3 changes in 4 years
    assert "from 3 changes in 4 post-years, 100% of them with a certain holder" in found.answer


def test_two_periods_are_told_with_their_ratio_and_not_year_by_year() -> None:
    (found,) = periods_section(measure_periods(account().turnover.pairs))
    assert [row[0] for row in found.rows] == ["before 2022-04-01", "from 2022-04-01 on", "the later over the earlier"]
    assert "do not tell the two apart" in found.text
    assert periods_section(None) == []


def test_one_council_is_told_with_bounds_and_what_is_unknown() -> None:
    own = facts_of_body(load_role(shipped_engine(), "dcs"), "derbyshire")
    of = measure_account(own, Asking(AS_OF, draws=0), evidence_window(own, AS_OF, None))
    found = one_body_report(of, "Derbyshire", own.gaps, "v", [], 0)
    assert found.answer.startswith("Since ")
    assert "who held it is unknown for" in found.answer
    holders = section(found, "Holders")
    assert isinstance(holders.figure, Timeline)
    assert len(holders.figure.lanes[0].spans) == len(holders.rows)
    assert {"tenure_derbyshire_dcs_alison-noble", "tenure_derbyshire_dcs_alison-noble_2"} <= {
        row[-1] for row in holders.rows
    }
    assert section(found, "What is unknown").rows
    assert "never" not in found.answer


def test_one_council_without_a_holder_says_so() -> None:
    own = facts_of_body(facts(CHAIN, [sighting("ann", "2018-01-01")]), "elsewhere")
    of = measure_account(own, Asking(AS_OF, draws=0), evidence_window(own, AS_OF, None))
    found = one_body_report(of, "Elsewhere", [], "v", [], 0)
    assert found.answer.startswith("No source in the graph names a holder")
