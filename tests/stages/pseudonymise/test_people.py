"""People named in Chinese, English and mixed notes."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.backends import chinese
from pipeline.stages.pseudonymise.people import THRESHOLD, Known, people

CUT = chinese.cutter("rjieba")
LEXICON = chinese.lexicon()


def named(*texts: str, known: Known | None = None, threshold: float = THRESHOLD) -> list[list[str]]:
    found = people(texts, cut=CUT, lexicon=LEXICON, known=known, threshold=threshold)
    return [[text[one.start : one.end] for one in ones] for text, ones in zip(texts, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("独居老人王秀兰说膝盖疼。", ["王秀兰"]),
        ("社工郑晓燕和志愿者陈刚一起入户。", ["郑晓燕", "陈刚"]),
        ("督导欧阳雪提醒大家注意边界。", ["欧阳雪"]),
        ("家属田某称，被告人冉某某没有来。", ["田某", "冉某某"]),
        ("志愿者古丽娜尔·艾合买提来帮忙。", ["古丽娜尔·艾合买提"]),
        ("王 淑珍（签名）", ["王 淑珍"]),
    ],
)
def test_chinese_names_are_found(text: str, names: list[str]) -> None:
    assert named(text) == [names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王阿姨的女儿在外地。", ["王"]),
        ("李主任和张老师都来了。", ["李", "张"]),
        ("昨天胡姐送来一袋米。", ["胡"]),
        ("老李带头发言，小陈负责签到。", ["老李", "小陈"]),
    ],
)
def test_of_a_title_form_only_the_name_is_masked_and_of_a_nickname_all(text: str, names: list[str]) -> None:
    assert named(text) == [names]


@pytest.mark.parametrize(
    "text",
    [
        "阿姨们请主任坐下，我妈和三叔也来了。",
        "王府井的小区安全高度重视，马上成立小组，任务明白。",
        "黄金周期间大家很高兴，气氛温暖，于是金额不大，曾经易于和平解决。",
        "The Community Centre on Baker Street will close in May. Residents asked the Council.",
        "拿了三张纸，写在那本大格子上，那几堂课一张表也没填。",
        "Mark the date. Grace period ends Friday. Hope is not a plan.",
        "",
    ],
)
def test_words_that_only_look_like_names_are_not_masked(text: str) -> None:
    assert named(text) == [[]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I visited Wang Xiulan. Xiulan said her knee hurts.", ["Wang Xiulan", "Xiulan"]),
        ("Mr Brown and Dr. Mary Lee agreed.", ["Brown", "Mary Lee"]),
        ("Mary said she would talk to Tom.", ["Mary", "Tom"]),
        ("今天跟Mary开会，张伟没有来。", ["Mary", "张伟"]),
    ],
)
def test_names_in_latin_letters_are_found_without_their_titles(text: str, names: list[str]) -> None:
    assert named(text) == [names]


def test_labels_of_a_transcript_are_names_but_roles_are_not() -> None:
    assert named("王秀兰：我觉得好。\n社工：还有呢？\n张三 00:00:12\n好的。") == [["王秀兰", "张三"]]


def test_a_given_name_alone_is_found_where_the_full_name_stands_in_the_text() -> None:
    assert named("案主尹秀兰，六十岁。秀兰起初不愿意说话。") == [["尹秀兰", "秀兰"]]


def test_the_roster_finds_what_no_rule_would_and_keep_spares_what_a_rule_finds() -> None:
    assert named("豆豆今天没来。", known=Known(roster=["豆豆"])) == [["豆豆"]]
    assert named("雷锋精神，社工王秀兰。", known=Known(keep=["王秀兰", "雷锋精神"])) == [[]]
    assert named("社工王秀兰。", known=Known(roster=["王秀兰"], keep=["王秀兰"])) == [["王秀兰"]]


def test_a_span_of_another_recogniser_is_evidence() -> None:
    text = "路上遇到罗欢。"
    (alone,), (helped,) = (
        people([text], cut=CUT, lexicon=LEXICON, threshold=0.01, known=known)
        for known in (None, Known(spans=[[(4, 6)]]))
    )
    assert [one.certainty for one in helped if one.start == 4] > [one.certainty for one in alone if one.start == 4]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="王李秀兰阿姨老小说·：\n和某 MaryWang@0:某", max_size=25), max_size=4))
def test_mentions_lie_in_their_text_in_order_and_apart(texts: Sequence[str]) -> None:
    for text, ones in zip(texts, people(texts, cut=CUT, lexicon=LEXICON), strict=True):
        assert all(0 <= one.start < one.end <= len(text) for one in ones)
        assert all(before.end <= after.start for before, after in zip(ones, ones[1:], strict=False))
