"""Bars: heights and lengths worked out on paper, and what is certain apart from what is possible."""

from __future__ import annotations

from sendgraph.report.charts import draw
from sendgraph.report.figures import Bar, Bars
from tests.report.charts.drawing import boxes, corners, parsed, require_sound, texts, titled

YEARS = [Bar(f"202{n}/2{n + 1}", n, 10, 5 if n == 3 else None) for n in range(7)]
GROUPS = [Bar("outstanding", 2, 4, 3.0), Bar("good", 3, 3)]


def test_upright_bars_stand_on_the_axis_and_the_possible_part_on_the_certain_one() -> None:
    # Ten changes on 294 units: three are 88.2, seven more are 205.8.
    root = parsed(draw(Bars("Changes", "changes", YEARS, "ADCS"), "b"))
    sure, possible = boxes(titled(root, "2023/24: 3 certain"))
    assert (sure[1], sure[3]) == (241.8, 88.2)
    assert (possible[1], possible[3]) == (36, 205.8)
    assert sure[0] == possible[0]


def test_a_published_figure_is_a_diamond_at_its_height_and_named() -> None:
    root = parsed(draw(Bars("Changes", "changes", YEARS, "ADCS"), "b"))
    (diamond,) = corners(titled(root, "2023/24: 3 certain"))
    assert diamond[0][1] == 183
    assert "ADCS" in texts(root)
    assert "".join(titled(root, "2023/24").itertext()).startswith("2023/24: 3 certain, up to 10 possible; ADCS 5")


def test_level_bars_have_their_numbers_beside_them() -> None:
    root = parsed(draw(Bars("Holders", "holders", GROUPS, "CYP Now"), "b"))
    left, right = boxes(titled(root, "outstanding"))
    assert left[2] == right[2]
    assert round(left[0] + left[2], 1) == round(right[0], 1)
    assert {"2 to 4", "3"} <= set(texts(root))
    assert len(boxes(titled(root, "good"))) == 1


def test_labels_that_would_touch_are_left_out_evenly() -> None:
    many = [Bar(f"{2000 + n}/{n:02}", 1, 2) for n in range(25)]
    words = texts(parsed(draw(Bars("t", "changes", many), "b")))
    assert [w for w in words if "/" in w] == [f"{2000 + n}/{n:02}" for n in range(0, 25, 2)]


def test_possible_is_in_the_key_only_where_it_is_drawn() -> None:
    assert "possible as well" not in texts(parsed(draw(Bars("t", "holders", [Bar("good", 3, 3)]), "b")))
    assert "possible as well" in texts(parsed(draw(Bars("t", "holders", [Bar("good", 3, 4)]), "b")))


def test_bars_of_one_kind_need_no_key() -> None:
    assert texts(parsed(draw(Bars("t", "holders", [Bar("good", 3, 3)]), "b"))).count("holders") == 1


def test_the_drawing_is_sound_also_with_nothing_to_count() -> None:
    for bars in (YEARS, GROUPS, [], [Bar("</svg><script>", 0, 0)], [Bar(str(n), 0, 0) for n in range(9)]):
        require_sound(draw(Bars("Title ]]>", 'axis "', bars), "b"))
