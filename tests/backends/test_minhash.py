"""Texts that are nearly the same."""

import random

import pytest

from pipeline.backends.minhash import ALIKE, TOGETHER, twins

NOTE = (
    "今天下午到活动室和三位骨干谈了一个多小时。李姐说她不知道自己算居委会的人还是协会的人，两边都叫她去帮忙，哪边都不算她的工作量。"
    "我建议先把手上的事情列成清单，下次带来一起看。她答应了，但担心清单做出来没有人看。"
)
ENGLISH = (
    "We talked for an hour about what the volunteers expect of their worker and what they would rather do without her. "
    "Nobody could say who keeps the keys of the hall, and the rent for the summer is not settled either, so we will meet again."
)


def test_a_note_saved_again_with_two_words_changed_has_its_twin() -> None:
    changed = NOTE.replace("三位", "两位").replace("清单", "单子", 1)
    other = "沙龙来了十二个人，先轮流说近况，再分成两组讨论中秋活动的分工，最后每组派一个人上来讲，会后有四个人留下来收拾场地。"
    found = twins([NOTE, other, changed])
    assert found[:2] == [None, None]
    assert found[2] is not None
    assert found[2][0] == 0
    assert ALIKE <= found[2][1] < 1


def test_an_english_and_a_mixed_note_likewise() -> None:
    found = twins([ENGLISH, NOTE + ENGLISH, ENGLISH.replace("summer", "winter").replace("hour", "while")])
    assert [twin and twin[0] for twin in found] == [None, None, 0]


def test_short_texts_have_no_twin() -> None:
    assert twins(["谢谢老师。", "谢谢老师！", "", "OK"]) == [None, None, None, None]


def test_of_two_equal_ones_the_earlier_is_named_and_case_does_not_matter() -> None:
    assert twins([ENGLISH, ENGLISH.upper(), ENGLISH]) == [None, (0, 1.0), (0, 1.0)]


@pytest.mark.parametrize("kept", [0.95, 0.7])
def test_the_share_agrees_with_counting_all_shingles(kept: float) -> None:
    drawn = random.Random(5)
    words = [chr(drawn.randrange(0x4E00, 0x9000)) for _ in range(6000)]
    later = words[: int(len(words) * kept)] + [chr(drawn.randrange(0x4E00, 0x9000)) for _ in range(300)]
    sets = [{tuple(text[at : at + TOGETHER]) for at in range(len(text) - TOGETHER + 1)} for text in (words, later)]
    share = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
    found = twins(["".join(words), "".join(later)])[1]
    if share < ALIKE - 0.03:
        assert found is None
    else:
        assert found is not None
        assert found[1] == pytest.approx(share, abs=0.03)  # of 6,000 shingles 2,000 are counted
