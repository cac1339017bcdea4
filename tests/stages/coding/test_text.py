"""What is known of every place of a text: sentences, clauses, words and their edges."""

import numpy as np
import pytest

from pipeline.stages.coding.fold import Folding
from pipeline.stages.coding.text import Text


def text_of(*texts: str) -> Text:
    return Text(list(texts), Folding(lambda character: character))


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("好。坏", [1, 3]),
        ("3.5 kg", [6]),
        ("done. Next", [5, 10]),
        ("Dr. Li", [6]),
        ('"done."', [7]),
        ("“好。”他说", [6]),
        ("好；坏", [1, 3]),
        ("a; b", [4]),
    ],
)
def test_a_sentence_goes_up_to_the_last_character_before_the_next(text: str, stops: list[int]) -> None:
    assert text_of(text).sentences.stops.tolist() == stops  # the last one stands behind the segment


def test_a_clause_also_ends_at_comma_enumeration_comma_and_colon() -> None:
    assert text_of("a，b、c：d(e").clauses.stops.tolist() == [1, 3, 5, 9]


def test_a_clause_also_ends_at_a_stop_in_quotes_and_at_a_semicolon_but_not_behind_an_abbreviation() -> None:
    assert text_of("“好。”他说").clauses.stops.tolist() == [2, 6]
    assert text_of("Dr. Li left; we stayed").clauses.stops.tolist() == [11, 22]


def test_segments_lie_end_to_end_and_nothing_is_together_across_their_ends() -> None:
    text = text_of("角色", "不清")
    assert text.begins.tolist() == [0, 3]
    assert text.segment_of(np.asarray([0, 1, 3, 4])).tolist() == [0, 0, 1, 1]
    assert not text.sentences.together(np.asarray([1]), np.asarray([3]))[0]


def test_words_in_latin_script_are_found_with_their_places() -> None:
    text = text_of("用Zoom开3次会, don't 'x' zoom")
    words, numbers = text.words
    assert [words[number] for number in numbers] == ["zoom", "3", "don't", "x", "zoom"]
    begin, end = text.word_spans
    assert [text.folded[low:high] for low, high in zip(begin, end, strict=True)] == ["zoom", "3", "don't", "x", "zoom"]


def test_a_word_is_a_segmented_chinese_word_or_one_in_latin_script() -> None:
    text = text_of("社工用Zoom开会")
    text.cut(np.asarray([0, 2, 3, 7]), np.asarray([2, 3, 7, 9]))
    assert text.words_between(np.asarray([0]), np.asarray([9])).tolist() == [4]
    assert np.flatnonzero(text.edges).tolist() == [0, 2, 3, 7, 9]


def test_single_characters_are_found_where_they_stand() -> None:
    numbers, places = text_of("不清不", "清").occurrences({"不": 4, "清": 2})
    assert list(zip(numbers.tolist(), places.tolist(), strict=True)) == [(4, 0), (2, 1), (4, 2), (2, 4)]


def test_no_segments_make_an_empty_text() -> None:
    text = text_of()
    text.cut(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    assert (text.length, text.words[0], text.begins.tolist()) == (0, [], [])
