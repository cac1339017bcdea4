"""Topics by NMF on a keyword matrix."""

import numpy as np
import pytest

from pipeline.backends.keyword_nmf import KEYWORDS, prepare, vectors
from pipeline.model.topic_fit import TopicFit

GROUPS = (
    "团队 分工 角色 责任 任务 清单".split(),
    "老人 送餐 健康 探访 陪伴 独居".split(),
    "garden plant flower seed water soil".split(),
)


def corpus(many: int = 20) -> tuple[list[list[str]], list[int]]:
    random = np.random.default_rng(0)
    labels = [place % 3 for place in range(3 * many)]
    return [[str(word) for word in random.permutation(GROUPS[label])[:5]] for label in labels], labels


def test_documents_of_one_kind_share_a_topic_whose_terms_are_theirs() -> None:
    documents, labels = corpus()
    fit = prepare(documents, 0)(3)
    topic_of = {label: int(fit.weights[labels.index(label)].argmax()) for label in range(3)}
    assert sorted(topic_of.values()) == [0, 1, 2]
    assert fit.weights.argmax(axis=1).tolist() == [topic_of[label] for label in labels]
    for label, topic in topic_of.items():
        best = [fit.vocabulary[place] for place in np.argsort(-fit.terms[topic])[:6]]
        assert sorted(best) == sorted(GROUPS[label])


def test_weights_of_a_document_sum_to_one_and_nothing_is_negative() -> None:
    fit = prepare(corpus()[0], 0)(4)
    assert fit.weights.shape == (60, 4)
    assert fit.terms.shape == (4, 18)
    assert fit.weights.sum(axis=1) == pytest.approx(np.ones(60))
    assert fit.terms.min() >= 0.0
    assert fit.weights.min() >= 0.0


def test_a_document_without_any_known_word_is_an_outlier() -> None:
    documents, _ = corpus()
    fit = prepare([*documents, ["只此", "一次"]], 0)(3)
    assert fit.weights[-1].tolist() == [0.0, 0.0, 0.0]


def test_the_same_seed_gives_the_same_numbers_to_the_last_bit() -> None:
    documents, _ = corpus()
    first, second = (prepare(documents, 5)(3) for _ in range(2))
    assert isinstance(first, TopicFit)
    assert (first.weights == second.weights).all()
    assert (first.terms == second.terms).all()


def test_more_topics_than_words_are_as_many_as_there_are_words() -> None:
    assert prepare(corpus(4)[0], 0)(500).terms.shape == (12, 18)


def test_vectors_have_unit_length_and_lie_near_those_of_their_kind() -> None:
    documents, labels = corpus()
    matrix, vocabulary, of_documents, of_words = vectors(documents, 0)
    assert matrix.shape == (60, 18)  # type: ignore[attr-defined]
    assert sorted(vocabulary) == sorted(word for group in GROUPS for word in group)
    assert np.linalg.norm(of_documents, axis=1) == pytest.approx(np.ones(60))
    assert np.linalg.norm(of_words, axis=1) == pytest.approx(np.ones(18))
    alike = of_documents @ of_documents.T
    for row, label in enumerate(labels):
        assert min(alike[row][place] for place in range(60) if labels[place] == label) > max(
            alike[row][place] for place in range(60) if labels[place] != label
        )


def test_only_the_best_words_of_a_long_document_count() -> None:
    from scipy.sparse import csr_matrix

    from pipeline.backends.keyword_nmf import _keywords

    words = np.linspace(0.01, 0.9, 40).reshape(-1, 1)
    kept = _keywords(csr_matrix(np.ones((1, 40))), np.ones((1, 1)), words).toarray()[0]  # type: ignore[attr-defined]
    assert np.count_nonzero(kept) == KEYWORDS == 25
    assert kept[15:] == pytest.approx(words[15:, 0])
    assert kept[:15].tolist() == [0.0] * 15
