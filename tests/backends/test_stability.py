"""How far a number of topics holds up when half of the corpus is left out."""

from collections import Counter
from math import comb

import numpy as np
import pytest
from sklearn.cluster import KMeans

from pipeline.backends.stability import SPLITS, stability
from pipeline.model.topic_fit import Numbers


def length_one(points: Numbers) -> Numbers:
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def grouped(groups: int, noise: float = 0.1, many: int = 150, seed: int = 0) -> Numbers:
    """Make points around as many axes."""
    random = np.random.default_rng(seed)
    return length_one(np.eye(6)[np.arange(many) % groups] + noise * random.normal(size=(many, 6)))


def cloud(seed: int) -> Numbers:
    """Make points without groups, farther apart along some axes than along others."""
    return length_one(np.random.default_rng(seed).normal(size=(150, 6)) * np.array([3, 2, 1, 1, 0.5, 0.5]))


def agreement_by_pairs(first: list[int], second: list[int]) -> float:
    """Reckon the adjusted Rand index from pairs that are together (Hubert and Arabie 1985)."""
    both, one, other = (
        sum(comb(count, 2) for count in Counter(labels).values())
        for labels in (zip(first, second, strict=True), first, second)
    )
    by_chance = one * other / comb(len(first), 2)
    return (both - by_chance) / ((one + other) / 2 - by_chance)


def test_plain_groups_are_found_in_every_half_and_a_cloud_shows_no_such_thing() -> None:
    found = stability(grouped(4), [4], 0)[0]
    assert (found.count, found.agreement) == (4, 1.0)
    assert found.agreement - found.chance > 3 * found.error
    assert found.chance < 0.7


def test_the_right_number_of_groups_is_the_most_stable() -> None:
    found = stability(grouped(4), [2, 3, 4, 5, 6], 0)
    assert max(found, key=lambda one: one.agreement - one.chance).count == 4


@pytest.mark.parametrize("seed", range(4))
def test_a_cloud_without_groups_is_no_more_stable_than_chance(seed: int) -> None:
    found = stability(cloud(seed), [3], seed)[0]
    assert abs(found.agreement - found.chance) < 3 * found.error
    assert 0 < found.error < 0.1


def test_agreement_is_about_what_another_sample_of_halves_gives() -> None:
    points, random = grouped(4, noise=0.45), np.random.default_rng(99)
    agreed = []
    for again in range(40):
        half = random.permutation(150) < 75
        centres = [KMeans(4, n_init=1, random_state=again).fit(points[rows]).cluster_centers_ for rows in (half, ~half)]
        # no square root or matrix product in common: the nearest centre by the angle
        placed = [
            [min(range(4), key=lambda topic: -(point @ each[topic]) / np.linalg.norm(each[topic])) for point in points]
            for each in centres
        ]
        agreed.append(agreement_by_pairs(*placed))
    found = stability(points, [4], 0)[0]
    assert 0.3 < found.agreement < 0.95
    assert found.agreement == pytest.approx(np.mean(agreed), abs=4 * np.std(agreed) / np.sqrt(SPLITS))


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    points = grouped(3, noise=0.5)
    before = points.copy()
    first = stability(points, [3, 4], 5)
    assert stability(points, [3, 4], 5) == first
    assert stability(points, [3, 4], 6) != first
    assert (points == before).all()


def test_numbers_come_back_in_the_order_they_were_asked_for() -> None:
    assert [one.count for one in stability(grouped(3, many=30), [5, 2, 3], 0)] == [5, 2, 3]
    assert stability(grouped(3, many=30), [], 0) == []


def test_progress_is_told_after_every_number() -> None:
    told: list[float] = []
    stability(grouped(3, many=30), [2, 3, 4, 5], 0, told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_groups_of_fewer_passages_than_dimensions_are_told_too() -> None:
    points = length_one(np.eye(40)[np.arange(32) % 4] + 0.05 * np.random.default_rng(0).normal(size=(32, 40)))
    found = stability(points, [4], 0)[0]
    assert found.agreement == pytest.approx(1.0, abs=0.1)
    assert found.agreement - found.chance > 3 * found.error
