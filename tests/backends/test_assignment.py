"""One-to-one assignment, against trying every permutation."""

from itertools import permutations

import numpy as np
import pytest

from pipeline.backends.assignment import assign
from pipeline.model.topic_fit import Numbers


def greatest(likeness: Numbers) -> float:
    """Try every way to pair all of the shorter side."""
    rows, columns = likeness.shape
    if rows > columns:
        return greatest(likeness.T)
    return max(
        sum(float(likeness[row, column]) for row, column in enumerate(chosen))
        for chosen in permutations(range(columns), rows)
    )


@pytest.mark.parametrize("shape", [(1, 1), (4, 4), (3, 6), (6, 3), (1, 7), (7, 1)], ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_the_sum_is_the_greatest_of_all_permutations(shape: tuple[int, int], seed: int) -> None:
    likeness = np.random.default_rng(seed).normal(size=shape)
    before = likeness.copy()
    pairs = assign(likeness)
    assert sum(likeness[pair] for pair in pairs) == pytest.approx(greatest(likeness))
    assert len(pairs) == len({row for row, _ in pairs}) == len({column for _, column in pairs}) == min(shape)
    assert (likeness == before).all()


def test_the_best_pair_is_given_up_where_the_sum_gains() -> None:
    # 0.9 + 0.1 is less than 0.8 + 0.7
    assert assign(np.array([[0.9, 0.8], [0.7, 0.1]])) == [(0, 1), (1, 0)]


def test_what_outweighs_everything_is_paired_first() -> None:
    likeness = np.array([[0.9, 100.0, 0.0], [0.0, 1.0, 0.2], [0.8, 0.9, 0.1]])
    assert assign(likeness) == [(0, 1), (1, 2), (2, 0)]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)], ids=str)
def test_where_one_side_is_empty_there_are_no_pairs(shape: tuple[int, int]) -> None:
    assert assign(np.zeros(shape)) == []


def test_the_pairs_are_plain_integers() -> None:
    assert [type(part) for pair in assign(np.eye(2)) for part in pair] == [int] * 4
