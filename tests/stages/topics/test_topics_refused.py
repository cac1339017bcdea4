"""When there is too little for topics: none are made up."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.model.frames import values
from pipeline.model.topic_fit import Stability
from pipeline.stages.topics import Inputs
from tests.stages.topics.test_passages import FILL, tables
from tests.stages.topics.test_topics import REAL, THEMES, agreement, find, lines_of, refused, strongest, themed


def noise(seed: int, words: Sequence[str], segments: int, length: int, *, twice: bool = True) -> Inputs:
    """Write segments of words drawn at random; a word may stand in one twice, or not."""
    random = np.random.default_rng(seed)
    lines = [" ".join(random.choice(words, length, replace=twice)) for _ in range(segments)]
    return tables(*(lines[place : place + 9] for place in range(0, segments, 9)))


@pytest.mark.parametrize("seed", range(3))
def test_words_at_random_have_no_topics_but_key_terms(seed: int) -> None:
    found = find(noise(seed, FILL[:400], 200, 30), seed=seed)
    assert refused(found)
    assert found.topic_numbers["count"].tolist() == [3, 4, 5, 6]
    assert found.key_terms["rank"].tolist() == list(range(1, 11))
    # in as many documents as any word
    assert found.key_terms["documents"].is_monotonic_decreasing


def test_few_words_at_random_have_no_topics_either() -> None:
    made = [seed for seed in range(4) if not refused(find(noise(seed, FILL[:60], 90, 14, twice=False), seed=seed))]
    assert made == []


@pytest.mark.parametrize("seed", range(3))
def test_thirty_short_notes_on_three_themes_are_parted_by_theme(seed: int) -> None:
    labels = [number % 3 for number in range(30)]
    corpus = tables(*(lines_of(THEMES[label], 2, 100 * seed + number, 5) for number, label in enumerate(labels)))
    found = find(corpus, seed=seed)
    assert found.topics["segments"].tolist() == [20, 20, 20]
    assert agreement(found, corpus, [label for label in labels for _ in range(2)]) == 1.0


@pytest.mark.parametrize("seed", range(5))
def test_thirty_short_notes_on_nothing_are_refused_or_parted_but_never_one_heap(seed: int) -> None:
    words = [word for theme in THEMES for word in theme]
    random = np.random.default_rng(seed)
    notes = [[" ".join(random.choice(words, int(random.integers(4, 13)))) for _ in range(2)] for _ in range(30)]
    corpus = tables(*notes)
    found = find(corpus, seed=seed)
    if refused(found):
        assert len(found.key_terms) == 10
    else:
        assert set(strongest(found)) <= set(values(corpus.segments, "segment_id"))
        assert found.topics["segments"].sum() >= 54  # of 60; a note of too few words is not placed
        assert found.topics["segments"].max() < 36


@pytest.mark.parametrize("themes", [3, 6])
def test_plain_themes_are_never_refused_and_their_number_is_found(themes: int) -> None:
    lines = [lines_of(FILL[40 * number : 40 * number + 40], 20, number) for number in range(themes)]
    mixed = [line for some in zip(*lines, strict=True) for line in some]
    corpus = tables(*(mixed[place : place + themes] for place in range(0, len(mixed), themes)))
    found = find(corpus)
    assert agreement(found, corpus, [number % themes for number in range(len(mixed))]) == 1.0
    assert len(found.topics) == themes


@pytest.mark.parametrize(
    ("agreement_", "chance", "error", "found"),
    [
        (0.5, 0.25, 0.08, True),
        (0.5, 0.25, 0.09, False),  # less than three standard errors above chance
        (0.79, 0.9, 0.01, False),
        (0.8, 0.9, 0.01, True),  # as plain as that needs no comparison
    ],
)
def test_one_number_must_be_three_standard_errors_above_chance_or_plain(
    agreement_: float, chance: float, error: float, found: bool
) -> None:
    def compare(points: object, counts: Sequence[int], *_: object) -> list[Stability]:
        return [Stability(counts[0], agreement_, chance, error), *(Stability(one, 0.1, 0.1, 0.1) for one in counts[1:])]

    assert refused(find(themed()[0], replace(REAL, compare=compare))) is not found
