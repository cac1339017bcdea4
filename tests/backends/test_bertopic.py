"""Topics by BERTopic, as it is known and in its light form, on points of the corpus itself."""

import numpy as np
import pytest
from sklearn.metrics import homogeneity_score

from pipeline.backends import bertopic, lsa
from pipeline.model.topic_fit import Model, Passages, Start, TopicFit, Vectors
from tests.backends.plain_vectors import CHINESE_THEMES, themed

THEMES = (
    *CHINESE_THEMES,
    "garden plant flower seed water soil".split(),
    "school,exam,social worker,book,class,pupil".split(","),
)
LABELS = [0, 1, 2, 3] * 30
PASSAGES = Passages(themed(THEMES, 120))
NONE = -1

both_forms = pytest.mark.parametrize("model", [bertopic.model, bertopic.light])


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Place the passages once."""
    return lsa.vectors(PASSAGES, 0)


def strongest(fit: TopicFit) -> list[int]:
    return [int(row.argmax()) if row.any() else NONE for row in fit.weights]


@both_forms
def test_plain_themes_are_never_mixed_in_one_topic(model: Model, vectors: Vectors) -> None:
    fit = model(PASSAGES, vectors, 3)(4, None)
    placed = [row for row, topic in enumerate(strongest(fit)) if topic != NONE]
    assert len(placed) >= 110
    assert homogeneity_score([LABELS[row] for row in placed], [strongest(fit)[row] for row in placed]) == pytest.approx(
        1
    )
    assert (fit.weights.shape, len(fit.terms)) == ((120, 4), 4)


@both_forms
def test_the_first_terms_of_a_topic_are_its_own_and_a_term_of_two_words_stays_whole(
    model: Model, vectors: Vectors
) -> None:
    fit = model(PASSAGES, vectors, 3)(4, None)
    assert sorted(sorted(term for term, _ in terms[:6]) for terms in fit.terms) == sorted(map(sorted, THEMES))
    for terms in fit.terms:
        weights = [round(weight, 9) for _, weight in terms]
        assert weights == sorted(weights, reverse=True)
        assert weights[-1] > 0


@both_forms
def test_a_passage_has_one_topic_or_none(model: Model, vectors: Vectors) -> None:
    fit = model(PASSAGES, vectors, 3)(0, None)
    assert set(np.unique(fit.weights)) == {0.0, 1.0}
    assert set(fit.weights.sum(axis=1)) <= {0.0, 1.0}
    assert fit.weights.any(axis=0).all()


@both_forms
def test_the_same_seed_gives_the_same_topics_and_changes_nothing(model: Model, vectors: Vectors) -> None:
    points, words = vectors.passages.copy(), vectors.words.copy()
    first, second = (model(PASSAGES, vectors, 5)(3, None) for _ in range(2))
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.terms == second.terms
    assert (vectors.passages == points).all()
    assert (vectors.words == words).all()


@both_forms
def test_an_earlier_run_is_not_gone_on_from(model: Model, vectors: Vectors) -> None:
    begun = Start(np.array([(label + 1) % 2 for label in LABELS]), 2, held=True)
    free, held = (model(PASSAGES, vectors, 3)(4, start) for start in (None, begun))
    assert free.weights.tobytes() == held.weights.tobytes()
    assert free.terms == held.terms


@both_forms
def test_a_word_that_may_not_name_a_topic_is_never_a_term(model: Model, vectors: Vectors) -> None:
    named = frozenset({"团队", "老人", "garden", "social worker"})
    fit = model(Passages(PASSAGES.words, listable=named), vectors, 3)(4, None)
    assert sorted(term for terms in fit.terms for term, _ in terms[:1]) == sorted(named)
    assert {term for terms in fit.terms for term, _ in terms} == named


@both_forms
@pytest.mark.parametrize("words", [[], [[]] * 3, [["老人"]] * 4], ids=["none", "empty", "all the same"])
def test_where_nothing_tells_passages_apart_there_is_no_topic(model: Model, words: list[list[str]]) -> None:
    passages = Passages(words)
    fit = model(passages, lsa.vectors(passages, 0), 0)(3, None)
    assert (fit.weights.shape, fit.terms) == ((len(words), 0), ())


@both_forms
def test_no_more_topics_than_asked_for_are_left(model: Model, vectors: Vectors) -> None:
    fit = model(PASSAGES, vectors, 3)(2, None)
    assert (fit.weights.shape[1], len(fit.terms)) == (2, 2)
    # themes are put together, none is torn apart
    topic_of = {(label, topic) for label, topic in zip(LABELS, strongest(fit), strict=True) if topic != NONE}
    assert len(topic_of) == 4


def test_bertopic_finds_the_number_of_topics_itself_and_the_light_form_makes_ten(vectors: Vectors) -> None:
    assert 4 <= bertopic.model(PASSAGES, vectors, 3)(0, None).weights.shape[1] <= 12
    assert bertopic.light(PASSAGES, vectors, 3)(0, None).weights.shape[1] == 10


def test_the_light_form_leaves_no_passage_out_and_bertopic_does() -> None:
    random = np.random.default_rng(0)
    strays = [[str(word) for word in random.choice(sum(map(list, THEMES), []), 3)] for _ in range(12)]
    passages = Passages([*PASSAGES.words, *strays])
    placed = lsa.vectors(passages, 0)
    assert bertopic.light(passages, placed, 3)(4, None).weights.sum() == 132
    known = bertopic.model(passages, placed, 3)
    assert NONE in strongest(known(0, None))
    # those left out are no topic, and none of the number asked for
    fewer = known(3, None)
    assert NONE in strongest(fewer)
    assert fewer.weights.shape == (132, 3)


def test_passages_too_few_for_any_topic_have_none() -> None:
    passages = Passages(themed(THEMES, 12))
    fit = bertopic.model(passages, lsa.vectors(passages, 0), 0)(2, None)
    assert (fit.weights.shape, fit.terms) == ((12, 0), ())
    light = bertopic.light(passages, lsa.vectors(passages, 0), 0)(50, None)
    assert light.weights.shape == (12, 12)


def test_six_passages_are_no_error() -> None:
    passages = Passages(themed(THEMES[:2], 6))
    assert bertopic.model(passages, lsa.vectors(passages, 0), 0)(2, None).weights.shape[0] == 6


def guess(pairs: tuple[int, ...]) -> Start:
    return Start(np.array([pairs[label] for label in LABELS]), 2, held=False)


@both_forms
def test_a_first_guess_decides_which_themes_are_put_together(model: Model) -> None:
    for pairs in ((0, 0, 1, 1), (0, 1, 0, 1), (0, 1, 1, 0)):
        fit = model(PASSAGES, lsa.vectors(PASSAGES, 0), 3)(2, guess(pairs))
        found = [(pairs[label], topic) for label, topic in zip(LABELS, strongest(fit), strict=True) if topic != NONE]
        assert len(set(found)) == 2


@both_forms
def test_a_first_guess_changes_nothing_of_what_it_was_given(model: Model, vectors: Vectors) -> None:
    points, words = vectors.passages.copy(), vectors.words.copy()
    fit = model(PASSAGES, vectors, 3)
    free = fit(2, None)
    fit(2, guess((0, 0, 1, 1)))
    assert (vectors.passages == points).all()
    assert (vectors.words == words).all()
    assert fit(2, None).weights.tobytes() == free.weights.tobytes()
