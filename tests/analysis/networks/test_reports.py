"""Every number in the reports on networks, against counting in random worlds and against the shipped graph."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import replace
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
from sendgraph.report.write import render_csv, render_json, render_markdown, render_rich, render_text
from tests.analysis.networks.test_brokers import brute_brokerage
from tests.analysis.networks.test_moves import brute_moves
from tests.analysis.networks.test_paths import brute_reach, decided, ordinal
from tests.analysis.networks.worlds import completions, day, held, known, world_of, worlds
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
    shown = {
        b["council"]: {k: f["value"] for k, f in b["all"].items() if f["value"] and k != "all kinds"}
        for b in values["brokers"]  # type: ignore[attr-defined]
    }
    assert {c: k for c, k in shown.items() if k} == expected
    for broker in values["brokers"]:  # type: ignore[attr-defined]
        assert broker["all"]["all kinds"]["value"] == sum(expected.get(broker["council"], {}).values())
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
    values = values_of(paths_report(study, "v", []))
    for kind, held_by in (("certain", decided(world).held), ("possible", world.held)):
        reached = brute_reach(held_by, days, "a", start)
        assert values[f"n_reached_{kind}"] == len(reached) - 1
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
        names = [row[1] if main.columns[0] == "no." else row[0] for row in main.rows]
        assert names == sorted(names), name
        assert len(names) > 10, name


STATISTICS = {
    "The network beside chance": "each figure is of the whole network",
    "Brokerage beside chance": "each figure is of the whole network",
    "Coefficient beside chance": "each figure is of all graded moves",
}
"""Sections whose rows are of no people, and why."""


def lines_with_claims(report: Report, column: str) -> dict[str, list[str]]:
    """The claims of the rows with such a column, by what stands in it: numbers of moves, or people."""
    found: dict[str, list[str]] = {}
    for section in report.sections:
        if {column, "claims"} <= set(section.columns):
            names, claims = list(section.columns).index(column), list(section.columns).index("claims")
            for row in section.rows:
                for name in row[names].split("; "):
                    found.setdefault(name.removesuffix(" (presumed one person)"), []).extend(row[claims].split("; "))
    return found


def claims_of_row(report: Report, columns: list[str], row: tuple[str, ...]) -> list[str]:
    """The claims of a row: its own, or those of the moves or people it names, who stand with claims elsewhere."""
    if "claims" in columns:
        return row[columns.index("claims")].split("; ")
    claims: list[str] = []
    for column, names in (("no.", "no."), ("moves", "no."), ("officers", "officers"), ("who", "person")):
        if column in columns:
            known = lines_with_claims(report, names)
            cell = row[columns.index(column)]
            people = cell.split("; ") if names != "no." else [w for w in cell.replace(";", " ").split() if w.isdigit()]
            assert people, (columns, row)
            claims += [c for p in people for c in known[p.removesuffix(" (presumed one person)")]]
    return claims


def test_every_row_of_every_section_names_claims_of_the_graph(reports: dict[str, Report]) -> None:
    known = {r["claim"] for r in rows("tenure_claims")}
    for name, report in reports.items():
        for section in report.sections:
            if section.heading in STATISTICS:
                assert {"mean by chance", "percentile"} <= set(section.columns)
                continue
            for row in section.rows:
                claims = claims_of_row(report, list(section.columns), tuple(row))
                assert claims, (name, section.heading, row)
                assert set(claims) <= known, (name, section.heading, row)


PEOPLE = {"person", "officer", "officers", "who", "who came", "holder", "moves"}
"""Columns that name people, or moves by the number under which their people stand."""


def test_every_row_of_every_section_names_people(reports: dict[str, Report]) -> None:
    for name, report in reports.items():
        for section in report.sections:
            if section.rows and section.heading not in STATISTICS and name != "succession":
                named = [c for c in section.columns if c in PEOPLE]
                assert named, (name, section.heading)
                for row in section.rows:
                    cells = [row[list(section.columns).index(c)] for c in named]
                    assert any(c not in ("", "–") for c in cells), (name, section.heading, row)


def test_a_number_of_a_move_is_that_of_its_line(reports: dict[str, Report]) -> None:
    report = reports["moves"]
    short, full = report.sections[0], report.sections[-1]
    moves = values_of(report)["moves"]
    for line, whole, values in zip(short.rows, full.rows, moves, strict=True):  # type: ignore[call-overload]
        assert line[:4] == whole[:4]
        assert (line[0], line[1]) == (str(values["number"]), values["person"])
        assert whole[-1] == "; ".join(values["claims"])
    (flows,) = [s for s in report.sections if s.heading.startswith("Councils that officers left")]
    for row in flows.rows:
        away, here = (part.split()[1:] for part in row[-1].split("; "))
        assert [full.rows[int(n) - 1][2] for n in away if n != "–"] == [row[0]] * len([n for n in away if n != "–"])
        assert [full.rows[int(n) - 1][3] for n in here if n != "–"] == [row[0]] * len([n for n in here if n != "–"])


def test_every_place_in_a_ranking_stands_with_its_interval(reports: dict[str, Report]) -> None:
    for name in ("moves", "brokers"):
        seen = 0
        for section in reports[name].sections:
            for place, column in enumerate(section.columns):
                if column == "place":
                    seen += len(section.rows)
                    for row in section.rows:
                        low, _, high = row[place].partition("–")
                        assert 1 <= int(low) <= int(high or low) <= 124, (name, row)
        assert seen > 100
        assert "presumed identity is true with even chance" in " ".join(reports[name].caveats)


def test_gaps_are_numbers_in_csv(reports: dict[str, Report]) -> None:
    lines = list(csv.DictReader(render_csv(reports["moves"]).splitlines()))
    moves = values_of(reports["moves"])["moves"]
    for line, move in zip(lines, moves, strict=True):  # type: ignore[call-overload]
        for column, gap in zip(("least gap in days", "most gap in days"), move["gap_days"], strict=True):
            assert line[column] == ("" if gap is None else str(gap))
    assert any(int(line["least gap in days"] or 0) < 0 for line in lines)
    for report in reports.values():
        assert not any(re.match(r"'-\d", cell) for line in csv.reader(render_csv(report).splitlines()) for cell in line)


def test_the_tables_to_read_keep_words_whole_in_a_hundred_columns(reports: dict[str, Report]) -> None:
    for name in ("moves", "brokers", "mixing"):
        for section in reports[name].sections:
            if "claims" not in section.columns and section.rows:
                alone = replace(reports[name], sections=[section], caveats=())
                words = set(render_rich(alone, 100, colour=False).split())
                for row in section.rows:
                    assert set(" ".join(row).split()) <= words, (section.heading, row)


def test_brokers_show_certain_and_all_beside_chance(reports: dict[str, Report]) -> None:
    """Coventry stands between one pair by the certain moves, and by all moves between another one."""
    values = {b["name"]: b for b in values_of(reports["brokers"])["brokers"]}  # type: ignore[attr-defined]
    counts = [
        values["Coventry"][of][kind]["value"] for of in ("certain", "all") for kind in ("coordinator", "representative")
    ]
    assert counts == [1, 0, 0, 1]
    (section,) = [s for s in reports["brokers"].sections if s.heading == "Brokers by kind, in order of name"]
    assert [row[1:3] + row[4:5] for row in section.rows if row[0] == "Coventry"] == [
        ("coordinator", "1", "0"),
        ("representative", "0", "1"),
    ]


def test_betweenness_leaves_zeros_out_and_says_how_many(reports: dict[str, Report]) -> None:
    values = values_of(reports["brokers"])["betweenness"]
    zeros = sum(not b["value"] for b in values.values())  # type: ignore[attr-defined]
    (section,) = [s for s in reports["brokers"].sections if s.heading.startswith("Betweenness")]
    assert f"{zeros} with none are left out" in section.text
    assert len(section.rows) == len(values) - zeros  # type: ignore[arg-type]
    assert all(float(row[1]) > 0 for row in section.rows)


def test_answers_say_how_much_rests_on_what_is_not_certain(reports: dict[str, Report]) -> None:
    values = values_of(reports["brokers"])
    presumed = sum(o["identity"] == "presumed" for o in values["officers"])  # type: ignore[attr-defined]
    assert f"{presumed} of them only if people of one name are one person" in reports["brokers"].answer
    table = values_of(reports["mixing"])["certain"]
    assert f"{table['n']} of them certain" in reports["mixing"].answer  # type: ignore[call-overload,index]
    assert "does not show that grades play no part" in reports["mixing"].answer
    assert "hold together" in reports["moves"].answer


def test_without_possible_moves_nothing_is_said_of_draws() -> None:
    world = world_of([held("ann", "a", known(0, 1)), held("ann", "b", known(3, 4))])
    answer = moves_report(move_study(world, draws=3), "v", []).answer
    assert answer == (
        "The sources show 1 certain move between councils and 0 more that are possible, by 1 person between 2 councils."
    )


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
    mixed = mixing_report(mixing_study(world, {}, ["overall-effectiveness"]), "v", [])
    assert mixed.answer.startswith("0 moves have both grades, too few or too alike for an answer. No tenure fits")
    assert succession_report(succession_study(world), "v", []).answer.startswith("No post has two")
    assert "No source shows a way" in paths_report(path_study(world, "leeds", "kent"), "v", []).answer


def test_a_report_without_moves_ends_after_the_answer_and_why() -> None:
    world = load_world(shipped_engine(), Options(role="councillor"))
    for report in (
        moves_report(move_study(world, draws=3), "v", []),
        brokers_report(broker_study(world, draws=3), "v", []),
        mixing_report(mixing_study(world, {}, ["overall-effectiveness"]), "v", []),
    ):
        assert report.answer.endswith(" Of 2 people in 2 tenures none held posts at more than one council.")
        assert report.sections == []
    nobody = moves_report(move_study(world_of([]), draws=3), "v", [])
    assert nobody.answer.endswith(" No tenure fits what was asked for.")
    one = [held("ann", "a", known(0, 1)), held("ann", "b", known(3, 4))]
    late = moves_report(move_study(world_of(one, options=Options(since=day(5))), draws=3), "v", [])
    assert late.answer.endswith(
        "Of 1 person in 2 tenures 1 held posts at more than one council; left out: moves outside the window (1)."
    )
    assert late.sections == []


def test_the_shipped_moves_agree_with_what_the_sources_say_in_words() -> None:
    """Read in the sources: Sara Tough went from Swindon to Dorset in early 2014, and to Norfolk in October 2017."""
    moves = find_moves(load_world(shipped_engine(), Options())).moves
    found = [(m.source, m.target, m.is_sure) for m in moves if m.person == "Sara Tough"]
    assert found == [("swindon", "dorset-county", True), ("dorset-county", "norfolk", True)]
