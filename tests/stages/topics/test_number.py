"""How many topics."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.model.topic_fit import Fit, Numbers, Passages, Stability, Start, TopicFit, Vectors
from pipeline.stages.topics.number import Means, Trial, best, trials


def trial(count: int, score: float, error: float = 0.0) -> Trial:
    return Trial(count, agreement=0.0, chance=0.0, coherence=0.0, score=score, error=error)


class Asked:
    """A comparison and a topic model that remember what they were asked; every topic's terms are a and b."""

    def __init__(
        self,
        stable: Callable[[int], Stability] = lambda count: Stability(count, 0.9, 0.4, 0.01),
        fitted: Callable[[int, int], TopicFit] | None = None,
    ) -> None:
        self.stable, self.fitted = stable, fitted
        self.points: Numbers = np.zeros((0, 0))
        self.counts: list[int] = []
        self.starts: list[Start | None] = []
        self.seeds: list[int] = []
        self.passages: list[Passages] = []

    def model(self, passages: Passages, vectors: Vectors, seed: int) -> Fit:
        assert vectors.passages.shape[0] == vectors.matrix.shape[0] == len(passages.words)
        self.passages.append(passages)
        self.seeds.append(seed)

        def fit(count: int, start: Start | None = None) -> TopicFit:
            self.starts.append(start)
            if self.fitted:
                return self.fitted(len(passages.words), count)
            weights = np.eye(count)[np.arange(len(passages.words)) % count]
            return TopicFit(weights, ((("a", 1.0), ("b", 0.5)),) * count)

        return fit

    def compare(
        self, points: Numbers, counts: Sequence[int], seed: int, progress: Callable[[float], None]
    ) -> list[Stability]:
        self.points, self.counts = points, list(counts)
        self.seeds.append(seed)
        for number in range(1, len(counts) + 1):
            progress(number / len(counts))
        return [self.stable(count) for count in counts]

    @property
    def means(self) -> Means:
        return Means(self.model, self.compare, 7)


def corpus(passages: int, empty: int = 0) -> tuple[Passages, Vectors]:
    """Make passages that hold one word each, a or b in turn; the last ones have no place."""
    words = [["ab"[number % 2]] for number in range(passages)]
    points = np.ones((passages, 1))
    points[passages - empty :] = 0.0
    texts = [str(number) for number in range(passages)]
    return Passages(words, texts), Vectors(csr_matrix(np.ones((passages, 2))), ("a", "b"), points, np.ones((2, 1)))


@pytest.mark.parametrize(
    ("passages", "counts"),
    [
        (12, [3]),
        (39, [3]),
        (40, [3, 4]),
        (60, [3, 4, 5, 6]),
        (319, [3, 4, 5, 6]),
        (320, [3, 4, 5, 6, 8]),
        (400, [3, 4, 5, 6, 8, 10]),
        (2000, [3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50]),
    ],
)
def test_a_number_is_tried_when_each_topic_could_have_forty_passages_or_of_six_at_most_ten(
    passages: int, counts: list[int]
) -> None:
    asked = Asked()
    assert [one.count for one in trials(*corpus(passages), asked.means)] == counts == asked.counts


@pytest.mark.parametrize(("also", "counts"), [(7, [3, 4, 7]), (4, [3, 4]), (20, [3, 4, 20]), (21, [3, 4]), (1, [3, 4])])
def test_the_number_of_the_earlier_run_is_tried_too_where_two_passages_a_topic_are_there(
    also: int, counts: list[int]
) -> None:
    assert [one.count for one in trials(*corpus(40), Asked().means, also=also)] == counts


def test_passages_without_a_place_are_not_compared_and_a_number_needs_twice_as_many_others() -> None:
    asked = Asked()
    trials(*corpus(60, empty=50), asked.means)
    assert asked.points.shape == (10, 1)
    assert asked.counts == [3, 4, 5]


def test_every_number_is_tried_by_the_same_seed_and_from_nothing() -> None:
    asked = Asked()
    trials(*corpus(60), asked.means)
    assert asked.seeds == [7, 7]
    assert asked.starts == [None] * 4


@pytest.mark.parametrize(
    ("passages", "step"), [(1499, 1), (1500, 1), (2501, 2), (3000, 2), (3001, 3)], ids=lambda value: str(value)
)
def test_of_a_large_corpus_evenly_chosen_passages_are_compared(passages: int, step: int) -> None:
    asked = Asked()
    trials(*corpus(passages), asked.means)
    (chosen,) = asked.passages
    assert chosen.texts == [str(number) for number in range(0, passages, step)]
    assert len(chosen.words) == len(asked.points) == len(chosen.texts) <= 2500


