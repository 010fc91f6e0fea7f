"""Every number in the reports on networks, against counting in random worlds and against the shipped graph."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings

from sendgraph.analysis.networks.grades import stream_grades
from sendgraph.analysis.networks.interims import interim_study
from sendgraph.analysis.networks.load import load_world
from sendgraph.analysis.networks.mixing import mixing_study
from sendgraph.analysis.networks.moves import find_moves
from sendgraph.analysis.networks.origins import succession_study
from sendgraph.analysis.networks.paths import path_study
from sendgraph.analysis.networks.rows import Options
from sendgraph.analysis.networks.study import broker_study, move_study
from sendgraph.analysis.networks.world import World
from sendgraph.report.layout import Report
from sendgraph.report.network_brokers import brokers_report
from sendgraph.report.network_interims import interims_report
from sendgraph.report.network_mixing import mixing_report
from sendgraph.report.network_moves import moves_report
from sendgraph.report.network_paths import paths_report
from sendgraph.report.network_succession import succession_report
from sendgraph.report.write import render_csv, render_json, render_markdown, render_text
from tests.analysis.networks.test_brokers import brute_brokerage
from tests.analysis.networks.test_moves import brute_moves
from tests.analysis.networks.test_paths import brute_reach, ordinal
from tests.analysis.networks.worlds import completions, day, worlds
from tests.shipped import rows, shipped_engine

AS_OF = date(2026, 6, 1)


def values_of(report: Report) -> dict[str, object]:
    """The values as a reader of the JSON gets them."""
    read: dict[str, object] = json.loads(render_json(report))
    return read


@settings(max_examples=25)
@given(worlds())
def test_the_report_on_moves_counts_what_every_world_gives(world: World) -> None:
    values = values_of(moves_report(move_study(world, draws=10), "v", []))
    expected = brute_moves(world)
    shown = {(m["person_id"], m["from"], m["to"]): m["order"] for m in values["moves"]}  # type: ignore[attr-defined]
    assert set(shown) == set(expected)
    assert values["n_moves_possible"] == len(values["moves"])  # type: ignore[arg-type]
    assert values["n_people"] == len({p for p, _, _ in expected})
    sure = [m for m in values["moves"] if m["order"] == "certain" and m["identity"] == "same"]  # type: ignore[attr-defined]
    assert values["n_moves_certain"] == len(sure)
    for flow in values["councils"]:  # type: ignore[attr-defined]
        for side, end in (("out", "from"), ("in", "to")):
            of = [m for m in values["moves"] if m[end] == flow["council"]]  # type: ignore[attr-defined]
            assert flow[side] == [sum(m in sure for m in of), len(of)]


@settings(max_examples=25)
@given(worlds())
def test_the_report_on_brokers_counts_what_the_definition_gives(world: World) -> None:
    values = values_of(brokers_report(broker_study(world, draws=5), "v", []))
    region = {c: world.region(c) for c in world.councils}
    expected = brute_brokerage([(s, t) for _, s, t in brute_moves(world)], region)
    shown = {b["council"]: {k: n for k, n in b["possible"].items() if n} for b in values["brokers"]}  # type: ignore[attr-defined]
    assert {c: k for c, k in shown.items() if k} == expected
    totals = Counter(kind for kinds in expected.values() for kind, n in kinds.items() for _ in range(n))
    assert {f["name"]: f["value"] for f in values["figures"]["all"]} == {  # type: ignore[call-overload,index]
        kind: totals[kind] for kind in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    }


@settings(max_examples=40)
@given(worlds())
def test_the_report_on_interims_counts_the_tenures(world: World) -> None:
    values = values_of(interims_report(interim_study(world), "v", []))
    assert values["n_interim_tenures"] == sum(h.basis == "interim" for h in world.held)
    for person in values["people"]:  # type: ignore[attr-defined]
        mine = [h for h in world.held if h.group_id == person["person_id"] and h.basis == "interim"]
        assert {t["tenure"] for t in person["tenures"]} == {h.tenure_id for h in mine}
        assert all(t["claims"] == [f"claim_{t['tenure']}"] for t in person["tenures"])


@settings(max_examples=40)
@given(worlds(exact=True))
def test_the_report_on_ways_arrives_when_spreading_does(world: World) -> None:
    (days,) = completions(world.held)
    study = path_study(world, "a", "c")
    start = (study.since - day(0)).days
    reached = brute_reach(list(world.held), days, "a", start)
    values = values_of(paths_report(study, "v", []))
    assert values["n_reached_certain"] == len(reached) - 1
    for kind in ("certain", "possible"):
        found = values[kind]
        assert (found is None) == ("c" not in reached)
        if found:
            arrival = date.fromisoformat(found["arrival"])  # type: ignore[index]
            assert float(arrival.toordinal()) == ordinal(reached["c"])


@settings(max_examples=40)
@given(worlds())
def test_the_report_on_succession_counts_origins(world: World) -> None:
    values = values_of(succession_report(succession_study(world), "v", []))
    origins = Counter(s["origin"] for s in values["successions"])  # type: ignore[attr-defined]
    assert {k: n for k, n in values["origins"].items() if n} == dict(origins)  # type: ignore[attr-defined]
    assert values["n_successions"] == sum(origins.values())


def shipped_reports() -> dict[str, Report]:
    world = load_world(shipped_engine(), Options(as_of=AS_OF))
    grades = dict(stream_grades(shipped_engine()))
    return {
        "moves": moves_report(move_study(world, draws=20), "v", ["words"]),
        "brokers": brokers_report(broker_study(world, draws=20), "v", ["words"]),
        "interims": interims_report(interim_study(world), "v", ["words"]),
        "succession": succession_report(succession_study(world), "v", ["words"]),
        "mixing": mixing_report(mixing_study(world, grades, ["overall-effectiveness"]), "v", ["words"]),
        "paths": paths_report(path_study(world, "leeds", "croydon"), "v", ["words"]),
    }


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return shipped_reports()


def test_the_same_facts_give_the_same_words(reports: dict[str, Report]) -> None:
    again = shipped_reports()
    for name, report in reports.items():
        assert render_text(report) == render_text(again[name])
        assert render_json(report) == render_json(again[name])


def test_tables_stand_in_order_of_name(reports: dict[str, Report]) -> None:
    for name in ("moves", "brokers", "interims", "succession", "mixing"):
        (main,) = [s for s in reports[name].sections if s.is_main]
        names = [row[0] for row in main.rows]
        assert names == sorted(names), name
        assert len(names) > 10, name


def test_every_line_of_a_main_table_names_claims_of_the_graph(reports: dict[str, Report]) -> None:
    known = {r["claim"] for r in rows("tenure_claims")}
    for name, report in reports.items():
        for section in report.sections:
            if "claims" in section.columns:
                place = list(section.columns).index("claims")
                for row in section.rows:
                    claims = row[place].split("; ")
                    assert claims, name
                    assert set(claims) <= known, (name, row)


def test_every_place_in_a_ranking_stands_with_its_interval(reports: dict[str, Report]) -> None:
    for name in ("moves", "brokers"):
        for section in reports[name].sections:
            for place, column in enumerate(section.columns):
                if column == "place":
                    assert all(" of " in row[place] for row in section.rows)


def test_all_formats_hold_the_main_table(reports: dict[str, Report]) -> None:
    for report in reports.values():
        (main,) = [s for s in report.sections if s.is_main]
        assert render_csv(report).count("\n") == len(main.rows) + 1
        assert main.heading in render_text(report)
        assert main.rows[0][1].split(",")[0] in render_markdown(report)


def test_each_report_says_what_it_cannot_say(reports: dict[str, Report]) -> None:
    for name, report in reports.items():
        words = " ".join(report.caveats)
        if name != "mixing":
            assert "identity" in words, name
        assert "hire from outside" in words, name
        assert report.provenance.as_of == "2026-06-01"


def test_where_nothing_is_known_the_reports_say_so() -> None:
    world = load_world(shipped_engine(), Options(role="group-leader"))
    assert find_moves(world).moves == ()
    assert moves_report(move_study(world, draws=3), "v", []).answer.startswith("No source shows anybody")
    assert brokers_report(broker_study(world, draws=3), "v", []).answer.startswith("No council stands")
    assert mixing_report(mixing_study(world, {}, ["overall-effectiveness"]), "v", []).answer == (
        "0 moves have both grades, too few or too alike for an answer."
    )
    assert succession_report(succession_study(world), "v", []).answer.startswith("No post has two")
    assert "No source shows a way" in paths_report(path_study(world, "leeds", "kent"), "v", []).answer


def test_the_shipped_moves_agree_with_what_the_sources_say_in_words() -> None:
    """Read in the sources: Sara Tough went from Swindon to Dorset in early 2014, and to Norfolk in October 2017."""
    moves = find_moves(load_world(shipped_engine(), Options())).moves
    found = [(m.source, m.target, m.is_sure) for m in moves if m.person == "Sara Tough"]
    assert found == [("swindon", "dorset-county", True), ("dorset-county", "norfolk", True)]
