"""Labels, heads and time stamps at the beginning of lines."""

import pytest

from pipeline.model import speakers


@pytest.mark.parametrize(
    ("line", "name", "at"),
    [
        ("说话人1 00:00:12", "说话人1", "00:00:12"),
        ("说话人 1  00:12", "说话人 1", "00:12"),
        ("张三(00:01:02)", "张三", "00:01:02"),
        ("张三（00:01:02）：", "张三", "00:01:02"),
        ("【张三】00:01:02", "张三", "00:01:02"),
        ("[Mei Lin] 0:12", "Mei Lin", "0:12"),
        ("Lin, Mei   0:03", "Lin, Mei", "0:03"),
        ("Speaker 1 (00:12):", "Speaker 1", "00:12"),
        ("Mei Lin 00:00:12.500 --> 00:00:15.000", "Mei Lin", "00:00:12"),
        ("00:00:12 说话人1", "说话人1", "00:00:12"),
        ("[00:02 - 00:07] SPEAKER_0", "SPEAKER_0", "00:02"),
        ("0:0:3.120 --> 0:0:5.0\nMei Lin", "Mei Lin", "0:0:3.120"),
        ("张三 2024-05-03 13:05:01", "张三", "13:05:01"),
    ],
)
def test_a_head_says_who_and_when(line: str, name: str, at: str) -> None:
    assert speakers.head(line) == speakers.Opening(name, len(line), at)
    assert speakers.may_be_head(line)
    assert speakers.is_name(name)


@pytest.mark.parametrize("line", ["9:30 签到", "Mei Lin", "张三：好", "我们说好了，明天 9:30", "a" * 200 + " 9:30"])
def test_other_lines_are_no_heads(line: str) -> None:
    assert speakers.head(line) is None


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("张三(00:01:02): 大家好", ("张三", 14, "00:01:02")),
        ("张三 00:01:02：大家好", ("张三", 12, "00:01:02")),
        ("00:12:33 Mei: hi", ("Mei", 14, "00:12:33")),
        ("[00:12 --> 00:15] Mei: hi", ("Mei", 23, "00:12")),
        ("甲：", ("甲", 2, None)),
        ("00:01:02\t From Mei Lin to Everyone: hi", ("Mei Lin", 36, "00:01:02")),
        ("00:01:02 来自 张三 发送至 所有人：好", ("张三", 23, "00:01:02")),
        ("签到 9:30", ("", 0, None)),
        ("签到 9:30-10:00", ("", 0, None)),
        ("http://example.org", ("", 0, None)),
        ("", ("", 0, None)),
    ],
)
def test_a_turn_is_read_from_its_beginning(line: str, opening: tuple[str, int, str | None]) -> None:
    assert speakers.turn(line) == opening


@pytest.mark.parametrize(
    ("line", "behind", "at"),
    [
        ("[00:12:33] text", 11, "00:12:33"),
        ("(00:12:33)", 10, "00:12:33"),
        ("00:12:33 text", 9, "00:12:33"),
        ("[00:00.000 --> 00:05.280]  你好", 27, "00:00"),
        ("12\n00:00:03,120 --> 00:00:05,000", 32, "00:00:03,120"),
        ("9:30 签到", 0, None),
        ("text", 0, None),
    ],
)
def test_a_stamp_is_read_from_the_beginning_of_a_line(line: str, behind: int, at: str | None) -> None:
    assert speakers.stamp(line) == speakers.Opening("", behind, at)


@pytest.mark.parametrize(
    "label",
    [
        "时间",
        "活动时间",
        "视频来源",
        "注意",
        "结论",
        "1. 倾听",
        "一、倾听",
        "首先",
        "第二点",
        "下午",
        "2024年5月3日",
        "（请注意",
        "http",
        "9",
    ],
)
def test_forms_points_of_lists_and_times_are_no_names(label: str) -> None:
    assert not speakers.is_name(label)


@pytest.mark.parametrize(
    "label", ["甲", "王社工", "说话人1", "Q", "问", "访谈者", "Mei Lin", "李四（社工）", "主持人", "发言人"]
)
def test_names_letters_and_roles_are_names(label: str) -> None:
    assert speakers.is_name(label)


def test_a_name_that_a_recogniser_made_up_is_known() -> None:
    assert [
        speakers.is_numbered(name) for name in ("说话人1", "发言人 2", "SPEAKER_00", "Unknown Speaker", "张三")
    ] == [
        True,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("names", "spoken", "chosen"),
    [
        (["甲", "乙", "甲", ""], False, {"甲", "乙"}),
        (["甲", "", "", "", "甲", "", ""], False, {"甲"}),
        (["甲", "", ""], False, set()),
        (["甲", "", ""], True, {"甲"}),
        (["时间", "时间"], True, set()),
        ([], True, set()),
    ],
)
def test_labels_that_come_back_or_are_many_are_speakers(names: list[str], spoken: bool, chosen: set[str]) -> None:
    assert speakers.chosen(names, speakers.is_name, spoken=spoken) == chosen


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0:12", "00:00:12"),
        ("1:02:03", "01:02:03"),
        ("0:0:3.120", "00:00:03"),
        ("00:00:03,9", "00:00:03"),
        (None, None),
    ],
)
def test_times_come_in_one_form(written: str | None, read: str | None) -> None:
    assert speakers.clock(written) == read


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 100_000 + "b:",
        "1:00:00" + " " * 100_000 + ":",
        "[" * 100_000 + ":",
        "00:00:00 From " + "a " * 50_000,
        "0:00 " * 50_000,
    ],
)
def test_endless_lines_come_to_an_end(line: str) -> None:
    assert speakers.turn(line).behind <= len(line)
    assert speakers.stamp(line).behind <= len(line)
    speakers.head(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("[人物03]：我觉得", "[人物03]"),
        ("[Person 03]: yes", "[Person 03]"),
        ("[00:01:02] [人物03]：好", "[人物03]"),
        ("小组长[人物03]：好的", "小组长[人物03]"),
        ("**[人物03]：** 好", "[人物03]"),
    ],
)
def test_an_alias_is_a_speaker_like_any_other(line: str, name: str) -> None:
    assert speakers.turn(line).name == name
    assert speakers.is_name(name)
