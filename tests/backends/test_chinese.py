"""Chinese segmenters."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.backends import chinese

DIALOGUES = Path(__file__).parents[3] / "shared" / "data" / "zh_smile_slice" / "smilechat_2000.jsonl"


@pytest.mark.parametrize("name", ["rjieba", "jieba"])
def test_each_segmenter_cuts_words_of_its_dictionary(name: str) -> None:
    assert chinese.cutter(name)("社区工作者和志愿者一起开会") == ["社区", "工作者", "和", "志愿者", "一起", "开会"]
    assert chinese.cutter(name)("") == []


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=30))
def test_the_words_joined_give_the_text(text: str) -> None:
    assert "".join(chinese.cutter("rjieba")(text)) == text


@pytest.mark.skipif(not DIALOGUES.exists(), reason="needs ../shared/data/zh_smile_slice, which is not here")
def test_rjieba_and_jieba_differ_in_one_line_of_a_thousand_and_only_in_joined_digits_and_letters() -> None:
    fast, slow = chinese.cutter("rjieba"), chinese.cutter("jieba")
    dialogues = map(json.loads, DIALOGUES.read_text(encoding="utf-8").splitlines())
    lines = [text for dialogue in dialogues for _, text in dialogue["turns"]][::2]
    assert len(lines) == 11_406
    different = [line for line in lines if fast(line) != slow(line)]
    assert len(different) <= len(lines) // 1000
    # 3-5年, SCL-90, T_T: rjieba keeps together what jieba parts; our Chinese runs hold no such thing
    assert [line for line in different if not re.search("[0-9A-Za-z][-_][0-9A-Za-z]", line)] == []
