"""Topics as groups of passages: where passages go, from nothing, from a first guess and from an earlier run."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.backends import clusters, word_vectors
from pipeline.model.topic_fit import Numbers, Passages, Start, TopicFit, Vectors
from tests.backends.plain_vectors import CHINESE_THEMES, ENGLISH_THEMES, themed

PLAIN = Passages(themed([*CHINESE_THEMES, ENGLISH_THEMES[0]], 60))
NONE = -1


def on_axes(labels: Sequence[int], noise: float | Numbers = 0.1, seed: int = 0) -> tuple[Passages, Vectors]:
    """Make passages of themes without a word in common, each near the axis of its theme."""
    random, axes = np.random.default_rng(seed), np.eye(max(4, *labels) + 1)
    points = axes[np.array(labels)] + (noise * random.normal(size=(len(axes), len(labels)))).T
    words = [[f"t{label}w{word}" for word in random.permutation(8)[:5]] for label in labels]
    counter = CountVectorizer(analyzer=list)
    matrix, vocabulary = counter.fit_transform(words), tuple(counter.get_feature_names_out())
    of_words = axes[[int(word[1 : word.index("w")]) for word in vocabulary]]
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return Passages(words), Vectors(matrix, vocabulary, points / lengths, of_words)


def at_angles(degrees: Sequence[float]) -> tuple[Passages, Vectors]:
    """Make passages in the plane, of the words of the axis that is nearer."""
    passages, vectors = on_axes([int(angle > 45) for angle in degrees])
    turned = np.radians(degrees)
    points = np.column_stack([np.cos(turned), np.sin(turned)])
    return passages, replace(vectors, passages=points, words=vectors.words[:, :2])


def held(topics: Sequence[int], count: int) -> Start:
    return Start(np.array(topics), count, held=True)


def strongest(fit: TopicFit) -> list[int]:
    return [int(row.argmax()) if row.any() else NONE for row in fit.weights]


def same_groups(first: Sequence[int], second: Sequence[int]) -> bool:
    return len(set(zip(first, second, strict=True))) == len(set(first)) == len(set(second))


def test_three_plain_themes_are_found_and_named_by_their_words() -> None:
    fit = clusters.model(PLAIN, word_vectors.vectors(PLAIN, 0), 0)(3)
    assert same_groups(strongest(fit), [0, 1, 2] * 20)
    named = [set(CHINESE_THEMES[0]), set(CHINESE_THEMES[1]), set(ENGLISH_THEMES[0])]
    assert [{term for term, _ in fit.terms[topic]} for topic in strongest(fit)[:3]] == named


def test_weights_of_a_passage_sum_to_one_at_most_and_none_is_negative() -> None:
    passages, vectors = on_axes([0, 1, 2, 3] * 20, noise=0.3)
    fit = clusters.model(passages, vectors, 0)(4)
    assert fit.weights.shape == (80, 4)
    assert fit.weights.min() >= 0.0
    assert 0.0 < fit.weights.sum(axis=1).min() < fit.weights.sum(axis=1).max() <= 1.0 + 1e-9
    # half of a topic's passages are as near to it as the middle one: all of them is explained
    assert (fit.weights.sum(axis=1) > 1 - 1e-9).sum() == pytest.approx(40, abs=4)


def test_a_topic_a_step_farther_away_has_the_share_worked_by_hand() -> None:
    # each passage is at its centre, the other is 1 farther by the cosine, and 1 is the middle distance
    fit = clusters.model(*at_angles([0] * 10 + [90] * 10), 0)(2)
    other = np.exp(-1 / 0.33) / (1 + np.exp(-1 / 0.33))
    for row in fit.weights:
        assert sorted(row) == pytest.approx([other, 1 - other])


@pytest.mark.parametrize("degrees", [90, 75, 60])
def test_what_is_farther_than_the_middle_passage_is_explained_in_proportion(degrees: float) -> None:
    fit = clusters.model(*at_angles([0] * 40 + [90] * 40 + [degrees]), 0)(2)
    assert fit.weights[-1].sum() == pytest.approx(np.sin(np.radians(degrees)), abs=0.01)


def test_less_than_half_is_explained_of_a_passage_that_holds_no_first_term_of_its_topic() -> None:
    passages, vectors = on_axes([0, 1] * 20, noise=0.0)
    points = vectors.passages.copy()
    points[1] = points[0]  # the words of one theme at the place of the other
    fit = clusters.model(passages, replace(vectors, passages=points), 0)(2)
    assert strongest(fit)[1] == strongest(fit)[0] != strongest(fit)[3]
    assert fit.weights.sum(axis=1) == pytest.approx(np.array([1.0, 0.45] + [1.0] * 38))


def test_only_the_first_ten_terms_of_a_topic_show_it() -> None:
    core, rare = [f"老{sign}" for sign in "甲乙丙丁戊己庚辛壬癸"], [f"团{sign}" for sign in "甲乙丙"]
    words = (
        themed([core], 40) + [[*passage, *rare] for passage in themed([core], 3)] + [rare] + themed(ENGLISH_THEMES, 44)
    )
    matrix, vocabulary = word_vectors.tf_idf(words)
    of_words = np.eye(2)[[int(word < "z") for word in vocabulary]]
    fit = clusters.model(Passages(words), Vectors(matrix, vocabulary, np.eye(2)[[0] * 44 + [1] * 44], of_words), 0)(2)
    listed = [term for term, _ in fit.terms[strongest(fit)[0]]]
    assert (sorted(listed[:10]), sorted(listed[10:])) == (sorted(core), sorted(rare))
    assert fit.weights[:44].sum(axis=1) == pytest.approx(np.array([1.0] * 43 + [0.45]))


def test_a_row_of_zeros_has_no_topic_and_no_weight() -> None:
    passages, vectors = on_axes([0, 1] * 20)
    points = vectors.passages.copy()
    points[[4, 9]] = 0.0
    fit = clusters.model(passages, replace(vectors, passages=points), 0)(2)
    assert [row for row, topic in enumerate(strongest(fit)) if topic == NONE] == [4, 9]
    started = clusters.model(passages, replace(vectors, passages=points), 0)(2, held([0, 1] * 20, 2))
    assert [row for row, topic in enumerate(strongest(started)) if topic == NONE] == [4, 9]


@pytest.mark.parametrize("words", [[], [[]] * 3, [["老人"]] * 4], ids=["none", "empty", "all the same"])
def test_where_nothing_tells_passages_apart_there_is_no_topic(words: list[list[str]]) -> None:
    passages = Passages(words)
    fit = clusters.model(passages, word_vectors.vectors(passages, 0), 0)(3)
    assert (fit.weights.shape, fit.terms) == ((len(words), 0), ())


@pytest.mark.parametrize(("asked", "found"), [(0, 1), (1, 1), (4, 4), (50, 6)])
def test_there_are_never_more_topics_than_passages_and_never_none(asked: int, found: int) -> None:
    fit = clusters.model(*on_axes([0, 1, 2, 3, 0, 1]), 0)(asked)
    assert (fit.weights.shape, len(fit.terms)) == ((6, found), found)


@pytest.mark.parametrize("start", [None, held([0, 1, 2, NONE] * 20, 3)], ids=["from nothing", "from an earlier run"])
def test_the_same_seed_gives_the_same_topics_to_the_last_bit(start: Start | None) -> None:
    passages, vectors = on_axes([0, 1, 2, 3] * 20, noise=0.4)
    points, words = vectors.passages.copy(), vectors.words.copy()
    first, second = (clusters.model(passages, vectors, 7)(4, start) for _ in range(2))
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.terms == second.terms
    assert (vectors.passages == points).all()
    assert (vectors.words == words).all()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 0, 2)], ids=str)
def test_topics_of_an_earlier_run_keep_their_columns(order: tuple[int, int, int]) -> None:
    labels = [0, 1, 2] * 20
    begun = [order[label] for label in labels]
    start = held([topic if row % 5 else NONE for row, topic in enumerate(begun)], 3)
    fit = clusters.model(*on_axes(labels), 0)(3, start)
    assert strongest(fit) == begun
    for topic, label in enumerate(sorted(range(3), key=lambda label: order[label])):
        assert {term[:2] for term, _ in fit.terms[topic]} == {f"t{label}"}


@pytest.mark.parametrize(("degrees", "topic"), [(40, 0), (50, 0), (70, 0), (84, 1)])
def test_a_passage_stays_unless_another_topic_is_nearer_by_three_quarters_of_a_step(degrees: float, topic: int) -> None:
    # a step is about 1 here: sin 70 - cos 70 = 0.60 and sin 84 - cos 84 = 0.89
    vectors = at_angles([0] * 20 + [90] * 20 + [degrees])
    assert strongest(clusters.model(*vectors, 0)(2, held([0] * 20 + [1] * 20 + [0], 2)))[-1] == topic


@pytest.mark.parametrize(("degrees", "topic"), [(40, 0), (50, 1), (70, 1)])
def test_a_passage_that_had_no_topic_goes_to_the_nearest(degrees: float, topic: int) -> None:
    vectors = at_angles([0] * 20 + [90] * 20 + [degrees])
    assert strongest(clusters.model(*vectors, 0)(2, held([0] * 20 + [1] * 20 + [NONE], 2)))[-1] == topic


def test_a_first_guess_holds_no_passage() -> None:
    guess = Start(np.array([0] * 20 + [1] * 20 + [0]), 2, held=False)
    assert strongest(clusters.model(*at_angles([0] * 20 + [90] * 20 + [50]), 0)(2, guess))[-1] == 1


@pytest.mark.parametrize("pairs", [(0, 0, 1, 1), (0, 1, 0, 1), (1, 0, 0, 1)], ids=str)
def test_a_first_guess_decides_which_themes_are_put_together(pairs: tuple[int, ...]) -> None:
    labels = [0, 1, 2, 3] * 20
    begun = [pairs[label] if row % 3 else NONE for row, label in enumerate(labels)]
    fit = clusters.model(*on_axes(labels, noise=0.05), 0)(2, Start(np.array(begun), 2, held=False))
    assert strongest(fit) == [pairs[label] for label in labels]


def test_more_topics_than_were_begun_with_are_found_where_passages_are_far() -> None:
    labels = [0, 1, 2, 3] * 20
    for is_held in (True, False):
        start = Start(np.array([label if label < 2 else NONE for label in labels]), 2, is_held)
        fit = clusters.model(*on_axes(labels, noise=0.05), 0)(4, start)
        assert same_groups(strongest(fit), labels)
        assert strongest(fit)[:2] == [0, 1]


def test_no_topic_of_an_earlier_run_is_dropped_for_a_smaller_number() -> None:
    labels = [0, 1, 2] * 20
    assert strongest(clusters.model(*on_axes(labels), 0)(2, held(labels, 3))) == labels


def test_a_topic_whose_passages_are_all_gone_keeps_an_empty_column() -> None:
    fit = clusters.model(*at_angles([0] * 20 + [90] * 20), 0)(3, held([0] * 20 + [2] * 20, 3))
    assert strongest(fit) == [0] * 20 + [2] * 20
    assert (fit.weights.shape[1], fit.terms[1]) == (3, ())


def test_an_earlier_run_of_which_no_passage_is_left_does_not_hide_the_themes() -> None:
    labels = [0, 1, 2] * 20
    assert same_groups(strongest(clusters.model(*on_axes(labels), 0)(3, held([NONE] * 60, 3))), labels)


def test_a_passage_far_from_all_topics_does_not_go_to_one_of_which_nothing_is_left() -> None:
    # 225 degrees is away from both, and a centre of zeros would be nearer
    fit = clusters.model(*at_angles([0] * 20 + [90] * 20 + [220]), 0)(3, held([0] * 20 + [2] * 20 + [NONE], 3))
    assert fit.weights[:, 1].max() < 0.1
    assert fit.terms[1] == ()


OLD = [0] * 60 + [1] * 60
FRESH = [0] * 10 + [1] * 10


@pytest.mark.parametrize(("planted", "topics"), [(14, 2), (15, 3), (30, 3)])
def test_fifteen_new_passages_far_from_all_topics_become_one_more(planted: int, topics: int) -> None:
    labels = OLD + FRESH + [2] * planted
    fit = clusters.model(*on_axes(labels, noise=0.05), 0)(2, held(OLD + [NONE] * (20 + planted), 2))
    assert fit.weights.shape[1] == topics
    assert strongest(fit)[:140] == labels[:140]
    if topics == 3:
        assert strongest(fit)[140:] == [2] * planted
        assert {term[:2] for term, _ in fit.terms[2]} == {"t2"}


def test_without_an_earlier_topic_the_same_passages_are_no_reason_for_one_more() -> None:
    labels = OLD + [2] * 30
    assert clusters.model(*on_axes(labels), 0)(2).weights.shape[1] == 2
    guess = Start(np.array(OLD + [NONE] * 30), 2, held=False)
    assert clusters.model(*on_axes(labels), 0)(2, guess).weights.shape[1] == 2


@pytest.mark.parametrize(("fresh", "topics"), [(250, 2), (120, 3)])
def test_a_group_about_as_common_among_old_passages_is_not_new(fresh: int, topics: int) -> None:
    # 40 of 1,000 old passages (4 %) and 18 of 250 new ones (7 %) or of 120 (15 %, more than three times as many)
    others = [0, 1] * ((fresh - 18) // 2)
    labels = [0, 1] * 480 + [2] * 40 + others + [2] * 18
    start = held([0, 1] * 480 + [0] * 40 + [NONE] * fresh, 2)
    assert clusters.model(*on_axes(labels, noise=0.05), 0)(2, start).weights.shape[1] == topics


def test_new_passages_that_lie_apart_from_each_other_are_no_topic() -> None:
    labels = OLD + FRESH + [2] * 30
    noise = np.array([0.05] * 140 + [0.6] * 30)
    fit = clusters.model(*on_axes(labels, noise), 0)(2, held(OLD + [NONE] * 50, 2))
    assert fit.weights.shape[1] == 2


@pytest.mark.parametrize(("groups", "topics"), [(3, 5), (5, 7), (7, 7)])
def test_several_topics_are_added_at_once_but_at_most_five(groups: int, topics: int) -> None:
    labels = OLD + [2 + place % groups for place in range(20 * groups)]
    noise = np.array([0.1] * 120 + [0.0] * 20 * groups)
    fit = clusters.model(*on_axes(labels, noise), 0)(2, held(OLD + [NONE] * 20 * groups, 2))
    assert fit.weights.shape[1] == topics
    assert strongest(fit)[:120] == OLD
