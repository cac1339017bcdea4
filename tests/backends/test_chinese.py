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


RUNS = st.lists(
    st.one_of(
        st.text(
            st.sampled_from("社工角色不清今天开会我们的了一是在他有这个上们来到时大地为子中你说々〇𠮷㐀豈"),
            min_size=1,
            max_size=8,
        ),
        st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=1, max_size=4),
    ),
    max_size=6,
)


@pytest.mark.parametrize("name", ["rjieba", "jieba"])
@given(runs=RUNS)
def test_no_word_goes_across_a_line_end_and_each_line_is_cut_as_if_it_stood_alone(name: str, runs: list[str]) -> None:
    cut = chinese.cutter(name)
    assert [word for word in cut("\n".join(runs)) if word != "\n"] == [word for run in runs for word in cut(run)]


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


def test_the_lexicon_tells_frequency_and_part_of_speech() -> None:
    assert chinese.lexicon()["社区"][1] == "n"
    assert chinese.lexicon()["王秀兰"] == (6, "nr")
