"""Points for passages and words from the company that words keep."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.backends.word_vectors import _information, _translations, least, tells_apart, tf_idf, vectors, windows
from pipeline.model.topic_fit import Anchor, Numbers, Passages
from tests.backends.plain_vectors import (
    ANCHORS,
    CHINESE_THEMES,
    ENGLISH_THEMES,
    Corpus,
    drawn,
    plain_information,
    plain_vectors,
    plain_windows,
    themed,
)


@pytest.mark.parametrize("seed", range(4))
def test_windows_are_those_of_sliding_over_each_passage(seed: int) -> None:
    vocabulary = [f"w{number}" for number in range(12)]
    words = drawn([*vocabulary, "不在其中"], 60, seed, longest=43)
    expected = plain_windows(words, vocabulary)
    held = windows(words, vocabulary).toarray()
    assert held.tolist() == [[float(word in window) for word in vocabulary] for window in expected]


@pytest.mark.parametrize(
    ("length", "begins"), [(0, [0]), (1, [0]), (10, [0]), (11, [0, 5]), (15, [0, 5]), (16, [0, 5, 10])]
)
def test_windows_begin_at_every_fifth_word_and_the_last_ends_the_passage(length: int, begins: list[int]) -> None:
    passage = [f"w{number:02}" for number in range(length)]
    held = windows([passage], passage).toarray().reshape(len(begins), length)
    assert [np.flatnonzero(row).tolist() for row in held] == [
        list(range(begin, min(begin + 10, length))) for begin in begins
    ]


def test_no_passages_have_no_windows() -> None:
    assert windows([], ["老人"]).shape == (0, 1)


@pytest.mark.parametrize("seed", range(4))
def test_information_is_that_of_every_cell_reckoned_alone(seed: int) -> None:
    counts = np.random.default_rng(seed).poisson(0.7, (9, 9)).astype(float)
    together = counts + counts.T
    assert _information(csr_matrix(together)).toarray() == pytest.approx(plain_information(together))


def test_information_of_three_words_by_hand() -> None:
    # a with b 3 times, a with c once: 8 cells in all, a 4, b 3, c 1; how often a word meets itself does not matter
    together = csr_matrix(np.array([[9.0, 3.0, 1.0], [3.0, 9.0, 0.0], [1.0, 0.0, 9.0]]))
    smooth = 4**0.75 + 3**0.75 + 1
    expected = [
        [0.0, log(3 / 8 / (4 / 8 * 3**0.75 / smooth)), log(1 / 8 / (4 / 8 / smooth))],
        [log(3 / 8 / (3 / 8 * 4**0.75 / smooth)), 0.0, 0.0],
        [log(1 / 8 / (1 / 8 * 4**0.75 / smooth)), 0.0, 0.0],
    ]
    assert _information(together).toarray() == pytest.approx(np.array(expected))


def test_words_that_never_meet_have_no_information() -> None:
    assert _information(csr_matrix(np.diag([3.0, 2.0]))).toarray().tolist() == [[0.0, 0.0], [0.0, 0.0]]


def one_language(seed: int) -> Passages:
    return Passages([*drawn([*"abcdefgh", *CHINESE_THEMES[0]], 40, seed), ["仅此"]])


def two_languages(seed: int) -> Passages:
    chinese, english = ([word for theme in themes for word in theme] for themes in (CHINESE_THEMES, ENGLISH_THEMES))
    words = [[own[2], *passage] for own in (chinese, english) for passage in drawn(own, 25, seed, longest=14)]
    words += [["团队", "分工"], ["task", "group"]]  # what has a translation may stand in one passage only
    return Passages(
        words, anchors=[("角色", "role", 1.0), ("角色", "duty", 0.5), ("老人", "elder", 0.25), ("团队", "group", 0.5)]
    )


@pytest.mark.parametrize("passages_of", [one_language, two_languages])
@pytest.mark.parametrize("seed", range(3))
def test_points_lie_as_the_plain_reckoning_puts_them(passages_of: Callable[[int], Passages], seed: int) -> None:
    of_passages, of_words = plain_vectors(passages_of(seed))
    found = vectors(passages_of(seed), seed)
    # only angles are fixed: another decomposition may turn or mirror the axes
    assert found.passages @ found.passages.T == pytest.approx(of_passages @ of_passages.T, abs=1e-6)
    assert found.words @ found.words.T == pytest.approx(of_words @ of_words.T, abs=1e-6)
    assert found.passages @ found.words.T == pytest.approx(of_passages @ of_words.T, abs=1e-6)


def test_passages_of_one_theme_lie_closer_than_those_of_two() -> None:
    found = vectors(Passages(themed([*CHINESE_THEMES, ENGLISH_THEMES[0]], 60)), 0)
    alike = found.passages @ found.passages.T
    same = np.subtract.outer(np.arange(60), np.arange(60)) % 3 == 0
    assert alike[same].min() > 0.5 > 0.1 > alike[~same].max()
    assert np.linalg.norm(found.passages, axis=1) == pytest.approx(np.ones(60))
    assert np.linalg.norm(found.words, axis=1) == pytest.approx(np.ones(18))


@pytest.mark.parametrize("anchors", [[], [("角色", "w0", 1.0)]], ids=["one language", "two"])
def test_there_are_a_hundred_dimensions(anchors: list[Anchor]) -> None:
    words = drawn([f"w{number}" for number in range(200)], 150, 0) + [["角色", "责任"]] * 12
    found = vectors(Passages(words, anchors=anchors), 0)
    assert len(found.vocabulary) > 100
    assert (found.passages.shape[1], found.words.shape[1]) == (100, 100)


def across(anchors: Sequence[Anchor], english: int = 40) -> tuple[Numbers, Numbers]:
    """Return the cosines of Chinese and English passages, of one theme and of two."""
    words = themed(CHINESE_THEMES, 40) + themed(ENGLISH_THEMES, english, seed=1)
    found = vectors(Passages(words, anchors=anchors), 0)
    cosines = found.passages[:40] @ found.passages[40:].T
    same = np.subtract.outer(np.arange(40), np.arange(english)) % 2 == 0
    return cosines[same], cosines[~same]


def test_with_translations_passages_on_one_matter_lie_close_in_two_languages() -> None:
    same, other = across(ANCHORS)
    assert same.min() > 0.8
    assert other.max() < -0.8


def test_one_translation_of_a_theme_is_a_bridge_for_its_other_words() -> None:
    same, other = across([("角色", "role", 1.0), ("老人", "elder", 1.0)])
    assert same.min() > 0.5
    assert other.max() < -0.5


def test_without_translations_two_languages_have_nothing_in_common() -> None:
    same, other = across([])
    assert np.concatenate([same, other]) == pytest.approx(np.zeros(1600), abs=1e-9)


def test_a_handful_of_passages_in_another_language_is_not_translated() -> None:
    same, other = across(ANCHORS, english=9)
    assert np.concatenate([same, other]) == pytest.approx(np.zeros(360), abs=1e-9)
    same, other = across(ANCHORS, english=10)
    assert same.min() > 0.5 > 0 > other.max()


def test_a_word_counts_for_itself_and_as_much_again_for_its_translations() -> None:
    anchors: list[Anchor] = [("团队", "team", 1.0), ("团队", "group", 0.5), ("老人", "不在", 1.0)]
    spread = _translations(Passages([], anchors=anchors), ("group", "team", "团队", "老人")).toarray()
    assert spread == pytest.approx(np.array([[1, 0, 1, 0], [0, 1, 1, 0], [1 / 3, 2 / 3, 1, 0], [0, 0, 0, 1]]))
    assert _translations(Passages([]), ("团队", "老人")).toarray().tolist() == [[1.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize("anchors", [[], ANCHORS], ids=["one language", "two"])
def test_the_same_seed_gives_the_same_points_to_the_last_bit(anchors: list[Anchor]) -> None:
    passages = Passages(themed(CHINESE_THEMES, 40) + themed(ENGLISH_THEMES, 40), anchors=anchors)
    before = [list(words) for words in passages.words]
    first, second = vectors(passages, 3), vectors(replace(passages), 3)
    assert first.passages.tobytes() == second.passages.tobytes()
    assert first.words.tobytes() == second.words.tobytes()
    assert passages.words == before


def test_a_passage_without_a_known_word_is_a_row_of_zeros() -> None:
    found = vectors(Passages([*themed(CHINESE_THEMES), ["只此", "一次"], []]), 0)
    assert found.passages.any(axis=1).tolist() == [True] * 20 + [False, False]


def test_a_passage_without_a_known_word_is_a_row_of_zeros_among_two_languages_too() -> None:
    words = themed(CHINESE_THEMES) + themed(ENGLISH_THEMES) + [["只此", "一次"], ["hapax"]]
    found = vectors(Passages(words, anchors=ANCHORS), 0)
    assert found.passages.any(axis=1).tolist() == [True] * 40 + [False, False]


@pytest.mark.parametrize("words", [[], [[]] * 5, [["老人"], ["garden"], ["老人"]], [[*"ab"]] * 9], ids=range(4))
def test_where_no_word_tells_passages_apart_there_are_no_dimensions(words: Corpus) -> None:
    found = vectors(Passages(words), 0)
    assert (found.matrix, found.vocabulary, found.passages.shape, found.words.shape) == (
        None,
        (),
        (len(words), 0),
        (0, 0),
    )


def test_a_word_must_be_in_more_passages_of_a_larger_corpus() -> None:
    assert [least(passages) for passages in (0, 1999, 2000, 9999, 10_000)] == [2, 2, 3, 3, 5]


@pytest.mark.parametrize("seed", range(20))
def test_words_tell_apart_exactly_where_scikit_learn_finds_a_vocabulary(seed: int) -> None:
    random = np.random.default_rng(seed)
    words = [[str(word) for word in random.integers(0, 5, 2)] for _ in range(int(random.integers(2, 6)))]
    try:
        TfidfVectorizer(analyzer=list, min_df=2, max_df=0.5).fit(words)
        expected = True
    except ValueError:
        expected = False
    assert tells_apart(words) is expected


def test_words_too_rare_or_in_more_than_half_of_the_passages_are_not_in_the_vocabulary() -> None:
    matrix, vocabulary = tf_idf([["我们", "老人", "garden"], ["我们", "老人"], ["我们", "garden", "garden"], ["一次"]])
    assert vocabulary == ("garden", "老人")
    assert matrix.toarray()[:2] == pytest.approx(np.array([[1 / sqrt(2), 1 / sqrt(2)], [0, 1]]))
    assert matrix.toarray()[2:].tolist() == [[1.0, 0.0], [0.0, 0.0]]


def test_a_word_in_one_passage_is_in_the_vocabulary_only_where_it_has_a_translation_of_another_language() -> None:
    words = [*themed(CHINESE_THEMES), ["班组", "老人"], *themed(ENGLISH_THEMES), ["group", "elder"], ["只此", "老人"]]
    anchors: list[Anchor] = [*ANCHORS, ("班组", "group", 1.0)]
    assert {"班组", "group"} <= set(vectors(Passages(words, anchors=anchors), 0).vocabulary)
    assert {"班组", "group", "只此"} & set(vectors(Passages(words, anchors=ANCHORS), 0).vocabulary) == set()
    chinese_only = [passage for passage in words if passage[0] >= "㐀"]
    assert "班组" not in vectors(Passages(chinese_only, anchors=anchors), 0).vocabulary


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_language_of_which_no_passage_has_a_known_word_leaves_all_points_numbers() -> None:
    # twelve Chinese passages of words said once, and two English ones in which a Chinese word stands
    unknown = [[f"只{chr(0x4E00 + row)}", f"此{chr(0x4E00 + row)}"] for row in range(12)]
    words = unknown + themed(ENGLISH_THEMES, 30) + [["社工", "team", "role"]] * 2
    found = vectors(Passages(words, anchors=[("社工", "team", 1.0)]), 0)
    assert "社工" in found.vocabulary
    assert np.isfinite(np.vstack([found.passages, found.words])).all()
