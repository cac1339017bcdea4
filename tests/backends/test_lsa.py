"""Points by latent semantic analysis, against the whole singular value decomposition."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from pipeline.backends.lsa import DIMENSIONS, vectors
from pipeline.model.topic_fit import Numbers, Passages
from tests.backends.plain_vectors import ANCHORS, CHINESE_THEMES, ENGLISH_THEMES, drawn, length_one, themed

PASSAGES = Passages(themed([*CHINESE_THEMES, ENGLISH_THEMES[0]], 60))


def plain_vectors(words: list[list[str]]) -> tuple[Numbers, Numbers]:
    """Weigh words by hand, decompose the whole matrix and leave the weakest axis out."""
    many = len(words)
    often = {word: sum(word in passage for passage in words) for passage in words for word in passage}
    vocabulary = sorted(word for word, count in often.items() if 2 <= count <= many / 2)
    matrix = np.zeros((many, len(vocabulary)))
    for row, passage in enumerate(words):
        for column, word in enumerate(vocabulary):
            if word in passage:
                matrix[row, column] = (1 + log(passage.count(word))) * (log((1 + many) / (1 + often[word])) + 1)
    left, strengths, right = np.linalg.svd(length_one(matrix), full_matrices=False)
    kept = min(100, min(matrix.shape) - 1)
    return length_one((left * strengths)[:, :kept]), length_one((right.T * strengths)[:, :kept])


@pytest.mark.parametrize("seed", range(4))
def test_points_lie_as_the_whole_decomposition_puts_them(seed: int) -> None:
    words = drawn([*"abcdefgh", *CHINESE_THEMES[0]], 40, seed)
    of_passages, of_words = plain_vectors(words)
    found = vectors(Passages(words), seed)
    # only angles are fixed: another decomposition may turn or mirror the axes
    assert found.passages @ found.passages.T == pytest.approx(of_passages @ of_passages.T, abs=1e-6)
    assert found.words @ found.words.T == pytest.approx(of_words @ of_words.T, abs=1e-6)
    assert found.passages @ found.words.T == pytest.approx(of_passages @ of_words.T, abs=1e-6)


def test_passages_and_words_of_one_theme_lie_closer_than_those_of_two() -> None:
    found = vectors(PASSAGES, 0)
    same = np.subtract.outer(np.arange(60), np.arange(60)) % 3 == 0
    alike = found.passages @ found.passages.T
    assert alike[same].min() > 0.5 > 0.01 > alike[~same].max()
    theme = [
        [word in members for members in (*CHINESE_THEMES, ENGLISH_THEMES[0])].index(True) for word in found.vocabulary
    ]
    near = found.passages @ found.words.T
    mine = np.equal.outer(np.arange(60) % 3, theme)
    assert near[mine].min() > 0.2 > 0.01 > near[~mine].max()


def test_points_have_length_one_and_at_most_a_hundred_dimensions() -> None:
    found = vectors(Passages(drawn([f"w{number}" for number in range(150)], 200, 0)), 0)
    assert found.passages.shape == (200, DIMENSIONS) == (200, 100)
    assert found.words.shape == (len(found.vocabulary), 100)
    lengths = np.linalg.norm(np.vstack([found.passages[found.passages.any(axis=1)], found.words]), axis=1)
    assert lengths == pytest.approx(np.ones(len(lengths)))


def test_a_passage_without_a_known_word_is_a_row_of_zeros() -> None:
    found = vectors(Passages([*PASSAGES.words, ["只此", "一次"], []]), 0)
    assert found.passages.any(axis=1).tolist() == [True] * 60 + [False, False]


def test_the_same_seed_gives_the_same_points_to_the_last_bit() -> None:
    first, second = (vectors(PASSAGES, 3) for _ in range(2))
    assert first.passages.tobytes() == second.passages.tobytes()
    assert first.words.tobytes() == second.words.tobytes()
    assert PASSAGES.words == themed([*CHINESE_THEMES, ENGLISH_THEMES[0]], 60)


def test_translations_are_not_used() -> None:
    passages = Passages(themed(CHINESE_THEMES, 40) + themed(ENGLISH_THEMES, 40))
    plain, anchored = vectors(passages, 0), vectors(replace(passages, anchors=ANCHORS), 0)
    assert plain.passages.tobytes() == anchored.passages.tobytes()
    assert plain.passages[:40] @ plain.passages[40:].T == pytest.approx(np.zeros((40, 40)), abs=1e-9)


@pytest.mark.parametrize("words", [[], [[]] * 5, [["老人"], ["garden"], ["老人"]], [[*"ab"]] * 9], ids=range(4))
def test_where_no_word_tells_passages_apart_there_are_no_dimensions(words: list[list[str]]) -> None:
    found = vectors(Passages(words), 0)
    assert (found.matrix, found.vocabulary, found.passages.shape, found.words.shape) == (
        None,
        (),
        (len(words), 0),
        (0, 0),
    )


def test_one_word_that_tells_apart_is_one_dimension() -> None:
    found = vectors(Passages([["老人"], ["老人", "老人"], ["一次"], []]), 0)
    assert found.vocabulary == ("老人",)
    assert np.abs(found.passages).tolist() == [[1.0], [1.0], [0.0], [0.0]]
    assert np.abs(found.words).tolist() == [[1.0]]
