"""The shadow string: folded code point for code point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.coding.fold import CLAUSE_STOP, SENTENCE_STOP, WORD, Folding

SIMPLE = {"導": "导", "會": "会"}


@pytest.fixture
def folding() -> Folding:
    return Folding(lambda character: SIMPLE.get(character, character))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("督導會議", "督导会議"),
        ("ＲＯＬＥ　３", "role 3"),
        ("Don’t ‘go’", "don't 'go'"),
        ("，！？；：", ",!?;:"),
        ("。、", "。、"),
        ("ÉTÉ", "été"),
        ("", ""),
    ],
)
def test_width_case_script_and_apostrophes_fold(folding: Folding, text: str, folded: str) -> None:
    assert text.translate(folding) == folded


@pytest.mark.parametrize("text", ["㎏", "…", "ﬁ", "İ", "½"])
def test_what_would_become_several_characters_stays(folding: Folding, text: str) -> None:
    assert text.translate(folding) == text


def test_a_simplification_of_two_characters_is_refused() -> None:
    assert "乾隆".translate(Folding(lambda character: "干燥" if character == "乾" else character)) == "乾隆"


@given(st.text())
def test_folding_keeps_every_code_point_in_its_place(text: str) -> None:
    assert len(text.translate(Folding(lambda character: SIMPLE.get(character, character)))) == len(text)


def test_a_unit_is_one_chinese_character_or_one_word_or_number() -> None:
    assert WORD.findall("用zoom开3次会, don't") == ["zoom", "3", "don't"]


@pytest.mark.parametrize(
    ("text", "stops"),
    [("好。坏", 1), ("3.5 kg", 0), ("done. next", 1), ('"done."', 1), ("end.", 1), ("a;b!c?d", 3), ("a,b", 0)],
)
def test_a_sentence_ends_at_its_stops(text: str, stops: int) -> None:
    assert len(SENTENCE_STOP.findall(text)) == stops


def test_a_clause_also_ends_at_comma_enumeration_comma_and_colon() -> None:
    assert CLAUSE_STOP.findall("a,b、c:d(e") == [",", "、", ":"]
