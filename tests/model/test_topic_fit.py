"""What topic models share: ranks of terms, words that may name a topic, the two sides of a bilingual corpus."""

import numpy as np
import pytest

from pipeline.model.topic_fit import CHINESE, MOST_TERMS, OTHER, Passages, listable, ranked, side, sides, two_languages


def test_terms_stand_by_falling_weight_and_only_with_a_positive_one() -> None:
    weights = np.array([0.2, 0.0, 0.7, -0.5, 0.4])
    assert ranked(weights, "送餐 的 老人 嗯 garden".split()) == (("老人", 0.7), ("garden", 0.4), ("送餐", 0.2))
    assert weights.tolist() == [0.2, 0.0, 0.7, -0.5, 0.4]


def test_terms_of_equal_weight_keep_the_order_of_the_vocabulary() -> None:
    # a difference beyond the ninth decimal is one of rounding
    weights = np.array([0.5, 0.5 + 1e-12, 0.5, 0.9])
    assert [term for term, _ in ranked(weights, ["丙", "乙", "甲", "丁"])] == ["丁", "丙", "乙", "甲"]


@pytest.mark.parametrize(("most", "expected"), [(0, ()), (1, ("b",)), (3, ("b", "c", "a"))])
def test_no_more_terms_are_listed_than_asked_for(most: int, expected: tuple[str, ...]) -> None:
    assert tuple(term for term, _ in ranked(np.array([1.0, 3.0, 2.0]), "abc", most)) == expected


def test_a_topic_lists_fifty_terms_where_nobody_says_how_many() -> None:
    assert len(ranked(np.ones(80), [str(number) for number in range(80)])) == MOST_TERMS == 50


def test_ranks_agree_with_sorting_pairs() -> None:
    random = np.random.default_rng(0)
    vocabulary = [f"w{number}" for number in range(40)]
    for _ in range(20):
        weights = random.integers(-2, 4, 40).astype(float)
        pairs = sorted(zip(vocabulary, weights, strict=True), key=lambda pair: -pair[1])
        assert ranked(weights, vocabulary) == tuple(pair for pair in pairs if pair[1] > 0)


def test_nothing_to_rank_is_nothing() -> None:
    assert ranked(np.zeros(0), []) == ()


def test_only_the_named_words_may_name_a_topic() -> None:
    vocabulary = ["老人", "王阿姨", "garden"]
    assert listable(Passages([], listable=frozenset({"garden", "老人", "其他"})), vocabulary).tolist() == [
        True,
        False,
        True,
    ]


def test_where_no_words_are_named_all_may() -> None:
    assert listable(Passages([]), ["老人", "garden"]).tolist() == [True, True]
    assert listable(Passages([]), []).tolist() == []


@pytest.mark.parametrize("word", ["老人", "社区", "IT社工", "卡拉OK", "㐀", "鿿"])
def test_a_word_with_a_chinese_character_is_on_the_chinese_side(word: str) -> None:
    assert side(word) == CHINESE == "zh"


@pytest.mark.parametrize("word", ["garden", "social worker", "naïve", "2024", "かな", "한국", "。", "㏿", ""])
def test_a_word_without_one_is_on_the_other_side(word: str) -> None:
    assert side(word) == OTHER == "en"


@pytest.mark.parametrize("word", ["𠮷", "\uf900", "〇"])
def test_rare_characters_are_chinese_as_everywhere_else_in_the_program(word: str) -> None:
    assert side(word) == CHINESE


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        (["老人", "送餐", "garden"], True),
        (["老人", "garden"], False),
        (["garden", "plant", "老人"], False),
        (["老人", "老人", "老人", "garden", "plant"], True),
        (["garden", "garden", "garden", "老人", "送餐"], False),
        ([], False),
    ],
    ids=["most", "half", "few", "one word often", "another word often", "empty"],
)
def test_a_passage_is_chinese_when_more_than_half_of_its_words_are(words: list[str], chinese: bool) -> None:
    assert sides(Passages([words])).tolist() == [chinese]


def test_each_passage_has_a_side_of_its_own() -> None:
    assert sides(Passages([["老人"], ["garden"], ["社工", "IT社工"]])).tolist() == [True, False, True]
    assert sides(Passages([])).tolist() == []


@pytest.mark.parametrize(
    ("rarer", "passages", "expected"),
    [(0, 0, False), (0, 40, False), (9, 18, False), (10, 20, True), (10, 500, True), (10, 501, False), (11, 550, True)],
)
def test_two_languages_need_ten_passages_and_one_in_fifty(rarer: int, passages: int, expected: bool) -> None:
    chinese = np.arange(passages) < rarer
    assert two_languages(chinese) is expected
    assert two_languages(~chinese) is expected
