"""Chances by length: they add up to what every group carries, and are those of statsmodels but for the pull to 1."""

import numpy as np
import pytest
from statsmodels.api import Logit

from pipeline.backends.lengths import likely


@pytest.mark.parametrize("seed", range(5))
def test_chances_add_up_to_the_carriers_of_every_group(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 30, 8)
    lengths = random.integers(1, 900, int(sizes.sum()))
    marks = random.random((len(lengths), 3)) < 0.3
    chances = likely(marks, sizes, lengths)
    starts = np.cumsum(sizes) - sizes
    assert np.add.reduceat(chances, starts) == pytest.approx(np.add.reduceat(marks.astype(float), starts), abs=1e-4)


def test_with_much_material_it_is_logistic_regression_with_an_intercept_per_group() -> None:
    random = np.random.default_rng(9)
    sizes = np.full(4, 1500)
    lengths = np.maximum(2, np.exp(random.normal(4, 1, 6000))).astype(np.int64)
    odds = np.repeat([0.1, 0.3, 0.02, 0.1], sizes) * (lengths / 55) ** 0.7
    marks = (random.random(6000) < odds / (1 + odds))[:, None]
    size = np.log(lengths) - np.log(lengths).mean()
    columns = np.column_stack([np.repeat(np.eye(4), sizes, axis=0), size, size**2])
    expected = Logit(marks[:, 0].astype(float), columns).fit(disp=0).predict(columns)
    assert likely(marks, sizes, lengths)[:, 0] == pytest.approx(expected, abs=0.005)


def test_of_equal_lengths_every_unit_of_a_group_has_the_same_chance() -> None:
    marks = np.asarray([[1], [0], [0], [1], [1]], dtype=bool)
    assert likely(marks, np.asarray([3, 2]), np.full(5, 7))[:, 0].tolist() == pytest.approx(
        [1 / 3, 1 / 3, 1 / 3, 1.0, 1.0]
    )
