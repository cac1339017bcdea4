"""How well a topic's terms go together."""

import math
from itertools import combinations

import numpy as np
import pytest

from pipeline.stages.topics.coherence import npmi


def test_npmi_of_an_example_worked_by_hand() -> None:
    passages = [["a", "b"], ["a", "b", "c"], ["a"], ["c"]]
    # p(a) 3/4, p(b) 1/2, p(c) 1/2; p(ab) 1/2, p(ac) 1/4, p(bc) 1/4
    ab = math.log((1 / 2) / (3 / 8)) / math.log(2)
    ac = math.log((1 / 4) / (3 / 8)) / math.log(4)
    bc = 0.0
    assert npmi([["a", "b"], ["a", "b", "c"]], passages) == pytest.approx([ab, (ab + ac + bc) / 3])


def test_npmi_is_one_for_a_pair_in_every_passage_and_minus_one_for_a_pair_that_never_meets() -> None:
    assert npmi([["a", "b"], ["a", "c"], ["c", "e"], ["a"], []], [["a", "b"], ["b", "a", "c"], ["e", "a", "b"]]) == [
        1.0,
        pytest.approx(0.0),
        -1.0,
        None,
        None,
    ]


def test_a_word_that_a_passage_holds_twice_counts_once() -> None:
    once = [["a", "b"], ["a"], ["b"], ["c"]]
    assert npmi([["a", "b"]], [words * 3 for words in once]) == npmi([["a", "b"]], once) == [pytest.approx(0.0)]


def test_only_pairs_within_a_language_count() -> None:
    passages = [["老人", "送餐"], ["老人"], ["elder", "meal"], ["elder", "meal"], ["x"]]
    chinese, english = npmi([["老人", "送餐"], ["elder", "meal"]], passages)
    assert chinese is not None and english is not None
    assert chinese == pytest.approx(math.log((1 / 5) / (2 / 5 * 1 / 5)) / math.log(5))
    assert english == pytest.approx(1.0)
    # of six pairs four are of two languages
    assert npmi([["老人", "elder", "送餐", "meal"]], passages) == [pytest.approx((chinese + english) / 2)]
    assert npmi([["老人", "elder"]], passages) == [None]


def test_a_term_of_two_words_with_one_chinese_among_them_is_chinese() -> None:
    assert npmi([["app 小组", "小组"]], [["app 小组"], ["小组"]]) == [-1.0]
    assert npmi([["app 小组", "app"]], [["app 小组", "app"]]) == [None]


def test_terms_that_no_passage_holds_never_meet_and_no_passage_is_no_error() -> None:
    assert npmi([["a", "z"]], [["a"], ["b"]]) == [-1.0]
    assert npmi([["a", "b"], []], []) == [-1.0, None]
    assert npmi([], [["a"]]) == []


def naive(terms: list[str], passages: list[list[str]]) -> float:
    def share(*words: str) -> float:
        return sum(all(word in passage for word in words) for passage in passages) / len(passages)

    scores = []
    for first, second in combinations(terms, 2):
        joint = share(first, second)
        if joint in (0.0, 1.0):
            scores.append(-1.0 if joint == 0.0 else 1.0)
        else:
            scores.append(math.log(joint / (share(first) * share(second))) / -math.log(joint))
    return sum(scores) / len(scores)


@pytest.mark.parametrize("seed", range(8))
def test_npmi_agrees_with_its_definition_on_random_passages(seed: int) -> None:
    random = np.random.default_rng(seed)
    words = list("abcdefghijkl")
    passages = [
        [str(word) for word in random.choice(words, int(random.integers(1, 9)))]
        for _ in range(int(random.integers(2, 40)))
    ]
    topics = [
        [str(word) for word in random.choice(words, int(random.integers(2, 11)), replace=False)] for _ in range(5)
    ]
    assert npmi(topics, passages) == pytest.approx([naive(terms, passages) for terms in topics])
