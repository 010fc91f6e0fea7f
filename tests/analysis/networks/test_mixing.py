"""Mixing by grade: the coefficient, its test, and the grade at the time, by hand and by brute force."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.grades import Grade, grade_between, grade_on
from sendgraph.analysis.networks.mixing import GradedMove, assortativity, grade_moves, measure_mixing, mixing_study
from sendgraph.analysis.networks.moves import Move, find_moves
from sendgraph.analysis.networks.rows import Options
from tests.analysis.networks.worlds import day, held, known, stretch, world_of

OVERALL = ("overall-effectiveness",)
Pairs = list[tuple[str, str]]
PAIRS = st.lists(st.tuples(st.sampled_from("gri"), st.sampled_from("gri")), max_size=6)


def grade(number: int, word: str, aspect: str = "overall-effectiveness") -> Grade:
    return Grade(day(number), f"visit{number}", "ilacs", aspect, word, f"judgement{number}")


def brute_coefficient(pairs: Pairs) -> float | None:
    """Newman's equation from the matrix of shares, cell by cell."""
    names = sorted({n for p in pairs for n in p})
    share = {(a, b): pairs.count((a, b)) / len(pairs) for a in names for b in names} if pairs else {}
    trace = sum(share[n, n] for n in names)
    chance = sum(sum(share[n, m] for m in names) * sum(share[m, n] for m in names) for n in names)
    return None if not pairs or abs(1 - chance) < 1e-12 else (trace - chance) / (1 - chance)


@given(PAIRS)
def test_the_coefficient_is_newmans(pairs: Pairs) -> None:
    ours, theirs = assortativity(pairs), brute_coefficient(pairs)
    assert (ours is None) == (theirs is None)
    assert ours is None or ours == pytest.approx(theirs, abs=1e-12)


def graded(pairs: Pairs) -> list[GradedMove]:
    move = Move("p", "P", "a", "b", None, None, True, "same", (), ())
    return [GradedMove(move, grade(0, a), grade(0, b)) for a, b in pairs]


@settings(max_examples=60)
@given(PAIRS)
def test_the_test_goes_through_all_permutations_of_few_moves(pairs: Pairs) -> None:
    found = measure_mixing(graded(pairs))
    orders = permutations([b for _, b in pairs])
    values = [brute_coefficient([(a, b) for (a, _), b in zip(pairs, order, strict=True)]) for order in orders]
    value = brute_coefficient(pairs)
    assert found.is_exact
    if value is None:
        assert (found.coefficient, found.p_value) == (None, None)
        return
    assert None not in values
    mean = sum(values) / len(values)
    assert found.draws == len(values)
    assert found.null_mean == pytest.approx(mean, abs=1e-9)
    assert found.null_deviation == pytest.approx((sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5, abs=1e-9)
    assert found.p_value == pytest.approx(sum(abs(v - mean) >= abs(value - mean) - 1e-9 for v in values) / len(values))


def test_many_moves_are_permuted_by_chance_and_the_observed_order_counts_in() -> None:
    pairs = [("g", "g")] * 15 + [("i", "i")] * 15
    found = measure_mixing(graded(pairs), draws=500)
    assert not found.is_exact
    assert found.coefficient == 1.0
    assert found.percentile == 100.0
    # No permutation of 30 reaches 1, so that only the observed one counts: 1 / 501.
    assert found.p_value == pytest.approx(1 / 501)
    assert measure_mixing(graded(pairs), draws=500) == found


def test_the_table_counts_the_pairs_and_moves_without_two_grades_are_left_out() -> None:
    move = Move("p", "P", "a", "b", None, None, True, "same", (), ())
    found = measure_mixing([*graded([("g", "i"), ("g", "i")]), GradedMove(move, grade(0, "g"), None)])
    assert dict(found.table) == {("g", "i"): 2}
    assert len(found.graded) == 3


@given(
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from("gri")), max_size=5, unique_by=lambda g: g[0]),
    st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_a_grade_counts_only_where_it_held_on_every_day(given: Pairs, days: tuple[int, int]) -> None:
    grades = sorted(grade(number, word) for number, word in given)  # type: ignore[arg-type]
    first, last = sorted(days)
    daily = []
    for number in range(first, last + 1):
        out = [g for g in grades if g.published <= day(number)]
        daily.append(out[-1].grade if out else None)
    expected = daily[0] if len(set(daily)) == 1 else None
    found = grade_between(grades, OVERALL, day(first), day(last))
    assert (found.grade if found else None) == expected


def test_an_open_side_leaves_the_grade_open_unless_no_report_came_out_there() -> None:
    grades = [grade(5, "g"), grade(20, "i")]
    assert grade_between(grades, OVERALL, None, day(10)) is None
    assert grade_between(grades, OVERALL, day(10), None) is None
    after = grade_between(grades, OVERALL, day(30), None)
    assert after
    assert after.grade == "i"


def test_grades_of_another_aspect_are_not_looked_at() -> None:
    grades = [grade(1, "g"), grade(2, "required", "action-required")]
    assert grade_on(grades, OVERALL, day(3)) == grades[0]
    assert grade_on(grades, ("action-required",), day(1)) is None


def test_a_move_has_the_grade_out_on_the_day_of_leaving_and_on_that_of_arriving() -> None:
    moves = find_moves(world_of([held("ann", "a", known(0, 10)), held("ann", "b", stretch(20, 25, 30, 30))])).moves
    grades = {"a": [grade(1, "g"), grade(11, "i")], "b": [grade(5, "r"), grade(26, "i")]}
    (found,) = grade_moves(moves, grades, OVERALL)
    assert found.pair == ("g", "r")
    grades["b"] = [grade(5, "r"), grade(22, "i")]
    assert grade_moves(moves, grades, OVERALL)[0].pair is None


def test_a_report_that_is_not_out_on_the_day_counts_for_nothing() -> None:
    world = world_of([held("ann", "a", known(0, 3)), held("ann", "b", known(5, 9))])
    grades = {"a": [grade(0, "good")], "b": [grade(1, "good"), grade(8, "inadequate")]}
    open_end = replace(world, held=[replace(h, days=h.days._replace(end_latest=None)) for h in world.held])
    pairs = {}
    for last in (7, 8):
        study = mixing_study(replace(open_end, options=Options(as_of=day(last))), grades, OVERALL)
        (one,) = study.all_moves.graded
        pairs[last] = one.pair
    assert pairs == {7: ("good", "good"), 8: ("good", "good")}
    left, reached = world.held
    vague = [left, replace(reached, days=reached.days._replace(start_latest=None))]
    later = [mixing_study(replace(world, held=vague, options=Options(as_of=day(n))), grades, OVERALL) for n in (7, 8)]
    assert [study.all_moves.graded[0].pair for study in later] == [("good", "good"), None]
