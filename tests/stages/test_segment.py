"""Texts to paragraphs and turns of speech."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows
from pipeline.model.tables import SCHEMAS
from pipeline.stages.ingest import language_of
from pipeline.stages.segment import segment

Row = dict[str, Any]
Cut = Callable[..., list[Row]]
ENGLISH_LINES = [
    "We spoke for an hour about what the volunteers expect of their",
    "social worker and what they would rather do without her. Most of",
    "them had come in the hope that somebody would tell them what the",
    "next step is, and when nobody did they began to talk among each",
    "other about the summer, about the rent and about the new keys of",
    "the hall, which nobody had returned since the spring meeting and",
]
CHINESE_LINES = [
    "今天下午和三位骨干志愿者谈了一个多小时的话主要是关于团队的",
    "分工问题大家都觉得目前的安排还不够清楚有些事情没有人来负责",
    "有些事情又有两三个人同时在做因此花了不少时间来回确认到最后",
    "谁也说不清楚到底应该由谁来跟进社工的意思是先把大家手上正在",
    "做的事情列成一张清单然后再一起商量怎么调整比较好这个建议得",
    "到了多数人的同意不过也有人担心清单做出来以后没有人会去看它",
]


@pytest.fixture
def cut(
    make_documents: Callable[..., pd.DataFrame],
    make_texts: Callable[..., pd.DataFrame],
    rows_of: Callable[..., list[Row]],
) -> Cut:
    """Cut one text; returns the rows of `segments`."""

    def run(text: str, *, kind: str | None = None, body_start: int = 0) -> list[Row]:
        made = segment(
            make_texts(text, body_start=body_start), make_documents({"document_id": "d1", "kind": kind}), language_of
        )
        return rows_of(made)

    return run


@pytest.fixture
def pieces(cut: Cut) -> Callable[..., list[str]]:
    return lambda text, **options: [row["text"] for row in cut(text, **options)]


@pytest.fixture
def turns(cut: Cut) -> Callable[..., list[tuple[str | None, str]]]:
    return lambda text, **options: [(row["speaker"], row["text"]) for row in cut(text, **options)]


def test_each_line_of_a_chinese_note_is_a_paragraph(cut: Cut) -> None:
    rows = cut("标题：督导\n\n今天谈了分工。\n  大家都同意。 \n", body_start=7)
    assert rows == [
        {
            "segment_id": "d1-0001",
            "document_id": "d1",
            "segment_index": 1,
            "speaker": None,
            "start_char": 7,
            "end_char": 14,
            "language": "zh",
            "text": "今天谈了分工。",
            "time": None,
            "page": None,
        },
        {
            "segment_id": "d1-0002",
            "document_id": "d1",
            "segment_index": 2,
            "speaker": None,
            "start_char": 17,
            "end_char": 23,
            "language": "zh",
            "text": "大家都同意。",
            "time": None,
            "page": None,
        },
    ]


def test_a_mixed_transcript_is_cut_into_its_turns(turns: Callable[..., Any]) -> None:
    text = "王社工：我们用Zoom开会。\nMei: Good idea, 我同意。\n王社工：那就这样。"
    assert turns(text) == [("王社工", "我们用Zoom开会。"), ("Mei", "Good idea, 我同意。"), ("王社工", "那就这样。")]


def test_no_texts_give_an_empty_table(
    make_documents: Callable[..., pd.DataFrame], make_texts: Callable[..., pd.DataFrame]
) -> None:
    made = segment(make_texts(), make_documents(), language_of)
    assert len(made) == 0
    assert list(made.columns) == SCHEMAS["segments"].names


def test_a_blank_body_gives_no_segment(pieces: Callable[..., list[str]]) -> None:
    assert pieces("\n \n\u3000\n") == []
    assert pieces("日期：2024-05-03\n", body_start=14) == []


def test_tables_are_checked_on_entry(
    make_documents: Callable[..., pd.DataFrame], make_texts: Callable[..., pd.DataFrame]
) -> None:
    with pytest.raises(TableError, match="table 'texts'"):
        segment(make_documents(), make_documents(), language_of)
    with pytest.raises(TableError, match="table 'documents'"):
        segment(make_texts("一"), make_texts("一"), language_of)


def test_tables_stay_as_they_were(
    make_documents: Callable[..., pd.DataFrame], make_texts: Callable[..., pd.DataFrame]
) -> None:
    texts, documents = make_texts("社工：好\n居民：好"), make_documents({"document_id": "d1"})
    copies = texts.copy(deep=True), documents.copy(deep=True)
    segment(texts, documents, language_of)
    pd.testing.assert_frame_equal(texts, copies[0])
    pd.testing.assert_frame_equal(documents, copies[1])


def test_several_documents_count_their_segments_each_from_one(
    make_documents: Callable[..., pd.DataFrame], make_texts: Callable[..., pd.DataFrame]
) -> None:
    made = segment(
        make_texts("一\n二", "三"), make_documents({"document_id": "d1"}, {"document_id": "d2"}), language_of
    )
    assert list(made["segment_id"]) == ["d1-0001", "d1-0002", "d2-0001"]


@pytest.mark.parametrize("mark", ["- ", "* ", "+ ", "• ", "· ", "# ", "### ", "> ", ">> "])
def test_list_heading_and_quote_marks_are_no_text(pieces: Callable[..., list[str]], mark: str) -> None:
    assert pieces(f"{mark}分工不清\n再谈一次") == ["分工不清", "再谈一次"]


@pytest.mark.parametrize("line", ["-5度", "#话题", "1. 先谈分工", "（一）先谈分工", "-", "#"])
def test_what_only_looks_like_a_mark_stays(pieces: Callable[..., list[str]], line: str) -> None:
    assert pieces(f"{line}\n再谈一次") == [line, "再谈一次"]


@pytest.mark.parametrize(
    ("line", "speaker", "time"),
    [
        ("王社工：说得对", "王社工", None),
        ("王社工:说得对", "王社工", None),
        ("Mei Lin: 说得对", "Mei Lin", None),
        ("**王社工：** 说得对", "王社工", None),
        ("**Mei:** 说得对", "Mei", None),
        ("[00:12:33] 王社工：说得对", "王社工", "00:12:33"),
        ("[00:12:33]王社工：说得对", "王社工", "00:12:33"),
        ("00:03:10 王社工：说得对", "王社工", "00:03:10"),
        ("（3:10）王社工：说得对", "王社工", "00:03:10"),
        ("【1:03:10.250】 王社工：说得对", "王社工", "01:03:10"),
        ("李四（社工）：说得对", "李四（社工）", None),
        ("S1: 说得对", "S1", None),
    ],
)
def test_speaker_labels_and_stamps_are_taken_off(cut: Cut, line: str, speaker: str, time: str | None) -> None:
    rows = cut(f"{line}\n居民：嗯\n{line}\n居民：好")
    assert [(row["speaker"], row["time"], row["text"]) for row in rows] == [
        (speaker, time, "说得对"),
        ("居民", None, "嗯"),
        (speaker, time, "说得对"),
        ("居民", None, "好"),
    ]


def test_a_time_behind_the_name_is_no_label(turns: Callable[..., Any]) -> None:
    line = "王社工(10:03)：说得对"
    assert turns(f"{line}\n{line}", kind="salon") == [("王社工", "说得对")] * 2


def test_a_stretch_of_time_gives_the_time_of_the_line_below(cut: Cut) -> None:
    rows = cut("1\n00:00:01,000 --> 00:00:02,000\n我们先说钥匙。\n\n2\n00:00:05,000 --> 00:00:06,000\nThen the rota.")
    assert [(row["time"], row["text"]) for row in rows] == [
        ("00:00:01", "我们先说钥匙。"),
        ("00:00:05", "Then the rota."),
    ]


def test_a_bold_name_may_have_its_colon_outside(turns: Callable[..., Any]) -> None:
    assert turns("**社工**：你好\n**Mei**: 好") == [("社工", "你好"), ("Mei", "好")]


def test_lines_without_a_label_keep_the_speaker(turns: Callable[..., Any]) -> None:
    text = "社工：第一\n还有第二\n\n- 还有第三\n居民：好\n社工：\n第四"
    assert turns(text) == [
        ("社工", "第一"),
        ("社工", "还有第二"),
        ("社工", "还有第三"),
        ("居民", "好"),
        ("社工", "第四"),
    ]


@pytest.mark.parametrize("aside", ["（众人笑）", "(laughter)", "[停顿]", "【录音中断】"])
def test_an_aside_has_no_speaker_and_takes_none_away(turns: Callable[..., Any], aside: str) -> None:
    assert turns(f"社工：第一\n{aside}\n接着说\n社工：第二") == [
        ("社工", "第一"),
        (None, aside),
        ("社工", "接着说"),
        ("社工", "第二"),
    ]


def test_a_line_with_a_bracket_in_it_is_no_aside(turns: Callable[..., Any]) -> None:
    assert turns("社工：第一\n（笑）接着说\n社工：第二")[1] == ("社工", "（笑）接着说")


def test_a_stamp_without_a_speaker_gives_the_time(cut: Cut) -> None:
    assert [(row["time"], row["text"]) for row in cut("[00:00:05] 第一句\n[00:01:00] 第二句")] == [
        ("00:00:05", "第一句"),
        ("00:01:00", "第二句"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "时间：2024年5月",
        "http://example.org/a",
        "https://example.org/a",
        "地点：活动室",
        "督导内容：谈了分工",
        "下一步计划：再谈",
        "Date: May",
        "2024：总结",
        "3: 第三点",
        "他说，是这样：没有人管",
        "这是一句特别长特别长的话吧：没有人管",
        "One two three four five six: no",
    ],
)
@pytest.mark.parametrize("kind", [None, "salon"])
def test_forms_addresses_numbers_and_sentences_are_no_speakers(
    turns: Callable[..., Any], line: str, kind: str | None
) -> None:
    assert turns(f"{line}\n{line}", kind=kind) == [(None, line), (None, line)]


@pytest.mark.parametrize("role", ["督导", "主持人", "受访者", "Interviewer"])
def test_a_role_is_a_speaker_where_people_speak(turns: Callable[..., Any], role: str) -> None:
    assert turns(f"{role}：你好\n居民：你好\n{role}：好") == [(role, "你好"), ("居民", "你好"), (role, "好")]


def test_a_label_that_stands_only_once_in_a_note_is_no_speaker(turns: Callable[..., Any]) -> None:
    text = "今天谈了分工。\n王阿姨：说得对。\n然后散会。"
    assert [speaker for speaker, _ in turns(text)] == [None, None, None]


def test_half_of_the_lines_with_labels_make_a_note_a_transcript_and_a_third_a_salon(turns: Callable[..., Any]) -> None:
    half = "王阿姨：对。\n李叔：好。\n散会。\n回家。"
    third = "王阿姨：对。\n第一。\n第二。\n李叔：好。\n散会。\n回家。"
    assert [speaker for speaker, _ in turns(half)] == ["王阿姨", "李叔", "李叔", "李叔"]
    assert [speaker for speaker, _ in turns(third)] == [None] * 6
    assert [speaker for speaker, _ in turns(third, kind="salon")] == ["王阿姨"] * 3 + ["李叔"] * 3


@pytest.mark.parametrize("lines", [ENGLISH_LINES, CHINESE_LINES], ids=["English", "Chinese"])
def test_hard_wrapped_lines_are_joined_and_blank_lines_part_paragraphs(
    pieces: Callable[..., list[str]], lines: list[str]
) -> None:
    first, second = "\n".join(lines), "\n".join(lines[:3])
    assert pieces(f"{first}\n\n{second}\n") == [first, second]


def test_verse_is_not_joined(pieces: Callable[..., list[str]]) -> None:
    verse = ["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡", "白日依山尽", "黄河入海流", "欲穷千里目"]
    assert pieces("\n".join(verse)) == verse


def test_a_list_is_not_joined(pieces: Callable[..., list[str]]) -> None:
    assert pieces("\n".join(f"- {line}" for line in CHINESE_LINES)) == CHINESE_LINES


def test_lines_that_end_in_a_stop_are_not_joined(pieces: Callable[..., list[str]]) -> None:
    lines = [f"{line}。" for line in CHINESE_LINES]
    assert pieces("\n".join(lines)) == lines


def test_few_lines_are_not_joined(pieces: Callable[..., list[str]]) -> None:
    assert pieces("\n".join(CHINESE_LINES[:5])) == CHINESE_LINES[:5]


def test_long_turns_of_a_transcript_are_not_joined(turns: Callable[..., Any]) -> None:
    made = [("社工" if number % 2 else "居民", line) for number, line in enumerate(CHINESE_LINES)]
    assert turns("\n".join(f"{speaker}：{line}" for speaker, line in made)) == made


lines = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "社工：",
            "社工：好",
            "居民: 好的",
            "[00:12] 居民：嗯",
            "- 一",
            "# 题",
            "（笑）",
            "\u3000正文 ",
            "**A:** b",
            ENGLISH_LINES[0],
            "\u2028x",
            "",
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(lines, max_size=12).map("\n".join), st.sampled_from([None, "salon"]))
def test_every_segment_is_a_clean_stretch_of_the_text_and_none_overlaps_another(text: str, kind: str | None) -> None:
    texts = from_rows("texts", [{"document_id": "d1", "text": text, "body_start": 0}])
    row = {"document_id": "d1", "path": "a", "characters": len(text), "status": "ok", "kind": kind}
    made = segment(texts, from_rows("documents", [row]), language_of)
    end = 0
    for start, stop, piece in zip(made["start_char"], made["end_char"], made["text"], strict=True):
        assert piece == text[start:stop]
        assert piece == piece.strip()
        assert end <= start < stop
        end = stop
    assert list(made["segment_index"]) == list(range(1, len(made) + 1))


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_characters=":：-+*•·>#\r", exclude_categories=["Cs", "Nd"]), max_size=200),
    st.integers(0, 20),
)
def test_every_sign_of_a_text_without_labels_is_in_exactly_one_segment(text: str, body_start: int) -> None:
    start = min(body_start, len(text))
    texts = from_rows("texts", [{"document_id": "d1", "text": text, "body_start": start}])
    row = {"document_id": "d1", "path": "a", "characters": len(text), "status": "ok"}
    made = segment(texts, from_rows("documents", [row]), language_of)
    assert re.sub(r"\s", "", "".join(made["text"])) == re.sub(r"\s", "", text[start:])
