"""Funnel plots: places worked out on paper, and who lies outside the limits of chance."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sendgraph.report.charts import draw
from sendgraph.report.charts.funnel import is_outside, limits_at
from sendgraph.report.figures import Funnel, Point
from tests.report.charts.drawing import SVG, corners, parsed, require_sound, texts, titled

LIMITS = [(1.0, 0.1, 1.1, 0.0, 2.0), (5.0, 0.2, 0.7, 0.1, 1.0), (10.0, 0.25, 0.5, 0.2, 0.6)]
POINTS = [
    Point("Ampton", 5, 2),
    Point("Bexhill", 10, 10),
    Point("Carford", 10, 1),
    Point("Dalby", 5, 2),
    Point("Nil", 0, 0),
]


def drawn() -> str:
    return draw(Funnel("Changes against years", 0.4, POINTS, LIMITS), "f")


def test_limits_between_two_rows_lie_on_the_line_between_them() -> None:
    # Half-way from five to ten years.
    assert limits_at(7.5, LIMITS) == pytest.approx((0.225, 0.6, 0.15, 0.8))
    assert limits_at(5, LIMITS) == (0.2, 0.7, 0.1, 1.0)
    assert limits_at(0.5, LIMITS) is None
    assert limits_at(11, LIMITS) is None


@pytest.mark.parametrize(
    ("point", "expected"),
    [(Point("on the upper limit", 10, 6), False), (Point("over it", 10, 7), True), (Point("below", 10, 1), True)],
)
def test_a_point_is_outside_only_beyond_the_outer_limits(point: Point, expected: bool) -> None:
    assert is_outside(point, LIMITS) is expected


def test_a_point_between_the_inner_and_the_outer_limit_is_not_outside() -> None:
    wide = [(1.0, 0.6, 0.9, 0.1, 1.5), (10.0, 0.6, 0.9, 0.1, 1.5)]
    assert not is_outside(Point("low", 10, 5), wide)
    assert not is_outside(Point("high", 10, 10), wide)
    assert is_outside(Point("lower", 10, 0), wide)


def test_points_stand_at_their_years_and_rate() -> None:
    # Ten years on 788 units from 48 on, one change a year on 364 units up from 400.
    root = parsed(drawn())
    (circle,) = titled(root, "Ampton").iter(f"{SVG}circle")
    assert (circle.get("cx"), circle.get("cy")) == ("442", "254.4")
    assert corners(titled(root, "Bexhill"))[0][0] == (830, 36)


def test_points_in_one_place_say_how_many_they_are_and_who() -> None:
    root = parsed(drawn())
    both = titled(root, "Ampton")
    assert texts(both) == ["2"]
    assert "".join(both.itertext()).startswith("Ampton: 2 changes in 5.0 years; Dalby: 2 changes in 5.0 years")


def test_those_outside_have_their_name_beside_them_and_others_do_not() -> None:
    words = texts(parsed(drawn()))
    assert {"Bexhill", "Carford"} <= set(words)
    assert not {"Ampton", "Dalby", "Nil"} & set(words)
    assert "outside the outer limits, by name" in words


def test_names_of_neighbours_do_not_cover_each_other() -> None:
    points = [Point(f"Council {n}", 8 + n / 10, 20) for n in range(4)]
    root = parsed(draw(Funnel("t", 0.4, points, LIMITS), "f"))
    levels = sorted(float(e.get("y", 0)) for e in root.iter(f"{SVG}text") if "Council" in "".join(e.itertext()))
    assert all(later - earlier > 12 for earlier, later in pairwise(levels))


def test_the_drawing_is_sound_and_the_same_each_time() -> None:
    require_sound(drawn())
    assert drawn() == drawn()
    require_sound(draw(Funnel("none", 0.3, [], []), "f"))


def test_a_hostile_name_stays_a_name() -> None:
    drawing = draw(Funnel("</title><script>", 0.4, [Point("]]></text><script>", 10, 20)], LIMITS), "f")
    require_sound(drawing)
    assert "]]></text><script>" in texts(parsed(drawing))
