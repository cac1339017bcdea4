"""Transcripts as tools export them, from the bytes of a file to segments; persons and talks are made up."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.files.readers import READERS
from pipeline.model.frames import rows
from pipeline.model.settings import Ingest
from pipeline.stages.ingest import ingest, language_of
from pipeline.stages.segment import segment

Said = tuple[str | None, str | None, str]
Heard = tuple[dict[str, Any], list[Said]]


def hear(data: bytes, suffix: str) -> Heard:
    """Return the row of `documents` and the segments: speaker, time, text."""
    documents, texts = ingest(list(READERS[suffix](data, f"a{suffix}", Ingest())), {})
    segments = rows(segment(texts, documents, language_of))
    (document,) = rows(documents)
    return document, [(row["speaker"], row["time"], row["text"]) for row in segments]


IFLYTEK = """社区骨干沙龙录音
2024年05月03日 14:30

说话人1 00:00:12
大家好，今天谈分工。
先说第一件事：钥匙。

说话人2 00:00:31
好的。

说话人1 00:01:05
那就这样。
"""
IFLYTEK_BLANK = "说话人 1  00:12\n大家好。\n说话人 2  00:31\n好。\n说话人 1  01:05\n散会。"
TENCENT = """会议主题：排班会
会议时间：2024/05/03 14:00-15:00
会议号：123 456 789
参会人：张三、李四
文字转写
张三(00:00:12): 大家好。
李四(00:00:20): 我8:30到，注意：带钥匙。
张三(00:00:31): 开始吧。
"""
TENCENT_BELOW = "张三 00:01:02\n大家好。\n\n李四 00:01:09\n好。\n\n张三 00:01:30\n开始吧。\n"
FEISHU = """项目例会
2024年5月3日 下午 2:30|1小时 5分钟 12秒

关键词:
活动、志愿者、排班

文字记录:
张三 00:00:01
大家好。

李四 00:00:05
排班表还没好。

张三 00:00:09
周五前给我。
"""
DINGTALK = "【张三】00:00:03\n钥匙在谁那里？\n【李四】00:00:08\n在我这里。\n【张三】00:00:12\n好。"
TINGWU = "钥匙交接会\n2024-05-03 14:30\n\n发言人1 00:12\n谁来管钥匙？\n\n发言人2 00:20\n我来。\n"
OTTER = """Rota talk

Fri, May 03, 2024 2:30PM • 45:12

SUMMARY KEYWORDS
volunteers, rota, keys

SPEAKERS
Ann Lee, Bo Chen

Ann Lee  00:12
Good morning.

We begin with the rota.

Bo Chen  0:40
Yes, at 9:30.

Ann Lee  1:02:09
Fine.

Transcribed by https://otter.ai
"""
TEAMS = """Weekly-20240503_140000-Meeting Recording
May 3, 2024, 6:00AM
1h 2m 3s

Ann Lee started transcription

Lin, Mei   0:03
Hello all.

Bo Chen   0:10
Hi. Who has the keys?

Lin, Mei   0:15
I do.

