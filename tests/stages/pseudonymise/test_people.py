"""People named in Chinese, English and mixed notes."""

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.backends import chinese, opencc
from pipeline.model.mentions import Mention
from pipeline.model.settings import Pseudonymise
from pipeline.stages.pseudonymise.people import THRESHOLD, Known, people
from pipeline.stages.pseudonymise.people.repeats import mostly
from pipeline.stages.pseudonymise.people.weights import packed, weights

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
        ("日本首相小泽一郎会见了罗马尼亚总统康斯坦丁内斯库。", ["小泽一郎", "康斯坦丁内斯库"]),
        ("保尔·萨特和让·雷诺没有见过面。", ["保尔·萨特", "让·雷诺"]),
        ("周恩来总理接见了钮茂生。", ["周恩来", "钮茂生"]),
        ("姓名：樊志坚 性别：男", ["樊志坚"]),
        ("姓  名 樊 星 民 族 汉", ["樊 星"]),
        ("一个姓彭的师傅来了。", ["彭"]),
        ("徐大使会见罗副科长。", ["徐", "罗"]),
        ("洪老师和赖主任一起来。", ["洪", "赖"]),
    ],
)
def test_names_from_elsewhere_in_forms_and_with_rare_surnames_are_found(text: str, names: list[str]) -> None:
    assert named(text) == [names]


def test_traditional_characters_are_folded_when_a_way_to_do_so_is_given() -> None:
    text = "張偉和劉德華都來了。"
    (found,) = people([text], cut=CUT, lexicon=LEXICON, simplify=opencc.simplify)
    assert [text[one.start : one.end] for one in found] == ["張偉", "劉德華"]


def test_a_sure_full_name_is_found_wherever_it_stands_but_not_in_a_doctrine() -> None:
    texts = ("社工王秀兰说，王秀兰老师很好。", "学王秀兰小组", "王秀兰理论", "没有别人。")
    found = named(*texts)
    assert found[1] == ["王秀兰"]
    assert found[3] == []


def test_labels_of_turns_in_latin_letters_are_names() -> None:
    text = (
        "Jin: I think so.\nSoo Min: Me too.\nJin: Right.\nInterviewer: And you?\nSoo Min: Sure.\n[00:01:02] Kofi: Yes."
    )
    assert named(text) == [["Jin", "Soo Min", "Jin", "Soo Min", "Kofi"]]


def test_an_author_of_a_reference_and_a_mixed_nickname_are_names() -> None:
    assert named("Smith, J. (2010). Community work.") == [["Smith, J."]]
    assert named("我的督导是阿Ken。") == [["阿Ken"]]
    assert named("阿May：我跟她讲过。") == [["阿May"]]


def test_what_is_packed_is_read_again() -> None:
    kept = json.loads(packed(1.234, {"form=two": 0.456, "before 1=在": -0.31, "s first=王": 0.04, "after 2=同志": 1.5}))
    assert kept == {
        "bias": 1.23,
        "general": {"form=two": 0.46},
        "characters": {"before 1": {"-3": "在"}, "after 2": {"15": "同志"}},
    }
    assert weights().of["s first=王"] > 0


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


def test_a_doubled_name_with_kin_behind_it_is_a_childs() -> None:
    assert named("果果爸和葵葵外婆在门口等。", "刚刚妈妈打电话来。") == [["果果", "葵葵"], []]


def test_a_form_that_is_mostly_masked_is_masked_everywhere_but_not_inside_other_words() -> None:
    found = [[Mention(0, 2, "person", 0.9)]] * 3 + [[]]
    texts = ["小周来了", "小周走了", "小周说好", "大家看小周）。小周末见"]
    made = mostly(texts, found, {"周末": (900, "t")}, None)
    assert [(one.start, one.end) for one in made[3]] == [(3, 5)]
    assert made[:3] == found[:3]
    rare = mostly([*texts[:2], texts[3]], [*found[:2], []], {}, None)
    assert rare[2] == []
    kept = mostly(texts, found, {}, re.compile("小周）。小周末"))
    assert kept[3] == []


def test_a_surname_with_its_title_is_masked_everywhere_without_the_title() -> None:
    found = [[Mention(0, 1, "person", 0.9)]] * 3 + [[]]
    made = mostly(["芬姨来", "芬姨走", "芬姨说", "账是芬姨记，芬芳"], found, {}, None)
    assert [(one.start, one.end) for one in made[3]] == [(2, 3)]


def test_a_span_of_another_recogniser_is_evidence() -> None:
    text = "路上遇到罗欢。"
    (alone,), (helped,) = (
        people([text], cut=CUT, lexicon=LEXICON, threshold=0.01, known=known)
        for known in (None, Known(spans=[[(4, 6)]]))
    )
    assert [one.certainty for one in helped if one.start == 4] > [one.certainty for one in alone if one.start == 4]


def test_what_only_another_recogniser_sees_is_a_name_that_may_be_doubted() -> None:
    text = "桃子来了。"
    (ones,) = people([text], cut=CUT, lexicon=LEXICON, known=Known(spans=[[(0, 2)]]))
    assert [(one.start, one.end, one.reasons) for one in ones] == [(0, 2, ("proposed",))]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="王李秀兰阿姨老小说·：\n和某 MaryWang@0:某", max_size=25), max_size=4))
def test_mentions_lie_in_their_text_in_order_and_apart(texts: Sequence[str]) -> None:
    for text, ones in zip(texts, people(texts, cut=CUT, lexicon=LEXICON), strict=True):
        assert all(0 <= one.start < one.end <= len(text) for one in ones)
        assert all(before.end <= after.start for before, after in zip(ones, ones[1:], strict=False))


def test_the_settings_have_the_same_threshold() -> None:
    assert Pseudonymise().threshold == THRESHOLD
