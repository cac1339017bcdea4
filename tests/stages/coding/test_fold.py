"""The shadow string: folded code point for code point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.points import code_points
from pipeline.stages.coding.fold import Folding

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
    assert folding.text(text) == folded


@pytest.mark.parametrize("text", ["㎏", "…", "ﬁ", "İ", "½"])
def test_what_would_become_several_characters_stays(folding: Folding, text: str) -> None:
    assert folding.text(text) == text


def test_a_simplification_of_two_characters_is_refused() -> None:
    assert Folding(lambda character: "干燥" if character == "乾" else character).text("乾隆") == "乾隆"


@given(st.text())
def test_folding_keeps_every_code_point_in_its_place(text: str) -> None:
    assert len(Folding(lambda character: SIMPLE.get(character, character)).text(text)) == len(text)


def test_points_fold_as_texts_do(folding: Folding) -> None:
    text = "督導會議ＲＯＬＥ　３Don’t㎏"
    assert "".join(map(chr, folding.points(code_points(text)))) == folding.text(text)


def test_each_character_is_simplified_once() -> None:
    asked: list[str] = []
    folding = Folding(lambda character: asked.append(character) or character)
    folding.points(code_points("督导督导"))
    folding.text("督导督导")
    assert sorted(asked) == ["导", "督"]
