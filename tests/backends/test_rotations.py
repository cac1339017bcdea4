"""Meetings within documents: against all turns made one by one, and how often chance alone sounds the alarm."""

from itertools import product

import numpy as np
import pytest

from pipeline.backends import rotations
from pipeline.backends.mantel_haenszel import pool
from pipeline.backends.rotations import meet
from pipeline.model.pairs import Marks, Places, Units


def corpus(random: np.random.Generator, documents: int, *, stay: float, by_length: float, things: int = 2) -> Units:
    """Return segments whose things have nothing to do with each other: each keeps its state from segment to segment with a chance of `stay`, else is dealt by document and length."""
    sizes = random.integers(12, 50, documents)
    marks, lengths = [], []
    for size in sizes:
        length = np.maximum(3, np.exp(random.normal(3.5, 0.8, size))).astype(np.int64)
        chance = np.minimum(0.9, random.beta(1, 7, things) * (length[:, None] / 45) ** by_length)
        dealt = random.random((size, things)) < chance
        kept = random.random((size, things)) < stay
        for place in range(1, size):
            dealt[place] = np.where(kept[place], dealt[place - 1], dealt[place])
        marks.append(dealt)
        lengths.append(length)
    return Units(np.concatenate(marks), sizes, np.concatenate(lengths))


def windows(units: Units) -> Units:
    """Return each segment with the three behind it, of one document."""
    ends = np.cumsum(units.sizes)
    rows = np.concatenate([np.arange(end - size, end - 3) for size, end in zip(units.sizes, ends, strict=True)])
    marks = np.logical_or.reduce([units.marks[rows + step] for step in range(4)])
    return Units(marks, units.sizes - 3, sum(units.lengths[rows + step] for step in range(4)))


def same_length(marks: Marks, sizes: Places) -> Units:
    return Units(marks, sizes, np.full(len(marks), 40))


@pytest.mark.parametrize("seed", range(20))
def test_the_chances_are_those_of_all_turns_of_all_documents(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 6, 4)
    marks = random.random((int(sizes.sum()), 2)) < 0.5
    parts = np.split(marks, np.cumsum(sizes)[:-1])
    counts = [
        sum(int((part[:, 0] & np.roll(part[:, 1], turn)).sum()) for part, turn in zip(parts, turns, strict=True))
        for turns in product(*(range(size) for size in sizes))
    ]
    found = counts[0]
    below, at, above = (
        np.mean([sign(count) for count in counts]) for sign in (found.__gt__, found.__eq__, found.__lt__)
    )
    made = meet(same_length(marks, sizes), 0.95)
    assert made.expected[0, 1] == pytest.approx(np.mean(counts))
    if len(set(counts)) == 1:
        assert np.isnan(made.p_value[0, 1])
        return
    assert made.p_value[0, 1] == pytest.approx(min(1.0, 2 * (min(below, above) + at / 2)))
    assert made.attainable[0, 1] == pytest.approx(
        min(counts.count(min(counts)), counts.count(max(counts))) / len(counts)
    )


def test_the_odds_ratio_is_over_documents_and_not_over_the_corpus() -> None:
    # document by document the two are independent; one document is full of both, which all segments together would take for company
    full, bare = (
        [[1, 1]] * 4 + [[1, 0]] * 2 + [[0, 1]] * 2 + [[0, 0]],
        [[1, 0]] * 2 + [[0, 1]] * 2 + [[0, 0]] * 4 + [[1, 1]],
    )
    marks = np.asarray(full + bare, dtype=bool)
    made = meet(same_length(marks, np.asarray([9, 9])), 0.95)
    assert made.odds_ratio[0, 1] == pytest.approx(1.0)
    assert made.expected[0, 1] == pytest.approx(6 * 6 / 9 + 3 * 3 / 9)


def test_moments_come_near_to_counting_all_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    units = corpus(np.random.default_rng(1), 190, stay=0.3, by_length=0.0, things=6)
    exact = meet(units, 0.95).p_value
    monkeypatch.setattr(rotations, "EXACT", 0)
    assert np.nanmax(np.abs(meet(units, 0.95).p_value - exact)) < 0.01


def test_codes_in_runs_widen_the_interval_and_single_ones_do_not() -> None:
    random = np.random.default_rng(2)
    single, runs = (meet(corpus(random, 300, stay=stay, by_length=0.0), 0.95) for stay in (0.0, 0.7))
    assert single.inflation[0, 1] == pytest.approx(1.0, abs=0.1)
    assert runs.inflation[0, 1] > 1.7
    windowed = meet(windows(corpus(random, 300, stay=0.0, by_length=0.0)), 0.95)
    assert windowed.inflation[0, 1] > 2
    widths = [np.log(made.high[0, 1] / made.low[0, 1]) for made in (single, runs)]
    assert widths[1] > 1.2 * widths[0]


@pytest.mark.parametrize(("stay", "by_length"), [(0.0, 0.0), (0.5, 0.0), (0.0, 1.0), (0.4, 0.5)])
def test_chance_alone_sounds_the_alarm_no_more_often_than_it_may(stay: float, by_length: float) -> None:
    random = np.random.default_rng(3)
    pairs = np.triu_indices(8, 1)
    ours, independent = [], []
    for _ in range(60):
        units = corpus(random, 40, stay=stay, by_length=by_length, things=8)
        windowed = windows(units)
        ours.append([meet(each, 0.95).p_value[pairs] for each in (units, windowed)])
        independent.append(plain(windowed)[pairs])
    # 11,200 tests of each setting came to .033 to .056; a mean over 60 corpora, whose pairs share codes, has a standard error of .0055: .055 and three of them
    assert (np.asarray(ours) < 0.05).mean(axis=(0, 2)).max() < 0.072
    assert (np.asarray(independent) < 0.05).mean() > 0.15  # windows taken as independent


def plain(units: Units) -> "np.ndarray":
    """Return p-values of the Mantel-Haenszel test."""
    starts = np.cumsum(units.sizes) - units.sizes
    marks, sizes = units.marks.astype(float), units.sizes[:, None].astype(float)
    both = np.add.reduceat(marks[:, :, None] * marks[:, None, :], starts).reshape(len(sizes), -1)
    counts, things = np.add.reduceat(marks, starts), marks.shape[1]
    return (
        pool(both, np.repeat(counts, things, axis=1), np.tile(counts, things), sizes).p_value().reshape(things, things)
    )


def test_what_goes_together_is_found() -> None:
    random = np.random.default_rng(4)
    units = corpus(random, 40, stay=0.4, by_length=0.5)
    marks = units.marks.copy()
    marks[:, 1] |= marks[:, 0] & (random.random(len(marks)) < 0.6)
    made = meet(Units(marks, units.sizes, units.lengths), 0.95)
    assert made.p_value[0, 1] < 1e-6
    assert 3 < made.low[0, 1] < made.odds_ratio[0, 1] < made.high[0, 1]


def test_nothing_is_told_of_what_is_never_or_always_there_or_of_no_units() -> None:
    marks = np.asarray([[1, 0, 1], [1, 0, 0], [1, 0, 1]], dtype=bool)
    assert np.isnan(meet(same_length(marks, np.asarray([3])), 0.95).p_value).all()
    assert np.isnan(meet(same_length(marks[:0], np.zeros(0, dtype=np.int64)), 0.95).p_value).all()
