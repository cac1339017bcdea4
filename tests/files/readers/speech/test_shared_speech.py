"""Transcripts of others, read whole and counted against a simple count of the file itself."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.files.readers import READERS
from pipeline.model.frames import rows
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest
from pipeline.stages.ingest import ingest, language_of
from pipeline.stages.segment import segment

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"
OVERRIDES = re.compile(r"\{[^}]*\}")


def files(folder: str, pattern: str) -> list[Path]:
    found = sorted((DATA / folder).glob(pattern))
    if not found:
        pytest.skip(f"needs {folder} of the shared data")
    return found


def read(path: Path) -> list[RawDocument]:
    return list(READERS[path.suffix](path.read_bytes(), path.name, Ingest()))


def cut(raws: list[RawDocument]) -> list[dict[str, Any]]:
    documents, texts = ingest(raws, {})
    return rows(segment(texts, documents, language_of))


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


def test_every_turn_of_the_meetings_is_a_segment_with_its_speaker() -> None:
    paths = files("en_qmsum_meetings_val/json", "*.json")
    total = 0
    for path in paths:
        meeting = json.loads(path.read_text(encoding="utf-8"))["meeting_transcripts"]
        said = [(turn["speaker"], turn["content"].strip()) for turn in meeting if turn["content"].strip()]
        (raw,) = read(path)
        assert [(turn.speaker, turn.text) for turn in raw.turns] == said
        assert raw.doubts[0].en.startswith("what stands beside the text was left out: ")
        segments = cut([raw])
        assert [row["speaker"] for row in segments] == [speaker for speaker, _ in said]
        total += len(segments)
    assert (len(paths), total) == (35, 20106)


def test_every_turn_of_the_counselling_dialogues_has_its_speaker() -> None:
    (path,) = files("zh_smile_slice", "*.jsonl")
    raws = read(path)
    assert len(raws) == 2000
    assert not any(raw.problem for raw in raws)
    assert Counter(turn.speaker for raw in raws for turn in raw.turns) == {
        "client": 11546,
        "counselor": 11265,
    }  # one is empty


def test_labelled_lines_in_a_list_and_in_a_text_are_turns() -> None:
    by_topic, dialogues = sorted(files("zh_cpsycoun", "*.jsonl"), key=lambda path: path.stat().st_size)
    assert Counter(turn.speaker for raw in read(by_topic) for turn in raw.turns) == {"求助者": 296, "支持者": 296}
    label = re.compile(r"^(来访者|心理咨询师)：[^\S\n]*(?=\S)", re.MULTILINE)
    raws = read(dialogues)
    documents, texts = ingest(raws, {})
    held = dict(zip(texts["document_id"], texts["text"], strict=True))
    opened: Counter[str] = Counter()
    for row in rows(segment(texts, documents, language_of)):
        line = held[row["document_id"]][: row["end_char"]].rpartition("\n")[2]
        opens = label.match(line)
        opened[row["speaker"] or ""] += bool(opens and opens[1] == row["speaker"])
    assert (len(raws), len(held)) == (3084, 3082)  # two come twice
    assert +opened == Counter(name for text in held.values() for name in label.findall(text))
    assert opened.total() == 49742


def test_every_labelled_turn_of_the_podcasts_is_a_segment() -> None:
    paths = files("en_changelog_slice/md", "*.md")
    total = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        counted = Counter(re.findall(r"^\*\*([^*\n]+?):\*\*[ \t]+\S", text, re.MULTILINE))
        found = Counter(
            row["speaker"]
            for row in cut([RawDocument(path.name, text)])
            if text[: row["start_char"]].endswith(f"**{row['speaker']}:** ")
        )
        assert found == counted, path.name
        total += sum(found.values())
    assert (len(paths), total) == (39, 7153)


@pytest.mark.parametrize(
    ("name", "turns", "first", "last"),
    [
        ("20130808-AVvgpKt5uCA.ass", 56, "00:00:04", "00:10:13"),
        ("20210706-dahULS4-rFg.ass", 30, "00:00:04", "00:04:59"),
        ("20191219-CUfOnwSLWxY.combination.srt", 190, "00:00:00", "00:25:26"),
    ],
)
def test_subtitles_in_two_languages_keep_every_letter_once(name: str, turns: int, first: str, last: str) -> None:
    (path,) = files("messy_docs_open", name)
    (raw,) = read(path)
    assert (len(raw.turns), raw.turns[0].time, raw.turns[-1].time) == (turns, first, last)
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".ass":
        lines = [
            OVERRIDES.sub("", line.split(",", 9)[9]).replace("\\N", "\n")
            for line in text.splitlines()
            if line.startswith("Dialogue:")
        ]
    else:
        lines = [
            re.sub(r"<[^>]*>|\{[^}]*\}", "", line)
            for line in text.splitlines()
            if "-->" not in line and not line.strip().isdecimal()
        ]
    assert letters("".join(turn.text for turn in raw.turns)) == letters("".join(lines))
    assert all(turn.text.count("\n") <= 1 for turn in raw.turns)
