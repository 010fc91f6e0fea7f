"""A small question imports no numpy: importing it takes longer than the answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

SMALL = """
import sys
from datetime import date, timedelta
from sendgraph.analysis.imputation import impute
from sendgraph.analysis.panel import Pair, bootstrap_rate
from sendgraph.analysis.periods import bootstrap_periods, calendar_exposures
from sendgraph.analysis.statistics.permutation import permutation_p
from sendgraph.analysis.statistics.proportions import funnel_limits, poisson_ratio, wilson
from sendgraph.analysis.statistics.survival import kaplan_meier
from sendgraph.analysis.statistics.turnbull import turnbull

count = 3_000
curve = kaplan_meier([0] * count, [1 + i % 97 for i in range(count)], [i % 3 > 0 for i in range(count)])
assert curve.median().value and curve.restricted_mean(20) and curve.number_at_risk(3)
assert turnbull([i % 31 for i in range(300)], [i % 31 + 4 if i % 5 else None for i in range(300)]).median()
first = date(2018, 1, 1)
pairs = [Pair("p", f"c{i}", first, first + timedelta(days=300 + i), i % 3 == 0) for i in range(60)]
assert bootstrap_rate(pairs, draws=50).upper
assert bootstrap_periods(pairs, calendar_exposures(pairs, [date(2018, 6, 1)]), draws=20).rates
assert poisson_ratio(3, 4, 5, 6).upper and wilson(3, 8).upper and funnel_limits(0.3, 4).upper95
assert permutation_p(lambda labels: sum(labels[:3]), [0, 1] * 4, draws=20).p
assert list(impute([], 2)) == [[], []]
heavy = sorted({name.partition(".")[0] for name in sys.modules} & {"numpy", "scipy", "pandas", "networkx", "lifelines"})
print("imported:", *heavy)
"""


def test_small_questions_import_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", SMALL], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "imported:"