def test_the_score_is_what_agreement_is_above_chance_times_one_and_coherence_by_size() -> None:
    # words: a in half of the passages, b in the other half, so a b is -1, and a alone has no pair: -1;
    # c and d are in all passages: 1
    passages, vectors = corpus(12)
    passages = Passages([[*words, "c", "d"] for words in passages.words])
    weights = np.zeros((12, 3))
    weights[:6, 0], weights[6:9, 1], weights[9:, 2] = 1.0, 1.0, 1.0
    terms = ((("c", 1.0), ("d", 1.0)), (("a", 1.0), ("b", 1.0)), (("a", 1.0),))
    asked = Asked(lambda count: Stability(count, 0.75, 0.25, 0.125), lambda rows, count: TopicFit(weights, terms))
    (found,) = trials(passages, vectors, asked.means)
    # six passages at 1, three at -1 and three at -1: 0 on the mean
    assert found == Trial(3, 0.75, 0.25, pytest.approx(0.0), pytest.approx(0.5), 0.125)


def test_only_the_first_ten_terms_count() -> None:
    passages, vectors = corpus(12)
    listed = tuple((word, 1.0) for word in [*"cdefghijkl", "a", "b"])
    passages = Passages([[*words, *"cdefghijkl"] for words in passages.words])
    asked = Asked(fitted=lambda rows, count: TopicFit(np.ones((rows, 1)), (listed,)))
    (found,) = trials(passages, vectors, asked.means)
    assert found.coherence == pytest.approx(1.0)


def test_a_model_that_finds_nothing_is_worth_nothing() -> None:
    asked = Asked(fitted=lambda rows, count: TopicFit(np.zeros((rows, 0)), ()))
    assert [(one.coherence, one.score) for one in trials(*corpus(12), asked.means)] == [(-1.0, 0.0)]


def test_progress_rises_to_the_end() -> None:
    told: list[float] = []
    trials(*corpus(60), Asked().means, progress=told.append)
    assert told == pytest.approx([0.2, 0.4, 0.6, 0.8, 0.85, 0.9, 0.95, 1.0])
    assert all(first < second for first, second in pairwise(told))


def test_the_best_score_is_the_number() -> None:
    assert best([trial(3, 0.1), trial(4, 0.4), trial(5, 0.2)]) == 4
    assert best([trial(3, -0.2), trial(4, -0.1), trial(5, -0.2)]) == 4
    assert best([trial(3, 0.0)]) == 3


@pytest.mark.parametrize(("score", "number"), [(0.5, 6), (0.49, 6), (0.485, 6), (0.484, 5), (0.1, 5)])
def test_of_numbers_that_are_as_good_the_largest_is_chosen(score: float, number: int) -> None:
    tried = [trial(3, 0.45, 9.0), trial(4, 0.5, 0.1), trial(5, 0.486, 9.0), trial(6, score, 9.0)]
    assert best(tried) == number


@pytest.mark.parametrize(("score", "number"), [(0.5, 6), (0.375, 6), (0.25, 6), (0.249, 4), (-1.0, 4)])
def test_the_number_of_the_earlier_run_stays_within_two_standard_errors_of_the_best(score: float, number: int) -> None:
    tried = [trial(3, 0.1, 5.0), trial(4, 0.5, 0.125), trial(6, score, 9.0), trial(8, 0.3, 9.0)]
    assert best(tried, earlier=6) == number


def test_the_earlier_number_stays_although_a_larger_one_is_as_good() -> None:
    assert best([trial(3, 0.4, 0.1), trial(4, 0.5, 0.1), trial(5, 0.5, 0.1)], earlier=3) == 3


def test_a_number_that_was_not_tried_is_not_kept() -> None:
    tried = [trial(3, 0.1, 0.1), trial(4, 0.4, 0.1)]
    assert best(tried, earlier=7) == best(tried, earlier=0) == 4


def test_all_dimensions_are_compared() -> None:
    passages, vectors = corpus(12)
    asked = Asked()
    trials(passages, replace(vectors, passages=np.tile(np.arange(1.0, 71.0), (12, 1))), asked.means)
    assert asked.points.tolist() == [list(range(1, 71))] * 12
