"""What follows on what: against all orders made one by one, and how often chance alone sounds the alarm."""

from collections import Counter
from itertools import pairwise, permutations, product

import numpy as np
import pytest

from pipeline.backends.conditional import associate
from pipeline.backends.orders import follow


def followed(notes: "np.ndarray") -> int:
    return sum(int(before[0] and after[1]) for before, after in pairwise(notes))


@pytest.mark.parametrize("seed", range(25))
def test_the_chances_are_those_of_all_orders_of_every_groups_notes(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 5, 3)
    marks = random.random((int(sizes.sum()), 2)) < 0.5
    groups = np.split(marks, np.cumsum(sizes)[:-1])
    counts = Counter(
        sum(followed(group[list(order)]) for group, order in zip(groups, orders, strict=True))
        for orders in product(*(permutations(range(size)) for size in sizes))
    )
    total, found = counts.total(), sum(followed(group) for group in groups)
    made = follow(marks, sizes, 0.95)[0][1]
    if len(counts) == 1:
        assert made is None
        return
    below, above = (
        sum(n for count, n in counts.items() if side(count)) / total for side in (found.__gt__, found.__lt__)
    )
    assert made is not None
    assert made.p_value == pytest.approx(min(1.0, 2 * (min(below, above) + counts[found] / total / 2)))
    assert made.attainable == pytest.approx(min(counts[min(counts)], counts[max(counts)]) / total)


def test_what_comes_back_is_counted_against_all_orders_too() -> None:
    # two of three notes carry it: neighbours in 4 of 6 orders; found as neighbours, as in most
    made = follow(np.asarray([[1], [1], [0]], dtype=bool), np.asarray([3]), 0.95)[0][0]
    assert made is not None
    assert made.p_value == pytest.approx(2 * (4 / 6) / 2)
    assert made.attainable == pytest.approx(2 / 6)


def test_chance_alone_sounds_no_alarm_where_a_test_of_next_notes_dealt_anew_does() -> None:
    random = np.random.default_rng(6)
    ours, dealt = [], []
    for _ in range(60):
        sizes = random.integers(3, 7, 40)
        often = np.repeat(random.beta(2, 3, 40), sizes)
        one = random.random(len(often)) < often
        other = np.where(random.random(len(often)) < 0.8, one, random.random(len(often)) < often)
        marks = np.stack([one, other], axis=1)
        made = follow(marks, sizes, 0.95)
        ours += [told.p_value for told in (made[0][0], made[0][1]) if told]
        last = np.isin(np.arange(len(one)), np.cumsum(sizes) - 1)
        notes = np.flatnonzero(~last)
        strata = np.repeat([f"g{place}" for place in range(40)], sizes)[notes].tolist()
        told = associate(one[notes].astype(int).tolist(), strata, 0.95)(one[notes + 1].tolist())
        dealt += [told.p_value] if told else []
    assert np.mean(np.asarray(ours) < 0.05) < 0.09
    assert np.mean(np.asarray(dealt) < 0.05) > 0.4


def test_what_follows_is_found_with_its_direction() -> None:
    marks = np.asarray([[1, 0], [0, 1], [0, 0], [0, 0]] * 8, dtype=bool)
    made = follow(marks, np.full(8, 4), 0.95)
    forth, back = made[0][1], made[1][0]
    assert forth is not None and back is not None
    assert forth.p_value < 0.001 and forth.low > 1
    assert back.odds_ratio == 0 and back.p_value > 0.05


def test_without_notes_nothing_is_told() -> None:
    assert follow(np.zeros((0, 2), dtype=bool), np.zeros(0, dtype=np.int64), 0.95) == [[None, None], [None, None]]