Ann Lee stopped transcription
"""
TEAMS_OLD = """0:0:3.120 --> 0:0:5.0
Ann Lee
Hello all.
0:0:6.0 --> 0:0:8.10
Bo Chen
Hi.
I am late.
0:0:9.0 --> 0:0:11.10
Ann Lee
No matter.
"""
ZOOM_TEXT = "[Ann Lee] 00:01:02\nHello.\n\n[Bo] 00:01:05\nHi.\n\n[Ann Lee] 00:01:09\nLet us start.\n"
ZOOM_CHAT = "00:01:02\t From Ann Lee to Everyone:\n\tHello all\n00:01:30\t From  Bo  to  Everyone:\n\tHi\n00:02:30\t From Ann Lee : 开始吧\n"
STAMPED_NAMES = "00:00:02 王社工\n您好。\n00:00:06 居民\n你好。\n00:00:09 王社工\n请坐。\n"
RANGES = "[00:00:02 - 00:00:07] SPEAKER_0\nHello.\n\n[00:00:07 - 00:00:12] SPEAKER_1\nHi.\n"
BY_HAND = "社区沙龙逐字稿\n时间：2024年5月3日\n地点：活动室\n\n甲：欢迎。\n乙：谢谢，9:30 签到的人不多。\n（笑）\n甲：结论：下周再来。\n"
QUESTIONS = "Q: How was it?\nA: Good.\nWe met often.\nQ: And then?\nA: 后来就散了。\n"
QUESTIONS_ZH = "问：最难的是什么？\n答：没有人管。\n问：后来呢？\n答：后来有了值班表。\n"
INTERVIEW = "访谈者：请介绍一下。\n受访者：我叫小林。\n[00:12:33] 访谈者：多久了？\n00:12:40 受访者：三年。\n"
LETTERS = "I: What is missing?\nR: A rota.\nI: Since when?\nR: Since May.\n"
WHISPER_LINES = "[00:00.000 --> 00:05.280]  我们先说排班。\n[00:05.280 --> 00:07.000]  然后说钥匙。\n"
LONE_STAMPS = "(00:12:33)\n我们先说排班。\n[00:13:00]\n然后说钥匙。\n"


@pytest.mark.parametrize(
    ("text", "title", "date", "said"),
    [
        pytest.param(
            IFLYTEK,
            "社区骨干沙龙录音",
            "2024-05-03",
            [
                ("说话人1", "00:00:12", "大家好，今天谈分工。\n先说第一件事：钥匙。"),
                ("说话人2", "00:00:31", "好的。"),
                ("说话人1", "00:01:05", "那就这样。"),
            ],
            id="iFLYTEK",
        ),
        pytest.param(
            IFLYTEK_BLANK,
            "a",
            None,
            [
                ("说话人 1", "00:00:12", "大家好。"),
                ("说话人 2", "00:00:31", "好。"),
                ("说话人 1", "00:01:05", "散会。"),
            ],
            id="iFLYTEK with blanks",
        ),
        pytest.param(
            TENCENT,
            "排班会",
            "2024-05-03",
            [
                ("张三", "00:00:12", "大家好。"),
                ("李四", "00:00:20", "我8:30到，注意：带钥匙。"),
                ("张三", "00:00:31", "开始吧。"),
            ],
            id="Tencent Meeting",
        ),
        pytest.param(
            TENCENT_BELOW,
            "a",
            None,
            [("张三", "00:01:02", "大家好。"), ("李四", "00:01:09", "好。"), ("张三", "00:01:30", "开始吧。")],
            id="Tencent Meeting, speech below",
        ),
        pytest.param(
            FEISHU,
            "项目例会",
            "2024-05-03",
            [
                ("张三", "00:00:01", "大家好。"),
                ("李四", "00:00:05", "排班表还没好。"),
                ("张三", "00:00:09", "周五前给我。"),
            ],
            id="Feishu Minutes",
        ),
        pytest.param(
            DINGTALK,
            "a",
            None,
            [
                ("张三", "00:00:03", "钥匙在谁那里？"),
                ("李四", "00:00:08", "在我这里。"),
                ("张三", "00:00:12", "好。"),
            ],
            id="DingTalk",
        ),
        pytest.param(
            TINGWU,
            "钥匙交接会",
            "2024-05-03",
            [("发言人1", "00:00:12", "谁来管钥匙？"), ("发言人2", "00:00:20", "我来。")],
            id="Tongyi Tingwu",
        ),
        pytest.param(
            OTTER,
            "Rota talk",
            "2024-05-03",
            [
                ("Ann Lee", "00:00:12", "Good morning.\n\nWe begin with the rota."),
                ("Bo Chen", "00:00:40", "Yes, at 9:30."),
                ("Ann Lee", "01:02:09", "Fine."),
                (None, None, "Transcribed by https://otter.ai"),
            ],
            id="Otter",
        ),
        pytest.param(
            TEAMS,
            "Weekly-20240503_140000-Meeting Recording",
            "2024-05-03",
            [
                ("Lin, Mei", "00:00:03", "Hello all."),
                ("Bo Chen", "00:00:10", "Hi. Who has the keys?"),
                ("Lin, Mei", "00:00:15", "I do."),
                (None, None, "Ann Lee stopped transcription"),
            ],
            id="Teams",
        ),
        pytest.param(
            TEAMS_OLD,
            "a",
            None,
            [
                ("Ann Lee", "00:00:03", "Hello all."),
                ("Bo Chen", "00:00:06", "Hi.\nI am late."),
                ("Ann Lee", "00:00:09", "No matter."),
            ],
            id="Teams, older",
        ),
        pytest.param(
            ZOOM_TEXT,
            "a",
            None,
            [("Ann Lee", "00:01:02", "Hello."), ("Bo", "00:01:05", "Hi."), ("Ann Lee", "00:01:09", "Let us start.")],
            id="Zoom",
        ),
        pytest.param(
            ZOOM_CHAT,
            "a",
            None,
            [("Ann Lee", "00:01:02", "Hello all"), ("Bo", "00:01:30", "Hi"), ("Ann Lee", "00:02:30", "开始吧")],
            id="Zoom chat",
        ),
        pytest.param(
            STAMPED_NAMES,
            "a",
            None,
            [("王社工", "00:00:02", "您好。"), ("居民", "00:00:06", "你好。"), ("王社工", "00:00:09", "请坐。")],
            id="time before the name",
        ),
        pytest.param(
            RANGES,
            "a",
            None,
            [("SPEAKER_0", "00:00:02", "Hello."), ("SPEAKER_1", "00:00:07", "Hi.")],
            id="stretches of time",
        ),
        pytest.param(
            BY_HAND,
            "社区沙龙逐字稿",
            "2024-05-03",
            [
                ("甲", None, "欢迎。"),
                ("乙", None, "谢谢，9:30 签到的人不多。"),
                (None, None, "（笑）"),
                ("甲", None, "结论：下周再来。"),
            ],
            id="by hand",
        ),
        pytest.param(
            QUESTIONS,
            "a",
            None,
            [
                ("Q", None, "How was it?"),
                ("A", None, "Good."),
                ("A", None, "We met often."),
                ("Q", None, "And then?"),
                ("A", None, "后来就散了。"),
            ],
            id="Q and A",
        ),
        pytest.param(
            QUESTIONS_ZH,
            "a",
            None,
            [
                ("问", None, "最难的是什么？"),
                ("答", None, "没有人管。"),
                ("问", None, "后来呢？"),
                ("答", None, "后来有了值班表。"),
            ],
            id="问答",
        ),
        pytest.param(
            INTERVIEW,
            "a",
            None,
            [
                ("访谈者", None, "请介绍一下。"),
                ("受访者", None, "我叫小林。"),
                ("访谈者", "00:12:33", "多久了？"),
                ("受访者", "00:12:40", "三年。"),
            ],
            id="interview",
        ),
        pytest.param(
            LETTERS,
            "a",
            None,
            [
                ("I", None, "What is missing?"),
                ("R", None, "A rota."),
                ("I", None, "Since when?"),
                ("R", None, "Since May."),
            ],
            id="I and R",
        ),
        pytest.param(
            WHISPER_LINES,
            "a",
            None,
            [(None, "00:00:00", "我们先说排班。"), (None, "00:00:05", "然后说钥匙。")],
            id="Whisper lines",
        ),
        pytest.param(
            LONE_STAMPS,
            "a",
            None,
            [(None, "00:12:33", "我们先说排班。"), (None, "00:13:00", "然后说钥匙。")],
            id="stamps of their own",
        ),
    ],
)
def test_what_tools_write_as_plain_text(text: str, title: str, date: str | None, said: list[Said]) -> None:
    document, heard = hear(text.encode(), ".txt")
    assert heard == said
    assert (document["title"], document["date"], document["status"]) == (title, date, "ok")


@pytest.mark.parametrize(
    "text", [IFLYTEK, TEAMS, FEISHU, TEAMS_OLD], ids=["iFLYTEK", "Teams", "Feishu", "Teams, older"]
)
def test_paragraphs_of_a_word_file_are_heard_like_lines(docx_bytes: Callable[..., bytes], text: str) -> None:
    data = docx_bytes(lambda document: [document.add_paragraph(line) for line in text.split("\n") if line])
    assert [said[:2] for said in hear(data, ".docx")[1]] == [said[:2] for said in hear(text.encode(), ".txt")[1]]


def test_a_line_break_inside_a_paragraph_of_teams_parts_name_and_speech(docx_bytes: Callable[..., bytes]) -> None:
    turns = ["Mei   0:03\nHello.", "Bo   0:10\nHi.", "Mei   0:15\nOk."]
    data = docx_bytes(lambda document: [document.add_paragraph(turn) for turn in turns])
    assert hear(data, ".docx")[1] == [
        ("Mei", "00:00:03", "Hello."),
        ("Bo", "00:00:10", "Hi."),
        ("Mei", "00:00:15", "Ok."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["小组计划", "9:30 签到", "10:00 分组讨论", "11:30 散会"],
        ["签到 9:30", "分组讨论 10:00", "散会 11:30"],
        ["时间：2024年5月", "http://example.org/a", "注意：带水", "结论：再谈"],
        ["下午 2:30", "我们在活动室见面。", "下午 3:30", "大家回家。"],
        ["2024年5月3日 14:30", "谈了分工。", "2024年5月4日 14:30", "又谈了分工。"],
    ],
)
def test_programmes_dates_and_forms_name_nobody(lines: list[str]) -> None:
    _, heard = hear(("今天没有录音。\n" + "\n".join(lines)).encode(), ".txt")
    assert heard == [(None, None, line) for line in ["今天没有录音。", *lines]]


def test_what_stands_above_and_is_no_metadata_stays_in_the_text() -> None:
    text = (
        "例会\n2024-05-03\n会上大家说了很多，最后同意轮流值班。\n张三 00:01\n好。\n李四 00:05\n行。\n张三 00:09\n嗯。"
    )
    document, heard = hear(text.encode(), ".txt")
    assert (document["title"], document["date"]) == ("例会", "2024-05-03")
    assert heard[0] == (None, None, "会上大家说了很多，最后同意轮流值班。")
    assert [said[0] for said in heard[1:]] == ["张三", "李四", "张三"]


def test_one_head_of_a_recogniser_is_enough() -> None:
    assert hear("说话人1 00:00:00\n我一个人说。\n说完了。".encode(), ".txt")[1] == [
        ("说话人1", "00:00:00", "我一个人说。\n说完了。")
    ]


def test_labels_with_colons_win_where_there_are_more_of_them() -> None:
    text = "王社工：开始。\n居民：好。\n休息 10:30\n喝茶。\n王社工：继续。\n休息 11:30\n喝水。\n居民：好。"
    assert [said[0] for said in hear(text.encode(), ".txt")[1]] == [
        "王社工",
        "居民",
        "居民",
        "居民",
        "王社工",
        "王社工",
        "王社工",
        "居民",
    ]


ZOOM = """WEBVTT

