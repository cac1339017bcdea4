"""Words that say nothing about a topic."""

from pathlib import Path

import jieba
import pytest
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.zh.stop_words import STOP_WORDS as CHINESE

from pipeline.backends.stop_words import FILLERS, stop_words


def of_class(letter: str) -> set[str]:
    """Return the words that jieba's dictionary puts in one class."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line.split()[2] == letter}


def test_both_languages_and_the_fillers_of_speech_are_there_in_lower_case() -> None:
    words = stop_words()
    assert {"the", "because", "的", "因为", "嗯", "就是说", "yeah"} <= words
    assert words >= FILLERS
    assert {word for word in words if word != word.lower()} == set()


def test_spacys_words_of_both_languages_are_there_but_for_an_age_of_life() -> None:
    assert {word.lower() for word in ENGLISH | CHINESE} - stop_words() == {"成年"}


@pytest.mark.parametrize(
    ("letter", "example"),
    [
        ("r", "其他"),
        ("c", "虽然"),
        ("d", "逐渐"),
        ("p", "关于"),
        ("q", "公里"),
        ("f", "之间"),
        ("m", "第一"),
        ("o", "叮当"),
    ],
)
def test_whole_classes_of_function_words_are_there(letter: str, example: str) -> None:
    words = of_class(letter)
    assert example in words & stop_words()
    # festivals end so, and ages of life and schools are what notes are about
    assert {word for word in words - stop_words() if not word.endswith("节")} - {"初中", "少年"} == set()


@pytest.mark.parametrize("word", ["成年", "中秋", "端午", "元旦", "国庆", "除夕"])
def test_the_short_names_of_festivals_are_what_a_topic_is_about_too(word: str) -> None:
    assert word not in stop_words()


@pytest.mark.parametrize("word", ["家里", "门口", "楼上", "身边"])
def test_a_place_that_ends_like_a_direction_says_nothing(word: str) -> None:
    assert word in of_class("s")
    assert word in stop_words()


@pytest.mark.parametrize("word", ["场地", "街区", "隔壁"])
def test_another_place_may_be_what_a_topic_is_about(word: str) -> None:
    assert word in of_class("s")
    assert word not in stop_words()


def test_days_and_months_and_what_people_say_all_the_time_are_there() -> None:
    assert {"monday", "december", "礼拜", "星期", "昨天", "那个", "反正", "okay", "um", "half"} <= stop_words()


def test_words_of_the_field_are_not_among_them() -> None:
    field = "社工 督导 角色 志愿者 社区 老人 独居 送餐 探访 活动室 居委会 手工 亲子 邻里 小组 个案 垃圾 重阳节"
    assert stop_words() & set(field.split()) == set()
    english = "role volunteer community elder health garden meeting rent key meal visit school homework"
    assert stop_words() & set(english.split()) == set()


@pytest.mark.parametrize("word", ["春节", "端午节", "中秋节", "青年", "老年", "童年", "暑假", "初中"])
def test_festivals_ages_of_life_and_schools_are_what_a_topic_is_about(word: str) -> None:
    assert word not in stop_words()


def test_the_empty_word_is_not_among_them_and_nobody_can_change_them() -> None:
    assert "" not in stop_words()
    assert isinstance(stop_words(), frozenset)
    assert stop_words() is stop_words()
