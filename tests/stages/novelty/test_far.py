"""Passages that neither codes nor topics explain."""

from collections.abc import Callable
from math import log

import pandas as pd
import pytest

from tests.stages.novelty.notes import Notes, Row

Rows = Callable[[pd.DataFrame], list[Row]]
TEN = "排班 场地 钥匙 经费 签字 物业 街道 花坛 电梯 楼道"


def own(letter: str) -> str:
    """Ten words that nobody else has."""
    return " ".join(f"{letter}{chr(0x4E00 + number)}" for number in range(10))


def test_a_segment_with_words_without_code_and_topic_is_far(rows_of: Rows) -> None:
    notes = (
        Notes().note("2024-01", "甲队", TEN, "开会 活动").note("2024-02", "甲队", "开会 活动 排班").topic("n01-1", 0.9)
    )
    (row,) = rows_of(notes.topic("n00-1", 0.2).found().novel_segments)
    assert row == {
        "rank": 1,
        "segment_id": "n00-1",
        "document_id": "n00",
        "start_char": 5,
        "end_char": 5 + len(TEN),
        "quote": TEN,
        "explained": 0.2,
        # nine of its ten words are in one of the two documents, one in both
        "rarity": pytest.approx(0.9 * log(2), abs=1e-6),
        "words": 10,
    }


@pytest.mark.parametrize(
    ("text", "weights", "status", "listed"),
    [
        (TEN, (), None, True),
        (TEN, (0.29,), None, True),
        (TEN, (0.3,), None, False),
        (TEN, (0.2, 0.2), None, False),
        (TEN, (), "negated", True),
        (TEN, (), "asserted", False),
        (TEN.removesuffix(" 楼道"), (), None, False),
        (TEN.replace("楼道", "Zoom"), (), None, True),
        (TEN.replace("楼道", "[人物01]"), (), None, False),
    ],
)
def test_codes_topics_and_length_decide(
    text: str, weights: tuple[float, ...], status: str | None, listed: bool, rows_of: Rows
) -> None:
    notes = Notes().note("2024-01", "甲队", text).note("2024-02", "甲队", "开会").topic("n01-1", 1.0)
    for number, weight in enumerate(weights):
        notes.topic("n00-1", weight, f"topic-0{number}")
    if status:
        notes.code("n00-1", status)
    assert [row["segment_id"] for row in rows_of(notes.found().novel_segments)] == ["n00-1"] * listed


def test_rare_words_come_before_what_everybody_says(rows_of: Rows) -> None:
    notes = Notes().note("2024-01", "甲队", TEN, own("甲")).note("2024-02", "甲队", TEN + " 开会").topic("n01-1", 1.0)
    rows = rows_of(notes.note("2024-03", "乙队", own("乙")).topic("n02-1", 0.25).found().novel_segments)
    # ln 3, three quarters of ln 3 in another document, ln 1.5
    assert [(row["segment_id"], row["explained"]) for row in rows] == [("n00-2", 0.0), ("n02-1", 0.25), ("n00-1", 0.0)]
    assert [row["rarity"] for row in rows] == pytest.approx([log(3), log(3), log(1.5)], abs=1e-6)


def test_every_document_speaks_once_before_any_speaks_twice_and_twelve_are_listed(rows_of: Rows) -> None:
    notes = Notes().note("2024-01", "甲队", *(own(letter) for letter in "甲乙丙丁"))
    notes.note("2024-02", "甲队", *(f"{own(letter)} 开会" for letter in "子丑寅卯辰巳午未申酉"))
    notes.note("2024-03", "甲队", "开会").topic("n02-1", 1.0)
    listed = [row["segment_id"] for row in rows_of(notes.found().novel_segments)]
    assert listed == [
        "n00-1",
        "n01-1",
        "n00-2",
        "n01-2",
        "n00-3",
        "n01-3",
        "n00-4",
        *(f"n01-{number}" for number in range(4, 9)),
    ]


def test_the_same_text_is_listed_once(rows_of: Rows) -> None:
    notes = Notes().note("2024-01", "甲队", TEN).note("2024-02", "甲队", TEN).note("2024-03", "甲队", "开会")
    assert [row["segment_id"] for row in rows_of(notes.topic("n02-1", 1.0).found().novel_segments)] == ["n00-1"]


def test_without_topics_nothing_is_far(rows_of: Rows) -> None:
    assert rows_of(Notes().note("2024-01", "甲队", TEN).found().novel_segments) == []


def test_documents_that_do_not_count_are_not_quoted(rows_of: Rows) -> None:
    notes = Notes().note("2024-01", "甲队", TEN, status="duplicate").note("2024-02", "甲队", "开会").topic("n01-1", 1.0)
    assert rows_of(notes.found().novel_segments) == []
