"""What recognisers export as text becomes turns where it is frozen; persons and talks are made up."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.frames import rows
from pipeline.model.raw import RawDocument
from pipeline.stages.ingest import header_block, ingest, language_of
from pipeline.stages.segment import segment

Said = tuple[str | None, str | None, str]


def frozen(text: str, *, file: str = "a.txt", pages: tuple[int, ...] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the row of `documents` and that of `texts`."""
    documents, texts = ingest([RawDocument(file, text, pages=pages)], {})
    return rows(documents)[0], rows(texts)[0]


def said(text: str, **options: Any) -> list[Said]:
    """Return the segments: speaker, time, text."""
    documents, texts = ingest([RawDocument(options.pop("file", "a.txt"), text, **options)], {})
    made = rows(segment(texts, documents, language_of))
    assert all(row["text"] == texts["text"][0][row["start_char"] : row["end_char"]] for row in made)
    return [(row["speaker"], row["time"], row["text"]) for row in made]


IFLYTEK = """社区骨干沙龙录音
2024年05月03日 14:30

说话人1 00:00:12
大家好，今天谈分工。

说话人1 00:00:20
先说钥匙，用Zoom

说话人1 00:00:28
登记。

说话人2 00:00:31
好的。

说话人1 00:01:05
那就这样。
"""
OTTER = """Rota talk
Fri, May 03, 2024 2:30PM

Ann Lee  0:12
Good morning.

We begin with the rota.

Ann Lee  0:40
And the keys.

Bo Chen  1:02:09
Fine,

Bo Chen  1:02:15
我来。

Transcribed by https://otter.ai
"""
TEAMS_OLD = """0:0:3.120 --> 0:0:5.0
Ann Lee
Hello all.
0:0:5.0 --> 0:0:6.0
Ann Lee
Who has the keys?
0:0:6.0 --> 0:0:8.10
陈博
在我这里，
0:0:8.10 --> 0:0:9.0
陈博
真的。
0:0:9.0 --> 0:0:11.10
Ann Lee
No matter.
"""


@pytest.mark.parametrize(
    ("text", "head", "turns"),
    [
        pytest.param(
            IFLYTEK,
            "社区骨干沙龙录音\n2024年05月03日 14:30\n\n",
            "[00:00:12] 说话人1：大家好，今天谈分工。先说钥匙，用Zoom登记。\n[00:00:31] 说话人2：好的。\n[00:01:05] 说话人1：那就这样。\n",
            id="iFLYTEK",
        ),
        pytest.param(
            OTTER,
            "Rota talk\nFri, May 03, 2024 2:30PM\n\n",
            "[00:00:12] Ann Lee：Good morning.\n\nWe begin with the rota. And the keys.\n[01:02:09] Bo Chen：Fine,我来。\nTranscribed by https://otter.ai\n",
            id="Otter",
        ),
        pytest.param(
            TEAMS_OLD,
            "",
            "[00:00:03] Ann Lee：Hello all. Who has the keys?\n[00:00:06] 陈博：在我这里，真的。\n[00:00:09] Ann Lee：No matter.\n",
            id="Teams, older",
        ),
    ],
)
def test_heads_of_one_speaker_one_after_another_are_one_turn_with_the_first_time(
    text: str, head: str, turns: str
) -> None:
    document, held = frozen(text)
    assert held["text"] == head + turns
    assert held["body_start"] == len(head)
    assert document["characters"] == len(head + turns)


def test_the_segments_are_the_turns() -> None:
    assert said(OTTER) == [
        ("Ann Lee", "00:00:12", "Good morning.\n\nWe begin with the rota. And the keys."),
        ("Bo Chen", "01:02:09", "Fine,我来。"),
        (None, None, "Transcribed by https://otter.ai"),
    ]


def test_a_change_of_speaker_is_not_joined() -> None:
    text = "张三 00:01\n好。\n李四 00:02\n行。\n张三 00:03\n嗯。\n李四 00:04\n走。"
    assert [speaker for speaker, _, _ in said(text)] == ["张三", "李四", "张三", "李四"]


def test_the_header_gives_its_fields_and_stays_to_the_letter() -> None:
    text = "会议主题：排班会\n会议时间：2024/05/03 14:00\n\n张三 00:01\n好。\n张三 00:05\n行。\n"
    document, held = frozen(text)
    assert (document["title"], document["date"]) == ("排班会", "2024-05-03")
    assert held["text"] == "会议主题：排班会\n会议时间：2024/05/03 14:00\n\n[00:00:01] 张三：好。行。\n"
    assert held["text"][held["body_start"] :] == "[00:00:01] 张三：好。行。\n"


def test_paragraphs_above_and_notices_inside_have_no_speaker_and_the_last_one_goes_on_behind_them() -> None:
    text = "大家说了很多。\n# 记录\n张三 00:01\n好。\nMei started transcription\n行。\n张三 00:09\n嗯。\n陈博停止转录"
    assert said(text) == [
        (None, None, "大家说了很多。"),
        (None, None, "记录"),
        ("张三", "00:00:01", "好。"),
        (None, None, "Mei started transcription"),
        ("张三", "00:00:09", "行。嗯。"),
        (None, None, "陈博停止转录"),
    ]


