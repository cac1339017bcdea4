"""Meetings within organisations: Fisher's exact test over groups, and documents that carry more only because they are longer."""

import numpy as np
import pytest

from pipeline.backends.conditional import associate
from pipeline.backends.draws import gather
from pipeline.model.pairs import Units


@pytest.mark.parametrize("seed", range(20))
def test_of_equal_lengths_it_is_the_exact_conditional_test_within_groups(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 9, 6)
    marks = random.random((int(sizes.sum()), 2)) < 0.4
    strata = np.repeat([f"g{place}" for place in range(6)], sizes).tolist()
    expected = associate(marks[:, 0].astype(int).tolist(), strata, 0.95)(marks[:, 1].tolist())
    made = gather(Units(marks, sizes, np.full(len(marks), 300)), 0.95)
    if expected is None:
        assert np.isnan(made.p_value[0, 1])
        return
    told = [float(getattr(made, name)[0, 1]) for name in ("odds_ratio", "low", "high", "p_value", "attainable")]
    assert told == pytest.approx(
        [expected.odds_ratio, expected.low, expected.high, expected.p_value, expected.attainable], rel=1e-6
    )


def test_one_table_worked_by_hand() -> None:
    # of 6 documents 3 carry each, all the same 3: 1 way of 20, mid-p twice half of it
    marks = np.asarray([[1, 1]] * 3 + [[0, 0]] * 3, dtype=bool)
    made = gather(Units(marks, np.asarray([6]), np.full(6, 100)), 0.95)
    assert (made.expected[0, 1], made.p_value[0, 1], made.attainable[0, 1]) == pytest.approx((1.5, 0.05, 0.05))
    assert np.isinf(made.odds_ratio[0, 1]) and np.isnan(made.inflation[0, 1])


def test_longer_documents_carry_more_of_everything_and_that_alone_is_no_company() -> None:
    random = np.random.default_rng(5)
    alarms, blind = [], []
    for _ in range(6):
        sizes = np.full(60, 5)
        lengths = random.integers(12, 58, 300)
        marks = random.random((300, 6)) < 1 - 0.95 ** lengths[:, None]
        pairs = np.triu_indices(6, 1)
        alarms += gather(Units(marks, sizes, 40 * lengths), 0.95).p_value[pairs].tolist()
        blind += gather(Units(marks, sizes, np.full(300, 40)), 0.95).p_value[pairs].tolist()
    assert np.mean(np.asarray(alarms) < 0.05) < 0.1
    assert np.mean(np.asarray(blind) < 0.05) > 0.3
