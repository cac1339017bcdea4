"""What a report says about what is new."""

from typing import Any

import pytest

from pipeline.model.report_novelty import CurvePoint, Saturation
from pipeline.model.report_parts import Odds
from tests.stages.test_report import START, made, segments

Row = dict[str, Any]
TEXT = {row["segment_id"]: row["text"] for row in segments()}


def term(rank: int, segment_id: str, low: int, high: int, **cells: Any) -> Row:
    counted = {"documents": 3, "total": 4, "documents_before": 1, "total_before": 9, "organisations": 2}
    plain = {"keyness": 5.0, "status": "new", "first_date": "2024-03", "document_id": segment_id[0]}
    span = {"start_char": START[segment_id] + low, "end_char": START[segment_id] + high, "segment_id": segment_id}
    return {"rank": rank, "term": TEXT[segment_id][low:high].lower()} | counted | plain | span | cells


def far(rank: int, segment_id: str) -> Row:
    text, start = TEXT[segment_id], START[segment_id]
    span = {"start_char": start, "end_char": start + len(text), "quote": text, "segment_id": segment_id}
    return {"rank": rank, "document_id": segment_id[0], "explained": 0.25, "rarity": 1.0, "words": 10} | span


def dated(count: int) -> list[Row]:
    plain = {"path": "x.txt", "characters": 5, "status": "ok"}
    return [{"document_id": f"x{day:02}", "date": f"2024-05-{day:02}"} | plain for day in range(1, count + 1)]


def curve(*found: int | None, kind: str = "code") -> list[Row]:
    return [
        {"kind": kind, "documents": number, "found": one, "date": f"2024-05-{number:02}" if one is not None else None}
        | {"expected": number / 2, "expected_low": 0.0, "expected_high": number}
        for number, one in enumerate(found, 1)
    ]


def estimate(documents: int, found: int, once: int, estimated: float, kind: str = "code") -> Row:
    counted = {"documents": documents, "found": found, "once": once, "twice": 0, "coming": once / documents}
    return {"kind": kind, "estimated": estimated} | counted


def saturation(*found: int | None, **cells: Any) -> Saturation:
    row = estimate(len(found), max(one or 0 for one in found), cells.pop("once", 0), cells.pop("estimated", 0.0))
    (one,) = made(saturation=curve(*found), saturation_estimates=[row | cells]).novelty.saturation
    return one


def test_words_and_passages_are_quoted_in_their_segments_and_shown_in_context() -> None:
    rows = [term(1, "a-2", 9, 13, odds_ratio=4.0, odds_low=1.5, odds_high=9.0, p_value=0.01, q_value=0.04)]
    report = made(novel_terms=rows, novel_segments=[far(1, "b-1")])
    (first,) = report.novelty.terms
    assert (first.term, first.proven, first.odds, first.q_value) == ("zoom", True, Odds(4.0, 1.5, 9.0), 0.04)
    assert (first.documents, first.total, first.documents_before, first.total_before) == (3, 4, 1, 9)
    quoted = first.quotation
    assert (quoted.before, quoted.passage, quoted.after) == ("今天说角色不清，用", "Zoom", "再谈")
    assert (quoted.title, quoted.organisation, quoted.date, quoted.speaker) == ("三月", "甲队", "2024-05-03", "李")
    (passage,) = report.novelty.passages
    assert (passage.explained, passage.quotation.passage, passage.quotation.before) == (0.25, "角色都清楚", "")
    assert report.novelty.quotations == (quoted, passage.quotation)
    alone = made(theme_evidence=[], novel_terms=rows, novel_segments=[far(1, "b-1")])
    marked = [line.segment_id for context in alone.contexts for line in context.lines if line.marked]
    assert marked == ["b-1", "a-2"]


def test_hints_are_not_proven_and_may_have_no_figures() -> None:
    (first,) = made(novel_terms=[term(1, "a-2", 9, 13, status="hint")]).novelty.terms
    assert (first.proven, first.odds, first.p_value, first.q_value) == (False, None, None, None)