def test_a_stamp_above_the_first_head_stays_and_is_no_turn_when_nothing_stands_behind_it() -> None:
    text = "大家说了很多。\n[00:00:00]\n[00:00:01] 开场，请坐。\n张三 00:05\n好。\n张三 00:09\n嗯。"
    assert frozen(text)[1]["text"] == (
        "大家说了很多。\n[00:00:00]\n[00:00:01] 开场，请坐。\n[00:00:05] 张三：好。嗯。\n"
    )
    assert said(text)[1:] == [
        (None, "00:00:01", "开场，请坐。"),
        ("张三", "00:00:05", "好。嗯。"),
    ]


def test_the_date_beside_a_time_stays_in_the_text() -> None:
    text = "张三 2024-05-03 13:05:01\n好。\n2024/05/03 13:06:01 Mei Lin\nOk.\n张三 2024-05-03 13:07:01\n行。"
    _, held = frozen(text)
    assert held["text"] == (
        "[2024-05-03 13:05:01] 张三：好。\n[2024/05/03 13:06:01] Mei Lin：Ok.\n[2024-05-03 13:07:01] 张三：行。\n"
    )
    assert held["turn_time"] == ["13:05:01", "13:06:01", "13:07:01"]


def test_a_head_with_nothing_below_it_stays_in_the_text_and_is_no_turn() -> None:
    text = "张三 00:01\n好。\n李四 00:02\n张三 00:03\n\n张三 00:04\n嗯。"
    assert frozen(text)[1]["text"] == "[00:00:01] 张三：好。\n[00:00:02] 李四：\n[00:00:03] 张三：嗯。\n"
    assert said(text) == [("张三", "00:00:01", "好。"), ("张三", "00:00:03", "嗯。")]


def test_pages_begin_where_their_first_turn_does() -> None:
    parts = ["会议主题：排班会\n\n张三 00:01\n好。\n", "李四 00:02\n行，\n", "走吧。\n", "张三 00:09\n嗯。"]
    pages = tuple(sum(map(len, parts[:number])) for number in range(len(parts)))
    document = RawDocument("a.pdf", "".join(parts), pages=pages)
    made = rows(segment(*reversed(ingest([document], {})), language_of))  # type: ignore[misc]
    assert [(row["text"], row["page"]) for row in made] == [("好。", 1), ("行，\n走吧。", 2), ("嗯。", 4)]


@pytest.mark.parametrize(("folder", "speakers"), [("沙龙", ["张三", "李四"]), ("督导", [None] * 6)])
def test_a_third_of_the_lines_are_enough_where_the_document_is_speech(folder: str, speakers: list[str | None]) -> None:
    text = "张三 00:01\n好。\n行。\n李四 00:02\n嗯。\n走吧。"
    assert [speaker for speaker, _, _ in said(text, file=f"{folder}/a.txt")] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "甲：欢迎。\n甲：请坐。\n乙：谢谢，9:30 签到的人不多。",
        "小组计划\n9:30 签到\n休息 10:00\n11:30 散会",
        "今天谈了很多。\n休息 10:00\nWe met at 9:30.",
        "1\n00:00:01,000 --> 00:00:02,000\n我们先说钥匙。",
        "",
    ],
)
def test_the_text_of_other_documents_stays_as_it_is(text: str) -> None:
    documents, texts = ingest([RawDocument("a.txt", f"开始。\n{text}")], {})
    assert list(texts["text"]) == [f"开始。\n{text}"]
    assert texts["turn_start"].isna().all()
    assert list(documents["status"]) == ["ok"]


@pytest.mark.parametrize("text", ["a 1:" * 100_000, "甲 00:01\n" * 30_000, "甲 00:01\n好\n" * 30_000])
def test_many_clocks_take_no_long_time(text: str) -> None:
    document, _ = frozen(text + "完")
    assert document["status"] == "ok"


speech = st.text(alphabet="好的ab 。\n", min_size=1, max_size=12).map(lambda text: f"说{text}".strip())
heads = st.sampled_from(["说话人1 00:00:{:02}", "说话人2  0:{:02}", "[Mei Lin] 00:00:{:02}", "陈博(00:{:02})"])


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", "例会\n2024-05-03\n\n", "会议主题：排班\n会议时间：2024-05-03\n\n"]),
    st.lists(st.tuples(heads, speech), min_size=2, max_size=10),
)
def test_turns_are_clean_stretches_and_no_sign_is_lost_or_doubled(top: str, parts: list[tuple[str, str]]) -> None:
    body = "".join(f"{head.format(number)}\n{text}\n\n" for number, (head, text) in enumerate(parts))
    text = f"{top}说话人1 00:00:59\n说开始\n{body}"
    _, held = frozen(text)
    assert held["text"][: held["body_start"]] == text[: header_block(text)[1]] == top
    spoken = [held["text"][start:end] for start, end in zip(held["turn_start"], held["turn_end"], strict=True)]
    assert "".join("".join(spoken).split()) == "".join("".join(f"说开始{''.join(part for _, part in parts)}").split())
    assert all(one != other for one, other in pairwise(held["turn_speaker"]))
    assert all(turn == turn.strip() for turn in spoken)
    labels = zip(held["turn_time"], held["turn_speaker"], spoken, strict=True)
    assert held["text"] == top + "".join(f"[{time}] {speaker}：{turn}\n" for time, speaker, turn in labels)
