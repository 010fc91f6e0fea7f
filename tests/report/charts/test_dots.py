"""Dots with intervals: places worked out on paper. The axis from 0 to 1 lies on 580 units, from 250 on."""

from __future__ import annotations

from sendgraph.report.charts import draw
from sendgraph.report.figures import Dots, Estimate, Pairing
from tests.report.charts.drawing import SVG, boxes, parsed, require_sound, texts, titled

ROWS = [
    Pairing("ILACS: inadequate", Estimate(0.4, 0.2, 0.6), Estimate(0.5, 0.3, 1.0)),
    Pairing("SIF: good", Estimate(None, note="2 of 4"), Estimate(0.25)),
]


def drawn(axis: str = "share that changed hands") -> str:
    return draw(Dots("Before and after", axis, ROWS, baseline=0.5, baseline_label="expected"), "d")


def test_an_estimate_before_is_an_open_square_on_its_interval() -> None:
    root = parsed(drawn())
    before = titled(root, "ILACS: inadequate, before")
    assert boxes(before) == [(250 + 232 - 4.5, 29 - 4.5, 9, 9)]
    shaft, low, high = ([e.get("x1"), e.get("x2")] for e in before.iter(f"{SVG}line"))
    assert (shaft, low, high) == (["366", "598"], ["366", "366"], ["598", "598"])


def test_an_estimate_after_is_a_circle_and_needs_no_interval() -> None:
    root = parsed(drawn())
    after = titled(root, "SIF: good, after")
    (circle,) = after.iter(f"{SVG}circle")
    assert circle.get("cx") == "395"
    assert list(after.iter(f"{SVG}line")) == []


def test_two_estimates_without_intervals_are_the_ends_of_one_range() -> None:
    row = Pairing("good", Estimate(0.25), Estimate(1.0))
    root = parsed(draw(Dots("Years", "years in post", [row], "least", "most"), "d"))
    (square,) = boxes(titled(root, "good, least"))
    (circle,) = titled(root, "good, most").iter(f"{SVG}circle")
    assert square[1] + 4.5 == float(circle.get("cy", 0))
    assert [e for e in root.iter(f"{SVG}line") if (e.get("x1"), e.get("x2"), e.get("y1")) == ("395", "830", "37")]


def test_too_few_is_said_in_words() -> None:
    assert "before: too few, 2 of 4" in texts(parsed(drawn()))


def test_shares_are_marked_in_per_cent_and_other_figures_are_not() -> None:
    assert {"0%", "40%", "100%"} <= set(texts(parsed(drawn())))
    plain = texts(parsed(drawn("years in post")))
    assert "0.4" in plain
    assert not [words for words in plain if words.endswith("%")]


def test_the_line_to_compare_with_is_named() -> None:
    root = parsed(drawn())
    assert [e for e in root.iter(f"{SVG}line") if e.get("x1") == e.get("x2") == "540" and e.get("stroke-dasharray")]
    assert "expected" in texts(root)


def test_the_description_gives_every_number() -> None:
    (desc,) = parsed(drawn()).iter(f"{SVG}desc")
    assert "ILACS: inadequate: before 0.4 (0.2 to 0.6); after 0.5 (0.3 to 1)" in (desc.text or "")


def test_a_long_name_is_broken_into_lines_and_cut_at_the_third() -> None:
    row = Pairing("Area SEND from 2023: " + "widespread or systemic failings " * 5, Estimate(0.5), Estimate(0.5))
    words = texts(parsed(draw(Dots("t", "a", [row]), "d")))
    assert any(w.startswith("Area SEND") for w in words)
    assert any(w.endswith("…") for w in words)


def test_the_drawing_is_sound_also_without_rows() -> None:
    require_sound(drawn())
    require_sound(draw(Dots("none", "share", []), "d"))
    require_sound(draw(Dots("</svg>", '"><script>', [Pairing("]]>", Estimate(1e9), Estimate(-2, -3, -1))]), "d"))