1
00:00:02.656 --> 00:00:03.230
Ann Lee: Hello all.

2
00:00:03.500 --> 00:00:05.000
Ann Lee: Who has
the keys?

3
00:00:06.000 --> 00:00:07.000
Bo Chen: 在我这里。
"""
TEAMS_VTT = """WEBVTT

NOTE duration:"00:00:12"

4c5ec4a1-7f2d-4a39-9c1e-0d5f3b1b2a11/12-0
00:00:03.120 --> 00:00:05.000
<v Ann Lee>Hello &amp; welcome,</v>

4c5ec4a1-7f2d-4a39-9c1e-0d5f3b1b2a11/12-1
00:00:05.120 --> 00:00:06.000
<v Ann Lee>everybody.</v>

4c5ec4a1-7f2d-4a39-9c1e-0d5f3b1b2a11/15-0
00:01:06.000 --> 00:01:08.000
<v 陈博>大家好，</v>

4c5ec4a1-7f2d-4a39-9c1e-0d5f3b1b2a11/15-1
00:01:08.000 --> 00:01:09.000
<v 陈博>我来晚了。</v>
"""
YOUTUBE = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.470 align:start position:0%
 
hello<00:00:00.480><c> everyone</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
hello everyone
 

00:00:02.480 --> 00:00:04.950 align:start position:0%
hello everyone
welcome<00:00:02.720><c> to</c><00:00:03.000><c> the</c>

00:00:04.950 --> 00:00:04.960 align:start position:0%
welcome to the
 

00:00:04.960 --> 00:00:06.000 align:start position:0%
welcome to the
meeting
"""  # noqa: W293
SRT_LABELS = "1\n00:00:01,000 --> 00:00:02,000\n甲：你好，\n\n2\n00:00:02,000 --> 00:00:03,000\n请坐。\n\n3\n00:00:04,000 --> 00:00:05,000\n乙：谢谢。\n\n4\n00:00:06,000 --> 00:00:07,000\n（笑）\n\n5\n00:00:08,000 --> 00:00:09,000\n甲：不客气。\n"
SRT_BILINGUAL = "1\n00:00:01,000 --> 00:00:02,000\n我们先说\nLet us first\n\n2\n00:00:02,000 --> 00:00:03,000\n排班\ntalk about the rota.\n\n3\n00:00:09,000 --> 00:00:10,000\n然后说钥匙\nThen the keys.\n"
ASS = """[Script Info]
Title: a
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,do not read
Dialogue: 0,0:00:05.00,0:00:06.00,Default,居民,0,0,0,,{\\k20}在{\\k30}我这里，\\N真的。
Dialogue: 0,0:00:01.00,0:00:02.50,Default,王社工,0,0,0,,{\\an8\\c&HFFFFFF&}钥匙在谁那里？
Dialogue: 0,0:00:02.50,0:00:03.00,Default,王社工,0,0,0,,大家想想，♪
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}
"""
WHISPER = json.dumps(
    {
        "text": "x",
        "language": "zh",
        "segments": [
            {"start": 0.0, "end": 2.5, "text": " 今天我们"},
            {"start": 2.5, "end": 4.0, "text": "谈分工。"},
            {"start": 9.0, "end": 10.0, "text": "钥匙呢？"},
        ],
    },
    ensure_ascii=False,
)
DEEPGRAM = json.dumps(
    {
        "metadata": {"channels": 1},
        "results": {
            "channels": [{"alternatives": [{"transcript": "x"}]}],
            "utterances": [
                {"start": 0.1, "end": 2.0, "transcript": "Who has the keys?", "speaker": 0},
                {"start": 61.0, "end": 62.0, "transcript": "I do.", "speaker": 1},
            ],
        },
    }
)