@pytest.mark.parametrize(
    ("count", "parts"), [(0, (0, 0, "")), (5, (0, 0, "")), (8, (3, 5, "2024-05-06")), (20, (5, 15, "2024-05-16"))]
)
def test_the_latest_part_is_that_of_the_stage(count: int, parts: tuple[int, int, str]) -> None:
    held = dated(count)
    cut = [
        {"segment_id": f"{row['document_id']}-1", "document_id": row["document_id"], "segment_index": 1}
        | {"start_char": 0, "end_char": 1, "text": "好"}
        for row in held
    ]
    new = made(
        documents=[
            *held,
            {"document_id": "no_segment", "date": "2025-01-01", "path": "y", "characters": 0, "status": "ok"},
        ],
        segments=cut,
        codings=[],
        theme_evidence=[],
        themes=[],
        segment_topics=[],
    ).novelty
    assert (new.latest, new.before, new.since) == parts


def test_the_last_ten_by_date_are_looked_at() -> None:
    one = saturation(1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, None)
    assert (one.last, one.brought, one.new, one.since) == (10, 1, 1, "2024-05-03")
    one = saturation(1, 2, *[2] * 10)
    assert (one.last, one.brought, one.new, one.since) == (10, 0, 0, "2024-05-02")
    one = saturation(*[0] * 5, 3, 3, 4, *[4] * 5)
    assert (one.brought, one.new) == (2, 4)
    one = saturation(*[1] * 10, None, None)
    assert (one.last, one.brought, one.since) == (0, 0, "2024-05-01")
    one = saturation(*[None] * 12)
    assert (one.last, one.brought, one.since) == (0, 0, "")


@pytest.mark.parametrize(
    ("found", "once", "verdict"),
    [
        ([2] * 12, 0, "level"),
        ([1, *[2] * 11], 0, "level"),
        ([1, 1, *[2] * 10], 0, "open"),
        ([2] * 12, 1, "open"),
        ([2] * 21, 1, "level"),
        ([2] * 20, 1, "open"),
        ([2] * 10, 0, "few"),
        ([None] * 12, 0, "level"),
        ([None] * 12, 3, "open"),
    ],
)
def test_the_curve_is_level_when_nothing_came_and_little_is_to_come(
    found: list[int | None], once: int, verdict: str
) -> None:
    assert saturation(*found, once=once).verdict == verdict


def test_what_is_to_come_is_said_in_documents() -> None:
    assert [saturation(*[3] * 12, once=once).apart for once in (0, 1, 5)] == [0, 12, 2]


def test_there_are_no_more_codes_than_the_codebook_has() -> None:
    # three codes in the codebook
    held = [saturation(*[2] * 12, estimated=estimated) for estimated in (2.0, 2.6, 7.0)]
    assert [(one.possible, one.estimated) for one in held] == [(3, 2), (3, 3), (3, 3)]
    rows = [estimate(12, 2, 2, 7.4, "topic")]
    (topics,) = made(saturation=curve(*[2] * 12, kind="topic"), saturation_estimates=rows).novelty.saturation
    assert (topics.kind, topics.possible, topics.estimated) == ("topic", 0, 7)


def test_long_curves_are_thinned_from_first_to_last() -> None:
    points = saturation(*[2] * 12).points
    assert points[2] == CurvePoint(3, 1.5, 0.0, 3.0, 2)
    assert [point.documents for point in points] == list(range(1, 13))
    long = saturation(*[None] * 1000).points
    assert (len(long), long[0].documents, long[-1].documents) == (60, 1, 1000)


def test_without_tables_nothing_is_new() -> None:
    new = made(novel_terms=[], novel_segments=[], saturation=[], saturation_estimates=[]).novelty
    assert (new.terms, new.passages, new.saturation, new.quotations) == ((), (), (), ())
