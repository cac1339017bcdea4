"""Intervals, corrections and weakened p-values, against statsmodels and a published example."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from pipeline.backends.statistics import adjust, tempered, wilson


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


def test_adjust_gives_q_values_worked_by_hand() -> None:
    assert adjust([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert adjust([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjust_is_benjamini_hochberg_of_statsmodels(p_values: list[float]) -> None:
    assert adjust(p_values) == pytest.approx(multipletests(p_values, method="fdr_bh")[1].tolist())


@pytest.mark.parametrize(("p_value", "factor", "expected"), [(0.05, 1.0, 0.05), (1.0, 0.5, 1.0), (0.0, 0.5, 0.0)])
def test_a_factor_of_one_and_the_ends_change_nothing(p_value: float, factor: float, expected: float) -> None:
    assert tempered(p_value, factor) == pytest.approx(expected)


def test_half_the_deviate_of_four_is_that_of_two() -> None:
    assert tempered(chi2.sf(16, 1), 0.5) == pytest.approx(chi2.sf(4, 1))