@pytest.mark.parametrize(
    ("text", "suffix", "said"),
    [
        pytest.param(
            ZOOM,
            ".vtt",
            [("Ann Lee", "00:00:02", "Hello all. Who has the keys?"), ("Bo Chen", "00:00:06", "在我这里。")],
            id="Zoom",
        ),
        pytest.param(
            TEAMS_VTT,
            ".vtt",
            [("Ann Lee", "00:00:03", "Hello & welcome, everybody."), ("陈博", "00:01:06", "大家好，我来晚了。")],
            id="Teams",
        ),
        pytest.param(YOUTUBE, ".vtt", [(None, "00:00:00", "hello everyone welcome to the meeting")], id="YouTube"),
        pytest.param(
            SRT_LABELS,
            ".srt",
            [
                ("甲", "00:00:01", "你好，请坐。"),
                ("乙", "00:00:04", "谢谢。"),
                (None, "00:00:06", "（笑）"),
                ("甲", "00:00:08", "不客气。"),
            ],
            id="labels",
        ),
        pytest.param(
            SRT_BILINGUAL,
            ".srt",
            [
                (None, "00:00:01", "我们先说排班\nLet us first talk about the rota."),
                (None, "00:00:09", "然后说钥匙\nThen the keys."),
            ],
            id="two languages",
        ),
        pytest.param(
            ASS,
            ".ass",
            [("王社工", "00:00:01", "钥匙在谁那里？大家想想，♪"), ("居民", "00:00:05", "在我这里，真的。")],
            id="Aegisub",
        ),
        pytest.param(
            WHISPER, ".json", [(None, "00:00:00", "今天我们谈分工。"), (None, "00:00:09", "钥匙呢？")], id="Whisper"
        ),
        pytest.param(
            DEEPGRAM,
            ".json",
            [("Speaker 0", "00:00:00", "Who has the keys?"), ("Speaker 1", "00:01:01", "I do.")],
            id="Deepgram",
        ),
    ],
)
def test_what_tools_write_in_formats_that_know_turns(text: str, suffix: str, said: list[Said]) -> None:
    document, heard = hear(text.encode(), suffix)
    assert heard == said
    assert document["status"] == "ok"
