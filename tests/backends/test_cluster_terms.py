"""The terms of topics that are groups of passages: which words, of which language, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from math import log

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.stats import chi2_contingency

from pipeline.backends import clusters, word_vectors
from pipeline.backends.cluster_terms import _by_language, _cohesion, _keyness, _together
from pipeline.model.topic_fit import Passages, Vectors, side
from tests.backends.plain_vectors import CHINESE_THEMES, ENGLISH_THEMES, drawn, themed

MESSY = Passages(drawn([f"w{number}" for number in range(150)], 120, 5))
ZH = tuple([f"{sign}{second}" for second in "甲乙丙丁戊己庚辛壬癸子丑寅卯"] for sign in "老团")
EN = tuple([f"{first}{second}" for second in "abcdefghijklmn"] for first in ("elder", "team"))


def pointed(
    words: Sequence[Sequence[str]], themes: Sequence[int], theme_of: dict[str, int]
) -> tuple[Passages, Vectors]:
    """Put each passage and each word on the axis of its theme."""
    matrix, vocabulary = word_vectors.tf_idf(words)
    axes = np.eye(max(themes) + 1)
    return Passages(words), Vectors(
        matrix, vocabulary, axes[list(themes)], axes[[theme_of[word] for word in vocabulary]]
    )


def two_languages(chinese: int, english: int) -> tuple[Passages, Vectors]:
    """Make two themes of so many Chinese and English passages each."""
    words = themed(ZH, 2 * chinese) + themed(EN, 2 * english)
    theme_of = {word: theme for themes in (ZH, EN) for theme, members in enumerate(themes) for word in members}
    return pointed(words, [row % 2 for row in range(len(words))], theme_of)


def test_no_term_stands_in_two_topics() -> None:
    fit = clusters.model(MESSY, word_vectors.vectors(MESSY, 0), 0)(6)
    terms = [term for listed in fit.terms for term, _ in listed]
    assert len(terms) == len(set(terms)) > 60
    assert [bool(listed) for listed in fit.terms] == [True] * 6


def test_a_topic_lists_fifty_terms_at_most_by_falling_positive_weight() -> None:
    fit = clusters.model(MESSY, word_vectors.vectors(MESSY, 0), 0)(2)
    assert max(len(listed) for listed in fit.terms) == 50
    for listed in fit.terms:
        weights = [weight for _, weight in listed]
        assert weights == sorted(weights, reverse=True)
        assert weights[-1] > 0


def test_a_word_that_may_not_name_a_topic_is_never_a_term() -> None:
    words = themed([*CHINESE_THEMES, ENGLISH_THEMES[0]], 60)
    vectors = word_vectors.vectors(Passages(words), 0)
    named = frozenset({"团队", "分工", "老人", "team"})
    fit = clusters.model(Passages(words, listable=named), vectors, 0)(3)
    listed = {frozenset(term for term, _ in terms) for terms in fit.terms}
    assert listed == {frozenset({"团队", "分工"}), frozenset({"老人"}), frozenset({"team"})}
    everything = clusters.model(Passages(words), vectors, 0)(3)
    assert (fit.weights.argmax(axis=1) == everything.weights.argmax(axis=1)).all()


@pytest.mark.parametrize(("chinese", "english"), [(60, 60), (60, 35), (35, 60), (60, 30)])
def test_both_languages_stand_among_the_ten_of_a_topic_that_holds_both(chinese: int, english: int) -> None:
    fit = clusters.model(*two_languages(chinese, english), 0)(2)
    for listed in fit.terms:
        languages = [side(term) for term, _ in listed[:10]]
        assert min(languages.count("zh"), languages.count("en")) >= 3
        # the language with more weight comes first
        assert languages[0] == ("zh" if chinese > english else "en" if english > chinese else languages[0])


def test_a_language_that_is_hardly_there_needs_no_terms_among_the_ten() -> None:
    fit = clusters.model(*two_languages(60, 5), 0)(2)
    assert [[side(term) for term, _ in listed[:10]] for listed in fit.terms] == [["zh"] * 10] * 2
    assert all(any(side(term) == "en" for term, _ in listed[10:]) for listed in fit.terms)


@pytest.mark.parametrize(
    ("english", "numbers"),
    [(15, [10]), (20, [7, 3]), (24, [7, 3]), (37, [6, 4]), (50, [5, 5]), (70, [7, 3]), (90, [10])],
)
def test_the_lesser_language_has_its_share_of_the_ten_but_at_least_three(english: int, numbers: list[int]) -> None:
    # percent of the weight; a fifth is enough
    weights = np.array([100.0 - english, english])
    assert [number for number, _ in _by_language([0, 1], weights, ("老人", "elder"))] == numbers


def test_the_first_ten_terms_keep_company_with_each_other() -> None:
    # one theme in two camps whose words never meet: ten of both would hang together less
    camps = [[f"老{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑"], [f"团{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑"]]
    other = [f"garden{letter}" for letter in "abcdefgh"]
    words = themed(camps, 80) + themed([other], 80)
    theme_of = {word: 0 for camp in camps for word in camp} | dict.fromkeys(other, 1)
    fit = clusters.model(*pointed(words, [0] * 80 + [1] * 80, theme_of), 0)(2)
    listed = next(terms for terms in fit.terms if len(terms) == 24)
    assert len({term[0] for term, _ in listed[:10]}) == 1
    assert len({term[0] for term, _ in listed}) == 2


@pytest.mark.parametrize("seed", range(5))
def test_cohesion_is_the_npmi_of_each_pair_reckoned_alone(seed: int) -> None:
    random = np.random.default_rng(seed)
    held = (random.random((40, 6)) < random.uniform(0.1, 0.7, 6)).astype(float)
    held[0] = 1.0
    found = _cohesion(csr_matrix(held))
    for one in range(6):
        for other in range(6):
            both = sum(row[one] * row[other] for row in held)
            apart = sum(row[one] for row in held) / 40 * sum(row[other] for row in held) / 40
            value = log(both / 40 / apart) / -log(both / 40)
            expected = 0.0 if one == other else value * both / (both + 3) if value > 0 else value
            assert found[one, other] == pytest.approx(expected, abs=1e-9)


def test_cohesion_by_hand() -> None:
    # eight windows; a in 1-4, b in 2-5, c in 5-8, d where a is
    held = np.zeros((8, 4))
    held[0:4, 0] = held[1:5, 1] = held[4:8, 2] = held[0:4, 3] = 1.0
    found = _cohesion(csr_matrix(held))
    assert found[0, 1] == pytest.approx(log(3 / 8 / (1 / 2 * 1 / 2)) / -log(3 / 8) * 3 / 6)
    assert found[0, 3] == pytest.approx(4 / 7)  # always together: 1, of which four windows vouch for 4/7
    assert found[1, 2] == pytest.approx(log(1 / 8 / (1 / 4)) / -log(1 / 8))  # rarer than by chance: nothing to doubt
    assert found[0, 2] == pytest.approx(-1.0, abs=0.06)  # never
    assert (found == found.T).all()


def test_of_terms_of_nearly_the_same_weight_those_that_meet_are_chosen() -> None:
    # the first is a little weightier, but stands alone; the others are always together
    held = csr_matrix(np.array([[1.0, 0, 0]] * 10 + [[0, 1.0, 1.0]] * 10 + [[0, 0, 0]] * 10))
    assert sorted(_together(held, np.array([1.05, 1.0, 1.0]), 2)) == [1, 2]
    assert sorted(_together(held, np.array([1.05, 1.0, 1.0]), 10)) == [0, 1, 2]
    assert _together(held[:, :1], np.array([1.0]), 10) == [0]
    assert _together(held[:, :0], np.zeros(0), 10) == []


def counted(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw which words 30 passages hold, and which of three topics each has; -1 is none."""
    random = np.random.default_rng(seed)
    return (random.random((30, 8)) < random.uniform(0.1, 0.9, 8)).astype(float), random.integers(-1, 3, 30)


