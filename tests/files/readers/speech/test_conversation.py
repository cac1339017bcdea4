"""JSON files: conversations of data sets and of speech recognisers, and lists of notes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.files.readers.speech import dialogue
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument, Turn
from pipeline.model.settings import Ingest


def read(value: Any, limits: Ingest = Ingest()) -> list[RawDocument]:  # noqa: B008
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return list(dialogue.read(data, "a.json", limits))


def word(text: str, start: str, speaker: str) -> dict[str, Any]:
    return {
        "type": "pronunciation",
        "start_time": start,
        "end_time": start,
        "alternatives": [{"content": text}],
        "speaker_label": speaker,
    }


SENTENCE = {
    "st": {"bg": "1200", "ed": "4950", "rl": "1", "rt": [{"ws": [{"cw": [{"w": "大家"}]}, {"cw": [{"w": "好"}]}]}]}
}


@pytest.mark.parametrize(
    ("value", "turns"),
    [
        pytest.param(
            {"meeting_transcripts": [{"speaker": "Mei", "content": "Hi."}, {"speaker": "Bo", "content": ""}]},
            [Turn("Hi.", "Mei")],
            id="QMSum",
        ),
        pytest.param(
            {
                "segments": [
                    {"start": 0.0, "end": 2.5, "text": " Hello", "speaker": "SPEAKER_00"},
                    {"start": 2.5, "end": 4, "text": "there.", "speaker": "SPEAKER_00"},
                    {"start": 65, "end": 66, "text": "Hi", "speaker": "SPEAKER_01"},
                ]
            },
            [Turn("Hello there.", "SPEAKER_00", "00:00:00"), Turn("Hi", "SPEAKER_01", "00:01:05")],
            id="WhisperX",
        ),
        pytest.param(
            {
                "result": {"language": "en"},
                "transcription": [
                    {
                        "timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"},
                        "offsets": {"from": 1000, "to": 2000},
                        "text": " Hi.",
                    }
                ],
            },
            [Turn("Hi.", "", "00:00:01")],
            id="whisper.cpp",
        ),
        pytest.param(
            {
                "results": {
                    "transcripts": [{"transcript": "x"}],
                    "items": [
                        word("Hi", "0.04", "spk_0"),
                        word("all", "0.4", "spk_0"),
                        {"type": "punctuation", "alternatives": [{"content": "."}]},
                        word("Yes", "61.4", "spk_1"),
                    ],
                }
            },
            [Turn("Hi all.", "spk_0", "00:00:00"), Turn("Yes", "spk_1", "00:01:01")],
            id="AWS words",
        ),
        pytest.param(
            {
                "results": {
                    "transcripts": [{"transcript": "x"}],
                    "audio_segments": [
                        {"transcript": "Hi.", "start_time": "61.5", "end_time": "62.0", "speaker_label": "spk_0"}
                    ],
                }
            },
            [Turn("Hi.", "spk_0", "00:01:01")],
            id="AWS segments",
        ),
        pytest.param({"results": {"transcripts": [{"transcript": "Hi."}]}}, [Turn("Hi.")], id="AWS text"),
        pytest.param(
            {
                "results": {
                    "channels": [
                        {
                            "alternatives": [
                                {
                                    "transcript": "x",
                                    "words": [
                                        {"word": "hi", "punctuated_word": "Hi.", "start": 0.1, "speaker": 0},
                                        {"word": "yes", "punctuated_word": "Yes.", "start": 5.1, "speaker": 1},
                                    ],
                                }
                            ]
                        }
                    ]
                }
            },
            [Turn("Hi.", "Speaker 0", "00:00:00"), Turn("Yes.", "Speaker 1", "00:00:05")],
            id="Deepgram words",
        ),
        pytest.param(
            {
                "text": "x",
                "utterances": [
                    {"speaker": "A", "text": "Hi.", "start": 250, "end": 900},
                    {"speaker": "B", "text": "Yes.", "start": 61000, "end": 62000},
                ],
            },
            [Turn("Hi.", "A", "00:00:00"), Turn("Yes.", "B", "00:01:01")],
            id="AssemblyAI",
        ),
        pytest.param(
            {
                "data": json.dumps(
                    [
                        {"bg": "0", "ed": "4950", "onebest": "大家好，", "speaker": "1"},
                        {"bg": "4950", "ed": "6000", "onebest": "开始。", "speaker": "2"},
                    ]
                )
            },
            [Turn("大家好，", "Speaker 1", "00:00:00"), Turn("开始。", "Speaker 2", "00:00:04")],
            id="iFLYTEK",
        ),
        pytest.param(
            {"content": {"orderResult": json.dumps({"lattice": [{"json_1best": json.dumps(SENTENCE)}]})}},
            [Turn("大家好", "Speaker 1", "00:00:01")],
            id="iFLYTEK lattice",
        ),
        pytest.param(
            {"Result": {"Sentences": [{"BeginTime": 61340, "EndTime": 61900, "Text": "你好。", "SpeakerId": "1"}]}},
            [Turn("你好。", "Speaker 1", "00:01:01")],
            id="Alibaba",
        ),
        pytest.param(
            {
                "Transcription": {
                    "Paragraphs": [
                        {
                            "SpeakerId": "1",
                            "Words": [
                                {"Start": 4970, "End": 5560, "Text": "您好，"},
                                {"Start": 5730, "End": 6000, "Text": "我是"},
                            ],
                        }
                    ]
                }
            },
            [Turn("您好，我是", "Speaker 1", "00:00:04")],
            id="Tingwu",
        ),
        pytest.param(
            {"recognizedPhrases": [{"offsetMilliseconds": 61000, "speaker": 1, "nBest": [{"display": "Hi."}]}]},
            [Turn("Hi.", "Speaker 1", "00:01:01")],
            id="Azure",
        ),
        pytest.param(
            {
                "paragraphs": [
                    {
                        "speaker": {"name": "张三"},
                        "start_time": "00:01:02",
                        "sentences": [{"content": "好，"}, {"content": "行。"}],
                    }
                ]
            },
            [Turn("好，行。", "张三", "00:01:02")],
            id="Feishu",
        ),
        pytest.param([["社工", "你好"], ["居民", "好"]], [Turn("你好", "社工"), Turn("好", "居民")], id="pairs"),
        pytest.param(
            [{"speaker": "社工", "text": "你好"}, {"role": "居民", "content": "好"}],
            [Turn("你好", "社工"), Turn("好", "居民")],
            id="list of turns",
        ),
        pytest.param(
            ["社工：你好", "居民：好", "社工：注意：带水"],
            [Turn("你好", "社工"), Turn("好", "居民"), Turn("注意：带水", "社工")],
            id="labelled texts",
        ),
        pytest.param(
            {"messages": [{"from": "Mei", "text": "Hi", "time": "2024-05-03 14:00:12"}]},
            [Turn("Hi", "Mei", "14:00:12")],
            id="messages",
        ),
    ],
)
def test_a_conversation_is_one_document_with_its_turns(value: Any, turns: list[Turn]) -> None:
    (raw,) = read(value)
    assert (list(raw.turns), raw.text, raw.row, raw.problem) == (turns, "", "", None)


def test_metadata_of_a_conversation_become_fields_and_prose_beside_it_is_named() -> None:
    value = {
        "日期": "2024-05-03",
        "id": 7,
        "turns": [["社工", "你好"]],
        "summary_of_it": "They talked for a long time about keys.",
    }
    (raw,) = read(value)
    assert raw.fields == {"日期": "2024-05-03"}
    assert [doubt.en for doubt in raw.doubts] == ["what stands beside the text was left out: summary_of_it"]
    assert [doubt.zh for doubt in raw.doubts] == ["对话以外的内容没有读入：summary_of_it"]


def test_a_list_of_notes_is_a_document_each() -> None:
    raws = read([{"title": "一", "text": "好\r\n好"}, {"text": "Hi"}, {"mood": 3}])
    assert [(raw.path, raw.text, raw.fields) for raw in raws] == [
        ("a.json#1", "好\n好", {"title": "一"}),
        ("a.json#2", "Hi", {}),
        ("a.json#3", "", {}),
    ]
    assert raws[2].problem is not None
    assert raws[2].problem.en == "this is no readable JSON record with a 'text' or 'turns'"
    assert len({raw.sha256 for raw in raws}) == 3


def test_a_list_of_conversations_is_a_document_each() -> None:
    raws = read([{"turns": [["a", "b"]]}, {"turns": [["c", "d"]]}])
    assert [(raw.path, raw.turns) for raw in raws] == [("a.json#1", (Turn("b", "a"),)), ("a.json#2", (Turn("d", "c"),))]


def test_an_object_of_ids_is_a_document_each() -> None:
    raws = read({"case 1": {"text": "好"}, "case 2": {"turns": [["a", "b"]]}})
    assert [(raw.path, raw.text, raw.turns) for raw in raws] == [
        ("a.json#case 1", "好", ()),
        ("a.json#case 2", "", (Turn("b", "a"),)),
    ]


def test_records_under_a_key_are_a_document_each() -> None:
    raws = read({"count": 2, "data": [{"title": "一", "text": "你好"}, {"title": "二", "text": "好"}]})
    assert [(raw.path, raw.text) for raw in raws] == [("a.json#1", "你好"), ("a.json#2", "好")]


def test_one_note_is_one_document() -> None:
    assert read({"机构": "甲队", "正文": "好"}) == [RawDocument("a.json", "好", {"机构": "甲队"}, encoding="utf-8")]


def test_lines_under_the_name_of_json_are_read_as_lines() -> None:
    assert [raw.path for raw in read(b'{"text": "a"}\n{"text": "b"}')] == ["a.json#1", "a.json#2"]


@pytest.mark.parametrize("value", [{"a": 1}, [], {}, 3, "text", None, {"turns": [3]}, [[]], {"a": {"b": {"c": {}}}}])
def test_a_file_without_text_is_refused_with_what_it_needs(value: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        read(value)
    assert (
        caught.value.en
        == "no text in this JSON; it needs a list of turns with 'speaker' and 'text', or records with a 'text'"
    )
    assert caught.value.zh == "这份 JSON 里没有找到文字，需要有对话列表（speaker 和 text），或带 text 的记录"


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b'{"a":' * 100_000, b"1" * 10_000, b"nothing\n{}"])
def test_what_is_no_json_or_too_deep_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not valid JSON, or nested too deeply; export it again"):
        read(data)


@pytest.mark.parametrize("depth", [200, 700, 900, 950, 980, 990, 1000])
def test_any_depth_gives_a_document_or_a_reason(depth: int) -> None:
    deep = b"[" * depth + b"]" * depth
    for data in (b'[{"text":"a"},' + deep + b"]", b'{"text":"a","b":' + deep + b"}", b'{"data":' + deep + b"}"):
        try:
            assert all(isinstance(raw, RawDocument) for raw in read(data))
        except DocumentError as error:
            assert error.zh


def test_too_many_records_are_refused() -> None:
    with pytest.raises(DocumentError, match="2 records are over the limit of 1"):
        read([{"text": "a", "title": "b"}] * 2, Ingest(max_rows=1))


@pytest.mark.parametrize(
    "value",
    [
        {"segments": [{"start": "x", "end": [], "text": "a", "speaker": True}]},
        {"segments": [{"start": -1, "end": 1e300, "text": "a"}]},
        {"segments": [{"start": {"from": None}, "end": {}, "text": "a"}]},
        {"utterances": [{"words": [1], "text": "a"}]},
        {"lattice": [{"json_1best": "{}"}], "text": "a"},
        {"data": '[{"onebest": "a", "bg": "x"}]', "text": "a"},
    ],
)
def test_odd_values_do_no_harm(value: Any) -> None:
    (raw,) = read(value)
    assert (raw.turns[0].text if raw.turns else raw.text) == "a"


KEYS = [
    *"text turns segments start end speaker words results channels alternatives items lattice json_1best st bg data title".split()
]
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(["a", "甲：好", "0:12", "[1]", "inf", ""])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=20,
)


@settings(max_examples=500, deadline=None)
@given(VALUES)
def test_anything_gives_documents_or_a_reason(value: Any) -> None:
    try:
        assert all(isinstance(raw, RawDocument) for raw in read(value))
    except DocumentError as error:
        assert error.zh
