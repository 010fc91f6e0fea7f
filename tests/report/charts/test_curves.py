"""Survival curves: steps, bands and numbers at risk, with places worked out on paper."""

from __future__ import annotations

from sendgraph.report.charts import draw
from sendgraph.report.charts.curves import stepped
from sendgraph.report.figures import Curve, Curves
from tests.report.charts.drawing import SVG, corners, parsed, require_sound, texts, titled

LASTING = Curve(
    "lasting",
    [(0, 1.0, None, None), (2, 0.75, 0.6, 0.9), (4, 0.5, 0.25, 0.75)],
    [(0, 40), (2, 30), (4, 8), (3.3, 9)],
    [(0, 1.0, 1.0), (4, 0.45, 0.55)],
)
INTERIM = Curve("interim", [(0, 1.0, None, None), (1, 0.2, None, None)], [(0, 12), (1, 3)])


def drawn(*curves: Curve) -> str:
    return draw(Curves("Still in post", "years in post", curves or (LASTING, INTERIM)), "c")


def test_a_value_holds_until_the_next_step() -> None:
    assert stepped([(0, 1), (2, 0.75), (4, 0.5)]) == [(0, 1), (2, 1), (2, 0.75), (4, 0.75), (4, 0.5)]
    assert stepped([]) == []


def test_a_curve_steps_down_on_the_axes() -> None:
    # Half-way across is half-way in years; a quarter is 80 of the 320 units that a share of one takes.
    root = parsed(drawn(LASTING))
    (line,) = corners(titled(root, "lasting"))
    xs, ys = [x for x, _ in line], [y for _, y in line]
    assert xs[1] == xs[2] == round((xs[0] + xs[4]) / 2, 2)
    assert ys == [36, 36, 116, 116, 196]


def test_bands_of_chance_and_of_dates_are_drawn_and_named_apart() -> None:
    root = parsed(drawn(LASTING))
    fills = [e.get("fill") for e in root.iter(f"{SVG}polygon")]
    assert fills == ["#d6e2ee", "url(#c-dates-0)"]
    assert {"95% interval of chance", "what imprecise dates do: not an interval of chance"} <= set(texts(root))
    plain = texts(parsed(drawn(INTERIM)))
    assert "95% interval of chance" not in plain


def test_numbers_at_risk_stand_below_the_years_on_the_axis_only() -> None:
    words = texts(parsed(drawn()))
    assert {"40", "30", "8", "12", "3"} <= set(words)
    assert "9" not in words


def test_each_curve_has_a_name_and_dashes_of_its_own() -> None:
    root = parsed(drawn())
    dashes = [titled(root, name).find(f"{SVG}polyline").get("stroke-dasharray") for name in ("lasting", "interim")]  # type: ignore[union-attr]
    assert dashes == [None, "9 4"]
    assert texts(root).count("lasting") == 2


def test_names_of_curves_that_end_together_stand_apart() -> None:
    twins = [Curve(name, [(0, 1.0, None, None), (2, 0.5, None, None)], []) for name in ("first", "second")]
    root = parsed(drawn(*twins))
    levels = [float(e.get("y", 0)) for e in root.iter(f"{SVG}text") if "".join(e.itertext()) in ("first", "second")]
    assert abs(levels[0] - levels[1]) >= 15


def test_the_description_says_when_half_have_left() -> None:
    (desc,) = parsed(drawn()).iter(f"{SVG}desc")
    assert "lasting: half have left after 4.0 years; 50% still in post after 4.0 years" in (desc.text or "")
    (other,) = parsed(drawn(Curve("short", [(0, 1.0, None, None)], []))).iter(f"{SVG}desc")
    assert "half not reached" in (other.text or "")


def test_the_drawing_is_sound_also_without_steps() -> None:
    require_sound(drawn())
    require_sound(drawn(Curve("none", [], [])))
    require_sound(draw(Curves("t", "a", []), "c"))
    require_sound(drawn(Curve('"></text><script>', [(0, 1.0, 1.0, 1.0), (1, 0.5, 0.2, 0.7)], [(0, 1)])))