def keyness(held: np.ndarray, topics: np.ndarray) -> np.ndarray:
    vectors = Vectors(csr_matrix(held * 0.37), tuple("abcdefgh"), np.zeros((30, 2)), np.zeros((8, 2)))
    return _keyness(topics, 3, vectors)


@pytest.mark.parametrize("seed", range(5))
def test_keyness_is_the_log_likelihood_of_the_whole_table_where_a_word_is_commoner(seed: int) -> None:
    held, topics = counted(seed)
    found = keyness(held, topics)
    for topic in range(3):
        inside, outside = topics == topic, (topics != topic) & (topics >= 0)
        for word in range(8):
            table = [[held[rows, word].sum(), (1 - held[rows, word]).sum()] for rows in (inside, outside)]
            commoner = held[inside, word].mean() > held[outside, word].mean()
            expected = (
                chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic if commoner else 0.0
            )
            assert found[topic, word] == pytest.approx(expected)


def test_a_word_in_all_passages_of_a_topic_and_no_other_by_hand() -> None:
    held = np.zeros((30, 8))
    held[:10, 0] = 1.0
    # of 30 passages 10 are in the topic and hold it; by chance a third of them would, and two thirds of the others not
    expected = 2 * (10 * log(3) + 20 * log(3 / 2))
    assert keyness(held, np.repeat([0, 1, 2], 10))[:, 0] == pytest.approx([expected, 0.0, 0.0])


def test_where_all_passages_are_in_one_topic_no_word_is_typical() -> None:
    held, _ = counted(0)
    assert keyness(held, np.zeros(30, dtype=np.int64)).tolist() == np.zeros((3, 8)).tolist()


def test_a_topic_of_everything_is_called_by_the_words_that_it_uses_most() -> None:
    words = themed(CHINESE_THEMES, 40)
    vectors = word_vectors.vectors(Passages(words), 0)
    used = np.asarray(vectors.matrix.sum(axis=0)).ravel()
    (terms,) = clusters.model(Passages(words), vectors, 0)(1).terms
    assert sorted(weight for _, weight in terms) == pytest.approx(sorted(used))
    kept = replace(vectors, words=vectors.words * 0)
    assert all(clusters.model(Passages(words), kept, 0)(2).terms)
