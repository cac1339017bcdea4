"""Topics by factoring a matrix of passages and words: KeyNMF, NMF and latent Dirichlet allocation."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.backends import factors, lsa
from pipeline.backends.factors import KEYWORDS, _keywords, key_nmf, lda, nmf
from pipeline.model.topic_fit import Model, Numbers, Passages, Start, TopicFit, Vectors
from tests.backends.plain_vectors import CHINESE_THEMES, themed

THEMES = (*CHINESE_THEMES, "garden plant flower seed water soil".split())
LABELS = [0, 1, 2] * 20
PASSAGES = Passages(themed(THEMES, 60))
NONE = -1

every_model = pytest.mark.parametrize("model", [key_nmf, nmf, lda])
models_that_go_on = pytest.mark.parametrize("model", [key_nmf, nmf])


def fitted(model: Model, passages: Passages, count: int, start: Start | None = None, seed: int = 0) -> TopicFit:
    return model(passages, lsa.vectors(passages, 0), seed)(count, start)


def strongest(fit: TopicFit) -> list[int]:
    return [int(row.argmax()) if row.any() else NONE for row in fit.weights]


@every_model
def test_passages_of_one_theme_share_a_topic_whose_first_terms_are_its_words(model: Model) -> None:
    fit = fitted(model, PASSAGES, 3)
    topic_of = strongest(fit)[:3]
    assert sorted(topic_of) == [0, 1, 2]
    assert strongest(fit) == topic_of * 20
    for theme, topic in zip(THEMES, topic_of, strict=True):
        assert {term for term, _ in fit.terms[topic][:6]} == set(theme)


@every_model
def test_weights_of_a_passage_sum_to_one_and_nothing_is_negative(model: Model) -> None:
    fit = fitted(model, PASSAGES, 4)
    assert (fit.weights.shape, len(fit.terms)) == ((60, 4), 4)
    assert fit.weights.sum(axis=1) == pytest.approx(np.ones(60))
    assert fit.weights.min() >= 0.0
    assert min(weight for listed in fit.terms for _, weight in listed) > 0


@every_model
def test_terms_stand_by_falling_weight(model: Model) -> None:
    for listed in fitted(model, PASSAGES, 4).terms:
        weights = [round(weight, 9) for _, weight in listed]
        assert weights == sorted(weights, reverse=True)
        assert len(weights) >= 5


@every_model
def test_a_passage_without_a_known_word_has_no_topic(model: Model) -> None:
    fit = fitted(model, Passages([*PASSAGES.words, ["只此", "一次"], []]), 3)
    assert [row for row, topic in enumerate(strongest(fit)) if topic == NONE] == [60, 61]


@every_model
def test_the_same_seed_gives_the_same_topics_to_the_last_bit(model: Model) -> None:
    vectors = lsa.vectors(PASSAGES, 0)
    before = vectors.matrix.toarray(), vectors.passages.copy(), vectors.words.copy()
    first, second = (model(PASSAGES, vectors, 5)(3, None) for _ in range(2))
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.terms == second.terms
    assert (vectors.matrix.toarray() == before[0]).all()
    assert (vectors.passages == before[1]).all()
    assert (vectors.words == before[2]).all()


@every_model
@pytest.mark.parametrize("words", [[], [[]] * 3, [["老人"]] * 4], ids=["none", "empty", "all the same"])
def test_where_nothing_tells_passages_apart_there_is_no_topic(model: Model, words: list[list[str]]) -> None:
    fit = fitted(model, Passages(words), 3)
    assert (fit.weights.shape, fit.terms) == ((len(words), 0), ())


@every_model
@pytest.mark.parametrize(("asked", "found"), [(0, 1), (1, 1), (500, 12)])
def test_there_are_no_more_topics_than_passages_or_words_and_never_none(model: Model, asked: int, found: int) -> None:
    fit = fitted(model, Passages(themed(THEMES, 12)), asked)
    assert (fit.weights.shape[1], len(fit.terms)) == (found, found)


@every_model
def test_a_word_that_may_not_name_a_topic_is_never_a_term(model: Model) -> None:
    passages = Passages(PASSAGES.words, listable=frozenset({"团队", "老人", "garden"}))
    fit = fitted(model, passages, 3)
    assert {terms[0][0] for terms in fit.terms} == {"团队", "老人", "garden"}
    assert {term for terms in fit.terms for term, _ in terms} == {"团队", "老人", "garden"}
    assert (fit.weights == fitted(model, PASSAGES, 3).weights).all()


@models_that_go_on
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 0, 2)], ids=str)
@pytest.mark.parametrize("is_held", [True, False], ids=["earlier run", "first guess"])
def test_topics_to_begin_with_keep_their_columns(model: Model, order: tuple[int, int, int], is_held: bool) -> None:
    begun = [order[label] if row % 4 else NONE for row, label in enumerate(LABELS)]
    fit = fitted(model, PASSAGES, 3, Start(np.array(begun), 3, is_held))
    assert strongest(fit) == [order[label] for label in LABELS]
    for label, topic in enumerate(order):
        assert {term for term, _ in fit.terms[topic][:6]} == set(THEMES[label])


@models_that_go_on
def test_no_topic_to_begin_with_is_dropped_for_a_smaller_number(model: Model) -> None:
    assert strongest(fitted(model, PASSAGES, 2, Start(np.array(LABELS), 3, held=True))) == LABELS


@models_that_go_on
def test_one_more_topic_than_were_begun_with_holds_what_had_none(model: Model) -> None:
    begun = [label if label < 2 else NONE for label in LABELS]
    assert strongest(fitted(model, PASSAGES, 3, Start(np.array(begun), 2, held=True))) == LABELS


@models_that_go_on
def test_a_passage_that_began_in_a_topic_far_from_it_leaves(model: Model) -> None:
    begun = [2 if row == 0 else label for row, label in enumerate(LABELS)]
    assert strongest(fitted(model, PASSAGES, 3, Start(np.array(begun), 3, held=True))) == LABELS


def test_latent_dirichlet_allocation_does_not_heed_where_to_begin() -> None:
    free = fitted(lda, PASSAGES, 3)
    begun = fitted(lda, PASSAGES, 3, Start(np.array([(label + 1) % 3 for label in LABELS]), 3, held=True))
    assert free.weights.tobytes() == begun.weights.tobytes()
    assert free.terms == begun.terms


def test_latent_dirichlet_allocation_counts_words_and_takes_no_heed_of_their_points() -> None:
    vectors = lsa.vectors(PASSAGES, 0)
    moved = replace(vectors, matrix=vectors.matrix * 3, words=vectors.words[::-1])
    first, second = (lda(PASSAGES, each, 0)(3, None) for each in (vectors, moved))
    assert first.weights.tobytes() == second.weights.tobytes()


def test_only_the_best_words_of_a_long_passage_count() -> None:
    words = np.linspace(0.01, 0.9, 40).reshape(-1, 1)
    kept = _keywords(Vectors(csr_matrix(np.ones((1, 40))), tuple(map(str, range(40))), np.ones((1, 1)), words))
    assert np.count_nonzero(kept.toarray()) == KEYWORDS == 25
    assert kept.toarray()[0, 15:] == pytest.approx(words[15:, 0])


def test_keywords_weigh_the_cosine_of_passage_and_word_and_none_points_away() -> None:
    held = csr_matrix(np.array([[0.3, 0.7, 0.0, 0.2], [0.0, 0.0, 0.9, 0.1]]))
    words = np.array([[1.0, 0.0], [0.6, 0.8], [1.0, 0.0], [-1.0, 0.0]])
    kept = _keywords(Vectors(held, tuple("abcd"), np.array([[1.0, 0.0], [0.8, 0.6]]), words))
    assert kept.toarray() == pytest.approx(np.array([[1.0, 0.6, 0.0, 0.0], [0.0, 0.0, 0.8, 0.0]]))


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (nmf, ((("a", 3.0), ("b", 2.0)), (("b", 2.0), ("a", 1.0), ("c", 0.5)))),
        # three quarters of a are in the first topic: 3 x 3/4; of b half in each
        (key_nmf, ((("a", 2.25), ("b", 1.0)), (("b", 1.0), ("c", 0.5), ("a", 0.25)))),
    ],
)
def test_for_keywords_a_terms_share_in_a_topic_counts_as_much_as_its_weight(
    monkeypatch: pytest.MonkeyPatch, model: Model, expected: tuple[tuple[tuple[str, float], ...], ...]
) -> None:
    def factor(matrix: object, count: int, seed: int, start: Start | None) -> tuple[Numbers, Numbers]:
        assert (count, seed, start) == (2, 9, None)
        return np.array([[1.0, 3.0], [2.0, 2.0], [5.0, 0.0]]), np.array([[3.0, 2.0, 0.0], [1.0, 2.0, 0.5]])

    monkeypatch.setattr(factors, "_nmf", factor)
    matrix = csr_matrix(np.array([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]))
    fit = model(
        Passages([["a", "c"], ["a", "b"], []]), Vectors(matrix, tuple("abc"), np.ones((3, 2)), np.ones((3, 2))), 9
    )(2, None)
    assert fit.weights.tolist() == [[0.25, 0.75], [0.5, 0.5], [0.0, 0.0]]
    assert fit.terms == expected
