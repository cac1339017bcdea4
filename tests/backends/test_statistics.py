"""Intervals, trend tests and corrections, against statsmodels and a published example."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from pipeline.backends.statistics import adjust, trend, wilson


@settings(deadline=None)
@given(
    st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))),
    st.sampled_from([0.5, 0.9, 0.95, 0.999]),
)
def test_wilson_is_the_interval_of_statsmodels(counts: tuple[int, int], confidence: float) -> None:
    expected = proportion_confint(*counts, alpha=1 - confidence, method="wilson")
    assert wilson(*counts, confidence) == pytest.approx(expected, abs=1e-9)


def test_wilson_gives_the_published_interval() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 at 95 %
    assert [round(end, 4) for end in wilson(81, 263, 0.95)] == [0.2553, 0.3662]
    assert [round(end, 4) for end in wilson(0, 20, 0.95)] == [0.0, 0.1611]
    assert [round(end, 4) for end in wilson(1, 29, 0.95)] == [0.0061, 0.1718]


def test_trend_gives_the_published_result_of_alcohol_and_malformation() -> None:
    # Agresti, Categorical Data Analysis, infants' malformation by mother's alcohol: M2 = (n - 1) r2 = 6.57, P = 0.01
    present = [48, 38, 5, 1, 1]
    totals = [17066 + 48, 14464 + 38, 788 + 5, 126 + 1, 37 + 1]
    tested = trend(present, totals, [0.0, 0.5, 1.5, 4.0, 7.0])
    assert tested is not None
    assert round(float(chi2.isf(tested[1], 1)), 2) == 6.57
    assert round(tested[1], 2) == 0.01


def test_trend_of_a_small_table_worked_by_hand() -> None:
    # shares 1/4, 2/4, 3/4 at months 0, 1, 2: slope 1/4; z2 = 2^2 / (1/2 * 1/2 * 8) = 2
    tested = trend([1, 2, 3], [4, 4, 4], [0.0, 1.0, 2.0])
    assert tested is not None
    assert tested == pytest.approx((0.25, math.erfc(math.sqrt(2 / 2))))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_trend_is_the_linear_association_of_statsmodels(seed: int) -> None:
    random = np.random.default_rng(seed)
    periods = int(random.integers(2, 9))
    totals = random.integers(1, 30, periods)
    counts = random.binomial(totals, random.random())
    scores = np.sort(random.choice(60, periods, replace=False)).astype(float)
    tested = trend(counts.tolist(), totals.tolist(), scores.tolist())
    if counts.sum() in (0, totals.sum()):
        assert tested is None
        return
    assert tested is not None
    with np.errstate(all="ignore"):
        table = Table(np.array([totals - counts, counts]), shift_zeros=False)
        expected = table.test_ordinal_association(np.array([0, 1]), scores)
    # statsmodels takes both margins as fixed (Mantel), hence n - 1 where Cochran and Armitage have n
    n = totals.sum()
    z = expected.zscore * math.sqrt(n / (n - 1))
    assert tested[1] == pytest.approx(math.erfc(abs(z) / math.sqrt(2)), abs=1e-9)
    assert np.sign(tested[0]) == np.sign(round(z, 9)) or tested[0] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("counts", "totals", "scores"),
    [([1], [4], [0.0]), ([0, 0], [4, 4], [0.0, 1.0]), ([4, 4], [4, 4], [0.0, 1.0])],
    ids=["one period", "never", "always"],
)
def test_where_nothing_can_change_there_is_nothing_to_test(
    counts: list[int], totals: list[int], scores: list[float]
) -> None:
    assert trend(counts, totals, scores) is None


def test_adjust_gives_q_values_worked_by_hand() -> None:
    assert adjust([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert adjust([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjust_is_benjamini_hochberg_of_statsmodels(p_values: list[float]) -> None:
    assert adjust(p_values) == pytest.approx(multipletests(p_values, method="fdr_bh")[1].tolist())
