"""Counts from grade to grade beside chance, against every order of the grades reached."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendgraph.analysis.networks.cells import cells_beside_chance
from sendgraph.analysis.networks.nulls import percentile_of

PAIRS = st.lists(st.tuples(st.sampled_from("gri"), st.sampled_from("gri")), max_size=6)


@settings(max_examples=80)
@given(PAIRS)
def test_each_count_stands_beside_all_ways_of_dealing_the_grades_reached(pairs: list[tuple[str, str]]) -> None:
    found = cells_beside_chance(Counter(pairs))
    before, after = [a for a, _ in pairs], [b for _, b in pairs]
    assert set(found) == {(a, b) for a in before for b in after}
    dealt = [Counter(zip(before, order, strict=True)) for order in permutations(after)]
    for pair, figure in found.items():
        counts = [float(d[pair]) for d in dealt]
        assert figure.value == pairs.count(pair)
        assert figure.null_mean == pytest.approx(sum(counts) / len(counts))
        assert figure.percentile == pytest.approx(percentile_of(pairs.count(pair), counts))


def test_worked_out_on_paper() -> None:
    # Two moves from g and one from i, to g, g and i: in one of three ways both from g lead to g, in two one does.
    found = cells_beside_chance({("g", "g"): 2, ("i", "i"): 1})
    figure = found["g", "g"]
    assert (figure.value, figure.null_mean) == (2, pytest.approx(4 / 3))
    assert figure.percentile == pytest.approx(100 * (2 / 3 + 1 / 6))
