"""Odds ratios over many tables, against statsmodels and a table worked by hand."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from pipeline.backends.mantel_haenszel import pool

Z = 1.959963984540054


@pytest.mark.parametrize("seed", range(40))
def test_odds_ratio_interval_and_test_are_those_of_statsmodels(seed: int) -> None:
    random = np.random.default_rng(seed)
    tables = random.integers(0, 9, (int(random.integers(2, 30)), 2, 2))
    tables[0] = 1 + random.integers(0, 5, (2, 2))
    made = pool(*margins(tables))
    expected = StratifiedTable([table for table in tables.astype(float) if table.sum() > 1])
    low, high = expected.logodds_pooled_confint()
    assert made.odds_ratio[0] == pytest.approx(expected.oddsratio_pooled)
    assert np.log(made.odds_ratio[0]) - Z * made.error[0] == pytest.approx(low)
    assert np.log(made.odds_ratio[0]) + Z * made.error[0] == pytest.approx(high)
    assert made.p_value()[0] == pytest.approx(expected.test_null_odds().pvalue)


def margins(tables: "np.ndarray") -> tuple["np.ndarray", ...]:
    kept = tables[tables.sum(axis=(1, 2)) > 0].astype(float)
    both = kept[:, 0, 0]
    columns = (both, both + kept[:, 0, 1], both + kept[:, 1, 0], kept.sum(axis=(1, 2)))
    return tuple(column[:, None] for column in columns)


def test_two_tables_worked_by_hand() -> None:
    # 3 1 / 1 3 and 2 2 / 2 2: R = 9/8 + 4/8, S = 1/8 + 4/8; means 2 and 2, variances 4 4 4 4 / (64 7) each
    made = pool(*margins(np.asarray([[[3, 1], [1, 3]], [[2, 2], [2, 2]]])))
    assert made.odds_ratio.tolist() == pytest.approx([13 / 5])
    assert (made.met.tolist(), made.expected.tolist()) == ([5.0], [4.0])
    assert made.variance.tolist() == pytest.approx([8 / 7])


def test_at_an_end_there_is_no_error_and_without_units_of_both_sorts_nothing_at_all() -> None:
    always = pool(*margins(np.asarray([[[2, 0], [0, 3]]])))
    assert np.isinf(always.odds_ratio[0]) and np.isnan(always.error[0])
    nothing = pool(*margins(np.asarray([[[0, 0], [2, 3]]])))
    assert np.isnan(nothing.odds_ratio[0]) and np.isnan(nothing.error[0]) and np.isnan(nothing.p_value()[0])
