"""JSON lines: a note or a dialogue per line."""

import hashlib
import json
from typing import Any

import pytest

from pipeline.files.readers.speech import dialogue
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument, Turn
from pipeline.model.settings import Ingest


def read(*records: Any, limits: Ingest = Ingest()) -> list[RawDocument]:  # noqa: B008
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    return list(dialogue.read_lines("\n".join(lines).encode(), "a.jsonl", limits))


def test_a_line_with_text_is_a_note_with_its_metadata() -> None:
    record = {"date": "2024-05-03", "机构": "甲队", "number": 3, "mood": "good", "text": "一\r\n二"}
    line = json.dumps(record, ensure_ascii=False)
    assert read(record) == [
        RawDocument(
            "a.jsonl",
            "一\n二",
            {"date": "2024-05-03", "机构": "甲队", "number": "3"},
            hashlib.sha256(line.encode()).hexdigest(),
            "utf-8",
            row="1",
        )
    ]


@pytest.mark.parametrize("label", ["text", "content", "transcript", "note", "正文", "记录内容"])
def test_the_text_goes_by_several_names(label: str) -> None:
    (raw,) = read({label: "角色不清"})
    assert (raw.text, raw.fields, raw.problem) == ("角色不清", {}, None)


@pytest.mark.parametrize("key", ["turns", "dialogue", "messages", "conversations"])
@pytest.mark.parametrize(
    "turns",
    [
        [["社工", "你好"], ["居民", "Hi, 好"]],
        [{"speaker": "社工", "text": "你好"}, {"speaker": "居民", "text": "Hi, 好"}],
        [{"role": "社工", "content": "你好"}, {"role": "居民", "content": "Hi, 好"}],
        [{"from": "社工", "value": "你好"}, {"name": "居民", "utterance": "Hi, 好"}],
        ["社工：你好", "居民：Hi, 好"],
    ],
)
def test_turns_come_with_their_speakers(key: str, turns: list[Any]) -> None:
    (raw,) = read({key: turns, "date": "2024-05"})
    assert (raw.text, raw.fields) == ("", {"date": "2024-05"})
    assert raw.turns == (Turn("你好", "社工"), Turn("Hi, 好", "居民"))


def test_a_turn_is_one_line_and_may_have_no_speaker() -> None:
    assert read({"turns": [{"text": "一\n二 "}, ["社工", " 三\n四"]]})[0].turns == (
        Turn("一 二"),
        Turn("三 四", "社工"),
    )


def test_line_ends_of_windows_inside_a_turn_leave_no_carriage_return() -> None:
    assert read({"turns": [["社工", "一\r\n二"]]})[0].turns == (Turn("一 二", "社工"),)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        '"text"',
        "{}",
        '{"text": 3}',
        '{"turns": [3]}',
        '{"turns": [["a"]]}',
        '{"turns": [{"speaker": "a"}]}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_not_understood_is_named_and_the_others_are_read(line: str) -> None:
    first, second = read(line, {"text": "好"})
    assert (first.path, first.text) == ("a.jsonl#1", "")
    assert first.problem is not None
    assert first.problem.en == "this line is no readable JSON record with a 'text' or 'turns'"
    assert (second.path, second.text, second.problem) == ("a.jsonl#2", "好", None)


def test_blank_lines_are_passed_over_and_lines_keep_their_number() -> None:
    assert [raw.path for raw in read({"text": "一"}, "", " ", {"text": "二"})] == ["a.jsonl#1", "a.jsonl#4"]


def test_an_empty_file_gives_nothing() -> None:
    assert read() == []


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read({"text": "一"}, {"text": "二"}, limits=Ingest(max_rows=1))
    assert caught.value.en == "2 lines are over the limit of 1; raise [ingest] max_rows or split it"


def test_bytes_that_are_no_text_are_refused(limits: Ingest) -> None:
    with pytest.raises(DocumentError, match="not text in UTF-8 or GB18030"):
        list(dialogue.read_lines(b"\x00\x01", "a.jsonl", limits))


def test_garbled_text_is_flagged_once_for_the_file() -> None:
    lines = "\n".join(
        json.dumps({"text": "社工的角色不清楚".encode().decode("gb18030", "replace") * 3}, ensure_ascii=False)
        for _ in range(2)
    )
    first, second = dialogue.read_lines(lines.encode(), "a.jsonl", Ingest())
    assert len(first.doubts) == 1
    assert second.doubts == ()


@pytest.mark.parametrize("as_lines", [True, False])
def test_records_with_prose_under_another_key_are_read_like_the_rows_of_a_table(as_lines: bool) -> None:
    records = [
        {
            "id": number,
            "opinion": f"第{number}队的社工说，钥匙到底归谁管，谁也说不清楚，开会也没有结果。",
            "topic": "分工",
            "votes": 3,
            "tags": ["a"],
        }
        for number in (1, 2)
    ]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    data = lines if as_lines else json.dumps(records, ensure_ascii=False)
    first, second = (dialogue.read_lines if as_lines else dialogue.read)(data.encode(), "a.json", Ingest())
    assert (first.path, first.text) == ("a.json#1", records[0]["opinion"])
    assert (second.path, dict(second.fields)["topic"], second.encoding) == ("a.json#2", "分工", "utf-8")
    assert [doubt.en for doubt in first.doubts] == [
        "text was taken from: opinion; if that is wrong, name the columns in [ingest] text_columns of run.toml"
    ]
