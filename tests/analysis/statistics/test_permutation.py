"""Permutation tests: counts that can be checked on paper, and shuffles that stay where they belong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sendgraph.analysis.statistics.permutation import permutation_p

VALUES = [1.0, 2.0, 3.0, 10.0, 11.0, 12.0]


def gap(labels: Sequence[str]) -> float:
    return sum(v if label == "a" else -v for v, label in zip(VALUES, labels, strict=True))


def test_the_rarest_of_twenty_deals_has_a_p_of_a_tenth() -> None:
    # 20 ways to choose three of six; one is as low: twice 1/20.
    found = permutation_p(gap, "aaabbb", draws=20_000)
    assert found.observed == -27
    assert found.p == pytest.approx(0.1, abs=0.01)
    assert found.shuffled_mean == pytest.approx(0, abs=0.3)


def test_a_middling_figure_has_a_p_of_one() -> None:
    assert permutation_p(lambda _: 0.0, "aaabbb", draws=99).p == 1


def test_one_seed_gives_one_answer_and_p_is_never_zero() -> None:
    assert permutation_p(gap, "aaabbb", draws=200, seed=3) == permutation_p(gap, "aaabbb", draws=200, seed=3)
    assert permutation_p(gap, "aaabbb", draws=3).p > 0


def test_labels_stay_within_their_stratum() -> None:
    strata = ["x", "x", "y", "y", "z", "z"]
    seen = set()

    def watch(labels: Sequence[str]) -> float:
        seen.add("".join(labels))
        return gap(labels)

    permutation_p(watch, "ababab", strata=strata, draws=300)
    assert seen == {a + b + c for a in ("ab", "ba") for b in ("ab", "ba") for c in ("ab", "ba")}


def test_whole_clusters_change_their_label() -> None:
    clusters = ["x", "x", "y", "z", "z", "w"]
    seen = set()

    def watch(labels: Sequence[str]) -> float:
        seen.add("".join(labels))
        return gap(labels)

    permutation_p(watch, "aabaab", clusters=clusters, draws=400)
    assert all(s[0] == s[1] and s[3] == s[4] for s in seen)
    assert len(seen) == 6  # which two of the four clusters bear an a


def test_a_cluster_of_two_labels_or_strata_is_refused() -> None:
    with pytest.raises(ValueError, match="the cluster 'x' has two labels"):
        permutation_p(gap, "ababab", clusters=["x", "x", "y", "y", "z", "z"])
    with pytest.raises(ValueError, match="the cluster 'x' has two labels or lies in two strata"):
        permutation_p(gap, "aabbab", clusters=["x", "x", "y", "y", "z", "w"], strata=[1, 2, 1, 1, 1, 1])
