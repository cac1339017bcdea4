"""Codings in their context."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from pipeline.model.frames import from_rows
from pipeline.stages.concord import Line, concord

CODING = {"document_id": "d1", "coder": "rules", "code_id": "c", "rule": "角色", "status": "asserted"}


def codings(*spans: tuple[int, int, str]) -> pd.DataFrame:
    rows = [
        CODING
        | {"coding_id": str(start), "segment_id": "d1-0001", "start_char": start, "end_char": end, "quote": quote}
        for start, end, quote in spans
    ]
    return from_rows("codings", rows)


def test_a_mixed_passage_stands_between_what_is_before_and_after(
    make_segments: Callable[..., pd.DataFrame], make_documents: Callable[..., pd.DataFrame]
) -> None:
    segments = make_segments("社工的\nrole不清楚", start=10)
    documents = make_documents({"document_id": "d1", "path": "甲.txt"})
    (line,) = concord(codings((14, 18, "role")), segments, documents)
    assert line == Line("甲.txt", 1, "", "社工的 ", "role", "不清楚", "c", "asserted", "角色")


def test_no_codings_give_no_lines(make_segments: Any, make_documents: Any) -> None:
    assert concord(codings(), make_segments("好"), make_documents({"document_id": "d1"})) == []
